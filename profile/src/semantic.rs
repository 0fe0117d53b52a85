//! What the values of a column mean.

mod shapes;
pub(crate) mod words;
pub(crate) mod zone;

use crate::column_verdict::Named;
use crate::marker::marker;
use hebewerk_model::{ColumnType, SemanticType};
use words::Words;

/// What is known of a column when its meaning is sought.
#[derive(Debug, Clone, Copy)]
pub struct ColumnEvidence<'a> {
    /// Header.
    pub label: &'a str,
    /// Type it is stored with.
    pub column_type: ColumnType,
    /// Unit, if known.
    pub unit: Option<&'a str>,
    /// Some different values as text.
    pub samples: &'a [&'a str],
    /// Rows with a value.
    pub values: u64,
    /// Different values.
    pub distinct: u64,
}

/// The meaning of a column and how sure it is (0 to 1); none when nothing speaks for any.
pub fn recognise(column: &ColumnEvidence<'_>) -> Option<(SemanticType, f32)> {
    let words = Words::of(column.label);
    // Signs for missing values say nothing of what the others mean.
    let mut samples = column.samples.to_vec();
    samples.retain(|value| marker(value).is_none());
    let column = &ColumnEvidence {
        samples: &samples,
        ..*column
    };
    by_values(column)
        .or_else(|| degrees(column, &words))
        .or_else(|| by_words(column, &words))
        .or_else(|| coordinate(column, &words))
        .or_else(|| by_type(column, &words))
}

/// Whether a header names things that are counted, and nothing they are divided by.
pub(crate) fn counts_things(label: &str) -> bool {
    let words = Words::of(label);
    let is_rate = label.contains(['/', '%']) || words.any(words::RATE);
    words.any(words::COUNTED) && !is_rate
}

/// What the header says of values that look like something else: a postcode is no number, and `01.02.03` in a column
/// of products no day.
pub(crate) fn named(label: &str, samples: &[&str]) -> Named {
    let words = Words::of(label);
    let by_name = OF_NAMES.iter().any(|known| words.any(known));
    let key = by_name || words.any(words::KEY);
    let amounts = [words::MONEY, words::QUANTITY, words::DATE];
    // `Postleitzahl` ends like an amount and is none; `Anzahl PLZ` is one.
    let amount = amounts
        .iter()
        .any(|known| words.any_beside(known, &OF_NAMES));
    if key && !amount && shapes::share(samples, shapes::is_grouped_code) >= 0.9 {
        return Named::Key;
    }
    // `1.1` and `1.10` are two chapters and one number.
    let outlined = samples.iter().any(|value| value.contains('.'));
    let numbers = outlined && shapes::share(samples, shapes::is_outline) >= 0.9;
    if numbers && !amount && words.any(words::OUTLINE) {
        return Named::Key;
    }
    let numbered = key || words.any(words::IDENTIFIER) || words.any(words::NUMBERED);
    let day = words.any(words::DAY);
    if numbered && !day && shapes::share(samples, shapes::is_numbering) >= 0.9 {
        return Named::Key;
    }
    // A header of several rows may speak of a day that its column does not hold.
    if day && words.count() <= 3 && shapes::share(samples, shapes::is_sheet_day) >= 0.9 {
        return Named::SheetDays;
    }
    if words.any(words::CLOCK) && shapes::share(samples, shapes::is_time) >= 0.9 {
        return Named::Clock;
    }
    if words.any(words::BORN) {
        return Named::PastDays;
    }
    Named::Other
}

/// Words for keys that name an amount only beside a word of its own.
const OF_NAMES: [&[&str]; 6] = [
    words::POSTCODE,
    words::AGS,
    words::ARS,
    words::TELEPHONE,
    words::HOUSE_NUMBER,
    words::IBAN,
];

/// Values that speak for themselves.
fn by_values(column: &ColumnEvidence<'_>) -> Option<(SemanticType, f32)> {
    type Check = (SemanticType, fn(&str) -> bool);
    if column.column_type != ColumnType::Text || column.samples.is_empty() {
        return None;
    }
    let checks: [Check; 3] = [
        (SemanticType::Email, shapes::is_email),
        (SemanticType::Url, shapes::is_url),
        (SemanticType::Iban, shapes::is_iban),
    ];
    checks
        .into_iter()
        .map(|(meaning, check)| (meaning, shapes::share(column.samples, check)))
        .find(|(_, share)| *share >= 0.8)
        .map(|(meaning, share)| (meaning, 0.9 * share))
}

