//! The number formats of cells where the library does not tell them: the parts of XLS, XLSB and ODS are looked through
//! for them.
//!
//! Kept is where a column changes from one form to another, so that memory grows with changes and not with cells.
//! Only cells with numbers count: what lies between two of them is never asked for.

mod binary;
mod old;
mod open_document;

use super::number_format::NumberForm;
use hebewerk_hub::ports::ReadError;
use hebewerk_model::Format;
use std::collections::HashMap;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use zip::ZipArchive;

/// Columns a sheet can have.
const MOST_COLUMNS: u32 = 16_384;
/// Changes of all sheets together (16 bytes and more each). Behind them numbers count as plain.
const MOST_CHANGES: usize = 2_000_000;
/// Formats and styles of one workbook; office programs stop at 65,490.
const MOST_STYLES: usize = 100_000;

/// The forms of all sheets of a workbook.
#[derive(Debug)]
pub(super) struct NumberForms {
    sheets: HashMap<String, SheetForms>,
    left: usize,
}

/// The forms of one sheet.
#[derive(Debug, Default)]
pub(super) struct SheetForms {
    /// Of each column, from which row on (0-based) numbers have which form.
    columns: Vec<Vec<(u32, NumberForm)>>,
    /// The first row of which nothing is known, because there were too many changes before it.
    end: Option<u32>,
}

impl Default for NumberForms {
    fn default() -> Self {
        Self {
            sheets: HashMap::new(),
            left: MOST_CHANGES,
        }
    }
}

impl NumberForms {
    /// Looks through a workbook; nothing is found where it is damaged, or where the library tells.
    pub(super) fn of(file: &Path, format: Format) -> Result<Self, ReadError> {
        let mut forms = Self::default();
        if format == Format::Xls {
            old::find(&std::fs::read(file)?, &mut forms);
            return Ok(forms);
        }
        if !matches!(format, Format::Xlsb | Format::Ods) {
            return Ok(forms);
        }
        if let Ok(mut archive) = ZipArchive::new(BufReader::new(File::open(file)?)) {
            match format {
                Format::Ods => open_document::find(&mut archive, &mut forms),
                _ => binary::find(&mut archive, &mut forms),
            }
        }
        Ok(forms)
    }

    /// The forms of a sheet.
    pub(super) fn sheet(&self, name: &str) -> Option<&SheetForms> {
        self.sheets.get(name)
    }

    /// Notes the form of a number at a 0-based position of the sheet at hand; positions come row by row.
    fn see(&mut self, sheet: &mut SheetForms, (row, column): (u32, u32), form: NumberForm) {
        if column >= MOST_COLUMNS || sheet.end.is_some() {
            return;
        }
        let index = column as usize;
        let last = sheet.columns.get(index).and_then(|it| it.last()).copied();
        let (since, known) = last.unwrap_or_default();
        if known == form || row < since {
            return;
        }
        if self.left == 0 {
            sheet.end = Some(row);
            return;
        }
        self.left -= 1;
        if sheet.columns.len() <= index {
            sheet.columns.resize(index + 1, Vec::new());
        }
        if let Some(changes) = sheet.columns.get_mut(index) {
            changes.push((row, form));
        }
    }

    fn keep(&mut self, name: String, sheet: SheetForms) {
        if !sheet.columns.is_empty() {
            self.sheets.insert(name, sheet);
        }
    }
}

impl SheetForms {
    /// The form of the number at a 0-based position.
    pub(super) fn at(&self, (row, column): (u32, u32)) -> NumberForm {
        if self.end.is_some_and(|end| row >= end) {
            return NumberForm::Plain;
        }
        let Some(changes) = self.columns.get(column as usize) else {
            return NumberForm::Plain;
        };
        let behind = changes.partition_point(|(since, _)| *since <= row);
        let change = behind.checked_sub(1).and_then(|last| changes.get(last));
        change.map_or(NumberForm::Plain, |(_, form)| *form)
    }
}

/// The form of a format that is in no list, because every program knows it: `0%` and `0.00%`.
fn built_in(format: u16) -> NumberForm {
    match format {
        9 | 10 => NumberForm::Percent,
        _ => NumberForm::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_holds_until_a_number_with_another_one() {
        let mut forms = NumberForms::default();
        let mut sheet = SheetForms::default();
        let five = NumberForm::Padded(5);
        for (row, form) in [
            (0, NumberForm::Plain),
            (2, five),
            (3, five),
            (6, NumberForm::Plain),
        ] {
            forms.see(&mut sheet, (row, 1), form);
        }
        forms.see(&mut sheet, (1, 1), NumberForm::Percent);
        forms.see(&mut sheet, (7, MOST_COLUMNS), five);
        let seen: Vec<NumberForm> = (1..8).map(|row| sheet.at((row, 1))).collect();
        let plain = NumberForm::Plain;
        assert_eq!(seen, [plain, five, five, five, five, plain, plain]);
        assert_eq!(sheet.at((3, 0)), plain);
        assert_eq!(forms.left, MOST_CHANGES - 2);
    }

    #[test]
    fn behind_too_many_changes_numbers_are_plain() {
        let mut forms = NumberForms {
            left: 1,
            ..NumberForms::default()
        };
        let mut sheet = SheetForms::default();
        forms.see(&mut sheet, (0, 0), NumberForm::Padded(3));
        forms.see(&mut sheet, (4, 0), NumberForm::Plain);
        assert_eq!(sheet.at((3, 0)), NumberForm::Padded(3));
        assert_eq!(sheet.at((4, 0)), NumberForm::Plain);
    }
}
