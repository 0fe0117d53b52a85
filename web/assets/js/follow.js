import { exchange, isChanged } from "./draft.js";

// `<div id="fortschritt" data-hw-folgen>`: a page about something that goes on in the background. It is fetched again
// until there is nothing more to follow or the server leads elsewhere; without a script the page reloads itself.
const PAUSE = 1000;

export async function enhance(part) {
  while (part.isConnected) {
    await new Promise((resume) => { setTimeout(resume, PAUSE); });
    if (!part.isConnected) return;
    let next = null;
    try {
      const answer = await fetch(location.href, { redirect: "manual", headers: { Accept: "text/html" } });
      // Where it leads, and why it does not answer, is for the browser to show.
      if (!answer.ok) { location.reload(); return; }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      next = page.getElementById(part.id);
    } catch {
      // The connection may come back; what goes on does not need it.
      continue;
    }
    if (!next) { location.reload(); return; }
    const goesOn = next.hasAttribute("data-hw-folgen");
    // Whoever is writing keeps what is written; the next renewal shows the whole.
    const isWritten = part.hasAttribute("data-hw-geaendert") || isChanged(part);
    if (isWritten) { if (goesOn) { update(part, next); continue; } part.querySelector(".hw-lauf")?.remove(); return; }
    const isNew = Boolean(next.querySelector("table")) !== Boolean(part.querySelector("table"));
    if (goesOn && !isNew) { update(part, next); continue; }
    exchange(part, next);
    return;
  }
}

// In place, so that a screen reader hears the new words and nothing twice.
function update(part, next) {
  const [bar, nextBar] = [part, next].map((side) => side.querySelector(".hw-lauf progress"));
  const [words, nextWords] = [part, next].map((side) => side.querySelector(".hw-lauf__wort"));
  if (!bar || !nextBar) return;
  if (nextBar.hasAttribute("value")) bar.value = nextBar.value;
  else bar.removeAttribute("value");
  bar.parentElement.className = nextBar.parentElement.className;
  bar.setAttribute("aria-label", nextBar.getAttribute("aria-label"));
  if (words.textContent !== nextWords.textContent) words.textContent = nextWords.textContent;
}
