//! Findings as sentences.

use crate::speech::{key_part, say};
use fluent_bundle::{FluentArgs, FluentValue};
use hebewerk_model::{Finding, Language};
use std::borrow::Cow;

/// Parameters that count something. Everything else may be a cell's value, a key or a year, and stays as it is.
const COUNTS: [&str; 12] = [
    "cells", "columns", "expected", "files", "found", "limit", "lines", "numbers", "places",
    "rows", "tables", "words",
];

/// The sentence of a finding. Where it is (table, row, column) is said by the caller.
///
/// Besides the finding's own parameters a sentence may use `$count` (places summed up, a number), and `$table`,
/// `$row`, `$column` as they are (empty text if there are none). Parameters named `cells`, `columns`, `expected`,
/// `files`, `found`, `limit`, `lines`, `numbers`, `places`, `rows`, `tables`, `words` are numbers when they read as
/// whole numbers.
pub fn finding(language: Language, finding: &Finding) -> String {
    let mut arguments = FluentArgs::new();
    arguments.set("table", finding.table.as_deref().unwrap_or_default());
    arguments.set("column", finding.column.as_deref().unwrap_or_default());
    arguments.set(
        "row",
        finding.row.map_or(FluentValue::from(""), FluentValue::from),
    );
    for (name, value) in &finding.parameters {
        arguments.set(name.as_str(), parameter(name, value));
    }
    arguments.set("count", finding.count);
    let key = format!("finding-{}", key_part(finding.code.as_str()));
    say(language, &key, Some(&arguments)).into_owned()
}

fn parameter<'a>(name: &str, value: &'a str) -> FluentValue<'a> {
    match value.parse::<i64>() {
        Ok(number) if COUNTS.contains(&name) => number.into(),
        _ => FluentValue::String(Cow::Borrowed(value)),
    }
}
