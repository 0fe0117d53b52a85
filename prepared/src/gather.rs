//! Few rows that may be shown: which of them pass all tests, and which of those a page begins with.
//!
//! Rows of one value lie here and there in memory, and a look at each is a wait. So they are looked at in loops that decide
//! nothing: the processor then waits for many at once. Their places on the page are numbers, which sort by themselves.

use crate::codes::Cells;
use crate::column::Column;
use crate::condition::Test;
use crate::walk::Behind;

/// Rows looked at together: what is known of them stays near the processor.
const ROWS_AT_ONCE: usize = 1_024;

/// The rows that pass a test, to be told by others and put in order.
#[derive(Debug)]
pub(crate) struct Gathering<'a> {
    pub(crate) columns: &'a [Column],
    /// The test whose rows are gone through.
    pub(crate) first: Test,
    /// What they must pass besides.
    pub(crate) others: Vec<Test>,
    /// Number of the column, and whether downwards.
    pub(crate) sort: Option<(usize, bool)>,
    pub(crate) behind: Behind,
    /// Most rows wanted.
    pub(crate) most: usize,
}

impl Gathering<'_> {
    /// How many rows pass.
    pub(crate) fn count(&self) -> u64 {
        if self.others.is_empty() {
            return self.first.count(&self.columns[self.first.column]) as u64;
        }
        let mut total = 0;
        self.each(0, |rows| {
            total += rows.len() as u64;
            true
        });
        total
    }

    /// The rows that the page begins with, where those of the first test stand in the order of the page, and if it is asked
    /// for how many pass on all pages together.
    pub(crate) fn straight(&self, with_total: bool) -> (Vec<u32>, Option<u64>) {
        let first = self.first_row();
        let mut total = 0;
        let mut found = Vec::with_capacity(self.most.min(ROWS_AT_ONCE));
        self.each(if with_total { 0 } else { first }, |rows| {
            total += rows.len() as u64;
            let begin = rows.partition_point(|row| *row < first);
            let room = self.most - found.len();
            found.extend(rows[begin..].iter().take(room));
            with_total || found.len() < self.most
        });
        (found, with_total.then_some(total))
    }

    /// The rows that the page begins with, in order, and how many pass on all pages together.
    pub(crate) fn sorted(&self) -> (Vec<u32>, u64) {
        let Some((number, is_down)) = self.sort else {
            return self.places(None, |_rank, row| row, self.first_row());
        };
        let cells = &self.columns[number].cells;
        let none = cells.none();
        // Downwards, too, rows without a value come last.
        let turned = move |rank: u64| {
            if is_down && rank != none {
                none - 1 - rank
            } else {
                rank
            }
        };
        let (rank, row) = self.beginning(is_down, none);
        // The row in the lowest 32 bits, the rank above it: of codes, both have room in 64.
        if cells.is_coded() {
            let place = |rank: u64, row: u32| rank << 32 | u64::from(row);
            let turned = |rank: u64, row: u32| place(turned(rank), row);
            let (places, total) = self.places(Some(cells), turned, place(rank, row));
            (places.into_iter().map(|one| one as u32).collect(), total)
        } else {
            let place = |rank: u64, row: u32| u128::from(rank) << 32 | u128::from(row);
            let turned = |rank: u64, row: u32| place(turned(rank), row);
            let (places, total) = self.places(Some(cells), turned, place(rank, row));
            (places.into_iter().map(|one| one as u32).collect(), total)
        }
    }

    /// The first place that is still to come: a rank, turned around where the order goes downwards, and a row.
    const fn beginning(&self, is_down: bool, none: u64) -> (u64, u32) {
        match self.behind {
            Behind::Nothing | Behind::Row(_) => (0, 0),
            Behind::NoValue(row) => (none, row),
            Behind::Value { lower, upper, row } => match (is_down, lower < upper) {
                (false, true) => (lower, row),
                (false, false) => (lower, 0),
                (true, true) => (none - 1 - lower, row),
                (true, false) => (none - lower, 0),
            },
        }
    }

    const fn first_row(&self) -> u32 {
        match self.behind {
            Behind::Row(row) => row,
            _ => 0,
        }
    }

    /// The first places of rows that pass, from `beginning` on, in order, and how many rows pass.
    fn places<P: Copy + Ord>(
        &self,
        cells: Option<&Cells>,
        place: impl Fn(u64, u32) -> P,
        beginning: P,
    ) -> (Vec<P>, u64) {
        let most_kept = self.most.saturating_mul(4).saturating_add(8 * ROWS_AT_ONCE);
        let mut total = 0;
        let mut ranks = Vec::new();
        let mut places = Vec::new();
        self.each(0, |rows| {
            total += rows.len() as u64;
            ranks.clear();
            match cells {
                Some(cells) => cells.push_ranks(rows, &mut ranks),
                None => ranks.resize(rows.len(), 0),
            }
            let some = ranks.iter().zip(rows);
            let some = some.map(|(rank, row)| place(*rank, *row));
            places.extend(some.filter(|place| *place >= beginning));
            if places.len() > most_kept {
                leave_first(&mut places, self.most);
            }
            true
        });
        leave_first(&mut places, self.most);
        places.sort_unstable();
        (places, total)
    }

    /// Shows the rows that pass, some at a time and of each piece of the first test's order from the row `from` on, until `see`
    /// wants no more.
    fn each(&self, from: u32, mut see: impl FnMut(&[u32]) -> bool) {
        let column = &self.columns[self.first.column];
        let (mut some, mut ranks) = (Vec::new(), Vec::new());
        for piece in self.first.pieces(column) {
            let rows = &column.order().rows[piece];
            let begin = rows.partition_point(|row| *row < from);
            for rows in rows[begin..].chunks(ROWS_AT_ONCE) {
                if self.others.is_empty() {
                    if !see(rows) {
                        return;
                    }
                    continue;
                }
                some.clear();
                some.extend_from_slice(rows);
                for test in &self.others {
                    test.leave(self.columns, &mut some, &mut ranks);
                }
                if !see(&some) {
                    return;
                }
            }
        }
    }
}

/// Leaves the first of these places, in any order.
fn leave_first<P: Ord>(places: &mut Vec<P>, most: usize) {
    if most > 0 && places.len() > most {
        places.select_nth_unstable(most - 1);
    }
    places.truncate(most);
}
