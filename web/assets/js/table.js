import { announce } from "./announce.js";

// A part of the page that is exchanged without reloading the rest: links and GET forms inside
// `<div id="vorschau" data-hw-teil>` that lead to the same page fetch it and take over the element of that id.
// The address changes with it, Back reloads, and whatever goes wrong falls back to ordinary navigation.
let waiting = null;

let shown = location.pathname + location.search;

// A jump to "#inhalt" is a popstate too, and must not cost what was typed.
addEventListener("popstate", () => {
  if (location.pathname + location.search !== shown) location.reload();
});

export function enhance(part) {
  if (!part.id) return;
  part.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.target || link.hasAttribute("download")) return;
    const url = new URL(link.href);
    if (!isThisPage(url) || (url.hash && url.search === location.search)) return;
    event.preventDefault();
    exchange(part, url, pathTo(part, link));
  });
  part.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "get") return;
    // A button may lead elsewhere (`formaction`): then this is no exchange of a part.
    const elsewhere = event.submitter?.hasAttribute("formaction");
    const url = new URL(elsewhere ? event.submitter.formAction : form.action);
    if (!isThisPage(url)) return;
    event.preventDefault();
    const fields = new URLSearchParams(new FormData(form, event.submitter));
    // Empty fields say nothing: leave them out, so that addresses stay short enough to be passed on.
    for (const [name, value] of [...fields]) if (value === "") fields.delete(name, value);
    url.search = fields.toString();
    exchange(part, url, pathTo(part, document.activeElement));
  });
}

function isThisPage(url) {
  return url.origin === location.origin && url.pathname === location.pathname;
}

async function exchange(part, url, focus) {
  // The last wish counts: a slower answer to an earlier one is not shown any more.
  waiting?.abort();
  waiting = new AbortController();
  const { signal } = waiting;
  part.setAttribute("aria-busy", "true");
  let next = null;
  // A form may lead on to the address that says the same in few words.
  let landed = url;
  try {
    const answer = await fetch(url, { signal, headers: { Accept: "text/html" } });
    if (answer.ok) {
      landed = new URL(answer.url);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      next = page.getElementById(part.id);
    }
  } catch {
    if (signal.aborted) return;
  }
  if (!next) {
    location.assign(url);
    return;
  }
  part.replaceWith(next);
  history.pushState(null, "", landed);
  shown = location.pathname + location.search;
  next.dispatchEvent(new CustomEvent("hw:teil", { bubbles: true }));
  restoreFocus(next, focus);
  announce(next.dataset.hwAnsage);
}

// Where the focus was: by id, else by the name of the field, else by the position among the links.
function pathTo(part, element) {
  if (!part.contains(element)) return null;
  const links = [...part.querySelectorAll("a[href], button, input, select")];
  return { id: element.id, name: element.getAttribute("name"), index: links.indexOf(element) };
}

function restoreFocus(part, focus) {
  if (!focus) return;
  const links = [...part.querySelectorAll("a[href], button, input, select")];
  const target = (focus.id && part.querySelector(`#${CSS.escape(focus.id)}`))
    || (focus.name && part.querySelector(`[name="${CSS.escape(focus.name)}"]`))
    || links[focus.index];
  target?.focus({ preventScroll: true });
}
