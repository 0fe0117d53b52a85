//! Rows that count the columns, as statistical offices print them below the head of a table.

use super::kinds::{Kind, kind_of};
use crate::record::Record;

/// Fewest columns that make counting visible.
const FEWEST: usize = 3;

/// Whether a row says nothing but 1, 2, 3 … (or 0, 1, 2 …) from left to right; columns may be left out with a sign.
pub(super) fn counts(record: &Record) -> bool {
    let mut numbers = Vec::new();
    for cell in record.cells() {
        match kind_of(cell) {
            Kind::Empty | Kind::Marker => {}
            Kind::Number => match number(&cell.to_text()) {
                Some(number) => numbers.push(number),
                None => return false,
            },
            Kind::Year | Kind::Moment | Kind::Text => return false,
        }
    }
    let first = numbers.first().copied().unwrap_or(2);
    let in_turn = numbers
        .iter()
        .zip(first..)
        .all(|(number, due)| *number == due);
    numbers.len() >= FEWEST && first <= 1 && in_turn
}

/// `3`, `3.0` (as sheets hold it), `(3)`.
fn number(text: &str) -> Option<u32> {
    let core = text.trim().trim_matches(['(', ')', '[', ']']);
    core.strip_suffix(".0").unwrap_or(core).parse().ok()
}