/// A header that names the meaning, with values that do not contradict.
fn by_words(column: &ColumnEvidence<'_>, words: &Words) -> Option<(SemanticType, f32)> {
    named_place_or_key(column)
        .into_iter()
        .chain(named_measure(column))
        .find(|(_, known, fits)| *fits && words.any(known))
        .map(|(meaning, _, _)| (meaning, 0.92))
}

/// A meaning, the words that name it, and whether the values can be it.
type Rule = (SemanticType, &'static [&'static str], bool);

/// Rules for keys, persons and places, the more special first.
fn named_place_or_key(column: &ColumnEvidence<'_>) -> [Rule; 11] {
    use SemanticType as S;
    let text = column.column_type == ColumnType::Text;
    let share = |check: fn(&str) -> bool| shapes::share(column.samples, check);
    let digits = |lengths: std::ops::RangeInclusive<usize>| {
        shapes::share(column.samples, |value| shapes::is_digits(value, &lengths)) >= 0.7
    };
    let geometry = column.column_type == ColumnType::Json || share(shapes::is_wkt) >= 0.7;
    let telephone = share(shapes::is_telephone) >= 0.6;
    let house = share(shapes::is_house_number) >= 0.6;
    [
        (S::Postcode, words::POSTCODE, digits(4..=5)),
        (S::Ars, words::ARS, digits(11..=12)),
        (S::Ags, words::AGS, digits(5..=8)),
        (S::Telephone, words::TELEPHONE, telephone),
        (S::HouseNumber, words::HOUSE_NUMBER, house),
        (
            S::Email,
            words::EMAIL,
            text && share(shapes::is_email) >= 0.5,
        ),
        (S::Geometry, words::GEOMETRY, geometry),
        (S::PersonName, words::PERSON, text),
        (S::Street, words::STREET, text),
        (S::District, words::DISTRICT, text),
        (S::Place, words::PLACE, text),
    ]
}

/// Rules for times, amounts, identifiers and words.
fn named_measure(column: &ColumnEvidence<'_>) -> [Rule; 12] {
    use ColumnType as T;
    use SemanticType as S;
    let kind = column.column_type;
    let number = kind.is_number();
    let text = kind == T::Text;
    let codes = shapes::share(column.samples, shapes::is_code);
    let grouped = shapes::share(column.samples, shapes::is_grouped_code);
    let numbered = shapes::share(column.samples, shapes::is_numbering) >= 0.9;
    let years = shapes::share(column.samples, |value| shapes::is_digits(value, &(4..=4))) >= 0.9;
    let fraction = matches!(kind, T::Float | T::Decimal { .. });
    let unique = column.distinct == column.values && column.values > 1;
    let moment = matches!(kind, T::Date | T::Timestamp | T::TimestampUtc);
    let various = column.distinct * 3 > column.values;
    [
        (S::Year, words::YEAR, years),
        (S::Period, words::PERIOD, kind != T::Boolean && !number),
        (S::Percent, words::PERCENT, number),
        (S::Money, words::MONEY, number),
        (S::FreeText, words::FREE_TEXT, text && various),
        (S::Key, words::KEY, text && grouped >= 0.7),
        (S::Key, words::NUMBERED, text && numbered),
        (S::Identifier, words::IDENTIFIER, unique && !fraction),
        (
            S::Key,
            words::IDENTIFIER,
            (text && codes >= 0.9) || kind == T::Integer,
        ),
        (S::Category, words::CATEGORY, text && column.distinct <= 200),
        (S::Quantity, words::QUANTITY, number),
        (S::Date, words::DATE, moment),
    ]
}

