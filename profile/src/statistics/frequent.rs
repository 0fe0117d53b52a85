//! The most frequent values: exact while there are few different ones, then the heavy ones (Misra–Gries).

use super::value::Value;
use crate::distinct::BuildAlready;
use hebewerk_model::{ColumnType, FrequentValue};
use std::collections::HashMap;

/// Different values followed at once.
const FOLLOWED: usize = 4096;

/// Values shown.
const SHOWN: usize = 12;

#[derive(Debug)]
struct Counter {
    value: Value,
    /// Occurrences since it is followed.
    seen: u64,
    /// Misra–Gries credit: `seen` less what was swept since.
    credit: u64,
    /// Occurrences that may have been missed before it was followed.
    missed: u64,
}

/// Counters by hash of value.
#[derive(Debug, Default)]
pub(super) struct Frequent {
    counters: HashMap<u64, Counter, BuildAlready>,
    /// Credit that was taken from everybody so far.
    sweeps: u64,
}

impl Frequent {
    /// Whether a new value would push others out.
    pub(super) fn is_full(&self) -> bool {
        self.counters.len() >= FOLLOWED
    }

    /// Whether this value is followed.
    pub(super) fn knows(&self, hash: u64) -> bool {
        self.counters.contains_key(&hash)
    }

    /// Followed values.
    pub(super) fn len(&self) -> usize {
        self.counters.len()
    }

    /// Hashes of the followed values.
    pub(super) fn hashes(&self) -> impl Iterator<Item = u64> {
        self.counters.keys().copied()
    }

    /// Counts `times` occurrences.
    pub(super) fn add(&mut self, hash: u64, times: u64, value: impl FnOnce() -> Value) {
        if let Some(counter) = self.counters.get_mut(&hash) {
            counter.seen += times;
            counter.credit += times;
            return;
        }
        let mut left = times;
        while self.is_full() {
            let taken = self.sweep(left);
            left -= taken;
            if left == 0 {
                return;
            }
        }
        let counter = Counter {
            value: value(),
            seen: left,
            credit: left,
            missed: self.sweeps,
        };
        self.counters.insert(hash, counter);
    }

    /// Takes as much credit from all as half of them have, and no more than `most`; says how much. Half of them and not
    /// only the poorest: then a sweep is paid for by those it makes room for.
    fn sweep(&mut self, most: u64) -> u64 {
        let mut credits: Vec<u64> = self.counters.values().map(|it| it.credit).collect();
        let half = credits.len() / 2;
        let (_, middle, _) = credits.select_nth_unstable(half);
        let taken = (*middle).min(most).max(1);
        self.sweeps += taken;
        self.counters.retain(|_, counter| {
            counter.credit = counter.credit.saturating_sub(taken);
            counter.credit > 0
        });
        taken
    }

    /// The values to show: none for nearly unique columns, and none whose count could be off by more than 1 %.
    pub(super) fn finish(self, kind: ColumnType, distinct: u64, values: u64) -> Vec<FrequentValue> {
        if values == 0 || (values > 20 && distinct as f64 > 0.9 * values as f64) {
            return Vec::new();
        }
        let mut kept: Vec<Counter> = self
            .counters
            .into_values()
            .filter(|counter| counter.missed.saturating_mul(100) <= counter.seen)
            .collect();
        kept.sort_by_cached_key(|counter| {
            (std::cmp::Reverse(counter.seen), counter.value.text(kind))
        });
        kept.truncate(SHOWN);
        kept.iter()
            .map(|counter| FrequentValue {
                value: counter.value.text(kind),
                rows: counter.seen,
            })
            .collect()
    }
}
