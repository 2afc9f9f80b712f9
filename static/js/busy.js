// Says that something takes a while. Without this script the same links and forms work, silently.
"use strict";

function say(place, text, busy) {
  place.querySelector("[role=status]").textContent = text;
  place.toggleAttribute("data-waiting", busy);
}

function keep(file, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

async function download(link, place) {
  const answer = await fetch(link.href);
  const name = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") || "");
  // It takes longer: the page of its job.
  if (answer.ok && new URL(answer.url).pathname.startsWith("/zadania-w-tle/") && !name) return void location.assign(answer.url);
  if (!answer.ok || !name) throw new Error("no file");
  keep(await answer.blob(), name[1]);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[download]");
  const place = link && link.closest("[data-busy]");
  if (!place) return;
  event.preventDefault();
  if (place.hasAttribute("data-waiting")) return;
  say(place, place.dataset.busy, true);
  download(link, place).then(
    () => say(place, place.dataset.done, false),
    () => say(place, place.dataset.failed, false),
  );
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-busy]")) return;
  if (event.target.hasAttribute("data-waiting")) event.preventDefault();
  say(event.target, event.target.dataset.busy, true);
});

// A form of a page is sent once: its button says that it is under way, and a second click does nothing. What another
// script sends (htmx, drafts.js) is not ours.
const PATIENCE = 15000; // milliseconds, then the button may be used again: there may be no signal

function release(form) {
  form.removeAttribute("data-sending");
  form.querySelectorAll("[data-said]").forEach((button) => {
    button.replaceChildren(...button.said);
    button.removeAttribute("data-said");
    button.removeAttribute("aria-disabled");
  });
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || !form.matches("main form:not([data-busy])")) return;
  if (form.hasAttribute("data-sending")) return void event.preventDefault();
  form.setAttribute("data-sending", "");
  const button = event.submitter || form.querySelector("button:not([type=button])");
  if (button && form.contains(button)) {
    button.style.minWidth = `${button.offsetWidth}px`;
    button.said = [...button.childNodes];
    button.setAttribute("data-said", "");
    button.setAttribute("aria-disabled", "true");
    button.replaceChildren("Wysyłam…");
  }
  setTimeout(release, PATIENCE, form);
});

// Back by the browser's button: whatever was under way is over.
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sending]:not([data-draft])").forEach(release);
  document.querySelectorAll("[data-waiting]").forEach((place) => say(place, "", false));
});
