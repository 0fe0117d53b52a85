//! What a clerk corrected once, kept with the source and applied to the next delivery.

use crate::{ColumnType, InspectedTable};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Corrections for one column, found again by its header.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ColumnRecipe {
    /// Header as in the file.
    pub label: String,
    /// Which of several columns with this header, counted from 0; every one of them if none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occurrence: Option<u32>,
    /// SQL name to use.
    pub name: Option<String>,
    /// Type to use; a file may also name it as it is printed (`"decimal(18,2)"`).
    #[serde(deserialize_with = "crate::column::written::read")]
    pub column_type: Option<ColumnType>,
    /// Reference system its coordinates or geometries are of: a number of the EPSG.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference_system: Option<u32>,
    /// Leave this column out.
    pub skip: bool,
}

/// Corrections for one table, found again by its name; an empty name applies to every table.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TableRecipe {
    /// Name as in [`crate::InspectedTable::name`].
    pub table: String,
    /// Encoding label.
    pub encoding: Option<String>,
    /// Delimiter.
    pub delimiter: Option<String>,
    /// Characters, counted from 1, at which columns begin in texts of fixed width; a delimiter goes before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column_starts: Option<Vec<u32>>,
    /// Quote character; `Some(None)` is written as an empty string and means none.
    pub quote: Option<String>,
    /// Sign that protects a quote or delimiter behind it; written as an empty string it means none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub escape: Option<String>,
    /// Decimal sign.
    pub decimal: Option<char>,
    /// 0-based record of the first header row.
    pub header_line: Option<u64>,
    /// Number of header rows.
    pub header_rows: Option<u32>,
    /// Whether to leave this table out; none where nobody said: then all is taken but sheets that hold only text
    /// ([`InspectedTable::is_prose`]).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skip: Option<bool>,
    /// Corrections by column.
    pub columns: Vec<ColumnRecipe>,
}

/// All corrections of a source. Empty means: trust what is recognised.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Recipe {
    /// Corrections by table.
    pub tables: Vec<TableRecipe>,
}

/// A recipe and since when it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecipeChange {
    /// Since when.
    pub at: Timestamp,
    /// Whether somebody of an office said so; else the operator or a program of theirs.
    pub by_office: bool,
    /// The recipe.
    pub recipe: Recipe,
}

impl Recipe {
    /// The corrections for a table: its own entry, else the entry for every table.
    pub fn for_table(&self, name: &str) -> Option<&TableRecipe> {
        self.tables
            .iter()
            .find(|table| table.table == name)
            .or_else(|| self.tables.iter().find(|table| table.table.is_empty()))
    }

    /// Whether a column or a table is left out.
    pub fn leaves_out(&self) -> bool {
        self.tables
            .iter()
            .any(|table| table.leaves_out() || table.columns.iter().any(|column| column.skip))
    }

    /// Whether the rows of a table that was recognised are taken in.
    pub fn takes(&self, table: &InspectedTable) -> bool {
        let said = self.for_table(&table.name).and_then(|recipe| recipe.skip);
        !said.unwrap_or(table.is_prose)
    }

    /// Whether a column is left out, or its whole table.
    pub fn leaves_out_column(&self, table: &str, label: &str) -> bool {
        self.for_table(table).is_some_and(|table| {
            let mut columns = table.columns.iter();
            table.leaves_out() || columns.any(|column| column.skip && column.label == label)
        })
    }

    /// These corrections with `changes` on top, table by table and column by column.
    ///
    /// What `changes` does not say stays; what is left out stays left out. An entry for every table changes every
    /// entry that is there.
    #[must_use]
    pub fn with(&self, changes: &Self) -> Self {
        let mut merged = self.clone();
        for change in &changes.tables {
            if change.table.is_empty() {
                for table in &mut merged.tables {
                    table.change(change);
                }
            }
            if let Some(table) = merged.tables.iter_mut().find(|it| it.table == change.table) {
                table.change(change);
                continue;
            }
            let mut table = merged.for_table(&change.table).cloned().unwrap_or_default();
            table.table.clone_from(&change.table);
            table.change(change);
            merged.tables.push(table);
        }
        merged
    }
}

