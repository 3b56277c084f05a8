// Saves what is typed into a draft: a form with data-autosave is sent when the typing rests. Without this file its
// button does the same. Where somebody else changed the same line, the form is sent whole and the page shows all three.
"use strict";
const REST = 2500; // milliseconds
const told = document.getElementById("saved");
const say = (words) => { if (told) told.textContent = words; };
let last = Promise.resolve();
async function save(form) {
  const field = form.querySelector("[name=text]");
  const words = field.value;
  if (words === field.dataset.kept) return;
  say("Saving …");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
    if (answer.status === 409) return form.submit();
    const body = await answer.json();
    if (answer.ok) {
      field.dataset.kept = words;
      for (const base of document.querySelectorAll("input[name=base]")) base.value = body.revision;
    }
    say(body.told);
  } catch {
    say("Not saved: the desk does not answer. What you typed is still here.");
  }
}
for (const form of document.querySelectorAll("form[data-autosave]")) {
  const field = form.querySelector("[name=text]");
  let resting = 0;
  field.dataset.kept = field.value;
  const soon = () => { last = last.then(() => save(form)); };
  field.addEventListener("input", () => { clearTimeout(resting); resting = setTimeout(soon, REST); });
  field.addEventListener("change", () => { clearTimeout(resting); soon(); });
  form.addEventListener("submit", () => { clearTimeout(resting); });
}
window.addEventListener("beforeunload", (event) => {
  const open = [...document.querySelectorAll("form[data-autosave] [name=text]")];
  if (open.some((field) => field.value !== field.dataset.kept) && told && told.textContent.startsWith("Not saved")) event.preventDefault();
});
