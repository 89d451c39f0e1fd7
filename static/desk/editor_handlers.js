/* CKEditor 4 writes its handlers into the page as onclick="CKEDITOR.tools.callFunction(7,this);return false;". The desk's
   policy lets no handler in a page run, whoever wrote it. This listens in their place and calls exactly that function, by
   its number, with plain arguments, and nothing else: docs/decisions/0003-ckeditor-4.md. */
"use strict";
(() => {
  const EVENTS = ["click", "keydown", "mousedown", "mouseover", "mouseout", "focus", "dragstart"];
  const CALL = /CKEDITOR\.tools\.callFunction\(\s*(\d+)\s*((?:,\s*(?:this|event|window|null|-?\d+|'[^'\\]*')\s*)*)\)/;
  const listening = new WeakSet();

  function value(written, element, event) {
    const word = written.trim();
    if (word === "this") return element;
    if (word === "event") return event;
    if (word === "window") return element.ownerDocument.defaultView;
    if (word === "null") return null;
    return word.startsWith("'") ? word.slice(1, -1) : Number(word);
  }

  /* What the attribute says; undefined if it is none of the editor's. */
  function replay(code, element, event) {
    const call = CALL.exec(code || "");
    if (!call) return /^\s*return false;?\s*$/.test(code || "") ? false : undefined;
    const given = (call[2].match(/'[^'\\]*'|[^,\s]+/g) || []).map((word) => value(word, element, event));
    const told = CKEDITOR.tools.callFunction(Number(call[1]), ...given);
    return /return false/.test(code) ? false : told;
  }

  function handle(event) {
    const element = event.target.closest && event.target.closest(`[on${event.type}]`);
    if (!element || !element.closest(".cke_reset_all, .cke_panel_container, .cke_combopanel, .cke, [class*=cke_]")) return;
    if (replay(element.getAttribute(`on${event.type}`), element, event) === false) event.preventDefault();
  }

  function listen(page) {
    if (listening.has(page)) return;
    listening.add(page);
    for (const name of EVENTS) page.addEventListener(name, handle, true);
  }

  /* Lists of the toolbar open in frames of their own, which the editor writes into and then waits for. */
  function enter(frame) {
    const page = frame.contentDocument;
    if (!page || !page.body) return;
    listen(page);
    const code = page.body.getAttribute("onload");
    if (!code || page.body.dataset.replayed) return;
    page.body.dataset.replayed = "yes";
    replay(code, page.body, null);
  }

  function watch(frame) {
    frame.addEventListener("load", () => enter(frame));
    enter(frame);
  }

  listen(document);
  new MutationObserver((changes) => {
    for (const change of changes) {
      for (const node of change.addedNodes) {
        if (node.nodeType !== 1) continue;
        const frames = node.matches("iframe.cke_panel_frame") ? [node] : node.querySelectorAll("iframe.cke_panel_frame");
        frames.forEach(watch);
      }
    }
  }).observe(document, { childList: true, subtree: true });
})();
