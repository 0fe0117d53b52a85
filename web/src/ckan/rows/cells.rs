//! From values of JSON to columns, as PostgreSQL reads them under CKAN: nothing is rounded, cut or guessed.

use arrow::array::{
    ArrayRef, BooleanArray, Date32Array, Decimal128Array, Float64Array, Int64Array, StringArray,
    Time64MicrosecondArray, TimestampMicrosecondArray, new_null_array,
};
use arrow::datatypes::DataType;
use hebewerk_hub::ports::data_type;
use hebewerk_model::ColumnType;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, civil};
use serde_json::Value;
use std::sync::Arc;

/// Digits a decimal can have.
const MOST_DIGITS: u8 = 38;
const DAY_SECONDS: i64 = 86_400;

/// The values of a column; the place of the first that is none of its type, if there is one. An empty text is no value
/// where the column holds no texts, as in CKAN.
pub(super) fn array(column_type: ColumnType, values: &[Option<&Value>]) -> Result<ArrayRef, usize> {
    Ok(match column_type {
        ColumnType::Text => {
            Arc::new(read(values, |value| Some(text(value)))?.collect::<StringArray>())
        }
        ColumnType::Json => {
            Arc::new(read(values, |value| Some(json(value)))?.collect::<StringArray>())
        }
        ColumnType::Integer => Arc::new(read(values, integer)?.collect::<Int64Array>()),
        ColumnType::Float => Arc::new(read(values, float)?.collect::<Float64Array>()),
        ColumnType::Boolean => Arc::new(read(values, truth)?.collect::<BooleanArray>()),
        ColumnType::Date => Arc::new(read(values, day)?.collect::<Date32Array>()),
        ColumnType::Time => Arc::new(read(values, time)?.collect::<Time64MicrosecondArray>()),
        ColumnType::Timestamp => {
            Arc::new(read(values, moment)?.collect::<TimestampMicrosecondArray>())
        }
        ColumnType::TimestampUtc => {
            let moments = read(values, instant)?.collect::<TimestampMicrosecondArray>();
            Arc::new(moments.with_timezone("UTC"))
        }
        ColumnType::Decimal { precision, scale } => {
            let digits = read(values, |value| Figure::of(value)?.at(precision, scale))?;
            let array = digits.collect::<Decimal128Array>();
            let array = array.with_data_type(data_type(column_type));
            Arc::new(array)
        }
        ColumnType::Binary => {
            if let Some(place) = values.iter().position(|value| is_some(*value)) {
                return Err(place);
            }
            new_null_array(&DataType::Binary, values.len())
        }
    })
}

/// The decimal type that holds what the column holds and these values too; other types stay. The place of the first value
/// that fits into none, if there is one.
pub(super) fn widened(
    column_type: ColumnType,
    values: &[Option<&Value>],
) -> Result<ColumnType, usize> {
    let ColumnType::Decimal { precision, scale } = column_type else {
        return Ok(column_type);
    };
    let (mut whole, mut behind) = (0, scale);
    let mut figures = Vec::with_capacity(values.len());
    for (place, value) in values.iter().enumerate() {
        let Some(value) = value.filter(|value| is_some(Some(value)) && !is_blank(value)) else {
            continue;
        };
        let figure = Figure::of(value).ok_or(place)?;
        whole = whole.max(figure.whole());
        behind = behind.max(figure.behind());
        figures.push((place, figure.whole()));
    }
    if behind == scale && whole <= precision.saturating_sub(scale) {
        return Ok(column_type);
    }
    let room = MOST_DIGITS.saturating_sub(behind);
    if behind > MOST_DIGITS || whole > room {
        let too_long = figures.iter().find(|(_place, whole)| *whole > room);
        return Err(too_long.map_or(0, |(place, _whole)| *place));
    }
    // Whether what is there already keeps all its digits is seen when it is cast.
    Ok(ColumnType::Decimal {
        precision: MOST_DIGITS,
        scale: behind,
    })
}

fn is_some(value: Option<&Value>) -> bool {
    value.is_some_and(|value| !value.is_null())
}

fn is_blank(value: &Value) -> bool {
    value.as_str().is_some_and(str::is_empty)
}

