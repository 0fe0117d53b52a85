//! Columns whose common values mean nothing.

use crate::sketch::ColumnSketch;
use hebewerk_model::SemanticType;

/// Why a column makes no bridge of its own, however many values it shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Veto {
    /// Yes or no, or one thing only: everything has that.
    YesNo,
    /// Years.
    Year,
    /// House numbers.
    HouseNumber,
    /// Numbers that count rows or things from one upwards.
    Counter,
    /// Amounts, shares, places on the map: equal by chance.
    Measure,
    /// Days, months: what happened at the same time is not the same.
    Day,
    /// Times of the day.
    Time,
    /// Persons, and what leads to them: to link them is a decision of its own, and no suggestion.
    Person,
    /// Whole sentences.
    FreeText,
    /// Colours that something is drawn in.
    Colour,
}

/// Different values below which a column says nothing.
const FEWEST_VALUES: u64 = 3;
/// Characters of a colour: `#f29204`.
const COLOUR: u32 = 7;
/// Characters of the longest house number: `120 b`, `12-14a`.
const LONGEST_HOUSE_NUMBER: u32 = 7;
/// Mean length above which a value is a sentence.
const SENTENCE: f64 = 90.0;

impl Veto {
    /// Stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::YesNo => "yes_no",
            Self::Year => "year",
            Self::HouseNumber => "house_number",
            Self::Counter => "counter",
            Self::Measure => "measure",
            Self::Day => "day",
            Self::Time => "time",
            Self::Person => "person",
            Self::FreeText => "free_text",
            Self::Colour => "colour",
        }
    }

    /// What speaks against a column.
    pub fn of(column: &ColumnSketch) -> Option<Self> {
        let by_meaning = by_meaning(column);
        if by_meaning.is_none() && is_place(column) && column.distinct_forms() > 0 {
            return None;
        }
        if column.distinct_forms() < FEWEST_VALUES {
            return Some(Self::YesNo);
        }
        by_meaning.or_else(|| by_values(column))
    }

    /// Whether a column with this veto may still be a part of a key of several columns.
    pub const fn allows_part(self) -> bool {
        matches!(
            self,
            Self::Year | Self::Day | Self::HouseNumber | Self::Counter
        )
    }
}

/// Whether a column names places of a city: even a single one is no chance.
pub(crate) fn is_place(column: &ColumnSketch) -> bool {
    use SemanticType as S;
    matches!(
        column.semantic_type(),
        Some(S::Postcode | S::Ags | S::Ars | S::Street | S::District | S::Place)
    )
}

/// Whether values of this meaning lie in nearly every table of a city: what they have in common is an area, not a thing. Two
/// tables with many rows for each of them have something to compare, and nothing to join row by row.
pub const fn is_reference(meaning: SemanticType) -> bool {
    use SemanticType as S;
    matches!(
        meaning,
        S::Postcode | S::Ags | S::Ars | S::District | S::Place
    )
}

fn by_meaning(column: &ColumnSketch) -> Option<Veto> {
    use SemanticType as S;
    Some(match column.semantic_type()? {
        S::Year => Veto::Year,
        S::Date | S::Period => Veto::Day,
        S::HouseNumber => Veto::HouseNumber,
        S::Money
        | S::Percent
        | S::Quantity
        | S::Longitude
        | S::Latitude
        | S::Easting
        | S::Northing
        | S::Geometry => Veto::Measure,
        S::PersonName | S::Email | S::Telephone | S::Iban => Veto::Person,
        S::FreeText => Veto::FreeText,
        _ => return None,
    })
}

fn by_values(column: &ColumnSketch) -> Option<Veto> {
    if column.shape.mean_length.get() > SENTENCE {
        return Some(Veto::FreeText);
    }
    let is_time = column.mask().is_some_and(|(format, share)| {
        share > 0.7 && matches!(format, "99:99" | "99:99:99" | "9:99" | "9:99:99")
    });
    if is_time {
        return Some(Veto::Time);
    }
    let is_colour = column.shape.is_of_one_length()
        && column.shape.longest == COLOUR
        && column
            .mask()
            .is_some_and(|(format, _)| format.starts_with('#'));
    if is_colour {
        return Some(Veto::Colour);
    }
    if holds_house_numbers(column) {
        return Some(Veto::HouseNumber);
    }
    let numbers = column.numbers.as_ref().filter(|it| it.share > 0.95)?;
    // Nothing is named by a number below zero: it is a difference, a delay, a balance.
    if !numbers.is_whole || numbers.least < 0.0 {
        return Some(Veto::Measure);
    }
    let is_year = numbers.least >= 1800.0
        && numbers.most <= 2100.0
        && numbers.most - numbers.least < 200.0
        && column.shape.is_of_one_length();
    if is_year {
        return Some(Veto::Year);
    }
    // Keys keep their zeros in front.
    let is_plain = column.shape.leading_zeros.get() < 0.01;
    (is_plain && numbers.is_counter(column.distinct_forms())).then_some(Veto::Counter)
}

/// Small numbers, some of them with a letter: house numbers under whatever header, and classes of schools, which name no row
/// either.
fn holds_house_numbers(column: &ColumnSketch) -> bool {
    let Some(numbers) = column.numbers.as_ref() else {
        return false;
    };
    let is_mixed = (0.5..1.0).contains(&numbers.share) && column.shape.letters.get() > 0.0;
    let is_small = numbers.is_whole
        && (0.0..1_000.0).contains(&numbers.least)
        && numbers.most < 1_000.0
        && column.shape.longest <= LONGEST_HOUSE_NUMBER;
    is_mixed && is_small && column.shape.digits.get() > 0.5
}
