//! What fits together, for people.

mod shared_key;

use super::document::{More, Suggestion, shown};
use super::reading::Folder;
use crate::output;
use hebewerk_bridge::{Cardinality, Climb, ColumnAt, NormalForm};
use hebewerk_model::Language;
use hebewerk_words::{Value, code, number, t, t_with};
use shared_key::{SharedKey, shared_keys};

/// Prints keys that many tables share, a table of the other bridges, and below it what must be known before summing.
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
    // Answers to questions are told one by one: each question has its own.
    let (keys, alone) = if suggestions.iter().any(|it| it.query.is_some()) {
        (Vec::new(), suggestions.iter().collect())
    } else {
        shared_keys(folder, suggestions)
    };
    for key in &keys {
        print_key(language, folder, key)?;
    }
    if !alone.is_empty() {
        let header = [
            "score", "kind", "left", "right", "share", "meeting", "rules",
        ]
        .map(|key| t(language, &format!("cli-bridges-{key}")).into_owned());
        let rows: Vec<Vec<String>> = alone
            .iter()
            .map(|suggestion| row(language, folder, suggestion))
            .collect();
        output::table(&header, &rows)?;
    }
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

/// A key that many tables share: the list the others are found in, and below it each of them.
fn print_key(language: Language, folder: &Folder, key: &SharedKey<'_>) -> anyhow::Result<()> {
    let entry = folder.collection.entry(key.list);
    let list = named(folder, &[key.list]);
    let values = [
        ("tables", Value::from(key.tables as u64)),
        ("list", Value::from(list.as_str())),
        (
            "values",
            Value::from(entry.map_or(0, |entry| entry.sketch.distinct_forms())),
        ),
    ];
    let told = if key.is_reference {
        "cli-bridges-reference"
    } else {
        "cli-bridges-shared"
    };
    output::line(&t_with(language, told, &values))?;
    let header = ["score", "column", "share", "meeting", "rules"]
        .map(|key| t(language, &format!("cli-bridges-{key}")).into_owned());
    let rows: Vec<Vec<String>> = key
        .members
        .iter()
        .map(|(member, join)| member_row(language, folder, *member, join))
        .collect();
    output::table(&header, &rows)?;
    output::line("")
}

/// A column that shares a key, seen from its own side.
fn member_row(
    language: Language,
    folder: &Folder,
    member: ColumnAt,
    join: &Suggestion,
) -> Vec<String> {
    let bridge = &join.bridge;
    let is_left = bridge.left.first() == Some(&member);
    let share = if is_left {
        bridge.shares.left
    } else {
        bridge.shares.right
    };
    let meeting = bridge.cardinality.map_or_else(String::new, |it| {
        let code = it.code();
        if is_left {
            code.to_owned()
        } else {
            code.chars().rev().collect()
        }
    });
    vec![
        number::decimal(language, bridge.score, 2),
        named(folder, &[member]),
        number::share(language, share),
        meeting,
        told_rules(language, folder, join),
    ]
}

fn row(language: Language, folder: &Folder, suggestion: &Suggestion) -> Vec<String> {
    let bridge = &suggestion.bridge;
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
        told_rules(language, folder, suggestion),
    ]
}

/// What is done to bring both together.
fn told_rules(language: Language, folder: &Folder, suggestion: &Suggestion) -> String {
    let forms = suggestion.bridge.forms.each();
    let learned = suggestion.learned.as_deref();
    let rules: Vec<String> = forms
        .map(|form| rule(language, form))
        .chain(learned.map(|it| self::learned(language, it)))
        .chain(on_the_way(language, folder, suggestion))
        .collect();
    rules.join(", ")
}

/// The steps of a hierarchy, and how near points lie.
fn on_the_way(language: Language, folder: &Folder, suggestion: &Suggestion) -> Option<String> {
    Some(match suggestion.more {
        More::Nothing => return None,
        More::Steps {
            climb: Climb::Over { fine, coarse },
            ..
        } => {
            let label = |at| {
                folder
                    .collection
                    .entry(at)
                    .map_or("", |it| it.label.as_str())
            };
            let steps = format!("{} → {}", label(fine), named(folder, &[coarse]));
            let values = [("steps", Value::from(steps.as_str()))];
            t_with(language, "cli-bridges-over", &values).into_owned()
        }
        More::Steps {
            climb: Climb::Calendar(level),
            ..
        } => {
            let name = level.code().split('.').next().unwrap_or_default();
            code(language, "calendar-level", name).into_owned()
        }
        More::Metres(metres) => {
            let metres = number::decimal(language, metres, 0);
            let values = [("metres", Value::from(metres.as_str()))];
            t_with(language, "cli-bridges-near", &values).into_owned()
        }
    })
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
