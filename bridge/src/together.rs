//! What is told together: pairs of columns that speak of the same thing, as one.
//!
//! Pairs that hold the same values bring their columns together, step by step. A pair that holds little of the same is told
//! with the thing that one of its columns speaks of, and brings nothing together.

use std::collections::BTreeMap;

/// Share of one side's values by which two columns hold the same.
const HOLDS_THE_SAME: f64 = 0.5;

/// Two columns, whatever the caller calls a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair<N> {
    /// The left one.
    pub left: N,
    /// The right one.
    pub right: N,
    /// Share of the left's values that the right has, and the other way round.
    pub shares: (f64, f64),
    /// Whether both mean the same as far as that is known.
    pub means_the_same: bool,
}

impl<N> Pair<N> {
    fn holds_the_same(&self) -> bool {
        self.means_the_same && self.shares.0.max(self.shares.1) >= HOLDS_THE_SAME
    }
}

/// Places of the pairs that are told together, those of the first pair first; each pair is in one group.
pub fn together<N: Ord + Clone>(pairs: &[Pair<N>]) -> Vec<Vec<usize>> {
    let mut numbers: BTreeMap<&N, usize> = BTreeMap::new();
    for pair in pairs {
        for column in [&pair.left, &pair.right] {
            let next = numbers.len();
            numbers.entry(column).or_insert(next);
        }
    }
    let mut things = Things::of(numbers.len());
    let number = |column: &N| numbers.get(column).copied().unwrap_or_default();
    for pair in pairs.iter().filter(|pair| pair.holds_the_same()) {
        things.bring_together(number(&pair.left), number(&pair.right));
    }
    let mut spoken_of: Vec<bool> = vec![false; numbers.len()];
    for pair in pairs.iter().filter(|pair| pair.holds_the_same()) {
        let thing = things.of_column(number(&pair.left));
        if let Some(known) = spoken_of.get_mut(thing) {
            *known = true;
        }
    }
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut by_thing: BTreeMap<usize, usize> = BTreeMap::new();
    for (place, pair) in pairs.iter().enumerate() {
        let ends = [&pair.left, &pair.right].map(|column| things.of_column(number(column)));
        let is_known = |thing: &&usize| spoken_of.get(**thing).copied().unwrap_or_default();
        let known = ends.iter().find(is_known).copied();
        let thing = known.unwrap_or_else(|| things.bring_together(ends[0], ends[1]));
        let next = groups.len();
        let group = *by_thing.entry(thing).or_insert(next);
        if group == next {
            groups.push(Vec::new());
        }
        if let Some(group) = groups.get_mut(group) {
            group.push(place);
        }
    }
    groups
}

/// Columns brought together step by step.
struct Things {
    parents: Vec<usize>,
}

impl Things {
    fn of(columns: usize) -> Self {
        Self {
            parents: (0..columns).collect(),
        }
    }

    fn of_column(&mut self, mut column: usize) -> usize {
        while let Some(parent) = self.parents.get(column).copied()
            && parent != column
        {
            let above = self.parents.get(parent).copied().unwrap_or(parent);
            if let Some(place) = self.parents.get_mut(column) {
                *place = above;
            }
            column = above;
        }
        column
    }

    fn bring_together(&mut self, one: usize, two: usize) -> usize {
        let (one, two) = (self.of_column(one), self.of_column(two));
        let (low, high) = (one.min(two), one.max(two));
        if let Some(parent) = self.parents.get_mut(high) {
            *parent = low;
        }
        low
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(left: &'static str, right: &'static str, share: f64) -> Pair<&'static str> {
        Pair {
            left,
            right,
            shares: (share, 0.1),
            means_the_same: true,
        }
    }

    #[test]
    fn columns_that_hold_the_same_are_told_together_over_any_number_of_steps() {
        let pairs = [
            pair("bins", "streets", 1.0),
            pair("pupils", "schools", 0.9),
            pair("lamps", "roads", 0.8),
            pair("roads", "streets", 0.7),
        ];
        assert_eq!(together(&pairs), [vec![0, 2, 3], vec![1]]);
    }

    #[test]
    fn what_holds_little_of_the_same_brings_nothing_together() {
        let mut other = pair("streets", "schools", 1.0);
        other.means_the_same = false;
        let pairs = [
            pair("bins", "streets", 1.0),
            pair("pupils", "schools", 0.9),
            pair("streets", "pupils", 0.2),
            other,
            pair("wells", "pumps", 0.3),
        ];
        assert_eq!(together(&pairs), [vec![0, 2, 3], vec![1], vec![4]]);
    }
}
