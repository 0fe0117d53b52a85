//! Files whose columns are typed already (Parquet, Arrow, Avro): nothing is guessed; types are mapped, nested values
//! become JSON text.
//!
//! Deliberately absent: the statistics and page index of the file (values are counted while they are read).

mod avro_blocks;
mod column_reader;
mod geo;
mod kind;
mod mixed;
mod opened;
mod source_file;

pub mod findings;

use crate::archive::Damage;
use crate::asked::Asked;
use arrow::array::ArrayRef;
use arrow::datatypes::{Field, Schema, SchemaRef};
use arrow::record_batch::{RecordBatch, RecordBatchOptions};
use column_reader::ColumnReader;
use findings::{FINER_TIMES, NOT_A_NUMBER, VALUE_OUT_OF_RANGE};
use geo::Geometries;
use hebewerk_hub::ports::{ReadError, Reading, TableReading, WatchTick};
use hebewerk_model::{
    Column, ColumnId, ColumnStatistics, Dialect, Finding, Format, InspectedColumn, InspectedTable,
    Inspection, Recipe, Severity, TableRecipe,
};
use hebewerk_profile::findings::ZERO_SIGNS;
use hebewerk_profile::{ColumnEvidence, PersonalSight, Statistics, column_names, recognise};
use opened::Opened;
use source_file::Refusal;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

/// Rows read at once: nested and wide tables must fit too.
const BATCH_ROWS: usize = 16_384;

/// Whether this is the reader for a format.
pub(crate) fn reads(format: Format) -> bool {
    matches!(format, Format::Parquet | Format::Arrow | Format::Avro)
}

/// Looks at the rows of a file.
pub(crate) fn inspect(
    file: &Path,
    format: Format,
    Asked {
        table,
        recipe,
        most,
    }: Asked<'_>,
    tick: WatchTick<'_>,
) -> Result<Inspection, ReadError> {
    let most = most.map_or(u64::MAX, |most| most as u64);
    let mut source = Source::open(file, format, recipe.for_table(table), true)?;
    let bytes = std::fs::metadata(file)?.len();
    let mut columns = source.columns();
    let mut statistics = Statistics::new(&columns);
    let mut persons = PersonalSight::new(columns.len());
    let mut rows = 0_u64;
    while rows < most
        && let Some(batch) = source.next_batch()?
    {
        let left = usize::try_from(most - rows).unwrap_or(usize::MAX);
        let batch = batch.slice(0, batch.num_rows().min(left));
        rows += batch.num_rows() as u64;
        statistics.add(&batch);
        persons.add(&batch);
        tick(
            (bytes as f64 * rows as f64 / source.rows.max(1) as f64) as u64,
            bytes,
        );
    }
    let seen = statistics.finish();
    let mut findings = source.findings();
    let mut inspected: Vec<InspectedColumn> = columns
        .drain(..)
        .zip(&seen)
        .map(|(column, seen)| inspected(column, seen))
        .collect();
    findings.extend(source.geometries.declare(&mut inspected));
    findings.extend(persons.finish(&mut inspected, rows));
    let findings = findings
        .into_iter()
        .map(|finding| finding.in_table(table))
        .collect();
    Ok(Inspection {
        format,
        tables: vec![InspectedTable {
            name: table.to_owned(),
            member: None,
            dialect: Dialect::default(),
            header_line: 0,
            header_rows: 0,
            data_rows: rows,
            footer_rows: 0,
            set_aside: 0,
            columns: inspected,
            confidence: 1.0,
            is_prose: false,
        }],
        findings,
    })
}

/// Reads the rows of a file.
pub(crate) fn read(
    file: &Path,
    format: Format,
    recipe: &Recipe,
    table: &InspectedTable,
) -> Result<TableReading, ReadError> {
    let mut source = Source::open(file, format, recipe.for_table(&table.name), false)?;
    let batches = std::iter::from_fn(move || source.next_batch().transpose());
    Ok(Box::new(batches.map(|batch| batch.map(Reading::Rows))))
}

/// An open file with the columns that are read.
struct Source {
    format: &'static str,
    batches: opened::Batches,
    readers: Vec<ColumnReader>,
    labels: Vec<String>,
    names: Vec<String>,
    schema: SchemaRef,
    rows: u64,
    refusal: Refusal,
    geometries: Geometries,
}

