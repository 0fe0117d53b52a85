//! How the databases of maps keep a column: typed where their type holds every value, text elsewhere.

use super::text::Class;
use arrow::datatypes::DataType;

/// How a column is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Integer,
    Double,
    Boolean,
    Date,
    /// A point in time, in UTC.
    Moment,
    Text,
}

impl Kind {
    pub(super) fn of(data_type: &DataType) -> Self {
        match Class::of(data_type) {
            Class::Exact if *data_type == DataType::UInt64 => Self::Text,
            Class::Exact if data_type.is_integer() => Self::Integer,
            Class::Exact => match data_type {
                // A double holds fifteen digits for certain.
                DataType::Decimal32(digits, _)
                | DataType::Decimal64(digits, _)
                | DataType::Decimal128(digits, _)
                | DataType::Decimal256(digits, _)
                    if *digits > 15 =>
                {
                    Self::Text
                }
                _ => Self::Double,
            },
            Class::Float => Self::Double,
            Class::Boolean => Self::Boolean,
            Class::Date => Self::Date,
            Class::TimestampUtc => Self::Moment,
            _ => Self::Text,
        }
    }
}
