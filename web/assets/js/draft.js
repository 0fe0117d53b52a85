import { announce } from "./announce.js";
import { say } from "./words.js";

// `<form data-hw-entwurf>` inside a part with an id: what is changed is kept at once, and the part follows. The form
// and its button work as they do without a script; whoever writes on meanwhile loses nothing.
export function enhance(form) {
  const part = form.closest("[id]:not(form)");
  if (!part) return;
  let timer = 0;
  let sending = null;
  let writings = 0;
  form.addEventListener("input", () => { writings += 1; part.setAttribute("data-hw-geaendert", ""); });
  form.addEventListener("change", () => {
    clearTimeout(timer);
    // Several fields in a row are one change.
    timer = setTimeout(send, 400);
  });
  form.addEventListener("submit", () => { clearTimeout(timer); sending?.abort(); });
  // Who was faster than this script has changed something already.
  if (isChanged(form)) {
    part.setAttribute("data-hw-geaendert", "");
    timer = setTimeout(send, 400);
  }

  async function send() {
    if (!part.isConnected || !form.checkValidity()) return;
    // The last wish counts: a slower answer to an earlier one is not shown any more.
    sending?.abort();
    sending = new AbortController();
    const { signal } = sending;
    const seen = writings;
    const notice = showNotice(form);
    part.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.action, {
        method: "POST", body: new URLSearchParams(new FormData(form)), signal, headers: { Accept: "text/html" },
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const next = page.getElementById(part.id);
      if (!next) { location.assign(answer.url); return; }
      if (seen === writings) exchange(part, next);
    } catch {
      if (!signal.aborted) notice.say(say.notRenewed);
      return;
    } finally {
      notice.end();
      if (!signal.aborted) part.removeAttribute("aria-busy");
    }
    notice.remove();
  }
}

/** Whether a field of `part` says something else than the server sent. */
export function isChanged(part) {
  const differs = (field) => {
    if (field instanceof HTMLSelectElement) {
      const preset = [...field.options].some((option) => option.defaultSelected);
      return [...field.options].some((option, index) => option.selected !== (preset ? option.defaultSelected : index === 0));
    }
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    return field.value !== field.defaultValue;
  };
  return [...part.querySelectorAll("input:not([type=hidden]), select, textarea")].some((field) => field.name && differs(field));
}

/** Puts `next` in the place of `part`: what was open stays open, and the focus where it was. */
export function exchange(part, next) {
  const open = [...part.querySelectorAll("details")].map((details) => details.open);
  const focus = part.contains(document.activeElement) ? document.activeElement.getAttribute("name") : null;
  const scrolled = [...part.querySelectorAll("[role=region]")].map((region) => region.scrollLeft);
  part.replaceWith(next);
  [...next.querySelectorAll("details")].forEach((details, index) => { details.open ||= open[index] ?? false; });
  [...next.querySelectorAll("[role=region]")].forEach((region, index) => { region.scrollLeft = scrolled[index] ?? 0; });
  next.dispatchEvent(new CustomEvent("hw:teil", { bubbles: true }));
  if (focus) next.querySelector(`[name="${CSS.escape(focus)}"]:not([type=hidden])`)?.focus({ preventScroll: true });
  announce(next.dataset.hwAnsage);
}

// What takes longer than a second says so, and for how long it has.
function showNotice(form) {
  form.querySelector(".hw-entwurf")?.remove();
  const notice = document.createElement("p");
  notice.className = "hw-leise hw-entwurf";
  notice.setAttribute("role", "status");
  form.querySelector(".hw-unten .hw-rahmen")?.append(notice);
  const begun = performance.now();
  const clock = setInterval(() => {
    const seconds = Math.round((performance.now() - begun) / 1000);
    // Screen readers hear it once; the seconds are for the eye.
    if (seconds === 1) notice.textContent = say.renewing;
    else notice.dataset.hwSekunden = say.seconds(seconds);
  }, 1000);
  return {
    say(words) { notice.textContent = words; },
    end() { clearInterval(clock); delete notice.dataset.hwSekunden; },
    remove() { notice.remove(); },
  };
}
