// Buttons for today and the days before it beside a field for a day. Without this script the field is typed into.
"use strict";

(() => {
  const names = document.currentScript.dataset.days.split(",");

  document.querySelectorAll("input[data-recent-days]").forEach((field) => {
    const label = document.querySelector(`label[for="${field.id}"]`).firstChild.textContent.trim();
    const row = document.createElement("div");
    row.className = "recent-days";
    field.replaceWith(row);
    const buttons = names.map((name) => button(label, name));
    row.append(field, ...buttons);
    buttons.forEach((made, back) => made.addEventListener("click", () => write(daysAgo(back))));
    field.addEventListener("input", show);
    show();

    function write(day) {
      field.value = day;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }

    function show() {
      buttons.forEach((made, back) => made.setAttribute("aria-pressed", field.value.trim() === daysAgo(back)));
    }
  });

  function button(label, name) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "choice";
    made.textContent = name;
    made.setAttribute("aria-label", `${label}: ${name}`);
    return made;
  }

  // As the server writes days; reckoned when asked, because a page may stay open past midnight.
  function daysAgo(count) {
    const day = new Date();
    day.setDate(day.getDate() - count);
    return [day.getDate(), day.getMonth() + 1].map((part) => `${part}`.padStart(2, "0")).join(".") + `.${day.getFullYear()}`;
  }
})();
