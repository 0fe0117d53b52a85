//! Steps from the fine to the coarse: a table of streets meets one of districts over the directory that says which
//! street lies in which district, days meet months and years.
//!
//! Sketches say where that may be; whether the fine value determines the coarser one only rows can tell. So a
//! [`HierarchyWish`] names the columns, its caller reads them once more, and [`HierarchyWish::answer`] decides.

mod calendar;
mod counts;
mod of_table;
mod over_tables;

pub(crate) use calendar::times_of;
pub use counts::{Steps, ValueCounts};

use crate::bridges::{Bridge, BridgeKind, Share};
use crate::cardinality::Cardinality;
use crate::collection::{Collection, ColumnAt};
use crate::level::Level;
use crate::normal_form::{Forms, normalised};
use crate::sketch::share;
use std::collections::{BTreeMap, HashSet};

/// Steps told of a table.
const MOST_OF_A_TABLE: usize = 4;
/// Wishes in all: each makes tables be read again.
const MOST_WISHES: usize = 200;
/// Share of rows in which the fine value must determine the coarser one.
const DETERMINED: f64 = 0.95;
/// Share of the fine values that must arrive.
const LEAST_COVERAGE: f64 = 0.5;
/// Score from which steps are told.
const LEAST_SCORE: f64 = 0.3;

/// How the fine becomes the coarse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Climb {
    /// By two columns of a third table: one holds the fine values, one the coarser.
    Over {
        /// The fine one.
        fine: ColumnAt,
        /// The coarser one.
        coarse: ColumnAt,
    },
    /// By the calendar.
    Calendar(Level),
}

/// A column that may lead to a coarser one of another table.
#[derive(Debug, Clone, PartialEq)]
pub struct HierarchyWish {
    /// The fine column.
    pub left: ColumnAt,
    /// How it leads there.
    pub climb: Climb,
    /// The coarser column of the other table.
    pub right: ColumnAt,
    /// Forms that the steps need.
    pub(crate) forms: Forms,
    /// What it is worth if all fits.
    pub(crate) most: f64,
    /// Whether the right has one row for each value.
    pub(crate) is_key: bool,
}

/// Steps from a fine column to a coarser one.
#[derive(Debug, Clone, PartialEq)]
pub struct Hierarchy {
    /// The two ends; shares are those of their different values that meet.
    pub bridge: Bridge,
    /// How the fine becomes the coarse.
    pub climb: Climb,
    /// Share of the rows of the left that meet a row of the right.
    pub coverage: f64,
    /// Different values of the left and of the right.
    pub values: (u64, u64),
}

impl Collection {
    /// Columns that may lead to coarser ones, beside bridges that are known. The most promising ones, few of each table.
    pub fn hierarchies(&self, known: &[Bridge]) -> Vec<HierarchyWish> {
        let mut wishes = over_tables::wishes(self, known, |_tables| true);
        wishes.extend(calendar::wishes(self, known, |_tables| true));
        self.most_promising(&mut wishes, &of_one_kind(known), 1);
        wishes.truncate(MOST_WISHES);
        wishes
    }

    /// Few of each table, the most promising first, and so many ways to one end; ends of one kind count as one.
    fn most_promising(
        &self,
        wishes: &mut Vec<HierarchyWish>,
        kinds: &HashSet<(u32, u32)>,
        ways: usize,
    ) {
        wishes.sort_by(|one, two| {
            two.most
                .total_cmp(&one.most)
                .then_with(|| (one.left, one.right).cmp(&(two.left, two.right)))
        });
        // Of each table: its ends, each with the table between.
        let mut ends: BTreeMap<u32, Vec<(u32, Option<u32>)>> = BTreeMap::new();
        wishes.retain(|wish| {
            let told = ends.entry(wish.left.table).or_default();
            let end = wish.right.table;
            let middle = match wish.climb {
                Climb::Over { fine, .. } => Some(fine.table),
                Climb::Calendar(_) => None,
            };
            // A sheet for each year is one end, not one for each year.
            let is_same = |other: u32| {
                other == end || kinds.contains(&(other, end)) || self.have_like_headers(other, end)
            };
            let known = told.iter().filter(|(other, _)| is_same(*other));
            let known: Vec<Option<u32>> = known.map(|(_, between)| *between).collect();
            let is_new = told.len() < MOST_OF_A_TABLE * ways
                && known.len() < ways
                && !known.contains(&middle);
            if is_new {
                told.push((end, middle));
            }
            is_new
        });
    }
}

