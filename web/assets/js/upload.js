import { bytes, say } from "./words.js";

// `<form data-hw-upload>` with one `<input type="file">`: a place to drop files, the list of what was chosen, and
// bytes sent with a way to cancel. The server answers as it does without a script: a redirect, or a page that says
// what was wrong.
export function enhance(form) {
  const input = form.querySelector("input[type=file]");
  if (!input) return;
  const list = addList(form, input);
  addDropZone(input);
  input.addEventListener("change", () => showFiles(list, input.files));
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented || input.files.length === 0) return;
    event.preventDefault();
    send(form, event.submitter);
  });
  // Coming back with the browser's Back button keeps the choice but not the list.
  showFiles(list, input.files);
}

function addDropZone(input) {
  const zone = input.closest(".hw-ablage__feld") ?? input.parentElement;
  const hint = document.createElement("span");
  hint.className = "hw-leise";
  hint.textContent = input.multiple ? say.dropMany : say.drop;
  input.after(hint);
  const hover = (on) => zone.classList.toggle("hw-ablage__feld--drueber", on);
  zone.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    hover(true);
  });
  zone.addEventListener("dragleave", (event) => {
    if (!zone.contains(event.relatedTarget)) hover(false);
  });
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    hover(false);
    const taken = new DataTransfer();
    const files = [...event.dataTransfer.files];
    for (const file of input.multiple ? files : files.slice(0, 1)) taken.items.add(file);
    if (taken.files.length === 0) return;
    input.files = taken.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

function addList(form, input) {
  const list = document.createElement("ul");
  list.className = "hw-ablage__liste";
  list.setAttribute("aria-label", say.chosen);
  list.hidden = true;
  (input.closest(".hw-ablage__feld") ?? input.parentElement).after(list);
  return list;
}

function showFiles(list, files) {
  list.replaceChildren(...[...files].map((file) => {
    const line = document.createElement("li");
    const name = document.createElement("span");
    const size = document.createElement("span");
    name.textContent = file.name;
    size.textContent = bytes(file.size);
    line.append(name, size);
    return line;
  }));
  list.hidden = files.length === 0;
}

function send(form, submitter) {
  const data = new FormData(form, submitter);
  const run = showRun(form);
  const buttons = [...form.querySelectorAll("button[type=submit], button:not([type])")];
  const lock = (on) => buttons.forEach((button) => { button.disabled = on; });
  // fetch() cannot tell how many bytes have left; XMLHttpRequest can.
  const request = new XMLHttpRequest();
  request.upload.addEventListener("progress", (event) => run.sent(event.loaded, event.total));
  let isSent = false;
  request.upload.addEventListener("load", () => { isSent = true; run.waiting(); });
  request.addEventListener("load", () => arrive(request));
  request.addEventListener("error", () => { lock(false); run.stopped(isSent ? say.lostAfter : say.lost); });
  request.addEventListener("abort", () => { lock(false); run.stopped(say.cancelled); });
  run.cancel.addEventListener("click", () => request.abort());
  lock(true);
  run.sent(0, [...form.querySelector("input[type=file]").files].reduce((sum, file) => sum + file.size, 0));
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "text/html");
  // The address is enough: a redirect would be followed here, and the page made twice.
  request.setRequestHeader("Prefer", "return=minimal");
  request.send(data);
  run.cancel.focus();
}

// The answer says where the file waits. A refusal is a page of its own: show its main part.
function arrive(request) {
  if (request.status < 400) {
    location.assign(request.getResponseHeader("Location") ?? request.responseURL);
    return;
  }
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const main = page.querySelector("main");
  if (!main) {
    location.reload();
    return;
  }
  document.title = page.title;
  document.querySelector("main").replaceWith(main);
  main.dispatchEvent(new CustomEvent("hw:teil", { bubbles: true }));
  const heading = main.querySelector("h1") ?? main;
  heading.tabIndex = -1;
  heading.focus();
}

function showRun(form) {
  form.querySelector(".hw-lauf")?.remove();
  const box = document.createElement("div");
  box.className = "hw-lauf";
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.value = 0;
  const word = document.createElement("p");
  word.className = "hw-lauf__wort";
  word.setAttribute("role", "status");
  const cancel = document.createElement("button");
  cancel.type = "button";
  cancel.className = "kern-btn kern-btn--secondary hw-btn--klein";
  const label = document.createElement("span");
  label.className = "kern-label";
  label.textContent = say.cancel;
  cancel.append(label);
  box.append(bar, word, cancel);
  form.append(box);
  let announced = -1;
  return {
    cancel,
    sent(sent, total) {
      bar.value = total ? sent / total : 0;
      const percent = total ? Math.floor((100 * sent) / total) : 0;
      // Screen readers hear every tenth, not every packet.
      if (Math.floor(percent / 10) === announced && percent < 100) return;
      announced = Math.floor(percent / 10);
      const words = say.sending(bytes(sent), bytes(total), percent);
      word.textContent = words;
      bar.setAttribute("aria-label", words);
    },
    waiting() {
      // Everything has been sent: there is nothing left to cancel.
      cancel.remove();
      box.classList.add("hw-lauf--wartet");
      bar.removeAttribute("value");
      bar.setAttribute("aria-label", say.reading);
      word.textContent = say.reading;
    },
    stopped(words) {
      bar.remove();
      cancel.remove();
      word.textContent = words;
      form.querySelector("input[type=file]").focus();
    },
  };
}
