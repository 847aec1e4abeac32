"use strict";
// A clock that only informs. The server counts for itself; this one shows, can be hidden, and never ends anything.
for (const timer of document.querySelectorAll("[data-timer]")) {
  const shown = timer.querySelector("[data-timer-shown]");
  const toggle = timer.querySelector("[data-timer-toggle]");
  let seconds = Number(timer.dataset.seconds) || 0;
  let since = performance.now();
  const draw = () => {
    const total = seconds + Math.floor((performance.now() - since) / 1000);
    shown.textContent = `${Math.floor(total / 60)}:${String(total % 60).padStart(2, "0")}`;
  };
  const hide = (hidden) => {
    shown.hidden = hidden;
    toggle.setAttribute("aria-pressed", String(hidden));
    try {
      localStorage.setItem("timer-hidden", hidden ? "1" : ""); // how somebody likes the page, nothing private
    } catch {
      // a browser that keeps nothing just shows the clock again next time
    }
  };
  let hidden = false;
  try {
    hidden = localStorage.getItem("timer-hidden") === "1";
  } catch {
    hidden = false;
  }
  timer.hidden = false;
  hide(hidden);
  toggle.addEventListener("click", () => hide(!shown.hidden));
  document.addEventListener("editor:saved", (event) => {
    if (typeof event.detail.seconds !== "number") return;
    seconds = event.detail.seconds;
    since = performance.now();
  });
  draw();
  setInterval(draw, 1000);
}
