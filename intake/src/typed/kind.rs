//! From the types of a Parquet file to ours.

use super::mixed::{Common, is_uuid};
use arrow::datatypes::{DataType, Field, TimeUnit};
use hebewerk_model::ColumnType;

/// Digits of the largest unsigned 64-bit number.
const UNSIGNED_DIGITS: u8 = 20;
/// Digits a 128-bit decimal can hold.
const MAX_DIGITS: u8 = 38;

/// How a column of the file is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// Cast to the array type of the column type.
    Cast(ColumnType),
    /// Nested: written as JSON text.
    Nested,
    /// Identifiers kept as bytes: written as people write them.
    Uuid,
    /// Values of several types: by their text.
    Mixed(Common),
}

impl Kind {
    /// How values of this field are read.
    pub(super) fn of_field(field: &Field) -> Self {
        match field.data_type() {
            DataType::Union(fields, _) => match Common::of(fields) {
                Common::Nested => Self::Nested,
                common => Self::Mixed(common),
            },
            _ if is_uuid(field) => Self::Uuid,
            other => Self::of(other),
        }
    }

    /// How values of this type are read.
    fn of(data_type: &DataType) -> Self {
        use DataType as T;
        Self::Cast(match data_type {
            T::Boolean => ColumnType::Boolean,
            T::Int8 | T::Int16 | T::Int32 | T::Int64 | T::UInt8 | T::UInt16 | T::UInt32 => {
                ColumnType::Integer
            }
            T::UInt64 => ColumnType::Decimal {
                precision: UNSIGNED_DIGITS,
                scale: 0,
            },
            T::Float16 | T::Float32 | T::Float64 => ColumnType::Float,
            T::Decimal32(precision, scale)
            | T::Decimal64(precision, scale)
            | T::Decimal128(precision, scale) => decimal(*precision, *scale),
            T::Date32 | T::Date64 => ColumnType::Date,
            T::Time32(_) | T::Time64(_) => ColumnType::Time,
            T::Timestamp(_, None) => ColumnType::Timestamp,
            T::Timestamp(_, Some(_)) => ColumnType::TimestampUtc,
            T::Binary | T::LargeBinary | T::BinaryView | T::FixedSizeBinary(_) => {
                ColumnType::Binary
            }
            T::Dictionary(_, values) => return Self::of(values),
            T::RunEndEncoded(_, values) => return Self::of_field(values),
            T::List(_)
            | T::LargeList(_)
            | T::FixedSizeList(..)
            | T::ListView(_)
            | T::LargeListView(_) => {
                return Self::Nested;
            }
            T::Struct(_) | T::Map(..) | T::Union(..) => return Self::Nested,
            _ => ColumnType::Text,
        })
    }

    /// The type of our column.
    pub(super) fn column_type(&self) -> ColumnType {
        match self {
            Self::Cast(column_type) => *column_type,
            Self::Nested => ColumnType::Json,
            Self::Mixed(Common::Integer) => ColumnType::Integer,
            Self::Mixed(Common::Float) => ColumnType::Float,
            Self::Uuid | Self::Mixed(Common::Text | Common::Nested) => ColumnType::Text,
        }
    }
}

fn decimal(precision: u8, scale: i8) -> ColumnType {
    match u8::try_from(scale) {
        Ok(scale) if scale <= precision => ColumnType::Decimal { precision, scale },
        Ok(scale) => ColumnType::Decimal {
            precision: scale,
            scale,
        },
        // 12E3 with two digits has five.
        Err(_) => ColumnType::Decimal {
            precision: precision
                .saturating_add(scale.unsigned_abs())
                .min(MAX_DIGITS),
            scale: 0,
        },
    }
}

/// The array type of a column type, as [`hebewerk_hub::ports::FileReader::read`] promises it.
pub(super) fn array_type(column_type: ColumnType) -> DataType {
    match column_type {
        ColumnType::Text | ColumnType::Json => DataType::Utf8,
        ColumnType::Integer => DataType::Int64,
        ColumnType::Decimal { precision, scale } => DataType::Decimal128(precision, scale as i8),
        ColumnType::Float => DataType::Float64,
        ColumnType::Boolean => DataType::Boolean,
        ColumnType::Date => DataType::Date32,
        ColumnType::Time => DataType::Time64(TimeUnit::Microsecond),
        ColumnType::Timestamp => DataType::Timestamp(TimeUnit::Microsecond, None),
        ColumnType::TimestampUtc => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
        ColumnType::Binary => DataType::Binary,
    }
}