impl Source {
    /// `skipped` says whether columns a clerk leaves out are read all the same: an inspection names them.
    fn open(
        file: &Path,
        format: Format,
        recipe: Option<&TableRecipe>,
        skipped: bool,
    ) -> Result<Self, ReadError> {
        let refusal = Refusal::default();
        let format = (format, format.code());
        let opened = guarded(format.1, || Opened::of(file, format.0, &refusal))
            .map_err(|error| refusal.blame(error))?;
        let Opened {
            schema: found,
            batches,
            rows,
        } = opened;
        let geometries = Geometries::of(&found);
        let fields = found.fields().clone();
        let labels: Vec<String> = fields.iter().map(|field| field.name().clone()).collect();
        let wishes = match recipe {
            Some(recipe) => recipe.by_column(labels.iter().map(String::as_str)),
            None => vec![None; labels.len()],
        };
        let names = column_names(labels.iter().zip(&wishes).map(|(label, wish)| {
            wish.and_then(|wish| wish.name.as_deref())
                .unwrap_or(label.as_str())
        }));
        let mut readers = Vec::new();
        for (index, (field, wish)) in fields.iter().zip(wishes).enumerate() {
            if skipped || wish.is_none_or(|wish| !wish.skip) {
                readers.push(ColumnReader::new(
                    index,
                    Arc::clone(field),
                    wish.and_then(|wish| wish.column_type),
                ));
            }
        }
        let schema = Schema::new(
            readers
                .iter()
                .map(|reader| field(reader, &names))
                .collect::<Vec<_>>(),
        );
        Ok(Self {
            format: format.1,
            geometries: geometries.at(&readers),
            batches,
            readers,
            labels,
            names,
            schema: Arc::new(schema),
            rows,
            refusal,
        })
    }

    fn columns(&self) -> Vec<Column> {
        let column = |(number, reader): (usize, &ColumnReader)| Column {
            id: ColumnId(number as i32 + 1),
            name: self.names.get(reader.index).cloned().unwrap_or_default(),
            label: self.labels.get(reader.index).cloned().unwrap_or_default(),
            column_type: reader.column_type(),
            semantic_type: None,
            confidence: 1.0,
            unit: None,
        };
        self.readers.iter().enumerate().map(column).collect()
    }

    fn next_batch(&mut self) -> Result<Option<RecordBatch>, ReadError> {
        let batches = &mut self.batches;
        let format = self.format;
        let batch = guarded(format, || {
            let batch = batches.next().transpose();
            batch.map_err(|error| opened::damaged(&error, Damage::Container, format))
        })
        .map_err(|error| self.refusal.blame(error))?;
        let Some(batch) = batch else {
            return Ok(None);
        };
        let rules = |_error| Damage::Rules.error(format);
        let mut arrays: Vec<ArrayRef> = Vec::with_capacity(self.readers.len());
        for reader in &mut self.readers {
            arrays.push(reader.turn(batch.column(reader.index)).map_err(rules)?);
        }
        self.geometries.turn(&mut arrays);
        let rows = RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
        RecordBatch::try_new_with_options(Arc::clone(&self.schema), arrays, &rows)
            .map(Some)
            .map_err(rules)
    }

    fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for reader in &self.readers {
            let label = self.labels.get(reader.index).map_or("", String::as_str);
            let losses = [
                (NOT_A_NUMBER, reader.losses.not_a_number),
                (VALUE_OUT_OF_RANGE, reader.losses.out_of_range),
                (FINER_TIMES, reader.losses.finer),
                (ZERO_SIGNS, reader.losses.zeros),
            ];
            for (code, count) in losses.into_iter().filter(|(_, count)| *count > 0) {
                findings.push(
                    Finding::new(code, Severity::Warning)
                        .times(count)
                        .in_column(label),
                );
            }
        }
        findings
    }
}

fn field(reader: &ColumnReader, names: &[String]) -> Field {
    let name = names.get(reader.index).map_or("", String::as_str);
    Field::new(name, kind::array_type(reader.column_type()), true)
}

fn inspected(column: Column, seen: &ColumnStatistics) -> InspectedColumn {
    let samples: Vec<&str> = seen
        .frequent
        .iter()
        .map(|value| value.value.as_str())
        .collect();
    let meaning = recognise(&ColumnEvidence {
        label: &column.label,
        column_type: column.column_type,
        unit: None,
        samples: &samples,
        values: seen.rows - seen.nulls,
        distinct: seen.distinct,
    });
    InspectedColumn {
        semantic_type: meaning.map(|(meaning, _)| meaning),
        confidence: meaning.map_or(column.confidence, |(_, confidence)| confidence),
        label: column.label,
        name: column.name,
        column_type: column.column_type,
        unit: column.unit,
        null_share: seen.null_share(),
        distinct: seen.distinct,
        pattern: None,
        personal: None,
    }
}

/// A fault of the library on damaged bytes becomes an error of this file.
fn guarded<T>(
    format: &'static str,
    work: impl FnOnce() -> Result<T, ReadError>,
) -> Result<T, ReadError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_fault| Err(Damage::Fault.error(format)))
}