/// `Länge` and `Breite` mean metres and degrees alike. Degrees of a place in Germany are written with four decimals and more
/// (a fourth one is ten metres), and nobody measures a road or a plank as finely.
fn degrees(column: &ColumnEvidence<'_>, words: &Words) -> Option<(SemanticType, f32)> {
    let long = words.any(&["länge", "laenge"]);
    let wide = words.any(&["breite"]);
    let fine = shapes::share(column.samples, shapes::has_four_decimals) >= 0.8;
    if column.unit.is_some() || long == wide || !fine {
        return None;
    }
    let (low, high) = shapes::number_range(column.samples)?;
    let within =
        |range: std::ops::RangeInclusive<f64>| range.contains(&low) && range.contains(&high);
    if long && within(5.0..=16.0) {
        return Some((SemanticType::Longitude, 0.85));
    }
    (wide && within(47.0..=56.0)).then_some((SemanticType::Latitude, 0.85))
}

/// Coordinates: a header that names an axis and values in its range.
fn coordinate(column: &ColumnEvidence<'_>, words: &Words) -> Option<(SemanticType, f32)> {
    use SemanticType as S;
    if !column.column_type.is_number() && column.column_type != ColumnType::Text {
        return None;
    }
    let range = shapes::number_range(column.samples)?;
    let within = |low: f64, high: f64| range.0 >= low && range.1 <= high;
    let east = words.any(words::EAST);
    let north = words.any(words::NORTH);
    let named = words.any(words::LONGITUDE) || words.any(words::LATITUDE);
    if (east || words.any(words::LONGITUDE))
        && within(-180.0, 180.0)
        && (named || within(5.0, 16.0))
    {
        return Some((S::Longitude, if named { 0.95 } else { 0.8 }));
    }
    if (north || words.any(words::LATITUDE)) && within(-90.0, 90.0) && (named || within(47.0, 56.0))
    {
        return Some((S::Latitude, if named { 0.95 } else { 0.8 }));
    }
    let metres_east = within(100_000.0, 950_000.0)
        || within(31_100_000.0, 33_950_000.0)
        || within(2_400_000.0, 5_650_000.0);
    // Gauß-Krüger eastings overlap northings: the header decides.
    if east && metres_east {
        return Some((S::Easting, 0.9));
    }
    if north && within(5_100_000.0, 6_200_000.0) {
        return Some((S::Northing, 0.9));
    }
    None
}

/// What the type and the spread of values suggest when the header says nothing.
fn by_type(column: &ColumnEvidence<'_>, words: &Words) -> Option<(SemanticType, f32)> {
    use SemanticType as S;
    let samples = column.samples;
    match column.column_type {
        ColumnType::Date | ColumnType::Timestamp | ColumnType::TimestampUtc => {
            Some((S::Date, 0.95))
        }
        ColumnType::Integer | ColumnType::Decimal { .. } | ColumnType::Float => match column.unit {
            Some("%" | "Prozent" | "‰") => Some((S::Percent, 0.95)),
            Some("EUR" | "€" | "Euro" | "TEUR" | "T€" | "USD" | "$" | "GBP" | "£" | "CHF") => {
                Some((S::Money, 0.95))
            }
            Some(_) => Some((S::Quantity, 0.85)),
            None if column.column_type == ColumnType::Integer
                && shapes::is_year_like(samples)
                && column.values > 2 =>
            {
                Some((S::Year, 0.6))
            }
            None => (!words.is_empty()).then_some((S::Quantity, 0.4)),
        },
        ColumnType::Text => {
            if samples.is_empty() {
                return None;
            }
            let streets = shapes::share(samples, shapes::is_street);
            if streets >= 0.6 {
                return Some((S::Street, 0.8 * streets));
            }
            if shapes::share(samples, shapes::is_period) >= 0.8 {
                return Some((S::Period, 0.8));
            }
            if shapes::share(samples, |value| {
                value.starts_with('0') && shapes::is_digits(value, &(2..=40))
            }) > 0.0
                && shapes::share(samples, shapes::is_code) >= 0.95
            {
                return Some((S::Key, 0.8));
            }
            let mean = samples
                .iter()
                .map(|value| value.chars().count())
                .sum::<usize>()
                / samples.len();
            if mean > 60 && column.distinct * 2 > column.values {
                return Some((S::FreeText, 0.7));
            }
            (column.distinct <= 60 && column.distinct * 5 <= column.values && mean <= 60)
                .then_some((S::Category, 0.7))
        }
        _ => None,
    }
}
