//! From the types of MariaDB and MySQL to those of the file.

use super::value::fills_zeros;
use crate::database::{Kind, decimal};
use mysql_async::Column;
use mysql_async::consts::{ColumnFlags, ColumnType};

/// The character set of what is no text.
const BYTES: u16 = 63;
/// Unsigned numbers of 64 bits.
const UNSIGNED: Kind = Kind::Decimal {
    precision: 20,
    scale: 0,
};

/// What becomes of a column.
pub(super) fn kind(column: &Column) -> Kind {
    let is_unsigned = column.flags().contains(ColumnFlags::UNSIGNED_FLAG);
    match column.column_type() {
        ColumnType::MYSQL_TYPE_GEOMETRY => Kind::Geometry,
        // A year is filled up too, and is none the less a number.
        ColumnType::MYSQL_TYPE_TINY
        | ColumnType::MYSQL_TYPE_SHORT
        | ColumnType::MYSQL_TYPE_INT24
        | ColumnType::MYSQL_TYPE_LONG
        | ColumnType::MYSQL_TYPE_LONGLONG
            if fills_zeros(column) =>
        {
            Kind::Text
        }
        // What these databases call BOOLEAN.
        ColumnType::MYSQL_TYPE_TINY if column.column_length() == 1 => Kind::Boolean,
        ColumnType::MYSQL_TYPE_LONGLONG if is_unsigned => UNSIGNED,
        ColumnType::MYSQL_TYPE_TINY
        | ColumnType::MYSQL_TYPE_SHORT
        | ColumnType::MYSQL_TYPE_INT24
        | ColumnType::MYSQL_TYPE_LONG
        | ColumnType::MYSQL_TYPE_LONGLONG
        | ColumnType::MYSQL_TYPE_YEAR => Kind::Integer,
        ColumnType::MYSQL_TYPE_FLOAT | ColumnType::MYSQL_TYPE_DOUBLE => Kind::Double,
        ColumnType::MYSQL_TYPE_DECIMAL | ColumnType::MYSQL_TYPE_NEWDECIMAL => {
            let scale = i32::from(column.decimals());
            // The length counts comma and sign.
            let signs = i32::from(scale > 0) + i32::from(!is_unsigned);
            decimal(column.column_length() as i32 - signs, scale)
        }
        ColumnType::MYSQL_TYPE_BIT => match column.column_length() {
            1 => Kind::Boolean,
            ..64 => Kind::Integer,
            _ => UNSIGNED,
        },
        ColumnType::MYSQL_TYPE_DATE | ColumnType::MYSQL_TYPE_NEWDATE => Kind::Date,
        ColumnType::MYSQL_TYPE_TIME | ColumnType::MYSQL_TYPE_TIME2 => Kind::Time,
        ColumnType::MYSQL_TYPE_DATETIME | ColumnType::MYSQL_TYPE_DATETIME2 => Kind::Timestamp,
        ColumnType::MYSQL_TYPE_TIMESTAMP | ColumnType::MYSQL_TYPE_TIMESTAMP2 => Kind::TimestampUtc,
        ColumnType::MYSQL_TYPE_TINY_BLOB
        | ColumnType::MYSQL_TYPE_MEDIUM_BLOB
        | ColumnType::MYSQL_TYPE_LONG_BLOB
        | ColumnType::MYSQL_TYPE_BLOB
        | ColumnType::MYSQL_TYPE_STRING
        | ColumnType::MYSQL_TYPE_VAR_STRING
        | ColumnType::MYSQL_TYPE_VARCHAR
            if column.character_set() == BYTES =>
        {
            Kind::Binary
        }
        _ => Kind::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(data_type: ColumnType, length: u32) -> Column {
        Column::new(data_type).with_column_length(length)
    }

    #[test]
    fn types_keep_their_meaning() {
        use ColumnType as T;
        let check = |column: &Column, expect| assert_eq!(kind(column), expect, "{column:?}");
        check(&column(T::MYSQL_TYPE_TINY, 1), Kind::Boolean);
        check(&column(T::MYSQL_TYPE_TINY, 4), Kind::Integer);
        check(&column(T::MYSQL_TYPE_LONGLONG, 20), Kind::Integer);
        let unsigned = column(T::MYSQL_TYPE_LONGLONG, 20).with_flags(ColumnFlags::UNSIGNED_FLAG);
        check(&unsigned, UNSIGNED);
        check(&column(T::MYSQL_TYPE_YEAR, 4), Kind::Integer);
        check(&column(T::MYSQL_TYPE_BIT, 1), Kind::Boolean);
        check(&column(T::MYSQL_TYPE_BIT, 12), Kind::Integer);
        check(&column(T::MYSQL_TYPE_BIT, 64), UNSIGNED);
        check(&column(T::MYSQL_TYPE_DATETIME, 19), Kind::Timestamp);
        check(&column(T::MYSQL_TYPE_TIMESTAMP, 19), Kind::TimestampUtc);
        check(&column(T::MYSQL_TYPE_JSON, 100), Kind::Text);
        let bytes = column(T::MYSQL_TYPE_BLOB, 100).with_character_set(BYTES);
        check(&bytes, Kind::Binary);
        let text = column(T::MYSQL_TYPE_BLOB, 100).with_character_set(45);
        check(&text, Kind::Text);
    }

    #[test]
    fn decimals_are_as_wide_as_they_were_made() {
        let make = |length, scale, flags| {
            let column = column(ColumnType::MYSQL_TYPE_NEWDECIMAL, length);
            kind(&column.with_decimals(scale).with_flags(flags))
        };
        let expect = |precision, scale| Kind::Decimal { precision, scale };
        assert_eq!(make(12, 2, ColumnFlags::empty()), expect(10, 2));
        assert_eq!(make(11, 0, ColumnFlags::empty()), expect(10, 0));
        assert_eq!(make(11, 2, ColumnFlags::UNSIGNED_FLAG), expect(10, 2));
        assert_eq!(make(67, 30, ColumnFlags::empty()), Kind::Text);
    }
}
