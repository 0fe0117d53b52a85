//! *XML-Kalkulationstabelle 2003*: the XML of Excel 2002 and 2003, which programs still write because it needs no ZIP.
//! Its elements are those of Microsoft's schema `urn:schemas-microsoft-com:office:spreadsheet`.

use super::Visitor;
use crate::archive::Damage;
use crate::spreadsheet::book::SheetError;
use crate::spreadsheet::hidden::{attribute, number};
use crate::spreadsheet::merge::MergedRange;
use crate::spreadsheet::number_format::{NumberForm, number_form};
use crate::xml::{XmlText, push_text};
use calamine::DataRef;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;
use std::io::{self, Read};
use std::path::Path;

/// Rows and columns a sheet of Excel can have.
const ROWS: u32 = 1 << 20;
const COLUMNS: u32 = 1 << 14;
/// Where the outermost element stands.
const HEAD_BYTES: u64 = 64 << 10;

/// Whether a file is such a workbook, by its outermost element.
pub(super) fn is_one(file: &Path) -> io::Result<bool> {
    let (text, _bytes) = XmlText::open(file)?;
    let mut head = String::new();
    // A sign cut in two at the end belongs to no name.
    let _cut = text.take(HEAD_BYTES).read_to_string(&mut head);
    Ok(head.contains("urn:schemas-microsoft-com:office:spreadsheet") && !head.contains("<html"))
}

/// Reads the whole workbook.
pub(super) fn visit(file: &Path, visitor: &mut dyn Visitor) -> Result<(), SheetError> {
    let (text, _bytes) = XmlText::open(file).map_err(of_io)?;
    let mut reader = Reader::from_reader(text);
    let mut buffer = Vec::new();
    let mut walk = Walk::default();
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element)) => walk.start(&element, visitor)?,
            Ok(Event::Empty(element)) => {
                walk.start(&element, visitor)?;
                walk.end(element.local_name().as_ref(), visitor)?;
            }
            Ok(Event::End(element)) => walk.end(element.local_name().as_ref(), visitor)?,
            Ok(Event::Eof) => return walk.finished(),
            Ok(event) => {
                if let Some(words) = &mut walk.words {
                    push_text(&event, words, &mut 0);
                }
            }
            Err(quick_xml::Error::Io(error)) => return Err(of_io(&*error)),
            Err(_) => return Err(SheetError::Damaged(Damage::Xml)),
        }
        buffer.clear();
    }
}

fn of_io(error: impl std::borrow::Borrow<io::Error>) -> SheetError {
    SheetError::Damaged(Damage::of_io(error.borrow()))
}

/// Where the reader is.
#[derive(Default)]
struct Walk {
    forms: HashMap<String, NumberForm>,
    style: Option<String>,
    /// The next row and column, 0-based, and how many columns the cell at hand spans.
    row: u32,
    column: u32,
    across: u32,
    form: NumberForm,
    /// Type and text of the value at hand.
    kind: String,
    words: Option<String>,
    /// Elements that are open.
    depth: u32,
    ended: bool,
}

impl Walk {
    fn start(
        &mut self,
        element: &BytesStart<'_>,
        visitor: &mut dyn Visitor,
    ) -> Result<(), SheetError> {
        self.depth += 1;
        match element.local_name().as_ref() {
            "Style" => self.style = attribute(element, "ID"),
            "NumberFormat" => {
                if let (Some(style), Some(format)) = (&self.style, attribute(element, "Format")) {
                    self.forms.insert(style.clone(), number_form(&format));
                }
            }
            "Worksheet" => {
                (self.row, self.column) = (0, 0);
                visitor.sheet(attribute(element, "Name"), true);
            }
            "Row" => {
                self.row = place(element, self.row, ROWS)?;
                self.column = 0;
            }
            "Cell" => self.cell(element, visitor)?,
            "Data" => {
                self.kind = attribute(element, "Type").unwrap_or_default();
                self.words = Some(String::new());
            }
            "Visible" => self.words = Some(String::new()),
            _ => {}
        }
        Ok(())
    }

    fn cell(
        &mut self,
        element: &BytesStart<'_>,
        visitor: &mut dyn Visitor,
    ) -> Result<(), SheetError> {
        self.column = place(element, self.column, COLUMNS)?;
        let style = attribute(element, "StyleID");
        self.form = style
            .and_then(|style| self.forms.get(&style).copied())
            .unwrap_or_default();
        self.across = number(element, "MergeAcross").unwrap_or(0).min(COLUMNS);
        let down = number(element, "MergeDown").unwrap_or(0).min(ROWS);
        if self.across + down > 0 {
            visitor.merged(MergedRange {
                first_row: self.row,
                last_row: self.row + down,
                first_column: self.column,
                last_column: self.column + self.across,
            });
        }
        Ok(())
    }

    fn end(&mut self, name: &str, visitor: &mut dyn Visitor) -> Result<(), SheetError> {
        self.depth = self.depth.saturating_sub(1);
        match name {
            "Workbook" => self.ended = true,
            "Style" => self.style = None,
            "Row" => self.row += 1,
            "Cell" => self.column += 1 + self.across,
            "Data" => {
                let words = self.words.take().unwrap_or_default();
                let value = value(&self.kind, words);
                visitor.cell((self.row, self.column), &value, self.form)?;
            }
            "Visible" => {
                let words = self.words.take().unwrap_or_default();
                if words.trim().ends_with("Hidden") {
                    visitor.hidden();
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Half a workbook is none.
    fn finished(&self) -> Result<(), SheetError> {
        if self.ended && self.depth == 0 {
            Ok(())
        } else {
            Err(SheetError::Damaged(Damage::Truncated))
        }
    }
}

/// The place an element says it has (1-based), else the next; an error outside of every sheet.
fn place(element: &BytesStart<'_>, next: u32, end: u32) -> Result<u32, SheetError> {
    let place = number(element, "Index").map_or(next, |index| index.saturating_sub(1));
    if place < end {
        Ok(place)
    } else {
        Err(SheetError::Damaged(Damage::Rules))
    }
}

fn value(kind: &str, words: String) -> DataRef<'static> {
    match kind {
        "Number" => words
            .trim()
            .parse()
            .map_or(DataRef::String(words), DataRef::Float),
        "DateTime" => DataRef::DateTimeIso(words),
        "Boolean" => DataRef::Bool(words.trim() == "1"),
        "Error" => DataRef::Error(error(words.trim())),
        _ => DataRef::String(words),
    }
}

fn error(words: &str) -> calamine::CellErrorType {
    use calamine::CellErrorType as E;
    match words {
        "#DIV/0!" => E::Div0,
        "#N/A" => E::NA,
        "#NAME?" => E::Name,
        "#NULL!" => E::Null,
        "#NUM!" => E::Num,
        "#REF!" => E::Ref,
        _ => E::Value,
    }
}
