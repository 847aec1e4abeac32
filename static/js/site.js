"use strict";
// Keys 0–4 rate the skill whose row has the focus, so that a checklist can be filled without leaving the keyboard.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !/^[0-4]$/.test(event.key)) return;
  if (!event.target.matches(".rate input")) return;
  const option = event.target.closest(".rate").querySelector(`input[value="${event.key}"]`);
  if (!option) return;
  option.focus();
  if (!option.checked) {
    option.checked = true;
    option.dispatchEvent(new Event("change", { bubbles: true }));
  }
});
// A row that was swapped for its saved self takes the focus again, so that the keyboard can go on.
let rated = "";
document.addEventListener("change", (event) => {
  const row = event.target.closest("form.skill");
  if (row) rated = row.getAttribute("action");
});
// Where a row is sent to is said once, in the form's own address.
document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.elt.matches("form.skill")) event.detail.path = event.detail.elt.getAttribute("action");
});
document.addEventListener("htmx:afterSettle", () => {
  if (rated && document.activeElement === document.body) document.querySelector(`form.skill[action="${rated}"] input:checked`)?.focus();
  rated = "";
});
// A filter form sends itself when something in it changes; its button is for when scripts are off.
document.addEventListener("change", (event) => {
  if (event.target.form?.matches("[data-submit-on-change]")) event.target.form.requestSubmit();
});
// Escape and a click outside close the account menu.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
// A fragment with mistakes beside its fields, or with both texts of a conflict, takes its place as a saved one does.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (![409, 422].includes(xhr.status) || /^\s*<!doctype/i.test(xhr.responseText)) return;
  event.detail.shouldSwap = true;
  event.detail.isError = false;
});
// A save that did not go through is seen and heard until one goes through, and a rating shows again what is stored.
const toldAt = document.getElementById("live");
const tell = (words) => {
  toldAt.textContent = words;
  toldAt.classList.toggle("hidden", !words);
  toldAt.classList.toggle("failure", Boolean(words));
};
for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(failure, (event) => {
    tell(event.detail.xhr?.status === 403 ? document.body.dataset.stale : document.body.dataset.failure);
    if (event.detail.elt.matches?.("form.skill")) event.detail.elt.reset();
  });
}
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful && toldAt.classList.contains("failure")) tell("");
});
// The welcome proposes the time zone that the device is set to.
const zone = document.querySelector("select[data-guess-time-zone]");
if (zone && zone.value === "UTC") {
  const guess = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if ([...zone.options].some((option) => option.value === guess)) zone.value = guess;
}

// A link to something folded away unfolds it, and whatever it lies in: browsers do so for what lies around the target at most.
const unfold = () => {
  const target = document.getElementById(location.hash.slice(1));
  let folded = false;
  for (let node = target; node; node = node.parentElement) {
    if (node.tagName === "DETAILS" && !node.open) node.open = folded = true;
  }
  if (folded) target.scrollIntoView();
};
addEventListener("hashchange", unfold);
unfold();
