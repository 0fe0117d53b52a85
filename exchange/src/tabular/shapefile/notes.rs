//! What stands beside the Shapefiles in their ZIP: whole names, whole texts, and what a reader has to know.

use super::columns::{DbfColumn, plain_name};
use crate::tabular::TableMeta;
use crate::tabular::text::push_field;
use arrow::datatypes::Schema;
use std::fs::File;
use std::io::{self, BufWriter, IntoInnerError, Write};

/// Definitions by number of the EPSG, as ESRI writes them (GDAL 3.12).
const DEFINITIONS: &str = include_str!("../reference_systems_esri.json");

/// The reference system for `.prj`; none where nobody knows.
pub(super) fn definition(system: Option<&str>) -> Option<String> {
    let (_organisation, number) = system?.rsplit_once(':')?;
    let definitions: serde_json::Value = serde_json::from_str(DEFINITIONS).unwrap_or_default();
    definitions[number].as_str().map(str::to_owned)
}

/// A table's name as that of a file.
pub(super) fn file_name(sheet: &str) -> String {
    if sheet.trim().is_empty() {
        return "daten".to_owned();
    }
    let name: String = plain_name(sheet).chars().take(60).collect();
    name.to_lowercase()
}

/// What of the format's limits the table has met.
#[derive(Default)]
pub(super) struct Happened {
    pub(super) kinds: Kinds,
    pub(super) has_parts: bool,
    pub(super) has_texts: bool,
}

/// What of its limits with geometries.
#[derive(Default)]
pub(super) struct Kinds {
    pub(super) has_layers: bool,
    pub(super) is_spread: bool,
    pub(super) lacks_heights: bool,
}

/// What people read first: what the table is, and what became of it.
pub(super) fn read_me(meta: &TableMeta, happened: &Happened) -> String {
    let words = &meta.shapefile;
    let mut text = String::new();
    for (what, said) in &meta.facts {
        text.push_str(&format!("{what}: {said}\r\n"));
    }
    let notes = [
        (true, &words.names),
        (happened.has_texts, &words.texts),
        (happened.kinds.has_layers, &words.layers),
        (happened.kinds.is_spread, &words.spread),
        (happened.kinds.lacks_heights, &words.heights),
        (happened.has_parts, &words.parts),
    ];
    for (_applies, note) in notes
        .iter()
        .filter(|(applies, note)| *applies && !note.is_empty())
    {
        text.push_str(&format!("\r\n{note}\r\n"));
    }
    text
}

/// `spalten.csv`: short and whole names, and what is said of the columns.
pub(super) fn columns(
    schema: &Schema,
    meta: &TableMeta,
    columns: &[DbfColumn],
    kept: &[usize],
) -> String {
    let mut text = String::new();
    let heads = meta.column_heads.iter().map(String::as_str);
    if meta.column_heads.is_empty() {
        push_line(&mut text, ["dbf", "typ", "spalte", "name"].into_iter());
    } else {
        push_line(&mut text, ["dbf", "typ"].into_iter().chain(heads));
    }
    for (column, index) in columns.iter().zip(kept) {
        let (kind, bytes, decimals) = column.form.described();
        let kind = format!("{}({bytes},{decimals})", char::from(kind));
        let Some(field) = schema.fields().get(*index) else {
            continue;
        };
        let heading = meta.heading(*index, field);
        let about = meta.columns.get(*index).map(|column| &column.about);
        let about = about.filter(|about| !about.is_empty());
        let said = about.map_or_else(
            || vec![heading.as_str(), field.name()],
            |about| about.iter().map(String::as_str).collect(),
        );
        let short = [column.name.as_str(), kind.as_str()];
        push_line(&mut text, short.into_iter().chain(said));
    }
    text
}

fn push_line<'a>(text: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (number, cell) in cells.enumerate() {
        if number > 0 {
            text.push(',');
        }
        push_field(text, cell, ',');
    }
    text.push_str("\r\n");
}

/// `texte.csv`: every text that a table of dBASE does not hold as it is.
pub(super) struct TextFile {
    file: BufWriter<File>,
    is_used: bool,
}

impl TextFile {
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self {
            file: BufWriter::new(tempfile::tempfile()?),
            is_used: false,
        })
    }

    pub(super) const fn is_used(&self) -> bool {
        self.is_used
    }

    /// A cell, by file, number of the row in it, and short name of the column.
    pub(super) fn push(
        &mut self,
        file: &str,
        row: u32,
        column: &str,
        text: &str,
    ) -> io::Result<()> {
        let mut line = String::new();
        if !self.is_used {
            self.is_used = true;
            push_line(&mut line, ["datei", "zeile", "spalte", "text"].into_iter());
        }
        let row = row.to_string();
        push_line(&mut line, [file, row.as_str(), column, text].into_iter());
        self.file.write_all(line.as_bytes())
    }

    pub(super) fn into_file(self) -> io::Result<File> {
        self.file.into_inner().map_err(IntoInnerError::into_error)
    }
}
