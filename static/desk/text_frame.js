/* The frame of a release is as high as its text, so that the page has one scroll bar. */
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const SPACE = 32;

  function fit(frame) {
    const inside = frame.contentDocument;
    const main = inside && inside.querySelector("main");
    if (!main || !frame.offsetParent) return;
    const bottoms = Array.from(main.children, (part) => part.getBoundingClientRect().bottom);
    frame.style.height = `${Math.ceil(Math.max(...bottoms) + inside.defaultView.scrollY) + SPACE}px`;
  }

  for (const frame of document.querySelectorAll("iframe.desk-text")) {
    const watch = () => {
      fit(frame);
      for (const part of frame.contentDocument.querySelectorAll("main > *")) new ResizeObserver(() => fit(frame)).observe(part);
    };
    frame.addEventListener("load", watch);
    if (frame.contentDocument && frame.contentDocument.readyState === "complete") watch();
  }
});
