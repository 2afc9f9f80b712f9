// The form of a block: what it will look like is shown while it is typed, and a live figure is put where the cursor was.
// Without this script the buttons do the same, with a page in between. Figures are found by figure_search.js.
"use strict";

(() => {
  const form = document.querySelector("form[data-preview]");
  if (!form) return;
  const place = document.getElementById("podglad-bloku");
  const year = document.getElementById("rok");
  const PAUSE = 400; // milliseconds without typing

  // The preview

  let timer = null;
  let last = null; // the request under way

  async function preview() {
    if (last) last.abort();
    last = new AbortController();
    const body = new URLSearchParams(new FormData(form));
    body.delete("do");
    try {
      const answer = await fetch(form.dataset.preview, { method: "POST", body, signal: last.signal });
      if (!answer.ok || answer.redirected) return;
      show(await answer.text());
    } catch (error) {
      if (error.name !== "AbortError") place.toggleAttribute("data-old", true); // no signal: it is not what is typed
    }
  }

  // While a line is unfinished the last picture stays, and under it what is missing is said.
  function show(text) {
    const made = document.createElement("template");
    made.innerHTML = text;
    place.removeAttribute("data-old");
    const picture = place.querySelector(".document");
    if (picture && made.content.querySelector(".preview-problems")) {
      picture.toggleAttribute("data-old", true);
      place.querySelectorAll(".preview-problems").forEach((each) => each.remove());
      place.prepend(made.content.querySelector(".preview-problems"));
    } else {
      place.replaceChildren(made.content);
    }
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(preview, PAUSE);
  }

  form.addEventListener("input", later);
  form.addEventListener("change", later);
  year.addEventListener("change", later);

  // The figure that was chosen last; figure_search.js tells of it.
  let chosen = null;
  form.addEventListener("figure", (event) => {
    chosen = event.detail;
    suit(event.target);
  });

  // The word that goes with what is counted is chosen with the figure.
  function suit(field) {
    const word = document.getElementById("wstaw-slowo");
    if (field.id === "wstaw-liczba" && word && [...word.options].some((option) => option.value === chosen.noun)) word.value = chosen.noun;
  }

  // Putting a live figure where the cursor was

  const TEXTS = "textarea, input[name=text], .editor-line input:not([data-figure]), #title";
  let target = form.querySelector("textarea, input[name=text]");
  form.addEventListener("focusin", (event) => {
    if (event.target.matches(TEXTS)) target = event.target;
  });

  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button || button.value !== "wstaw" || !target) return;
    const field = document.getElementById("wstaw-liczba");
    if (!chosen || chosen.name !== field.value) return; // the server finds it by its name
    event.preventDefault();
    event.stopImmediatePropagation();
    const [period, noun, grammar] = ["okres", "slowo", "przypadek"].map((each) => document.getElementById(`wstaw-${each}`).value);
    const code = `{{${chosen.key}${period && `@${period}`}${noun && `|${noun}`}${noun && grammar !== "nominative" ? `:${grammar}` : ""}}}`;
    target.setRangeText(code, target.selectionStart, target.selectionEnd, "end");
    target.focus();
    field.value = "";
    chosen = null;
    target.dispatchEvent(new Event("input", { bubbles: true }));
  }, true);
})();
