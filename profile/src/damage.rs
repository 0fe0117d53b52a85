//! What programs did to values before they came here: codes that became days, numbers cut to six digits, letters that
//! got lost.

use crate::decode::ZERO;
use crate::moment::is_day_without_year;

/// How often a column shows it.
#[derive(Debug, Default)]
pub(crate) struct DamageCounts {
    /// Days without a year or without a day (`05. Mrz`, `Mrz 05`), which is how `5-3` and `3-05` end.
    pub part_days: u64,
    /// Two small numbers with a dash between them, or two numbers with a stroke (`1-3`, `20/40`), of which others would
    /// have become days.
    pub pairs: u64,
    /// Long numbers of which six digits are left (`1,23457E+11`).
    pub shortened: u64,
    /// First row with a day or a shortened number.
    pub first_row: Option<u64>,
    /// Texts in which zero bytes stood.
    pub zeros: Spot,
    /// Texts in which a letter could not be kept.
    pub lost: Spot,
}

/// How often, and the first row.
#[derive(Debug, Default)]
pub(crate) struct Spot {
    pub count: u64,
    pub first_row: Option<u64>,
}

impl Spot {
    fn add(&mut self, first_row: u64, times: u64) {
        self.count += times;
        let first = self.first_row.get_or_insert(first_row);
        *first = (*first).min(first_row);
    }

    fn absorb(&mut self, more: &Self, lines: u64) {
        self.count += more.count;
        if let Some(row) = more.first_row {
            self.first_row.get_or_insert(row + lines);
        }
    }
}

/// What a single text shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DamageSight {
    PartDay,
    Pair,
    Shortened,
    Zero,
    Lost,
}

impl DamageCounts {
    pub(crate) fn add(&mut self, sight: DamageSight, first_row: u64, times: u64) {
        match sight {
            DamageSight::Pair => {
                self.pairs += times;
                return;
            }
            DamageSight::Zero => return self.zeros.add(first_row, times),
            DamageSight::Lost => return self.lost.add(first_row, times),
            DamageSight::PartDay => self.part_days += times,
            DamageSight::Shortened => self.shortened += times,
        }
        let first = self.first_row.get_or_insert(first_row);
        *first = (*first).min(first_row);
    }

    /// Adds what was counted in the next piece, which begins behind line `lines`.
    pub(crate) fn absorb(&mut self, more: &Self, lines: u64) {
        self.part_days += more.part_days;
        self.pairs += more.pairs;
        self.shortened += more.shortened;
        if let Some(row) = more.first_row {
            self.first_row.get_or_insert(row + lines);
        }
        self.zeros.absorb(&more.zeros, lines);
        self.lost.absorb(&more.lost, lines);
    }
}

/// Looks at a trimmed text that is neither number nor moment.
pub(crate) fn sight(text: &str) -> Option<DamageSight> {
    if !text.is_ascii() {
        if text.contains(ZERO) {
            return Some(DamageSight::Zero);
        }
        if text.contains(char::REPLACEMENT_CHARACTER) {
            return Some(DamageSight::Lost);
        }
    }
    if text.len() > 10 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if is_pair(text) {
        return Some(DamageSight::Pair);
    }
    is_day_without_year(text).then_some(DamageSight::PartDay)
}

/// Whether a number is written as spreadsheet programs show whole numbers of twelve digits and more: a digit, up to
/// five behind the sign, and the power with a plus (`1,23457E+11`).
pub(crate) fn is_shortened(text: &str) -> bool {
    let Some((mantissa, power)) = text.split_once("E+") else {
        return false;
    };
    let [b'1'..=b'9', b',' | b'.', decimals @ ..] = mantissa.as_bytes() else {
        return false;
    };
    (1..=5).contains(&decimals.len())
        && decimals.iter().all(u8::is_ascii_digit)
        && power.len() == 2
        && power
            .parse::<u32>()
            .is_ok_and(|power| (11..=30).contains(&power))
}

/// `1-3`, `12/4`: a day and a month, or a month and a year. With a stroke also larger numbers (`20/140`, parcels and
/// files), because the days among them were such as well.
fn is_pair(text: &str) -> bool {
    let is_number = |part: &str, digits: usize| {
        (1..=digits).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if let Some((left, right)) = text.split_once('/') {
        return is_number(left, 5) && is_number(right, 5);
    }
    let small = |part: &str| {
        is_number(part, 2) && part.parse::<u32>().is_ok_and(|it| (1..=31).contains(&it))
    };
    text.split_once('-')
        .is_some_and(|(left, right)| small(left) && small(right))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_of_codes_is_told_from_codes() {
        for (text, expected) in [
            ("05. Mrz", Some(DamageSight::PartDay)),
            ("1. Jan.", Some(DamageSight::PartDay)),
            ("3-Mar", Some(DamageSight::PartDay)),
            ("Mrz 05", Some(DamageSight::PartDay)),
            ("Dez-12", Some(DamageSight::PartDay)),
            ("1-3", Some(DamageSight::Pair)),
            ("12/4", Some(DamageSight::Pair)),
            ("20/40", Some(DamageSight::Pair)),
            ("1234/12", Some(DamageSight::Pair)),
            ("12/", None),
            ("1/2/3", None),
            ("12a", None),
            ("40-42", None),
            ("1-3-5", None),
            ("5 Stück", None),
            ("Marl 05", None),
            ("x\u{2400}y", Some(DamageSight::Zero)),
            ("Stra\u{fffd}e", Some(DamageSight::Lost)),
            ("Straße", None),
            ("A 1-3", None),
        ] {
            assert_eq!(sight(text), expected, "{text}");
        }
    }

    #[test]
    fn shortened_numbers_are_told_from_measured_ones() {
        for text in ["1,23457E+11", "9.8E+15", "4,00554E+12"] {
            assert!(is_shortened(text), "{text}");
        }
        for text in ["1,5E+05", "1.5e11", "1E+11", "12,5E+11", "1,234567E+11"] {
            assert!(!is_shortened(text), "{text}");
        }
    }
}
