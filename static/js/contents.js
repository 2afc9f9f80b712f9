// Marks in the contents of a document the chapter that is being read. Without this script they are links as any.
"use strict";

const contents = document.querySelector(".document-contents");
const chapters = [...document.querySelectorAll(".document-chapter")];

function mark(chapter) {
  const link = contents.querySelector(`a[href="#${CSS.escape(chapter.getAttribute("aria-labelledby"))}"]`);
  contents.querySelector("[aria-current]")?.removeAttribute("aria-current");
  link.setAttribute("aria-current", "location");
  // The contents may be longer than the window and scroll by themselves: without moving the page.
  const above = link.getBoundingClientRect().top - contents.getBoundingClientRect().top;
  if (above < 0 || above > contents.clientHeight - link.offsetHeight) contents.scrollTop += above - contents.clientHeight / 2;
}

function watch(some, options) {
  const observer = new IntersectionObserver((entries) => {
    entries.filter((entry) => entry.isIntersecting).forEach((entry) => mark(entry.target));
  }, options);
  some.forEach((chapter) => observer.observe(chapter));
}

// The chapter that lies across a line in the upper part of the window; one chapter does at a time.
watch(chapters, { rootMargin: "-20% 0px -80% 0px" });
// A short last chapter never comes so high.
watch(chapters.slice(-1), { threshold: 1 });
