//! Which rows of two tables are the same address or the same facility. Never persons: whoever calls this leaves columns
//! of persons out, and there is no field for them.
//!
//! After Fellegi and Sunter (*A Theory for Record Linkage*, JASA 64, 1969): each field that agrees or differs moves the
//! odds by how much likelier that is for the same thing than for two others. How likely two others agree is counted in
//! the tables (a rare street says more than the main road), how likely the same thing is spelled apart is written down in
//! [`weights`]. Three verdicts: surely the same, to be looked at by a person, different; the last is not listed.

mod block;
mod compare;
mod names;
mod phonetic;
mod record;
mod weights;

pub use compare::Agreement;
pub use record::{HouseNumber, Record, RecordText};

use compare::{Frequencies, Pair, compare};
use std::collections::HashMap;

/// A field that is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// Name of a facility.
    Name,
    /// Street.
    Street,
    /// House number with its letter.
    Number,
    /// Postcode.
    Postcode,
    /// Town or district.
    Place,
    /// Where it lies on the map.
    Position,
}

impl Field {
    /// All, in the order they are told.
    pub const ALL: [Self; 6] = [
        Self::Name,
        Self::Street,
        Self::Number,
        Self::Postcode,
        Self::Place,
        Self::Position,
    ];

    /// Stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Street => "street",
            Self::Number => "number",
            Self::Postcode => "postcode",
            Self::Place => "place",
            Self::Position => "position",
        }
    }
}

/// What is said of a pair of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// Surely the same.
    Same,
    /// A person must look at it.
    Review,
}

impl Verdict {
    /// Stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Review => "review",
        }
    }
}

/// Two rows that are the same, or may be.
#[derive(Debug, Clone, PartialEq)]
pub struct Linked {
    /// Number of the left row.
    pub left: usize,
    /// Number of the right row.
    pub right: usize,
    /// What is said of it.
    pub verdict: Verdict,
    /// How likely they are the same, 0 to 1.
    pub probability: f64,
    /// How each field stands.
    pub fields: [Agreement; Field::ALL.len()],
    /// Whether another row fits as well, so that nobody knows which one it is.
    pub is_one_of_several: bool,
}

/// Probability from which two rows are surely the same.
pub const SURE: f64 = 0.9;
/// Probability from which a person shall look.
pub const WORTH_A_LOOK: f64 = 0.1;
/// Differences in weight that do not tell two candidates apart, in bits.
const AS_GOOD: f64 = 2.0;
/// Pairs to be looked at of one row.
const MOST_TO_REVIEW: usize = 3;

/// The pairs that are the same or may be, by rows of the left; surest first.
pub fn link(left: &[Record], right: &[Record]) -> Vec<Linked> {
    let frequencies = Frequencies::of(left, right);
    // Before anything is known, every other row of the left has one of the right.
    let prior = -(2.0 * right.len().max(1) as f64).log2();
    let mut by_left: HashMap<usize, Vec<Pair>> = HashMap::new();
    for (one, two) in block::candidates(left, right) {
        let (Some(a), Some(b)) = (left.get(one), right.get(two)) else {
            continue;
        };
        let pair = compare((one, a), (two, b), &frequencies);
        if probability(prior + pair.weight) >= WORTH_A_LOOK {
            by_left.entry(one).or_default().push(pair);
        }
    }
    let mut linked: Vec<Linked> = by_left
        .into_values()
        .flat_map(|pairs| judged(pairs, prior, right))
        .collect();
    linked.sort_by_key(|pair| (pair.left, pair.verdict, pair.right));
    linked
}

/// The verdicts on the candidates of one row.
fn judged(mut pairs: Vec<Pair>, prior: f64, right: &[Record]) -> Vec<Linked> {
    pairs.sort_by(|one, two| (two.weight.total_cmp(&one.weight)).then(one.right.cmp(&two.right)));
    let Some(best) = pairs.first().cloned() else {
        return Vec::new();
    };
    let text = |pair: &Pair| right.get(pair.right);
    // A row that stands there twice is still the same.
    let is_one_of_several = pairs
        .iter()
        .skip(1)
        .any(|pair| pair.weight >= best.weight - AS_GOOD && text(pair) != text(&best));
    let mut told = Vec::new();
    for pair in pairs {
        let probability = probability(prior + pair.weight);
        let is_as_good = pair.weight >= best.weight - AS_GOOD;
        let is_sure = probability >= SURE
            && is_as_good
            && !is_one_of_several
            && !pair.contradicts()
            && pair.says_enough();
        let verdict = if is_sure {
            Verdict::Same
        } else {
            Verdict::Review
        };
        // Where one is surely it, the others are not.
        let is_beaten = told
            .first()
            .is_some_and(|first: &Linked| first.verdict == Verdict::Same)
            && verdict == Verdict::Review;
        if is_beaten || told.len() >= MOST_TO_REVIEW && verdict == Verdict::Review {
            continue;
        }
        told.push(Linked {
            left: pair.left,
            right: pair.right,
            verdict,
            probability,
            fields: pair.fields,
            is_one_of_several: is_one_of_several && is_as_good,
        });
    }
    told
}

/// Of odds in bits.
fn probability(bits: f64) -> f64 {
    1.0 / (1.0 + (-bits).exp2())
}
