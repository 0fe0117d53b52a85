//! The second pass: records become Arrow batches exactly as the inspection said.

mod builder;

use crate::findings;
use crate::record::Record;
use crate::row_course::{Heading, RowCourse, RowKind};
use arrow::datatypes::{Field, Schema, SchemaRef};
use arrow::error::ArrowError;
use arrow::record_batch::RecordBatch;
pub(crate) use builder::ColumnBuilder;
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
    /// The text as it stands in the source; cells of a row are joined with the table's delimiter. Empty for a whole row
    /// of a table from which columns are left out.
    pub text: String,
}

/// How a whole row is put into words when it is set aside.
#[derive(Debug)]
pub(crate) struct Wording {
    delimiter: String,
    leaves_out: bool,
}

impl Wording {
    pub(crate) fn of(table: &InspectedTable, recipe: Option<&TableRecipe>) -> Self {
        Self {
            delimiter: table
                .dialect
                .delimiter
                .clone()
                .filter(|sign| !sign.is_empty())
                .unwrap_or_else(|| ";".to_owned()),
            leaves_out: skipped(table, recipe).contains(&true),
        }
    }

    /// The cells of a record, joined; nothing where columns are left out: in a row with too many cells nobody knows
    /// which one is.
    pub(crate) fn row(&self, record: &Record) -> String {
        if self.leaves_out {
            return String::new();
        }
        let cells: Vec<_> = record
            .cells()
            .map(crate::record::RawCell::to_text)
            .collect();
        cells.join(&self.delimiter)
    }
}

/// Which columns the recipe leaves out.
fn skipped(table: &InspectedTable, recipe: Option<&TableRecipe>) -> Vec<bool> {
    let labels = table.columns.iter().map(|column| column.label.as_str());
    match recipe {
        Some(recipe) => recipe
            .by_column(labels)
            .iter()
            .map(|correction| correction.is_some_and(|correction| correction.skip))
            .collect(),
        None => vec![false; table.columns.len()],
    }
}

/// Builders of the columns that are not left out.
pub(crate) fn builders(table: &InspectedTable, recipe: Option<&TableRecipe>) -> Vec<ColumnBuilder> {
    table
        .columns
        .iter()
        .enumerate()
        .zip(skipped(table, recipe))
        .filter(|(_, is_skipped)| !is_skipped)
        .map(|((index, column), _)| ColumnBuilder::new(index, column, &table.dialect))
        .collect()
}

