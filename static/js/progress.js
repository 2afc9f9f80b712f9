// While a sent form is worked on, its page asks how far that has come. Without this script one waits without knowing.
"use strict";

const EVERY = 700; // milliseconds

function follow(form) {
  const line = form.querySelector(".progress-line");
  const [bar, words] = line.children;
  bar.removeAttribute("value"); // not known yet: the bar moves to and fro
  words.textContent = "";
  line.hidden = false;

  async function ask() {
    if (line.hidden) return;
    try {
      const { percent, file } = await (await fetch(form.dataset.progress)).json();
      if (percent !== undefined) {
        bar.value = percent;
        words.textContent = `${percent}% · ${file}`;
      }
    } catch {
      // The answer to the form may be on its way, or the server busy: ask again.
    }
    setTimeout(ask, EVERY);
  }
  setTimeout(ask, EVERY);
}

document.addEventListener("submit", (event) => {
  if (event.target.matches("form[data-progress]") && !event.defaultPrevented) follow(event.target);
});

// Back by the browser's button: whatever was under way is over.
window.addEventListener("pageshow", () => {
  document.querySelectorAll(".progress-line").forEach((line) => (line.hidden = true));
});
