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

// Back by the browser's button: whatever was under way is over.
window.addEventListener("pageshow", () => {
  document.querySelectorAll("[data-waiting]").forEach((place) => say(place, "", false));
});
