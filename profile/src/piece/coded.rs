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
    from: u32,
    length: u32,
    first_line: u32,
}

/// Where a value is looked for: all that a comparison needs stands here, so that most cells touch nothing else.
#[derive(Debug)]
struct Slot {
    first: u64,
    last: u64,
    length: u32,
    code: u32,
}

/// Memory of a column that was read, for the same one in the next piece: given back and asked for again each time, it
/// would cost as much as what is done with it.
#[derive(Debug, Default)]
pub(super) struct Spare {
    slots: HashTable<Slot>,
    codes: Vec<u32>,
}

/// The column.
#[derive(Debug)]
pub(super) struct Coded {
    texts: String,
    pub(super) entries: Vec<Entry>,
    pub(super) codes: Vec<u32>,
    slots: HashTable<Slot>,
    seed: u64,
    /// What the row before held.
    last: Option<Slot>,
    /// Whether nearly all values differ, once that was asked: then they are listed and not looked for.
    lists: Option<bool>,
    pub(super) empty: u64,
    /// Row and place in `raw` of cells with white space around their value, in order.
    padded: Vec<(u32, u32, u32)>,
    raw: String,
}

impl Coded {
    pub(super) fn new(spare: Spare) -> Self {
        Self {
            texts: String::new(),
            entries: Vec::new(),
            codes: spare.codes,
            slots: spare.slots,
            seed: *SEED,
            last: None,
            lists: None,
            empty: 0,
            padded: Vec::new(),
            raw: String::new(),
        }
    }

    /// What the values look like, each counted for all its rows; and the memory that is free again.
    pub(super) fn into_sight(mut self) -> (SightPart, Spare) {
        let mut counts = ColumnSight::default();
        counts.rows = self.codes.len() as u64;
        counts.empty = self.empty;
        counts.padded = self.padded.len() as u64;
        let mut values = Vec::with_capacity(self.entries.len());
        for (entry, rows) in self.entries.iter().zip(self.rows_of_values()) {
            let (rows, first) = (u64::from(rows), u64::from(entry.first_line));
            let hash = counts.add_value(self.text(entry), rows, first);
            values.push((hash, entry.from, entry.from + entry.length));
        }
        let sight = SightPart {
            counts,
            values,
            texts: self.texts,
        };
        self.slots.clear();
        self.codes.clear();
        let spare = Spare {
            slots: self.slots,
            codes: self.codes,
        };
        (sight, spare)
    }

    /// In how many rows each value stands.
    fn rows_of_values(&self) -> Vec<u32> {
        let mut rows = vec![0; self.entries.len()];
        for code in &self.codes {
            if let Some(rows) = rows.get_mut(*code as usize) {
                *rows += 1;
            }
        }
        rows
    }

    /// The text of a value.
    pub(super) fn text(&self, entry: &Entry) -> &str {
        let from = entry.from as usize;
        self.texts
            .get(from..from + entry.length as usize)
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

    /// Takes the cells of the next rows in, each with its line.
    pub(super) fn extend<'a>(&mut self, cells: impl Iterator<Item = (Cell<'a>, u32)>) {
        for (cell, line) in cells {
            let code = self.code(cell, line);
            self.codes.push(code);
        }
        if self.lists.is_none() && self.codes.len() >= TRIAL {
            self.lists = Some(self.entries.len() * 4 > self.codes.len() * 3);
        }
    }

    /// The number of what the next row holds.
    #[inline]
    fn code(&mut self, cell: Cell<'_>, line: u32) -> u32 {
        let value = cell.trimmed();
        let text = value.text;
        if text.is_empty() {
            self.empty += 1;
            return EMPTY;
        }
        if text.len() < cell.text.len() {
            let (row, from) = (self.codes.len() as u32, self.raw.len() as u32);
            self.raw.push_str(cell.text);
            self.padded.push((row, from, self.raw.len() as u32));
        }
        let mark = Mark::of(value);
        if let Some(last) = &self.last
            && self.is(last, mark, text)
        {
            return last.code;
        }
        let code = if self.lists == Some(true) {
            self.push(text, line)
        } else {
            self.find(text, mark, line)
        };
        self.last = Some(Slot::new(mark, code));
        code
    }

    #[inline]
    fn is(&self, slot: &Slot, mark: Mark, text: &str) -> bool {
        slot.mark() == mark && (text.len() <= SHORT || self.is_text(slot, text))
    }

    fn is_text(&self, slot: &Slot, text: &str) -> bool {
        let entry = self.entries.get(slot.code as usize);
        entry.is_some_and(|entry| self.text(entry) == text)
    }

    #[inline]
    fn find(&mut self, text: &str, mark: Mark, line: u32) -> u32 {
        let hash = mark.hash(self.seed);
        if let Some(slot) = self.slots.find(hash, |slot| self.is(slot, mark, text)) {
            return slot.code;
        }
        self.insert(hash, text, mark, line)
    }

    #[cold]
    fn insert(&mut self, hash: u64, text: &str, mark: Mark, line: u32) -> u32 {
        let code = self.push(text, line);
        let seed = self.seed;
        let hash_of = |slot: &Slot| slot.mark().hash(seed);
        self.slots
            .insert_unique(hash, Slot::new(mark, code), hash_of);
        code
    }

    fn push(&mut self, text: &str, line: u32) -> u32 {
        let from = self.texts.len() as u32;
        self.texts.push_str(text);
        self.entries.push(Entry {
            from,
            length: text.len() as u32,
            first_line: line,
        });
        self.entries.len() as u32 - 1
    }
}

impl Slot {
    const fn new(mark: Mark, code: u32) -> Self {
        Self {
            first: mark.first,
            last: mark.last,
            length: mark.length,
            code,
        }
    }

    #[inline]
    const fn mark(&self) -> Mark {
        Mark {
            first: self.first,
            last: self.last,
            length: self.length,
        }
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
