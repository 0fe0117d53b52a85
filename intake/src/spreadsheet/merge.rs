//! Merged cells: the value stands in the first cell, and holds for all.
//!
//! In header rows a text is repeated to the right, so that every column knows its group (*Männlich*). In data rows
//! a text or date is repeated downwards, as people mean it (*Bezirk Mitte* beside five rows). Numbers are never
//! repeated: their sum would be wrong.

use super::row::Row;
use hebewerk_profile::RawCell;

/// How many rows below the first row with several cells may still belong to the header.
const HEADER_DEPTH: u32 = 8;
/// Fewest numbers that count columns: two that stand in a row are soon data.
const FEWEST_COUNTERS: usize = 3;
/// Merged ranges looked at per sheet.
const MAX_RANGES: usize = 50_000;

/// A merged range, 0-based, inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct MergedRange {
    pub(super) first_row: u32,
    pub(super) last_row: u32,
    pub(super) first_column: u32,
    pub(super) last_column: u32,
}

/// Fills merged ranges while the rows of a sheet pass in order.
#[derive(Debug, Default)]
pub(super) struct MergeFill {
    /// Ranges not reached yet, last first.
    ahead: Vec<MergedRange>,
    /// Ranges whose value is repeated downwards.
    falling: Vec<(MergedRange, Falling)>,
    /// The first row with at least two cells, or with a merged one beside which others begin: where a header can begin.
    first_wide_row: Option<u32>,
    /// Whether rows of data have begun.
    data_begun: bool,
    /// Ranges of the header that reach over several rows.
    hanging: Vec<MergedRange>,
    /// The header as its merged ranges show it.
    header: Option<HeaderBlock>,
}

/// Header rows held together by merged ranges, 0-based, inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct HeaderBlock {
    pub(super) first_row: u32,
    pub(super) last_row: u32,
    /// Columns that have a cell in the last row, or one that is merged down to it.
    pub(super) labelled: u32,
}

#[derive(Debug, Clone)]
enum Falling {
    Text(String),
    Date(i32),
}

impl MergeFill {
    pub(super) fn new(mut ranges: Vec<MergedRange>) -> Self {
        ranges.truncate(MAX_RANGES);
        ranges.sort_by_key(|range| std::cmp::Reverse(range.first_row));
        Self {
            ahead: ranges,
            ..Self::default()
        }
    }

    /// Adds to `row` what merged ranges repeat into it; returns how many cells.
    pub(super) fn fill(&mut self, row: &mut Row) -> u64 {
        let number = row.number();
        let starting = self.take_starting(number);
        let begins = row.len() >= 2 || self.begins_beside_others(&starting);
        if self.first_wide_row.is_none() && begins {
            self.first_wide_row = Some(number);
        }
        self.note_data(row, number);
        self.note_header(row, number, &starting);
        let mut filled = self.fill_down(row, number);
        for range in starting {
            if self.is_header(number) && (row.len() >= 2 || self.is_in_block(number)) {
                filled += fill_right(row, range);
            }
            self.let_fall(row, range);
        }
        filled
    }

    /// The header rows, where merged ranges show more than one.
    pub(super) fn header(&self) -> Option<HeaderBlock> {
        self.header.filter(|block| block.last_row > block.first_row)
    }

    /// The header begins at the first wide row, if ranges are merged there; it goes as far down as they do, and one
    /// row further where a group has columns below it.
    fn note_header(&mut self, row: &Row, number: u32, starting: &[MergedRange]) {
        if self.data_begun {
            // Data where the ranges still show a header: they do not show it rightly.
            self.header = self.header.filter(|block| number > block.last_row);
            return;
        }
        if row.len() == 0 && starting.is_empty() {
            return;
        }
        if self.first_wide_row == Some(number) && !starting.is_empty() {
            self.header = Some(HeaderBlock {
                first_row: number,
                last_row: number,
                labelled: 0,
            });
        }
        let Some(block) = self
            .header
            .as_mut()
            .filter(|block| number <= block.last_row)
        else {
            return;
        };
        for range in starting {
            let below = u32::from(range.last_column > range.first_column);
            let last = (range.last_row + below).min(block.first_row + HEADER_DEPTH);
            block.last_row = block.last_row.max(last);
        }
        self.hanging.extend(
            starting
                .iter()
                .filter(|range| range.last_row > range.first_row),
        );
        // The last row may have no cell of its own, and then never comes: what is known so far holds.
        let last = block.last_row;
        let merged: u32 = self
            .hanging
            .iter()
            .filter(|range| range.last_row == last && range.first_row < number)
            .map(|range| range.last_column - range.first_column + 1)
            .sum();
        block.labelled = row.len() as u32 + merged;
    }

