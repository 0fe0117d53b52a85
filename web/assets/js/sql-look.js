import { HighlightStyle } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** Colours of SQL; each at least 4.5 : 1 on white, and the meaning never rests on them. */
export const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--hw-kanal)", fontWeight: "600" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--hw-gut)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--hw-acht)" },
  { tag: [tags.lineComment, tags.blockComment], color: "var(--hw-text-2)" },
  { tag: [tags.typeName, tags.standard(tags.name)], color: "var(--hw-signal-text)" },
]);

/** The house's type, lines and focus ring inside the editor. */
export const theme = EditorView.theme({
  "&": { color: "var(--hw-text)", backgroundColor: "#fff", fontSize: ".9375rem" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--hw-mono)", lineHeight: "1.5rem" },
  ".cm-content, .cm-gutter": { minHeight: "11rem" },
  ".cm-content": { padding: ".625rem 0" },
  ".cm-gutters": { backgroundColor: "var(--hw-nebel)", color: "var(--hw-text-2)", borderRight: "1px solid var(--hw-linie)" },
  ".cm-cursor": { borderLeftColor: "var(--hw-text)", borderLeftWidth: "2px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--hw-f2)",
  },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--hw-info-fl)", outline: "1px solid var(--hw-kanal)" },
  ".cm-tooltip": { border: "1px solid var(--hw-linie-stark)", borderRadius: "3px", backgroundColor: "#fff" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--hw-mono)", fontSize: ".875rem", maxHeight: "16rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: ".25rem .625rem", lineHeight: "1.375rem" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--hw-kanal)", color: "#fff" },
  ".cm-completionDetail": { color: "var(--hw-text-2)", fontStyle: "normal", marginLeft: "1rem" },
  "li[aria-selected] .cm-completionDetail": { color: "#fff" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "600" },
  ".cm-tooltip.cm-completionInfo": { padding: ".375rem .625rem", maxWidth: "20rem" },
});

/** What the editor itself says, where the page is German; its own words are English. */
export const phrases = {
  de: {
    Completions: "Vorschläge",
    "Control character": "Steuerzeichen",
    "Selection deleted": "Auswahl gelöscht",
  },
  en: {},
};
