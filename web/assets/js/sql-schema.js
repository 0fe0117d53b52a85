import { PostgreSQL, schemaCompletionSource, keywordCompletionSource } from "@codemirror/lang-sql";
import { LanguageSupport } from "@codemirror/language";

// What the completion knows comes from the server, already limited to what the reader may see:
// {"tables": [{"name": "umwelt.baumkataster", "title": "Baumkataster",
//              "columns": [{"name": "art", "type": "Text", "title": "Baumart"}]}],
//  "functions": [{"name": "date_trunc", "detail": "(teil, zeit)"}]}

/** Reads the schema beside the field (`<script type="application/json" data-hw-schema>`) or from `data-hw-schema-url`. */
export async function readSchema(textarea) {
  const inline = (textarea.form ?? document).querySelector("script[data-hw-schema]")
    ?? document.querySelector("script[data-hw-schema]");
  try {
    if (inline) return JSON.parse(inline.textContent);
    const url = textarea.dataset.hwSchemaUrl;
    if (!url) return null;
    const answer = await fetch(url, { headers: { Accept: "application/json" } });
    return answer.ok ? await answer.json() : null;
  } catch {
    // Writing SQL works without completion.
    return null;
  }
}

/** SQL with completion of keywords, tables, columns and functions. */
export function sqlSupport(schema) {
  const complete = (source) => PostgreSQL.language.data.of({ autocomplete: source });
  return new LanguageSupport(PostgreSQL.language, [
    complete(schemaCompletionSource({ dialect: PostgreSQL, schema: namespace(schema.tables ?? []) })),
    complete(keywordCompletionSource(PostgreSQL, false)),
    complete(columnsOfNamedTables(schema.tables ?? [])),
    complete(functions(schema.functions ?? [])),
  ]);
}

// umwelt.baumkataster(art, …) as the nested tree the SQL package expects.
function namespace(tables) {
  const tree = {};
  for (const table of tables) {
    const steps = table.name.split(".");
    const last = steps.pop();
    let level = tree;
    for (const step of steps) {
      level[step] ??= { self: { label: step, type: "namespace" }, children: {} };
      level = level[step].children;
    }
    level[last] = {
      self: { label: last, type: "type", detail: table.title },
      children: (table.columns ?? []).map(column),
    };
  }
  return tree;
}

function column({ name, type, title }) {
  return { label: name, apply: quoted(name), type: "property", detail: type, info: title };
}

// A name that is not plain lower case must stand in double quotes, or it would be folded or split.
function quoted(name) {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

// `select ar|  from umwelt.baumkataster`: the columns of tables the statement already names, without a prefix.
function columnsOfNamedTables(tables) {
  return (context) => {
    const word = context.matchBefore(/[\p{L}_][\p{L}\p{N}_]*/u);
    if (!word && !context.explicit) return null;
    const from = word ? word.from : context.pos;
    if (context.state.sliceDoc(from - 1, from) === ".") return null;
    const text = context.state.doc.toString().toLowerCase();
    const options = tables
      .filter((table) => text.includes(table.name.toLowerCase()))
      .flatMap((table) => (table.columns ?? []).map((entry) => ({ ...column(entry), boost: 1 })));
    return options.length > 0 ? { from, options, validFor: /^[\p{L}\p{N}_]*$/u } : null;
  };
}

function functions(list) {
  const options = list.map(({ name, detail }) => ({ label: name, detail, type: "function", apply: `${name}(` }));
  return (context) => {
    const word = context.matchBefore(/[a-z_][a-z0-9_]*/i);
    if (!word || options.length === 0) return null;
    if (context.state.sliceDoc(word.from - 1, word.from) === ".") return null;
    return { from: word.from, options, validFor: /^\w*$/ };
  };
}
