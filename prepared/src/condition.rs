//! Conditions of a request over the ranks of a column.

use crate::column::Column;
use crate::keys::key;
use hebewerk_hub::ports::{Comparator, Filter};

/// Which ranks of a column satisfy a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Test {
    /// Number of the column in the form.
    pub(crate) column: usize,
    /// From this rank …
    pub(crate) from: u64,
    /// … to before this one.
    pub(crate) to: u64,
    /// All other values instead.
    pub(crate) is_negated: bool,
    /// Whether rows without a value satisfy it.
    pub(crate) nulls: bool,
}

impl Test {
    /// The condition as a test of ranks; none where the engine has to look at it.
    pub(crate) fn of(filter: &Filter, number: usize, column: &Column) -> Option<Self> {
        let none = column.cells.none();
        let test = |from, to| Self {
            column: number,
            from,
            to,
            is_negated: false,
            nulls: false,
        };
        match filter.comparator {
            Comparator::IsNull => {
                return Some(Self {
                    nulls: true,
                    ..test(0, 0)
                });
            }
            Comparator::NotNull => return Some(test(0, none)),
            // Letters' case is a matter of the engine.
            Comparator::Contains => return None,
            _ => {}
        }
        let (lower, upper) = column.equal(&key(&filter.value, column.kind)?)?;
        Some(match filter.comparator {
            Comparator::Eq => test(lower, upper),
            Comparator::Lt => test(0, lower),
            Comparator::Le => test(0, upper),
            Comparator::Gt => test(upper, none),
            Comparator::Ge => test(lower, none),
            Comparator::Ne => Self {
                is_negated: true,
                nulls: true,
                ..test(lower, upper)
            },
            Comparator::IsNull | Comparator::NotNull | Comparator::Contains => return None,
        })
    }

    /// Whether a row passes.
    #[inline]
    pub(crate) fn holds(&self, columns: &[Column], row: u32) -> bool {
        let cells = &columns[self.column].cells;
        self.holds_for(cells.rank(row), cells.none())
    }

    /// Whether a value passes, or none.
    #[inline]
    const fn holds_for(&self, rank: u64, none: u64) -> bool {
        let is_inside = self.from <= rank && rank < self.to;
        if rank == none {
            self.nulls
        } else {
            is_inside != self.is_negated
        }
    }

    /// Leaves of these rows those that pass. `ranks` is room to work in.
    pub(crate) fn leave(&self, columns: &[Column], rows: &mut Vec<u32>, ranks: &mut Vec<u64>) {
        let cells = &columns[self.column].cells;
        let none = cells.none();
        ranks.clear();
        cells.push_ranks(rows, ranks);
        let mut passing = 0;
        for (index, rank) in ranks.iter().enumerate() {
            rows[passing] = rows[index];
            passing += usize::from(self.holds_for(*rank, none));
        }
        rows.truncate(passing);
    }

    /// Whether all rows that pass have one value, or none of them has one: they then stand in the order of their numbers.
    pub(crate) const fn is_of_one_value(&self) -> bool {
        let ranks = self.to.saturating_sub(self.from);
        !self.is_negated && (ranks == 0 || (ranks == 1 && !self.nulls))
    }

    /// Where the rows that pass stand in the order of the column, in at most three pieces.
    pub(crate) fn pieces(&self, column: &Column) -> [std::ops::Range<usize>; 3] {
        let (order, cells) = (column.order(), &column.cells);
        let inside = order.between(cells, self.from, self.to);
        let without = order.without(cells);
        let nulls = if self.nulls {
            without.clone()
        } else {
            without.start..without.start
        };
        if self.is_negated {
            [0..inside.start, inside.end..without.start, nulls]
        } else {
            [inside, 0..0, nulls]
        }
    }

    /// How many rows pass.
    pub(crate) fn count(&self, column: &Column) -> usize {
        self.pieces(column).iter().map(ExactSizeIterator::len).sum()
    }
}
