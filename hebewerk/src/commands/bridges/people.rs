//! What fits together, for people.

use super::document::{Suggestion, shown};
use super::reading::Folder;
use crate::output;
use hebewerk_bridge::{Cardinality, ColumnAt, NormalForm};
use hebewerk_model::Language;
use hebewerk_words::{Value, code, number, t, t_with};

/// Prints a table, and below it what must be known before summing.
pub(super) fn print(
    language: Language,
    folder: &Folder,
    suggestions: &[Suggestion],
    examples: usize,
) -> anyhow::Result<()> {
    let tables = folder.tables.len() as u64;
    if suggestions.is_empty() {
        let values = [("tables", Value::from(tables))];
        return output::line(&t_with(language, "cli-bridges-none", &values));
    }
    let header = [
        "score", "kind", "left", "right", "share", "meeting", "rules",
    ]
    .map(|key| t(language, &format!("cli-bridges-{key}")).into_owned());
    let rows: Vec<Vec<String>> = suggestions
        .iter()
        .map(|suggestion| row(language, folder, suggestion))
        .collect();
    output::table(&header, &rows)?;
    if suggestions
        .iter()
        .any(|it| it.bridge.cardinality == Some(Cardinality::ManyToMany))
    {
        output::line("")?;
        output::line(&t(language, "cli-bridges-many"))?;
    }
    if examples > 0 {
        print_examples(language, folder, suggestions, examples)?;
    }
    Ok(())
}

fn row(language: Language, folder: &Folder, suggestion: &Suggestion) -> Vec<String> {
    let bridge = &suggestion.bridge;
    let rules: Vec<String> = bridge
        .forms
        .each()
        .map(|form| rule(language, form))
        .chain(
            suggestion
                .learned
                .as_deref()
                .map(|it| learned(language, it)),
        )
        .collect();
    vec![
        number::decimal(language, bridge.score, 2),
        code(language, "bridge-kind", bridge.kind.code()).into_owned(),
        named(folder, &bridge.left),
        named(folder, &bridge.right),
        format!(
            "{} · {}",
            number::share(language, bridge.shares.left),
            number::share(language, bridge.shares.right)
        ),
        bridge
            .cardinality
            .map_or_else(String::new, |it| it.code().to_owned()),
        rules.join(", "),
    ]
}

/// What a normal form does; its version is for programs.
fn rule(language: Language, form: NormalForm) -> String {
    let name = form.code().split('.').next().unwrap_or_default();
    code(language, "normal-form", name).into_owned()
}

/// How rows were brought together; a learned rule is shown as it is.
fn learned(language: Language, told: &str) -> String {
    match told.split_once(": ") {
        Some((_, rule)) => {
            let values = [("rule", Value::from(rule))];
            t_with(language, "cli-bridges-learned", &values).into_owned()
        }
        None => t(language, "cli-bridges-alike").into_owned(),
    }
}

fn named(folder: &Folder, columns: &[ColumnAt]) -> String {
    let table = columns
        .first()
        .and_then(|at| folder.tables.get(at.table as usize));
    let labels: Vec<String> = columns
        .iter()
        .filter_map(|at| folder.collection.entry(*at))
        .map(|entry| entry.label.replace('\n', " "))
        .collect();
    let file = table.map_or("", |table| table.file.source.as_str());
    format!("{} ({file})", labels.join(" + "))
}

fn print_examples(
    language: Language,
    folder: &Folder,
    suggestions: &[Suggestion],
    most: usize,
) -> anyhow::Result<()> {
    for suggestion in suggestions {
        let bridge = &suggestion.bridge;
        let Some(shown) = shown(folder, bridge, most) else {
            continue;
        };
        let (left, right) = (named(folder, &bridge.left), named(folder, &bridge.right));
        output::line("")?;
        output::line(&format!("{left} – {right}"))?;
        let matched: Vec<String> = shown
            .matched
            .iter()
            .map(|example| {
                if example.left == example.right {
                    example.left.clone()
                } else {
                    format!("{} = {}", example.left, example.right)
                }
            })
            .collect();
        for (key, values) in [
            ("matched", matched),
            ("only-left", shown.only_left),
            ("only-right", shown.only_right),
        ] {
            if !values.is_empty() {
                let key = format!("cli-bridges-{key}");
                let values = values.join(" | ");
                let values = [("values", Value::from(values.as_str()))];
                output::line(&format!("  {}", t_with(language, &key, &values)))?;
            }
        }
    }
    Ok(())
}
