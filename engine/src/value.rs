//! Constants in standard notation as typed values: ISO dates, decimal point.

use datafusion::common::ScalarValue;
use hebewerk_guard::Literal;
use hebewerk_model::{ColumnType, Constant, Decimal};

/// The value a text stands for when compared with a column; none when the text stands for no such value.
///
/// Its type is the column's, or, where the text is more precise than the column (3.555 against cents), a wider
/// number to which the comparison casts the column.
pub(crate) fn compared(text: &str, column_type: ColumnType) -> Option<ScalarValue> {
    Some(match Constant::read(text, column_type)? {
        Constant::Text(text) => ScalarValue::Utf8View(Some(text)),
        Constant::Integer(number) => ScalarValue::Int64(Some(number)),
        Constant::Decimal(decimal) => of_column(decimal, column_type),
        Constant::Float(number) => ScalarValue::Float64(Some(number)),
        Constant::Boolean(truth) => ScalarValue::Boolean(Some(truth)),
        Constant::Day(days) => ScalarValue::Date32(Some(days)),
        Constant::Time(nanoseconds) => ScalarValue::Time64Nanosecond(Some(nanoseconds)),
        Constant::Moment(microseconds) => {
            let zone = (column_type == ColumnType::TimestampUtc).then(|| "UTC".into());
            ScalarValue::TimestampMicrosecond(Some(microseconds), zone)
        }
    })
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

/// A decimal in the column's type, or in one of its own where it has more digits.
fn of_column(decimal: Decimal, column_type: ColumnType) -> ScalarValue {
    if let ColumnType::Decimal { precision, scale } = column_type
        && let Some(unscaled) = decimal.within(precision, scale)
        && let Ok(places) = i8::try_from(scale)
    {
        return ScalarValue::Decimal128(Some(unscaled), precision, places);
    }
    // Both are at most 38.
    ScalarValue::Decimal128(
        Some(decimal.unscaled),
        decimal.digits as u8,
        decimal.scale as i8,
    )
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
