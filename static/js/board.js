"use strict";
// Dragging a card onto a column is a shortcut for its “Move to…” list: the same form is sent, so the same rules hold.
const board = document.querySelector("[data-board]");
const live = document.getElementById("live");
let lifted = null;

// What a column offers to the lifted card: the options of its own list that belong there.
const optionsIn = (column) =>
  [...lifted.querySelectorAll("select option")].filter((option) => option.dataset.group === column.dataset.group);

const put = (column) => {
  const select = lifted.querySelector("select");
  const options = optionsIn(column);
  if (!options.length) {
    live.textContent = board.dataset.refused;
    return;
  }
  select.value = options[0].value;
  if (options.length > 1) {
    live.textContent = board.dataset.choose;
    select.focus();
    return;
  }
  select.form.requestSubmit();
};

if (board) {
  // The message must be seen too, not only heard: dropping is done by eye.
  live.className = "note";
  live.hidden = true;
  new MutationObserver(() => { live.hidden = !live.textContent; }).observe(live, { childList: true });
  for (const card of board.querySelectorAll("[data-card]")) card.draggable = true;
  board.addEventListener("dragstart", (event) => {
    lifted = event.target.closest("[data-card]");
    lifted?.classList.add("lifted");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
  });
  board.addEventListener("dragend", () => {
    lifted?.classList.remove("lifted");
    for (const column of board.querySelectorAll(".target")) column.classList.remove("target");
    lifted = null;
  });
  board.addEventListener("dragover", (event) => {
    const column = event.target.closest("[data-group].column");
    if (!lifted || !column) return;
    event.preventDefault();
    for (const other of board.querySelectorAll(".target")) if (other !== column) other.classList.remove("target");
    if (optionsIn(column).length) column.classList.add("target");
  });
  board.addEventListener("drop", (event) => {
    const column = event.target.closest("[data-group].column");
    if (!lifted || !column) return;
    event.preventDefault();
    if (!column.contains(lifted)) put(column);
  });
}
