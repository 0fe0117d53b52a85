//! Writing a table again without some of its rows (DSGVO Art. 17).

use super::{failed, table};
use crate::Lake;
use crate::data_files::FOLDER;
use arrow::array::{Array, ArrayRef, AsArray, BooleanArray, StringArray};
use arrow::compute::filter_record_batch;
use arrow::record_batch::RecordBatch;
use arrow::util::display::{ArrayFormatter, FormatOptions};
use hebewerk_hub::ports::{
    Condemned, ReadError, Reading, Remaining, RowsError, TableReading, WriteTable, WrittenTable,
};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Rows read at once.
const BATCH_ROWS: usize = 8_192;

/// How many rows are condemned.
pub(super) fn count(
    lake: &Lake,
    files: &[String],
    condemned: &Condemned,
) -> Result<u64, RowsError> {
    let names = match condemned {
        Condemned::All => Vec::new(),
        Condemned::Equal { column, .. } => vec![column.clone()],
        Condemned::Holding { .. } => vec!["spalte".to_owned(), "rohtext".to_owned()],
    };
    let mut found = 0;
    for path in paths(lake, files) {
        for batch in batches(&path, &names)? {
            let batch = batch?;
            found += match judge(&batch, condemned)? {
                None => batch.num_rows() as u64,
                Some(judged) => judged.true_count() as u64,
            };
        }
    }
    Ok(found)
}

/// Writes the rows that are left; answers with the texts of those that are not, unless all of them go.
pub(super) fn write(
    lake: &Lake,
    remaining: Remaining,
) -> Result<(WrittenTable, BTreeSet<String>), RowsError> {
    let Remaining {
        folder,
        columns,
        files,
        condemned,
    } = remaining;
    let texts = Arc::new(Mutex::new(BTreeSet::new()));
    let reading: TableReading = if condemned == Condemned::All {
        Box::new(std::iter::empty())
    } else {
        let names: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
        let texts = Arc::clone(&texts);
        let pieces = paths(lake, &files).into_iter().flat_map(move |path| {
            let (names, condemned, texts) = (names.clone(), condemned.clone(), Arc::clone(&texts));
            match batches(&path, &names) {
                Ok(batches) => {
                    Box::new(batches.map(move |batch| kept(&batch?, &names, &condemned, &texts)))
                        as Box<dyn Iterator<Item = Result<RecordBatch, RowsError>> + Send>
                }
                Err(error) => Box::new(std::iter::once(Err(error))),
            }
        });
        Box::new(pieces.map(|batch| batch.map(Reading::Rows).map_err(unreadable)))
    };
    let written = table::write(
        lake,
        WriteTable {
            folder,
            columns,
            reading,
        },
    )?;
    let texts = std::mem::take(&mut *texts.lock().unwrap_or_else(PoisonError::into_inner));
    Ok((written, texts))
}

fn paths(lake: &Lake, files: &[String]) -> Vec<PathBuf> {
    let folder = lake.root().join(FOLDER);
    files.iter().map(|file| folder.join(file)).collect()
}

/// A file of ours that cannot be read is a fault of the machine, never one of a file somebody brought.
fn unreadable(error: RowsError) -> ReadError {
    match error {
        RowsError::Read(error) => error,
        other => ReadError::Stopped {
            reason: other.to_string(),
            by_file: false,
        },
    }
}

fn batches(
    path: &Path,
    names: &[String],
) -> Result<impl Iterator<Item = Result<RecordBatch, RowsError>> + Send + use<>, RowsError> {
    let file = File::open(path).map_err(|error| failed("read", error))?;
    let builder = ParquetRecordBatchReaderBuilder::try_new(file);
    let builder = builder.map_err(|error| failed("read", error))?;
    let mask = ProjectionMask::columns(builder.parquet_schema(), names.iter().map(String::as_str));
    let reader = builder
        .with_projection(mask)
        .with_batch_size(BATCH_ROWS)
        .build()
        .map_err(|error| failed("read", error))?;
    Ok(reader.map(|batch| batch.map_err(|error| failed("read", error))))
}

/// The rows of a batch that are left, with the columns in their order.
fn kept(
    batch: &RecordBatch,
    names: &[String],
    condemned: &Condemned,
    texts: &Mutex<BTreeSet<String>>,
) -> Result<RecordBatch, RowsError> {
    let places = names.iter().map(|name| batch.schema().index_of(name));
    let places: Vec<usize> = places
        .collect::<Result<_, _>>()
        .map_err(|error| failed("read", error))?;
    let batch = batch
        .project(&places)
        .map_err(|error| failed("read", error))?;
    let Some(judged) = judge(&batch, condemned)? else {
        return Ok(batch.slice(0, 0));
    };
    if judged.true_count() == 0 {
        return Ok(batch);
    }
    remember(&batch, &judged, texts)?;
    let left = arrow::compute::not(&judged).map_err(|error| failed("read", error))?;
    filter_record_batch(&batch, &left).map_err(|error| failed("read", error))
}

