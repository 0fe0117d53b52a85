//! What a record below the header is. Both passes over a file ask here, so that they count alike.

use crate::column_sight::trimmed;
use crate::record::{RawCell, Record, Torn};

/// Kinds of records below the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// No value at all: no row of the table.
    Blank,
    /// The header once more: no row of the table.
    RepeatedHeader,
    /// A comment or a title between the rows: no row of the table.
    Comment,
    /// More values than columns: set aside.
    TooLong,
    /// A record too long to be believed, or its last piece: set aside.
    Torn,
    /// Another piece of such a record: set aside, but no row of its own.
    TornPiece,
    /// Fewer cells than columns: the missing ones are empty.
    Short,
    /// A row.
    Whole,
}

/// What stands above the rows of a table.
#[derive(Debug, Clone, Default)]
pub struct Heading {
    /// The last row of the header, if there is any.
    pub header: Option<Record>,
    titles: Vec<[String; TITLE_WORDS]>,
    /// Rows stand above: what looks like a title may be anything, such as a note to another table.
    below_rows: bool,
}

impl Heading {
    /// Takes the next record above the header in, from the beginning of the source on.
    pub fn add_title(&mut self, record: &Record) {
        let filled = (0..record.len()).filter(|index| !is_empty(record.cell(*index)));
        if filled.count() > 1 {
            self.titles.clear();
            self.below_rows = true;
        }
        if !self.below_rows && self.titles.len() < MOST_TITLES {
            self.titles.extend(title(record));
        }
    }
}

/// Titles that are remembered.
const MOST_TITLES: usize = 64;

/// Knows width and header of a table.
#[derive(Debug, Clone, Default)]
pub struct RowCourse {
    width: usize,
    header: Vec<String>,
    /// First words of the titles above.
    titles: Vec<[String; TITLE_WORDS]>,
}

/// Words by which a title that comes again is known: what follows may be another year.
const TITLE_WORDS: usize = 3;

impl RowCourse {
    /// For a table of `width` columns under this heading.
    pub fn new(width: usize, heading: &Heading) -> Self {
        let texts: Vec<String> = heading
            .header
            .as_ref()
            .map(|record| {
                (0..record.len())
                    .map(|index| record.text_of(index).trim().to_owned())
                    .collect()
            })
            .unwrap_or_default();
        let labels = texts.iter().filter(|text| !text.is_empty()).count();
        // A header of a single word may well be a value too.
        let header = if labels >= 2 { texts } else { Vec::new() };
        Self {
            width,
            header,
            titles: heading.titles.clone(),
        }
    }

    /// What the record is.
    pub fn kind(&self, record: &Record) -> RowKind {
        match record.torn() {
            Torn::No => {}
            Torn::GoesOn => return RowKind::TornPiece,
            Torn::Ends => return RowKind::Torn,
        }
        if record.is_blank() {
            return RowKind::Blank;
        }
        if self.repeats_header(record) {
            return RowKind::RepeatedHeader;
        }
        if self.is_comment(record) || self.is_title(record) {
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
        // Where the first label begins so, what begins so may be a value of it: `#12`. A remark leaves a gap and has no
        // second cell.
        let labelled = self.header.first();
        let remark = if labelled.is_some_and(|label| label.starts_with('#')) {
            first.starts_with("# ") && record.len() == 1
        } else {
            first.starts_with('#') || first.starts_with("//")
        };
        remark
            && record.len() < self.width
            && (1..record.len()).all(|index| is_empty(record.cell(index)))
    }

    /// A title that begins like the one above the header, where the next part of the table begins.
    fn is_title(&self, record: &Record) -> bool {
        self.width >= 2
            && !self.titles.is_empty()
            && title(record).is_some_and(|words| self.titles.contains(&words))
    }

    /// A line drawn between header and rows: nothing but dashes in at least two cells, or all along in the only one.
    fn is_rule(&self, record: &Record) -> bool {
        let mut drawn = 0;
        if record.len() == 1 && self.width >= 3 {
            return matches!(record.cell(0), RawCell::Text(text) if is_long_line(trimmed(text)));
        }
        for cell in record.cells() {
            match cell {
                RawCell::Text(text) if is_drawn(trimmed(text)) => drawn += 1,
                cell if is_empty(cell) => {}
                _ => return false,
            }
        }
        drawn >= 2 && self.width >= 2
    }

    /// Whether a record with this first cell may be the header once more, or a title of the table.
    pub(crate) fn may_repeat(&self, first: &str) -> bool {
        let is_label = |label: &String| trimmed(first) == label;
        let begins = |title: &[String; TITLE_WORDS]| {
            first
                .split_whitespace()
                .take(TITLE_WORDS)
                .eq(title.iter().map(String::as_str))
        };
        self.header.first().is_some_and(is_label) || self.titles.iter().any(begins)
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

/// The first words of a record that could be a title: enough of them, in the first cell, and nothing else.
fn title(record: &Record) -> Option<[String; TITLE_WORDS]> {
    let RawCell::Text(first) = record.cell(0) else {
        return None;
    };
    if (1..record.len()).any(|index| !is_empty(record.cell(index))) {
        return None;
    }
    let words: Vec<String> = first
        .split_whitespace()
        .take(TITLE_WORDS)
        .map(str::to_owned)
        .collect();
    words.try_into().ok()
}

/// A piece of a drawn line.
pub(crate) fn is_drawn(text: &str) -> bool {
    text.len() >= 3 && text.bytes().all(|byte| matches!(byte, b'-' | b'=' | b':'))
}

/// A line drawn across a list: `----------`, `+-----+-----+`.
fn is_long_line(text: &str) -> bool {
    const LONG: usize = 10;
    let drawn = |byte: &u8| matches!(byte, b'-' | b'=' | b'_');
    text.len() >= LONG
        && text.bytes().all(|byte| drawn(&byte) || byte == b'+')
        && text.bytes().filter(drawn).count() * 2 > text.len()
}

fn is_empty(cell: RawCell<'_>) -> bool {
    match cell {
        RawCell::Empty => true,
        RawCell::Text(text) => trimmed(text).is_empty(),
        _ => false,
    }
}
