//! From bytes of the server to values: times count from the year 2000.

use super::numeric;
use crate::database::{Cell, Kind, Misfit, text};
use std::borrow::Cow;
use std::error::Error;
use tokio_postgres::Row;
use tokio_postgres::types::{FromSql, Type};

/// Days from 1970 to 2000.
const DAYS: i32 = 10_957;
/// Microseconds from 1970 to 2000.
const MICROS: i64 = 946_684_800_000_000;

/// A value as it came.
struct Raw<'a> {
    data_type: Type,
    bytes: &'a [u8],
}

impl<'a> FromSql<'a> for Raw<'a> {
    fn from_sql(data_type: &Type, bytes: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self {
            data_type: data_type.clone(),
            bytes,
        })
    }

    fn accepts(_any: &Type) -> bool {
        true
    }
}

/// The value of a column that is to be of a kind.
pub(super) fn cell(row: &Row, index: usize, kind: Kind) -> Result<Cell<'_>, Misfit> {
    let raw: Option<Raw<'_>> = row.try_get(index).map_err(|_none| Misfit)?;
    raw.map_or(Ok(Cell::Null), |raw| read(&raw.data_type, raw.bytes, kind))
}

fn read<'a>(data_type: &Type, bytes: &'a [u8], kind: Kind) -> Result<Cell<'a>, Misfit> {
    Ok(match kind {
        Kind::Boolean => Cell::Boolean(bytes != [0]),
        Kind::Integer => Cell::Integer(match *data_type {
            Type::INT2 => i16::from_be_bytes(sized(bytes)?).into(),
            Type::INT4 => i32::from_be_bytes(sized(bytes)?).into(),
            Type::OID => u32::from_be_bytes(sized(bytes)?).into(),
            _ => i64::from_be_bytes(sized(bytes)?),
        }),
        Kind::Double if *data_type == Type::FLOAT4 => {
            Cell::single(f32::from_be_bytes(sized(bytes)?))
        }
        Kind::Double => Cell::Double(f64::from_be_bytes(sized(bytes)?)),
        Kind::Decimal { scale, .. } => {
            numeric::read(bytes, scale)?.map_or(Cell::Beyond, Cell::Decimal)
        }
        // Blanks at the end of char(n) are not part of the value.
        Kind::Text if *data_type == Type::BPCHAR => Cell::Text(match text(bytes) {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim_end_matches(' ')),
            Cow::Owned(text) => Cow::Owned(text.trim_end_matches(' ').to_owned()),
        }),
        Kind::Text => Cell::Text(text(bytes)),
        // The ends of time ("infinity") have no place in a calendar.
        Kind::Date => match i32::from_be_bytes(sized(bytes)?) {
            i32::MIN | i32::MAX => Cell::Beyond,
            days => Cell::day(days.checked_add(DAYS)),
        },
        Kind::Timestamp | Kind::TimestampUtc => match i64::from_be_bytes(sized(bytes)?) {
            i64::MIN | i64::MAX => Cell::Beyond,
            micros => Cell::moment(micros.checked_add(MICROS)),
        },
        Kind::Time => Cell::Micros(i64::from_be_bytes(sized(bytes)?)),
        Kind::Binary | Kind::Geometry => Cell::Binary(bytes),
    })
}

fn sized<const N: usize>(bytes: &[u8]) -> Result<[u8; N], Misfit> {
    bytes.try_into().map_err(|_length| Misfit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_count_from_1970() {
        let day =
            |days: i32| read(&Type::DATE, &days.to_be_bytes(), Kind::Date).map(|cell| owned(&cell));
        assert_eq!(day(0), Ok(Cell::Date(DAYS)));
        assert_eq!(day(-36_525), Ok(Cell::Date(-25_568)));
        assert_eq!(day(i32::MAX), Ok(Cell::Beyond));
        let at = |micros: i64| {
            let bytes = micros.to_be_bytes();
            read(&Type::TIMESTAMPTZ, &bytes, Kind::TimestampUtc).map(|cell| owned(&cell))
        };
        assert_eq!(at(-MICROS), Ok(Cell::Micros(0)));
        assert_eq!(at(i64::MIN), Ok(Cell::Beyond));
    }

    #[test]
    fn blanks_behind_fixed_text_are_no_text() {
        let cell = read(&Type::BPCHAR, b"AB  ", Kind::Text);
        assert_eq!(cell, Ok(Cell::Text("AB".into())));
        let cell = read(&Type::TEXT, b"AB  ", Kind::Text);
        assert_eq!(cell, Ok(Cell::Text("AB  ".into())));
    }

    #[test]
    fn values_of_a_wrong_length_are_no_values() {
        assert_eq!(read(&Type::INT4, &[0; 3], Kind::Integer), Err(Misfit));
    }

    fn owned(cell: &Cell<'_>) -> Cell<'static> {
        match *cell {
            Cell::Date(days) => Cell::Date(days),
            Cell::Micros(micros) => Cell::Micros(micros),
            Cell::Beyond => Cell::Beyond,
            _ => Cell::Null,
        }
    }
}
