//! What values are compared by: their words, and three letters in a row.

use crate::normal_form::normalised;
use crate::print::word_hash;
use std::collections::HashMap;

/// Rows that hold a feature above which it finds nobody.
const MOST_HOLDERS: usize = 60;

/// A value, ready to be compared.
#[derive(Debug, Clone)]
pub(super) struct Text {
    joined: String,
    /// Hashes of its words, in ascending order.
    words: Vec<u32>,
    /// Hashes of three letters in a row, in ascending order.
    threes: Vec<u32>,
}

impl Text {
    pub(super) fn of(value: &str) -> Self {
        let mut words = Vec::new();
        let mut joined = String::new();
        for word in value.split(|sign: char| !sign.is_alphanumeric()) {
            if word.is_empty() {
                continue;
            }
            let word = normalised(word);
            joined.push_str(&word);
            words.push(word_hash(&word));
        }
        let letters: Vec<char> = joined.chars().collect();
        let mut threes: Vec<u32> = letters
            .windows(3)
            .map(|three| word_hash(&format!("\u{1f}{}", three.iter().collect::<String>())))
            .collect();
        for hashes in [&mut words, &mut threes] {
            hashes.sort_unstable();
            hashes.dedup();
        }
        Self {
            joined,
            words,
            threes,
        }
    }

    pub(super) fn joined(&self) -> &str {
        &self.joined
    }

    fn features(&self) -> impl Iterator<Item = &u32> {
        self.words.iter().chain(&self.threes)
    }
}

/// Rows that hold a feature.
pub(super) fn holders(texts: &[Text]) -> HashMap<u32, Vec<usize>> {
    let mut holders: HashMap<u32, Vec<usize>> = HashMap::new();
    for (row, text) in texts.iter().enumerate() {
        for feature in text.features() {
            holders.entry(*feature).or_default().push(row);
        }
    }
    holders
}

/// Rows that share a rare feature with a text.
pub(super) fn candidates(text: &Text, holders: &HashMap<u32, Vec<usize>>) -> Vec<usize> {
    let mut rows: Vec<usize> = text
        .features()
        .filter_map(|feature| holders.get(feature))
        .filter(|rows| rows.len() <= MOST_HOLDERS)
        .flatten()
        .copied()
        .collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// How rare features are in two columns.
pub(super) struct Weighing {
    weights: HashMap<u32, f64>,
    /// Of a feature that nobody else has.
    rarest: f64,
}

impl Weighing {
    pub(super) fn of(left: &[Text], right: &[Text]) -> Self {
        let mut counts: HashMap<u32, u32> = HashMap::new();
        for text in left.iter().chain(right) {
            for feature in text.features() {
                *counts.entry(*feature).or_default() += 1;
            }
        }
        let all = (left.len() + right.len()) as f64;
        let weights = counts
            .into_iter()
            .map(|(feature, count)| (feature, (all / f64::from(count)).ln().max(0.05)))
            .collect();
        Self {
            weights,
            rarest: all.ln(),
        }
    }

    /// Weight of a feature that only one row has.
    pub(super) const fn rarest(&self) -> f64 {
        self.rarest
    }

    fn weight(&self, feature: u32) -> f64 {
        self.weights.get(&feature).copied().unwrap_or(self.rarest)
    }

    /// How much of the shorter one is in the other, and a little how much of the longer one.
    pub(super) fn likeness(&self, left: &Text, right: &Text) -> f64 {
        if left.joined == right.joined {
            return if left.joined.is_empty() { 0.0 } else { 1.0 };
        }
        let words = self.contained(&left.words, &right.words);
        let threes = self.contained(&left.threes, &right.threes);
        words.max(0.97 * threes)
    }

    /// Weight of what two texts have in common.
    pub(super) fn in_common(&self, left: &Text, right: &Text) -> f64 {
        common(&left.words, &right.words)
            .map(|it| self.weight(*it))
            .sum()
    }

    fn contained(&self, left: &[u32], right: &[u32]) -> f64 {
        let sum = |features: &[u32]| features.iter().map(|it| self.weight(*it)).sum::<f64>();
        let (of_left, of_right) = (sum(left), sum(right));
        let shared: f64 = common(left, right).map(|it| self.weight(*it)).sum();
        let (short, long) = (of_left.min(of_right), of_left.max(of_right));
        // A value of nothing but frequent words is contained everywhere.
        if short < 0.5 * self.rarest {
            return 0.0;
        }
        0.85 * shared / short + 0.15 * shared / long
    }
}

/// What both have; both in ascending order.
fn common<'a>(left: &'a [u32], right: &'a [u32]) -> impl Iterator<Item = &'a u32> {
    let mut at = 0;
    left.iter().filter(move |feature| {
        while right.get(at).is_some_and(|other| other < *feature) {
            at += 1;
        }
        right.get(at) == Some(*feature)
    })
}
