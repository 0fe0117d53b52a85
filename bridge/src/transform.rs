//! How the values of one table are made of those of another, learned from examples (after Auto-Join: Zhu, He and
//! Chaudhuri, VLDB 2017): split, case, beginnings, initials, and pieces put together.
//!
//! Rows that share rare letters are examples. Each example is taken apart into rules that would make it; the rule that
//! makes most of the other values wins.

mod examples;
mod rule;
mod search;

pub use rule::{Piece, Place, Rule, Taken};

use crate::normal_form::normalised;
use crate::row_match::Rows;
use std::collections::{HashMap, HashSet};

/// Values of the target a rule must make, however many there are.
const FEWEST_MADE: usize = 4;

/// A rule and what it brings together.
#[derive(Debug, Clone, PartialEq)]
pub struct Learned {
    /// The rule.
    pub rule: Rule,
    /// Column of the target whose values it makes.
    pub target: usize,
    /// Numbers of rows of source and target.
    pub pairs: Vec<(usize, usize)>,
    /// Shares of the rows of source and target.
    pub shares: (f64, f64),
    /// Different values it makes that are there.
    pub values: usize,
}

/// The rule that makes most values of a column of `target` of the columns of `source`.
pub fn learn(source: &Rows, target: &Rows) -> Option<Learned> {
    let mut best: Option<Learned> = None;
    for column in 0..target.columns.len() {
        let values = &target.columns[column];
        if !holds_names(values) {
            continue;
        }
        let mut by_form: HashMap<String, Vec<usize>> = HashMap::new();
        for (row, value) in values.iter().enumerate() {
            if !value.is_empty() {
                let form = normalised(value).into_owned();
                by_form.entry(form).or_default().push(row);
            }
        }
        let examples = examples::of(source, values);
        let rows: Vec<usize> = examples.iter().map(|(row, _)| *row).collect();
        let mut tried: HashSet<Rule> = HashSet::new();
        for (row, value) in &examples {
            for rule in search::rules(source, *row, &values[*value]) {
                // What makes one example only was made for it.
                if !tried.insert(rule.clone()) || made(&rule, source, &rows, &by_form) < 2 {
                    continue;
                }
                let found = brought(rule, column, (source, target), &by_form);
                if best
                    .as_ref()
                    .is_none_or(|known| known.values < found.values)
                {
                    best = Some(found);
                }
            }
        }
    }
    best.filter(|found| found.values >= FEWEST_MADE)
}

fn holds_names(values: &[String]) -> bool {
    let names = values
        .iter()
        .filter(|value| value.chars().filter(|sign| sign.is_alphabetic()).count() >= 3)
        .count();
    let different: HashSet<&String> = values.iter().collect();
    names * 2 > values.len() && different.len() * 3 > values.len() * 2
}

/// Different values of the target that a rule makes of some rows.
fn made(
    rule: &Rule,
    source: &Rows,
    rows: &[usize],
    by_form: &HashMap<String, Vec<usize>>,
) -> usize {
    let made: HashSet<String> = rows
        .iter()
        .filter_map(|row| rule.make(source, *row))
        .map(|made| normalised(&made).into_owned())
        .filter(|form| by_form.contains_key(form))
        .collect();
    made.len()
}

fn brought(
    rule: Rule,
    column: usize,
    (source, target): (&Rows, &Rows),
    by_form: &HashMap<String, Vec<usize>>,
) -> Learned {
    let mut pairs = Vec::new();
    let mut values: HashSet<String> = HashSet::new();
    for row in 0..source.len() {
        let Some(made) = rule.make(source, row) else {
            continue;
        };
        let form = normalised(&made).into_owned();
        if let Some(rows) = by_form.get(&form) {
            pairs.extend(rows.iter().map(|other| (row, *other)));
            values.insert(form);
        }
    }
    Learned {
        rule,
        target: column,
        shares: shares(&pairs, source.len(), target.len()),
        pairs,
        values: values.len(),
    }
}

fn shares(pairs: &[(usize, usize)], of_source: usize, of_target: usize) -> (f64, f64) {
    let sources: HashSet<usize> = pairs.iter().map(|pair| pair.0).collect();
    let targets: HashSet<usize> = pairs.iter().map(|pair| pair.1).collect();
    (
        sources.len() as f64 / of_source as f64,
        targets.len() as f64 / of_target as f64,
    )
}
