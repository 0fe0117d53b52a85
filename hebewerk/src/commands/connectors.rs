//! `hebewerk connectors`: what can be connected and what is asked for it, from the forms of the connectors themselves.
//! The page `docs/anbindungen.md` is what it prints with `--markdown`.

use crate::cli::ConnectorsArgs;
use crate::context::Context;
use crate::exit::Done;
use crate::output;
use anyhow::bail;
use hebewerk_hub::ports::{ConnectorForm, Field, FieldKind};
use hebewerk_model::Language;
use hebewerk_words::{Value, t, t_with};
use serde_json::{Value as Json, json};

/// Lists connectors with their fields.
pub(crate) fn run(context: &Context, args: &ConnectorsArgs) -> anyhow::Result<Done> {
    let language = context.language;
    let forms = hebewerk_connect::forms();
    let wanted: Vec<&ConnectorForm> = match &args.connector {
        None => forms.iter().collect(),
        Some(kind) => forms.iter().filter(|form| form.kind == kind).collect(),
    };
    if wanted.is_empty() {
        let kinds: Vec<&str> = forms.iter().map(|form| form.kind).collect();
        let values = [("kinds", Value::from(kinds.join(", ")))];
        bail!(t_with(language, "cli-connectors-unknown", &values).into_owned());
    }
    if args.output.json {
        let list: Vec<Json> = wanted.iter().map(|form| document(language, form)).collect();
        output::json(&list)?;
    } else if args.markdown {
        output::line(&page(language, &wanted))?;
    } else {
        for (number, form) in wanted.iter().enumerate() {
            if number > 0 {
                output::line("")?;
            }
            described(language, form)?;
        }
    }
    Ok(Done::Whole)
}

/// A connector for people at a terminal.
fn described(language: Language, form: &ConnectorForm) -> anyhow::Result<()> {
    let kind = form.kind;
    output::line(&format!("{kind} · {}", title(language, form)))?;
    output::line(&format!("  {}", about(language, form)))?;
    for field in form.fields {
        let notes = notes(language, field);
        output::line(&format!(
            "  {} ({notes})\n      {}. {}",
            field.name,
            label(language, kind, field),
            help(language, kind, field)
        ))?;
    }
    Ok(())
}

/// All of it as a page of the handbook.
fn page(language: Language, forms: &[&ConnectorForm]) -> String {
    let said = |key: &str| t(language, key).into_owned();
    let mut lines = vec![
        format!("# {}", said("cli-connectors-page")),
        String::new(),
        said("cli-connectors-page-about"),
    ];
    let head =
        ["field", "label", "notes", "help"].map(|key| said(&format!("cli-connectors-{key}")));
    for form in forms {
        lines.extend([
            String::new(),
            format!("## {} (`{}`)", title(language, form), form.kind),
            String::new(),
            about(language, form),
            String::new(),
            format!("| {} |", head.join(" | ")),
            "|---|---|---|---|".to_owned(),
        ]);
        lines.extend(form.fields.iter().map(|field| {
            format!(
                "| `{}` | {} | {} | {} |",
                field.name,
                label(language, form.kind, field),
                notes(language, field),
                // A bar would end the cell.
                help(language, form.kind, field).replace('|', "\\|")
            )
        }));
    }
    lines.join("\n")
}

/// The members of `/api/v1/connectors`, and the hints.
fn document(language: Language, form: &ConnectorForm) -> Json {
    let fields: Vec<Json> = form
        .fields
        .iter()
        .map(|field| {
            let bounds = field.kind.bounds();
            json!({
                "name": field.name,
                "kind": field.kind.code(),
                "required": field.required,
                "default": Some(field.default).filter(|default| !default.is_empty()),
                "choices": field.kind.choices(),
                "minimum": bounds.map(|(least, _most)| least),
                "maximum": bounds.map(|(_least, most)| most),
                "label": label(language, form.kind, field),
                "help": help(language, form.kind, field),
            })
        })
        .collect();
    json!({
        "connector": form.kind,
        "title": title(language, form),
        "about": about(language, form),
        "fields": fields,
    })
}

/// What may be answered, in short: needed, secret, one of these, and what holds without an answer.
fn notes(language: Language, field: &Field) -> String {
    let mut notes = vec![if field.required { "needed" } else { "free" }];
    if field.kind == FieldKind::Secret {
        notes.push("secret");
    }
    let mut notes: Vec<String> = notes
        .into_iter()
        .map(|note| t(language, &format!("cli-connectors-{note}")).into_owned())
        .collect();
    if let Some((least, most)) = field.kind.bounds() {
        notes.push(format!("{least}–{most}"));
    }
    let codes = field.kind.choices();
    if !codes.is_empty() {
        notes.push(codes.join(" / "));
    }
    if !field.default.is_empty() {
        let values = [("default", Value::from(field.default))];
        notes.push(t_with(language, "cli-connectors-default", &values).into_owned());
    }
    notes.join(", ")
}

fn title(language: Language, form: &ConnectorForm) -> String {
    t(language, &format!("connector-{}", form.kind)).into_owned()
}

fn about(language: Language, form: &ConnectorForm) -> String {
    t(language, &format!("connector-{}-about", form.kind)).into_owned()
}

fn label(language: Language, kind: &str, field: &Field) -> String {
    t(language, &format!("connector-{kind}-{}", field.name)).into_owned()
}

fn help(language: Language, kind: &str, field: &Field) -> String {
    t(language, &format!("connector-{kind}-{}-help", field.name)).into_owned()
}
