//! Rows by the value of a column: those of the smallest value first, those without a value last, equal ones by number.

use crate::codes::Cells;
use std::ops::Range;

/// The rows of a form in the order of a column. Of coded columns it also says where each value begins, so the rows of a
/// value, and how many they are, are read off it.
#[derive(Debug)]
pub(crate) struct Order {
    pub(crate) rows: Vec<u32>,
    starts: Option<Vec<u32>>,
}

impl Order {
    pub(crate) fn of(cells: &Cells) -> Self {
        if cells.is_coded() {
            Self::counted(cells)
        } else {
            Self::sorted(cells)
        }
    }

    /// Counting sort.
    fn counted(cells: &Cells) -> Self {
        let rows = cells.rows() as u32;
        let mut starts = vec![0_u32; cells.none() as usize + 2];
        for row in 0..rows {
            starts[cells.rank(row) as usize + 1] += 1;
        }
        for code in 1..starts.len() {
            starts[code] += starts[code - 1];
        }
        let mut next = starts.clone();
        let mut order = vec![0_u32; rows as usize];
        for row in 0..rows {
            let place = &mut next[cells.rank(row) as usize];
            order[*place as usize] = row;
            *place += 1;
        }
        Self {
            rows: order,
            starts: Some(starts),
        }
    }

    fn sorted(cells: &Cells) -> Self {
        let mut pairs: Vec<(u64, u32)> = (0..cells.rows() as u32)
            .map(|row| (cells.rank(row), row))
            .collect();
        pairs.sort_unstable();
        Self {
            rows: pairs.into_iter().map(|(_rank, row)| row).collect(),
            starts: None,
        }
    }

    /// Where rows with ranks from `from` to before `to` stand.
    pub(crate) fn between(&self, cells: &Cells, from: u64, to: u64) -> Range<usize> {
        let (start, end) = (self.start(cells, from), self.start(cells, to));
        start..end.max(start)
    }

    /// Where rows without a value stand.
    pub(crate) fn without(&self, cells: &Cells) -> Range<usize> {
        self.start(cells, cells.none())..self.rows.len()
    }

    /// Where the first row of at least this rank stands.
    fn start(&self, cells: &Cells, rank: u64) -> usize {
        match &self.starts {
            Some(starts) => starts[rank.min(cells.none()) as usize] as usize,
            None => self.rows.partition_point(|row| cells.rank(*row) < rank),
        }
    }

    /// Where the rows of the same value begin as the one that stands at `at`.
    pub(crate) fn group_start(&self, cells: &Cells, at: usize) -> usize {
        let rank = cells.rank(self.rows[at]);
        if self.starts.is_some() {
            return self.start(cells, rank);
        }
        // Most numbers that are not coded are few: look near by first.
        let mut start = at;
        let mut step = 1;
        while start > 0 {
            let before = start.saturating_sub(step);
            if cells.rank(self.rows[before]) != rank {
                return before
                    + self.rows[before..start].partition_point(|row| cells.rank(*row) < rank);
            }
            start = before;
            step *= 2;
        }
        0
    }

    /// Bytes that it takes to make one, at least those it has then.
    pub(crate) const fn bytes_to_make(cells: &Cells) -> usize {
        let rows = cells.rows();
        if cells.is_coded() {
            // Where values begin is there twice meanwhile.
            rows * 4 + (cells.none() as usize + 2) * 8
        } else {
            // Rows with their ranks.
            rows * 20
        }
    }

    pub(crate) fn bytes(&self) -> usize {
        let starts = self.starts.as_ref().map_or(0, Vec::capacity);
        (self.rows.capacity() + starts) * 4
    }
}
