//! OpenDocument spreadsheets (OpenDocument 1.3 part 3, §9; packages: part 2, §3.3), written by hand.

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::{Cell, Sheet};
use crate::error::DemoError;

const MIMETYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// Writes the sheets as one spreadsheet.
pub(crate) fn ods(sheets: &[Sheet], out: &mut dyn Write) -> Result<(), DemoError> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default());
    let deflated = stored.compression_method(CompressionMethod::Deflated);
    // The type has to be the first member and must not be compressed, so that it can be read off the raw bytes.
    package.start_file("mimetype", stored)?;
    package.write_all(MIMETYPE.as_bytes())?;
    package.start_file("META-INF/manifest.xml", deflated)?;
    package.write_all(manifest().as_bytes())?;
    package.start_file("content.xml", deflated)?;
    package.write_all(content(sheets).as_bytes())?;
    out.write_all(&package.finish()?.into_inner())?;
    Ok(())
}

fn manifest() -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.3\">\
         <manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"{MIMETYPE}\"/>\
         <manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/>\
         </manifest:manifest>"
    )
}

fn content(sheets: &[Sheet]) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" office:version=\"1.3\">\
         <office:body><office:spreadsheet>",
    );
    for sheet in sheets {
        xml.push_str("<table:table table:name=\"");
        escape(&sheet.name, &mut xml);
        xml.push_str("\">");
        for (row, cells) in (0..).zip(&sheet.rows) {
            xml.push_str("<table:table-row>");
            for (column, cell) in (0..).zip(cells) {
                push_cell(sheet, (row, column), cell, &mut xml);
            }
            if cells.is_empty() {
                xml.push_str("<table:table-cell/>");
            }
            xml.push_str("</table:table-row>");
        }
        xml.push_str("</table:table>");
    }
    xml.push_str("</office:spreadsheet></office:body></office:document-content>");
    xml
}

fn push_cell(sheet: &Sheet, at: (u32, u16), cell: &Cell, xml: &mut String) {
    let covered = |&&(row, column, last_row, last_column): &&(u32, u16, u32, u16)| {
        (row..=last_row).contains(&at.0) && (column..=last_column).contains(&at.1)
    };
    let block = sheet.merged.iter().find(covered);
    let mut span = String::new();
    if let Some(&(row, column, last_row, last_column)) = block {
        if (row, column) != at {
            xml.push_str("<table:covered-table-cell/>");
            return;
        }
        let (columns, rows) = (last_column - column + 1, last_row - row + 1);
        span = format!(
            " table:number-columns-spanned=\"{columns}\" table:number-rows-spanned=\"{rows}\""
        );
    }
    // Writing into a string cannot fail.
    let _ = match cell {
        Cell::Empty => write!(xml, "<table:table-cell{span}/>"),
        Cell::Text(value) | Cell::Bold(value) => {
            let _ = write!(
                xml,
                "<table:table-cell{span} office:value-type=\"string\"><text:p>"
            );
            escape(value, xml);
            write!(xml, "</text:p></table:table-cell>")
        }
        Cell::Number(value) => {
            let shown = value.to_string().replace('.', ",");
            write!(
                xml,
                "<table:table-cell{span} office:value-type=\"float\" office:value=\"{value}\"><text:p>{shown}</text:p></table:table-cell>"
            )
        }
        Cell::Date(day) => {
            let (iso, german) = (day.iso(), day.german());
            write!(
                xml,
                "<table:table-cell{span} office:value-type=\"date\" office:date-value=\"{iso}\"><text:p>{german}</text:p></table:table-cell>"
            )
        }
    };
}

fn escape(value: &str, xml: &mut String) {
    for letter in value.chars() {
        match letter {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            other => xml.push(other),
        }
    }
}
