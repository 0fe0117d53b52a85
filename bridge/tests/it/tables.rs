//! Made-up tables.

use hebewerk_bridge::{ColumnSketch, Entry, Meaning, TableSketch, ValueKey, ValueSample};
use hebewerk_model::SemanticType;

pub(crate) fn sketch(values: &[&str]) -> ColumnSketch {
    sampled(values).0
}

pub(crate) fn sampled(values: &[&str]) -> (ColumnSketch, ValueSample) {
    let mut builder = ColumnSketch::builder(ValueKey::OPEN);
    for value in values {
        builder.push(value);
    }
    builder.finish()
}

/// A table from headers and the values below them.
pub(crate) fn table(
    name: &str,
    columns: &[(&str, Option<SemanticType>, Vec<String>)],
) -> TableSketch {
    let entries = columns
        .iter()
        .enumerate()
        .flat_map(|(place, (label, meaning, values))| {
            let meaning = meaning.map(|semantic_type| Meaning {
                semantic_type,
                certainty: 0.9,
            });
            let mut builder = Entry::builder(place as u32, label, meaning, ValueKey::OPEN);
            for value in values {
                builder.push(Some(value));
            }
            builder.finish()
        });
    TableSketch {
        name: name.to_owned(),
        rows: columns
            .first()
            .map_or(0, |(_, _, values)| values.len() as u64),
        entries: entries.collect(),
    }
}

/// Streets that nobody has.
pub(crate) fn streets(count: usize) -> Vec<String> {
    let fronts = [
        "Ahorn", "Birken", "Eschen", "Linden", "Ulmen", "Zechen", "Kanal", "Schul",
    ];
    let middles = [
        "berg", "feld", "grund", "hof", "kamp", "tal", "winkel", "bach",
    ];
    (0..count)
        .map(|at| {
            let number = if at >= 64 {
                format!("{} ", at / 64)
            } else {
                String::new()
            };
            format!("{number}{}{}straße", fronts[at % 8], middles[at / 8 % 8])
        })
        .collect()
}

pub(crate) fn repeated(values: &[String], times: usize) -> Vec<String> {
    (0..times).flat_map(|_| values.iter().cloned()).collect()
}

pub(crate) fn amounts(count: usize) -> Vec<String> {
    (0..count)
        .map(|at| format!("{}.{:02}", at * 37 % 911, at * 13 % 100))
        .collect()
}
