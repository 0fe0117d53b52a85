import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, syntaxHighlighting } from "@codemirror/language";
import { Compartment, EditorState, Prec } from "@codemirror/state";
import { EditorView, drawSelection, keymap, lineNumbers } from "@codemirror/view";
import { sqlSupport, readSchema } from "./sql-schema.js";
import { colours, phrases, theme } from "./sql-look.js";
import { language, say } from "./words.js";

// Takes the place of `<textarea data-hw-sql>` and keeps its value, so the form is sent as without a script.
// The editor lives in a shadow root: there CodeMirror uses constructed style sheets, which `style-src 'self'` allows,
// where in the document it would insert `<style>` elements, which it does not.
export function enhance(textarea) {
  const host = document.createElement("div");
  host.className = "hw-sql__editor";
  textarea.after(host);
  const root = host.attachShadow({ mode: "open" });
  const languageSlot = new Compartment();
  describe(root, textarea);
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({ doc: textarea.value, extensions: extensions(textarea, languageSlot) }),
  });
  // A hidden field that is required would stop the form without a word; the server checks it anyway.
  textarea.required = false;
  textarea.hidden = true;
  for (const label of textarea.labels) label.addEventListener("click", () => view.focus());
  textarea.form?.addEventListener("reset", () => setTimeout(() => replace(view, textarea.value)));
  // Examples and saved queries may write into the field; they say so with an input event.
  textarea.addEventListener("input", () => replace(view, textarea.value));
  if (textarea.hasAttribute("autofocus")) view.focus();
  readSchema(textarea).then((schema) => {
    if (schema) view.dispatch({ effects: languageSlot.reconfigure(sqlSupport(schema)) });
  });
}

function extensions(textarea, languageSlot) {
  return [
    lineNumbers(),
    history(),
    drawSelection(),
    bracketMatching(),
    closeBrackets(),
    autocompletion({ icons: false }),
    EditorState.tabSize.of(2),
    EditorView.lineWrapping,
    languageSlot.of(sqlSupport({ tables: [] })),
    syntaxHighlighting(colours),
    theme,
    EditorState.phrases.of(phrases[language]),
    EditorView.contentAttributes.of(attributes(textarea)),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) textarea.value = update.state.doc.toString();
    }),
    Prec.highest(keymap.of([{ key: "Mod-Enter", run: () => submit(textarea) }])),
    keymap.of([...completionKeymap, ...closeBracketsKeymap]),
    leaveWithEscape(),
    keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
  ];
}

// Tab indents, as in every editor; Escape hands Tab back to the page until the focus returns (WCAG 2.1.2, no trap).
function leaveWithEscape() {
  return [
    keymap.of([{ key: "Escape", run: (view) => { view.setTabFocusMode(true); return true; } }]),
    EditorView.domEventHandlers({ blur: (_event, view) => { view.setTabFocusMode(false); } }),
  ];
}

function attributes(textarea) {
  const named = { "aria-label": nameOf(textarea), "aria-multiline": "true" };
  if (!described(textarea)) return named;
  const wrong = textarea.getAttribute("aria-invalid");
  return { ...named, "aria-describedby": DESCRIPTION, ...(wrong ? { "aria-invalid": wrong } : {}) };
}

// What describes the field stands outside the shadow root, where no id of the inside leads: its words are repeated
// inside, unseen.
const DESCRIPTION = "beschreibung";

function described(textarea) {
  const ids = (textarea.getAttribute("aria-describedby") ?? "").split(/\s+/).filter(Boolean);
  return ids.map((id) => document.getElementById(id)?.innerText.trim()).filter(Boolean).join(". ");
}

function describe(root, textarea) {
  const words = described(textarea);
  if (!words) return;
  const description = document.createElement("p");
  description.id = DESCRIPTION;
  description.hidden = true;
  description.textContent = words;
  root.append(description);
}

function nameOf(textarea) {
  const label = textarea.labels[0]?.textContent.trim() ?? textarea.getAttribute("aria-label");
  return label ? `${label}. ${say.editor}` : say.editor;
}

function submit(textarea) {
  const { form } = textarea;
  if (!form) return false;
  form.requestSubmit(form.querySelector("[data-hw-sql-run]") ?? undefined);
  return true;
}

function replace(view, text) {
  if (view.state.doc.toString() === text) return;
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
}
