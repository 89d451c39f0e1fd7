/* Files are dropped or chosen, and come in one after the other, each with its progress. Without this script the forms
   do the same, all at once. */
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const drop = document.getElementById("incoming-drop");
  if (!drop) return;
  const input = document.getElementById("incoming-files");
  const list = document.getElementById("incoming-progress");
  const token = drop.querySelector("[name=csrfmiddlewaretoken]").value;
  const queue = [];
  let isBusy = false;
  for (const each of document.querySelectorAll("[data-scripted]")) each.hidden = false;

  function add(files) {
    for (const file of files) {
      const row = document.createElement("li");
      const name = document.createElement("span");
      const bar = document.createElement("progress");
      const said = document.createElement("span");
      name.textContent = file.name;
      bar.max = 100;
      bar.value = 0;
      bar.setAttribute("aria-label", `Sending ${file.name}`);
      said.textContent = "Waits its turn.";
      row.append(name, bar, said);
      list.append(row);
      queue.push({ file, bar, said });
    }
    next();
  }

  function next() {
    if (isBusy || !queue.length) return;
    isBusy = true;
    const { file, bar, said } = queue.shift();
    const data = new FormData();
    data.append("csrfmiddlewaretoken", token);
    data.append("files", file);
    const request = new XMLHttpRequest();
    request.open("POST", drop.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      bar.value = (event.loaded / event.total) * 90;
      said.textContent = event.loaded < event.total ? "Is being sent." : "Is being read.";
    });
    const finish = (result) => {
      bar.value = 100;
      bar.hidden = true;
      said.textContent = "";
      if (result.address) {
        const link = document.createElement("a");
        link.href = result.address;
        link.textContent = result.sentence;
        said.append(link);
      } else {
        said.textContent = result.sentence;
      }
      if (result.outcome === "refused") said.className = "incoming-refused";
      isBusy = false;
      if (queue.length) next();
      else refresh();
    };
    request.addEventListener("load", () => {
      let answer = null;
      try {
        answer = JSON.parse(request.responseText);
      } catch {
        answer = null;
      }
      const lost = "It was not taken. Sign in again in another window, then drop it again.";
      finish(answer && answer.results.length ? answer.results[0] : { outcome: "refused", sentence: lost });
    });
    request.addEventListener("error", () => finish({ outcome: "refused", sentence: "The server can't be reached. Drop it again." }));
    request.send(data);
  }

  /* What waits and what is asked, as it is now. */
  async function refresh() {
    const answer = await fetch(location.href);
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("incoming-state");
    if (fresh) document.getElementById("incoming-state").replaceWith(document.adoptNode(fresh));
  }

  drop.addEventListener("submit", (event) => {
    event.preventDefault();
    add(input.files);
    input.value = "";
  });
  input.addEventListener("change", () => {
    add(input.files);
    input.value = "";
  });
  document.addEventListener("dragover", (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    drop.classList.add("is-over");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) drop.classList.remove("is-over");
  });
  document.addEventListener("drop", (event) => {
    drop.classList.remove("is-over");
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    add(event.dataTransfer.files);
  });

  /* What is pasted with its formatting comes in with it; the box shows the words. */
  const words = document.getElementById("incoming-words");
  const html = document.getElementById("incoming-html");
  const note = document.getElementById("incoming-paste-note");
  let isPasting = false;
  words.addEventListener("paste", (event) => {
    if (event.clipboardData.files.length) {
      event.preventDefault();
      add(event.clipboardData.files);
      return;
    }
    const rich = event.clipboardData.getData("text/html");
    const isWhole = !words.value.trim() || (words.selectionStart === 0 && words.selectionEnd === words.value.length);
    isPasting = Boolean(rich) && isWhole;
    html.value = isPasting ? rich : "";
    if (isPasting) note.textContent = "Headings, lists, tables and links come in as they were copied.";
  });
  words.addEventListener("input", () => {
    if (isPasting) {
      isPasting = false;
    } else if (html.value) {
      html.value = "";
      note.textContent = "You changed the words, so they come in as plain text.";
    }
  });
});
