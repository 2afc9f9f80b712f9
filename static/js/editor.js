// The form of a block: what it will look like is shown while it is typed, figures are found by their Polish names, and a
// live figure is put where the cursor was. Without this script the buttons do the same, with a page in between.
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

  // Finding a figure: a combobox with a list

  const hasMeasures = () => [...form.querySelectorAll("select[name$='-miara']")].some((each) => each.value);
  let chosen = null; // the figure that was chosen last

  async function find(field) {
    const query = new URLSearchParams({ q: field.value, rok: year.value });
    if (hasMeasures() && field.id !== "wstaw-liczba") query.set("miary", "1");
    const answer = await fetch(`${form.dataset.figures}?${query}`, { headers: { Accept: "application/json" } });
    return answer.ok && !answer.redirected ? (await answer.json()).figures : [];
  }

  function combobox(field) {
    const list = Object.assign(document.createElement("ul"), { className: "found", id: `${field.id}-lista`, hidden: true });
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Znalezione liczby");
    field.after(list);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) {
      field.setAttribute(name, value);
    }
    let figures = [];
    let at = -1;
    let wait = null;
    let asked = 0;

    function close() {
      list.hidden = true;
      at = -1;
      field.setAttribute("aria-expanded", "false");
      field.removeAttribute("aria-activedescendant");
    }

    function mark(number) {
      at = (number + figures.length) % figures.length;
      [...list.children].forEach((option, position) => option.setAttribute("aria-selected", String(position === at)));
      field.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    }

    function choose(number) {
      chosen = figures[number];
      field.value = chosen.name;
      close();
      suit(field);
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }

    function offer(found) {
      figures = found;
      list.replaceChildren(...found.map((figure, number) => {
        const option = Object.assign(document.createElement("li"), { id: `${list.id}-${number}` });
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        const [own, table] = [figure.name.slice(0, figure.name.lastIndexOf(" · ")), figure.name.slice(figure.name.lastIndexOf(" · ") + 3)];
        const name = document.createElement("span");
        const of = Object.assign(document.createElement("small"), { textContent: figure.measures ? `${table} (${figure.measures})` : table });
        name.append(own, of);
        option.append(name, Object.assign(document.createElement("b"), { textContent: figure.value }));
        option.addEventListener("mousedown", (event) => {
          event.preventDefault();
          choose(number);
        });
        return option;
      }));
      list.hidden = !found.length || document.activeElement !== field;
      field.setAttribute("aria-expanded", String(!list.hidden));
      at = -1;
      field.removeAttribute("aria-activedescendant");
    }

    field.addEventListener("input", () => {
      clearTimeout(wait);
      const number = ++asked;
      wait = setTimeout(async () => {
        const found = field.value.trim() ? await find(field).catch(() => []) : [];
        if (number === asked) offer(found);
      }, 200);
    });
    field.addEventListener("keydown", (event) => {
      if (list.hidden) return;
      if (event.key === "ArrowDown") mark(at + 1);
      else if (event.key === "ArrowUp") mark(at < 0 ? figures.length - 1 : at - 1);
      else if (event.key === "Enter" && at >= 0) choose(at);
      else if (event.key === "Escape") close();
      else return;
      event.preventDefault();
    });
    field.addEventListener("blur", () => {
      asked++;
      close();
    });
  }

  form.querySelectorAll("[data-figure]").forEach(combobox);

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
