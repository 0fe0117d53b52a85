//! The cells of one column of a piece: each value once, and its number in every row.

use crate::column_sight::{ColumnSight, SightPart, trimmed};
use crate::distinct::{fold, hash_bytes};
use hashbrown::HashTable;
use std::hash::BuildHasher;
use std::sync::LazyLock;

/// Number of an empty cell.
pub(super) const EMPTY: u32 = u32::MAX;

/// Bytes up to which a [`Mark`] holds a text.
const SHORT: usize = 16;

/// Rows after which it is asked whether numbering values pays.
const TRIAL: usize = 16_384;

/// Other in every run: nobody can write a file whose values all fall on one place. Nothing that is kept depends on it.
static SEED: LazyLock<u64> =
    LazyLock::new(|| std::collections::hash_map::RandomState::new().hash_one(0_u8));

/// A cell, and the bytes from its beginning on: where more of them follow, a short text is read in one go.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell<'a> {
    text: &'a str,
    ahead: &'a [u8],
}

impl<'a> Cell<'a> {
    /// A text that stands for itself.
    pub(super) fn alone(text: &'a str) -> Self {
        Self {
            text,
            ahead: text.as_bytes(),
        }
    }

    /// A part of a text.
    #[inline]
    pub(super) fn within(whole: &'a str, from: usize, to: usize) -> Self {
        Self {
            text: whole.get(from..to).unwrap_or(""),
            ahead: whole.as_bytes().get(from..).unwrap_or_default(),
        }
    }

    pub(super) const fn text(self) -> &'a str {
        self.text
    }

    /// Without white space around.
    #[inline]
    fn trimmed(self) -> Self {
        let text = trimmed(self.text);
        if text.len() == self.text.len() {
            return self;
        }
        Self::alone(text)
    }
}

/// What tells a text from others. Of up to 16 bytes the two numbers hold all of them, so that comparing two texts is
/// comparing three numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark {
    first: u64,
    last: u64,
    length: u32,
}

/// A value of the column.
#[derive(Debug)]
pub(super) struct Entry {
    mark: Mark,
    from: u32,
    pub(super) rows: u32,
    pub(super) first_line: u32,
}

/// The column.
#[derive(Debug)]
pub(super) struct Coded {
    texts: String,
    pub(super) entries: Vec<Entry>,
    pub(super) codes: Vec<u32>,
    places: HashTable<u32>,
    seed: u64,
    last: u32,
    /// Whether nearly all values differ, once that was asked: then they are listed and not looked for.
    lists: Option<bool>,
    pub(super) empty: u64,
    /// Row and place in `raw` of cells with white space around their value, in order.
    padded: Vec<(u32, u32, u32)>,
    raw: String,
}

impl Coded {
    pub(super) fn new() -> Self {
        Self {
            texts: String::new(),
            entries: Vec::new(),
            codes: Vec::new(),
            places: HashTable::new(),
            seed: *SEED,
            last: EMPTY,
            lists: None,
            empty: 0,
            padded: Vec::new(),
            raw: String::new(),
        }
    }

    /// What the values look like, each counted for all its rows.
    pub(super) fn into_sight(self) -> SightPart {
        let mut counts = ColumnSight::default();
        counts.rows = self.codes.len() as u64;
        counts.empty = self.empty;
        counts.padded = self.padded.len() as u64;
        let mut values = Vec::with_capacity(self.entries.len());
        for entry in &self.entries {
            let (rows, first) = (u64::from(entry.rows), u64::from(entry.first_line));
            let hash = counts.add_value(self.text(entry), rows, first);
            values.push((hash, entry.from, entry.from + entry.mark.length));
        }
        SightPart {
            counts,
            values,
            texts: self.texts,
        }
    }

    /// The text of a value.
    pub(super) fn text(&self, entry: &Entry) -> &str {
        let from = entry.from as usize;
        self.texts
            .get(from..from + entry.mark.length as usize)
            .unwrap_or("")
    }

