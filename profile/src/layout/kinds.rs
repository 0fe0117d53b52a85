//! The first records of a table as a grid of kinds of cells.

use crate::column_sight::trimmed;
use crate::marker::marker;
use crate::record::{RawCell, Record};
use crate::{moment, number, number::NumberForm};

/// Widest grid that is looked at.
const MOST_COLUMNS: usize = 512;

/// What a cell is at first sight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Nothing.
    Empty,
    /// A number.
    Number,
    /// A number that could be a year, and so a label.
    Year,
    /// A date, time or timestamp.
    Moment,
    /// A sign for a missing value.
    Marker,
    /// Any other text.
    Text,
}

impl Kind {
    /// Whether it is a value rather than a word.
    pub(crate) fn is_value(self) -> bool {
        matches!(self, Self::Number | Self::Year | Self::Moment)
    }
}

/// The kinds of all cells of the first records.
pub(super) struct Grid<'a> {
    pub(super) records: &'a [Record],
    pub(super) kinds: Vec<Vec<Kind>>,
    pub(super) fills: Vec<usize>,
    /// Cells most records have.
    pub(super) width: usize,
    /// Whether empty cells at the end of rows may be missing.
    pub(super) sparse: bool,
    /// Filled cells of the record in which the middle one of all filled cells lies: many short notes count little.
    pub(super) usual_fill: usize,
}

impl<'a> Grid<'a> {
    /// `sparse` says that empty cells at the end of rows may be missing, as in spreadsheets.
    pub(super) fn of(records: &'a [Record], sparse: bool) -> Self {
        let kinds: Vec<Vec<Kind>> = records.iter().map(kinds_of).collect();
        let fills: Vec<usize> = kinds
            .iter()
            .map(|row| row.iter().filter(|kind| **kind != Kind::Empty).count())
            .collect();
        Self {
            width: usual_width(records, &fills, sparse),
            usual_fill: usual_fill(&fills),
            sparse,
            records,
            kinds,
            fills,
        }
    }

    /// Kind of a cell; empty beyond the end.
    pub(super) fn kind(&self, row: usize, column: usize) -> Kind {
        self.kinds
            .get(row)
            .and_then(|kinds| kinds.get(column))
            .copied()
            .unwrap_or(Kind::Empty)
    }

    /// Filled cells of a row.
    pub(super) fn fill(&self, row: usize) -> usize {
        self.fills.get(row).copied().unwrap_or(0)
    }

    /// Trimmed text of a cell.
    pub(super) fn text(&self, row: usize, column: usize) -> String {
        self.records.get(row).map_or_else(String::new, |record| {
            record.text_of(column).trim().to_owned()
        })
    }

    /// Columns that are looked at.
    pub(super) fn columns(&self) -> usize {
        self.width.min(MOST_COLUMNS)
    }
}

fn usual_fill(fills: &[usize]) -> usize {
    let mut sorted = fills.to_vec();
    sorted.sort_unstable();
    let mut left = sorted.iter().sum::<usize>() / 2;
    for fill in &sorted {
        if *fill > left {
            return *fill;
        }
        left -= fill;
    }
    sorted.last().copied().unwrap_or(0)
}

/// Number of cells up to the last that is filled.
pub(super) fn filled_width(record: &Record) -> usize {
    (0..record.len())
        .rev()
        .find(|index| !record.text_of(*index).trim().is_empty())
        .map_or(0, |index| index + 1)
}

/// The width most records have, the earliest when equal; in sparse rows the largest that every fifth needs.
fn usual_width(records: &[Record], fills: &[usize], sparse: bool) -> usize {
    let widths: Vec<usize> = records
        .iter()
        .zip(fills)
        .filter(|(_, fill)| **fill > 0)
        .map(|(record, _)| record.len())
        .collect();
    let mut counts = std::collections::HashMap::<usize, usize>::new();
    for width in &widths {
        *counts.entry(*width).or_default() += 1;
    }
    let most = counts.values().copied().max().unwrap_or(0);
    let count = |width: &usize| counts.get(width).copied().unwrap_or(0);
    if sparse {
        return widths
            .iter()
            .copied()
            .filter(|width| count(width) * 5 >= widths.len() || count(width) == most)
            .max()
            .unwrap_or(0);
    }
    widths
        .iter()
        .copied()
        .find(|width| count(width) == most)
        .unwrap_or(0)
}

fn kinds_of(record: &Record) -> Vec<Kind> {
    record.cells().take(MOST_COLUMNS).map(kind_of).collect()
}

/// What one cell is at first sight.
pub(crate) fn kind_of(cell: RawCell<'_>) -> Kind {
    let text = match cell {
        RawCell::Empty => return Kind::Empty,
        RawCell::Text(text) => trimmed(text),
        RawCell::Integer(value) => {
            return if (1900..=2100).contains(&value) {
                Kind::Year
            } else {
                Kind::Number
            };
        }
        RawCell::Number(value) => {
            let year = value.fract() == 0.0 && (1900.0..=2100.0).contains(&value);
            return if year { Kind::Year } else { Kind::Number };
        }
        RawCell::Boolean(_) => return Kind::Number,
        RawCell::Date(_) | RawCell::Time(_) | RawCell::Timestamp(_) => return Kind::Moment,
        RawCell::Json(_) | RawCell::Binary(_) => return Kind::Text,
        RawCell::Error(_) => return Kind::Marker,
    };
    // A line drawn below the header is nothing.
    if text.is_empty() || (text.len() > 3 && crate::row_course::is_drawn(text)) {
        return Kind::Empty;
    }
    if let Some(sight) = number::sight(text) {
        let year = sight.form == NumberForm::Plain
            && text.len() == 4
            && text
                .parse::<u32>()
                .is_ok_and(|value| (1900..=2100).contains(&value));
        return if year { Kind::Year } else { Kind::Number };
    }
    if moment::sight(text) != 0 {
        return Kind::Moment;
    }
    if marker(text).is_some() {
        return Kind::Marker;
    }
    Kind::Text
}
