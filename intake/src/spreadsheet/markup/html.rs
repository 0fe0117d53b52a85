//! Web pages in place of workbooks: each table is a sheet, cells are texts as they are shown.

use super::Visitor;
use crate::archive::Damage;
use crate::spreadsheet::book::SheetError;
use crate::spreadsheet::merge::MergedRange;
use crate::spreadsheet::number_format::NumberForm;
use crate::xml::XmlText;
use calamine::DataRef;
use html5gum::{DefaultEmitter, IoReader, StartTag, Token, Tokenizer};
use std::path::Path;

/// Rows and columns a cell may span, as the HTML standard bounds them.
const MOST_ROWS: u32 = 65_534;
const MOST_COLUMNS: u32 = 1_000;
/// Columns a sheet can have.
const COLUMNS: usize = 1 << 14;

/// Reads the whole page.
pub(super) fn visit(file: &Path, visitor: &mut dyn Visitor) -> Result<(), SheetError> {
    let damaged = |error: &std::io::Error| SheetError::Damaged(Damage::of_io(error));
    let (text, _bytes) = XmlText::open(file).map_err(|error| damaged(&error))?;
    let mut emitter = DefaultEmitter::default();
    // What stands in scripts and styles is no markup.
    emitter.naively_switch_states(true);
    let mut page = Page::default();
    for token in Tokenizer::new_with_emitter(IoReader::new(text), emitter) {
        match token.map_err(|error| damaged(&error))? {
            Token::StartTag(tag) => page.start(&tag, visitor)?,
            Token::EndTag(tag) => page.end(&tag.name, visitor)?,
            Token::String(words) => page.say(&words),
            _ => {}
        }
    }
    page.close_cell(visitor)
}

#[derive(Default)]
struct Page {
    /// Tables that are open; those inside of cells are part of the cell.
    depth: u32,
    rows: u32,
    /// Whether the row at hand has begun.
    in_row: bool,
    column: usize,
    /// Per column the first row that no cell from above reaches.
    free_from: Vec<u32>,
    cell: Option<Cell>,
    silent: bool,
}

struct Cell {
    words: String,
    across: u32,
    down: u32,
}

impl Page {
    fn start(&mut self, tag: &StartTag<()>, visitor: &mut dyn Visitor) -> Result<(), SheetError> {
        match tag.name.as_slice() {
            b"table" => {
                self.depth += 1;
                if self.depth == 1 {
                    *self = Self {
                        depth: 1,
                        ..Self::default()
                    };
                    visitor.sheet(None, true);
                }
            }
            b"tr" if self.depth == 1 => {
                self.close_row(visitor)?;
                (self.in_row, self.column) = (true, 0);
            }
            b"td" | b"th" if self.depth == 1 => {
                self.close_cell(visitor)?;
                self.in_row = true;
                self.cell = Some(Cell {
                    words: String::new(),
                    across: span(tag, b"colspan", MOST_COLUMNS),
                    down: span(tag, b"rowspan", MOST_ROWS),
                });
            }
            b"br" | b"p" | b"div" | b"li" | b"td" | b"th" | b"tr" => self.say(b" "),
            b"script" | b"style" => self.silent = !tag.self_closing,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &[u8], visitor: &mut dyn Visitor) -> Result<(), SheetError> {
        match name {
            b"table" => {
                if self.depth == 1 {
                    self.close_row(visitor)?;
                }
                self.depth = self.depth.saturating_sub(1);
            }
            b"tr" if self.depth == 1 => self.close_row(visitor)?,
            b"td" | b"th" if self.depth == 1 => self.close_cell(visitor)?,
            b"script" | b"style" => self.silent = false,
            _ => {}
        }
        Ok(())
    }

    fn say(&mut self, words: &[u8]) {
        if let Some(cell) = self.cell.as_mut().filter(|_cell| !self.silent) {
            cell.words.push_str(&String::from_utf8_lossy(words));
        }
    }

    fn close_row(&mut self, visitor: &mut dyn Visitor) -> Result<(), SheetError> {
        self.close_cell(visitor)?;
        if std::mem::take(&mut self.in_row) {
            self.rows += 1;
        }
        Ok(())
    }

    fn close_cell(&mut self, visitor: &mut dyn Visitor) -> Result<(), SheetError> {
        let Some(cell) = self.cell.take() else {
            return Ok(());
        };
        while self.free_from.get(self.column).copied().unwrap_or(0) > self.rows {
            self.column += 1;
        }
        let (first, last) = (self.column, self.column + cell.across as usize);
        if last > COLUMNS {
            return Err(SheetError::Damaged(Damage::Rules));
        }
        if self.free_from.len() < last {
            self.free_from.resize(last, 0);
        }
        if let Some(reached) = self.free_from.get_mut(first..last) {
            reached.fill(self.rows + cell.down);
        }
        self.column = last;
        let place = (self.rows, first as u32);
        if cell.across + cell.down > 2 {
            visitor.merged(MergedRange {
                first_row: place.0,
                last_row: place.0 + cell.down - 1,
                first_column: place.1,
                last_column: last as u32 - 1,
            });
        }
        let words = cell.words.split_whitespace().collect::<Vec<_>>().join(" ");
        visitor.cell(place, &DataRef::String(words), NumberForm::Plain)
    }
}

fn span(tag: &StartTag<()>, name: &[u8], most: u32) -> u32 {
    tag.attributes
        .get(name)
        .and_then(|value| std::str::from_utf8(value).ok()?.trim().parse().ok())
        .unwrap_or(1)
        .clamp(1, most)
}
