//! Days whose month is written as a word.

use super::{century, digits};
use crate::calendar::days_of;

/// The months by their names, German and English, in lower case.
const MONTHS: [(&str, u32); 23] = [
    ("januar", 1),
    ("january", 1),
    ("jänner", 1),
    ("februar", 2),
    ("february", 2),
    ("märz", 3),
    ("maerz", 3),
    ("mrz", 3),
    ("march", 3),
    ("april", 4),
    ("mai", 5),
    ("may", 5),
    ("juni", 6),
    ("june", 6),
    ("juli", 7),
    ("july", 7),
    ("august", 8),
    ("september", 9),
    ("oktober", 10),
    ("october", 10),
    ("november", 11),
    ("dezember", 12),
    ("december", 12),
];

/// Number of a month (1 to 12) by its name or a beginning of at least three letters, with or without a point.
fn month(word: &str) -> Option<u32> {
    let word = word.strip_suffix('.').unwrap_or(word);
    if word.chars().count() < 3 {
        return None;
    }
    let lower = word.to_lowercase();
    MONTHS
        .iter()
        .find(|(name, _)| name.starts_with(&lower))
        .map(|(_, number)| *number)
}

/// Days since 1970-01-01 of `31. Dezember 2024`, `31 Dec 2024`, `31-Dec-24` and the like.
pub(super) fn days(text: &str) -> Option<i32> {
    let (day, length) = digits(text.as_bytes(), 2)?;
    let rest = text.get(length..)?;
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let rest = rest.trim_start_matches([' ', '-', '\u{a0}']);
    let end = rest.find(|sign: char| !sign.is_alphabetic() && sign != '.')?;
    let (word, rest) = (rest.get(..end)?, rest.get(end..)?);
    let year = rest.trim_start_matches([' ', '-', '\u{a0}']);
    let (value, length) = digits(year.as_bytes(), 4)?;
    let year = match (length == year.len(), length) {
        (true, 4) => value,
        (true, 2) => century(value),
        _ => return None,
    };
    days_of(year as i32, month(word)?, day)
}

/// Whether a text is a day and a month, or a month and a year of two digits: `05. Mrz`, `3-Mar`, `Mrz 05`.
pub(super) fn is_part(text: &str) -> bool {
    let (before, word, after) = match digits(text.as_bytes(), 2) {
        Some((_, length)) => {
            let (number, rest) = text.split_at(length);
            (Some(number), rest.trim_start_matches(['.', ' ', '-']), "")
        }
        None => match text.rsplit_once([' ', '-']) {
            Some((word, number)) => (None, word, number),
            None => return false,
        },
    };
    let number = before.unwrap_or(after);
    let short = number.len() == 2 || before.is_some();
    let letters = word.strip_suffix('.').unwrap_or(word);
    short
        && number.parse::<u32>().is_ok_and(|number| number <= 99)
        && before.is_none_or(|day| day.parse::<u32>().is_ok_and(|day| (1..=31).contains(&day)))
        && letters.chars().all(char::is_alphabetic)
        && month(word).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::iso_date;

    #[test]
    fn months_are_known_by_name() {
        for (text, expected) in [
            ("31. Dezember 2024", Some("2024-12-31")),
            ("1. März 2024", Some("2024-03-01")),
            ("1. Mrz. 2024", Some("2024-03-01")),
            ("09. Sept. 2024", Some("2024-09-09")),
            ("5 MAI 2024", Some("2024-05-05")),
            ("31 Dec 2024", Some("2024-12-31")),
            ("31-Dec-24", Some("2024-12-31")),
            ("29. Februar 2023", None),
            ("31. Desember 2024", None),
            ("3 Stück 2024", None),
            ("3. Junge 2024", None),
            ("12 Mai", None),
            ("1. Quartal 2024", None),
            ("Dezember 2024", None),
        ] {
            assert_eq!(days(text).map(iso_date).as_deref(), expected, "{text}");
        }
    }
}
