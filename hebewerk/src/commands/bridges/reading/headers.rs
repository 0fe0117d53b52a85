//! Headers that only the neighbours reveal: `Arg0` above `d1`, `d2` looks like a value, until other files of the folder
//! have it as a header.

use super::{Read, Table, plain, tables};
use hebewerk_bridge::TableSketch;
use hebewerk_intake::Intake;
use hebewerk_model::{Recipe, TableRecipe};
use std::collections::HashSet;

/// Headers of the tables that have one.
pub(super) fn known(read: &[Read]) -> HashSet<String> {
    let tables = read.iter().flatten().flatten();
    let with_header = tables.filter(|(table, _)| {
        table
            .inspected()
            .is_some_and(|inspected| inspected.header_rows > 0)
    });
    with_header
        .flat_map(|(_, sketch)| &sketch.entries)
        .map(|entry| plain(&entry.label))
        .filter(|label| !label.is_empty())
        .collect()
}

/// The tables of a file; read again where the first row is one of headers after all.
pub(super) fn given(
    reader: &Intake,
    read: Vec<(Table, TableSketch)>,
    known: &HashSet<String>,
) -> anyhow::Result<Vec<(Table, TableSketch)>> {
    let [(table, _)] = read.as_slice() else {
        return Ok(read);
    };
    let is_number = |value: &String| value.chars().all(|sign| !sign.is_alphabetic());
    let first = &table.first_row;
    let is_header = !first.is_empty()
        && first
            .iter()
            .all(|value| !is_number(value) && known.contains(&plain(value)));
    if !is_header {
        return Ok(read);
    }
    let recipe = Recipe {
        tables: vec![TableRecipe {
            header_rows: Some(1),
            ..TableRecipe::default()
        }],
    };
    tables(reader, &table.file, &recipe)
}