impl TableRecipe {
    /// Whether somebody said that this table is left out.
    pub fn leaves_out(&self) -> bool {
        self.skip == Some(true)
    }

    /// Whether somebody said where the columns of a text begin.
    pub fn says_how_to_part(&self) -> bool {
        self.delimiter.is_some() || self.column_starts.is_some()
    }

    /// The corrections of each column, given all headers in order: an entry for this occurrence of a header, else the
    /// entry for every column with it.
    pub fn by_column<'a>(
        &self,
        labels: impl IntoIterator<Item = &'a str>,
    ) -> Vec<Option<&ColumnRecipe>> {
        occurrences(labels)
            .into_iter()
            .map(|(label, occurrence)| {
                let mut named = self.columns.iter().filter(|column| column.label == label);
                let mut every = named.clone();
                named
                    .find(|column| column.occurrence == Some(occurrence))
                    .or_else(|| every.find(|column| column.occurrence.is_none()))
            })
            .collect()
    }

    fn change(&mut self, change: &Self) {
        let Self {
            table: _,
            encoding,
            delimiter,
            column_starts,
            quote,
            escape,
            decimal,
            header_line,
            header_rows,
            skip,
            columns,
        } = change;
        replace(&mut self.encoding, encoding.as_ref());
        replace(&mut self.delimiter, delimiter.as_ref());
        replace(&mut self.column_starts, column_starts.as_ref());
        replace(&mut self.quote, quote.as_ref());
        replace(&mut self.escape, escape.as_ref());
        replace(&mut self.decimal, decimal.as_ref());
        replace(&mut self.header_line, header_line.as_ref());
        replace(&mut self.header_rows, header_rows.as_ref());
        // What is left out stays left out.
        self.skip = self.skip.max(*skip);
        for column in columns {
            if let Some(known) = self.columns.iter_mut().find(|it| it.is_for_same(column)) {
                known.change(column);
                continue;
            }
            // What holds for every column of this header holds for this one too, until it is said otherwise.
            let mut every = self.columns.iter();
            let every = every.find(|it| it.label == column.label && it.occurrence.is_none());
            let mut fresh = every.cloned().unwrap_or_default();
            fresh.label.clone_from(&column.label);
            fresh.occurrence = column.occurrence;
            fresh.change(column);
            self.columns.push(fresh);
        }
    }
}

impl ColumnRecipe {
    /// Whether both are about the same columns.
    pub fn is_for_same(&self, other: &Self) -> bool {
        self.label == other.label && self.occurrence == other.occurrence
    }

    fn change(&mut self, change: &Self) {
        replace(&mut self.name, change.name.as_ref());
        replace(&mut self.column_type, change.column_type.as_ref());
        let system = change.reference_system.as_ref();
        replace(&mut self.reference_system, system);
        self.skip |= change.skip;
    }
}

/// Headers in order, each with how often it has occurred before.
pub fn occurrences<'a>(labels: impl IntoIterator<Item = &'a str>) -> Vec<(&'a str, u32)> {
    let mut seen = HashMap::new();
    labels
        .into_iter()
        .map(|label| {
            let next = seen.entry(label).or_insert(0);
            *next += 1;
            (label, *next - 1)
        })
        .collect()
}

