// The one script of every page. It looks for markers in the page and loads only the module that serves them;
// without JavaScript each marked element is an ordinary form field, form or link.
const modules = [
  ["textarea[data-hw-sql]", () => import("./sql-editor.js")],
  ["form[data-hw-frage]", () => import("./sql-run.js")],
  ["form[data-hw-upload]", () => import("./upload.js")],
  ["form[data-hw-entwurf]", () => import("./draft.js")],
  ["form[data-hw-pruefen]", () => import("./check.js")],
  ["select[data-hw-suchen]", () => import("./narrow.js")],
  ["[data-hw-folgen]", () => import("./follow.js")],
  ["[data-hw-nachholen]", () => import("./later.js")],
  ["[data-hw-teil]", () => import("./table.js")],
  ["[data-hw-karte]", () => import("./map.js")],
  ["[data-hw-bild]", () => import("./picture.js")],
  ["[data-hw-kopieren]", () => import("./copy.js")],
  ["form[data-hw-passkey]", () => import("./passkey.js")],
  ["[data-hw-absenden]", () => import("./submit.js")],
  ["details.hw-menue", () => import("./menu.js")],
];

/** Enhances every marked element inside `root`; safe to call again after a part of the page was replaced. */
export function enhance(root) {
  for (const [selector, load] of modules) {
    const elements = [...root.querySelectorAll(selector)].filter((element) => !element.hasAttribute("data-hw-bereit"));
    if (elements.length === 0) continue;
    for (const element of elements) element.setAttribute("data-hw-bereit", "");
    load().then((module) => elements.forEach((element) => module.enhance(element)));
  }
}

document.addEventListener("hw:teil", (event) => enhance(event.target.parentElement));
enhance(document);
