//! A table as standard CSV: header first, comma, `"` doubled, UTF-8, LF.

use crate::Intake;
use crate::frame::RecordReader;
use arrow::array::{ArrayRef, AsArray, StringArray};
use arrow::record_batch::RecordBatch;
use arrow::util::display::{ArrayFormatter, FormatOptions};
use hebewerk_hub::ports::{FileReader, ReadError, Reading};
use hebewerk_model::geometry::wkt;
use hebewerk_model::{InspectedTable, Inspection, Recipe, SemanticType};
use hebewerk_profile::{Heading, Record, RowCourse, RowKind, made_up_label, surplus_cells};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

/// Writes table number `table` of an inspected file.
///
/// Values stand as they stand in the source: numbers are not written anew, nothing is left out because it does
/// not fit a type. Rows with too few cells are filled up; surplus cells of longer rows are kept at the row's end.
/// Title rows, blank rows and footers are not written. Several header rows are joined with a blank; where no row is a
/// header, columns have the names the format gives them (JSON), else `col_0`, `col_1` …, as comparisons of CSV readers
/// do. Formats without text of their own (Parquet, geographic files) are written from their values.
pub fn standard_csv(
    intake: &Intake,
    (file, name): (&Path, &str),
    recipe: &Recipe,
    inspection: &Inspection,
    table: usize,
    writer: &mut dyn Write,
) -> Result<(), ReadError> {
    let Some(inspected) = inspection.tables.get(table) else {
        return Err(ReadError::Unreadable {
            format: inspection.format.code(),
            cause: "missing_part",
            reason: format!("there is no table number {}", table + 1),
        });
    };
    let records = intake.records(file, recipe, inspection.format, inspected)?;
    match records {
        Some(records) => {
            let mut again = intake.records(file, recipe, inspection.format, inspected)?;
            let usual = again
                .as_mut()
                .map(|again| usual_cells(again.as_mut(), inspected));
            let given = recipe.for_table(&inspected.name);
            let form = Form {
                cells: usual.transpose()?.unwrap_or(0).max(inspected.columns.len()),
                blanks_stay: given.is_some_and(|recipe| recipe.delimiter.is_some()),
            };
            from_records(records, inspected, &form, writer)
        }
        None => from_rows(
            intake.read(file, name, recipe, inspection, table)?,
            inspected,
            writer,
        ),
    }
}

/// What holds for every row that is written.
struct Form {
    /// Cells a row has at least.
    cells: usize,
    /// Blanks behind delimiters are kept, because somebody said what the delimiter is.
    blanks_stay: bool,
}

/// Records whose length is looked at before the first is written.
const LOOKED_AT: usize = 1000;

/// Cells that (nearly) every record of a text has, if they are more than it has columns: a delimiter at the end of each
/// line makes a last cell that is always empty. Sheets and JSON have no such cells.
fn usual_cells(records: &mut dyn RecordReader, table: &InspectedTable) -> Result<usize, ReadError> {
    if table.dialect.delimiter.is_none() {
        return Ok(0);
    }
    let skipped = table.header_line + u64::from(table.header_rows);
    let mut lengths = std::collections::HashMap::<usize, usize>::new();
    let mut record = Record::new();
    let mut looked_at = 0;
    for index in 0.. {
        if looked_at == LOOKED_AT || !records.read(&mut record)? {
            break;
        }
        if index >= skipped && !record.is_blank() {
            *lengths.entry(record.len()).or_default() += 1;
            looked_at += 1;
        }
    }
    let usual = lengths.into_iter().max_by_key(|(_, count)| *count);
    Ok(usual.map_or(0, |(length, count)| {
        if count * 10 >= looked_at * 9 {
            length
        } else {
            0
        }
    }))
}

fn from_records(
    mut records: Box<dyn RecordReader>,
    table: &InspectedTable,
    form: &Form,
    writer: &mut dyn Write,
) -> Result<(), ReadError> {
    let width = table.columns.len();
    let header_end = table.header_line + u64::from(table.header_rows);
    let mut header: Vec<Record> = Vec::new();
    let mut heading = Heading::default();
    let mut record = Record::new();
    for index in 0..header_end {
        if !records.read(&mut record)? {
            break;
        }
        if index >= table.header_line {
            header.push(record.clone());
        } else if table.header_rows > 0 {
            heading.add_title(&record);
        }
    }
    let mut line = String::new();
    let mut labels = header_labels(&header, table);
    let cells = form.cells.max(width);
    if !header.is_empty() {
        labels.resize(cells, String::new());
    }
    write_header(&labels, &mut line, writer)?;
    heading.header = header.pop();
    let course = RowCourse::new(width, &heading);
    let mut padding = Padding {
        broken: form.blanks_stay,
        ..Padding::default()
    };
    let mut rows = 0;
    while rows < table.data_rows && records.read(&mut record)? {
        match course.kind(&record) {
            RowKind::Blank | RowKind::RepeatedHeader | RowKind::Comment => continue,
            RowKind::TornPiece => {}
            _ => rows += 1,
        }
        padding.look(&record);
        line.clear();
        for column in 0..cells.max(filled(&record)) {
            push_cell(
                &mut line,
                column,
                padding.without(column, &record.text_of(column)),
            );
        }
        end_line(&mut line, writer)?;
    }
    Ok(())
}

