//! Shapes of single values.

use crate::marker::marker;
use crate::moment::{point_time, sheet_day, time};
use crate::number::{self, NumberForm};
use std::ops::RangeInclusive;

/// Share of samples that pass, 0 to 1; 0 without samples.
pub(super) fn share(samples: &[&str], check: impl Fn(&str) -> bool) -> f32 {
    if samples.is_empty() {
        return 0.0;
    }
    samples.iter().filter(|value| check(value)).count() as f32 / samples.len() as f32
}

/// Digits only, this many.
pub(super) fn is_digits(value: &str, lengths: &RangeInclusive<usize>) -> bool {
    lengths.contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_digit())
}

/// Short, of digits, letters and separators, with a digit in it.
pub(super) fn is_code(value: &str) -> bool {
    value.len() <= 40
        && value.bytes().any(|byte| byte.is_ascii_digit())
        && value
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '/' | '_' | ' ' | '+' | '(' | ')'))
}

/// `01.02.03`, `1.2.10.4`: three or more numbers of at most two digits.
pub(super) fn is_numbering(value: &str) -> bool {
    let parts = value.split('.');
    parts.clone().count() >= 3 && parts.clone().all(|part| is_digits(part, &(1..=2)))
}

/// `1`, `1.2`, `1.10`: one or more numbers of at most two digits.
pub(super) fn is_outline(value: &str) -> bool {
    value.split('.').all(|part| is_digits(part, &(1..=2)))
}

/// Digits in groups: `2.010`, `31.2.3`.
pub(super) fn is_grouped_code(value: &str) -> bool {
    is_code(value) || value.split('.').all(|part| is_digits(part, &(1..=8)))
}

/// A day as spreadsheets count it.
pub(super) fn is_sheet_day(value: &str) -> bool {
    value.parse().ok().and_then(sheet_day).is_some()
}

/// A time of a day, written with a point or a colon, or a sign for none.
pub(super) fn is_time(value: &str) -> bool {
    point_time(value).or_else(|| time(value)).is_some() || marker(value).is_some()
}

pub(super) fn is_email(value: &str) -> bool {
    value
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !value.contains(' '))
}

pub(super) fn is_url(value: &str) -> bool {
    let lower = value
        .get(..8.min(value.len()))
        .unwrap_or("")
        .to_ascii_lowercase();
    (lower.starts_with("http://") || lower.starts_with("https://") || lower.starts_with("www."))
        && !value.trim().contains(' ')
}

pub(super) fn is_wkt(value: &str) -> bool {
    [
        "POINT",
        "LINESTRING",
        "POLYGON",
        "MULTI",
        "GEOMETRY",
        "{\"type\"",
    ]
    .iter()
    .any(|begin| value.starts_with(begin))
}

/// ISO 13616: letters become numbers, the first four go to the end, the rest modulo 97 is 1.
pub(super) fn is_iban(value: &str) -> bool {
    let compact: String = value.chars().filter(|c| !c.is_whitespace()).collect();
    if !(15..=34).contains(&compact.len()) || !compact.is_ascii() {
        return false;
    }
    let (front, back) = compact.split_at(4);
    let mut rest = 0_u32;
    for character in back.chars().chain(front.chars()) {
        rest = match character.to_digit(36) {
            Some(digit @ 0..=9) => (rest * 10 + digit) % 97,
            Some(letter) => (rest * 100 + letter) % 97,
            None => return false,
        };
    }
    front.bytes().take(2).all(|byte| byte.is_ascii_uppercase()) && rest == 1
}

pub(super) fn is_telephone(value: &str) -> bool {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    (3..=16).contains(&digits)
        && value
            .chars()
            .all(|c| c.is_ascii_digit() || " +-/().".contains(c))
}

/// `12`, `12a`, `12 - 14`, `12/1`
pub(super) fn is_house_number(value: &str) -> bool {
    value.len() <= 12
        && value
            .bytes()
            .next()
            .is_some_and(|byte| byte.is_ascii_digit())
        && value
            .chars()
            .all(|c| c.is_alphanumeric() || " -/+.,".contains(c))
        && value.chars().filter(char::is_ascii_digit).count() <= 8
}

/// Ends (or its part before a house number ends) like a German street name.
pub(super) fn is_street(value: &str) -> bool {
    const ENDS: [&str; 14] = [
        "straße", "strasse", "str.", "str", "weg", "platz", "allee", "gasse", "ring", "ufer",
        "damm", "chaussee", "stieg", "pfad",
    ];
    let name = value
        .trim_end_matches(|c: char| c.is_ascii_digit() || " -/".contains(c))
        .to_lowercase();
    name.chars().count() > 4 && ENDS.iter().any(|end| name.ends_with(end))
}

