//! A file and what is newer become one file, in bounded memory.

use super::file::{Parquet, unread};
use arrow::array::BooleanArray;
use arrow::compute::filter_record_batch;
use arrow::datatypes::SchemaRef;
use arrow::record_batch::RecordBatch;
use arrow::row::{RowConverter, SortField};
use hebewerk_hub::ports::FetchError;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use std::collections::HashSet;
use std::fs::File;
use std::path::Path;

/// Keys held in memory, as 16 bytes each. Where more rows change, all of them may as well be fetched.
const MOST_KEYS: usize = 4_000_000;
/// Rows read at once.
const BATCH_ROWS: usize = 8_192;

/// Files that become one.
pub(crate) struct Parts<'a> {
    /// All rows as they were.
    pub(crate) former: &'a Path,
    /// Rows that are new, or stand in for those with the same key.
    pub(crate) newer: &'a Path,
    /// The column that names the rows; none if rows are only added.
    pub(crate) key: Option<&'a str>,
}

/// Writes the file; its rows. None if the parts do not fit together, and no file then.
pub(crate) fn merge(
    parts: &Parts<'_>,
    path: &Path,
    most_bytes: u64,
) -> Result<Option<u64>, FetchError> {
    let (schema, former) = open(parts.former)?;
    let (newer_schema, newer) = open(parts.newer)?;
    if !alike(&schema, &newer_schema) {
        return Ok(None);
    }
    let replaced = match parts.key {
        Some(key) => match keys(newer, &schema, key)? {
            Some(keys) => Some((key, keys)),
            None => return Ok(None),
        },
        None => None,
    };
    let mut file = Parquet::create(path, schema.clone(), most_bytes)?;
    let mut rows = 0;
    for batch in former {
        let mut batch = renamed(&batch.map_err(|_damaged| unread())?, &schema)?;
        if let Some((key, keys)) = &replaced {
            batch = without(&batch, key, keys)?;
        }
        rows += batch.num_rows() as u64;
        file.write(&batch)?;
    }
    for batch in open(parts.newer)?.1 {
        let batch = renamed(&batch.map_err(|_damaged| unread())?, &schema)?;
        rows += batch.num_rows() as u64;
        file.write(&batch)?;
    }
    file.close()?;
    Ok(Some(rows))
}

/// The names and types of a file's columns.
pub(crate) fn schema(path: &Path) -> Result<SchemaRef, FetchError> {
    Ok(open(path)?.0)
}

fn open(path: &Path) -> Result<(SchemaRef, ParquetRecordBatchReader), FetchError> {
    let file = File::open(path).map_err(|_gone| unread())?;
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|_damaged| unread())?;
    let schema = builder.schema().clone();
    let reader = builder.with_batch_size(BATCH_ROWS).build();
    Ok((schema, reader.map_err(|_damaged| unread())?))
}

fn alike(one: &SchemaRef, other: &SchemaRef) -> bool {
    let same = |(one, other): (&arrow::datatypes::FieldRef, &arrow::datatypes::FieldRef)| {
        one.name() == other.name() && one.data_type() == other.data_type()
    };
    one.fields().len() == other.fields().len() && one.fields().iter().zip(other.fields()).all(same)
}

/// Two files of one connector differ in nothing but what is said beside the schema.
fn renamed(batch: &RecordBatch, schema: &SchemaRef) -> Result<RecordBatch, FetchError> {
    RecordBatch::try_new(schema.clone(), batch.columns().to_vec()).map_err(|_other| unread())
}

/// The keys of all rows; none if there is no such column or there are too many.
fn keys(
    rows: ParquetRecordBatchReader,
    schema: &SchemaRef,
    key: &str,
) -> Result<Option<HashSet<[u8; 16]>>, FetchError> {
    if schema.index_of(key).is_err() {
        return Ok(None);
    }
    let mut keys = HashSet::new();
    for batch in rows {
        let batch = batch.map_err(|_damaged| unread())?;
        keys.extend(hashes(&batch, key)?);
        if keys.len() > MOST_KEYS {
            return Ok(None);
        }
    }
    Ok(Some(keys))
}

