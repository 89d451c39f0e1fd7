/* What is pasted into a field of the release: words that are struck out or hidden stay out, with a sentence under the field,
   and what is raised or lowered by its style alone is marked so, before the editor strips all styles. In fields of plain
   text raised figures are written in Unicode: 10⁶ never becomes 106. */
"use strict";
(() => {
  const STRUCK = new Set(["DEL", "S", "STRIKE"]);
  const RAISED = "0123456789+-=()n", UNICODE_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ";
  const LOWERED = "0123456789+-=()", UNICODE_LOWERED = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎";
  const BLOCKS = "P,DIV,LI,TR,H1,H2,H3,H4,H5,H6,BR";
  /* Longer runs are no raised figures; a smaller shift, in pixels, only lines words up. As releases/readers/looks.py. */
  const LONGEST = 40, SHIFT = 1.5;
  const ours = new WeakSet();

  function rules(page) {
    const found = [];
    for (const element of page.querySelectorAll("style")) {
      const sheet = new CSSStyleSheet();
      try {
        sheet.replaceSync(element.textContent.replace(/<!--|-->/g, ""));
      } catch { continue; }
      for (const rule of sheet.cssRules) if (rule.selectorText) found.push(rule);
    }
    return found;
  }

  function look(element, sheet) {
    const found = {};
    for (const rule of sheet) {
      let fits = false;
      try { fits = element.matches(rule.selectorText); } catch { /* a selector of Word's own */ }
      if (fits) for (const name of rule.style) found[name] = rule.style.getPropertyValue(name);
    }
    for (const part of (element.getAttribute("style") || "").toLowerCase().split(";")) {
      const [name, ...value] = part.split(":");
      if (value.length) found[name.trim()] = value.join(":").trim();
    }
    return found;
  }

  function pixels(length) {
    const hit = /^([+-]?\d*\.?\d+)\s*(px|pt|em|rem|ex|%)?$/.exec(length || "");
    return hit ? hit[1] * { px: 1, pt: 4 / 3, em: 16, rem: 16, ex: 8, "%": 0.2 }[hit[2] || "px"] : 0;
  }

  function shift(element, style) {
    const place = style["vertical-align"] || "";
    if (/^(super|text-top)$/.test(place)) return "sup";
    if (/^(sub|text-bottom)$/.test(place)) return "sub";
    if (element.textContent.trim().length > LONGEST) return "";
    let offset = pixels(place) || pixels(style["mso-text-raise"]);
    if (!offset && style.position === "relative") offset = -pixels(style.top) || pixels(style.bottom);
    const isSmall = /small/.test(style["font-size"]) || (pixels(style["font-size"]) > 0 && pixels(style["font-size"]) < 11);
    if (Math.abs(offset) <= (isSmall ? 0 : SHIFT)) return "";
    return offset > 0 ? "sup" : "sub";
  }

  /* The HTML as it may stand in a release, whether it differs, and the words that were left out. */
  function cleaned(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const sheet = rules(page), left = [];
    let differs = false;
    for (const element of [...page.body.querySelectorAll("*")]) {
      if (!page.body.contains(element)) continue;
      const style = look(element, sheet);
      const decoration = `${style["text-decoration"] || ""} ${style["text-decoration-line"] || ""}`;
      const isHidden = style["mso-hide"] === "all" || style.display === "none";
      if (STRUCK.has(element.tagName) || decoration.includes("line-through") || isHidden) {
        const words = element.textContent.replace(/\s+/g, " ").trim();
        if (words) left.push(words);
        element.remove();
        differs = true;
        continue;
      }
      const raised = /^(SPAN|FONT|A|B|I|EM|STRONG|U|SMALL)$/.test(element.tagName) && shift(element, style);
      if (raised && !element.closest("sup, sub")) {
        const around = page.createElement(raised);
        around.append(...element.childNodes);
        element.append(around);
        differs = true;
      }
    }
    return { html: page.documentElement.outerHTML, body: page.body, differs, left };
  }

  function unicode(words, from, to) {
    const found = [...words.replace(/^[−–]/, "-")].map((letter) => to[from.indexOf(letter)]);
    return found.every(Boolean) ? found.join("") : null;
  }

  function plain(node) {
    let words = "";
    for (const child of node.childNodes) {
      if (child.nodeType === 3) words += child.textContent.replace(/\s+/g, " ");
      if (child.nodeType !== 1 || /^(STYLE|SCRIPT|HEAD)$/.test(child.tagName)) continue;
      const inner = plain(child);
      if (child.tagName === "SUP") words += unicode(inner, RAISED, UNICODE_RAISED) || (/\d/.test(inner) ? `^${inner}` : inner);
      else if (child.tagName === "SUB") words += unicode(inner, LOWERED, UNICODE_LOWERED) || inner;
      else words += child.matches(BLOCKS) ? `${inner}\n` : inner;
    }
    return words;
  }

  function tell(field, left) {
    const place = field.closest(".django-ckeditor-widget") || field;
    const next = place.nextElementSibling;
    if (next && next.classList.contains("desk-pasted")) next.remove();
    if (!left.length) return;
    const note = document.createElement("p");
    note.className = "desk-pasted errornote";
    note.setAttribute("role", "status");
    const told = left.map((words) => `“${words}”`).join(", ");
    note.textContent = `Left out, because they are struck out or hidden where they come from: ${told}. Type them if they should stand.`;
    place.after(note);
  }

  function isPlain(field) {
    return field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && /^(text|search)$/.test(field.type));
  }

  document.addEventListener("paste", (event) => {
    if (ours.has(event) || !event.clipboardData || !event.target.closest) return;
    const editable = event.target.closest(".cke_editable");
    const html = event.clipboardData.getData("text/html");
    if (!html || (!editable && !isPlain(event.target))) return;
    const found = cleaned(html);
    tell(editable || event.target, found.left);
    const hasRaised = Boolean(found.body.querySelector("sup, sub"));
    if (!found.differs && (editable || !hasRaised)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (editable) {
      const data = new DataTransfer();
      data.setData("text/html", found.html);
      const again = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
      ours.add(again);
      event.target.dispatchEvent(again);
      return;
    }
    const field = event.target;
    const words = plain(found.body).trim();
    field.setRangeText(field.tagName === "INPUT" ? words.replace(/\s+/g, " ") : words, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }, true);

  /* What is dropped into an editor comes by its own event, with the words already taken out of the browser's hands. */
  function prepare() {
    if (!window.CKEDITOR) return;
    CKEDITOR.on("instanceReady", ({ editor }) => {
      editor.on("paste", (pasted) => {
        if (pasted.data.method !== "drop" || !pasted.data.dataValue) return;
        const found = cleaned(pasted.data.dataValue);
        if (found.differs) pasted.data.dataValue = found.body.innerHTML;
        if (found.left.length) tell(editor.container.$, found.left);
      }, null, null, 1);
    });
  }
  if (window.CKEDITOR) prepare();
  else document.addEventListener("DOMContentLoaded", prepare);
})();