    /// The cell of a row as it stands in the source; `entry` is its value.
    pub(super) fn cell(&self, row: usize, entry: &Entry) -> &str {
        match self
            .padded
            .binary_search_by_key(&(row as u32), |(row, ..)| *row)
        {
            Ok(place) => {
                let (_, from, to) = self.padded.get(place).copied().unwrap_or_default();
                self.raw.get(from as usize..to as usize).unwrap_or("")
            }
            Err(_plain) => self.text(entry),
        }
    }

    /// Takes the cell of the next row in.
    pub(super) fn add(&mut self, cell: Cell<'_>, line: u32) {
        let value = cell.trimmed();
        let text = value.text;
        if text.is_empty() {
            self.empty += 1;
            self.codes.push(EMPTY);
            return;
        }
        if text.len() < cell.text.len() {
            let (row, from) = (self.codes.len() as u32, self.raw.len() as u32);
            self.raw.push_str(cell.text);
            self.padded.push((row, from, self.raw.len() as u32));
        }
        let mark = Mark::of(value);
        let is_last = self
            .entries
            .get(self.last as usize)
            .is_some_and(|entry| self.is(entry, mark, text));
        if is_last {
            self.count(self.last);
            self.codes.push(self.last);
            return;
        }
        self.last = if self.lists == Some(true) {
            self.push(text, mark, line)
        } else {
            self.find(text, mark, line)
        };
        self.codes.push(self.last);
        if self.lists.is_none() && self.codes.len() >= TRIAL {
            self.lists = Some(self.entries.len() * 4 > self.codes.len() * 3);
        }
    }

    /// An empty cell in the next row.
    pub(super) fn add_missing(&mut self) {
        self.empty += 1;
        self.codes.push(EMPTY);
    }

    fn is(&self, entry: &Entry, mark: Mark, text: &str) -> bool {
        entry.mark == mark && (text.len() <= SHORT || self.text(entry) == text)
    }

    fn count(&mut self, place: u32) {
        if let Some(entry) = self.entries.get_mut(place as usize) {
            entry.rows += 1;
        }
    }

    fn find(&mut self, text: &str, mark: Mark, line: u32) -> u32 {
        let hash = mark.hash(self.seed);
        let is_it = |place: &u32| {
            let entry = self.entries.get(*place as usize);
            entry.is_some_and(|entry| self.is(entry, mark, text))
        };
        if let Some(&place) = self.places.find(hash, is_it) {
            self.count(place);
            return place;
        }
        let place = self.push(text, mark, line);
        let hash_of = |place: &u32| {
            let entry = self.entries.get(*place as usize);
            entry.map_or(0, |entry| entry.mark.hash(self.seed))
        };
        self.places.insert_unique(hash, place, hash_of);
        place
    }

    fn push(&mut self, text: &str, mark: Mark, line: u32) -> u32 {
        let from = self.texts.len() as u32;
        self.texts.push_str(text);
        self.entries.push(Entry {
            mark,
            from,
            rows: 1,
            first_line: line,
        });
        self.entries.len() as u32 - 1
    }
}

impl Mark {
    #[inline]
    fn of(cell: Cell<'_>) -> Self {
        let bytes = cell.text.as_bytes();
        let length = bytes.len();
        let (first, last) = if length <= SHORT {
            let all = match cell.ahead.first_chunk::<SHORT>() {
                Some(ahead) => u128::from_le_bytes(*ahead) & only_first(length),
                None => bytes
                    .iter()
                    .rev()
                    .fold(0, |all, byte| all << 8 | u128::from(*byte)),
            };
            (all as u64, (all >> 64) as u64)
        } else {
            let first = bytes.first_chunk::<8>().copied().unwrap_or_default();
            (u64::from_le_bytes(first), hash_bytes(bytes))
        };
        Self {
            first,
            last,
            length: length as u32,
        }
    }

    /// By what it is looked for.
    fn hash(self, seed: u64) -> u64 {
        let last = self.last.rotate_left(29) ^ u64::from(self.length);
        fold(self.first ^ seed, last ^ 0x9e37_79b9_7f4a_7c15)
    }
}

/// Keeps the first of 16 bytes.
#[inline]
fn only_first(bytes: usize) -> u128 {
    match bytes {
        0 => 0,
        1..=SHORT => u128::MAX >> (8 * (SHORT - bytes)),
        _ => u128::MAX,
    }
}
