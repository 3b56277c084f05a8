// Keys for what the page shows anyway: an element with data-key="a" is pressed, or entered, by typing a.
// Nothing depends on this file; a body with data-keys="off" switches it off (WCAG 2.1.4).
"use strict";
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.body.dataset.keys === "off") return;
  const typed = event.target.closest && event.target.closest("input, textarea, select, [contenteditable]");
  if (typed) {
    if (event.key === "Escape") typed.blur();
    return;
  }
  const open = document.querySelector("dialog[open]");
  if (open) return;
  const wanted = document.querySelector('[data-key="' + CSS.escape(event.key) + '"]');
  if (!wanted) return;
  event.preventDefault();
  if (wanted.matches("input, textarea, select")) wanted.focus();
  else wanted.click();
});
for (const opener of document.querySelectorAll("[data-opens]")) {
  opener.addEventListener("click", (event) => {
    const dialog = document.getElementById(opener.dataset.opens);
    if (dialog && dialog.showModal) {
      event.preventDefault();
      dialog.showModal();
    }
  });
}
