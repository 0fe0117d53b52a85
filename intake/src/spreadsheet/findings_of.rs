//! From the manifest of a workbook to findings.

use super::findings::{
    CELL_UNREADABLE, EMPTY_SHEET, FORMULA_WITHOUT_VALUE, HIDDEN_SHEET, MERGED_CELLS_FILLED,
    NUMBER_STORED_AS_TEXT, PERCENT_FORMAT, SHEET_UNREADABLE, ZEROS_BY_FORMAT,
};
use super::manifest::{ColumnNotes, Manifest, Places, SheetManifest};
use hebewerk_model::{Finding, InspectedTable, Severity};

/// Sheets named one by one; a workbook can have thousands of empty ones.
const NAMED_SHEETS: usize = 50;

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

/// Findings about one sheet, in terms of the table recognised in it.
pub(super) fn sheet(sheet: &SheetManifest, table: &InspectedTable) -> Vec<Finding> {
    let mut findings = Vec::new();
    if sheet.hidden {
        findings.push(Finding::new(HIDDEN_SHEET, Severity::Warning).with("sheet", &sheet.name));
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
    for (index, column) in table.columns.iter().enumerate() {
        if let Some(notes) = sheet.columns.get(index + sheet.first_column as usize) {
            let of_column = column_findings(notes, column.column_type.is_number());
            findings.extend(
                of_column
                    .into_iter()
                    .map(|finding| finding.in_column(&column.label)),
            );
        }
    }
    findings
        .into_iter()
        .map(|finding| finding.in_table(&table.name))
        .collect()
}

fn column_findings(notes: &ColumnNotes, is_number: bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut place = |code, places: Places, severity| {
        if places.count > 0 {
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
