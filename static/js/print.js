// A button that prints the page. Without this script it stays hidden: browsers have one of their own.
"use strict";

document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
