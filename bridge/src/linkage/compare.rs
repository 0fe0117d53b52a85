//! Two rows, field by field.

use super::names::{NameWords, Rareness};
use super::record::{HouseNumber, Record};
use super::weights as w;
use super::{Field, weights::Chance};
use std::collections::HashMap;
use strsim::{jaro_winkler, normalized_damerau_levenshtein, osa_distance};

/// How a field of two rows stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Agreement {
    /// One of them has none.
    #[default]
    Missing,
    /// The same, in its normal form.
    Equal,
    /// Nearly the same: a typing error, another letter behind the number, a shortened name.
    Near,
    /// Something in common.
    Some,
    /// Another.
    Other,
}

impl Agreement {
    /// Stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Equal => "equal",
            Self::Near => "near",
            Self::Some => "some",
            Self::Other => "other",
        }
    }
}

/// A pair that was compared.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    pub(super) left: usize,
    pub(super) right: usize,
    /// Bits by which the odds moved.
    pub(super) weight: f64,
    pub(super) fields: [Agreement; Field::ALL.len()],
}

impl Pair {
    fn of(&self, field: Field) -> Agreement {
        self.fields.get(field as usize).copied().unwrap_or_default()
    }

    /// Whether something says that these are two, however much else agrees: two schools share a house, neighbours a
    /// street.
    pub(super) fn contradicts(&self) -> bool {
        let is = |field, agreements: &[Agreement]| agreements.contains(&self.of(field));
        is(Field::Number, &[Agreement::Other, Agreement::Near])
            || is(Field::Street, &[Agreement::Other])
            || is(Field::Name, &[Agreement::Other, Agreement::Some])
            || is(Field::Position, &[Agreement::Other])
            // One error may be a slip of the pen, two are doubt.
            || is(Field::Street, &[Agreement::Near])
                && is(Field::Postcode, &[Agreement::Near, Agreement::Other])
    }

    /// Whether enough is known to be sure: a house of a street, or a name somewhere.
    pub(super) fn says_enough(&self) -> bool {
        let agrees = |field| matches!(self.of(field), Agreement::Equal | Agreement::Near);
        agrees(Field::Street) && agrees(Field::Number)
            || agrees(Field::Name)
                && [Field::Street, Field::Postcode, Field::Position]
                    .into_iter()
                    .any(agrees)
    }
}

/// How often values stand in the tables: the chance that others agree.
#[derive(Debug, Default)]
pub(super) struct Frequencies {
    streets: Shares,
    numbers: Shares,
    postcodes: Shares,
    names: Rareness,
}

/// How often each value stands on both sides.
#[derive(Debug, Default)]
struct Shares {
    left: HashMap<String, usize>,
    right: HashMap<String, usize>,
    of_right: usize,
}

impl Shares {
    fn take(&mut self, left: Option<&String>, right: Option<&String>) {
        for (counts, value) in [(&mut self.left, left), (&mut self.right, right)] {
            if let Some(value) = value {
                *counts.entry(value.clone()).or_default() += 1;
            }
        }
        self.of_right += usize::from(right.is_some());
    }

    /// Chance that another row of the right than the one that is meant has a value.
    fn of_others(&self, value: &str) -> f64 {
        let count = self.right.get(value).copied().unwrap_or(1);
        (count as f64 - 0.5) / self.of_right.max(1) as f64
    }

    fn is_known(&self, value: &str) -> bool {
        let count = |counts: &HashMap<String, usize>| counts.get(value).copied().unwrap_or(0);
        count(&self.left) + count(&self.right) >= 3
    }
}

impl Frequencies {
    pub(super) fn of(left: &[Record], right: &[Record]) -> Self {
        let mut found = Self::default();
        for (records, is_left) in [(left, true), (right, false)] {
            let take = |shares: &mut Shares, value: Option<&String>| {
                let (left, right) = if is_left {
                    (value, None)
                } else {
                    (None, value)
                };
                shares.take(left, right);
            };
            for record in records {
                take(&mut found.streets, record.street.as_ref());
                take(&mut found.postcodes, record.postcode.as_ref());
                let number = record.number.as_ref().map(HouseNumber::written);
                take(&mut found.numbers, number.as_ref());
            }
        }
        for name in left
            .iter()
            .chain(right)
            .filter_map(|record| record.name.as_ref())
        {
            found.names.take(name);
        }
        found
    }
}