/// Pairs of tables that are put below one another, either way round.
fn of_one_kind(known: &[Bridge]) -> HashSet<(u32, u32)> {
    let is_one =
        |bridge: &&Bridge| matches!(bridge.kind, BridgeKind::Union | BridgeKind::Duplicate);
    known
        .iter()
        .filter(is_one)
        .filter_map(|bridge| Some((bridge.left.first()?.table, bridge.right.first()?.table)))
        .flat_map(|(left, right)| [(left, right), (right, left)])
        .collect()
}

/// What the rows of a wish's columns are counted with: push the values of each, then hand it to
/// [`HierarchyWish::answer`].
#[derive(Debug, Default)]
pub struct Counts {
    /// Values of the left column.
    pub left: ValueCounts,
    /// Fine and coarser values of the third table, where there is one.
    pub steps: Option<Steps>,
    /// Values of the right column.
    pub right: ValueCounts,
}

impl Collection {
    /// Whether headers are the same but for numbers: a sheet of 2019 has `Jan 2019`.
    fn have_like_headers(&self, one: u32, two: u32) -> bool {
        let headers = |number: u32| -> Vec<String> {
            let entries = self
                .table(number)
                .into_iter()
                .flat_map(|table| &table.entries);
            let keys = entries.map(|entry| entry.header.key());
            keys.map(|key| key.chars().filter(|sign| !sign.is_numeric()).collect())
                .collect()
        };
        headers(one) == headers(two)
    }
}

impl HierarchyWish {
    /// Empty counts for its columns.
    pub fn counts(&self, collection: &Collection) -> Counts {
        let part = |at: ColumnAt| collection.entry(at).and_then(|entry| entry.part);
        match self.climb {
            Climb::Over { fine, coarse } => Counts {
                left: ValueCounts::of(part(self.left)),
                steps: Some(Steps::of(part(fine), part(coarse))),
                right: ValueCounts::of(part(self.right)),
            },
            Climb::Calendar(_) => Counts {
                left: ValueCounts::spelled(),
                steps: None,
                right: ValueCounts::spelled(),
            },
        }
    }

    /// What it is worth if all fits, 0 to 1.
    pub const fn promise(&self) -> f64 {
        self.most
    }

    /// The steps, if rows bear them out.
    pub fn answer(&self, counts: &Counts) -> Option<Hierarchy> {
        if let Some(steps) = &counts.steps {
            let (fine, coarse) = steps.different();
            if steps.agreement() < DETERMINED || coarse * 2 > fine {
                return None;
            }
        }
        let (found, reached) = self.walked(counts);
        let is_worth = found.bridge.shares.left.min(found.coverage) >= LEAST_COVERAGE
            && found.bridge.score >= LEAST_SCORE
            && reached >= 2;
        is_worth.then_some(found)
    }

    /// What rows say of the steps, whether or not they are worth telling.
    pub fn measured(&self, counts: &Counts) -> Hierarchy {
        self.walked(counts).0
    }

    /// The same, and how many coarser values are reached.
    fn walked(&self, counts: &Counts) -> (Hierarchy, usize) {
        let Counts { left, steps, right } = counts;
        let there: HashSet<String> = right.each().filter_map(|it| self.arrived(it.0)).collect();
        let (mut values, mut rows) = (0, 0);
        let mut reached = HashSet::new();
        for (fine, count) in left.each() {
            let coarser = match steps {
                Some(steps) => steps.coarser(fine).map(str::to_owned),
                None => self.arrived(fine),
            };
            if let Some(coarser) = coarser.filter(|it| there.contains(it)) {
                values += 1;
                rows += count;
                reached.insert(coarser);
            }
        }
        let shares = Share {
            left: share(values, left.len() as u64),
            right: share(reached.len() as u64, there.len() as u64),
        };
        let coverage = share(rows, left.rows());
        let score = self.most * shares.left.min(coverage) * (0.5 + 0.5 * shares.right);
        let found = Hierarchy {
            bridge: Bridge {
                kind: BridgeKind::Hierarchy,
                left: vec![self.left],
                right: vec![self.right],
                forms: self.forms,
                shares,
                as_spelled: Share::default(),
                cardinality: Some(Cardinality::from_keys(false, self.is_key)),
                score,
                rank: 1,
            },
            climb: self.climb,
            coverage,
            values: (left.len() as u64, there.len() as u64),
        };
        (found, reached.len())
    }

    /// A value of the right, or of the left where no table lies between, on the level where both meet.
    fn arrived(&self, value: &str) -> Option<String> {
        match self.climb {
            Climb::Over { .. } => Some(normalised(value).into_owned()),
            Climb::Calendar(level) => level.lifted(value),
        }
    }
}
