// What this browser keeps until the server has taken it: forms of the diary typed without signal, encrypted by a key
// that the server gives to the page and deletes at sign-out. The key stays in memory, so that nobody who signs in here
// later can read what is left.
"use strict";

(() => {
  const keyAddress = document.currentScript.dataset.key;
  const PREFIX = "familycare-wpis-";
  const MONTH = 30 * 24 * 3600 * 1000; // milliseconds
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const text = (buffer) => btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(""));
  const place = (record) => PREFIX + record.writer;

  let lock = null;
  // Without an address of a key this browser keeps nothing: who keeps no diary has none.
  function unlocked() {
    if (!keyAddress) return Promise.resolve(null);
    lock ??= unsentForms
      .send(keyAddress)
      .then((answer) => (answer.ok && !answer.redirected ? answer.json() : Promise.reject()))
      .then(async ({ id, key }) => ({
        id,
        key: await crypto.subtle.importKey("raw", bytes(key), "AES-GCM", false, ["encrypt", "decrypt"]),
      }))
      .catch(() => (lock = null));
    return lock;
  }

  const places = () => Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));

  // Whether the record could be kept.
  async function put(record) {
    const safe = await unlocked();
    if (!safe) return false;
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const clear = new TextEncoder().encode(JSON.stringify(record));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, safe.key, clear);
    localStorage.setItem(
      place(record),
      JSON.stringify({ safe: safe.id, at: Date.now(), iv: text(iv), sealed: text(sealed) }),
    );
    return true;
  }

  // The record at the place; null if it is another user's, or from before a sign-out.
  async function get(where) {
    const safe = await unlocked();
    const kept = JSON.parse(localStorage.getItem(where));
    if (Date.now() - kept.at > MONTH) localStorage.removeItem(where);
    if (!safe || kept.safe !== safe.id) return null;
    const clear = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(kept.iv) }, safe.key, bytes(kept.sealed));
    return JSON.parse(new TextDecoder().decode(clear));
  }

  const removeAt = (where) => localStorage.removeItem(where);
  const remove = (record) => removeAt(place(record));

  unsentForms.store = { unlocked, places, put, get, remove, removeAt };
})();
