// Says that a passkey did not work; allauth's scripts do the rest.
"use strict";

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  let notice = document.getElementById("klucz-blad");
  if (!notice) {
    notice = document.createElement("p");
    notice.id = "klucz-blad";
    notice.className = "notice warning";
    notice.setAttribute("role", "alert");
    document.querySelector(".page-head").after(notice);
  }
  notice.textContent =
    "Klucz nie zadziałał albo czynność przerwano. Spróbuj jeszcze raz albo wybierz inny sposób.";
});
