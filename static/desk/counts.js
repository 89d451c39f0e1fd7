/* How long the headline and the text are, while they are being typed. */
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const headline = document.getElementById("id_headline");
  const body = document.getElementById("id_body");
  if (!headline || !body || !document.getElementById("desk-writing")) return;
  const LONG = 120;

  function place(after, id) {
    const count = document.createElement("output");
    count.className = "desk-count";
    count.id = id;
    (after.closest(".flex-container") || after).insertAdjacentElement("afterend", count);
    return count;
  }

  const headlineCount = place(headline, "desk-count-headline");
  const bodyCount = place(body.closest(".django-ckeditor-widget") || body, "desk-count-body");
  headline.setAttribute("aria-describedby", `${headline.getAttribute("aria-describedby") || ""} desk-count-headline`.trim());

  function update() {
    const characters = Array.from(headline.value.trim()).length;
    const isLong = characters > LONG;
    headlineCount.textContent = `${characters} character${characters === 1 ? "" : "s"}` +
      (isLong ? `. Over ${LONG}: wires and search results will cut it.` : "");
    headlineCount.classList.toggle("desk-count-long", isLong);
    const page = new DOMParser().parseFromString(body.value.replace(/<(\/?(p|h[1-6]|li|t[dhr])|br)\b/g, " $&"), "text/html");
    const words = (page.body.textContent.match(/[\p{L}\p{N}][^\s]*/gu) || []).length;
    bodyCount.textContent = `${words.toLocaleString("en-US")} word${words === 1 ? "" : "s"}`;
  }

  desk.onChange(update);
  update();
});
