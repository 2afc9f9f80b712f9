// Grids: what is copied from a spreadsheet may be pasted into a cell; arrows and Enter go to the cell above or below.
"use strict";

document.querySelectorAll("table.grid").forEach((table) => {
  const form = table.closest("form");
  const part = (name) => form.querySelector(`[name$=":${name}"]`);

  // The server puts the cells in their places: it knows headings, and says what does not fit.
  table.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain");
    const cell = event.target.closest("td");
    if (!cell || !/[\t\n]/.test(text.trimEnd())) return;
    event.preventDefault();
    part("paste").value = text;
    part("first-row").selectedIndex = cell.parentElement.sectionRowIndex;
    part("first-column").selectedIndex = cell.cellIndex - 1;
    form.requestSubmit(part("insert"));
  });

  table.addEventListener("keydown", (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1, Enter: 1 }[event.key];
    const cell = event.target.closest("td");
    if (!step || !cell || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const row = table.tBodies[0].rows[cell.parentElement.sectionRowIndex + step];
    const field = row?.cells[cell.cellIndex]?.querySelector("input");
    field?.focus();
    field?.select();
  });
});
