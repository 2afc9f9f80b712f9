// Keeps what is typed into a form of the editor as a draft of its author, also when the session ends meanwhile. Without
// this script what is sent and not saved is kept all the same.
"use strict";

(() => {
  const words = document.currentScript.dataset;
  const form = document.querySelector("main form[data-draft]");
  if (!form) return;
  const PAUSE = 700; // milliseconds without typing
  const LONGEST = 2000; // milliseconds: whoever types without a pause is not to lose more
  const OF_THE_PAGE = new Set(["csrfmiddlewaretoken", "draft", "version"]);
  const status = form.querySelector("[data-draft-state]");
  let timer = null;
  let since = 0; // when the first letter came that is not kept yet
  let writing = false;
  let failing = false;
  let underWay = Promise.resolve();

  function typed() {
    const data = {};
    for (const [name, value] of new FormData(form)) if (!OF_THE_PAGE.has(name)) (data[name] ??= []).push(value);
    return data;
  }

  let known = JSON.stringify(typed());

  function say(message, trouble, link) {
    if (status.dataset.said === message) return;
    status.dataset.said = message;
    status.classList.toggle("trouble", Boolean(trouble));
    status.replaceChildren(message, ...(link ? [" ", link] : []));
  }

  function signIn() {
    const link = document.createElement("a");
    link.href = location.pathname + location.search; // it asks to sign in, and comes back
    link.textContent = words.signIn;
    return link;
  }

  async function save() {
    clearTimeout(timer);
    since = 0;
    const data = typed();
    const now = JSON.stringify(data);
    if (!writing || now === known) return;
    const { draft, version } = form.elements;
    const body = JSON.stringify({ ...data, draft: [draft.value], version: [version.value] });
    try {
      const answer = await unsentForms.send(form.dataset.draft, body, { Accept: "application/json", "Content-Type": "application/json" });
      const told = await answer.json().catch(() => null);
      failing = !told || !told.saved;
      if (failing) return say((told && told.why) || words.refused, true);
      known = now;
      failing = false;
      [draft.value, version.value] = [told.draft, told.version];
      if (told.signed_in) say(words.saved);
      else say(words.expired, true, signIn());
    } catch {
      failing = true;
      say(words.trouble, true);
    }
  }

  // One after another: a draft that is sent late must not follow the block that it became.
  const inTurn = () => (underWay = underWay.then(save, save));

  function later() {
    writing = true;
    clearTimeout(timer);
    since ||= Date.now();
    timer = setTimeout(inTurn, Math.max(0, Math.min(PAUSE, since + LONGEST - Date.now())));
  }

  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("focusout", () => writing && inTurn());
  document.addEventListener("visibilitychange", () => document.hidden && writing && inTurn());
  window.addEventListener("pagehide", () => writing && save());
  window.addEventListener("online", () => writing && inTurn());
  // A page that is being left may send 64 kB; where more is not kept yet, or could not be, the browser asks.
  window.addEventListener("beforeunload", (event) => {
    const now = JSON.stringify(typed());
    if (writing && now !== known && (failing || now.length > 50000)) event.preventDefault();
  });
  // What is sent is kept by the server. "Odrzuć" is another form: nothing is to be kept after it.
  document.addEventListener("submit", () => {
    writing = false;
    clearTimeout(timer);
  });
  window.addEventListener("pageshow", (event) => event.persisted && (known = JSON.stringify(typed())));
})();
