//! Whether two blocks of a sheet, parted by blank columns, are two tables.

use super::another::{MOST_TITLES, filled, is_words, kind, last_filled};
use super::kinds::Kind;
use crate::record::Record;
use std::collections::HashSet;

/// First rows of a block that are looked at, blank ones included.
pub const BLOCK_ROWS: usize = 256;

/// Rows of data a block needs to be believed a table.
const FEWEST_ROWS: usize = 3;

/// Rows by which two tables differ in length; totals and notes below one side of a table are fewer.
const MOST_TOTALS: usize = 2;

/// Whether the first [`BLOCK_ROWS`] rows of two blocks show two tables, each with a header of its own.
///
/// One table with a blank column in between has its key on the left only, and its rows stand beside each other. So the
/// right block must have a key too, and either bear the same first label as the left one, or not run beside it from
/// the header to the end, or have a title as the left one has.
pub fn stand_apart(left: &[Record], right: &[Record]) -> bool {
    let (Some(left), Some(right)) = (Block::of(left), Block::of(right)) else {
        return false;
    };
    if right.label == left.label {
        return right.key != Key::None;
    }
    let abreast = left.header_row == right.header_row
        && (left.rows.abs_diff(right.rows) <= MOST_TOTALS || (left.goes_on && right.goes_on));
    right.key == Key::Names && (!abreast || (left.titled && right.titled))
}

/// What the first column of a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    /// Different words, years or days.
    Names,
    /// Different numbers.
    Numbers,
    /// Neither.
    None,
}

/// A block that looks like a table: titles, a label for every column, rows with numbers.
struct Block {
    header_row: u64,
    titled: bool,
    label: String,
    rows: usize,
    /// Whether the rows were not seen to end.
    goes_on: bool,
    key: Key,
}

impl Block {
    fn of(records: &[Record]) -> Option<Self> {
        let mut below = records.iter();
        let mut titles = 0;
        let header = loop {
            let row = below.next()?;
            match filled(row) {
                0 => {}
                1 if titles < MOST_TITLES => titles += 1,
                1 => return None,
                _ => break row,
            }
        };
        let width = filled(header);
        if !is_words(header) || last_filled(header) != width {
            return None;
        }
        let behind = below.as_slice();
        let data: Vec<&Record> = below.take_while(|row| filled(row) >= 2).collect();
        let wider = data.iter().any(|row| last_filled(row) > width);
        if data.len() < FEWEST_ROWS || wider || !has_numbers(&data, header) {
            return None;
        }
        Some(Self {
            header_row: header.row(),
            titled: titles > 0,
            label: header.text_of(0).trim().to_owned(),
            goes_on: data.len() == behind.len() && records.len() >= BLOCK_ROWS,
            key: key(&data),
            rows: data.len(),
        })
    }
}

/// Whether words of the header stand above numbers or days.
fn has_numbers(data: &[&Record], header: &Record) -> bool {
    (1..header.len()).any(|column| {
        let kinds = data.iter().map(|row| kind(row, column));
        let filled: Vec<Kind> = kinds
            .filter(|kind| !matches!(kind, Kind::Empty | Kind::Marker))
            .collect();
        let values = filled.iter().filter(|kind| kind.is_value()).count();
        kind(header, column) == Kind::Text && values >= 2 && values * 10 >= filled.len() * 9
    })
}

fn key(data: &[&Record]) -> Key {
    let mut seen = HashSet::new();
    let different = data.iter().all(|row| seen.insert(row.text_of(0)));
    let all = |wanted: &[Kind]| data.iter().all(|row| wanted.contains(&kind(row, 0)));
    if !different {
        Key::None
    } else if all(&[Kind::Text]) || all(&[Kind::Year]) || all(&[Kind::Moment]) {
        Key::Names
    } else if all(&[Kind::Number, Kind::Year]) {
        Key::Numbers
    } else {
        Key::None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::RawCell;

    fn records(text: &str) -> Vec<Record> {
        let lines = text.split('\n').zip(1..);
        let record = |(line, row): (&str, u64)| {
            let mut record = Record::new();
            record.start(row);
            line.split(';')
                .for_each(|cell| record.push(RawCell::Text(cell)));
            record
        };
        lines.map(record).collect()
    }

    const LEFT: &str = "Bezirk;Zahl\nMitte;12\nNord;13\nSüd;14";

    #[track_caller]
    fn check(left: &str, right: &str, expected: bool) {
        assert_eq!(
            stand_apart(&records(left), &records(right)),
            expected,
            "{right}"
        );
    }

    #[test]
    fn a_header_of_its_own_at_another_place_or_for_other_rows_begins_another_table() {
        check(LEFT, "\nStraße;Länge\nRing;5\nDamm;6\nWeg;7", true);
        check(
            LEFT,
            "Straße;Länge\nRing;5\nDamm;6\nWeg;7\nAllee;8\nGasse;9\nPlatz;10",
            true,
        );
        check(LEFT, "Bezirk;Fläche\nMitte;5\nNord;6\nSüd;7", true);
        let titled = format!("Zahlen\n{LEFT}");
        check(
            &titled,
            "Straßen\nStraße;Länge\nRing;5\nDamm;6\nWeg;7",
            true,
        );
    }

    #[test]
    fn columns_of_the_same_rows_totals_and_remarks_are_no_other_table() {
        check(LEFT, "Straße;Länge\nRing;5\nDamm;6\nWeg;7", false);
        check(LEFT, "Männer;Frauen\n5;6\n6;6\n7;6", false);
        check(LEFT, "\nSumme;39\nMittel;13\nHöchstes;14", false);
        check(
            LEFT,
            "\nZeichen;Bedeutung\nx;geheim\ny;nichts\nz;offen",
            false,
        );
        check(LEFT, "\nKennzahl;Wert\nSumme;39", false);
        check(LEFT, "Quelle: Amt\nStand: 2024", false);
    }
}
