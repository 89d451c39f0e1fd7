/* Says what paragraphs are by selecting their words, and shows at once what follows from it. Without this script the
   lists beside the paragraphs and the button do the same. */
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  let selected = [];

  function wire() {
    const form = document.getElementById("incoming-choose");
    const toolbar = document.getElementById("incoming-toolbar");
    if (!form || !toolbar) return;
    for (const each of document.querySelectorAll("[data-scripted]")) each.hidden = false;
    for (const each of document.querySelectorAll("[data-unscripted]")) each.hidden = true;
    form.addEventListener("change", (event) => apply(event.target.name));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      apply("");
    });
    for (const button of toolbar.querySelectorAll("button")) {
      /* A press must not take the selection away before it is read. */
      button.addEventListener("mousedown", (event) => event.preventDefault());
      button.addEventListener("click", () => {
        for (const paragraph of selected) form.elements[`part-${paragraph.dataset.number}`].value = button.dataset.part;
        if (selected.length) apply(`part-${selected[0].dataset.number}`);
      });
    }
  }

  document.addEventListener("selectionchange", () => {
    const toolbar = document.getElementById("incoming-toolbar");
    const selection = document.getSelection();
    if (!toolbar || toolbar.contains(document.activeElement)) return;
    for (const paragraph of selected) paragraph.classList.remove("is-selected");
    selected = selection.isCollapsed
      ? []
      : [...document.querySelectorAll(".incoming-paragraph")].filter((each) => selection.containsNode(each.querySelector(".incoming-words"), true));
    for (const paragraph of selected) paragraph.classList.add("is-selected");
    toolbar.hidden = !selected.length;
  });

  async function apply(name) {
    const form = document.getElementById("incoming-choose");
    const answer = await fetch(location.href, { method: "POST", body: new FormData(form) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("content-main");
    if (!answer.ok || !fresh || !page.getElementById("incoming-beside")) {
      form.submit();
      return;
    }
    selected = [];
    document.getElementById("content-main").replaceWith(document.adoptNode(fresh));
    wire();
    const again = name && document.getElementsByName(name)[0];
    if (again) again.focus({ preventScroll: true });
  }

  wire();
});
