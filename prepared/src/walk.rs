//! Which rows a page shows: along the order asked for, or, where few rows pass, through those and then in order.

use crate::column::Column;
use crate::condition::Test;
use crate::form::Form;
use crate::gather::Gathering;
use std::ops::Range;

/// Steps along an order before anybody looks whether the rows that pass are fewer.
const FREE_STEPS: usize = 4_096;

/// Where a page begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Behind {
    /// With the first row.
    Nothing,
    /// With this row, in the order of rows.
    Row(u32),
    /// Behind the rows of a value: of these ranks, those from this row on are still to come.
    Value {
        /// From this rank …
        lower: u64,
        /// … to before this one.
        upper: u64,
        /// First row of the same value that is still to come.
        row: u32,
    },
    /// Among the rows without a value, with this one.
    NoValue(u32),
}

/// What is walked through.
#[derive(Debug)]
pub(crate) struct Walk<'a> {
    pub(crate) form: &'a Form,
    pub(crate) tests: &'a [Test],
    /// Number of the column, and whether downwards.
    pub(crate) sort: Option<(usize, bool)>,
    pub(crate) behind: Behind,
    /// Most rows found.
    pub(crate) most: usize,
}

impl Walk<'_> {
    /// The rows that pass, in order, and how many pass on all pages together if that is asked for.
    pub(crate) fn run(&self, with_total: bool) -> (Vec<u32>, Option<u64>) {
        let counts = self.tests.iter().map(|test| test.count(self.column(test)));
        let Some((fewest, passing)) = counts.enumerate().min_by_key(|(_, count)| *count) else {
            let total = with_total.then_some(u64::from(self.form.rows()));
            return (self.along(usize::MAX).unwrap_or_default(), total);
        };
        if passing == 0 {
            return (Vec::new(), with_total.then_some(0));
        }
        let gathering = self.gathering(fewest);
        let is_in_order = self.sort.is_none() && self.tests[fewest].is_of_one_value();
        if is_in_order {
            return gathering.straight(with_total);
        }
        if self.is_quicker_along(passing) {
            let patience = passing.saturating_mul(4).saturating_add(FREE_STEPS);
            if let Some(rows) = self.along(patience) {
                return (rows, with_total.then(|| gathering.count()));
            }
        }
        let (rows, total) = gathering.sorted();
        (rows, with_total.then_some(total))
    }

    fn column(&self, test: &Test) -> &Column {
        &self.form.columns[test.column]
    }

    fn passes(&self, row: u32) -> bool {
        let columns = &self.form.columns;
        self.tests.iter().all(|test| test.holds(columns, row))
    }

    /// Whether a page is found sooner by walking along the order than by putting those in order that may pass: of rows
    /// that pass here and there, so many are passed by on the way to each.
    fn is_quicker_along(&self, passing: usize) -> bool {
        let rows = self.form.rows() as usize;
        let steps = self.most.saturating_mul(rows) / passing.max(1);
        let is_sorted_by_it = self.sort.is_some_and(|(column, _)| {
            self.tests
                .iter()
                .any(|test| test.column == column && !test.is_negated)
        });
        is_sorted_by_it || steps <= passing
    }

    /// The rows of the test that fewest pass, with the tests that say something more about them.
    fn gathering(&self, fewest: usize) -> Gathering<'_> {
        let all = self.form.rows() as usize;
        let others = self.tests.iter().enumerate();
        let others = others
            .filter(|(number, test)| *number != fewest && test.count(self.column(test)) < all);
        Gathering {
            columns: &self.form.columns,
            first: self.tests[fewest],
            others: others.map(|(_, test)| *test).collect(),
            sort: self.sort,
            behind: self.behind,
            most: self.most,
        }
    }

    /// Along the order; none if that takes more than `patience` steps.
    fn along(&self, patience: usize) -> Option<Vec<u32>> {
        let mut found = Vec::with_capacity(self.most.min(1_024));
        let mut steps = 0;
        let mut see = |row: u32| {
            if found.len() == self.most || steps == patience {
                return false;
            }
            steps += 1;
            if self.passes(row) {
                found.push(row);
            }
            true
        };
        let is_through = match self.sort {
            None => {
                let first = match self.behind {
                    Behind::Row(row) => row,
                    _ => 0,
                };
                (first..self.form.rows()).all(&mut see)
            }
            Some((column, is_down)) => self.along_column(column, is_down, &mut see),
        };
        (is_through || found.len() == self.most || steps < patience).then_some(found)
    }

    /// Along the order of a column, as far as rows of its tests stand; `false` when `see` wants no more.
    fn along_column(&self, number: usize, is_down: bool, see: &mut dyn FnMut(u32) -> bool) -> bool {
        let column = &self.form.columns[number];
        let (order, cells) = (column.order(), &column.cells);
        let without = order.without(cells);
        let own = self.tests.iter().find(|test| test.column == number);
        let [first, second, nulls] = match own {
            Some(test) => test.pieces(column),
            None => [0..without.start, 0..0, without.clone()],
        };
        let from = |range: &Range<usize>, row: u32| {
            range.start + order.rows[range.clone()].partition_point(|one| *one < row)
        };
        let straight = |range: Range<usize>, see: &mut dyn FnMut(u32) -> bool| {
            order.rows[range].iter().all(|row| see(*row))
        };
        if let Behind::NoValue(row) = self.behind {
            return straight(from(&nulls, row)..nulls.end, see);
        }
        if is_down {
            let (end, tied) = match self.behind {
                Behind::Value { lower, upper, row } => {
                    let equal = order.between(cells, lower, upper);
                    (equal.start, from(&equal, row)..equal.end)
                }
                _ => (without.start, 0..0),
            };
            straight(tied, see)
                && [second, first].into_iter().all(|piece| {
                    let piece = piece.start..piece.end.min(end);
                    downwards(column, piece, see)
                })
                && straight(nulls, see)
        } else {
            let start = match self.behind {
                Behind::Value { lower, upper, row } => {
                    from(&order.between(cells, lower, upper), row)
                }
                _ => 0,
            };
            [first, second].into_iter().all(|piece| {
                let begin = piece.start.max(start).min(piece.end);
                straight(begin..piece.end, see)
            }) && straight(nulls, see)
        }
    }
}

/// The rows of a piece of an order, the greatest value first, equal ones by their number.
fn downwards(column: &Column, piece: Range<usize>, see: &mut dyn FnMut(u32) -> bool) -> bool {
    let order = column.order();
    let mut end = piece.end;
    while end > piece.start {
        let start = order.group_start(&column.cells, end - 1).max(piece.start);
        if !order.rows[start..end].iter().all(|row| see(*row)) {
            return false;
        }
        end = start;
    }
    true
}