    fn take_starting(&mut self, number: u32) -> Vec<MergedRange> {
        let mut starting = Vec::new();
        while let Some(range) = self.ahead.last().copied() {
            if range.first_row > number {
                break;
            }
            self.ahead.pop();
            if range.first_row == number {
                starting.push(range);
            }
        }
        starting
    }

    /// Whether a range over several rows and columns begins here beside which others begin before it ends: the name of a
    /// group that stands alone in its row. A title has nothing beside it.
    fn begins_beside_others(&self, starting: &[MergedRange]) -> bool {
        starting.iter().any(|range| {
            let next = self.ahead.last();
            range.last_column > range.first_column
                && next.is_some_and(|next| next.first_row <= range.last_row)
        })
    }

    fn is_in_block(&self, number: u32) -> bool {
        self.header.is_some_and(|block| number <= block.last_row)
    }

    fn is_header(&self, number: u32) -> bool {
        !self.data_begun
            && self
                .first_wide_row
                .is_some_and(|first| number <= first + HEADER_DEPTH)
    }

    /// Below the first wide row, a row with a number that is no year is data.
    fn note_data(&mut self, row: &Row, number: u32) {
        if self.data_begun || self.first_wide_row.is_none_or(|first| number <= first) {
            return;
        }
        // *1 2 3 …* below the name of a group: its columns are counted (a matrix of districts).
        if self.is_in_block(number) && counts_columns(row) {
            return;
        }
        self.data_begun = row.cells().any(|(_, cell)| match cell {
            RawCell::Integer(value) => !(1900..=2100).contains(&value),
            RawCell::Number(_) | RawCell::Date(_) | RawCell::Timestamp(_) | RawCell::Time(_) => {
                true
            }
            _ => false,
        });
    }

    fn let_fall(&mut self, row: &Row, range: MergedRange) {
        if range.last_row == range.first_row || !self.data_begun {
            return;
        }
        let falling = match row.cell_at(range.first_column) {
            RawCell::Text(text) => Falling::Text(text.to_owned()),
            RawCell::Date(days) => Falling::Date(days),
            _ => return,
        };
        self.falling.push((range, falling));
    }

    fn fill_down(&mut self, row: &mut Row, number: u32) -> u64 {
        self.falling.retain(|(range, _)| range.last_row >= number);
        let mut filled = 0;
        for (range, value) in &self.falling {
            if row.has(range.first_column) {
                continue;
            }
            row.push(
                range.first_column,
                match value {
                    Falling::Text(text) => RawCell::Text(text),
                    Falling::Date(days) => RawCell::Date(*days),
                },
            );
            filled += 1;
        }
        filled
    }
}

/// Whether the numbers of a row count its columns one by one.
fn counts_columns(row: &Row) -> bool {
    let mut counters: Vec<(u32, i64)> = Vec::new();
    for (column, cell) in row.cells() {
        match cell {
            RawCell::Integer(value) => counters.push((column, value)),
            RawCell::Text(_) | RawCell::Empty => {}
            _ => return false,
        }
    }
    let mut steps = counters.iter().zip(counters.iter().skip(1));
    counters.len() >= FEWEST_COUNTERS
        && steps.all(|(left, right)| left.0 + 1 == right.0 && left.1 + 1 == right.1)
}

fn fill_right(row: &mut Row, range: MergedRange) -> u64 {
    let text = match row.cell_at(range.first_column) {
        RawCell::Text(text) => text.to_owned(),
        RawCell::Integer(year) if (1900..=2100).contains(&year) => year.to_string(),
        _ => return 0,
    };
    let mut filled = 0;
    for column in range.first_column + 1..=range.last_column {
        if !row.has(column) {
            row.push(column, RawCell::Text(&text));
            filled += 1;
        }
    }
    filled
}
