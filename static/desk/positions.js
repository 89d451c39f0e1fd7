/* Rows of ordered parts number themselves when they are added; the numbers can be changed from the keyboard. */
"use strict";
(() => {
  const ending = (input) => input.name.replace(/^.*-(?:\d+|__prefix__)-/, "");
  const fields = (row) => Array.from(row.querySelectorAll("[name]")).filter((input) => /-(\d+|__prefix__)-/.test(input.name));

  document.addEventListener("formset:added", (event) => {
    const row = event.target;
    const group = row.closest(".js-inline-admin-formset");
    const position = fields(row).find((input) => ending(input) === "position");
    if (!group || !position) return;
    const others = Array.from(group.querySelectorAll("input[name$='-position']")).filter(
      (input) => input !== position && !input.name.includes("__prefix__"),
    );
    position.value = Math.max(-1, ...others.map((input) => Number(input.value) || 0)) + 1;
  });

  /* A row that was added and left empty is no row: its number goes back to what it came with. */
  document.addEventListener("submit", (event) => {
    for (const group of event.target.querySelectorAll(".js-inline-admin-formset")) {
      const blank = group.querySelector(".empty-form");
      if (!blank) continue;
      const given = Object.fromEntries(fields(blank).map((input) => [ending(input), input.value]));
      for (const row of group.querySelectorAll(".inline-related:not(.empty-form), tr.form-row:not(.empty-form)")) {
        const inputs = fields(row);
        const id = inputs.find((input) => ending(input) === "id");
        const isEmpty = inputs.every((input) => ["position", "release", "id"].includes(ending(input)) || input.value === given[ending(input)]);
        const position = inputs.find((input) => ending(input) === "position");
        if (id && !id.value && isEmpty && position) position.value = given.position;
      }
    }
  }, true);
})();
