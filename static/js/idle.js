// Warns whoever does nothing that they will be signed out, and keeps what they typed. Without this script the server
// signs them out all the same, and keeps what they send afterwards.
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

  const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;
  const seen = () => Number(localStorage.getItem(SEEN)) || 0;
  const note = () => localStorage.setItem(SEEN, now());

  function post(address, fields) {
    const body = new URLSearchParams({ csrfmiddlewaretoken: token(), ...fields });
    return fetch(address, { method: "POST", body, keepalive: body.toString().length < 60000 });
  }

  async function stay() {
    active = 0;
    note();
    if (dialog.open) dialog.close();
    const answer = await post(dialog.dataset.presence, {});
    if (!answer.ok || !(await answer.json()).signed_in) leave();
  }

  // What was typed: forms that are sent by POST and differ from how they came, or came back with errors.

  function changed(field) {
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    if (field.tagName === "SELECT") return [...field.options].some((option) => option.selected !== option.defaultSelected);
    return field.type !== "hidden" && "defaultValue" in field && field.value !== field.defaultValue;
  }

  function typed() {
    const wrong = document.querySelector(".error-summary");
    return [...document.querySelectorAll("main form[method=post]")]
      .filter((form) => !form.querySelector("[type=password]"))
      .find((form) => [...form.elements].some((field) => changed(field) || (wrong && field.value && field.type !== "hidden")));
  }

  async function leave() {
    if (leaving) return;
    leaving = true;
    const form = typed();
    const address = location.pathname + location.search;
    const pairs = form ? [...new FormData(form)].filter(([, value]) => typeof value === "string") : [];
    try {
      await post(dialog.dataset.keep, { address, fields: JSON.stringify(pairs) });
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

  // What was kept comes back into its form.

  function fill(form, pairs) {
    for (const field of form.elements) {
      const values = pairs.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
      else if (field.tagName === "SELECT") for (const option of field.options) option.selected = values.includes(option.value);
      else if (values.length && field.type !== "file" && field.name !== "csrfmiddlewaretoken") field.value = values[0];
    }
  }

  async function restore(key) {
    const answer = await fetch(dialog.dataset.kept.replace("/0/", `/${key}/`));
    if (!answer.ok) return;
    const { fields } = await answer.json();
    const names = new Set(fields.map(([name]) => name));
    const score = (form) => [...form.elements].filter((field) => names.has(field.name)).length;
    const [form] = [...document.querySelectorAll("main form[method=post]")].sort((one, other) => score(other) - score(one));
    if (!form || !score(form)) return;
    fill(form, fields);
    const mark = Object.assign(document.createElement("input"), { type: "hidden", name: "zachowany", value: key });
    const notice = Object.assign(document.createElement("p"), { className: "notice", textContent: dialog.dataset.restored });
    notice.setAttribute("role", "status");
    form.append(mark);
    form.before(notice);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-kept]");
    if (link) sessionStorage.setItem("familycare-kept", JSON.stringify([link.getAttribute("href"), link.dataset.kept]));
  });
  const [address, key] = JSON.parse(sessionStorage.getItem("familycare-kept") || "[]");
  if (address === location.pathname + location.search) {
    sessionStorage.removeItem("familycare-kept");
    restore(key);
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
