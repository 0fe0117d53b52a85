import { exchange } from "./draft.js";
import { say } from "./words.js";

// `<form data-hw-pruefen>`: its button `tun=pruefen` asks a system without leaving the page, so that passwords stay
// where they were written. Only the part `#system` follows; without a script the whole page comes back.
export function enhance(form) {
  form.addEventListener("submit", (event) => {
    const { submitter } = event;
    if (submitter?.value !== "pruefen") return;
    event.preventDefault();
    ask(form, submitter);
  });
  form.addEventListener("change", ({ target }) => {
    const filled = target.value && form.elements.namedItem(target.dataset.hwFuellt ?? "");
    if (filled) filled.value = target.value;
  });
}

async function ask(form, button) {
  const part = form.querySelector("#system");
  const body = new URLSearchParams(new FormData(form, button));
  const waiting = part.querySelector("[data-hw-wartet]");
  waiting.textContent = say.checking;
  button.disabled = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.getElementById("system");
    if (!next) throw new Error(String(answer.status));
    keepSecrets(part, next);
    exchange(part, next);
    // What is wrong is shown where it stands, however long the form is.
    const wrong = next.querySelector("[aria-invalid=true]");
    (wrong ?? next.querySelector("[name=tun]")).focus({ preventScroll: true });
    (wrong ?? next.querySelector("[role=alert]"))?.scrollIntoView({ block: "center" });
  } catch {
    waiting.textContent = say.notChecked;
    button.disabled = false;
  }
}

// They never come back from the server.
function keepSecrets(part, next) {
  for (const field of part.querySelectorAll("input[type=password]")) {
    const same = next.querySelector(`input[name="${CSS.escape(field.name)}"]`);
    if (same) same.value = field.value;
  }
  for (const hint of next.querySelectorAll("[data-hw-nochmal]")) hint.remove();
}
