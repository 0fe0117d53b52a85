//! Sheets that hold text for people rather than a table: cover, imprint, contents, notes.
//!
//! Statistical offices put several of them before their tables. Read as tables they give a column of sentences each, with
//! errors in almost every row. They are told by their form, never by their name: mostly one cell a row, words rather than
//! numbers, and either blank rows between the lines or a cell as long as a paragraph. A list of one column (names of
//! streets) has neither.

use super::manifest::SheetManifest;
use super::office::Extraction;
use super::sheet_records::SheetRecords;
use crate::frame::RecordReader;
use hebewerk_hub::ports::ReadError;
use hebewerk_profile::{RawCell, Record};
use std::sync::Arc;

/// A sheet with more rows than this is not believed to be text.
const MOST_ROWS: usize = 300;

/// A cell with so many characters is a paragraph.
const PARAGRAPH: usize = 160;

/// Blank stretches between lines that show a page made for the eye.
const GAPS: usize = 2;

/// Whether a sheet holds text rather than a table.
pub(super) fn is_prose(
    extraction: &Arc<Extraction>,
    sheet: &SheetManifest,
) -> Result<bool, ReadError> {
    let mut page = Page::default();
    let mut records = SheetRecords::open(extraction, sheet)?;
    let mut record = Record::new();
    while records.read(&mut record)? {
        page.see(&record);
        if page.lines > MOST_ROWS {
            return Ok(false);
        }
    }
    Ok(page.is_prose())
}

/// What was counted on one sheet.
#[derive(Default)]
struct Page {
    /// Rows that hold something.
    lines: usize,
    /// Rows with one cell, or one that is repeated across a merged range.
    single: usize,
    cells: usize,
    numbers: usize,
    /// Cells of three words and more.
    phrases: usize,
    paragraphs: usize,
    gaps: usize,
    is_in_gap: bool,
}

impl Page {
    fn see(&mut self, record: &Record) {
        if record.is_blank() {
            self.is_in_gap = self.lines > 0;
            return;
        }
        self.gaps += usize::from(self.is_in_gap);
        self.is_in_gap = false;
        self.lines += 1;
        let mut first: Option<String> = None;
        let mut is_single = true;
        for index in 0..record.len() {
            let cell = record.cell(index);
            let text = cell.to_text();
            let text = text.trim();
            if text.is_empty() {
                continue;
            }
            match &first {
                None => first = Some(text.to_owned()),
                Some(known) if known == text => continue,
                Some(_) => is_single = false,
            }
            self.cells += 1;
            let is_text = matches!(cell, RawCell::Text(_));
            self.numbers += usize::from(!is_text || text.parse::<f64>().is_ok());
            self.phrases += usize::from(is_text && text.split_whitespace().nth(2).is_some());
            self.paragraphs += usize::from(text.chars().nth(PARAGRAPH).is_some());
        }
        self.single += usize::from(is_single);
    }

    fn is_prose(&self) -> bool {
        self.lines > 0
            && self.single * 4 >= self.lines * 3
            && self.numbers * 8 <= self.cells
            && self.phrases * 4 >= self.cells
            && (self.gaps >= GAPS || self.paragraphs > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sheet of rows; cells are parted by bars.
    #[track_caller]
    fn check(rows: &[&str], expected: bool) {
        let mut page = Page::default();
        let mut record = Record::new();
        for (row, cells) in (1..).zip(rows) {
            record.start(row);
            for cell in cells.split('|') {
                record.push(match cell.parse::<f64>() {
                    Ok(number) => RawCell::Number(number),
                    Err(_) if cell.is_empty() => RawCell::Empty,
                    Err(_) => RawCell::Text(cell),
                });
            }
            page.see(&record);
        }
        assert_eq!(page.is_prose(), expected, "{rows:?}");
    }

    #[test]
    fn covers_and_notes_are_text() {
        let cover = [
            "Amt für Statistik",
            "",
            "Bevölkerung der Stadtteile am Ende des Jahres",
            "Stand: 31. Dezember 2024",
            "",
            "Herausgegeben im März 2025",
            "Rückfragen an das Sachgebiet Einwohner",
        ];
        check(&cover, true);
        let merged = [
            "Hinweise zur Erhebung|Hinweise zur Erhebung|Hinweise zur Erhebung",
            "",
            "Gezählt wird jeder Fall|Gezählt wird jeder Fall|Gezählt wird jeder Fall",
            "",
            "Ende der Hinweise im Heft|Ende der Hinweise im Heft|Ende der Hinweise im Heft",
        ];
        check(&merged, true);
        let paragraph = "Es wurde gezählt. ".repeat(20);
        check(&["Zur Methodik der Zählung", &paragraph], true);
    }

    #[test]
    fn lists_and_tables_are_none() {
        check(&["Straße", "Am Hang", "Im Tal", "Am Ring", "Im Hof"], false);
        check(
            &[
                "Name der Einrichtung",
                "Kita Am Alten Markt",
                "Kita An der Ruhr",
            ],
            false,
        );
        check(
            &[
                "Bezirk|Fälle",
                "",
                "Mitte|12",
                "",
                "Süd am Fluss|7",
                "",
                "Ost|9",
            ],
            false,
        );
        check(&["", "", ""], false);
    }

    #[test]
    fn a_directory_of_keys_is_a_table_though_it_has_gaps() {
        let keys = [
            "Schlüssel|Bedeutung",
            "",
            "01|Wohnen und Leben im Viertel",
            "02|Gewerbe und Handel im Viertel",
            "",
            "03|Grün an der Straße",
        ];
        check(&keys, false);
    }
}
