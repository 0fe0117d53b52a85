//! The cells of one column of a piece: each value once, and its number in every row.

use crate::column_sight::{ColumnSight, SightPart, trimmed};
use crate::distinct::{fold, hash_bytes};
use hashbrown::HashTable;
use std::hash::BuildHasher;
use std::sync::LazyLock;

/// Number of an empty cell.
pub(super) const EMPTY: u32 = u32::MAX;

/// Bytes up to which a [`Mark`] holds a text.
const SHORT: u32 = 16;

/// Rows after which it is asked whether numbering values pays.
const TRIAL: usize = 16_384;

/// Other in every run: nobody can write a file whose values all fall on one place. Nothing that is kept depends on it.
static SEED: LazyLock<u64> =
    LazyLock::new(|| std::collections::hash_map::RandomState::new().hash_one(0_u8));

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
    pub(super) fn add(&mut self, cell: &str, line: u64) {
        let text = trimmed(cell);
        if text.is_empty() {
            self.empty += 1;
            self.codes.push(EMPTY);
            return;
        }
        if text.len() < cell.len() {
            let (row, from) = (self.codes.len() as u32, self.raw.len() as u32);
            self.raw.push_str(cell);
            self.padded.push((row, from, self.raw.len() as u32));
        }
        let mark = Mark::of(text.as_bytes());
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
        entry.mark == mark && (mark.length <= SHORT || self.text(entry) == text)
    }

    fn count(&mut self, place: u32) {
        if let Some(entry) = self.entries.get_mut(place as usize) {
            entry.rows += 1;
        }
    }

    fn find(&mut self, text: &str, mark: Mark, line: u64) -> u32 {
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

    fn push(&mut self, text: &str, mark: Mark, line: u64) -> u32 {
        let from = self.texts.len() as u32;
        self.texts.push_str(text);
        self.entries.push(Entry {
            mark,
            from,
            rows: 1,
            first_line: line as u32,
        });
        self.entries.len() as u32 - 1
    }
}

impl Mark {
    fn of(bytes: &[u8]) -> Self {
        let length = bytes.len() as u32;
        let (first, last) = if let (Some(first), Some(last)) =
            (bytes.first_chunk::<8>(), bytes.last_chunk::<8>())
        {
            let last = if length <= SHORT {
                u64::from_le_bytes(*last)
            } else {
                hash_bytes(bytes)
            };
            (u64::from_le_bytes(*first), last)
        } else if let (Some(first), Some(last)) =
            (bytes.first_chunk::<4>(), bytes.last_chunk::<4>())
        {
            let number = |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes));
            (number(first), number(last))
        } else {
            let at = |index: usize| bytes.get(index).map_or(0, |byte| u64::from(*byte));
            (at(0) | at(1) << 8 | at(2) << 16, 0)
        };
        Self {
            first,
            last,
            length,
        }
    }

    /// By what it is looked for.
    fn hash(self, seed: u64) -> u64 {
        let last = self.last.rotate_left(29) ^ u64::from(self.length);
        fold(self.first ^ seed, last ^ 0x9e37_79b9_7f4a_7c15)
    }
}
