//! What a record below the header is. Both passes over a file ask here, so that they count alike.

use crate::column_sight::trimmed;
use crate::record::{RawCell, Record};

/// Kinds of records below the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// No value at all: no row of the table.
    Blank,
    /// The header once more: no row of the table.
    RepeatedHeader,
    /// A comment between the rows: no row of the table.
    Comment,
    /// More values than columns: set aside.
    TooLong,
    /// Fewer cells than columns: the missing ones are empty.
    Short,
    /// A row.
    Whole,
}

/// Knows width and header of a table.
#[derive(Debug, Clone, Default)]
pub struct RowCourse {
    width: usize,
    header: Vec<String>,
}

impl RowCourse {
    /// For a table of `width` columns under this last header row, if any.
    pub fn new(width: usize, header: Option<&Record>) -> Self {
        let texts: Vec<String> = header
            .map(|record| {
                (0..record.len())
                    .map(|index| record.text_of(index).trim().to_owned())
                    .collect()
            })
            .unwrap_or_default();
        let labels = texts.iter().filter(|text| !text.is_empty()).count();
        // A header of a single word may well be a value too.
        let header = if labels >= 2 { texts } else { Vec::new() };
        Self { width, header }
    }

    /// What the record is.
    pub fn kind(&self, record: &Record) -> RowKind {
        if record.is_blank() {
            return RowKind::Blank;
        }
        if self.repeats_header(record) {
            return RowKind::RepeatedHeader;
        }
        if self.is_comment(record) {
            return RowKind::Comment;
        }
        if record.len() > self.width {
            let surplus = (self.width..record.len()).any(|index| !is_empty(record.cell(index)));
            return if surplus {
                RowKind::TooLong
            } else {
                RowKind::Whole
            };
        }
        if record.len() < self.width {
            RowKind::Short
        } else {
            RowKind::Whole
        }
    }

    /// A drawn line, or one that begins with `#` or `//` and has too few cells to be a row.
    fn is_comment(&self, record: &Record) -> bool {
        if self.is_rule(record) {
            return true;
        }
        let RawCell::Text(first) = record.cell(0) else {
            return false;
        };
        (first.starts_with('#') || first.starts_with("//"))
            && record.len() < self.width
            && (1..record.len()).all(|index| is_empty(record.cell(index)))
            && !self
                .header
                .first()
                .is_some_and(|label| label.starts_with('#'))
    }

    /// A line drawn between header and rows: nothing but dashes in at least two cells.
    fn is_rule(&self, record: &Record) -> bool {
        let mut drawn = 0;
        for cell in record.cells() {
            match cell {
                RawCell::Text(text) if is_drawn(trimmed(text)) => drawn += 1,
                cell if is_empty(cell) => {}
                _ => return false,
            }
        }
        drawn >= 2 && self.width >= 2
    }

    /// Whether a record with this first cell may be the header once more.
    pub(crate) fn may_repeat(&self, first: &str) -> bool {
        self.header
            .first()
            .is_some_and(|label| trimmed(first) == label)
    }

    fn repeats_header(&self, record: &Record) -> bool {
        !self.header.is_empty()
            && record.len() >= self.header.len()
            && self
                .header
                .iter()
                .enumerate()
                .all(|(index, label)| match record.cell(index) {
                    RawCell::Text(text) => trimmed(text) == label,
                    RawCell::Empty => label.is_empty(),
                    _ => false,
                })
    }
}

/// A piece of a drawn line.
pub(crate) fn is_drawn(text: &str) -> bool {
    text.len() >= 3 && text.bytes().all(|byte| matches!(byte, b'-' | b'=' | b':'))
}

fn is_empty(cell: RawCell<'_>) -> bool {
    match cell {
        RawCell::Empty => true,
        RawCell::Text(text) => trimmed(text).is_empty(),
        _ => false,
    }
}
