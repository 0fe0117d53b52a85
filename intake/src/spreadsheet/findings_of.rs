//! From the manifest of a workbook to findings.

use super::findings::{
    CELL_UNREADABLE, EMPTY_SHEET, FORMULA_WITHOUT_VALUE, HIDDEN_COLUMNS, HIDDEN_ROWS, HIDDEN_SHEET,
    MERGED_CELLS_FILLED, NUMBER_STORED_AS_TEXT, PERCENT_FORMAT, SEVERAL_TABLES_IN_SHEET,
    SHEET_OF_TEXT, SHEET_UNREADABLE, ZEROS_BY_FORMAT,
};
use super::hidden::letters;
use super::manifest::{ColumnNotes, Manifest, Places, SheetManifest};
use super::sheet_tables::SheetTable;
use hebewerk_model::{Finding, Severity};
use std::ops::Range;

/// Sheets named one by one; a workbook can have thousands of empty ones.
const NAMED_SHEETS: usize = 50;

/// Hidden columns named one by one.
const NAMED_COLUMNS: usize = 20;

/// Findings about the workbook as a whole.
pub(super) fn workbook(manifest: &Manifest) -> Vec<Finding> {
    let broken = manifest
        .broken_sheets
        .iter()
        .take(NAMED_SHEETS)
        .map(|(sheet, reason)| {
            Finding::new(SHEET_UNREADABLE, Severity::Error)
                .with("sheet", sheet)
                .with("reason", reason)
        });
    let empty = manifest
        .empty_sheets
        .iter()
        .take(NAMED_SHEETS)
        .map(|sheet| Finding::new(EMPTY_SHEET, Severity::Note).with("sheet", sheet));
    broken.chain(empty).collect()
}

/// That a sheet is left out because it holds text.
pub(super) fn text(sheet: &SheetManifest) -> Finding {
    Finding::new(SHEET_OF_TEXT, Severity::Note).with("sheet", &sheet.name)
}

/// Findings about one sheet, in terms of the tables recognised in it.
pub(super) fn sheet(sheet: &SheetManifest, tables: &[SheetTable]) -> Vec<Finding> {
    let mut findings = about_sheet(sheet, tables.len());
    for (index, table) in tables.iter().enumerate() {
        let rows = rows_of(tables, index);
        for (at, column) in table.seen.table.columns.iter().enumerate() {
            if let Some(notes) = sheet.columns.get(at + table.first_column as usize) {
                let of_column = column_findings(notes, &rows, column.column_type.is_number());
                findings.extend(of_column.into_iter().map(|finding| {
                    finding
                        .in_table(&table.seen.table.name)
                        .in_column(&column.label)
                }));
            }
        }
    }
    findings
}

/// Gives the unit `%` to columns whose numbers are mostly shown so and whose label says none.
pub(super) fn note_percents(sheet: &SheetManifest, tables: &mut [SheetTable]) {
    for table in tables {
        let first = table.first_column as usize;
        for (at, column) in table.seen.table.columns.iter_mut().enumerate() {
            let notes = sheet.columns.get(first + at);
            let is_percent = notes.is_some_and(|notes| notes.percent.count * 2 > notes.numbers);
            if is_percent && column.unit.is_none() && column.column_type.is_number() {
                column.unit = Some("%".to_owned());
            }
        }
    }
}

/// Rows of the sheet (1-based) that are of a table: up to the next one below it.
///
/// What is noted of a column of the sheet is told of the table where it was seen first.
fn rows_of(tables: &[SheetTable], index: usize) -> Range<u64> {
    let beside = |other: Option<&SheetTable>, here: &SheetTable| {
        other.is_none_or(|other| other.first_column != here.first_column)
    };
    let Some(here) = tables.get(index) else {
        return 0..0;
    };
    let above = index.checked_sub(1).and_then(|above| tables.get(above));
    let below = tables.get(index + 1);
    let begin = |table: &SheetTable| table.seen.table.header_line + 1;
    let first = if beside(above, here) { 0 } else { begin(here) };
    let end = below
        .filter(|below| !beside(Some(below), here))
        .map_or(u64::MAX, begin);
    first..end
}

fn about_sheet(sheet: &SheetManifest, tables: usize) -> Vec<Finding> {
    let mut findings = Vec::new();
    if sheet.hidden {
        findings.push(Finding::new(HIDDEN_SHEET, Severity::Warning).with("sheet", &sheet.name));
    }
    if sheet.hidden_rows.count > 0 {
        findings.push(
            Finding::new(HIDDEN_ROWS, Severity::Warning)
                .times(sheet.hidden_rows.count)
                .at_row(sheet.hidden_rows.first_row)
                .with("sheet", &sheet.name),
        );
    }
    if !sheet.hidden_columns.is_empty() {
        let mut letters: Vec<String> = sheet
            .hidden_columns
            .iter()
            .take(NAMED_COLUMNS)
            .map(|column| letters(*column))
            .collect();
        if sheet.hidden_columns.len() > NAMED_COLUMNS {
            letters.push("…".to_owned());
        }
        findings.push(
            Finding::new(HIDDEN_COLUMNS, Severity::Warning)
                .times(sheet.hidden_columns.len() as u64)
                .with("sheet", &sheet.name)
                .with("columns", letters.join(", ")),
        );
    }
    if tables > 1 {
        findings.push(
            Finding::new(SEVERAL_TABLES_IN_SHEET, Severity::Note)
                .with("sheet", &sheet.name)
                .with("tables", tables),
        );
    }
    let mut place = |code, severity, places: Places| {
        if places.count > 0 {
            findings.push(
                Finding::new(code, severity)
                    .times(places.count)
                    .at_row(places.first_row),
            );
        }
    };
    place(MERGED_CELLS_FILLED, Severity::Note, sheet.merges_filled);
    place(
        FORMULA_WITHOUT_VALUE,
        Severity::Warning,
        sheet.formulas_without_value,
    );
    place(CELL_UNREADABLE, Severity::Error, sheet.broken_cells);
    findings
        .into_iter()
        .map(|finding| finding.in_table(&sheet.name))
        .collect()
}

fn column_findings(notes: &ColumnNotes, rows: &Range<u64>, is_number: bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut place = |code, places: Places, severity| {
        if places.count > 0 && rows.contains(&places.first_row) {
            findings.push(
                Finding::new(code, severity)
                    .times(places.count)
                    .at_row(places.first_row),
            );
        }
    };
    place(PERCENT_FORMAT, notes.percent, Severity::Note);
    place(ZEROS_BY_FORMAT, notes.zero_padded, Severity::Note);
    if is_number {
        place(NUMBER_STORED_AS_TEXT, notes.numeric_text, Severity::Warning);
    }
    findings
}
