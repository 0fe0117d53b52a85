//! How akin two columns are, and how much each sign of it counts.

use crate::collection::Entry;
use crate::header::{common, dice};
use crate::overlap::{Overlap, geometric, nothing_in_common, overlap};
use crate::sketch::ColumnSketch;
use hebewerk_model::SemanticType;

/// How much each sign counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights {
    /// Common values.
    pub values: f64,
    /// Like headers.
    pub header: f64,
    /// Like looks: signs, lengths, words, range of numbers.
    pub looks: f64,
    /// The same meaning.
    pub meaning: f64,
}

impl Default for Weights {
    /// Set by hand on that half of FREYJA's queries whose name has an even hash (`xtask/src/bench/bridge`), before the
    /// other half was looked at.
    fn default() -> Self {
        Self {
            values: 1.0,
            header: 0.7,
            looks: 0.25,
            meaning: 0.2,
        }
    }
}

/// How akin two columns are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kinship {
    /// All in one, 0 to 1.
    pub score: f64,
    /// Common values, 0 to 1: high where neither side is a small part of the other and it is no chance.
    pub values: f64,
    /// Likeness of headers, 0 to 1.
    pub header: f64,
    /// Likeness of looks, 0 to 1.
    pub looks: f64,
    /// 1 for the same meaning, 0 for different ones, between where one is not known.
    pub meaning: f64,
    /// What was counted.
    pub overlap: Overlap,
}

impl Kinship {
    /// Of two columns.
    pub fn of(left: &Entry, right: &Entry, weights: &Weights) -> Self {
        Self::with(overlap(&left.sketch, &right.sketch), (left, right), weights)
    }

    /// Of two columns that have no value in common, without comparing their values.
    pub(crate) fn of_strangers(left: &Entry, right: &Entry, weights: &Weights) -> Self {
        let nothing = nothing_in_common(&left.sketch, &right.sketch);
        Self::with(nothing, (left, right), weights)
    }

    fn with(overlap: Overlap, (left, right): (&Entry, &Entry), weights: &Weights) -> Self {
        let values = worth(&overlap, &left.sketch, &right.sketch);
        let header = left.header.likeness(&right.header);
        let looks = looks(&left.sketch, &right.sketch);
        let meaning = meaning(&left.sketch, &right.sketch);
        let sum = weights.values * values
            + weights.header * header
            + weights.looks * looks
            + weights.meaning * meaning;
        let whole = weights.values + weights.header + weights.looks + weights.meaning;
        Self {
            score: sum / whole,
            values,
            header,
            looks,
            meaning,
            overlap,
        }
    }
}

/// What common values are worth: little where they are few, or numbers that any column has.
pub(crate) fn worth(overlap: &Overlap, left: &ColumnSketch, right: &ColumnSketch) -> f64 {
    let forms = geometric(overlap.shares_of_forms());
    let spelled = geometric(overlap.shares_as_spelled());
    // Normal forms cost some certainty.
    let alike = spelled.max(0.97 * forms);
    let count = overlap.forms as f64;
    let no_chance = count / (count + 1.0);
    let is_number = |column: &ColumnSketch| {
        column
            .numbers
            .as_ref()
            .is_some_and(|numbers| numbers.share > 0.9)
            && column.shape.leading_zeros.get() < 0.01
    };
    let small = |column: &ColumnSketch| {
        column
            .numbers
            .as_ref()
            .is_some_and(|numbers| numbers.most.abs() < 1000.0)
    };
    let numbers = if is_number(left) && is_number(right) {
        if small(left) && small(right) {
            0.4
        } else {
            0.8
        }
    } else {
        1.0
    };
    alike * no_chance * numbers
}

/// How alike the values look, whether or not they are the same.
pub(crate) fn looks(left: &ColumnSketch, right: &ColumnSketch) -> f64 {
    let shape = left.shape.likeness(&right.shape);
    let numbers = match (&left.numbers, &right.numbers) {
        (Some(one), Some(two)) if one.share > 0.9 && two.share > 0.9 => Some(one.likeness(two)),
        (Some(one), None) | (None, Some(one)) if one.share > 0.9 => Some(0.0),
        _ => None,
    };
    if let Some(numbers) = numbers {
        return 0.5 * shape + 0.5 * numbers;
    }
    if left.words.len() < 3 || right.words.len() < 3 {
        return shape;
    }
    let words = words_in_common(&left.words, &right.words);
    0.5 * shape + 0.5 * words.sqrt()
}

/// Common words as a share, from the smallest hashes that both sides would have kept.
fn words_in_common(left: &[u32], right: &[u32]) -> f64 {
    let limit = |words: &[u32]| {
        if words.len() < 64 {
            u32::MAX
        } else {
            words[63]
        }
    };
    let limit = limit(left).min(limit(right));
    let below = |words: &[u32]| words.partition_point(|hash| *hash <= limit);
    let (left, right) = (&left[..below(left)], &right[..below(right)]);
    let least = left.len().min(right.len());
    if least == 0 {
        return 0.0;
    }
    let contained = common(left, right) as f64 / least as f64;
    f64::midpoint(dice(left, right), contained)
}

fn meaning(left: &ColumnSketch, right: &ColumnSketch) -> f64 {
    match (left.semantic_type(), right.semantic_type()) {
        (Some(one), Some(two)) if one == two => {
            // Code lists and keys of all sorts have nothing else in common.
            if matches!(
                one,
                SemanticType::Category
                    | SemanticType::Key
                    | SemanticType::Identifier
                    | SemanticType::Quantity
            ) {
                0.6
            } else {
                1.0
            }
        }
        (Some(_), Some(_)) => 0.0,
        _ => 0.4,
    }
}
