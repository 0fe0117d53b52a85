//! Keys of several columns: the street and the house number, the district and the year; and keys that only rows prove.

use crate::bridges::{Bridge, BridgeKind, Pairing, Share, holds_whole_numbers};
use crate::cardinality::{Cardinality, is_key};
use crate::collection::{Collection, ColumnAt, Entry};
use crate::normal_form::Forms;
use crate::overlap::{geometric, overlap};
use crate::sketch::ColumnSketch;
use std::collections::BTreeMap;

/// Columns of a key at most.
const MOST_COLUMNS: usize = 3;

/// Columns of two tables that may be a key together. Only rows can tell: whoever has them makes a [`TupleSketch`] of
/// each side and hands both to [`CompositeWish::answer`].
#[derive(Debug, Clone, PartialEq)]
pub struct CompositeWish {
    /// Columns of the left.
    pub left: Vec<ColumnAt>,
    /// Columns of the right, each beside its counterpart.
    pub right: Vec<ColumnAt>,
    /// Score of the best single pairing, 0 if there is none.
    single: f64,
    forms: Forms,
    likeness: f64,
    proof: Option<Proof>,
}

/// What is proven where rows agree: the last columns alone are a bridge.
#[derive(Debug, Clone, PartialEq)]
struct Proof {
    /// On the numbers, and on the names that led to them where these are not told yet.
    bridges: Vec<Bridge>,
    /// Values of the first columns that both sides have.
    common: u64,
}

/// Rows that must agree on numbers, and their share among those that meet on names.
const FEWEST_AGREEING: u64 = 10;
const AGREEING: f64 = 0.9;
/// Score of numbers that rows agree on: as sure as names, and without their look.
const PROVEN: f64 = 0.6;
/// Pairs of numbers looked at for two tables.
const MOST_PROOFS: usize = 2;

/// The sketch of several columns together; fed with [`crate::SketchBuilder::push_parts`].
pub type TupleSketch = ColumnSketch;

/// The columns that may be a key together, where none is one alone.
pub(crate) fn wish(
    collection: &Collection,
    pairings: &[Pairing],
    told: &[Bridge],
) -> Option<CompositeWish> {
    let is_enough = told
        .iter()
        .any(|bridge| bridge.cardinality != Some(Cardinality::ManyToMany) && bridge.score > 0.6);
    if is_enough {
        return None;
    }
    let mut parts: Vec<&Pairing> = Vec::new();
    for pairing in pairings {
        let kinship = &pairing.kinship;
        let is_usable = !pairing.is_vetoed || pairing.is_part_only;
        let is_alike = kinship.header >= 0.6 && pairing.fit >= 0.2
            || !pairing.is_vetoed && pairing.fit >= 0.6 && kinship.meaning >= 0.6;
        let is_new = parts
            .iter()
            .all(|part| part.left != pairing.left && part.right != pairing.right);
        if is_usable && is_alike && is_new && parts.len() < MOST_COLUMNS {
            parts.push(pairing);
        }
    }
    // Parts of columns are made while a column is read; rows give whole columns only.
    let is_whole = |at: &ColumnAt| collection.entry(*at).is_some_and(|it| it.part.is_none());
    parts.retain(|part| is_whole(&part.left) && is_whole(&part.right));
    if parts.len() < 2 || !parts.iter().any(|part| !part.is_vetoed) {
        return None;
    }
    let single = told.first().map_or(0.0, |bridge| bridge.score);
    Some(of_parts(collection, &parts, single))
}

/// Numbers that say nothing themselves, since any two lists have the same, and that rows may prove to be one key: where
/// rows meet on a name that is a key of both sides, they bear the same number.
pub(crate) fn wishes_for_proof(
    collection: &Collection,
    pairings: &[Pairing],
    told: &[Bridge],
) -> Vec<CompositeWish> {
    let guide = pairings.iter().find(|pairing| {
        let names = |entry: &Entry| is_key(&entry.sketch) && entry.sketch.is_of_words();
        let leads = |(left, right): (&Entry, &Entry)| names(left) && names(right);
        let is_enough = pairing.kinship.overlap.forms >= FEWEST_AGREEING;
        is_enough && !pairing.is_vetoed && pair_of(collection, pairing).is_some_and(leads)
    });
    let Some(guide) = guide else {
        return Vec::new();
    };
    let is_told = |at: &ColumnAt| {
        let mut sides = told.iter().flat_map(|it| it.left.iter().chain(&it.right));
        sides.any(|told| told == at)
    };
    let mut numbers: Vec<(usize, &Pairing)> = pairings
        .iter()
        .filter(|it| it.left != guide.left && it.right != guide.right)
        .filter(|it| !it.makes_a_bridge() && !is_told(&it.left) && !is_told(&it.right))
        .filter_map(|it| Some((numbers_without_name(collection, it)?, it)))
        .collect();
    numbers.sort_by_key(|(nameless, _)| *nameless);
    let wishes = numbers.into_iter().take(MOST_PROOFS).zip(1..);
    wishes
        .filter_map(|((_, numbers), number)| {
            let rank = told.len() as u32 + number;
            let mut bridges = vec![crate::bridges::as_bridge(collection, numbers, rank)?];
            if !is_told(&guide.left) && !is_told(&guide.right) {
                bridges.extend(crate::bridges::as_bridge(collection, guide, rank + 1));
            }
            for bridge in &mut bridges {
                bridge.score = bridge.score.max(PROVEN);
            }
            let common = guide.kinship.overlap.forms;
            Some(CompositeWish {
                proof: Some(Proof { bridges, common }),
                ..of_parts(collection, &[guide, numbers], 0.0)
            })
        })
        .collect()
}

