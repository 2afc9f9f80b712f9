// Buttons to count up and down beside a field for a number. Without this script the field is typed into.
"use strict";

document.querySelectorAll("input[data-stepper]").forEach((field) => {
  const label = document.querySelector(`label[for="${field.id}"]`).firstChild.textContent.trim();
  const row = document.createElement("div");
  row.className = "stepper";
  field.replaceWith(row);
  row.append(button("−", `${label}: mniej`, -1), field, button("+", `${label}: więcej`, 1));

  function button(sign, name, step) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn btn-outline-primary";
    made.textContent = sign;
    made.setAttribute("aria-label", name);
    made.addEventListener("click", () => {
      const number = (Number.parseInt(field.value, 10) || 0) + step;
      field.value = Math.min(Math.max(number, Number(field.min)), Number(field.max));
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    return made;
  }
});
