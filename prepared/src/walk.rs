//! Which rows a page shows: along the order asked for, or, where few rows pass, through those and then in order.

use crate::column::Column;
use crate::condition::Test;
use crate::form::Form;
use std::cmp::{Ordering, Reverse};
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

/// The test that fewest rows pass.
struct Fewest<'a> {
    test: &'a Test,
    /// Which of the tests it is.
    number: usize,
    passing: usize,
}

impl Walk<'_> {
    /// The rows that pass, in order, and how many pass on all pages together if that is asked for.
    pub(crate) fn run(&self, with_total: bool) -> (Vec<u32>, Option<u64>) {
        let counts = self.tests.iter().map(|test| test.count(self.column(test)));
        let fewest = counts.enumerate().min_by_key(|(_, count)| *count);
        let Some((number, passing)) = fewest else {
            let total = with_total.then_some(u64::from(self.form.rows()));
            return (self.along(usize::MAX).unwrap_or_default(), total);
        };
        let fewest = Fewest {
            test: &self.tests[number],
            number,
            passing,
        };
        if passing == 0 {
            return (Vec::new(), with_total.then_some(0));
        }
        let is_in_order = self.sort.is_none() && fewest.test.is_of_one_value();
        if !is_in_order && self.is_quicker_along(passing) {
            let patience = passing.saturating_mul(4).saturating_add(FREE_STEPS);
            if let Some(rows) = self.along(patience) {
                return (rows, with_total.then(|| self.count(&fewest)));
            }
        }
        if is_in_order && !with_total {
            return (self.through(&fewest), None);
        }
        let (rows, total) = self.gathered(&fewest, is_in_order);
        (rows, with_total.then_some(total))
    }

    fn column(&self, test: &Test) -> &Column {
        &self.form.columns[test.column]
    }

    fn passes(&self, row: u32) -> bool {
        let columns = &self.form.columns;
        self.tests.iter().all(|test| test.holds(columns, row))
    }

    /// Whether a row of the test that fewest pass satisfies the other tests too.
    fn passes_others(&self, fewest: &Fewest<'_>, row: u32) -> bool {
        let columns = &self.form.columns;
        let tests = self.tests.iter().enumerate();
        tests
            .filter(|(number, _)| *number != fewest.number)
            .all(|(_, test)| test.holds(columns, row))
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

    fn count(&self, fewest: &Fewest<'_>) -> u64 {
        if self.tests.len() == 1 {
            return fewest.passing as u64;
        }
        let rows = self.rows_of(fewest);
        rows.filter(|row| self.passes_others(fewest, *row)).count() as u64
    }

    fn rows_of(&self, fewest: &Fewest<'_>) -> impl Iterator<Item = u32> {
        let column = self.column(fewest.test);
        let pieces = fewest.test.pieces(column).into_iter();
        pieces.flat_map(|piece| column.order().rows[piece].iter().copied())
    }

    /// Through the rows of one value, which stand in the order of rows.
    fn through(&self, fewest: &Fewest<'_>) -> Vec<u32> {
        let column = self.column(fewest.test);
        let first = match self.behind {
            Behind::Row(row) => row,
            _ => 0,
        };
        let mut found = Vec::with_capacity(self.most.min(1_024));
        for piece in fewest.test.pieces(column) {
            let rows = &column.order().rows[piece];
            let begin = rows.partition_point(|row| *row < first);
            for row in &rows[begin..] {
                if found.len() == self.most {
                    return found;
                }
                if self.passes_others(fewest, *row) {
                    found.push(*row);
                }
            }
        }
        found
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

    /// The rows of the test that fewest pass, put in order, and how many of them pass all tests.
    fn gathered(&self, fewest: &Fewest<'_>, is_in_order: bool) -> (Vec<u32>, u64) {
        let mut total = 0;
        let mut rows = Vec::new();
        for row in self.rows_of(fewest) {
            if !self.passes_others(fewest, row) {
                continue;
            }
            total += 1;
            if (!is_in_order || rows.len() < self.most) && self.is_behind(row) {
                rows.push(row);
            }
        }
        if !is_in_order {
            let compare = |left: &u32, right: &u32| self.compare(*left, *right);
            if self.most > 0 && rows.len() > self.most {
                rows.select_nth_unstable_by(self.most - 1, compare);
            }
            rows.truncate(self.most);
            rows.sort_unstable_by(compare);
        }
        (rows, total)
    }

    fn is_behind(&self, row: u32) -> bool {
        let Some((column, is_down)) = self.sort else {
            return match self.behind {
                Behind::Row(first) => row >= first,
                _ => true,
            };
        };
        let cells = &self.form.columns[column].cells;
        let rank = cells.rank(row);
        match self.behind {
            Behind::Nothing | Behind::Row(_) => true,
            Behind::NoValue(first) => rank == cells.none() && row >= first,
            Behind::Value { .. } if rank == cells.none() => true,
            Behind::Value {
                lower,
                upper,
                row: first,
            } => {
                let is_equal = lower <= rank && rank < upper;
                let is_further = if is_down { rank < lower } else { rank >= upper };
                is_further || (is_equal && row >= first)
            }
        }
    }

    fn compare(&self, left: u32, right: u32) -> Ordering {
        let Some((column, is_down)) = self.sort else {
            return left.cmp(&right);
        };
        let cells = &self.form.columns[column].cells;
        let key = |row: u32| (cells.rank(row), row);
        let ((first, left), (second, right)) = (key(left), key(right));
        if is_down {
            let none = cells.none();
            let missing = (first == none).cmp(&(second == none));
            missing
                .then(Reverse(first).cmp(&Reverse(second)))
                .then(left.cmp(&right))
        } else {
            (first, left).cmp(&(second, right))
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
