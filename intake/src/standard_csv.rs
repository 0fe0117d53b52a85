//! A table as standard CSV: header first, comma, `"` doubled, UTF-8, LF.

use crate::Intake;
use crate::frame::RecordReader;
use arrow::util::display::{ArrayFormatter, FormatOptions};
use hebewerk_hub::ports::{FileReader, ReadError, Reading};
use hebewerk_model::{InspectedTable, Inspection, Recipe};
use hebewerk_profile::{Record, RowCourse, RowKind};
use std::io::Write;
use std::path::Path;

/// Writes table number `table` of an inspected file.
///
/// Values stand as they stand in the source: numbers are not written anew, nothing is left out because it does
/// not fit a type. Rows with too few cells are filled up; surplus cells of longer rows are kept at the row's end.
/// Title rows, blank rows and footers are not written. Formats without text of their own (Parquet, members of
/// archives) are written from their values.
pub fn standard_csv(
    file: &Path,
    name: &str,
    recipe: &Recipe,
    inspection: &Inspection,
    table: usize,
    writer: &mut dyn Write,
) -> Result<(), ReadError> {
    let intake = Intake::in_process();
    let Some(inspected) = inspection.tables.get(table) else {
        return Err(ReadError::Unreadable {
            format: inspection.format.code(),
            reason: format!("there is no table number {}", table + 1),
        });
    };
    let records = if inspected.member.is_none() {
        intake.records(file, recipe, inspection.format, inspected)?
    } else {
        None
    };
    match records {
        Some(records) => from_records(records, inspected, writer),
        None => from_rows(intake.read(file, name, recipe, inspection, table)?, inspected, writer),
    }
}

fn from_records(mut records: Box<dyn RecordReader>, table: &InspectedTable, writer: &mut dyn Write) -> Result<(), ReadError> {
    let width = table.columns.len();
    let header_end = table.header_line + u64::from(table.header_rows);
    let mut header = vec![String::new(); width];
    let mut record = Record::new();
    let mut course = RowCourse::new(width, None);
    let mut index = 0;
    let mut rows = 0;
    let mut line = String::new();
    let mut written = false;
    while rows < table.data_rows && records.read(&mut record)? {
        index += 1;
        if index <= header_end {
            if index > table.header_line {
                join_header(&mut header, &record);
                course = RowCourse::new(width, Some(&record));
            }
            continue;
        }
        if !written {
            written = true;
            write_header(&header, table, &mut line, writer)?;
        }
        if matches!(course.kind(&record), RowKind::Blank | RowKind::RepeatedHeader) {
            continue;
        }
        rows += 1;
        line.clear();
        for column in 0..width.max(filled(&record)) {
            push_cell(&mut line, column, &record.text_of(column));
        }
        line.push('\n');
        writer.write_all(line.as_bytes())?;
    }
    if !written {
        // Without a row of data the header still has to be read to its end.
        while index < header_end && records.read(&mut record)? {
            index += 1;
            if index > table.header_line {
                join_header(&mut header, &record);
            }
        }
        write_header(&header, table, &mut line, writer)?;
    }
    Ok(())
}

/// Several header rows become one: their words with a blank between.
fn join_header(header: &mut [String], record: &Record) {
    for (column, label) in header.iter_mut().enumerate() {
        let text = record.text_of(column);
        if !text.is_empty() {
            if !label.is_empty() {
                label.push(' ');
            }
            label.push_str(&text);
        }
    }
}

fn write_header(header: &[String], table: &InspectedTable, line: &mut String, writer: &mut dyn Write) -> Result<(), ReadError> {
    line.clear();
    for (index, (label, column)) in header.iter().zip(&table.columns).enumerate() {
        let text = if table.header_rows == 0 { &column.label } else { label };
        push_cell(line, index, text);
    }
    line.push('\n');
    writer.write_all(line.as_bytes())?;
    Ok(())
}

/// Cells up to the last that is filled.
fn filled(record: &Record) -> usize {
    (0..record.len()).rev().find(|index| !record.text_of(*index).is_empty()).map_or(0, |index| index + 1)
}

fn from_rows(reading: hebewerk_hub::ports::TableReading, table: &InspectedTable, writer: &mut dyn Write) -> Result<(), ReadError> {
    let mut line = String::new();
    let labels: Vec<String> = table.columns.iter().map(|column| column.label.clone()).collect();
    write_header(&labels, table, &mut line, writer)?;
    let options = FormatOptions::default().with_null("");
    for piece in reading {
        let Reading::Rows(batch) = piece? else { continue };
        let formatters = batch
            .columns()
            .iter()
            .map(|array| ArrayFormatter::try_new(array, &options))
            .collect::<Result<Vec<_>, _>>()
            .map_err(|error| ReadError::Unreadable { format: "table", reason: error.to_string() })?;
        for row in 0..batch.num_rows() {
            line.clear();
            for (index, formatter) in formatters.iter().enumerate() {
                push_cell(&mut line, index, &formatter.value(row).to_string());
            }
            line.push('\n');
            writer.write_all(line.as_bytes())?;
        }
    }
    Ok(())
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
