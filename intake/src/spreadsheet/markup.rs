//! Workbooks that are texts: *XML-Kalkulationstabelle 2003* (`SpreadsheetML`) and web pages that programs of offices
//! hand out as `.xls`.
//!
//! They are read once to see which sheets there are and which cells are merged, and once more for each sheet, so that
//! no sheet is held in memory.

mod html;
mod workbook_xml;

use super::book::SheetError;
use super::merge::MergedRange;
use super::number_format::NumberForm;
use super::sheet_sink::SheetSink;
use super::value::from_ref;
use crate::archive::Damage;
use calamine::{DataRef, Sheet, SheetType, SheetVisible};
use hebewerk_hub::ports::ReadError;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Tables of a page beyond this are layout.
const MOST_SHEETS: usize = 200;
/// How every workbook of Excel 97 begins.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0";

/// An open workbook.
pub(super) struct MarkupBook {
    file: PathBuf,
    writing: Writing,
    sheets: Vec<Sheet>,
    merged: Vec<Vec<MergedRange>>,
}

/// How a workbook is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Writing {
    Xml,
    Html,
}

/// Takes what a workbook says, in its order.
trait Visitor {
    /// A sheet begins.
    fn sheet(&mut self, name: Option<String>, visible: bool);

    /// The sheet begun last is hidden after all.
    fn hidden(&mut self);

    /// Cells of the sheet begun last are merged.
    fn merged(&mut self, range: MergedRange);

    /// A cell of the sheet begun last, at its 0-based row and column.
    fn cell(
        &mut self,
        place: (u32, u32),
        value: &DataRef<'_>,
        form: NumberForm,
    ) -> Result<(), SheetError>;
}

impl MarkupBook {
    /// Whether a file that counts as a workbook of Excel 97 is a text.
    pub(super) fn is_one(file: &Path) -> std::io::Result<bool> {
        let mut head = Vec::new();
        File::open(file)?.take(4).read_to_end(&mut head)?;
        Ok(head != COMPOUND)
    }

    /// Opens a workbook and looks for its sheets.
    pub(super) fn open(file: &Path) -> Result<Self, ReadError> {
        let mut book = Self {
            file: file.to_owned(),
            writing: Writing::Xml,
            sheets: Vec::new(),
            merged: Vec::new(),
        };
        if workbook_xml::is_one(file)? {
            workbook_xml::visit(file, &mut book).map_err(fatal)?;
        } else {
            book.writing = Writing::Html;
            html::visit(file, &mut book).map_err(fatal)?;
        }
        Ok(book)
    }

    /// Sheets in their order.
    pub(super) fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    /// Merged ranges of a sheet.
    pub(super) fn merged_ranges(&self, sheet: &str) -> Vec<MergedRange> {
        self.place(sheet)
            .and_then(|place| self.merged.get(place))
            .cloned()
            .unwrap_or_default()
    }

    /// Gives all cells of a sheet to the sink.
    pub(super) fn read_sheet(
        &self,
        sheet: &str,
        sink: &mut SheetSink<'_>,
    ) -> Result<(), SheetError> {
        let Some(wanted) = self.place(sheet) else {
            return Err(SheetError::Damaged(Damage::MissingPart));
        };
        let mut reading = OneSheet {
            wanted,
            begun: 0,
            sink,
        };
        match self.writing {
            Writing::Xml => workbook_xml::visit(&self.file, &mut reading),
            Writing::Html => {
                reading.sink.expect_texts();
                html::visit(&self.file, &mut reading)
            }
        }
    }

    fn place(&self, sheet: &str) -> Option<usize> {
        self.sheets.iter().position(|known| known.name == sheet)
    }
}

fn fatal(error: SheetError) -> ReadError {
    match error {
        SheetError::Damaged(damage) => damage.error("xls"),
        SheetError::Fatal(error) => error,
    }
}

impl Visitor for MarkupBook {
    fn sheet(&mut self, name: Option<String>, visible: bool) {
        if self.sheets.len() >= MOST_SHEETS {
            return;
        }
        let name = name.filter(|name| self.place(name).is_none());
        let name = name.unwrap_or_else(|| self.free_name());
        self.sheets.push(Sheet {
            name,
            typ: SheetType::WorkSheet,
            visible: if visible {
                SheetVisible::Visible
            } else {
                SheetVisible::Hidden
            },
        });
        self.merged.push(Vec::new());
    }

    fn hidden(&mut self) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.visible = SheetVisible::Hidden;
        }
    }

    fn merged(&mut self, range: MergedRange) {
        if let Some(ranges) = self.merged.last_mut() {
            ranges.push(range);
        }
    }

    fn cell(
        &mut self,
        _place: (u32, u32),
        _value: &DataRef<'_>,
        _form: NumberForm,
    ) -> Result<(), SheetError> {
        Ok(())
    }
}

impl MarkupBook {
    /// A name like those that Excel gives in German.
    fn free_name(&self) -> String {
        let mut names = (self.sheets.len() + 1..).map(|number| format!("Tabelle{number}"));
        names
            .find(|name| self.place(name).is_none())
            .unwrap_or_default()
    }
}

/// Hands the cells of one sheet on.
struct OneSheet<'a, 'b> {
    wanted: usize,
    /// Sheets that have begun.
    begun: usize,
    sink: &'a mut SheetSink<'b>,
}

impl Visitor for OneSheet<'_, '_> {
    fn sheet(&mut self, _name: Option<String>, _visible: bool) {
        self.begun += 1;
    }

    fn hidden(&mut self) {}

    fn merged(&mut self, _range: MergedRange) {}

    fn cell(
        &mut self,
        place: (u32, u32),
        value: &DataRef<'_>,
        form: NumberForm,
    ) -> Result<(), SheetError> {
        if self.begun == self.wanted + 1 {
            self.sink.cell(place, &from_ref(value, form), form)?;
        }
        Ok(())
    }
}
