"use strict";
// Selecting words of the text fills the form that comments on a passage.
const text = document.querySelector("[data-passages]");
const quote = document.querySelector("[data-passage-quote]");
// The words between two points, without the numbers of comments that stand in them.
const wordsOf = (range) => {
  const part = range.cloneContents();
  for (const number of part.querySelectorAll(".mark")) number.remove();
  return part.textContent;
};
if (text && quote) {
  const start = document.querySelector("[data-passage-start]");
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return;
    const before = document.createRange();
    before.setStart(text, 0);
    before.setEnd(range.startContainer, range.startOffset);
    if (!wordsOf(range).trim()) return;
    quote.value = wordsOf(range);
    start.value = [...wordsOf(before)].length; // code points, as the server counts
    document.getElementById("passage").open = true;
  });
}
// Arrow keys move within a list of links that has the focus.
document.addEventListener("keydown", (event) => {
  const list = event.target.closest?.("[data-arrow-keys]");
  if (!list || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
  const links = [...list.querySelectorAll("a")];
  const next = links[links.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)];
  if (next) {
    next.focus();
    event.preventDefault();
  }
});
// Ctrl+Enter within the text sends its form by the first button.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.closest?.("form[data-ctrl-enter]");
  if (form) form.requestSubmit(form.querySelector("button"));
});
// While a mentor interviews, the page keeps what is typed by itself. A conflict or a mistake is shown; once the interview is no
// longer theirs to see, asking and saving stop, and what was typed stays to be copied.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target?.id === "saved" && [409, 422].includes(event.detail.xhr.status)) event.detail.shouldSwap = true;
});
document.addEventListener("htmx:responseError", (event) => {
  const closed = document.getElementById("closed");
  if (!closed || event.detail.xhr.status !== 404) return;
  closed.hidden = false;
  document.getElementById("watch")?.remove();
  for (const control of document.querySelectorAll("#sheet button, #hand-in button")) control.disabled = true;
});
// Away from the network, the next attempt comes with the connection.
addEventListener("online", () => document.getElementById("id_notes")?.dispatchEvent(new Event("input")));
