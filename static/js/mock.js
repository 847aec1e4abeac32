"use strict";
// The clock of a mock round counts down what the server said was left. It only informs: at the end it offers more time or the
// end of the round, and ends nothing itself.
for (const clock of document.querySelectorAll("[data-countdown]")) {
  const shown = clock.querySelector("[data-countdown-shown]");
  const toggle = clock.querySelector("[data-countdown-toggle]");
  const over = document.getElementById("time-over");
  const left = Number(clock.dataset.countdown);
  const since = performance.now();
  const draw = () => {
    const seconds = Math.max(0, left - Math.floor((performance.now() - since) / 1000));
    shown.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (seconds > 0) return;
    if (over) over.hidden = false;
    clearInterval(ticking);
  };
  const ticking = setInterval(draw, 1000);
  draw();
  toggle.hidden = false;
  toggle.addEventListener("click", () => {
    shown.hidden = !shown.hidden;
    toggle.setAttribute("aria-pressed", String(shown.hidden));
  });
}
