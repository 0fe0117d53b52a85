//! One field of a row, and its cell.

use crate::moment_cells::day_of;
use hebewerk_model::ColumnType;
use hebewerk_profile::{RawCell, Record, TextDecoder};

/// Digits a whole number of 64 bits always holds.
const INTEGER_DIGITS: usize = 18;
/// Digits a double keeps.
const EXACT_DIGITS: usize = 15;
/// Julian day of 1970-01-01.
const EPOCH: i64 = 2_440_588;

/// The kind of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Number,
    Float,
    Date,
    Logical,
    /// 32-bit whole number.
    Integer,
    /// 64-bit floating-point number.
    Double,
    /// 64-bit number of ten-thousandths.
    Currency,
    /// Julian day and milliseconds.
    Moment,
    /// Lies in another file, or nowhere.
    Elsewhere,
}

impl Kind {
    pub(super) fn of(code: u8) -> Self {
        match code.to_ascii_uppercase() {
            b'N' => Self::Number,
            b'F' => Self::Float,
            b'D' => Self::Date,
            b'L' => Self::Logical,
            b'I' | b'+' => Self::Integer,
            b'O' | b'B' => Self::Double,
            b'Y' => Self::Currency,
            b'T' | b'@' => Self::Moment,
            b'M' | b'G' | b'P' | b'W' | b'Q' | b'0' => Self::Elsewhere,
            _ => Self::Text,
        }
    }
}

/// One field.
#[derive(Debug, Clone)]
pub(super) struct Field {
    pub(super) raw_name: Vec<u8>,
    pub(super) name: String,
    pub(super) kind: Kind,
    /// Where it begins in a row.
    pub(super) at: usize,
    pub(super) length: usize,
    pub(super) decimals: u8,
}

impl Field {
    /// The type of its column.
    pub(super) fn column_type(&self) -> ColumnType {
        match self.kind {
            Kind::Text | Kind::Elsewhere => ColumnType::Text,
            Kind::Number if self.decimals == 0 && self.length <= INTEGER_DIGITS => {
                ColumnType::Integer
            }
            // More digits than a number holds: a key.
            Kind::Number if self.decimals == 0 => ColumnType::Text,
            Kind::Number if self.length <= EXACT_DIGITS + 1 => ColumnType::Decimal {
                precision: INTEGER_DIGITS as u8,
                scale: self.decimals.min(EXACT_DIGITS as u8),
            },
            Kind::Number | Kind::Float | Kind::Double => ColumnType::Float,
            Kind::Date => ColumnType::Date,
            Kind::Logical => ColumnType::Boolean,
            Kind::Integer => ColumnType::Integer,
            Kind::Currency => ColumnType::Decimal {
                precision: INTEGER_DIGITS as u8,
                scale: 4,
            },
            Kind::Moment => ColumnType::Timestamp,
        }
    }

    /// Whether its values lie in another file.
    pub(super) fn is_elsewhere(&self) -> bool {
        self.kind == Kind::Elsewhere
    }

    /// Appends the field of a row to a record; false when asterisks stand in place of its number.
    pub(super) fn push(
        &self,
        row: &[u8],
        encoding: &str,
        text: &mut String,
        record: &mut Record,
    ) -> bool {
        let bytes = row.get(self.at..self.at + self.length).unwrap_or(&[]);
        let cell = match self.kind {
            Kind::Text => {
                text.clear();
                TextDecoder::new(encoding).decode(without_padding(bytes), true, text);
                RawCell::Text(text)
            }
            Kind::Elsewhere => RawCell::Empty,
            Kind::Integer => fixed(bytes).map_or(RawCell::Empty, |bytes| {
                RawCell::Integer(i64::from(i32::from_le_bytes(bytes)))
            }),
            Kind::Double => fixed(bytes).map_or(RawCell::Empty, |bytes| {
                RawCell::Number(f64::from_le_bytes(bytes))
            }),
            Kind::Currency => fixed(bytes).map_or(RawCell::Empty, |bytes| {
                RawCell::Number(i64::from_le_bytes(bytes) as f64 / 10_000.0)
            }),
            Kind::Moment => moment(bytes),
            Kind::Number | Kind::Float | Kind::Date | Kind::Logical => {
                text.clear();
                text.push_str(&String::from_utf8_lossy(without_padding(bytes)));
                let is_number = matches!(self.kind, Kind::Number | Kind::Float);
                if is_number && !text.is_empty() && text.bytes().all(|byte| byte == b'*') {
                    record.push(RawCell::Empty);
                    return false;
                }
                self.written(text.trim())
            }
        };
        record.push(cell);
        true
    }