/// Whether every cell but the first begins with a blank: then the blank belongs to the delimiter (`a, b, c`).
#[derive(Debug, Default)]
struct Padding {
    broken: bool,
    seen: bool,
}

impl Padding {
    fn look(&mut self, record: &Record) {
        if !self.broken {
            self.seen |= record.len() > 1;
            self.broken = (1..record.len()).any(|index| !record.text_of(index).starts_with(' '));
        }
    }

    fn without<'a>(&self, column: usize, text: &'a str) -> &'a str {
        if column > 0 && self.seen && !self.broken {
            text.strip_prefix(' ').unwrap_or(text)
        } else {
            text
        }
    }
}

/// One label per column; a group's name goes on to the right over empty cells that have a label below.
fn header_labels(header: &[Record], table: &InspectedTable) -> Vec<String> {
    if header.is_empty() {
        // JSON and databases name their columns though no row does.
        let columns = table.columns.iter().enumerate();
        return columns
            .map(|(index, column)| match column.label.as_str() {
                label if label == made_up_label(index) => format!("col_{index}"),
                label => label.to_owned(),
            })
            .collect();
    }
    let mut labels = vec![String::new(); table.columns.len()];
    if let [only] = header {
        let surplus = surplus_cells(only, table.columns.len());
        if !surplus.is_empty() {
            let cells = (0..only.len()).filter(|cell| !surplus.contains(cell));
            return cells
                .map(|cell| only.text_of(cell).trim().to_owned())
                .collect();
        }
    }
    for (row, record) in header.iter().enumerate() {
        let mut group = String::new();
        for (column, label) in labels.iter_mut().enumerate() {
            let text = record.text_of(column);
            let text = text.trim();
            if !text.is_empty() {
                text.clone_into(&mut group);
            } else if header
                .get(row + 1)
                .is_none_or(|below| below.text_of(column).trim().is_empty())
            {
                continue;
            }
            if !label.is_empty() && !group.is_empty() {
                label.push(' ');
            }
            label.push_str(&group);
        }
    }
    labels
}

fn write_header(
    labels: &[String],
    line: &mut String,
    writer: &mut dyn Write,
) -> Result<(), ReadError> {
    line.clear();
    for (index, label) in labels.iter().enumerate() {
        push_cell(line, index, label);
    }
    end_line(line, writer)
}

/// A line of one empty cell is written as `""`: readers of CSV pass over a blank line.
fn end_line(line: &mut String, writer: &mut dyn Write) -> Result<(), ReadError> {
    if line.is_empty() {
        line.push_str("\"\"");
    }
    line.push('\n');
    writer.write_all(line.as_bytes())?;
    Ok(())
}

/// Cells up to the last that is filled.
fn filled(record: &Record) -> usize {
    (0..record.len())
        .rev()
        .find(|index| !record.text_of(*index).is_empty())
        .map_or(0, |index| index + 1)
}

fn from_rows(
    reading: hebewerk_hub::ports::TableReading,
    table: &InspectedTable,
    writer: &mut dyn Write,
) -> Result<(), ReadError> {
    let mut line = String::new();
    let labels: Vec<String> = table
        .columns
        .iter()
        .map(|column| column.label.clone())
        .collect();
    write_header(&labels, &mut line, writer)?;
    let options = FormatOptions::default().with_null("");
    for piece in reading {
        let Reading::Rows(batch) = piece? else {
            continue;
        };
        let arrays = readable(&batch, table);
        let formatters = arrays
            .iter()
            .map(|array| ArrayFormatter::try_new(array, &options))
            .collect::<Result<Vec<_>, _>>()
            .map_err(|error| ReadError::Unreadable {
                format: "table",
                cause: "other",
                reason: error.to_string(),
            })?;
        for row in 0..batch.num_rows() {
            line.clear();
            for (index, formatter) in formatters.iter().enumerate() {
                push_cell(&mut line, index, &formatter.value(row).to_string());
            }
            end_line(&mut line, writer)?;
        }
    }
    Ok(())
}

/// The arrays of a batch, geometries as well-known text.
fn readable(batch: &RecordBatch, table: &InspectedTable) -> Vec<ArrayRef> {
    let is_geometry = |name: &str| {
        table.columns.iter().any(|column| {
            column.name == name && column.semantic_type == Some(SemanticType::Geometry)
        })
    };
    let schema = batch.schema();
    let arrays = batch.columns().iter().zip(schema.fields());
    arrays
        .map(|(array, field)| match array.as_binary_opt::<i32>() {
            Some(values) if is_geometry(field.name()) => {
                let texts: StringArray = values.iter().map(|value| wkt(value?)).collect();
                Arc::new(texts)
            }
            _ => Arc::clone(array),
        })
        .collect()
}

fn push_cell(line: &mut String, index: usize, text: &str) {
    if index > 0 {
        line.push(',');
    }
    if text.contains(['"', ',', '\n', '\r']) || text.starts_with(' ') || text.ends_with(' ') {
        line.push('"');
        line.push_str(&text.replace('"', "\"\""));
        line.push('"');
    } else {
        line.push_str(text);
    }
}
