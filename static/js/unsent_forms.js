// What is typed on this page and not sent yet. `unsentForms.keep` gives it to the server, which keeps it for its author
// and signs them out; opened again from the list of unsent forms, the form is filled in as it was. Without this script
// the server still keeps a form that it cannot take.
"use strict";

(() => {
  const { keep: keepAddress, form: formAddress, restored } = document.currentScript.dataset;
  const REOPENED = "familycare-unsent-form"; // in sessionStorage: [address, key] of the form that is being opened again
  const MARK = "zachowany"; // as in familycare/accounts/unsent_forms/services.py

  function send(address, body, headers = {}) {
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    // A page that is being left may still send 64 kB.
    const keepalive = String(body ?? "").length < 60000;
    return fetch(address, { method: "POST", headers: { "X-CSRFToken": token, ...headers }, body, keepalive });
  }

  function changed(field) {
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    if (field.tagName === "SELECT") return [...field.options].some((option) => option.selected !== option.defaultSelected);
    return field.type !== "hidden" && "defaultValue" in field && field.value !== field.defaultValue;
  }

  // The form that differs from how it came, or came back with errors.
  function typed() {
    const wrong = document.querySelector(".error-summary");
    return [...document.querySelectorAll("main form[method=post]")]
      .filter((form) => !form.querySelector("[type=password]"))
      .find((form) => [...form.elements].some((field) => changed(field) || (wrong && field.value && field.type !== "hidden")));
  }

  function keep() {
    const form = typed();
    const pairs = form ? [...new FormData(form)].filter(([, value]) => typeof value === "string") : [];
    const address = location.pathname + location.search;
    return send(keepAddress, new URLSearchParams({ address, fields: JSON.stringify(pairs) }));
  }

  function fill(form, pairs) {
    for (const field of form.elements) {
      const values = pairs.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
      else if (field.tagName === "SELECT") for (const option of field.options) option.selected = values.includes(option.value);
      else if (values.length && field.type !== "file" && field.name !== "csrfmiddlewaretoken") field.value = values[0];
    }
  }

  async function restore(key) {
    const answer = await fetch(formAddress.replace("/0/", `/${key}/`));
    if (!answer.ok) return;
    const { fields } = await answer.json();
    const names = new Set(fields.map(([name]) => name));
    const score = (form) => [...form.elements].filter((field) => names.has(field.name)).length;
    const [form] = [...document.querySelectorAll("main form[method=post]")].sort((one, other) => score(other) - score(one));
    if (!form || !score(form)) return;
    fill(form, fields);
    const mark = Object.assign(document.createElement("input"), { type: "hidden", name: MARK, value: key });
    const notice = Object.assign(document.createElement("p"), { className: "notice", textContent: restored });
    notice.setAttribute("role", "status");
    form.append(mark);
    form.before(notice);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-unsent-form]");
    if (link) sessionStorage.setItem(REOPENED, JSON.stringify([link.getAttribute("href"), link.dataset.unsentForm]));
  });
  const [address, key] = JSON.parse(sessionStorage.getItem(REOPENED) || "[]");
  if (address === location.pathname + location.search) {
    sessionStorage.removeItem(REOPENED);
    restore(key);
  }

  // The browser asks before a form with typed text is left; not if the text is kept (a draft, or signing out).
  let sent = false;
  document.addEventListener("submit", () => (sent = true));
  window.addEventListener("pageshow", () => (sent = false));
  window.addEventListener("beforeunload", (event) => {
    const form = sent ? null : typed();
    if (form && !form.matches("[data-draft]") && isLong(form)) event.preventDefault();
  });

  // One where more than a search or a date would be lost.
  const isLong = (form) => form.querySelector("textarea") || form.querySelectorAll("input:not([type=hidden]), select").length > 3;

  window.unsentForms = { send, keep: () => keep().finally(() => (sent = true)) };
})();