    fn written<'a>(&self, text: &'a str) -> RawCell<'a> {
        match self.kind {
            _ if text.is_empty() => RawCell::Empty,
            Kind::Logical => match text {
                "T" | "t" | "Y" | "y" | "J" | "j" => RawCell::Boolean(true),
                "F" | "f" | "N" | "n" => RawCell::Boolean(false),
                "?" => RawCell::Empty,
                other => RawCell::Text(other),
            },
            Kind::Date => date(text),
            _ if self.column_type() == ColumnType::Text => RawCell::Text(text),
            _ => number(text),
        }
    }
}

/// Blanks and zero bytes fill up fields.
fn without_padding(bytes: &[u8]) -> &[u8] {
    let end = bytes
        .iter()
        .rposition(|byte| *byte != b' ' && *byte != 0)
        .map_or(0, |last| last + 1);
    bytes.get(..end).unwrap_or(&[])
}

fn fixed<const N: usize>(bytes: &[u8]) -> Option<[u8; N]> {
    bytes.first_chunk().copied()
}

fn number(text: &str) -> RawCell<'_> {
    if let Ok(whole) = text.parse() {
        return RawCell::Integer(whole);
    }
    let parsed = text.replace(',', ".").parse::<f64>();
    match parsed {
        Ok(number) if number.is_finite() => RawCell::Number(number),
        _ => RawCell::Text(text),
    }
}

fn date(text: &str) -> RawCell<'_> {
    let part = |range: std::ops::Range<usize>| text.get(range)?.parse::<i16>().ok();
    let day = (text.len() == 8)
        .then(|| day_of(part(0..4)?, part(4..6)? as i8, part(6..8)? as i8))
        .flatten();
    match day {
        Some(days) => RawCell::Date(days),
        None if text.bytes().all(|byte| byte == b'0') => RawCell::Empty,
        None => RawCell::Text(text),
    }
}

fn moment(bytes: &[u8]) -> RawCell<'static> {
    let (Some(day), Some(millis)) = (
        fixed(bytes).map(i32::from_le_bytes),
        bytes.get(4..).and_then(fixed).map(i32::from_le_bytes),
    ) else {
        return RawCell::Empty;
    };
    if day == 0 {
        return RawCell::Empty;
    }
    // Damaged bytes give any day, also those a timestamp does not reach.
    let days = (i64::from(day) - EPOCH).checked_mul(86_400_000_000);
    let micros = days.and_then(|days| days.checked_add(i64::from(millis) * 1000));
    micros.map_or(RawCell::Empty, RawCell::Timestamp)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_days_are_read_as_they_are_written() {
        assert_eq!(number("12"), RawCell::Integer(12));
        assert_eq!(number("-1.5"), RawCell::Number(-1.5));
        assert_eq!(number("1,5"), RawCell::Number(1.5));
        assert_eq!(number("1.500000000e+002"), RawCell::Number(150.0));
        assert_eq!(number("3 Stück"), RawCell::Text("3 Stück"));
        assert_eq!(date("19700102"), RawCell::Date(1));
        assert_eq!(date("00000000"), RawCell::Empty);
        assert_eq!(date("19701399"), RawCell::Text("19701399"));
    }

    #[test]
    fn a_moment_no_calendar_reaches_is_none() {
        let of = |day: i32| [day.to_le_bytes(), 1000_i32.to_le_bytes()].concat();
        assert_eq!(moment(&of(2_440_588)), RawCell::Timestamp(1_000_000));
        for day in [i32::MAX, i32::MIN, 0] {
            assert_eq!(moment(&of(day)), RawCell::Empty);
        }
    }
}
