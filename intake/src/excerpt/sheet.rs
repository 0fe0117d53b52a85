//! The first rows of a worksheet, and which shared texts they need.

use super::tags::{Tag, Tags, local};
use super::{markup, records};
use std::ops::Range;

/// A sheet without rows, in place of one of which no row can be shown.
const EMPTY: &[u8] = b"<worksheet><sheetData/></worksheet>";

/// How the parts of a workbook are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Writing {
    Markup,
    Records,
}

/// A worksheet of rows that are whole.
pub(super) struct Sheet {
    writing: Writing,
    pub(super) text: Vec<u8>,
    /// The element of merged cells; empty where there are none.
    merged: Vec<u8>,
    /// Numbers of shared texts, and where the row begins that needs them.
    texts: Vec<(usize, usize)>,
}

impl Sheet {
    /// Cuts the beginning of a worksheet; one without any whole row is empty.
    pub(super) fn of(beginning: &[u8], writing: Writing) -> Self {
        let text = cut(beginning, writing);
        Self {
            texts: match writing {
                Writing::Markup => shared_texts(&text),
                Writing::Records => records::texts_of_sheet(&text),
            },
            writing,
            text,
            merged: Vec::new(),
        }
    }

    /// Takes the merged cells from the end of the sheet.
    pub(super) fn merge(&mut self, end: &[u8]) {
        let mut begin = None;
        let merged = Tags::of(end).find_map(|(range, tag)| match tag {
            Tag::Begin { name, .. } if local(name) == b"mergeCells" => {
                begin = Some(range.start);
                None
            }
            Tag::End { name } if local(name) == b"mergeCells" => end.get(begin?..range.end),
            _ => None,
        });
        self.merged = merged.map(<[u8]>::to_vec).unwrap_or_default();
        self.put_merged();
    }

    fn put_merged(&mut self) {
        if let Some(root) = memchr::memmem::rfind(&self.text, b"</") {
            self.text.splice(root..root, self.merged.iter().copied());
        }
    }

    /// The shared texts its rows need.
    pub(super) fn texts(&self) -> impl Iterator<Item = usize> {
        self.texts.iter().map(|(_, number)| *number)
    }

    /// Gives up the first row that needs a text from this number on, and all below it: it would be shown wrongly.
    pub(super) fn end_before(&mut self, number: usize) {
        let beyond = self.texts.iter().find(|(_, needed)| *needed >= number);
        if let Some((row, _)) = beyond {
            // Behind the end of the row before.
            let mut above = self.text.get(..*row).unwrap_or_default().to_vec();
            if self.writing == Writing::Records {
                above.extend_from_slice(records::END_OF_SHEET);
            }
            self.text = cut(&above, self.writing);
            self.put_merged();
        }
    }
}

fn cut(beginning: &[u8], writing: Writing) -> Vec<u8> {
    if writing == Writing::Records {
        return records::cut_sheet(beginning);
    }
    let is_row = |path: &[&[u8]]| path.last() == Some(&b"row".as_slice());
    markup::cut(beginning, Some(&is_row)).unwrap_or_else(|| EMPTY.to_vec())
}

fn shared_texts(text: &[u8]) -> Vec<(usize, usize)> {
    let mut texts = Vec::new();
    let (mut row, mut is_shared, mut value) = (0, false, 0);
    for (range, tag) in Tags::of(text) {
        match tag {
            Tag::Begin { name, inside } => match local(name) {
                b"row" => row = range.start,
                // A style or place is never called so; and one text too many does no harm.
                b"c" => {
                    is_shared = [b"\"s\"", b"'s'"]
                        .iter()
                        .any(|kind| memchr::memmem::find(inside, *kind).is_some());
                }
                b"v" => value = range.end,
                _ => {}
            },
            Tag::End { name } if local(name) == b"v" && is_shared => {
                texts.push((row, number(text, value..range.start)));
            }
            _ => {}
        }
    }
    texts
}

/// A number as the reading library understands it: what is none is the first.
fn number(text: &[u8], range: Range<usize>) -> usize {
    let digits = text.get(range).unwrap_or_default().trim_ascii();
    str::from_utf8(digits)
        .ok()
        .and_then(|digits| digits.parse().ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: &str = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row>\
        <row r=\"2\"><c r=\"A2\" s=\"3\"><v>99</v></c><c r=\"B2\" t='s'><v> 8 </v></c></row><row r=\"3\"><c";

    #[test]
    fn a_sheet_knows_the_texts_of_its_whole_rows() {
        let sheet = Sheet::of(SHEET.as_bytes(), Writing::Markup);
        assert!(sheet.text.ends_with(b"</row></sheetData></worksheet>"));
        assert_eq!(sheet.texts().collect::<Vec<_>>(), [7, 8]);
    }

    #[test]
    fn merged_cells_stand_behind_the_rows_whichever_these_are() {
        let mut sheet = Sheet::of(SHEET.as_bytes(), Writing::Markup);
        let merged = "<mergeCells count='1'><mergeCell ref='A1:B1'/></mergeCells>";
        sheet.merge(format!("<v>1</v></c></row></sheetData>{merged}</worksheet>").as_bytes());
        let behind = format!("</sheetData>{merged}</worksheet>");
        assert!(sheet.text.ends_with(behind.as_bytes()));
        sheet.end_before(8);
        assert!(sheet.text.ends_with(behind.as_bytes()));
    }

    #[test]
    fn rows_end_before_the_first_text_that_is_not_there() {
        let mut sheet = Sheet::of(SHEET.as_bytes(), Writing::Markup);
        sheet.end_before(9);
        assert!(memchr::memmem::find(&sheet.text, b"r=\"2\"").is_some());
        sheet.end_before(8);
        assert!(memchr::memmem::find(&sheet.text, b"r=\"2\"").is_none());
        assert!(memchr::memmem::find(&sheet.text, b"r=\"1\"").is_some());
        sheet.end_before(7);
        assert_eq!(sheet.text, EMPTY);
    }
}
