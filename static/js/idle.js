// Warns users who do nothing that they will be signed out, and keeps what they typed (unsent_forms.js). Without this
// script the server signs them out all the same, and keeps what they send afterwards.
"use strict";

(() => {
  const dialog = document.getElementById("bezczynnosc");
  if (!dialog) return;
  const WARNING = 120; // seconds
  const ASK = 60; // at most so often the server hears that somebody is typing
  const seconds = Number(dialog.dataset.seconds);
  const warning = Math.min(WARNING, seconds / 2);
  const timer = dialog.querySelector("[role=timer]");
  const now = () => Date.now() / 1000;
  const SEEN = "familycare-seen"; // shared by all tabs: when the server last heard of us
  let active = 0;
  let leaving = false;

  const seen = () => Number(localStorage.getItem(SEEN)) || 0;
  const note = () => localStorage.setItem(SEEN, now());

  async function stay() {
    active = 0;
    note();
    if (dialog.open) dialog.close();
    const answer = await unsentForms.send(dialog.dataset.presence);
    if (!answer.ok || !(await answer.json()).signed_in) leave();
  }

  async function leave() {
    if (leaving) return;
    leaving = true;
    const address = location.pathname + location.search;
    try {
      await unsentForms.keep();
    } finally {
      location.replace(`${dialog.dataset.signIn}?next=${encodeURIComponent(address)}`);
    }
  }

  function look() {
    const left = seconds - (now() - seen());
    if (left <= 0) return void leave();
    if (active > seen() && now() - seen() > ASK && !dialog.open) return void stay();
    if (left > warning) {
      if (dialog.open) dialog.close(); // somebody answered in another tab
    } else {
      if (!dialog.open) dialog.showModal();
      timer.textContent = `${Math.floor(left / 60)}:${String(Math.floor(left % 60)).padStart(2, "0")}`;
    }
  }

  for (const kind of ["keydown", "pointerdown", "input"]) {
    document.addEventListener(kind, () => { if (!dialog.open) active = now(); }, { passive: true });
  }
  dialog.querySelector("button").addEventListener("click", stay);
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); stay(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
  document.addEventListener("htmx:afterRequest", note);
  note();
  setInterval(look, 1000);
})();