/// Converts the records of an inspected table, from the first record on.
#[derive(Debug)]
pub struct TableConverter {
    header: std::ops::Range<u64>,
    width: usize,
    data_rows: u64,
    course: Option<RowCourse>,
    heading: Heading,
    schema: SchemaRef,
    columns: Vec<ColumnBuilder>,
    wording: Wording,
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
        let columns = builders(table, recipe);
        let fields: Vec<Field> = columns.iter().map(ColumnBuilder::field).collect();
        Self {
            header: table.header_line..table.header_line + u64::from(table.header_rows),
            width: table.columns.len(),
            data_rows: table.data_rows,
            course: None,
            heading: Heading::default(),
            schema: Arc::new(Schema::new(fields)),
            wording: Wording::of(table, recipe),
            columns,
            index: 0,
            seen: 0,
            rows: 0,
            bytes: 0,
            aside_bytes: 0,
            aside: Vec::new(),
        }
    }

    /// A converter for the last `rows` rows of a table, whose header and other rows somebody else read.
    pub fn of_rest(
        table: &InspectedTable,
        recipe: Option<&TableRecipe>,
        heading: Heading,
        rows: u64,
    ) -> Self {
        let mut converter = Self::new(table, recipe);
        converter.header = 0..0;
        converter.heading = heading;
        converter.data_rows = rows;
        converter
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
                self.heading.header = Some(record.clone());
            }
            if index < self.header.start && self.header.start < self.header.end {
                self.heading.add_title(record);
            }
            return;
        }
        if self.is_done() {
            return;
        }
        let course = self
            .course
            .get_or_insert_with(|| RowCourse::new(self.width, &self.heading));
        match course.kind(record) {
            RowKind::Blank | RowKind::RepeatedHeader | RowKind::Comment => {}
            RowKind::TooLong => {
                self.seen += 1;
                self.set_row_aside(record, findings::LONG_ROW);
            }
            RowKind::TornPiece => self.set_row_aside(record, findings::TORN_ROW),
            RowKind::Torn => {
                self.seen += 1;
                self.set_row_aside(record, findings::TORN_ROW);
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

    fn set_row_aside(&mut self, record: &Record, reason: &'static str) {
        let text = self.wording.row(record);
        self.aside_bytes += text.len();
        self.aside.push(Aside {
            row: record.row(),
            column: None,
            reason,
            text,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::RawCell;
    use hebewerk_model::{ColumnType, Dialect, InspectedColumn};

    #[test]
    fn a_row_set_aside_tells_nothing_of_a_column_that_is_left_out() {
        let column = |label: &str| InspectedColumn {
            label: label.to_owned(),
            name: label.to_owned(),
            column_type: ColumnType::Text,
            semantic_type: None,
            confidence: 1.0,
            unit: None,
            null_share: 0.0,
            distinct: 0,
            pattern: None,
            personal: None,
        };
        let table = InspectedTable {
            name: "t".to_owned(),
            member: None,
            dialect: Dialect::default(),
            header_line: 0,
            header_rows: 0,
            data_rows: 1,
            footer_rows: 0,
            set_aside: 0,
            columns: vec![column("art"), column("person")],
            confidence: 1.0,
            is_prose: false,
        };
        let mut record = Record::new();
        record.start(7);
        for cell in ["Linde", "Erna", "Straße"] {
            record.push(RawCell::Text(cell));
        }
        let recipe = TableRecipe {
            columns: vec![hebewerk_model::ColumnRecipe {
                label: "person".to_owned(),
                skip: true,
                ..hebewerk_model::ColumnRecipe::default()
            }],
            ..TableRecipe::default()
        };
        for (recipe, expected) in [(None, "Linde;Erna;Straße"), (Some(&recipe), "")] {
            let mut converter = TableConverter::new(&table, recipe);
            converter.add(&record);
            let aside = converter.take_aside();
            assert_eq!((aside[0].row, aside[0].text.as_str()), (7, expected));
        }
    }

    #[test]
    fn texts_set_aside_fill_a_batch_as_cells_do() {
        let column = InspectedColumn {
            label: "zahl".to_owned(),
            name: "zahl".to_owned(),
            column_type: ColumnType::Integer,
            semantic_type: None,
            confidence: 1.0,
            unit: None,
            null_share: 0.0,
            distinct: 0,
            pattern: None,
            personal: None,
        };
        let table = InspectedTable {
            name: "t".to_owned(),
            member: None,
            dialect: Dialect::default(),
            header_line: 0,
            header_rows: 0,
            data_rows: 100,
            footer_rows: 0,
            set_aside: 0,
            columns: vec![column],
            confidence: 1.0,
            is_prose: false,
        };
        let mut converter = TableConverter::new(&table, None);
        let cell = "x".repeat(BATCH_BYTES / 4);
        let row = |cells: usize| {
            let mut record = Record::new();
            record.start(1);
            (0..cells).for_each(|_| record.push(RawCell::Text(&cell)));
            record
        };
        converter.add(&row(2));
        assert!(!converter.is_full());
        converter.add(&row(2));
        assert!(converter.is_full());
        assert_eq!(converter.take_aside().len(), 2);
        assert!(!converter.is_full());
        converter.add(&row(1));
        assert!(!converter.is_full());
        converter.add(&row(1));
        assert!(converter.is_full());
    }
}
