/* Keeps what is typed as a private draft on the server, a moment after each change. */
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const writing = document.getElementById("desk-writing");
  if (!writing || !desk.form()) return;
  const WAIT = 1500, LONGEST = 5000;
  const UNREACHED = "The server can't be reached. Your words stay in this window.";
  const UNSAVED = "The server can't be reached, so nothing was saved. Your words stay in this window: save again once you are connected.";
  const state = document.getElementById("desk-draft-state");
  document.getElementById("desk-bar").hidden = false;
  let timer = null, since = 0, isDirty = false, isLeaving = false, isSending = false, isUnsaved = false, controller = null;

  if (document.getElementById("desk-draft-notice")) {
    state.textContent = "No draft is kept until you decide above.";
    return;
  }

  /* What the form came with, or what was kept last: the admin's own scripts tell of changes that nobody made. */
  const present = () => {
    const values = desk.values();
    values.delete("csrfmiddlewaretoken");
    return values.toString();
  };
  let known = present();

  function changed() {
    if (present() !== known) schedule();
  }

  function schedule() {
    isDirty = true;
    since = since || Date.now();
    clearTimeout(timer);
    timer = setTimeout(save, Math.max(0, Math.min(WAIT, since + LONGEST - Date.now())));
  }

  async function save() {
    if (isLeaving || isSending) return;
    isSending = true;
    isDirty = false;
    since = 0;
    controller = new AbortController();
    const sent = present();
    try {
      const answer = await desk.post(writing.dataset.draftUrl, controller.signal);
      if (answer.ok) {
        const kept = await answer.json();
        known = sent;
        isUnsaved = false;
        if (kept.kept) state.textContent = `Your draft is kept (${kept.at}). It is not saved yet.`;
      } else if (answer.type === "opaqueredirect" || answer.status === 403) {
        lost("You are signed out. Sign in again in another window; your words stay in this one and are kept again after that.");
      } else {
        lost("Your draft can't be kept at the moment. Your words stay in this window.");
      }
    } catch (error) {
      if (!isLeaving) lost(isUnsaved ? UNSAVED : UNREACHED);
    } finally {
      isSending = false;
    }
    if (isDirty && !isLeaving) schedule();
  }

  function lost(words) {
    state.textContent = words;
    isDirty = true;
    since = Date.now();
  }

  desk.onChange(changed);
  if (writing.dataset.typed) schedule();
  /* Saving leaves the page, so the server is asked first: without an answer the words stay here. */
  let isReached = false;
  desk.form().addEventListener("submit", async (event) => {
    if (isReached) {
      isLeaving = true;
      clearTimeout(timer);
      if (controller) controller.abort();
      return;
    }
    event.preventDefault();
    try {
      await fetch(writing.dataset.draftUrl, { redirect: "manual", cache: "no-store" });
    } catch (error) {
      isUnsaved = true;
      lost(UNSAVED);
      schedule();
      return;
    }
    isReached = true;
    desk.form().requestSubmit(event.submitter);
    isReached = false;
  });
  window.addEventListener("pagehide", () => {
    if (isDirty && !isLeaving) navigator.sendBeacon(writing.dataset.draftUrl, desk.values());
  });
});
