//! An even sample of a column's different values, spread over all its rows.

use crate::distinct::{BuildAlready, hash_bytes};
use std::collections::HashMap;

/// Values kept of a column.
const KEPT: usize = 1_000;

/// Values kept of all columns of a table together, and at least of one column.
const KEPT_OF_TABLE: usize = 200_000;
const KEPT_AT_LEAST: usize = 50;

/// Longest value in bytes.
const VALUE_BYTES: usize = 240;

/// The values with the smallest hashes: which they are does not depend on the order of rows, on how a file was cut into
/// pieces or on the number of cores.
#[derive(Debug)]
pub struct ValueSample {
    kept: HashMap<u64, Box<str>, BuildAlready>,
    /// Hashes above it are none of the smallest.
    bound: u64,
    most: usize,
}

impl Default for ValueSample {
    fn default() -> Self {
        Self::among(1)
    }
}

impl ValueSample {
    /// A sample of one of `columns` columns: the more there are, the less is kept of each.
    pub fn among(columns: usize) -> Self {
        Self {
            kept: HashMap::default(),
            bound: u64::MAX,
            most: (KEPT_OF_TABLE / columns.max(1)).clamp(KEPT_AT_LEAST, KEPT),
        }
    }

    /// Takes a value in.
    pub fn add(&mut self, value: &str) {
        self.add_hashed(hash_bytes(value.as_bytes()), value);
    }

    /// Takes in a value whose hash is known.
    pub(crate) fn add_hashed(&mut self, hash: u64, value: &str) {
        if self.wants(hash) {
            self.keep(hash, value);
        }
    }

    /// Whether a value with this hash would be kept.
    pub(crate) const fn wants(&self, hash: u64) -> bool {
        hash <= self.bound
    }

    /// The values, in the order of their hashes.
    pub fn values(&self) -> Vec<&str> {
        let mut kept: Vec<(&u64, &Box<str>)> = self.kept.iter().collect();
        kept.sort_unstable_by_key(|(hash, _)| **hash);
        kept.truncate(self.most);
        kept.into_iter().map(|(_, value)| value.as_ref()).collect()
    }

    fn keep(&mut self, hash: u64, value: &str) {
        self.kept
            .entry(hash)
            .or_insert_with(|| shortened(value).into());
        if self.kept.len() < self.most * 2 {
            return;
        }
        let mut hashes: Vec<u64> = self.kept.keys().copied().collect();
        let (_, bound, _) = hashes.select_nth_unstable(self.most - 1);
        self.bound = *bound;
        self.kept.retain(|hash, _| *hash <= *bound);
    }
}

fn shortened(text: &str) -> &str {
    let mut end = text.len().min(VALUE_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: impl Iterator<Item = usize>) -> ValueSample {
        let mut sample = ValueSample::default();
        values.for_each(|value| sample.add(&value.to_string()));
        sample
    }

    #[test]
    fn the_sample_does_not_depend_on_order_or_repetition() {
        let forward = of(0..20_000);
        let backward = of((0..20_000).rev().chain(5..9_000));
        assert_eq!(forward.values(), backward.values());
        assert_eq!(forward.values().len(), KEPT);
    }

    #[test]
    fn few_values_are_all_kept() {
        assert_eq!(of((0..900).chain(0..900)).values().len(), 900);
    }

    #[test]
    fn the_sample_is_spread_over_the_rows() {
        let sample = of(0..100_000);
        let values = sample.values();
        let late = values
            .iter()
            .filter(|value| value.len() == 5 && **value >= "50000");
        let late = late.count();
        assert!((400..600).contains(&late), "{late}");
    }

    #[test]
    fn wide_tables_keep_less_of_each_column() {
        let mut sample = ValueSample::among(4_000);
        (0..1_000).for_each(|value| sample.add(&value.to_string()));
        assert_eq!(sample.values().len(), KEPT_AT_LEAST);
    }
}
