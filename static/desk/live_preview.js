/* The release as readers will see it, beside the form, rendered by the server from what is typed. */
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const writing = document.getElementById("desk-writing");
  if (!writing || !desk.form()) return;
  const WAIT = 600;
  const panel = document.getElementById("desk-preview");
  const frame = document.getElementById("desk-preview-frame");
  const toggle = document.getElementById("desk-preview-toggle");
  const state = document.getElementById("desk-preview-state");
  const wide = window.matchMedia("(min-width: 1100px)");
  let timer = null, isAsking = false, isAgain = false, isShown = false;

  async function update() {
    if (panel.hidden) return;
    if (isAsking) {
      isAgain = true;
      return;
    }
    isAsking = true;
    try {
      const answer = await desk.post(writing.dataset.liveUrl);
      if (!answer.ok) throw new Error(String(answer.status));
      show(await answer.text());
      state.textContent = `As typed at ${desk.time()}. Embargoed.`;
    } catch (error) {
      state.textContent = "The preview can't be shown at the moment.";
    } finally {
      isAsking = false;
    }
    if (isAgain) {
      isAgain = false;
      update();
    }
  }

  /* Later previews change the text inside the frame, so that the reader's place stays. */
  function show(html) {
    const inside = isShown && frame.contentDocument && frame.contentDocument.querySelector("main");
    if (inside) {
      inside.replaceWith(frame.contentDocument.adoptNode(new DOMParser().parseFromString(html, "text/html").querySelector("main")));
    } else {
      frame.srcdoc = html;
      isShown = true;
    }
  }

  function open(isOpen, remember) {
    panel.hidden = !isOpen;
    document.body.classList.toggle("desk-with-preview", isOpen);
    toggle.setAttribute("aria-expanded", String(isOpen));
    if (remember && wide.matches) {
      try { localStorage.setItem("desk-preview", isOpen ? "open" : "closed"); } catch (error) { /* private window */ }
    }
    if (isOpen) update();
  }

  toggle.addEventListener("click", () => open(panel.hidden, true));
  document.getElementById("desk-preview-close").addEventListener("click", () => {
    open(false, true);
    toggle.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden && !wide.matches) open(false, false);
  });
  desk.onChange(() => {
    clearTimeout(timer);
    timer = setTimeout(update, WAIT);
  });
  wide.addEventListener("change", () => { if (!wide.matches) open(false, false); });
  let wanted = "open";
  try { wanted = localStorage.getItem("desk-preview") || wanted; } catch (error) { /* private window */ }
  open(wide.matches && wanted === "open", false);
});
