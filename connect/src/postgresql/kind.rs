//! From the types of PostgreSQL to those of the file.

use crate::database::{Kind, decimal};
use tokio_postgres::types::Type;

/// What becomes of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    /// Its values are read as they are.
    Own(Kind),
    /// Decimal numbers of any size: the data say how wide they are.
    AnyDecimal,
    /// Amounts that the server would write with the sign of a currency: as decimal numbers.
    Amount,
    /// Geometries of `PostGIS`, as bytes.
    Geometry,
    /// The server writes its values as text.
    Written,
}

/// What becomes of a column; `modifier` is what stands in brackets behind its type, -1 if nothing does.
pub(super) fn taken(data_type: &Type, modifier: i32) -> Taken {
    Taken::Own(match *data_type {
        Type::BOOL => Kind::Boolean,
        Type::INT2 | Type::INT4 | Type::INT8 | Type::OID => Kind::Integer,
        Type::FLOAT4 | Type::FLOAT8 => Kind::Double,
        Type::NUMERIC => match digits(modifier) {
            None => return Taken::AnyDecimal,
            Some((precision, scale)) => match decimal(precision, scale) {
                Kind::Text => return Taken::Written,
                kind => kind,
            },
        },
        Type::MONEY => return Taken::Amount,
        Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME => Kind::Text,
        Type::DATE => Kind::Date,
        Type::TIME => Kind::Time,
        Type::TIMESTAMP => Kind::Timestamp,
        Type::TIMESTAMPTZ => Kind::TimestampUtc,
        Type::BYTEA => Kind::Binary,
        _ if matches!(data_type.name(), "geometry" | "geography") => return Taken::Geometry,
        _ => return Taken::Written,
    })
}

/// Digits of `numeric(p, s)`: 16 bits for all, 11 bits with a sign for those behind the comma, 4 added to both.
fn digits(modifier: i32) -> Option<(i32, i32)> {
    let packed = modifier.checked_sub(4).filter(|packed| *packed >= 0)?;
    Some(((packed >> 16) & 0xffff, ((packed & 0x7ff) ^ 1024) - 1024))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numeric(precision: i32, scale: i32) -> Taken {
        taken(&Type::NUMERIC, ((precision << 16) | (scale & 0x7ff)) + 4)
    }

    #[test]
    fn types_keep_their_meaning() {
        let check = |data_type, expect| assert_eq!(taken(&data_type, -1), Taken::Own(expect));
        check(Type::BOOL, Kind::Boolean);
        check(Type::INT2, Kind::Integer);
        check(Type::INT8, Kind::Integer);
        check(Type::FLOAT4, Kind::Double);
        check(Type::VARCHAR, Kind::Text);
        check(Type::DATE, Kind::Date);
        check(Type::TIME, Kind::Time);
        check(Type::TIMESTAMP, Kind::Timestamp);
        check(Type::TIMESTAMPTZ, Kind::TimestampUtc);
        check(Type::BYTEA, Kind::Binary);
    }

    #[test]
    fn what_has_no_type_in_the_file_is_written_as_text() {
        for data_type in [
            Type::UUID,
            Type::JSON,
            Type::JSONB,
            Type::INET,
            Type::INT4_ARRAY,
            Type::INTERVAL,
            Type::TIMETZ,
            Type::XML,
            Type::BIT,
        ] {
            assert_eq!(taken(&data_type, -1), Taken::Written, "{data_type}");
        }
    }

    #[test]
    fn decimals_are_as_wide_as_they_were_made() {
        let kind = |precision, scale| Taken::Own(Kind::Decimal { precision, scale });
        assert_eq!(numeric(10, 2), kind(10, 2));
        assert_eq!(numeric(38, 0), kind(38, 0));
        assert_eq!(numeric(3, -2), kind(5, 0));
        assert_eq!(numeric(2, 4), kind(4, 4));
        assert_eq!(numeric(39, 0), Taken::Written);
        assert_eq!(taken(&Type::NUMERIC, -1), Taken::AnyDecimal);
        assert_eq!(taken(&Type::MONEY, -1), Taken::Amount);
    }
}
