//! The row of a sheet that is being collected.

use hebewerk_profile::{RawCell, Record};

/// Non-empty cells of one row with their columns.
#[derive(Debug, Default)]
pub(super) struct Row {
    number: u32,
    columns: Vec<u32>,
    cells: Record,
}

impl Row {
    /// Begins row `number` (0-based).
    pub(super) fn start(&mut self, number: u32) {
        self.number = number;
        self.columns.clear();
        self.cells.start(u64::from(number) + 1);
    }

    /// 0-based number of the row.
    pub(super) fn number(&self) -> u32 {
        self.number
    }

    /// Number of non-empty cells.
    pub(super) fn len(&self) -> usize {
        self.columns.len()
    }

    /// Adds a cell; columns usually ascend but need not.
    pub(super) fn push(&mut self, column: u32, cell: RawCell<'_>) {
        self.columns.push(column);
        self.cells.push(cell);
    }

    /// Whether there is a cell in the column (0-based).
    pub(super) fn has(&self, column: u32) -> bool {
        self.columns.contains(&column)
    }

    /// The cell in a column.
    pub(super) fn cell_at(&self, column: u32) -> RawCell<'_> {
        self.columns
            .iter()
            .position(|c| *c == column)
            .map_or(RawCell::Empty, |index| self.cells.cell(index))
    }

    /// Cells in the order they came.
    pub(super) fn cells(&self) -> impl Iterator<Item = (u32, RawCell<'_>)> {
        self.columns.iter().copied().zip(self.cells.cells())
    }

    /// First and last column with a cell.
    pub(super) fn bounds(&self) -> Option<(u32, u32)> {
        Some((*self.columns.iter().min()?, *self.columns.iter().max()?))
    }

    /// Cells by column, each column once (the last cell given for it counts).
    pub(super) fn in_order(&self) -> impl ExactSizeIterator<Item = (u32, RawCell<'_>)> {
        let mut order: Vec<usize> = (0..self.columns.len()).collect();
        if !self.columns.is_sorted_by(|a, b| a < b) {
            order.sort_by_key(|index| (self.columns.get(*index), std::cmp::Reverse(*index)));
            order.dedup_by_key(|index| self.columns.get(*index));
        }
        order.into_iter().map(|index| {
            (
                self.columns.get(index).copied().unwrap_or_default(),
                self.cells.cell(index),
            )
        })
    }
}