/// `2024/25`, `2024/Q3`, `Q3 2024`, `3. Quartal 2024`, `Dez 2024`, `Dez 24`, `2024-12`, `Schuljahr 2024/25`, `KW 12/2024`
pub(super) fn is_period(value: &str) -> bool {
    let lower = value.to_lowercase();
    let mut parts: Vec<&str> = lower
        .split([' ', '/', '-', '.'])
        .filter(|part| !part.is_empty())
        .collect();
    let spoken = matches!(parts.as_slice(), [first, _, ..] if SPANS.contains(first));
    if spoken {
        parts.remove(0);
    }
    let year = |part: &str| {
        part.len() == 4
            && part
                .parse::<u32>()
                .is_ok_and(|year| (1900..=2100).contains(&year))
    };
    let short = |part: &str| {
        let usual = part.len() == 2 || (spoken && part.len() == 1);
        // Accounts count their periods with three digits.
        (usual || (part.len() == 3 && part.starts_with('0'))) && part.parse::<u32>().is_ok()
    };
    let month = |part: &str| MONTHS.iter().any(|month| part.starts_with(month));
    let named = |part: &str| {
        month(part) || (part.len() == 2 && part.starts_with(['q', 'h'])) || ROMAN.contains(&part)
    };
    match parts.as_slice() {
        [first, second] => {
            (year(first) && (named(second) || short(second) || year(second)))
                || (year(second) && (named(first) || short(first)))
                || (month(first) && short(second))
        }
        [number, "quartal" | "halbjahr" | "trimester", last] => {
            number.len() == 1 && number.parse::<u32>().is_ok() && year(last)
        }
        [only] => spoken && year(only),
        _ => false,
    }
}

const MONTHS: [&str; 16] = [
    "jan", "feb", "mär", "mrz", "mae", "mar", "apr", "mai", "may", "jun", "jul", "aug", "sep",
    "okt", "nov", "dez",
];

/// Words before a year that say which kind of year it is.
const SPANS: [&str; 12] = [
    "schuljahr",
    "kindergartenjahr",
    "kitajahr",
    "haushaltsjahr",
    "wirtschaftsjahr",
    "wintersemester",
    "sommersemester",
    "ws",
    "ss",
    "sj",
    "kw",
    "saison",
];

/// Quarters as people number them.
const ROMAN: [&str; 4] = ["i", "ii", "iii", "iv"];

/// Whether all samples are years between 1950 and 2050, and not too many.
pub(super) fn is_year_like(samples: &[&str]) -> bool {
    !samples.is_empty()
        && samples.len() <= 100
        && samples.iter().all(|value| {
            value
                .parse::<u32>()
                .is_ok_and(|year| (1950..=2050).contains(&year))
        })
}

/// Smallest and largest of samples that are numbers; none unless nearly all are.
pub(super) fn number_range(samples: &[&str]) -> Option<(f64, f64)> {
    let numbers: Vec<f64> = samples
        .iter()
        .filter_map(|value| as_number(value))
        .collect();
    if numbers.is_empty() || numbers.len() * 10 < samples.len() * 9 {
        return None;
    }
    Some(
        numbers
            .iter()
            .fold((f64::MAX, f64::MIN), |(low, high), value| {
                (low.min(*value), high.max(*value))
            }),
    )
}

/// Whether a number is written with four decimals or more.
pub(super) fn has_four_decimals(value: &str) -> bool {
    let decimals = value.trim().rsplit_once(['.', ',']);
    decimals.is_some_and(|(_, decimals)| {
        decimals.len() >= 4 && decimals.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// A single sign is read as a decimal sign here: coordinates have no thousands.
fn as_number(value: &str) -> Option<f64> {
    let sight = number::sight(value)?;
    let plain = match sight.form {
        NumberForm::PointGroups | NumberForm::CommaGroups | NumberForm::Gap(None) => {
            value.replace(['.', ',', ' ', '\''], "")
        }
        NumberForm::PointGroupsComma => value.replace('.', "").replace(',', "."),
        NumberForm::CommaGroupsPoint => value.replace(',', ""),
        _ => value.replace(',', "."),
    };
    plain.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_known_by_their_shape() {
        assert!(is_iban("DE89 3704 0044 0532 0130 00"));
        assert!(!is_iban("DE88 3704 0044 0532 0130 00"));
        assert!(is_email("amt@musterstadt.de"));
        assert!(is_street("Bahnhofstr. 12"));
        assert!(!is_street("Weg"));
        assert!(is_house_number("12a") && is_house_number("12-14"));
        assert!(is_numbering("01.02.03") && is_numbering("1.2.10.4"));
        assert!(!is_numbering("1.2") && !is_numbering("1.234.567"));
        assert!(is_sheet_day("45657") && !is_sheet_day("2024"));
    }

    #[test]
    fn spans_of_time_are_known_by_their_shape() {
        for text in [
            "2024/25",
            "2024/2025",
            "Schuljahr 2024/25",
            "Haushaltsjahr 2024",
            "Dez 2024",
            "Dezember 2024",
            "Dez 24",
            "2024-12",
            "12/2024",
            "2024/Q3",
            "Q3 2024",
            "III/2024",
            "3. Quartal 2024",
            "KW 12/2024",
        ] {
            assert!(is_period(text), "{text}");
        }
        for text in ["31.12.2024", "2024", "12", "Raum 2024", "Mai", "24/25"] {
            assert!(!is_period(text), "{text}");
        }
    }
}
