//! Constants in standard notation as typed values: ISO dates, decimal point.

use datafusion::common::ScalarValue;
use hebewerk_guard::Literal;
use hebewerk_model::ColumnType;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};

/// Most digits a decimal can have.
const MAX_DIGITS: usize = 38;

/// The value a text stands for when compared with a column; none when the text stands for no such value.
///
/// Its type is the column's, or, where the text is more precise than the column (3.555 against cents), a wider
/// number to which the comparison casts the column.
pub(crate) fn compared(text: &str, column_type: ColumnType) -> Option<ScalarValue> {
    let trimmed = text.trim();
    match column_type {
        ColumnType::Text | ColumnType::Json => Some(ScalarValue::Utf8View(Some(text.to_owned()))),
        ColumnType::Integer => match trimmed.parse() {
            Ok(number) => Some(ScalarValue::Int64(Some(number))),
            Err(_not_whole) => Decimal::parse(trimmed).map(Decimal::own_type),
        },
        ColumnType::Decimal { precision, scale } => {
            let decimal = Decimal::parse(trimmed)?;
            Some(
                decimal
                    .of_type(precision, scale)
                    .unwrap_or_else(|| decimal.own_type()),
            )
        }
        ColumnType::Float => {
            let number: f64 = trimmed.parse().ok()?;
            number
                .is_finite()
                .then_some(ScalarValue::Float64(Some(number)))
        }
        ColumnType::Boolean => match trimmed {
            "true" => Some(ScalarValue::Boolean(Some(true))),
            "false" => Some(ScalarValue::Boolean(Some(false))),
            _ => None,
        },
        ColumnType::Date => date(trimmed).map(|days| ScalarValue::Date32(Some(days))),
        ColumnType::Time => time(trimmed).map(|nanos| ScalarValue::Time64Nanosecond(Some(nanos))),
        ColumnType::Timestamp => {
            local(trimmed).map(|micros| ScalarValue::TimestampMicrosecond(Some(micros), None))
        }
        ColumnType::TimestampUtc => {
            let micros = match trimmed.parse::<Timestamp>() {
                Ok(moment) => moment.as_microsecond(),
                Err(_without_zone) => local(trimmed)?,
            };
            Some(ScalarValue::TimestampMicrosecond(
                Some(micros),
                Some("UTC".into()),
            ))
        }
        ColumnType::Binary => None,
    }
}

/// The value of a policy's constant in exactly the column's type; none when there is none, and then nothing matches.
pub(crate) fn policy_value(literal: &Literal, column_type: ColumnType) -> Option<ScalarValue> {
    let value = match (literal, column_type) {
        (Literal::Boolean(truth), ColumnType::Boolean) => {
            return Some(ScalarValue::Boolean(Some(*truth)));
        }
        (Literal::Boolean(_), _) => return None,
        (Literal::Text(text), _) => compared(text, column_type)?,
        (Literal::Integer(number), _) => compared(&number.to_string(), column_type)?,
    };
    (value.data_type() == crate::guarded::engine_type(column_type)).then_some(value)
}

fn date(text: &str) -> Option<i32> {
    let date: Date = text.parse().ok()?;
    let epoch = Date::constant(1970, 1, 1);
    date.since((jiff::Unit::Day, epoch))
        .ok()
        .map(|span| span.get_days())
}

fn time(text: &str) -> Option<i64> {
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

/// An exact decimal number as written.
#[derive(Debug, Clone, Copy)]
struct Decimal {
    unscaled: i128,
    digits: usize,
    scale: usize,
}

impl Decimal {
    fn parse(text: &str) -> Option<Self> {
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
            || digits.len() > MAX_DIGITS
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

    fn own_type(self) -> ScalarValue {
        // Both are at most 38.
        ScalarValue::Decimal128(Some(self.unscaled), self.digits as u8, self.scale as i8)
    }

    fn of_type(self, precision: u8, scale: u8) -> Option<ScalarValue> {
        let more = usize::from(scale).checked_sub(self.scale)?;
        if self.digits + more > usize::from(precision) {
            return None;
        }
        let unscaled = self
            .unscaled
            .checked_mul(10_i128.checked_pow(more as u32)?)?;
        Some(ScalarValue::Decimal128(
            Some(unscaled),
            precision,
            i8::try_from(scale).ok()?,
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "the expected value is written where it is compared"
    )]
    fn check(text: &str, column_type: ColumnType, expected: Option<ScalarValue>) {
        assert_eq!(
            compared(text, column_type),
            expected,
            "{text:?} as {column_type}"
        );
    }

    #[test]
    fn numbers_keep_their_exact_value() {
        let cents = ColumnType::Decimal {
            precision: 9,
            scale: 2,
        };
        check(
            "19.9",
            cents,
            Some(ScalarValue::Decimal128(Some(1990), 9, 2)),
        );
        check(
            "-0.050",
            cents,
            Some(ScalarValue::Decimal128(Some(-5), 9, 2)),
        );
        check(
            "3.555",
            cents,
            Some(ScalarValue::Decimal128(Some(3555), 4, 3)),
        );
        check("0.001", cents, Some(ScalarValue::Decimal128(Some(1), 3, 3)));
        check(
            "123456789",
            cents,
            Some(ScalarValue::Decimal128(Some(123_456_789), 9, 0)),
        );
        check(
            "3.5",
            ColumnType::Integer,
            Some(ScalarValue::Decimal128(Some(35), 2, 1)),
        );
        check(
            "-7",
            ColumnType::Integer,
            Some(ScalarValue::Int64(Some(-7))),
        );
        check("0", cents, Some(ScalarValue::Decimal128(Some(0), 9, 2)));
        for text in ["", ".", "1,5", "1e5", "abc", "--1", "1.2.3"] {
            check(text, cents, None);
        }
        check("NaN", ColumnType::Float, None);
    }

    #[test]
    fn days_and_moments_are_iso() {
        check(
            "1970-01-11",
            ColumnType::Date,
            Some(ScalarValue::Date32(Some(10))),
        );
        check("11.01.1970", ColumnType::Date, None);
        let local = |micros| Some(ScalarValue::TimestampMicrosecond(Some(micros), None));
        check(
            "1970-01-01T00:00:01.5",
            ColumnType::Timestamp,
            local(1_500_000),
        );
        check("1970-01-02", ColumnType::Timestamp, local(86_400_000_000));
        let utc = |micros| {
            Some(ScalarValue::TimestampMicrosecond(
                Some(micros),
                Some("UTC".into()),
            ))
        };
        check(
            "1970-01-01T01:00:00+01:00",
            ColumnType::TimestampUtc,
            utc(0),
        );
        check(
            "1970-01-01T01:00:00Z",
            ColumnType::TimestampUtc,
            utc(3_600_000_000),
        );
        check(
            "00:00:02",
            ColumnType::Time,
            Some(ScalarValue::Time64Nanosecond(Some(2_000_000_000))),
        );
    }

    #[test]
    fn a_constant_of_a_policy_has_the_type_of_the_column_or_matches_nothing() {
        let cents = ColumnType::Decimal {
            precision: 9,
            scale: 2,
        };
        assert_eq!(
            policy_value(&Literal::Text("3.555".to_owned()), cents),
            None
        );
        assert_eq!(
            policy_value(&Literal::Text("x".to_owned()), ColumnType::Integer),
            None
        );
        assert_eq!(
            policy_value(&Literal::Boolean(true), ColumnType::Text),
            None
        );
        assert_eq!(
            policy_value(&Literal::Integer(5), ColumnType::Text),
            Some(ScalarValue::Utf8View(Some("5".to_owned())))
        );
    }
}
