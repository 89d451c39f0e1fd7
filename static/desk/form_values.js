/* What the release form holds now, for the preview and the draft. */
"use strict";
window.desk = {
  form: () => document.getElementById("release_form"),

  /* All values but the bytes of files. */
  values() {
    const form = desk.form();
    const values = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (value instanceof File) {
        if (value.name) values.append("_files", value.name);
      } else {
        values.append(name, value);
      }
    }
    return values;
  },

  /* Posts the values. Whoever signed in again in another window has another token by then: it is asked for, and stays in
     the form, so that saving works too. */
  async post(address, signal) {
    const send = () => fetch(address, { method: "POST", body: desk.values(), redirect: "manual", signal });
    const answer = await send();
    if (answer.status !== 403) return answer;
    const fresh = await fetch(document.getElementById("desk-writing").dataset.draftUrl, { redirect: "manual", signal });
    if (!fresh.ok) return answer;
    const { token } = await fresh.json();
    for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = token;
    return send();
  },

  /* Calls back after every change that a person makes, selections of the admin's widgets included. */
  onChange(call) {
    const form = desk.form();
    form.addEventListener("input", call);
    if (window.django && django.jQuery) django.jQuery(form).on("change", call);
    else form.addEventListener("change", call);
    document.addEventListener("formset:added", call);
    document.addEventListener("formset:removed", call);
  },

  time: () => new Date().toLocaleTimeString(undefined, { hour12: false }),
};
