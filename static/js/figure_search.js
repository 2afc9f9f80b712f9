// Figures are found by their Polish names while somebody types. Without this script there is a page that finds them.
"use strict";

(() => {
  const form = document.querySelector("form[data-figures]");
  if (!form) return;

  // Finding a figure: a combobox with a list

  const hasMeasures = () => [...form.querySelectorAll("select[name$='-miara']")].some((each) => each.value);

  async function find(field) {
    const query = new URLSearchParams({ q: field.value });
    const year = document.getElementById("rok");
    if (year) query.set("rok", year.value);
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
      field.value = figures[number].name;
      field.dispatchEvent(new CustomEvent("figure", { bubbles: true, detail: figures[number] }));
      close();
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
})();