fn replace<T: Clone>(value: &mut Option<T>, by: Option<&T>) {
    if let Some(by) = by {
        *value = Some(by.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recipe(tables: Vec<TableRecipe>) -> Recipe {
        Recipe { tables }
    }

    fn column(label: &str, name: Option<&str>, skip: bool) -> ColumnRecipe {
        ColumnRecipe {
            label: label.to_owned(),
            occurrence: None,
            name: name.map(str::to_owned),
            column_type: None,
            reference_system: None,
            skip,
        }
    }

    fn table(name: &str, delimiter: Option<&str>, columns: Vec<ColumnRecipe>) -> TableRecipe {
        TableRecipe {
            table: name.to_owned(),
            delimiter: delimiter.map(str::to_owned),
            columns,
            ..TableRecipe::default()
        }
    }

    #[test]
    fn a_change_to_one_column_keeps_names_and_what_is_left_out() {
        let kept = recipe(vec![table(
            "Bäume",
            Some(";"),
            vec![
                column("Art", Some("baumart"), false),
                column("Meldende Person", None, true),
            ],
        )]);
        let changes = recipe(vec![table(
            "Bäume",
            Some("|"),
            vec![
                column("Meldende Person", Some("person"), false),
                column("Höhe", Some("hoehe_m"), false),
            ],
        )]);
        let merged = kept.with(&changes);
        assert_eq!(
            merged,
            recipe(vec![table(
                "Bäume",
                Some("|"),
                vec![
                    column("Art", Some("baumart"), false),
                    column("Meldende Person", Some("person"), true),
                    column("Höhe", Some("hoehe_m"), false),
                ],
            )])
        );
    }

    #[test]
    fn a_change_to_one_of_two_columns_does_not_bring_it_back() {
        let kept = recipe(vec![table("", None, vec![column("Name", None, true)])]);
        let mut second = column("Name", Some("name_2"), false);
        second.occurrence = Some(1);
        let merged = kept.with(&recipe(vec![table("", None, vec![second])]));
        let columns = merged.tables[0].by_column(["Name", "Name"]);
        assert!(columns.iter().all(|column| column.unwrap().skip));
        assert_eq!(columns[1].unwrap().name.as_deref(), Some("name_2"));
    }

    #[test]
    fn no_change_changes_nothing() {
        let kept = recipe(vec![table("", Some(";"), vec![column("Name", None, true)])]);
        assert_eq!(kept.with(&Recipe::default()), kept);
        assert_eq!(Recipe::default().with(&kept), kept);
    }

    #[test]
    fn a_change_to_one_table_begins_with_what_holds_for_every_table() {
        let kept = recipe(vec![table("", Some(";"), vec![column("Name", None, true)])]);
        let merged = kept.with(&recipe(vec![table("Blatt 1", Some("|"), Vec::new())]));
        assert_eq!(
            merged.for_table("Blatt 1"),
            Some(&table(
                "Blatt 1",
                Some("|"),
                vec![column("Name", None, true)]
            ))
        );
        assert_eq!(merged.for_table("Blatt 2"), kept.for_table("Blatt 2"));
    }

    #[test]
    fn a_change_to_every_table_reaches_those_with_an_entry_of_their_own() {
        let kept = recipe(vec![table(
            "Blatt 1",
            Some(";"),
            vec![column("Name", None, true)],
        )]);
        let merged = kept.with(&recipe(vec![table("", Some("|"), Vec::new())]));
        let first = merged.for_table("Blatt 1").unwrap();
        assert_eq!(first.delimiter.as_deref(), Some("|"));
        assert!(first.columns[0].skip);
        let second = merged.for_table("Blatt 2").unwrap();
        assert_eq!(second.delimiter.as_deref(), Some("|"));
        assert!(second.columns.is_empty());
    }

    #[test]
    fn of_two_columns_with_one_header_only_the_one_that_is_meant_is_corrected() {
        let mut second = column("Betrag", Some("betrag_netto"), false);
        second.occurrence = Some(1);
        let only = table("Blatt", None, vec![second.clone()]);
        let labels = ["Betrag", "Ort", "Betrag"];
        assert_eq!(only.by_column(labels), [None, None, Some(&second)]);
        let every = column("Betrag", None, true);
        let both = table("Blatt", None, vec![every.clone(), second.clone()]);
        assert_eq!(both.by_column(labels), [Some(&every), None, Some(&second)]);
    }
}
