"use strict";
// The matrix of requirements: arrows move between cells, a digit sets a level, and each changed cell is staged by itself.
const matrix = document.querySelector("table.matrix");
const live = document.getElementById("matrix-live");
const cellAt = (row, column) => matrix.tBodies[0].rows[row]?.cells[column]?.querySelector("input[name^=level-]");

matrix?.addEventListener("keydown", (event) => {
  const cell = event.target.closest("td");
  if (!cell || !event.target.matches("input[name^=level-]") || event.ctrlKey || event.metaKey || event.altKey) return;
  const row = cell.parentElement.sectionRowIndex;
  const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Enter: [1, 0] };
  const step = steps[event.key];
  if (!step) return;
  event.preventDefault();
  const next = cellAt(row + step[0], cell.cellIndex + step[1]);
  if (next) next.focus();
});
matrix?.addEventListener("focusin", (event) => {
  if (event.target.matches("input[name^=level-]")) event.target.select();
});
matrix?.addEventListener("change", async (event) => {
  const input = event.target;
  if (!input.matches("input[name^=level-]")) return;
  const failed = (text) => {
    input.setAttribute("aria-invalid", "true");
    live.textContent = `${input.getAttribute("aria-label")}: ${text}`;
  };
  const body = new URLSearchParams({ skill: input.dataset.skill, [input.name]: input.value });
  try {
    const answer = await fetch(matrix.dataset.action, {
      method: "POST",
      headers: { "X-CSRFToken": matrix.dataset.token, Accept: "application/json" },
      body,
    });
    const told = await answer.json();
    if (!answer.ok) return failed(told.problem);
    input.removeAttribute("aria-invalid");
    input.closest("td").classList.toggle("staged", input.value !== input.dataset.published);
    document.getElementById("staged-count").textContent = told.count;
    live.textContent = `${input.getAttribute("aria-label")}: ${input.value}. ${matrix.dataset.saved}`;
  } catch {
    failed(matrix.dataset.failed);
  }
});
