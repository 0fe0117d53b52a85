//! How many rows are new, other or gone in a table against the version before.
//!
//! Rows are compared by their hashes, a share of them at a time: however large the tables are, memory is bounded.

use super::failed;
use crate::Lake;
use crate::data_files::FOLDER;
use arrow::array::ArrayRef;
use arrow::record_batch::RecordBatch;
use arrow::row::{RowConverter, SortField};
use hebewerk_hub::ports::{RowsError, TableFiles};
use hebewerk_model::ChangedRows;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::collections::HashMap;
use std::fs::File;
use std::path::Path;

/// Rows remembered at once: some 100 MB.
const MOST_AT_ONCE: u64 = 1_500_000;
/// How often the files are read at most. Beyond that nobody waits for the answer.
const MOST_TURNS: u64 = 12;
/// Rows read at once.
const BATCH_ROWS: usize = 8_192;

/// The columns of one batch that are compared: the key, then all of them.
struct Compared<'a> {
    columns: &'a [String],
    key: Option<&'a str>,
}

/// A row by its hashes.
struct Hashed {
    key: u128,
    row: u128,
}

/// What is known of the rows with one key: before, after.
#[derive(Clone, Copy, Default)]
struct Sides {
    before: u32,
    after: u32,
    row_before: u128,
    row_after: u128,
}

/// Counts what changed; none where there are too many rows, or where the key names several rows.
pub(super) fn changes(
    lake: &Lake,
    (before, after): (&TableFiles, &TableFiles),
    key: Option<&str>,
) -> Result<Option<ChangedRows>, RowsError> {
    let columns: Vec<String> = after
        .columns
        .iter()
        .filter(|(name, data_type)| before.columns.contains(&((*name).clone(), *data_type)))
        .map(|(name, _data_type)| name.clone())
        .collect();
    let turns = before.rows.max(after.rows).div_ceil(MOST_AT_ONCE).max(1);
    if columns.is_empty() || turns > MOST_TURNS {
        return Ok(None);
    }
    let compared = Compared {
        columns: &columns,
        key: key.filter(|key| columns.iter().any(|column| column == key)),
    };
    let folder = lake.root().join(FOLDER);
    let mut changes = ChangedRows {
        updated: compared.key.map(|_key| 0),
        ..ChangedRows::default()
    };
    for turn in 0..turns {
        let mut sides: HashMap<u128, Sides> = HashMap::new();
        for (table, is_after) in [(before, false), (after, true)] {
            for file in &table.files {
                each(&folder.join(file), &compared, &mut |hashed| {
                    if hashed.key % u128::from(turns) == u128::from(turn) {
                        note(sides.entry(hashed.key).or_default(), &hashed, is_after);
                    }
                })?;
            }
        }
        for side in sides.values() {
            let Some(()) = count(&mut changes, *side, compared.key.is_some()) else {
                return Ok(None);
            };
        }
    }
    Ok(Some(changes))
}

fn note(side: &mut Sides, hashed: &Hashed, is_after: bool) {
    if is_after {
        side.after += 1;
        side.row_after = hashed.row;
    } else {
        side.before += 1;
        side.row_before = hashed.row;
    }
}

/// None if a key names more than one row.
fn count(changes: &mut ChangedRows, side: Sides, has_key: bool) -> Option<()> {
    if has_key {
        match (side.before, side.after) {
            (0, 1) => changes.inserted += 1,
            (1, 0) => changes.deleted += 1,
            (1, 1) if side.row_before == side.row_after => {}
            (1, 1) => *changes.updated.get_or_insert(0) += 1,
            _ => return None,
        }
        return Some(());
    }
    changes.inserted += u64::from(side.after.saturating_sub(side.before));
    changes.deleted += u64::from(side.before.saturating_sub(side.after));
    Some(())
}

/// Hands over the hashes of every row of a file.
fn each(
    path: &Path,
    compared: &Compared<'_>,
    take: &mut impl FnMut(Hashed),
) -> Result<(), RowsError> {
    let file = File::open(path).map_err(|error| failed("read", error))?;
    let builder = ParquetRecordBatchReaderBuilder::try_new(file);
    let builder = builder.map_err(|error| failed("read", error))?;
    let names = compared.columns.iter().map(String::as_str);
    let mask = ProjectionMask::columns(builder.parquet_schema(), names);
    let reader = builder
        .with_projection(mask)
        .with_batch_size(BATCH_ROWS)
        .build()
        .map_err(|error| failed("read", error))?;
    for batch in reader {
        let batch = batch.map_err(|error| failed("read", error))?;
        let rows = hashes(&batch, compared.columns.iter().map(String::as_str))?;
        let keys = match compared.key {
            Some(key) => hashes(&batch, [key])?,
            None => rows.clone(),
        };
        for (key, row) in keys.into_iter().zip(rows) {
            take(Hashed { key, row });
        }
    }
    Ok(())
}

fn hashes<'a>(
    batch: &RecordBatch,
    names: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<u128>, RowsError> {
    let columns: Vec<ArrayRef> = names
        .into_iter()
        .filter_map(|name| batch.column_by_name(name).cloned())
        .collect();
    let fields = columns
        .iter()
        .map(|column| SortField::new(column.data_type().clone()))
        .collect();
    let converter = RowConverter::new(fields).map_err(|error| failed("read", error))?;
    let rows = converter.convert_columns(&columns);
    let rows = rows.map_err(|error| failed("read", error))?;
    let short = |row: arrow::row::Row<'_>| {
        let hash = blake3::hash(row.as_ref());
        let bytes = hash.as_bytes().first_chunk::<16>().copied();
        u128::from_le_bytes(bytes.unwrap_or_default())
    };
    Ok(rows.iter().map(short).collect())
}
