//! What a remedy costs, and whether it helps.

use crate::Classes;

/// A table after a remedy was tried on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Tried<R> {
    /// The remedy.
    pub remedy: R,
    /// How the rows fall into classes after it.
    pub after: Classes,
    /// Cells of the table whose value is another or gone, of all its cells; 0 to 1.
    pub cells_lost: f64,
    /// How far values were made coarser, averaged over all columns: 0 as they were, 1 nothing left (Sweeney's loss of
    /// precision: level over height of the hierarchy).
    pub precision_lost: f64,
}

/// What a remedy costs. Every share is between 0 and 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Cost<R> {
    /// The remedy.
    pub remedy: R,
    /// k after it.
    pub k: Option<u64>,
    /// Share of rows that still stand out; zero means that it suffices.
    pub still_small: f64,
    /// Share of rows that are gone.
    pub rows_lost: f64,
    /// Share of cells that are another or gone.
    pub cells_lost: f64,
    /// Loss of precision.
    pub precision_lost: f64,
}

impl<R> Tried<R> {
    /// The cost, for a table that had `rows` rows and classes of at least `k`.
    pub fn cost(self, rows: u64, k: u64) -> Cost<R> {
        let share = |part: u64| {
            if rows == 0 {
                0.0
            } else {
                part as f64 / rows as f64
            }
        };
        Cost {
            k: self.after.k(),
            still_small: share(self.after.rows_below(k)),
            rows_lost: share(rows.saturating_sub(self.after.rows())),
            cells_lost: self.cells_lost,
            precision_lost: self.precision_lost,
            remedy: self.remedy,
        }
    }
}

impl<R> Cost<R> {
    /// Whether nobody stands out any more.
    pub fn suffices(&self) -> bool {
        self.still_small <= 0.0
    }

    /// Remedies that suffice first, and among them those that cost least.
    pub fn cheapest_first(costs: &mut [Self]) {
        costs.sort_by(|a, b| {
            let price = |of: &Self| of.rows_lost + of.cells_lost + of.precision_lost;
            b.suffices()
                .cmp(&a.suffices())
                .then(price(a).total_cmp(&price(b)))
                .then(a.still_small.total_cmp(&b.still_small))
        });
    }
}