/// Compares two rows.
pub(super) fn compare(
    (left, one): (usize, &Record),
    (right, two): (usize, &Record),
    frequencies: &Frequencies,
) -> Pair {
    let outcomes = [
        both(&one.name, &two.name, |one, two| {
            name(one, two, &frequencies.names)
        }),
        both(&one.street, &two.street, |one, two| {
            street(one, two, &frequencies.streets)
        }),
        both(&one.number, &two.number, |one, two| {
            number(one, two, &frequencies.numbers)
        }),
        both(&one.postcode, &two.postcode, |one, two| {
            postcode(one, two, &frequencies.postcodes)
        }),
        both(&one.place, &two.place, |one, two| place(one, two)),
        both(&one.position, &two.position, |one, two| {
            position(*one, *two)
        }),
    ];
    Pair {
        left,
        right,
        weight: outcomes.iter().map(|outcome| outcome.1).sum(),
        fields: outcomes.map(|outcome| outcome.0),
    }
}

/// How a field stands, and what that says in bits.
type Outcome = (Agreement, f64);

fn both<T>(one: &Option<T>, two: &Option<T>, compare: impl Fn(&T, &T) -> Outcome) -> Outcome {
    match (one, two) {
        (Some(one), Some(two)) => compare(one, two),
        // What is not there says nothing.
        _ => (Agreement::Missing, 0.0),
    }
}

fn told(agreement: Agreement, chance: Chance) -> Outcome {
    (agreement, chance.bits())
}

fn name(one: &NameWords, two: &NameWords, rareness: &Rareness) -> Outcome {
    let likeness = one.likeness(two, rareness);
    match likeness {
        it if it >= 0.95 => told(Agreement::Equal, w::NAME_EQUAL),
        it if it >= 0.75 => told(Agreement::Near, w::NAME_NEAR),
        it if it >= 0.4 => told(Agreement::Some, w::NAME_SOME),
        _ => told(Agreement::Other, w::NAME_OTHER),
    }
}

fn street(one: &str, two: &str, shares: &Shares) -> Outcome {
    if one == two {
        return (
            Agreement::Equal,
            w::STREET_EQUAL.counted(shares.of_others(one)),
        );
    }
    // Long names forgive a letter, short ones are others: Ostring and Westring, Kurze and Kurt.
    let apart = osa_distance(one, two);
    let length = one.chars().count().min(two.chars().count());
    let is_slip = apart <= 1 && length >= 6
        || apart <= 2 && length >= 10
        || normalized_damerau_levenshtein(one, two) >= 0.88 && jaro_winkler(one, two) >= 0.93;
    // A name that only one more letter makes another one is no slip where both stand in the tables often.
    let are_both_known = shares.is_known(one) && shares.is_known(two);
    if is_slip && !are_both_known {
        told(Agreement::Near, w::STREET_NEAR)
    } else {
        told(Agreement::Other, w::STREET_OTHER)
    }
}

fn number(one: &HouseNumber, two: &HouseNumber, shares: &Shares) -> Outcome {
    if one == two {
        let share = shares.of_others(&one.written());
        return (Agreement::Equal, w::NUMBER_EQUAL.counted(share));
    }
    let overlap = one.first <= two.last && two.first <= one.last;
    if overlap {
        told(Agreement::Near, w::NUMBER_NEAR)
    } else {
        told(Agreement::Other, w::NUMBER_OTHER)
    }
}

fn postcode(one: &str, two: &str, shares: &Shares) -> Outcome {
    if one == two {
        return (
            Agreement::Equal,
            w::POSTCODE_EQUAL.counted(shares.of_others(one)),
        );
    }
    if osa_distance(one, two) <= 1 {
        told(Agreement::Near, w::POSTCODE_NEAR)
    } else {
        told(Agreement::Other, w::POSTCODE_OTHER)
    }
}

fn place(one: &str, two: &str) -> Outcome {
    let is_part = one.contains(two) || two.contains(one);
    if one == two || is_part {
        told(Agreement::Equal, w::PLACE_EQUAL)
    } else {
        told(Agreement::Other, w::PLACE_OTHER)
    }
}

/// Metres of a degree of latitude.
const DEGREE_M: f64 = 111_195.0;

fn position(one: (f64, f64), two: (f64, f64)) -> Outcome {
    let east = (one.0 - two.0) * one.1.to_radians().cos() * DEGREE_M;
    let north = (one.1 - two.1) * DEGREE_M;
    let apart = east.hypot(north);
    match apart {
        it if it <= w::HERE.0 => told(Agreement::Equal, w::HERE.1),
        it if it <= w::NEAR.0 => told(Agreement::Near, w::NEAR.1),
        it if it <= w::NOT_FAR.0 => told(Agreement::Some, w::NOT_FAR.1),
        _ => told(Agreement::Other, w::FAR),
    }
}
