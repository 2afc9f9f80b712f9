// Manners of every page: what came of the last action is said where the change is, and Escape closes the menu. Without
// this script the message stands at the top of the page, and the menu closes by its button.
"use strict";

(() => {
  // An address such as /rodziny/R7/#plan shows the section that was changed; the message at the top is out of sight.
  const notices = [...document.querySelectorAll("main > .notice[role=status]")];
  const section = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (notices.length && section) {
    const heading = section.querySelector("h2");
    if (heading) heading.after(...notices);
    else section.prepend(...notices);
  }
  // At the end, because going to the section takes the focus away.
  window.addEventListener("load", () => {
    if (!notices.length || ![document.body, null].includes(document.activeElement)) return;
    if (section) section.scrollIntoView();
    notices[0].tabIndex = -1;
    notices[0].focus({ preventScroll: true });
  });

  function close(menu) {
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector("summary").focus();
  }

  const open = () => document.querySelectorAll("details.account[open]");
  document.addEventListener("keydown", (event) => event.key === "Escape" && open().forEach(close));
  document.addEventListener("click", (event) => open().forEach((menu) => menu.contains(event.target) || close(menu)));
})();
