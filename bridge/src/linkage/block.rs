//! Which pairs are compared at all: those that share something that the same thing nearly always shares.

use super::names::Rareness;
use super::record::Record;
use std::collections::{BTreeSet, HashMap};

/// Rows of one side in a block above which it says nothing.
const LARGEST_BLOCK: usize = 400;
/// Names that have a word for it to bring them together.
const RARE: usize = 40;
/// Candidates of one row.
const MOST_CANDIDATES: usize = 2_000;
/// Degrees of a cell of the map: some hundred metres.
const CELL: f64 = 0.004;

/// What brings two rows together.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Key {
    /// How the street sounds, and the number.
    SoundAndNumber(String, u32),
    /// How the street begins, and the number.
    StreetAndNumber(String, u32),
    /// How it ends: typing errors stand in front too.
    EndAndNumber(String, u32),
    /// The street, for rows without a number.
    Street(String),
    /// A rare word of the name.
    Word(String),
    /// A cell of the map.
    Cell(i64, i64),
}

/// Pairs of rows worth a comparison, each once.
pub(super) fn candidates(left: &[Record], right: &[Record]) -> Vec<(usize, usize)> {
    let mut rareness = Rareness::default();
    for record in left.iter().chain(right) {
        if let Some(name) = &record.name {
            rareness.take(name);
        }
    }
    let mut blocks: HashMap<Key, Vec<usize>> = HashMap::new();
    for (number, record) in right.iter().enumerate() {
        for key in keys(record, &rareness, false) {
            blocks.entry(key).or_default().push(number);
        }
    }
    let mut pairs = Vec::new();
    for (number, record) in left.iter().enumerate() {
        let mut met = BTreeSet::new();
        for key in keys(record, &rareness, true) {
            let block = blocks
                .get(&key)
                .filter(|block| block.len() <= LARGEST_BLOCK);
            met.extend(block.into_iter().flatten().copied());
        }
        pairs.extend(
            met.into_iter()
                .take(MOST_CANDIDATES)
                .map(|other| (number, other)),
        );
    }
    pairs
}

/// The left asks in the cells around its own too.
fn keys(record: &Record, rareness: &Rareness, is_asking: bool) -> Vec<Key> {
    let mut keys = Vec::new();
    if let (Some(street), Some(sound)) = (&record.street, &record.sound) {
        match &record.number {
            Some(number) => {
                let begins: String = street.chars().take(4).collect();
                let ends: String = street.chars().rev().take(9).collect();
                // A range is asked for by both its ends.
                let mut numbers = vec![number.first, number.last];
                numbers.dedup();
                for number in numbers {
                    keys.push(Key::SoundAndNumber(sound.clone(), number));
                    keys.push(Key::StreetAndNumber(begins.clone(), number));
                    keys.push(Key::EndAndNumber(ends.clone(), number));
                }
            }
            None => keys.push(Key::Street(sound.clone())),
        }
    }
    if let Some(name) = &record.name {
        let rare = name
            .each()
            .filter(|word| word.len() >= 3 && rareness.holders(word) <= RARE);
        keys.extend(rare.map(|word| Key::Word(word.to_owned())));
    }
    if let Some((x, y)) = record.position {
        let (column, row) = ((x / CELL).floor() as i64, (y / CELL).floor() as i64);
        let around = if is_asking { -1..=1 } else { 0..=0 };
        for column_step in around.clone() {
            for row_step in around.clone() {
                keys.push(Key::Cell(column + column_step, row + row_step));
            }
        }
    }
    keys
}
