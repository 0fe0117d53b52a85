//! The header of a table that does not begin in the corner of its sheet: notes stand above it and beside it.
//!
//! A row of notes as wide as the table would be, and notes between its rows, look like a table without header. Told are
//! they by the columns: those of the table are filled to its end, those of notes hardly ever, and the header is the
//! first row in which all of the table's have a text.

use super::row::Row;
use hebewerk_profile::RawCell;

/// Rows in which a header is sought.
const HEAD_ROWS: usize = 200;
/// Columns that are looked at.
const MOST_COLUMNS: u32 = 256;
/// Rows a table has at least, with its header.
const FEWEST_ROWS: u64 = 4;
/// Rows below a blank one that are believed to be notes below the table.
const MOST_NOTES: u64 = 3;

/// What is seen of the rows of a sheet.
#[derive(Debug, Default)]
pub(super) struct Offset {
    /// Of each column, how many rows have a cell in it.
    filled: Vec<u64>,
    head: Vec<HeadRow>,
    rows: u64,
    /// Blank rows before others, and how many rows with cells are before each.
    gaps: Vec<(u32, u64)>,
    next_row: u32,
}

#[derive(Debug)]
struct HeadRow {
    number: u32,
    texts: Vec<u32>,
    others: Vec<u32>,
}

impl HeadRow {
    fn cells(&self) -> impl Iterator<Item = u32> {
        self.texts.iter().chain(&self.others).copied()
    }
}

impl Offset {
    /// Takes the next row.
    pub(super) fn see(&mut self, row: &Row) {
        let number = row.number();
        // Only the first one behind the header counts, and the header is one of the first rows.
        if number > self.next_row && self.gaps.len() <= HEAD_ROWS {
            self.gaps.push((number - 1, self.rows));
        }
        self.next_row = number.saturating_add(1);
        self.rows += 1;
        let cells = row.cells().filter(|(column, _)| *column < MOST_COLUMNS);
        let is_head = self.head.len() < HEAD_ROWS;
        let mut seen = HeadRow {
            number,
            texts: Vec::new(),
            others: Vec::new(),
        };
        for (column, cell) in cells {
            let index = column as usize;
            if self.filled.len() <= index {
                self.filled.resize(index + 1, 0);
            }
            if let Some(filled) = self.filled.get_mut(index) {
                *filled += 1;
            }
            if is_head {
                match cell {
                    RawCell::Text(_) => seen.texts.push(column),
                    _ => seen.others.push(column),
                }
            }
        }
        if is_head {
            self.head.push(seen);
        }
    }

    /// The header row (0-based), where notes stand beside the table; none where there are none, or where it is not sure.
    pub(super) fn header(&self) -> Option<u32> {
        let most = *self.filled.iter().max()?;
        let of_table: Vec<u32> = self.columns(|filled| filled * 2 >= most).collect();
        let (first, last) = (*of_table.first()?, *of_table.last()?);
        let beside = |column: u32| column < first || column > last;
        let notes: Vec<u32> = self
            .columns(|filled| filled > 0)
            .filter(|it| beside(*it))
            .collect();
        let are_rare = notes.iter().all(|column| self.filled(*column) * 3 <= most);
        if most < FEWEST_ROWS || of_table.len() < 2 || notes.is_empty() || !are_rare {
            return None;
        }
        let full = |row: &HeadRow| of_table.iter().all(|column| row.texts.contains(column));
        let place = self.head.iter().position(full)?;
        let header = self.head.get(place)?;
        let (above, below) = (self.head.get(..place)?, self.head.get(place + 1..)?);
        let has_notes = header.cells().any(beside);
        // Two cells right above may be names of groups; then the header has more rows than this one.
        let has_groups = above.last().is_some_and(|row| {
            row.number + 1 == header.number && row.cells().filter(|it| !beside(*it)).count() > 1
        });
        let has_values = of_table.iter().any(|column| {
            let others = below.iter().filter(|row| row.others.contains(column));
            others.count() * 2 > below.len()
        });
        let mut gaps = self.gaps.iter();
        let gap = gaps.find(|(gap, _)| *gap > header.number);
        let ends = gap.is_none_or(|(_, before)| self.rows - before <= MOST_NOTES);
        (!has_notes && !has_groups && has_values && ends).then_some(header.number)
    }

    fn columns(&self, wanted: impl Fn(u64) -> bool) -> impl Iterator<Item = u32> {
        let columns = (0..).zip(&self.filled);
        columns.filter_map(move |(column, filled)| wanted(*filled).then_some(column))
    }

    fn filled(&self, column: u32) -> u64 {
        self.filled
            .get(column as usize)
            .copied()
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows with cells parted by bars; a `·` is a blank row.
    #[track_caller]
    fn check(rows: &[&str], expected: Option<u32>) {
        let mut offset = Offset::default();
        for (number, text) in (0..).zip(rows).filter(|(_, text)| **text != "·") {
            let mut row = Row::default();
            row.start(number);
            for (column, cell) in (0..).zip(text.split('|')) {
                match cell.parse::<f64>() {
                    Ok(value) => row.push(column, RawCell::Number(value)),
                    Err(_) if cell.is_empty() => {}
                    Err(_) => row.push(column, RawCell::Text(cell)),
                }
            }
            offset.see(&row);
        }
        assert_eq!(offset.header(), expected, "{rows:?}");
    }

    const TABLE: [&str; 5] = ["||a|1", "||b|2", "siehe dort||c|3", "||d|4", "||e|5"];

    fn sheet(above: &[&'static str], below: &[&'static str]) -> Vec<&'static str> {
        [above, &TABLE, below].concat()
    }

    #[test]
    fn the_header_among_notes_is_the_first_row_full_of_texts() {
        check(
            &sheet(&["Amt 20||||Datum|3", "·", "||Nr|Wert"], &[]),
            Some(2),
        );
        check(&sheet(&["||Nr|Wert"], &["·", "Stand: heute"]), Some(0));
        // A title that stands above one of the columns.
        check(&sheet(&["||Titel", "||Nr|Wert"], &[]), Some(1));
    }

    #[test]
    fn where_it_is_not_sure_nothing_is_said() {
        // Names of groups, a header beside the table as well, no header, another table below.
        check(&sheet(&["||Teil A|Teil B", "||Nr|Wert"], &[]), Some(0));
        check(&sheet(&["||Teil A|5", "||Nr|Wert"], &[]), None);
        check(&sheet(&["Vermerk||Nr|Wert"], &[]), None);
        check(&sheet(&[], &[]), None);
        check(
            &sheet(&["||Nr|Wert"], &["·", "||x|y", "||f|6", "||g|7", "||h|8"]),
            None,
        );
        check(
            &sheet(
                &["||Nr|Wert"],
                &["·", "||x|y", "||f|6", "||g|7", "·", "Ende"],
            ),
            None,
        );
        // No notes: nothing to say.
        check(&["||Nr|Wert", "||a|1", "||b|2", "||c|3"], None);
    }
}
