/* What preflight finds, beside the field that it is about: as saved, and again as somebody types. */
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const writing = document.getElementById("desk-writing");
  const home = document.getElementById("desk-findings");
  if (!writing || !home || !desk.form()) return;
  const WAIT = 1000;
  const state = document.getElementById("desk-findings-state");
  let timer = null, isAsking = false, isAgain = false;

  /* Each group goes behind its field's row or its rows' heading; what belongs to no field stays above the form. */
  function place(findings) {
    for (const old of document.querySelectorAll(".desk-findings")) old.remove();
    for (const group of [...findings.querySelectorAll(".desk-findings")]) {
      const name = group.dataset.input;
      const row = name && document.querySelector(`#release_form .form-row.field-${name}, #release_form .form-row .field-${name}`);
      const rows = name && document.getElementById(`${name}-group`);
      if (row) row.closest(".form-row").after(group);
      else if (rows) rows.append(group);
      else home.append(group);
    }
    if (state.textContent !== findings.dataset.summary) state.textContent = findings.dataset.summary;
  }

  async function ask() {
    if (isAsking) {
      isAgain = true;
      return;
    }
    isAsking = true;
    try {
      const answer = await desk.post(writing.dataset.findingsUrl);
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      place(document.adoptNode(page.getElementById("desk-findings")));
    } catch (error) {
      state.textContent = "Preflight can't be asked at the moment; what it shows may be out of date.";
    } finally {
      isAsking = false;
    }
    if (isAgain) {
      isAgain = false;
      ask();
    }
  }

  place(home);
  desk.onChange(() => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  if (writing.dataset.typed) ask();
});
