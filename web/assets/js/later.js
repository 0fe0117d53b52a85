import { exchange } from "./draft.js";
import { announce } from "./announce.js";
import { say } from "./words.js";

// `<div id="zeilen" data-hw-nachholen>` with a link in it: what takes longer than the rest of the page is fetched when the page
// is there. Without a script, or when it fails, the link leads to the page with everything on it.
export async function enhance(part) {
  const link = part.querySelector("a[href]");
  if (!link) return;
  part.setAttribute("aria-busy", "true");
  const notice = document.createElement("p");
  notice.className = "hw-klein hw-leise";
  notice.textContent = say.fetching;
  link.after(notice);
  announce(say.fetching);
  try {
    const answer = await fetch(link.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = answer.ok && page.getElementById(part.id);
    if (next) {
      exchange(part, next);
      announce(say.fetched);
      return;
    }
  } catch {
    // The link is still there.
  }
  part.removeAttribute("aria-busy");
  notice.textContent = say.notFetched;
}
