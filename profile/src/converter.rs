//! The second pass: records become Arrow batches exactly as the inspection said.

mod builder;

use crate::findings;
use crate::record::Record;
use crate::row_course::{RowCourse, RowKind};
use arrow::datatypes::{Field, Schema, SchemaRef};
use arrow::error::ArrowError;
use arrow::record_batch::RecordBatch;
use builder::ColumnBuilder;
use hebewerk_model::{InspectedTable, TableRecipe};
use std::sync::Arc;

/// Rows of a full batch: one row group of a Parquet file.
pub const BATCH_ROWS: usize = 128 * 1024;

/// Text bytes, of cells and of what is set aside, after which a batch is full even with fewer rows.
const BATCH_BYTES: usize = 64 << 20;

/// A cell or row that does not fit and is handed back as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// 1-based line or row in the source.
    pub row: u64,
    /// Header of the column; none for a whole row.
    pub column: Option<String>,
    /// Code of the finding that says why.
    pub reason: &'static str,
    /// The text as it stands in the source; cells of a row are joined with the table's delimiter.
    pub text: String,
}

/// Converts the records of an inspected table, from the first record on.
#[derive(Debug)]
pub struct TableConverter {
    header: std::ops::Range<u64>,
    width: usize,
    data_rows: u64,
    delimiter: String,
    course: Option<RowCourse>,
    last_header: Option<Record>,
    schema: SchemaRef,
    columns: Vec<ColumnBuilder>,
    index: u64,
    seen: u64,
    rows: usize,
    bytes: usize,
    aside_bytes: usize,
    aside: Vec<Aside>,
}

impl TableConverter {
    /// A converter for a table; columns the recipe skips are left out.
    pub fn new(table: &InspectedTable, recipe: Option<&TableRecipe>) -> Self {
        let labels = table.columns.iter().map(|column| column.label.as_str());
        let corrections = recipe.map(|recipe| recipe.by_column(labels));
        let is_skipped = |index: usize| {
            let correction = corrections.as_ref().and_then(|all| all.get(index).copied());
            correction
                .flatten()
                .is_some_and(|correction| correction.skip)
        };
        let columns: Vec<ColumnBuilder> = table
            .columns
            .iter()
            .enumerate()
            .filter(|(index, _)| !is_skipped(*index))
            .map(|(index, column)| ColumnBuilder::new(index, column, &table.dialect))
            .collect();
        let fields: Vec<Field> = columns.iter().map(ColumnBuilder::field).collect();
        Self {
            header: table.header_line..table.header_line + u64::from(table.header_rows),
            width: table.columns.len(),
            data_rows: table.data_rows,
            delimiter: table
                .dialect
                .delimiter
                .clone()
                .filter(|sign| !sign.is_empty())
                .unwrap_or_else(|| ";".to_owned()),
            course: None,
            last_header: None,
            schema: Arc::new(Schema::new(fields)),
            columns,
            index: 0,
            seen: 0,
            rows: 0,
            bytes: 0,
            aside_bytes: 0,
            aside: Vec::new(),
        }
    }

    /// Schema of the batches.
    pub fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    /// Whether a batch should be taken now.
    pub fn is_full(&self) -> bool {
        self.rows >= BATCH_ROWS
            || self.bytes + self.aside_bytes >= BATCH_BYTES
            || self.aside.len() >= BATCH_ROWS
    }

    /// Whether all rows of the table have been seen; what follows are footers.
    pub fn is_done(&self) -> bool {
        self.seen >= self.data_rows
    }

    /// Takes the next record of the source in: title and header rows, blank and repeated ones are passed over.
    pub fn add(&mut self, record: &Record) {
        let index = self.index;
        self.index += 1;
        if index < self.header.end {
            if index + 1 == self.header.end && self.header.start < self.header.end {
                self.last_header = Some(record.clone());
            }
            return;
        }
        if self.is_done() {
            return;
        }
        let course = self
            .course
            .get_or_insert_with(|| RowCourse::new(self.width, self.last_header.as_ref()));
        match course.kind(record) {
            RowKind::Blank | RowKind::RepeatedHeader => {}
            RowKind::TooLong => {
                self.seen += 1;
                self.set_row_aside(record);
            }
            RowKind::Short | RowKind::Whole => {
                self.seen += 1;
                self.add_row(record);
            }
        }
    }

    /// What was set aside since the last call.
    pub fn take_aside(&mut self) -> Vec<Aside> {
        self.aside_bytes = 0;
        std::mem::take(&mut self.aside)
    }

    /// The rows since the last call; none when there are none.
    pub fn take_batch(&mut self) -> Result<Option<RecordBatch>, ArrowError> {
        if self.rows == 0 {
            return Ok(None);
        }
        let arrays = self
            .columns
            .iter_mut()
            .map(ColumnBuilder::finish)
            .collect::<Result<Vec<_>, _>>()?;
        let options =
            arrow::record_batch::RecordBatchOptions::new().with_row_count(Some(self.rows));
        self.rows = 0;
        self.bytes = 0;
        RecordBatch::try_new_with_options(Arc::clone(&self.schema), arrays, &options).map(Some)
    }

    fn add_row(&mut self, record: &Record) {
        self.rows += 1;
        self.bytes += record.text_bytes();
        for column in &mut self.columns {
            let cell = record.cell(column.source());
            if !column.append(cell) {
                let text = cell.to_text().into_owned();
                self.aside_bytes += text.len();
                self.aside.push(Aside {
                    row: record.row(),
                    column: Some(column.label().to_owned()),
                    reason: findings::MISFIT,
                    text,
                });
            }
        }
    }

    fn set_row_aside(&mut self, record: &Record) {
        let cells: Vec<_> = record
            .cells()
            .map(crate::record::RawCell::to_text)
            .collect();
        let text = cells.join(&self.delimiter);
        self.aside_bytes += text.len();
        self.aside.push(Aside {
            row: record.row(),
            column: None,
            reason: findings::LONG_ROW,
            text,
        });
    }
}
