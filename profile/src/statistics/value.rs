//! A value kept aside to be shown later.

use crate::calendar::{iso_date, iso_time, iso_timestamp};
use hebewerk_model::ColumnType;

/// A cell's value as its array stores it.
#[derive(Debug, Clone)]
pub(super) enum Value {
    /// Text, already shortened.
    Text(Box<str>),
    /// Whole numbers, mantissas, days, microseconds, truth values.
    Number(i128),
    /// Floating point.
    Float(f64),
}

impl Value {
    /// Standard notation: ISO dates, decimal point, `true` and `false`.
    pub(super) fn text(&self, column_type: ColumnType) -> String {
        match (self, column_type) {
            (Self::Text(text), _) => text.to_string(),
            (Self::Float(value), _) => value.to_string(),
            (Self::Number(value), ColumnType::Boolean) => (*value != 0).to_string(),
            (Self::Number(value), ColumnType::Date) => iso_date(*value as i32),
            (Self::Number(value), ColumnType::Time) => iso_time(*value as i64),
            (Self::Number(value), ColumnType::Timestamp) => iso_timestamp(*value as i64),
            (Self::Number(value), ColumnType::TimestampUtc) => {
                format!("{}Z", iso_timestamp(*value as i64))
            }
            (Self::Number(value), ColumnType::Decimal { scale, .. }) => decimal_text(*value, scale),
            (Self::Number(value), _) => value.to_string(),
        }
    }
}

/// `-12.50` of mantissa -1250 and scale 2.
fn decimal_text(mantissa: i128, scale: u8) -> String {
    if scale == 0 {
        return mantissa.to_string();
    }
    let divisor = 10_u128.pow(u32::from(scale));
    let size = mantissa.unsigned_abs();
    let sign = if mantissa < 0 { "-" } else { "" };
    format!(
        "{sign}{}.{:0width$}",
        size / divisor,
        size % divisor,
        width = usize::from(scale)
    )
}
