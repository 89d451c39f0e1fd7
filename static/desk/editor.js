/* The editor of the desk: tables begin with a row of headings, and every change reaches the form at once. */
"use strict";
(() => {
  function prepare() {
    if (!window.CKEDITOR) return;
    CKEDITOR.on("dialogDefinition", (event) => {
      if (event.data.name !== "table") return;
      const headers = event.data.definition.getContents("info").get("selHeaders");
      if (headers) headers.default = "row";
    });
    CKEDITOR.on("instanceReady", (event) => {
      const editor = event.editor;
      /* Headings of other documents as those that a release has, after its filter for
         Word (priority 3) and before it strips what it does not know (6). */
      editor.on("paste", (pasted) => {
        pasted.data.dataValue = pasted.data.dataValue
          .replace(/<(\/?)h1(?=[\s>])/gi, "<$1h2")
          .replace(/<(\/?)h[56](?=[\s>])/gi, "<$1h4");
      }, null, null, 4);
      /* The editor tells of changes that nobody made while it sets itself up. */
      let last = editor.getData();
      editor.on("change", () => {
        const now = editor.getData();
        if (now === last) return;
        last = now;
        editor.updateElement();
        editor.element.$.dispatchEvent(new Event("input", { bubbles: true }));
      });
    });
  }
  if (window.CKEDITOR) prepare();
  else document.addEventListener("DOMContentLoaded", prepare);
})();
