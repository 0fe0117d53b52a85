//! The types of columns in the file: those that keep their meaning when the hub takes the file in.

use arrow::datatypes::{DataType, TimeUnit};
use std::collections::HashMap;

/// Digits a decimal number can have.
const DIGITS: i32 = 38;

/// The type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Yes or no.
    Boolean,
    /// Whole numbers of 64 bits.
    Integer,
    /// Decimal numbers, exact.
    Decimal {
        /// Digits, at most 38.
        precision: u8,
        /// Of these behind the comma.
        scale: u8,
    },
    /// Floating point.
    Double,
    /// Text, and all that has no other type.
    Text,
    /// Days.
    Date,
    /// Time of the day.
    Time,
    /// Points in time by the clock on the wall.
    Timestamp,
    /// Points in time, told in UTC.
    TimestampUtc,
    /// Bytes.
    Binary,
    /// Places and shapes, in the binary form of `PostGIS` (EWKB), which says the reference system.
    Geometry,
}

impl Kind {
    /// What it is in Arrow.
    pub(crate) fn data_type(self) -> DataType {
        match self {
            Self::Boolean => DataType::Boolean,
            Self::Integer => DataType::Int64,
            Self::Decimal { precision, scale } => DataType::Decimal128(precision, scale as i8),
            Self::Double => DataType::Float64,
            Self::Text => DataType::Utf8,
            Self::Date => DataType::Date32,
            Self::Time => DataType::Time64(TimeUnit::Microsecond),
            Self::Timestamp => DataType::Timestamp(TimeUnit::Microsecond, None),
            Self::TimestampUtc => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
            Self::Binary | Self::Geometry => DataType::Binary,
        }
    }

    /// What the field says besides: of geometries the extension type of `GeoArrow`.
    pub(crate) fn metadata(self) -> HashMap<String, String> {
        let says = [
            ("ARROW:extension:name", "geoarrow.wkb"),
            ("ARROW:extension:metadata", "{}"),
        ];
        let pair = |(name, text): (&str, &str)| (name.to_owned(), text.to_owned());
        match self {
            Self::Geometry => says.map(pair).into(),
            _ => HashMap::new(),
        }
    }

    /// What holds the values of a column some of which do not fit.
    pub(crate) const fn wider(self) -> Self {
        match self {
            Self::Boolean => Self::Integer,
            _ => Self::Text,
        }
    }
}

/// Decimal numbers of so many digits, so many of them behind the comma; text if that are too many. PostgreSQL allows
/// a negative scale and one beyond the digits.
pub(crate) fn decimal(precision: i32, scale: i32) -> Kind {
    let precision = precision.max(scale) - scale.min(0);
    match (u8::try_from(precision), u8::try_from(scale.max(0))) {
        (Ok(precision), Ok(scale)) if (1..=DIGITS).contains(&i32::from(precision)) => {
            Kind::Decimal { precision, scale }
        }
        _ => Kind::Text,
    }
}

/// Decimal numbers of the most digits, if so many fit before and behind the comma; else text.
pub(crate) fn scaled(before: i32, behind: i32) -> Kind {
    if before.saturating_add(behind) > DIGITS {
        return Kind::Text;
    }
    decimal(DIGITS, behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_as_wide_as_the_database_says_or_text() {
        let kind = |precision, scale| Kind::Decimal { precision, scale };
        assert_eq!(decimal(10, 2), kind(10, 2));
        assert_eq!(decimal(38, 38), kind(38, 38));
        assert_eq!(decimal(2, 5), kind(5, 5));
        assert_eq!(decimal(2, -3), kind(5, 0));
        assert_eq!(decimal(39, 2), Kind::Text);
        assert_eq!(decimal(1000, 500), Kind::Text);
        assert_eq!(scaled(20, 18), kind(38, 18));
        assert_eq!(scaled(20, 19), Kind::Text);
        assert_eq!(scaled(0, 0), kind(38, 0));
    }
}
