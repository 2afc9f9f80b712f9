// Puts a button beside each number of a return, which copies it as a form takes it: „1234,50”. Without this script
// the numbers are selected as any text.
"use strict";

const button = document.getElementById("copy-button").content.firstElementChild;
const said = document.getElementById("copied");
const NUMBER = /^-?\d+(,\d+)?$/;

function numberIn(cell) {
  const text = cell.textContent.replace(/\s/g, "").replace("\u2212", "-");
  return NUMBER.test(text) ? text : "";
}

function wordsOf(element) {
  return element.textContent.trim().replace(/\s+/g, " ");
}

function columnOf(cell) {
  const row = cell.parentElement;
  const heads = cell.closest("table").tHead.lastElementChild.cells;
  return wordsOf(heads[cell.cellIndex - (row.cells.length - heads.length)]);
}

async function take(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // Without HTTPS a browser copies only what is selected.
  const field = Object.assign(document.createElement("textarea"), { value: text });
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}

async function copy(event) {
  const pressed = event.currentTarget;
  await take(pressed.dataset.number);
  pressed.focus();
  document.querySelector(".copy[data-copied]")?.removeAttribute("data-copied");
  pressed.dataset.copied = "";
  said.textContent = `Skopiowano ${pressed.dataset.number}`;
}

for (const cell of document.querySelectorAll(".document-table td")) {
  const number = numberIn(cell);
  if (!number) continue;
  const added = button.cloneNode(true);
  const label = wordsOf(cell.parentElement.querySelector("th"));
  added.dataset.number = number;
  added.setAttribute("aria-label", `Kopiuj ${number}: ${label}, ${columnOf(cell)}`);
  added.addEventListener("click", copy);
  cell.append(" ", added);
}
