//! Normal forms: what is done to two spellings before they are called the same value.
//!
//! Each form has a name and a version, so that a bridge accepted today is still understood when a form changes. All are
//! pure functions that change nothing when applied twice.

mod address;
mod day;
mod letters;
mod number;
mod numbered;
mod separators;
mod street;

pub use address::{Address, split_house_number, split_number};
pub use numbered::{Numbered, numbered};

use std::borrow::Cow;

/// A way to write values alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NormalForm {
    /// Days of all kinds as `2026-11-26`.
    Day,
    /// `12,5` is `12.5`.
    DecimalComma,
    /// `12.0` is `12`.
    DecimalZeros,
    /// `05916` is `5916`: zeros in front lost in a spreadsheet. Which length is right is known from the other side.
    LeadingZeros,
    /// Capital letters are small ones.
    Case,
    /// `ä` is `ae`, `ß` is `ss`, `é` is `e`.
    Umlauts,
    /// `Straße`, `Strasse` and `Str.` are `str`.
    Street,
    /// Spaces, hyphens and other signs between words are left out; between digits they are one hyphen.
    Separators,
    /// The street of an address, without its house number.
    HouseNumber,
    /// The name behind a number: `01 Mitte` is `Mitte`.
    NumberInFront,
    /// The number of what is named with it: `Nr. 00012` is `00012`, `01 Mitte` is `01`.
    Number,
}

impl NormalForm {
    /// All forms that turn one value into one value, in the order they are applied.
    pub const OF_VALUES: [Self; 8] = [
        Self::Day,
        Self::DecimalComma,
        Self::DecimalZeros,
        Self::LeadingZeros,
        Self::Case,
        Self::Umlauts,
        Self::Street,
        Self::Separators,
    ];

    /// Those of them that words may need, and those for numbers and days.
    pub const OF_WORDS: [Self; 4] = [Self::Case, Self::Umlauts, Self::Street, Self::Separators];
    /// See [`Self::OF_WORDS`].
    pub const OF_NUMBERS: [Self; 4] = [
        Self::Day,
        Self::DecimalComma,
        Self::DecimalZeros,
        Self::LeadingZeros,
    ];

    /// The forms that take a part out of a value, which is a column of its own.
    pub const OF_PARTS: [Self; 3] = [Self::HouseNumber, Self::NumberInFront, Self::Number];

    /// Stable name with version.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Day => "datum.1",
            Self::DecimalComma => "dezimalkomma.1",
            Self::DecimalZeros => "dezimalnullen.1",
            Self::LeadingZeros => "nullen.1",
            Self::Case => "schreibung.1",
            Self::Umlauts => "umlaute.1",
            Self::Street => "strasse.1",
            Self::Separators => "trennzeichen.1",
            Self::HouseNumber => "hausnummer.1",
            Self::NumberInFront => "nummer_vorn.1",
            Self::Number => "nummer.1",
        }
    }

    /// The value in this form; borrowed where nothing is to be done.
    pub fn apply(self, value: &str) -> Cow<'_, str> {
        match self {
            Self::Day => day::iso(value),
            Self::DecimalComma => number::point(value),
            Self::DecimalZeros => number::without_decimal_zeros(value),
            Self::LeadingZeros => number::without_leading_zeros(value),
            Self::Case => letters::small(value),
            Self::Umlauts => letters::plain(value),
            Self::Street => street::short(value),
            Self::Separators => separators::left_out(value),
            Self::HouseNumber => match split_house_number(value) {
                Some(address) => Cow::Borrowed(address.street),
                None => Cow::Borrowed(value),
            },
            Self::NumberInFront => Cow::Borrowed(split_number(value).unwrap_or(value)),
            Self::Number => Cow::Borrowed(numbered(value).map_or(value, |it| it.number)),
        }
    }
}

/// A set of forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Forms(u16);

impl Forms {
    /// No form.
    pub const NONE: Self = Self(0);

    /// With a form more.
    #[must_use]
    pub const fn with(self, form: NormalForm) -> Self {
        Self(self.0 | 1 << form as u16)
    }

    /// With all forms of another set.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether a form is in it.
    pub const fn has(self, form: NormalForm) -> bool {
        self.0 & (1 << form as u16) != 0
    }

    /// Whether no form is in it.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Its forms in order.
    pub fn each(self) -> impl Iterator<Item = NormalForm> {
        NormalForm::OF_VALUES
            .into_iter()
            .chain(NormalForm::OF_PARTS)
            .filter(move |form| self.has(*form))
    }

    /// The forms needed to see two spellings as one value; none if no form helps.
    pub fn between(left: &str, right: &str) -> Option<Self> {
        let (left, right) = (left.trim(), right.trim());
        if left == right {
            return Some(Self::NONE);
        }
        if normalised(left) != normalised(right) {
            return None;
        }
        let mut needed: Vec<NormalForm> = NormalForm::OF_VALUES.to_vec();
        // What can be left out, the most far-reaching form first, was not needed.
        for form in NormalForm::OF_VALUES.into_iter().rev() {
            let others: Vec<NormalForm> = needed.iter().copied().filter(|it| *it != form).collect();
            if in_forms(left, &others) == in_forms(right, &others) {
                needed = others;
            }
        }
        Some(needed.into_iter().fold(Self::NONE, Self::with))
    }
}

/// A value in all forms: equal for all spellings of it.
pub fn normalised(value: &str) -> Cow<'_, str> {
    in_forms(value, &NormalForm::OF_VALUES)
}

/// Rounds after which a value has come to rest: leaving out a separator may join a word or a number.
const MOST_ROUNDS: usize = 4;

fn in_forms<'a>(value: &'a str, forms: &[NormalForm]) -> Cow<'a, str> {
    let mut value = Cow::Borrowed(value.trim());
    for _ in 0..MOST_ROUNDS {
        let mut is_done = true;
        for form in forms {
            if let Cow::Owned(changed) = form.apply(&value) {
                value = Cow::Owned(changed);
                is_done &= *form != NormalForm::Separators;
            }
        }
        if is_done {
            break;
        }
    }
    value
}