/// Which rows are condemned; none if all of them are.
fn judge(batch: &RecordBatch, condemned: &Condemned) -> Result<Option<BooleanArray>, RowsError> {
    let column = |name: &str| {
        batch.column_by_name(name).cloned().ok_or_else(|| {
            failed(
                "read",
                std::io::Error::other("a column is missing in a data file"),
            )
        })
    };
    match condemned {
        Condemned::All => Ok(None),
        Condemned::Equal {
            column: name,
            value,
        } => {
            let value = value.trim();
            let array = column(name)?;
            let cells = Cells::of(&array)?;
            let judged = (0..array.len()).map(|row| Some(cells.is(row, value)));
            Ok(Some(judged.collect()))
        }
        Condemned::Holding { values, all_cells } => {
            let (cells, texts) = (column("spalte")?, column("rohtext")?);
            let texts = texts.as_string_opt::<i32>();
            let judged = (0..batch.num_rows()).map(|row| {
                let is_cell = *all_cells && cells.is_valid(row);
                let text = texts.filter(|texts| texts.is_valid(row));
                let text = text.map_or("", |texts| texts.value(row));
                Some(is_cell || values.iter().any(|value| holds(text, value.trim())))
            });
            Ok(Some(judged.collect()))
        }
    }
}

/// Cells as statistics write them.
enum Cells<'a> {
    Texts(&'a StringArray),
    Others(ArrayFormatter<'a>, &'a ArrayRef),
}

impl<'a> Cells<'a> {
    fn of(array: &'a ArrayRef) -> Result<Self, RowsError> {
        static OPTIONS: FormatOptions<'static> = FormatOptions::new();
        if let Some(texts) = array.as_string_opt::<i32>() {
            return Ok(Self::Texts(texts));
        }
        let formatter = ArrayFormatter::try_new(array.as_ref(), &OPTIONS);
        formatter
            .map(|formatter| Self::Others(formatter, array))
            .map_err(|error| failed("read", error))
    }

    fn is(&self, row: usize, value: &str) -> bool {
        match self {
            Self::Texts(texts) => texts.is_valid(row) && texts.value(row).trim() == value,
            Self::Others(formatter, array) => {
                array.is_valid(row) && formatter.value(row).to_string() == value
            }
        }
    }

    fn text(&self, row: usize) -> Option<String> {
        match self {
            Self::Texts(texts) => texts.is_valid(row).then(|| texts.value(row).to_owned()),
            Self::Others(formatter, array) => array
                .is_valid(row)
                .then(|| formatter.value(row).to_string()),
        }
    }
}

/// Whether a text holds a value as a word of its own: `7` is not in `1974`.
fn holds(text: &str, value: &str) -> bool {
    !value.is_empty()
        && text.match_indices(value).any(|(at, found)| {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            let after = text
                .get(at + found.len()..)
                .and_then(|after| after.chars().next());
            let is_end = |next: Option<char>| next.is_none_or(|next| !next.is_alphanumeric());
            is_end(before) && is_end(after)
        })
}

/// Notes what stands in condemned rows.
fn remember(
    batch: &RecordBatch,
    judged: &BooleanArray,
    texts: &Mutex<BTreeSet<String>>,
) -> Result<(), RowsError> {
    let mut texts = texts.lock().unwrap_or_else(PoisonError::into_inner);
    for array in batch.columns() {
        let cells = Cells::of(array)?;
        let rows = (0..batch.num_rows()).filter(|row| judged.value(*row));
        texts.extend(rows.filter_map(|row| cells.text(row)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn a_value_is_found_as_a_word_of_its_own() {
        for (text, value, expected) in [
            ("Meyer;Anna;7", "Meyer", true),
            ("Meyer;Anna;7", "7", true),
            ("Meyer;1974", "7", false),
            ("Obermeyer", "meyer", false),
            ("K\u{f6}nig-M\u{fc}ller", "M\u{fc}ller", true),
            ("", "", false),
            ("Meyer", "", false),
        ] {
            assert_eq!(holds(text, value), expected, "{text} {value}");
        }
    }
}
