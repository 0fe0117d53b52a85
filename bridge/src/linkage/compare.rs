//! Two rows, field by field.

use super::names::{NameWords, Rareness};
use super::record::{HouseNumber, Record};
use super::weights as w;
use super::{Field, weights::Chance};
use std::collections::{BTreeSet, HashMap};
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

    /// Whether street and number are the same, and no postcode says otherwise.
    fn is_one_house(&self) -> bool {
        self.of(Field::Street) == Agreement::Equal
            && self.of(Field::Number) == Agreement::Equal
            && matches!(
                self.of(Field::Postcode),
                Agreement::Equal | Agreement::Missing
            )
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
    /// Postcodes of each street: several, where several towns have one of that name.
    postcodes_of: HashMap<String, HashMap<String, usize>>,
}

/// How often each value stands on both sides.
#[derive(Debug, Default)]
struct Shares {
    left: HashMap<String, usize>,
    right: HashMap<String, usize>,
    of_right: usize,
    /// Different values by their beginning.
    by_beginning: HashMap<String, BTreeSet<String>>,
}

/// Letters by which values that may be spellings of one are found.
fn beginning(value: &str) -> String {
    value.chars().take(4).collect()
}

impl Shares {
    fn take(&mut self, left: Option<&String>, right: Option<&String>) {
        for (counts, value) in [(&mut self.left, left), (&mut self.right, right)] {
            if let Some(value) = value {
                *counts.entry(value.clone()).or_default() += 1;
                let alike = self.by_beginning.entry(beginning(value)).or_default();
                alike.insert(value.clone());
            }
        }
        self.of_right += usize::from(right.is_some());
    }

    /// Chance that another row of the right than the one that is meant has a value.
    fn of_others(&self, value: &str) -> f64 {
        let count = self.right.get(value).copied().unwrap_or(1);
        (count as f64 - 0.5) / self.of_right.max(1) as f64
    }

    /// Whether two nearly equal values are two names and no slip of the pen: both stand there often, or the rarer of
    /// them on both sides.
    fn are_two(&self, one: &str, two: &str) -> bool {
        let counts = |value: &str| {
            let count = |counts: &HashMap<String, usize>| counts.get(value).copied().unwrap_or(0);
            (count(&self.left), count(&self.right))
        };
        let (of_one, of_two) = (counts(one), counts(two));
        let is_one_rarer = of_one.0 + of_one.1 < of_two.0 + of_two.1;
        let (rarer, of_rarer) = if is_one_rarer {
            (one, of_one)
        } else {
            (two, of_two)
        };
        of_rarer.0 + of_rarer.1 >= 3
            || of_rarer.0 > 0 && of_rarer.1 > 0
            || self.has_nearer(rarer, osa_distance(one, two))
    }

    /// Whether a spelling is nearer to another value that stands there often.
    fn has_nearer(&self, spelling: &str, apart: usize) -> bool {
        let beside = self.by_beginning.get(&beginning(spelling));
        beside.into_iter().flatten().any(|value| {
            let is_often = [&self.left, &self.right]
                .iter()
                .any(|counts| counts.get(value).is_some_and(|count| *count >= 2));
            is_often && value != spelling && osa_distance(spelling, value) < apart
        })
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
                if let (Some(street), Some(postcode)) = (&record.street, &record.postcode) {
                    let of_street = found.postcodes_of.entry(street.clone()).or_default();
                    *of_street.entry(postcode.clone()).or_default() += 1;
                }
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

impl Frequencies {
    /// Whether (nearly) all rows of a street have one postcode: a long street may have two, and codes have slips.
    fn is_in_one_town(&self, street: &str) -> bool {
        self.postcodes_of.get(street).is_none_or(|postcodes| {
            let all: usize = postcodes.values().sum();
            let most = postcodes.values().max().copied().unwrap_or_default();
            most * 4 >= all * 3
        })
    }
}

/// Compares two rows.
pub(super) fn compare(
    (left, one): (usize, &Record),
    (right, two): (usize, &Record),
    frequencies: &Frequencies,
) -> Pair {
    let outcomes = [
        both(one.name.as_ref(), two.name.as_ref(), |one, two| {
            name(one, two, &frequencies.names)
        }),
        both(one.street.as_ref(), two.street.as_ref(), |a, b| {
            street(
                (a, one.is_shortened),
                (b, two.is_shortened),
                &frequencies.streets,
            )
        }),
        both(one.number.as_ref(), two.number.as_ref(), |one, two| {
            number(one, two, &frequencies.numbers)
        }),
        both(one.postcode.as_ref(), two.postcode.as_ref(), |one, two| {
            postcode(one, two, &frequencies.postcodes)
        }),
        both(one.place.as_ref(), two.place.as_ref(), |one, two| {
            place(one, two)
        }),
        both(one.position.as_ref(), two.position.as_ref(), |one, two| {
            position(*one, *two)
        }),
    ];
    let mut pair = Pair {
        left,
        right,
        weight: outcomes.iter().map(|outcome| outcome.1).sum(),
        fields: outcomes.map(|outcome| outcome.0),
    };
    if pair.is_one_house()
        && one
            .street
            .as_ref()
            .is_some_and(|it| frequencies.is_in_one_town(it))
    {
        pair.weight += w::ONE_HOUSE.bits();
    }
    pair
}

/// How a field stands, and what that says in bits.
type Outcome = (Agreement, f64);

fn both<T>(one: Option<&T>, two: Option<&T>, compare: impl Fn(&T, &T) -> Outcome) -> Outcome {
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

/// The streets of two rows; both are there.
fn street(
    (one, one_ends): (&str, bool),
    (two, two_ends): (&str, bool),
    shares: &Shares,
) -> Outcome {
    if one == two {
        return (
            Agreement::Equal,
            w::STREET_EQUAL.counted(shares.of_others(one)),
        );
    }
    let begins = |short: &str, long: &str| short.len() >= 4 && long.starts_with(short);
    let is_begun = one_ends && begins(one, two) || two_ends && begins(two, one);
    let is_spelled_apart =
        is_begun || has_lost(one, two) || has_lost(two, one) || is_slip(one, two);
    if is_spelled_apart && !shares.are_two(one, two) {
        let chance = shares.of_others(two);
        (Agreement::Near, w::STREET_NEAR.counted(chance))
    } else {
        told(Agreement::Other, w::STREET_OTHER)
    }
}

/// Whether one is the other with a slip of the pen. Long names forgive a letter, short ones are others: Ostring and
/// Westring, Kurze and Kurt.
fn is_slip(one: &str, two: &str) -> bool {
    let apart = osa_distance(one, two);
    let length = one.chars().count().min(two.chars().count());
    apart <= 1 && length >= 6
        || apart <= 2 && length >= 10
        || normalized_damerau_levenshtein(one, two) >= 0.88 && jaro_winkler(one, two) >= 0.93
}

/// Whether letters that some program did not know stand for those of the other: `kr?henweg` and `kraehenweg`.
fn has_lost(lost: &str, whole: &str) -> bool {
    let mut parts = lost.split('?');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = whole.strip_prefix(first).filter(|_| lost.contains('?')) else {
        return false;
    };
    for part in parts {
        // An umlaut is two letters in its normal form.
        let after = [1, 2].into_iter().find_map(|letters| {
            let after = rest.get(letters..)?;
            after
                .strip_prefix(part)
                .filter(|_| !part.is_empty() || after.is_empty())
        });
        let Some(after) = after else {
            return false;
        };
        rest = after;
    }
    rest.is_empty()
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
