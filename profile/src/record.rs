//! Records of raw cells: the one form in which text, spreadsheets and JSON reach the recognition.

use crate::calendar::{iso_date, iso_time, iso_timestamp};
use crate::decode::without_zeros;
use std::borrow::Cow;

/// One cell as its source gives it. Text is not yet trimmed or interpreted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RawCell<'a> {
    /// No value.
    Empty,
    /// Text as it stands in the source.
    Text(&'a str),
    /// A whole number that the source itself stores as a number.
    Integer(i64),
    /// A number that the source itself stores as a number.
    Number(f64),
    /// A truth value that the source itself stores as one.
    Boolean(bool),
    /// Days since 1970-01-01.
    Date(i32),
    /// Microseconds since midnight.
    Time(i64),
    /// Local microseconds since 1970-01-01T00:00:00.
    Timestamp(i64),
    /// A nested value as JSON text.
    Json(&'a str),
    /// An error cell of a spreadsheet (`#DIV/0!`): no value, but it was not empty.
    Error(&'a str),
    /// Bytes: a geometry as WKB.
    Binary(&'a [u8]),
}

impl<'a> RawCell<'a> {
    /// The cell as text: as it stands in the source; numbers in the shortest form, days and times in ISO 8601, bytes
    /// as hexadecimal digits.
    pub fn to_text(self) -> Cow<'a, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) | Self::Json(text) | Self::Error(text) => Cow::Borrowed(text),
            Self::Integer(value) => Cow::Owned(value.to_string()),
            Self::Number(value) => Cow::Owned(value.to_string()),
            Self::Boolean(value) => Cow::Borrowed(if value { "true" } else { "false" }),
            Self::Date(days) => Cow::Owned(iso_date(days)),
            Self::Time(micros) => Cow::Owned(iso_time(micros)),
            Self::Timestamp(micros) => Cow::Owned(iso_timestamp(micros)),
            Self::Binary(bytes) => {
                Cow::Owned(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
            }
        }
    }
}

#[derive(Debug, Clone, Copy)]
enum Slot {
    Empty,
    Text(u32, u32),
    Integer(i64),
    Number(f64),
    Boolean(bool),
    Date(i32),
    Time(i64),
    Timestamp(i64),
    Json(u32, u32),
    Error(u32, u32),
    Binary(u32, u32),
}

/// A record that is filled again and again, so that reading a cell allocates nothing.
#[derive(Debug, Clone, Default)]
pub struct Record {
    row: u64,
    text: String,
    bytes: Vec<u8>,
    slots: Vec<Slot>,
    torn: Torn,
}

/// Whether a record is a piece of one that is too long to be believed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Torn {
    /// It is whole.
    #[default]
    No,
    /// More of it follows.
    GoesOn,
    /// The last piece.
    Ends,
}

impl Record {
    /// An empty record.
    pub fn new() -> Self {
        Self::default()
    }

    /// Forgets all cells; `row` is the 1-based line or row in the source.
    pub fn start(&mut self, row: u64) {
        self.row = row;
        self.text.clear();
        self.bytes.clear();
        self.slots.clear();
        self.torn = Torn::No;
    }

    /// Whether it is a piece of a record that is too long.
    pub(crate) const fn torn(&self) -> Torn {
        self.torn
    }

    /// Says that it is a piece of a record that is too long.
    pub(crate) const fn tear(&mut self, torn: Torn) {
        self.torn = torn;
    }

    /// Becomes a copy of `other`, keeping its own memory.
    pub fn assign(&mut self, other: &Self) {
        self.row = other.row;
        self.text.clone_from(&other.text);
        self.bytes.clone_from(&other.bytes);
        self.slots.clone_from(&other.slots);
        self.torn = other.torn;
    }

    /// 1-based line (text), row (sheet) or element (JSON) in the source.
    pub fn row(&self) -> u64 {
        self.row
    }

    /// Gives it another row.
    pub(crate) fn set_row(&mut self, row: u64) {
        self.row = row;
    }

    /// Number of cells.
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Bytes held beside the cells' slots: of text, and of cells that are bytes.
    pub fn text_bytes(&self) -> usize {
        self.text.len() + self.bytes.len()
    }

    /// Whether there is no cell at all.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// Whether no cell holds more than white space.
    pub fn is_blank(&self) -> bool {
        self.slots.iter().all(|slot| match *slot {
            Slot::Empty => true,
            Slot::Text(from, to) => self.text(from, to).trim().is_empty(),
            _ => false,
        })
    }

    /// Appends a cell.
    pub fn push(&mut self, cell: RawCell<'_>) {
        let slot = match cell {
            RawCell::Empty => Slot::Empty,
            RawCell::Text(text) => {
                let (from, to) = self.keep(text);
                Slot::Text(from, to)
            }
            RawCell::Integer(value) => Slot::Integer(value),
            RawCell::Number(value) => Slot::Number(value),
            RawCell::Boolean(value) => Slot::Boolean(value),
            RawCell::Date(days) => Slot::Date(days),
            RawCell::Time(micros) => Slot::Time(micros),
            RawCell::Timestamp(micros) => Slot::Timestamp(micros),
            RawCell::Json(text) => {
                let (from, to) = self.keep(text);
                Slot::Json(from, to)
            }
            RawCell::Error(text) => {
                let (from, to) = self.keep(text);
                Slot::Error(from, to)
            }
            RawCell::Binary(bytes) => {
                let from = self.bytes.len() as u32;
                self.bytes.extend_from_slice(bytes);
                Slot::Binary(from, self.bytes.len() as u32)
            }
        };
        self.slots.push(slot);
    }

    /// Appends empty cells until there are `width`.
    pub fn pad_to(&mut self, width: usize) {
        if self.slots.len() < width {
            self.slots.resize(width, Slot::Empty);
        }
    }

    /// Drops cells behind the first `width`.
    pub fn cut_to(&mut self, width: usize) {
        self.slots.truncate(width);
    }

    /// Cell number `index` (0-based); beyond the end every cell is empty.
    pub fn cell(&self, index: usize) -> RawCell<'_> {
        match self.slots.get(index) {
            None | Some(Slot::Empty) => RawCell::Empty,
            Some(Slot::Text(from, to)) if from == to => RawCell::Empty,
            Some(Slot::Text(from, to)) => RawCell::Text(self.text(*from, *to)),
            Some(Slot::Integer(value)) => RawCell::Integer(*value),
            Some(Slot::Number(value)) => RawCell::Number(*value),
            Some(Slot::Boolean(value)) => RawCell::Boolean(*value),
            Some(Slot::Date(days)) => RawCell::Date(*days),
            Some(Slot::Time(micros)) => RawCell::Time(*micros),
            Some(Slot::Timestamp(micros)) => RawCell::Timestamp(*micros),
            Some(Slot::Json(from, to)) => RawCell::Json(self.text(*from, *to)),
            Some(Slot::Error(from, to)) => RawCell::Error(self.text(*from, *to)),
            Some(Slot::Binary(from, to)) => {
                RawCell::Binary(self.bytes.get(*from as usize..*to as usize).unwrap_or(&[]))
            }
        }
    }

    /// Cell number `index` as text: as it stands in the source, numbers in the shortest form.
    pub fn text_of(&self, index: usize) -> Cow<'_, str> {
        self.cell(index).to_text()
    }

    /// Cell number `index` of a record of texts, as it stands in the source.
    pub(crate) fn plain_text(&self, index: usize) -> &str {
        match self.cell(index) {
            RawCell::Text(text) => text,
            _ => "",
        }
    }

    /// All cells in order.
    pub fn cells(&self) -> impl Iterator<Item = RawCell<'_>> {
        (0..self.slots.len()).map(|index| self.cell(index))
    }

    /// Takes over a piece of text that holds several cells; [`Self::push_span`] cuts them out of it.
    ///
    /// Returns where the piece begins. Together they save copying cell by cell.
    pub fn keep_piece(&mut self, piece: &str) -> u32 {
        self.keep(piece).0
    }

    /// Appends a text cell that lies at `from..to` of the kept text; an empty span is an empty cell.
    pub fn push_span(&mut self, from: u32, to: u32) {
        self.slots.push(Slot::Text(from, to));
    }

    fn keep(&mut self, text: &str) -> (u32, u32) {
        let from = self.text.len() as u32;
        if memchr::memchr(0, text.as_bytes()).is_some() {
            self.text.push_str(&without_zeros(text));
        } else {
            self.text.push_str(text);
        }
        (from, self.text.len() as u32)
    }

    fn text(&self, from: u32, to: u32) -> &str {
        self.text.get(from as usize..to as usize).unwrap_or("")
    }
}