/// How many of two columns of numbers, each a key of its table, have a header that says nothing; none where both have, or
/// where they are no such numbers.
fn numbers_without_name(collection: &Collection, pairing: &Pairing) -> Option<usize> {
    let (left, right) = pair_of(collection, pairing)?;
    let are_keys = [left, right]
        .iter()
        .all(|entry| is_key(&entry.sketch) && holds_whole_numbers(entry));
    let nameless = [left, right].into_iter();
    let nameless = nameless.filter(|it| it.header.says_nothing()).count();
    let is_enough = pairing.kinship.overlap.forms >= FEWEST_AGREEING;
    (are_keys && is_enough && nameless < 2).then_some(nameless)
}

/// Whole columns of a pairing: parts are made while a column is read, and rows give none.
fn pair_of<'a>(collection: &'a Collection, pairing: &Pairing) -> Option<(&'a Entry, &'a Entry)> {
    let whole = |at| collection.entry(at).filter(|it| it.part.is_none());
    whole(pairing.left).zip(whole(pairing.right))
}

fn of_parts(collection: &Collection, parts: &[&Pairing], single: f64) -> CompositeWish {
    let forms = parts.iter().filter_map(|part| {
        let (left, right) = (collection.entry(part.left)?, collection.entry(part.right)?);
        let overlap = part.kinship.overlap;
        Some(crate::bridges::forms(
            overlap,
            overlap.joins_by_form(),
            [None, None],
            || {
                crate::Examples::of(
                    (&left.sketch, &left.sample),
                    (&right.sketch, &right.sample),
                    0,
                )
                .forms
            },
        ))
    });
    let likeness = parts.iter().map(|part| part.kinship.header).sum::<f64>() / parts.len() as f64;
    CompositeWish {
        left: parts.iter().map(|part| part.left).collect(),
        right: parts.iter().map(|part| part.right).collect(),
        single,
        forms: forms.fold(Forms::NONE, Forms::and),
        likeness,
        proof: None,
    }
}

impl Collection {
    /// The wish for a key of several columns that is known already, to be counted again; none if a column is not there.
    pub fn wish_of(&self, left: &[ColumnAt], right: &[ColumnAt]) -> Option<CompositeWish> {
        let pairs = left.iter().zip(right);
        let parts: Option<Vec<Pairing>> = pairs
            .map(|(left, right)| Pairing::of(self, *left, *right))
            .collect();
        let parts = parts.filter(|parts| !parts.is_empty())?;
        let parts: Vec<&Pairing> = parts.iter().collect();
        Some(of_parts(self, &parts, 0.0))
    }
}

impl CompositeWish {
    /// The bridge on these columns together; none where they are no key either, or fit less well than one column.
    ///
    /// Where rows shall prove that numbers are one key, the bridges on the numbers and on the names; none if too few rows
    /// agree.
    pub fn answer(&self, left: &TupleSketch, right: &TupleSketch) -> Vec<Bridge> {
        if let Some(proof) = &self.proof {
            let agreeing = overlap(left, right).forms;
            let is_proven =
                agreeing >= FEWEST_AGREEING && agreeing as f64 >= AGREEING * proof.common as f64;
            return if is_proven {
                proof.bridges.clone()
            } else {
                Vec::new()
            };
        }
        let mut bridge = self.measured(left, right);
        let common = overlap(left, right).forms;
        let is_better = bridge.cardinality != Some(Cardinality::ManyToMany)
            && common >= 3
            && fit(bridge.shares) >= 0.4
            && bridge.score >= 0.5;
        // A key is worth more than a single column that repeats rows.
        bridge.score = bridge.score.max(self.single + 0.01).min(1.0);
        is_better.then_some(bridge).into_iter().collect()
    }

    /// What is counted of these columns together, whether or not it is worth telling.
    pub fn measured(&self, left: &TupleSketch, right: &TupleSketch) -> Bridge {
        let found = overlap(left, right);
        let shares = Share::from(found.shares_of_forms());
        // What each column alone does not need may still be needed by a few rows.
        let forms = if self.forms.is_empty() {
            crate::bridges::forms(found, found.joins_by_form(), [None, None], || Forms::NONE)
        } else {
            self.forms
        };
        Bridge {
            kind: BridgeKind::Join,
            left: self.left.clone(),
            right: self.right.clone(),
            forms,
            shares,
            as_spelled: found.shares_as_spelled().into(),
            cardinality: Some(Cardinality::of(left, right)),
            score: 0.65 * fit(shares) + 0.35 * self.likeness,
            rank: 1,
        }
    }

    /// How much it promises before rows are read, 0 to 1: how alike the headers are; of numbers, whose headers need not be
    /// alike, that names lead from row to row.
    pub const fn promise(&self) -> f64 {
        match self.proof {
            Some(_) => PROVEN,
            None => self.likeness,
        }
    }

    /// Columns by their place in the tables, as a reader of rows needs them.
    pub fn columns(&self, collection: &Collection) -> Option<BTreeMap<u32, Vec<u32>>> {
        let mut columns: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for at in self.left.iter().chain(&self.right) {
            let entry = collection.entry(*at)?;
            columns.entry(at.table).or_default().push(entry.column);
        }
        Some(columns)
    }
}

/// How well the values of keys fit: all of a side found on the other is nearly as good as equal sets.
fn fit(shares: Share) -> f64 {
    geometric((shares.left, shares.right)).max(0.9 * shares.left.max(shares.right))
}
