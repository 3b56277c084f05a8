// Saves what is typed into a draft: a form with data-autosave is sent when the typing rests, and before any other button
// of the page does its work. Without this file its own button does the same. Where somebody else changed the same line,
// nothing is saved and nobody is torn from his typing: the page says so, and the button leads to all three wordings.
"use strict";
const REST = 2500; // milliseconds
const told = document.getElementById("saved");
const forms = [...document.querySelectorAll("form[data-autosave]")];
const fieldOf = (form) => form.querySelector("[name=text]");
const isOpen = (form) => fieldOf(form).value !== fieldOf(form).dataset.kept && fieldOf(form).value.trim() !== "";
const say = (words) => { if (told) told.textContent = words; };
let last = Promise.resolve();
let leaving = false;
async function save(form) {
  if (!isOpen(form) || leaving) return;
  const words = fieldOf(form).value;
  say("Saving …");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
    const body = await answer.json();
    if (answer.ok) {
      fieldOf(form).dataset.kept = words;
      for (const base of document.querySelectorAll("input[name=base]")) base.value = body.revision;
    }
    say(answer.status === 409 ? body.told + " Press its button to see both and choose; what you typed is still here." : body.told);
  } catch {
    say("Not saved: the desk does not answer. What you typed is still here.");
  }
}
for (const form of forms) {
  let resting = 0;
  const soon = () => { clearTimeout(resting); last = last.then(() => save(form)); };
  fieldOf(form).dataset.kept = fieldOf(form).value;
  fieldOf(form).addEventListener("input", () => { clearTimeout(resting); resting = setTimeout(soon, REST); });
  fieldOf(form).addEventListener("change", soon);
}
document.addEventListener("submit", async (event) => {
  const others = forms.filter((form) => form !== event.target && isOpen(form));
  if (leaving || !others.length) { leaving = true; return; }
  event.preventDefault();
  for (const form of others) { last = last.then(() => save(form)); }
  await last;
  if (others.some(isOpen)) return; // refused: the page says why, and nothing typed is lost by leaving it
  leaving = true;
  event.target.requestSubmit(event.submitter);
});
window.addEventListener("beforeunload", (event) => { if (!leaving && forms.some(isOpen)) event.preventDefault(); });
