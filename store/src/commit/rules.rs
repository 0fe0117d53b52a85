//! What a version must be before it is written.
//!
//! These are the rules by which one bad row cannot make the lake unreadable for others, checked on the version alone;
//! what only the database knows is checked again before the commit.

use crate::manifest::fits;
use hebewerk_hub::ports::{NewTable, NewVersion, StoreError};
use hebewerk_model::{Column, DataFile, DatasetState, DeliveryOutcome};
use std::collections::HashSet;

/// Column of every data file that the manifest does not know: the row number pages are keyed by.
const ROW_NUMBER: &str = "_zeile";
/// Prefix the format keeps for itself from version 1.1 on.
const RESERVED_PREFIX: &str = "_ducklake_";
/// Longest column name, in characters.
const MOST_NAME_CHARS: usize = 63;

/// Checks a version about to be committed.
pub(crate) fn check(new: &NewVersion) -> Result<(), StoreError> {
    let version = &new.version;
    let dataset = new.dataset.id;
    ensure(
        version.dataset == dataset
            && new.delivery.dataset == dataset
            && version.delivery == new.delivery.id,
        "a version",
        || format!("{} does not belong to its dataset and delivery", version.id),
    )?;
    ensure(
        new.delivery.outcome == DeliveryOutcome::Version
            && new.dataset.state == DatasetState::Lifted,
        "a version",
        || {
            format!(
                "{} comes with a delivery or dataset that says there is none",
                version.id
            )
        },
    )?;
    ensure(!new.tables.is_empty(), "a version", || {
        format!("{} has no table", version.id)
    })?;
    let mut names = HashSet::new();
    let mut tables = HashSet::new();
    let mut paths = HashSet::new();
    for table in &new.tables {
        let name = table.table.table.sql_name.as_str();
        ensure(
            table.table.version == version.id && table.table.table.dataset == dataset,
            "a table",
            || format!("{name} does not belong to the version"),
        )?;
        ensure(
            names.insert(name) && tables.insert(table.table.table.id),
            "a table",
            || format!("{name} is there twice"),
        )?;
        check_table(table)?;
        for file in &table.table.files {
            ensure(paths.insert(file.path.as_str()), "a data file", || {
                format!("{} is named twice", file.path)
            })?;
        }
    }
    Ok(())
}

fn check_table(new: &NewTable) -> Result<(), StoreError> {
    let table = &new.table;
    let name = table.table.sql_name.as_str();
    ensure(!table.columns.is_empty(), "a table", || {
        format!("{name} has no column")
    })?;
    ensure(!table.files.is_empty(), "a table", || {
        format!("{name} has no data file")
    })?;
    ensure(
        new.statistics.is_empty() || new.statistics.len() == table.columns.len(),
        "statistics",
        || {
            format!(
                "{name} has {} columns and statistics for {}",
                table.columns.len(),
                new.statistics.len()
            )
        },
    )?;
    let mut names = HashSet::new();
    let mut numbers = HashSet::new();
    for column in &table.columns {
        check_column(name, column)?;
        ensure(names.insert(column.name.to_lowercase()), "a column", || {
            format!("{name} has two columns named {:?}", column.name)
        })?;
        ensure(numbers.insert(column.id), "a column", || {
            format!("{name} has two columns with number {}", column.id.0)
        })?;
    }
    for file in &table.files {
        check_file(file, table.columns.len())?;
    }
    let rows: u64 = table.files.iter().map(|file| file.rows).sum();
    ensure(rows == table.rows, "a table", || {
        format!("{name} has {} rows and files with {rows}", table.rows)
    })
}

fn check_column(table: &str, column: &Column) -> Result<(), StoreError> {
    let name = column.name.as_str();
    let lower = name.to_lowercase();
    ensure(
        !name.is_empty()
            && name.chars().count() <= MOST_NAME_CHARS
            && !name.chars().any(char::is_control),
        "a column",
        || format!("{table} has a column whose name is empty, too long or not printable: {name:?}"),
    )?;
    ensure(
        lower != ROW_NUMBER && !lower.starts_with(RESERVED_PREFIX),
        "a column",
        || format!("{table}.{name} bears a name that is taken"),
    )?;
    ensure(column.id.0 >= 1, "a column", || {
        format!(
            "{table}.{name} has number {}; numbers begin with 1",
            column.id.0
        )
    })?;
    ensure(fits(column.column_type), "a column", || {
        format!(
            "{table}.{name} has type {}, which readers do not know",
            column.column_type
        )
    })
}

fn check_file(file: &DataFile, columns: usize) -> Result<(), StoreError> {
    let path = file.path.as_str();
    let plain = !path.contains('\\')
        && path
            .split('/')
            .all(|part| !part.is_empty() && part != "." && part != "..");
    ensure(plain, "a data file", || {
        format!("{path:?} is no path below the data directory")
    })?;
    ensure(
        file.null_counts.len() == columns
            && file.null_counts.iter().all(|nulls| *nulls <= file.rows),
        "a data file",
        || format!("{path} does not count nulls of every column"),
    )?;
    let counted = [file.rows, file.size_bytes, file.footer_bytes];
    ensure(
        counted.iter().all(|count| i64::try_from(*count).is_ok()),
        "a data file",
        || format!("{path} is too large"),
    )
}

fn ensure(holds: bool, what: &'static str, detail: impl Fn() -> String) -> Result<(), StoreError> {
    if holds {
        return Ok(());
    }
    Err(StoreError::Refused {
        what,
        detail: detail(),
    })
}