/// Every value by itself; none is none.
fn read<T>(
    values: &[Option<&Value>],
    read: impl Fn(&Value) -> Option<T>,
) -> Result<std::vec::IntoIter<Option<T>>, usize>
where
    T: Keep,
{
    let mut kept = Vec::with_capacity(values.len());
    for (place, value) in values.iter().enumerate() {
        let value = value.filter(|value| is_some(Some(value)) && (T::BLANK || !is_blank(value)));
        kept.push(match value {
            None => None,
            Some(value) => Some(read(value).ok_or(place)?),
        });
    }
    Ok(kept.into_iter())
}

/// Whether an empty text is a value.
trait Keep {
    const BLANK: bool = false;
}
impl Keep for String {
    const BLANK: bool = true;
}
impl Keep for i64 {}
impl Keep for i32 {}
impl Keep for i128 {}
impl Keep for f64 {}
impl Keep for bool {}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A text that is JSON already stays; any other is a value of JSON itself.
fn json(value: &Value) -> String {
    match value {
        Value::String(text) if serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok() => {
            text.clone()
        }
        other => other.to_string(),
    }
}

fn integer(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64().or_else(|| {
            // 5.0 is 5; 5.5 is no whole number.
            let figure = Figure::of(value)?.at(MOST_DIGITS, 0)?;
            i64::try_from(figure).ok()
        }),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

fn float(value: &Value) -> Option<f64> {
    let number = match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    number.filter(|number| number.is_finite())
}

fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(truth) => Some(*truth),
        Value::Number(number) => match number.as_i64() {
            Some(0) => Some(false),
            Some(1) => Some(true),
            _ => None,
        },
        Value::String(text) => match text.trim().to_ascii_lowercase().as_str() {
            "true" | "t" | "yes" | "y" | "on" | "1" => Some(true),
            "false" | "f" | "no" | "n" | "off" | "0" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

fn day(value: &Value) -> Option<i32> {
    let text = value.as_str()?.trim();
    let date: Date = text.parse().ok()?;
    let midnight = micros(date.to_datetime(Time::midnight()))?;
    i32::try_from(midnight.div_euclid(DAY_SECONDS * 1_000_000)).ok()
}

fn time(value: &Value) -> Option<i64> {
    let time: civil::Time = value.as_str()?.trim().parse().ok()?;
    let seconds = (i64::from(time.hour()) * 60 + i64::from(time.minute())) * 60;
    let seconds = seconds + i64::from(time.second());
    Some(seconds * 1_000_000 + i64::from(time.subsec_nanosecond() / 1_000))
}

/// A moment without a zone; one that is said with it is, as in PostgreSQL, passed over.
fn moment(value: &Value) -> Option<i64> {
    let text = value.as_str()?.trim().trim_end_matches(['Z', 'z']);
    micros(text.parse::<DateTime>().ok()?)
}

/// A point in time; without a zone in UTC.
fn instant(value: &Value) -> Option<i64> {
    let text = value.as_str()?.trim();
    match text.parse::<Timestamp>() {
        Ok(instant) => Some(instant.as_microsecond()),
        Err(_no_zone) => micros(text.parse::<DateTime>().ok()?),
    }
}

fn micros(moment: DateTime) -> Option<i64> {
    let zoned = moment.to_zoned(TimeZone::UTC).ok()?;
    Some(zoned.timestamp().as_microsecond())
}

/// A number as its digits.
struct Figure {
    is_negative: bool,
    before: String,
    behind: String,
}

impl Figure {
    /// A number without exponent, or its text.
    fn of(value: &Value) -> Option<Self> {
        let text = match value {
            // A number that floats is written without exponent, and without a nought it does not need.
            Value::Number(number) if number.is_f64() => number.as_f64()?.to_string(),
            Value::Number(number) => number.to_string(),
            Value::String(text) => text.trim().to_owned(),
            _ => return None,
        };
        let digits = text.strip_prefix(['-', '+']).unwrap_or(&text);
        let (before, behind) = digits.split_once('.').unwrap_or((digits, ""));
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if before.is_empty() && behind.is_empty() || !is_number(before) || !is_number(behind) {
            return None;
        }
        Some(Self {
            is_negative: text.starts_with('-'),
            before: before.trim_start_matches('0').to_owned(),
            behind: behind.to_owned(),
        })
    }

    fn whole(&self) -> u8 {
        u8::try_from(self.before.len()).unwrap_or(u8::MAX)
    }

    fn behind(&self) -> u8 {
        u8::try_from(self.behind.trim_end_matches('0').len()).unwrap_or(u8::MAX)
    }

    /// The number in units of its last digit; none if digits would be lost.
    fn at(&self, precision: u8, scale: u8) -> Option<i128> {
        let kept = self.behind.trim_end_matches('0');
        let missing = usize::from(scale).checked_sub(kept.len())?;
        let digits = format!("{}{kept}{}", self.before, "0".repeat(missing));
        let digits = digits.trim_start_matches('0');
        if digits.len() > usize::from(precision) {
            return None;
        }
        let number: i128 = if digits.is_empty() {
            0
        } else {
            digits.parse().ok()?
        };
        Some(if self.is_negative { -number } else { number })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow::util::display::array_value_to_string;
    use serde_json::json;

    #[track_caller]
    fn check(column_type: ColumnType, value: &Value, expected: Option<&str>) {
        let array = array(column_type, &[Some(value)]);
        let shown = array
            .ok()
            .map(|array| array_value_to_string(&array, 0).unwrap());
        assert_eq!(shown.as_deref(), expected, "{column_type} {value}");
    }

    #[test]
    fn values_become_those_of_their_column_or_are_refused() {
        use ColumnType as T;
        let money = T::Decimal {
            precision: 6,
            scale: 2,
        };
        for (column_type, value, expected) in [
            (T::Text, json!("007"), Some("007")),
            (T::Text, json!(7), Some("7")),
            (T::Text, json!(""), Some("")),
            (T::Integer, json!(""), Some("")),
            (T::Integer, json!("12"), Some("12")),
            (T::Integer, json!(5.0), Some("5")),
            (T::Integer, json!(5.5), None),
            (T::Integer, json!("viel"), None),
            (T::Integer, json!(true), None),
            (money, json!("-1.5"), Some("-1.50")),
            (money, json!(0.05), Some("0.05")),
            (money, json!("1.005"), None),
            (money, json!("12345.00"), None),
            (money, json!("1e2"), None),
            (T::Float, json!("0.5"), Some("0.5")),
            (T::Float, json!("NaN"), None),
            (T::Boolean, json!("t"), Some("true")),
            (T::Boolean, json!(2), None),
            (T::Date, json!("1969-12-31"), Some("1969-12-31")),
            (T::Date, json!("2024-06-19T10:00:00"), Some("2024-06-19")),
            (T::Date, json!("19.06.2024"), None),
            (T::Time, json!("06:30"), Some("06:30:00")),
            (
                T::Timestamp,
                json!("2024-06-19"),
                Some("2024-06-19T00:00:00"),
            ),
            (
                T::Timestamp,
                json!("2024-06-19 10:00:00Z"),
                Some("2024-06-19T10:00:00"),
            ),
            (
                T::TimestampUtc,
                json!("2024-06-19T10:00:00+02:00"),
                Some("2024-06-19T08:00:00Z"),
            ),
            (
                T::TimestampUtc,
                json!("2024-06-19T10:00:00"),
                Some("2024-06-19T10:00:00Z"),
            ),
            (T::Json, json!([1, "a"]), Some("[1,\"a\"]")),
            (T::Json, json!("{\"a\":1}"), Some("{\"a\":1}")),
            (T::Json, json!("frei"), Some("\"frei\"")),
            (T::Binary, json!("x"), None),
            (T::Binary, Value::Null, Some("")),
        ] {
            check(column_type, &value, expected);
        }
    }

    #[test]
    fn decimals_grow_where_a_value_has_more_digits_and_never_lose_any() {
        let decimal = |precision, scale| ColumnType::Decimal { precision, scale };
        let grown = |column_type, values: &[Value]| {
            let values: Vec<Option<&Value>> = values.iter().map(Some).collect();
            widened(column_type, &values)
        };
        assert_eq!(
            grown(decimal(6, 2), &[json!("1.50"), json!("")]),
            Ok(decimal(6, 2))
        );
        assert_eq!(grown(decimal(6, 2), &[json!("1.505")]), Ok(decimal(38, 3)));
        assert_eq!(grown(decimal(6, 2), &[json!(12345)]), Ok(decimal(38, 2)));
        assert_eq!(grown(decimal(6, 2), &[json!(1), json!("zwei")]), Err(1));
        let long = "1".repeat(37);
        assert_eq!(grown(decimal(38, 2), &[json!(long)]), Err(0));
        assert_eq!(grown(decimal(38, 0), &[json!(0.5)]), Ok(decimal(38, 1)));
        assert_eq!(grown(ColumnType::Text, &[json!("x")]), Ok(ColumnType::Text));
    }
}
