//! Which rows of two tables belong together where no two columns hold the same values.
//!
//! First what can be learned ([`crate::transform`]): the values of one table made of pieces of the other's. Then what is
//! alike ([`crate::fuzzy`]): rare words and letters in common. Both look at all rows, so tables are small or samples.

use crate::collection::{Collection, TableSketch};
use crate::fuzzy::{self, Matched};
use crate::transform::{self, Rule};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Rows looked at of a table.
pub const MOST_ROWS: usize = 5_000;
/// Columns looked at of a table.
const MOST_COLUMNS: usize = 24;
/// Tables that have a word for it to say something.
const RARE: usize = 12;
/// Rare words two tables must share.
const FEWEST_WORDS: u32 = 6;
/// Share of the smaller side that a learned rule must bring together.
const LEARNED: f64 = 0.5;

impl Collection {
    /// Pairs of small tables whose rows may belong together though no two columns hold the same values, the most
    /// promising first: they have words in common. In a small collection all pairs are.
    pub fn worth_matching(&self, most: usize) -> Vec<(u32, u32)> {
        let is_small = |table: &TableSketch| table.rows > 0 && table.rows <= MOST_ROWS as u64;
        let small: Vec<u32> = self
            .tables()
            .filter(|(_, table)| is_small(table))
            .map(|(number, _)| number)
            .collect();
        if small.len() * small.len().saturating_sub(1) / 2 <= most {
            return pairs_of(&small).collect();
        }
        let mut holders: HashMap<u32, BTreeSet<u32>> = HashMap::new();
        for number in &small {
            for entry in self.table(*number).into_iter().flat_map(|it| &it.entries) {
                for word in &entry.sketch.words {
                    holders.entry(*word).or_default().insert(*number);
                }
            }
        }
        let mut common: BTreeMap<(u32, u32), u32> = BTreeMap::new();
        for tables in holders.into_values().filter(|tables| tables.len() <= RARE) {
            let tables: Vec<u32> = tables.into_iter().collect();
            for pair in pairs_of(&tables) {
                *common.entry(pair).or_default() += 1;
            }
        }
        let mut pairs: Vec<((u32, u32), u32)> = common.into_iter().collect();
        pairs.retain(|(_, count)| *count >= FEWEST_WORDS);
        pairs.sort_by(|one, two| two.1.cmp(&one.1).then(one.0.cmp(&two.0)));
        pairs.truncate(most);
        pairs.into_iter().map(|(pair, _)| pair).collect()
    }
}

fn pairs_of(tables: &[u32]) -> impl Iterator<Item = (u32, u32)> {
    let each = tables.iter().enumerate();
    each.flat_map(|(at, one)| tables[at + 1..].iter().map(|two| (*one, *two)))
}

/// Rows of a table, column by column; all columns have as many values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    /// Values of each column; empty where there is none.
    pub columns: Vec<Vec<String>>,
}

impl Rows {
    /// Number of rows.
    pub fn len(&self) -> usize {
        self.columns.first().map_or(0, Vec::len)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// How rows were brought together.
#[derive(Debug, Clone, PartialEq)]
pub enum Means {
    /// By a rule that makes the values of the right of those of the left.
    MadeOfLeft(Rule),
    /// By a rule that makes the values of the left of those of the right.
    MadeOfRight(Rule),
    /// By likeness.
    Alike,
}

/// Rows that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct RowMatch {
    /// How that is known.
    pub means: Means,
    /// Columns of the left it rests on.
    pub left: Vec<usize>,
    /// Columns of the right it rests on.
    pub right: Vec<usize>,
    /// Numbers of the rows, from 0.
    pub pairs: Vec<(usize, usize)>,
    /// Shares of the rows of both sides that found another.
    pub shares: (f64, f64),
    /// How sure it is, 0 to 1.
    pub score: f64,
}

/// The best way to bring rows of two tables together, if there is a good one.
pub fn match_rows(left: &Rows, right: &Rows) -> Option<RowMatch> {
    if left.is_empty() || right.is_empty() || left.len().max(right.len()) > MOST_ROWS {
        return None;
    }
    let learned = learned(left, right);
    if learned.as_ref().is_some_and(|found| found.score >= 0.9) {
        return learned;
    }
    let columns = |rows: &Rows| rows.columns.len().min(MOST_COLUMNS);
    let alike = fuzzy::best(left, right, (columns(left), columns(right)));
    let alike = alike.map(|found| as_match(found, (columns(left), columns(right))));
    match (learned, alike) {
        (Some(one), Some(two)) if two.score > one.score => Some(two),
        (Some(one), _) => Some(one),
        (None, alike) => alike,
    }
}

fn as_match(found: Matched, (of_left, of_right): (usize, usize)) -> RowMatch {
    let columns = |one: Option<usize>, all: usize| match one {
        Some(column) => vec![column],
        None => (0..all).collect(),
    };
    RowMatch {
        means: Means::Alike,
        left: columns(found.left, of_left),
        right: columns(found.right, of_right),
        pairs: found.pairs,
        shares: found.shares,
        score: found.score,
    }
}

fn learned(left: &Rows, right: &Rows) -> Option<RowMatch> {
    let made_of_left = transform::learn(left, right).map(|found| RowMatch {
        left: found.rule.columns(),
        right: vec![found.target],
        pairs: found.pairs,
        shares: found.shares,
        score: found.shares.0.max(found.shares.1),
        means: Means::MadeOfLeft(found.rule),
    });
    let made_of_right = transform::learn(right, left).map(|found| RowMatch {
        left: vec![found.target],
        right: found.rule.columns(),
        pairs: found.pairs.iter().map(|(one, two)| (*two, *one)).collect(),
        shares: (found.shares.1, found.shares.0),
        score: found.shares.0.max(found.shares.1),
        means: Means::MadeOfRight(found.rule),
    });
    [made_of_left, made_of_right]
        .into_iter()
        .flatten()
        .filter(|found| found.score >= LEARNED)
        .max_by(|one, two| one.score.total_cmp(&two.score))
}
