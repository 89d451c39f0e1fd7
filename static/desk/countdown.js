// Counts down to the instants on the day's desk. Without script the page shows the spans of the moment it was loaded.
"use strict";
const units = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

function span(seconds) {
  const words = [];
  for (const [name, size] of units) {
    const count = Math.floor(seconds / size);
    seconds %= size;
    if (count) words.push(`${count} ${name}${count === 1 ? "" : "s"}`);
  }
  return words.slice(0, 2).join(" ") || "0 seconds";
}

function tick() {
  for (const element of document.querySelectorAll("[data-countdown]")) {
    const left = Number(element.dataset.countdown) - Date.now() / 1000;
    element.textContent = left > 0 ? `in ${span(Math.ceil(left))}` : "public now; reload to see";
  }
}

tick();
setInterval(tick, 1000);
