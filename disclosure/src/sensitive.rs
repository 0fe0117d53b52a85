//! Which cells tell too much by themselves, and how unsure of them everybody has to stay.

use crate::Interval;

/// A count of a few persons: from one to fewer than `least`. Nobody may be able to tell that there is somebody at
/// all, or that there are fewer than `least`.
pub fn too_few(count: u64, least: u64) -> Option<Interval> {
    (count > 0 && count < least).then_some(Interval {
        lowest: 0.0,
        highest: least as f64,
    })
}

/// Dominance, the (n,k) rule: the `n` largest make more than `percent` of an amount. The amount has to stay unsure by
/// as much as it would need to be larger to break the rule no more.
pub fn dominated(contributions: &[f64], n: usize, percent: f64) -> Option<Interval> {
    let amount: f64 = contributions.iter().sum();
    let largest: f64 = largest_first(contributions).iter().take(n).sum();
    let needed = largest * 100.0 / percent;
    (amount > 0.0 && needed > amount).then(|| around(amount, needed - amount))
}

/// The p% rule: the second largest could guess the largest to within `percent` of it. The amount has to stay unsure by
/// what is missing to that.
pub fn guessable(contributions: &[f64], percent: f64) -> Option<Interval> {
    let amount: f64 = contributions.iter().sum();
    let largest = largest_first(contributions);
    let first = largest.first().copied().unwrap_or(0.0);
    let second = largest.get(1).copied().unwrap_or(0.0);
    let missing = first * percent / 100.0 - (amount - first - second);
    (amount > 0.0 && missing > 0.0).then(|| around(amount, missing))
}

fn largest_first(contributions: &[f64]) -> Vec<f64> {
    let mut sorted = contributions.to_vec();
    sorted.sort_by(|a, b| b.total_cmp(a));
    sorted
}

fn around(amount: f64, by: f64) -> Interval {
    Interval {
        lowest: (amount - by).max(0.0),
        highest: amount + by,
    }
}
