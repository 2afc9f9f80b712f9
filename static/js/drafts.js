// Saves what is typed into the diary as a draft. While there is signal, on the server; without it, in this browser
// (browser_store.js). What waits is sent from the next page that has signal. An entry carries a key of its own, so that
// it is saved once however often it is sent. Without this script the forms work; then only "Zapisz szkic" saves a draft.
"use strict";

(() => {
  const words = document.currentScript.dataset;
  const { send: sendTo, store } = unsentForms;
  const PAUSE = 700; // milliseconds without typing
  const LONGEST = 1000; // milliseconds: whoever types without a pause is not to lose more
  const PATIENCE = 20000; // between attempts: a browser does not always know that its signal is back
  const OWN = new Set(["csrfmiddlewaretoken", "client_key", "writer", "draft", "version"]);
  class Expired extends Error {}
  class Refused extends Error {}

  // One thing after another: a draft that is sent late must not follow the entry that it became.
  let last = Promise.resolve();
  const inTurn = (step) => (last = last.then(step, step));

  async function post(address, body, type) {
    const answer = await sendTo(address, body, { Accept: "application/json", "Content-Type": type });
    // Somebody who is no longer signed in is led to a page, or refused by one.
    const told = answer.redirected ? null : await answer.json().catch(() => null);
    if (answer.redirected || (answer.status === 403 && !told)) throw new Expired();
    if (!answer.ok) throw new Refused(String(answer.status), { cause: told });
    return told;
  }

  // Sending

  const keepDraft = (record) => post(record.draftAddress, JSON.stringify(record), "application/json");

  function sendEntry(record, more) {
    const form = new URLSearchParams();
    const page = { client_key: [record.key], writer: [record.writer], draft: [record.draft], version: [record.version] };
    for (const [name, values] of Object.entries({ ...record.data, ...page, ...more })) {
      values.forEach((value) => form.append(name, value));
    }
    return post(record.address, form.toString(), "application/x-www-form-urlencoded");
  }

  // A draft that has nowhere to go is sent as "Zapisz szkic" does: what a form holds the server keeps for its author.
  async function sendDraft(record) {
    try {
      return await keepDraft(record);
    } catch (error) {
      if (!(error instanceof Refused && error.cause)) throw error;
      return sendEntry(record, { szkic: ["1"] });
    }
  }

  // Sends what waits here; what the server does not take as an entry becomes a draft, to be put right.
  const refused = new Set();

  async function sendWaiting() {
    if (!navigator.onLine || !window.isSecureContext) return;
    for (const where of store.places()) {
      const record = refused.has(where) ? null : await store.get(where).catch(() => null);
      if (!record || (page && page.writing && record.writer === page.writer)) continue;
      try {
        await sendOne(record);
      } catch (error) {
        if (!(error instanceof Refused)) throw error; // no signal, or nobody is signed in: the others wait too
        refused.add(where);
        if (isKept(error)) {
          store.remove(record);
          tell(words.waits, words.unsentForms);
        }
      }
    }
  }

  async function sendOne(record) {
    // What this page tells, the next one is not to tell again.
    const entry = record.entry
      ? await sendEntry(record, isHere(record, true) ? {} : { "bez-komunikatu": ["1"] })
      : { saved: false };
    if (!entry.saved && !(await sendDraft(record)).saved) throw new Refused();
    store.remove(record);
    const next = entry.saved ? entry.next : record.entry ? refusedAddress(record) : record.address;
    if (isHere(record, entry.saved)) location.replace(next);
    else tell(entry.saved ? words.sent : record.entry ? words.notTaken : words.recovered, next);
  }

  // The page of the draft, which then says that the entry was not taken.
  function refusedAddress(record) {
    const address = new URL(record.address, location);
    address.searchParams.set("nieprzyjety", "1");
    return address.pathname + address.search;
  }

  // Whether this page shows, untouched, an older state of what was sent: of the same entry, or of the form of a draft.
  function isHere(record, asEntry) {
    if (!page || page.writing) return false;
    if (asEntry) return page.writer === record.writer || form.elements.client_key.value === record.key;
    const asked = new URLSearchParams(location.search);
    return !asked.has("nowa") && form.getAttribute("action") === record.address;
  }

  // There is nowhere to send it, the family was handed over, say; the server keeps what was typed for its author.
  const isKept = (error) => error instanceof Refused && error.cause && error.cause.kept;

  function tell(message, address) {
    const notice = document.createElement("div");
    notice.className = "notice";
    notice.setAttribute("role", "status");
    const line = document.createElement("p");
    line.append(`${message} `, linkTo(address, words.show));
    notice.append(line);
    document.querySelector("main").prepend(notice);
  }

  function linkTo(address, label) {
    const link = document.createElement("a");
    link.href = address;
    link.textContent = label;
    return link;
  }

  // The form of this page

  const form = document.querySelector("form[data-draft]");
  const page = form && { writer: form.elements.writer.value, writing: false };
  const status = form && form.querySelector("[data-draft-state]");
  let timer = null;
  let since = 0; // when the first letter came that is not kept yet
  let known = null; // what is typed, as it was kept last

  function typed() {
    const data = {};
    for (const [name, value] of new FormData(form)) if (!OWN.has(name)) (data[name] ??= []).push(value);
    return data;
  }

  function record(data, more) {
    const { client_key: key, draft, version } = form.elements;
    return {
      ...{ key: key.value, writer: page.writer, draft: draft.value, version: version.value },
      ...{ address: form.getAttribute("action"), draftAddress: form.dataset.draft, data, ...more },
    };
  }

  function say(message, trouble, link) {
    if (status.dataset.said === message) return;
    status.dataset.said = message;
    status.classList.toggle("trouble", Boolean(trouble));
    status.replaceChildren(message, ...(link ? [" ", link] : []));
  }

  const signIn = () => linkTo(location.pathname + location.search, words.signIn); // it asks to sign in, and comes back

  function sayTrouble(error, kept, message) {
    if (!kept) say(words.nowhere, true);
    else if (error instanceof Expired) say(words.expired, true, signIn());
    else if (error instanceof Refused) say(words.refused, true);
    else say(message, true);
  }

  // A page that is being left does not live long enough to encrypt: then the server is told at once.
  async function save({ leaving = false } = {}) {
    clearTimeout(timer);
    since = 0;
    const data = typed();
    const now = JSON.stringify(data);
    if (now === known) return;
    const keeping = store.put(record(data)).catch(() => false);
    const kept = leaving || (await keeping);
    if (leaving) known = now;
    try {
      const answer = await keepDraft(record(data));
      known = now;
      if (!answer.saved) return say(answer.why, true);
      store.remove(record(data));
      if (answer.others) say(words.versions, true, linkTo(form.getAttribute("action"), words.compare));
      else say(words.saved);
    } catch (error) {
      sayTrouble(error, kept, words.inBrowser);
    }
  }

  async function send() {
    clearTimeout(timer);
    const entry = record(typed(), { entry: true });
    const kept = await store.put(entry).catch(() => false);
    try {
      const answer = await sendEntry(entry);
      store.remove(entry);
      known = JSON.stringify(entry.data);
      if (answer.saved) location.replace(answer.next); // going back must not lead to a form that is done with
      else form.submit(); // what is wrong with it is a page of the server's
    } catch (error) {
      page.writing = false;
      if (isKept(error) || (error instanceof Expired && !kept)) {
        store.remove(entry);
        return form.submit(); // the server keeps it, and says where it waits
      }
      known = JSON.stringify(entry.data); // it waits as an entry, not as a draft
      sayTrouble(error, kept, words.queued);
    }
  }

  if (form) {
    if (window.isSecureContext) store.unlocked();
    const first = JSON.stringify(typed());
    known = first;
    const later = () => {
      page.writing = true;
      clearTimeout(timer);
      since ||= Date.now();
      timer = setTimeout(() => inTurn(save), Math.max(0, Math.min(PAUSE, since + LONGEST - Date.now())));
    };
    form.addEventListener("input", later);
    form.addEventListener("change", later);
    form.addEventListener("focusout", () => page.writing && inTurn(save));
    document.addEventListener("visibilitychange", () => document.hidden && page.writing && inTurn(save));
    window.addEventListener("pagehide", () => page.writing && save({ leaving: true }));
    form.addEventListener("submit", (event) => {
      page.writing = false;
      if (event.submitter && event.submitter.name) return clearTimeout(timer);
      event.preventDefault();
      if (form.hasAttribute("data-sending")) return;
      form.setAttribute("data-sending", "");
      inTurn(send).finally(() => form.removeAttribute("data-sending"));
    });
  }

  // Signing out: what waits is sent first, and nothing stays behind.
  document.addEventListener("submit", (event) => {
    const leaving = event.target;
    if (page && leaving !== form) {
      page.writing = false; // "Usuń szkic", say: nothing is to be kept after it
      clearTimeout(timer);
    }
    if (!leaving.closest(".account") || !store.places().length) return;
    event.preventDefault();
    const patience = new Promise((enough) => setTimeout(enough, 3000));
    Promise.race([inTurn(sendWaiting).catch(() => {}), patience]).then(async () => {
      const mine = [];
      for (const where of store.places()) if (await store.get(where).catch(() => null)) mine.push(where);
      if (mine.length && !window.confirm(words.losing)) return;
      mine.forEach(store.removeAt);
      leaving.submit();
    });
  });

  function tryAgain() {
    if (!store.places().length) return;
    if (page && page.writing) inTurn(save);
    inTurn(sendWaiting).catch(() => {});
  }

  window.addEventListener("online", tryAgain);
  setInterval(tryAgain, PATIENCE);
  tryAgain();
})();
