"use strict";
// Single keys, only while nobody types; “?” lists them, and a switch in the list turns them off (WCAG 2.1.4).
const list = document.getElementById("shortcuts");
const toggle = list?.querySelector("[data-shortcuts-toggle]");
const KEPT = "shortcuts-off";
const remember = (off) => {
  try {
    localStorage.setItem(KEPT, off ? "1" : "");
  } catch {
    // without storage the choice holds for this page
  }
};
let off = false;
try {
  off = localStorage.getItem(KEPT) === "1";
} catch {
  off = false;
}
if (toggle) {
  toggle.checked = !off;
  toggle.addEventListener("change", () => {
    off = !toggle.checked;
    remember(off);
  });
}
for (const button of document.querySelectorAll("[data-shortcuts-open]")) {
  button.hidden = false;
  button.addEventListener("click", () => list.showModal());
}
const isTyping = (element) =>
  element.isContentEditable || element.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])");
const act = (element) => {
  if (element.matches("textarea, input:not([type=checkbox], [type=radio])")) element.focus();
  else if (element.matches("input[type=radio], input[type=checkbox]")) {
    element.focus();
    element.click();
  } else element.click();
};
document.addEventListener("keydown", (event) => {
  // From within a text: Ctrl+Enter sends, Ctrl+S saves, Escape leaves the field so that the single keys work.
  const typing = isTyping(event.target);
  if ((event.ctrlKey || event.metaKey) && !event.altKey) {
    const send = document.querySelector("[data-shortcut-send]");
    if (event.key === "Enter" && send) {
      event.preventDefault();
      send.click();
    } else if (event.key === "s" && document.querySelector("[data-editor][data-autosave-url]")) {
      event.preventDefault();
      document.dispatchEvent(new CustomEvent("editor:save"));
    }
    return;
  }
  if (event.key === "Escape" && typing) return event.target.blur();
  if (typing || event.altKey || event.isComposing || document.querySelector("dialog[open]")) return;
  if (event.key === "?" && list) return list.showModal();
  if (off) return;
  const chosen = [...document.querySelectorAll("[data-shortcut]")].find((element) => element.dataset.shortcut === event.key);
  if (chosen && !chosen.hidden && !chosen.disabled) {
    event.preventDefault();
    act(chosen);
  }
});
