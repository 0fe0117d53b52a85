//! Columns whose common values mean nothing.

use crate::sketch::ColumnSketch;
use hebewerk_model::SemanticType;

/// Why a column makes no bridge of its own, however many values it shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Veto {
    /// Too few different values: everything has them.
    FewValues,
    /// Yes or no.
    YesNo,
    /// Years.
    Year,
    /// House numbers.
    HouseNumber,
    /// Numbers that count rows or things from one upwards.
    Counter,
    /// Amounts, shares, places on the map: equal by chance.
    Measure,
    /// Whole sentences.
    FreeText,
}

/// Different values below which a column says nothing.
const FEWEST_VALUES: u64 = 3;
/// Mean length above which a value is a sentence.
const SENTENCE: f32 = 90.0;

impl Veto {
    /// Stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::FewValues => "few_values",
            Self::YesNo => "yes_no",
            Self::Year => "year",
            Self::HouseNumber => "house_number",
            Self::Counter => "counter",
            Self::Measure => "measure",
            Self::FreeText => "free_text",
        }
    }

    /// What speaks against a column.
    pub fn of(column: &ColumnSketch) -> Option<Self> {
        if column.distinct_forms() <= 2 {
            return Some(Self::YesNo);
        }
        if column.distinct_forms() < FEWEST_VALUES {
            return Some(Self::FewValues);
        }
        by_meaning(column).or_else(|| by_values(column))
    }

    /// Whether a column with this veto may still be a part of a key of several columns.
    pub const fn allows_part(self) -> bool {
        matches!(
            self,
            Self::Year | Self::HouseNumber | Self::Counter | Self::FewValues
        )
    }
}

fn by_meaning(column: &ColumnSketch) -> Option<Veto> {
    use SemanticType as S;
    Some(match column.semantic_type()? {
        S::Year => Veto::Year,
        S::HouseNumber => Veto::HouseNumber,
        S::Money
        | S::Percent
        | S::Quantity
        | S::Longitude
        | S::Latitude
        | S::Easting
        | S::Northing
        | S::Geometry => Veto::Measure,
        S::FreeText => Veto::FreeText,
        _ => return None,
    })
}

fn by_values(column: &ColumnSketch) -> Option<Veto> {
    if column.shape.mean_length > SENTENCE {
        return Some(Veto::FreeText);
    }
    let numbers = column.numbers.as_ref().filter(|it| it.share > 0.95)?;
    if !numbers.is_whole {
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
    let is_plain = column.shape.leading_zeros < 0.01;
    (is_plain && numbers.is_counter(column.distinct_forms())).then_some(Veto::Counter)
}
