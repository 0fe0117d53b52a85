//! Excel workbooks: typed cells, a fixed header row, further sheets beyond a million rows, and a sheet that explains
//! the columns. Rows go to a temporary file, so memory does not grow with the table.

use super::sheet_name::{about_name, sheet_name};
use super::text::{Class, Columns};
use super::xlsx_cell::{CellValue, cell};
use super::{EncodeError, TableMeta};
use arrow::datatypes::SchemaRef;
use arrow::record_batch::RecordBatch;
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use std::fs::File;
use std::io::{Seek, SeekFrom};

/// Rows of a sheet, header included (ECMA-376 implementations).
const MAX_ROWS: u32 = 1_048_576;
/// Columns of a sheet.
const MAX_COLUMNS: usize = 16_384;
/// Characters of a cell.
const MAX_CHARS: usize = 32_767;

struct Formats {
    head: Format,
    day: Format,
    moment: Format,
    clock: Format,
}

pub(super) struct XlsxEncoder {
    workbook: Workbook,
    schema: SchemaRef,
    meta: TableMeta,
    formats: Formats,
    max_rows: u32,
    sheets: usize,
    next_row: u32,
    cut_cells: u64,
}

impl XlsxEncoder {
    pub(super) fn new(schema: SchemaRef, meta: TableMeta) -> Result<Self, EncodeError> {
        Self::with_max_rows(schema, meta, MAX_ROWS)
    }

    /// As [`Self::new`], with smaller sheets.
    pub(super) fn with_max_rows(
        schema: SchemaRef,
        meta: TableMeta,
        max_rows: u32,
    ) -> Result<Self, EncodeError> {
        let columns = schema.fields().len();
        if columns > MAX_COLUMNS {
            return Err(EncodeError::TooManyColumns {
                columns,
                limit: MAX_COLUMNS,
            });
        }
        let formats = Formats {
            head: Format::new().set_bold(),
            day: Format::new().set_num_format("dd.mm.yyyy"),
            moment: Format::new().set_num_format("dd.mm.yyyy hh:mm:ss"),
            clock: Format::new().set_num_format("hh:mm:ss"),
        };
        let mut encoder = Self {
            workbook: Workbook::new(),
            schema,
            meta,
            formats,
            max_rows,
            sheets: 0,
            next_row: 0,
            cut_cells: 0,
        };
        encoder.begin_sheet()?;
        Ok(encoder)
    }

    fn begin_sheet(&mut self) -> Result<(), EncodeError> {
        self.sheets += 1;
        let name = sheet_name(&self.meta.sheet, self.sheets);
        let sheet = self.workbook.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?.set_freeze_panes(1, 0)?;
        for (index, field) in self.schema.fields().iter().enumerate() {
            let label = self.meta.heading(index, field);
            let (label, _cut) = fitting(&label);
            let column = column_number(index);
            let width = (label.chars().count() + 2).clamp(10, 40);
            sheet.set_column_width(column, width as f64)?;
            sheet.write_string_with_format(0, column, label, &self.formats.head)?;
        }
        self.next_row = 1;
        Ok(())
    }

    pub(super) fn encode(&mut self, batch: &RecordBatch) -> Result<(), EncodeError> {
        let columns = Columns::of(batch)?;
        let columns = columns.texts()?;
        let mut value = String::new();
        for row in 0..batch.num_rows() {
            if self.next_row >= self.max_rows {
                self.begin_sheet()?;
            }
            let at = self.next_row;
            self.next_row += 1;
            let sheet = self.workbook.worksheet_from_index(self.sheets - 1)?;
            for (index, column) in columns.iter().enumerate() {
                if column.read(row, &mut value)? {
                    let place = (at, column_number(index));
                    let cut = write_cell(sheet, &self.formats, place, column.class, &value)?;
                    self.cut_cells += u64::from(cut);
                }
            }
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<File, EncodeError> {
        if !self.meta.facts.is_empty() || !self.meta.column_heads.is_empty() {
            self.explain()?;
        }
        let mut file = tempfile::tempfile()?;
        self.workbook.save_to_writer(&mut file)?;
        file.seek(SeekFrom::Start(0))?;
        Ok(file)
    }

    /// The sheet that says what the columns are.
    fn explain(&mut self) -> Result<(), EncodeError> {
        let sheet = self.workbook.add_worksheet();
        sheet.set_name(about_name(&self.meta))?;
        sheet.set_column_width(0, 28.0)?.set_column_width(1, 40.0)?;
        let mut row = 0;
        for (label, text) in &self.meta.facts {
            sheet.write_string_with_format(row, 0, fitting(label).0, &self.formats.head)?;
            sheet.write_string(row, 1, fitting(text).0)?;
            row += 1;
        }
        if self.cut_cells > 0 && !self.meta.cut_note.is_empty() {
            sheet.write_string(row, 1, fitting(&self.meta.cut_note).0)?;
            row += 1;
        }
        row += 1;
        for (index, head) in self.meta.column_heads.iter().enumerate() {
            let head = fitting(head).0;
            sheet.write_string_with_format(row, column_number(index), head, &self.formats.head)?;
        }
        for column in &self.meta.columns {
            row += 1;
            for (index, text) in column.about.iter().enumerate() {
                sheet.write_string(row, column_number(index), fitting(text).0)?;
            }
        }
        Ok(())
    }
}

/// Writes one cell; `true` if its text had to be cut.
fn write_cell(
    sheet: &mut Worksheet,
    formats: &Formats,
    (row, column): (u32, u16),
    class: Class,
    value: &str,
) -> Result<bool, EncodeError> {
    let mut cut = false;
    match cell(class, value) {
        CellValue::Text(text) => {
            let (text, shortened) = fitting(&text);
            cut = shortened;
            sheet.write_string(row, column, text)?;
        }
        CellValue::Number(number) => {
            sheet.write_number(row, column, number)?;
        }
        CellValue::Boolean(boolean) => {
            sheet.write_boolean(row, column, boolean)?;
        }
        CellValue::Day(day) => {
            sheet.write_number_with_format(row, column, day, &formats.day)?;
        }
        CellValue::Moment(moment) => {
            sheet.write_number_with_format(row, column, moment, &formats.moment)?;
        }
        CellValue::Clock(fraction) => {
            sheet.write_number_with_format(row, column, fraction, &formats.clock)?;
        }
    }
    Ok(cut)
}

/// A text as long as a cell holds (counted in UTF-16 units, as Excel does), and whether it was cut.
fn fitting(text: &str) -> (&str, bool) {
    if text.len() <= MAX_CHARS {
        return (text, false);
    }
    let mut units = 0;
    for (at, character) in text.char_indices() {
        units += character.len_utf16();
        if units > MAX_CHARS {
            return (text.get(..at).unwrap_or_default(), true);
        }
    }
    (text, false)
}

/// At most 16,384 columns were let in.
fn column_number(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX)
}
