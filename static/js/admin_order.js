"use strict";
// Rows of a curated list can be dragged, or moved by two buttons; either way only the numbers change, and "Save" stores them.
document.addEventListener("DOMContentLoaded", () => {
  const table = document.getElementById("result_list");
  if (!table || !table.querySelector("td.field-order input[type=number]")) return;
  // Moving makes sense only where the list stands in its own order.
  const sorted = new URLSearchParams(location.search).get("o");
  const column = [...table.querySelectorAll("thead th")].findIndex((th) => th.classList.contains("column-order"));
  if (sorted && sorted !== String(column)) return;
  const body = table.tBodies[0];
  const live = document.createElement("p");
  live.className = "visually-hidden-live";
  live.setAttribute("role", "status");
  table.before(live);
  const words = { up: gettext("Move up"), down: gettext("Move down"), grip: gettext("Drag to another place") };

  const number = (row) => row.querySelector("td.field-order input[type=number]");
  const renumber = () => {
    // The same numbers in the new order; where two were equal, the later one is raised.
    const values = [...body.rows].map((row) => Number(number(row).value) || 0).sort((a, b) => a - b);
    [...body.rows].forEach((row, index) => {
      if (index && values[index] <= values[index - 1]) values[index] = values[index - 1] + 1;
      number(row).value = values[index];
    });
  };
  const tell = (row) => {
    live.textContent = `${row.querySelector("th").textContent.trim()}: ${[...body.rows].indexOf(row) + 1} / ${body.rows.length}`;
  };
  const move = (row, step) => {
    const neighbour = step < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!neighbour) return;
    if (step < 0) neighbour.before(row);
    else neighbour.after(row);
    renumber();
    tell(row);
  };
  const button = (label, sign, kind) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = sign;
    made.title = label;
    made.setAttribute("aria-label", label);
    made.className = kind;
    return made;
  };
  for (const row of body.rows) {
    const tools = document.createElement("span");
    tools.className = "order-tools";
    const up = button(words.up, "↑", "up");
    const down = button(words.down, "↓", "down");
    const grip = button(words.grip, "⠿", "grip");
    grip.tabIndex = -1; // the arrows do the same from the keyboard
    up.addEventListener("click", () => { move(row, -1); up.focus(); });
    down.addEventListener("click", () => { move(row, 1); down.focus(); });
    grip.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      row.classList.add("dragged");
      const follow = (moved) => {
        const over = document.elementFromPoint(moved.clientX, moved.clientY)?.closest("#result_list tbody tr");
        if (!over || over === row) return;
        const box = over.getBoundingClientRect();
        if (moved.clientY < box.top + box.height / 2) over.before(row);
        else over.after(row);
      };
      const drop = () => {
        row.classList.remove("dragged");
        document.removeEventListener("pointermove", follow);
        renumber();
        tell(row);
      };
      document.addEventListener("pointermove", follow);
      document.addEventListener("pointerup", drop, { once: true });
    });
    tools.append(up, down, grip);
    number(row).after(tools);
  }
});
