//! Constants in standard notation as typed values: ISO dates, decimal point.

use crate::ColumnType;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};

/// Most digits a decimal can have.
const MOST_DIGITS: usize = 38;

/// What a text stands for when it is compared with a column.
#[derive(Debug, Clone, PartialEq)]
pub enum Constant {
    /// Text as it is.
    Text(String),
    /// Whole number.
    Integer(i64),
    /// Exact decimal number.
    Decimal(Decimal),
    /// Floating-point number, finite.
    Float(f64),
    /// Truth.
    Boolean(bool),
    /// Days since 1970-01-01.
    Day(i32),
    /// Nanoseconds since midnight.
    Time(i64),
    /// Microseconds since 1970-01-01T00:00:00: of local time counted as if it were UTC, or of UTC.
    Moment(i64),
}

impl Constant {
    /// The value a text stands for beside a column of this type; none when it stands for no such value.
    ///
    /// Beside whole numbers it may be a decimal, beside decimals one with more digits than the column has.
    pub fn read(text: &str, column_type: ColumnType) -> Option<Self> {
        let trimmed = text.trim();
        match column_type {
            ColumnType::Text | ColumnType::Json => Some(Self::Text(text.to_owned())),
            ColumnType::Integer => match trimmed.parse() {
                Ok(number) => Some(Self::Integer(number)),
                Err(_not_whole) => Decimal::read(trimmed).map(Self::Decimal),
            },
            ColumnType::Decimal { .. } => Decimal::read(trimmed).map(Self::Decimal),
            ColumnType::Float => {
                let number: f64 = trimmed.parse().ok()?;
                number.is_finite().then_some(Self::Float(number))
            }
            ColumnType::Boolean => match trimmed {
                "true" => Some(Self::Boolean(true)),
                "false" => Some(Self::Boolean(false)),
                _ => None,
            },
            ColumnType::Date => days(trimmed).map(Self::Day),
            ColumnType::Time => nanoseconds(trimmed).map(Self::Time),
            ColumnType::Timestamp => local(trimmed).map(Self::Moment),
            ColumnType::TimestampUtc => match trimmed.parse::<Timestamp>() {
                Ok(moment) => Some(Self::Moment(moment.as_microsecond())),
                Err(_without_zone) => local(trimmed).map(Self::Moment),
            },
            ColumnType::Binary => None,
        }
    }
}

fn days(text: &str) -> Option<i32> {
    let date: Date = text.parse().ok()?;
    let epoch = Date::constant(1970, 1, 1);
    date.since((jiff::Unit::Day, epoch))
        .ok()
        .map(|span| span.get_days())
}

fn nanoseconds(text: &str) -> Option<i64> {
    let time: Time = text.parse().ok()?;
    let seconds =
        i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second());
    Some(seconds * 1_000_000_000 + i64::from(time.subsec_nanosecond()))
}

/// Microseconds of a local date and time, counted as if it were UTC; a day alone means its midnight.
fn local(text: &str) -> Option<i64> {
    let moment: DateTime = match text.parse() {
        Ok(moment) => moment,
        Err(_date_only) => text.parse::<Date>().ok()?.to_datetime(Time::midnight()),
    };
    let utc = jiff::tz::TimeZone::UTC.to_timestamp(moment).ok()?;
    Some(utc.as_microsecond())
}

/// An exact decimal number as written, without zeros at its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    /// The number without its point.
    pub unscaled: i128,
    /// Digits, at least one and at most 38.
    pub digits: usize,
    /// Digits behind the point.
    pub scale: usize,
}

impl Decimal {
    /// Reads digits with at most one point, and a sign; no exponent.
    pub fn read(text: &str) -> Option<Self> {
        let (negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let fraction = fraction.trim_end_matches('0');
        let digits = format!("{}{fraction}", whole.trim_start_matches('0'));
        let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if (whole.is_empty() && fraction.is_empty() && !unsigned.contains('0'))
            || !plain(whole)
            || !plain(fraction)
            || digits.len() > MOST_DIGITS
        {
            return None;
        }
        let magnitude: i128 = if digits.is_empty() {
            0
        } else {
            digits.parse().ok()?
        };
        Some(Self {
            unscaled: if negative { -magnitude } else { magnitude },
            digits: digits.len().max(fraction.len()).max(1),
            scale: fraction.len(),
        })
    }

    /// The number without its point in a column of this precision and scale; none where it has more digits.
    pub fn within(self, precision: u8, scale: u8) -> Option<i128> {
        let more = usize::from(scale).checked_sub(self.scale)?;
        if self.digits + more > usize::from(precision) {
            return None;
        }
        self.unscaled.checked_mul(10_i128.checked_pow(more as u32)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_fits_a_column_that_has_as_many_digits() {
        let within = |text: &str| Decimal::read(text).unwrap().within(5, 2);
        assert_eq!(within("19.9"), Some(1990));
        assert_eq!(within("-0.050"), Some(-5));
        assert_eq!(within("3.555"), None);
        assert_eq!(within("1234"), None);
        assert_eq!(within("0"), Some(0));
    }

    #[test]
    fn only_standard_notation_is_read() {
        for text in ["", ".", "1,5", "1e5", "abc", "--1", "1.2.3"] {
            assert_eq!(Constant::read(text, ColumnType::Integer), None, "{text}");
        }
        assert_eq!(Constant::read("NaN", ColumnType::Float), None);
        assert_eq!(Constant::read("11.01.1970", ColumnType::Date), None);
        assert_eq!(
            Constant::read(" 1970-01-11 ", ColumnType::Date),
            Some(Constant::Day(10))
        );
        assert_eq!(
            Constant::read("1970-01-01T01:00:00+01:00", ColumnType::TimestampUtc),
            Some(Constant::Moment(0))
        );
    }
}