fn without(
    batch: &RecordBatch,
    key: &str,
    keys: &HashSet<[u8; 16]>,
) -> Result<RecordBatch, FetchError> {
    let kept: BooleanArray = hashes(batch, key)?
        .iter()
        .map(|hash| Some(!keys.contains(hash)))
        .collect();
    filter_record_batch(batch, &kept).map_err(|_lengths| unread())
}

fn hashes(batch: &RecordBatch, key: &str) -> Result<Vec<[u8; 16]>, FetchError> {
    let column = batch.column_by_name(key).ok_or_else(unread)?;
    let field = SortField::new(column.data_type().clone());
    let converter = RowConverter::new(vec![field]).map_err(|_type| unread())?;
    let rows = converter.convert_columns(std::slice::from_ref(column));
    let rows = rows.map_err(|_type| unread())?;
    let hash = |row: arrow::row::Row<'_>| {
        let mut short = [0; 16];
        short.copy_from_slice(&blake3::hash(row.as_ref()).as_bytes()[..16]);
        short
    };
    Ok(rows.iter().map(hash).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::{Cell, Columns, Kind};

    fn file(folder: &Path, name: &str, kind: Kind, rows: &[(i64, &str)]) -> std::path::PathBuf {
        let path = folder.join(name);
        let columns = [("nr".to_owned(), Kind::Integer), ("wert".to_owned(), kind)];
        let mut columns = Columns::new(&columns);
        for (number, text) in rows {
            columns.push(0, Cell::Integer(*number)).unwrap();
            let cell = match kind {
                Kind::Integer => Cell::Integer(text.parse().unwrap()),
                _ => Cell::Text((*text).into()),
            };
            columns.push(1, cell).unwrap();
            columns.end_row();
        }
        let mut file = Parquet::create(&path, columns.schema(), 1 << 20).unwrap();
        file.write(&columns.take().unwrap()).unwrap();
        file.close().unwrap();
        path
    }

    fn numbers(path: &Path) -> Vec<String> {
        let mut lines = Vec::new();
        for batch in open(path).unwrap().1 {
            let text = arrow::util::pretty::pretty_format_batches(&[batch.unwrap()]);
            let text = text.unwrap().to_string();
            lines.extend(
                text.lines()
                    .skip(3)
                    .filter(|line| line.starts_with("| "))
                    .map(|line| line.replace([' ', '|'], "")),
            );
        }
        lines
    }

    #[test]
    fn rows_with_a_key_are_replaced_and_others_added() {
        let folder = tempfile::tempdir().unwrap();
        let former = file(
            folder.path(),
            "a",
            Kind::Text,
            &[(1, "a"), (2, "b"), (3, "c")],
        );
        let newer = file(folder.path(), "b", Kind::Text, &[(2, "B"), (4, "d")]);
        let check = |key, rows, expected: &[&str]| {
            let path = folder.path().join(format!("{key:?}"));
            let parts = Parts {
                former: &former,
                newer: &newer,
                key,
            };
            assert_eq!(merge(&parts, &path, 1 << 20).unwrap(), Some(rows));
            assert_eq!(numbers(&path), expected);
        };
        check(Some("nr"), 4, &["1a", "3c", "2B", "4d"]);
        check(None, 5, &["1a", "2b", "3c", "2B", "4d"]);
    }

    #[test]
    fn parts_that_do_not_fit_together_stay_apart() {
        let folder = tempfile::tempdir().unwrap();
        let former = file(folder.path(), "a", Kind::Text, &[(1, "a")]);
        let newer = file(folder.path(), "b", Kind::Integer, &[(2, "7")]);
        let path = folder.path().join("c");
        let merged = |newer: &Path, key| {
            let parts = Parts {
                former: &former,
                newer,
                key,
            };
            merge(&parts, &path, 1 << 20).unwrap()
        };
        assert_eq!(merged(&newer, None), None);
        assert_eq!(merged(&former, Some("fehlt")), None);
        assert!(!path.exists());
    }
}
