//! From values of the client to those of the file.

use crate::database::{Cell, Kind, Misfit, days_since_1970, exact, text};
use mysql_async::consts::{ColumnFlags, ColumnType};
use mysql_async::{Column, Value};
use std::fmt::Write;

const SECOND: i64 = 1_000_000;
const DAY: i64 = 86_400 * SECOND;
/// Digits a number is shown with at most.
const MOST_ZEROS: usize = 255;
/// In a type of geometry: the reference system follows.
const WITH_REFERENCE: u32 = 0x2000_0000;

/// A value of a column that is to be of a kind. Dates that are in no calendar (0000-00-00) have no place.
pub(super) fn cell<'a>(value: &'a Value, column: &Column, kind: Kind) -> Result<Cell<'a>, Misfit> {
    if let (Value::Bytes(bytes), ColumnType::MYSQL_TYPE_BIT) = (value, column.column_type()) {
        return bits(bytes, kind);
    }
    Ok(match (kind, value) {
        (_, Value::NULL) => Cell::Null,
        (Kind::Boolean, Value::Int(0) | Value::UInt(0)) => Cell::Boolean(false),
        (Kind::Boolean, Value::Int(1) | Value::UInt(1)) => Cell::Boolean(true),
        (Kind::Integer, Value::Int(0) | Value::UInt(0)) if is_year(column) => Cell::Null,
        (Kind::Integer, Value::Int(number)) => Cell::Integer(*number),
        (Kind::Integer, Value::UInt(number)) => {
            Cell::Integer(i64::try_from(*number).map_err(|_large| Misfit)?)
        }
        (Kind::Decimal { .. }, Value::Int(number)) => Cell::Decimal((*number).into()),
        (Kind::Decimal { .. }, Value::UInt(number)) => Cell::Decimal((*number).into()),
        (Kind::Decimal { scale, .. }, Value::Bytes(digits)) => Cell::Decimal(exact(digits, scale)?),
        (Kind::Double, Value::Float(number)) => Cell::single(*number),
        (Kind::Double, Value::Double(number)) => Cell::Double(*number),
        (Kind::Date | Kind::Timestamp | Kind::TimestampUtc, Value::Date(..)) => date(value, kind),
        (Kind::Time, Value::Time(false, days, hours, minutes, seconds, micros)) => {
            let seconds = clock(*hours, *minutes, *seconds);
            Cell::Micros(i64::from(*days) * DAY + seconds + i64::from(*micros))
        }
        (Kind::Geometry, Value::Bytes(bytes)) => Cell::Geometry(geometry(bytes)?),
        (Kind::Binary, Value::Bytes(bytes)) => Cell::Binary(bytes),
        (Kind::Text, Value::Bytes(bytes)) => match column.column_type() {
            ColumnType::MYSQL_TYPE_GEOMETRY => Cell::Text(hexadecimal(bytes).into()),
            _ => Cell::Text(text(bytes)),
        },
        (Kind::Text, value) => {
            let text = written(value).ok_or(Misfit)?;
            Cell::Text(filled(text, column).into())
        }
        _ => return Err(Misfit),
    })
}

/// Whether the database shows zeros in front of the numbers of a column: then they are keys.
pub(super) fn fills_zeros(column: &Column) -> bool {
    column.flags().contains(ColumnFlags::ZEROFILL_FLAG) && column.decimals() == 0
}

/// A number with the zeros the database shows in front of it.
fn filled(text: String, column: &Column) -> String {
    if fills_zeros(column) {
        let width = usize::try_from(column.column_length())
            .unwrap_or(0)
            .min(MOST_ZEROS);
        return format!("{text:0>width$}");
    }
    text
}

fn is_year(column: &Column) -> bool {
    column.column_type() == ColumnType::MYSQL_TYPE_YEAR
}

fn bits(bytes: &[u8], kind: Kind) -> Result<Cell<'static>, Misfit> {
    if bytes.len() > 8 {
        return Err(Misfit);
    }
    let number = bytes
        .iter()
        .fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
    Ok(match kind {
        Kind::Boolean => Cell::Boolean(number != 0),
        Kind::Integer => Cell::Integer(number as i64),
        Kind::Decimal { .. } => Cell::Decimal(number.into()),
        _ => Cell::Text(number.to_string().into()),
    })
}

fn date(value: &Value, kind: Kind) -> Cell<'static> {
    let Value::Date(year, month, day, hours, minutes, seconds, micros) = *value else {
        return Cell::Null;
    };
    let Some(days) = days_since_1970(year as i16, month as i8, day as i8) else {
        return Cell::Beyond;
    };
    if kind == Kind::Date {
        return Cell::Date(days);
    }
    let time = clock(hours, minutes, seconds) + i64::from(micros);
    Cell::Micros(i64::from(days) * DAY + time)
}

fn clock(hours: u8, minutes: u8, seconds: u8) -> i64 {
    let minutes = i64::from(hours) * 60 + i64::from(minutes);
    (minutes * 60 + i64::from(seconds)) * SECOND
}

/// Well-known binary with its reference system, as `PostGIS` writes it.
fn geometry(bytes: &[u8]) -> Result<Vec<u8>, Misfit> {
    let (reference, binary) = bytes.split_first_chunk::<4>().ok_or(Misfit)?;
    let reference = u32::from_le_bytes(*reference);
    let ([1], rest) = binary.split_first_chunk::<1>().ok_or(Misfit)? else {
        return Err(Misfit);
    };
    let (shape, rest) = rest.split_first_chunk::<4>().ok_or(Misfit)?;
    let shape = u32::from_le_bytes(*shape);
    let mut all = Vec::with_capacity(bytes.len() + 5);
    all.push(1);
    if reference == 0 {
        all.extend(shape.to_le_bytes());
    } else {
        all.extend((shape | WITH_REFERENCE).to_le_bytes());
        all.extend(reference.to_le_bytes());
    }
    all.extend_from_slice(rest);
    Ok(all)
}

/// In hexadecimal.
fn hexadecimal(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a String cannot fail.
        let _written = write!(text, "{byte:02X}");
    }
    text
}

/// A value in a column of text, as the database would write it.
fn written(value: &Value) -> Option<String> {
    Some(match *value {
        Value::Int(number) => number.to_string(),
        Value::UInt(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Double(number) => number.to_string(),
        Value::Date(year, month, day, hours, minutes, seconds, micros) => {
            let day = format!("{year:04}-{month:02}-{day:02}");
            match (hours, minutes, seconds, micros) {
                (0, 0, 0, 0) => day,
                _ => format!("{day} {}", time(u32::from(hours), minutes, seconds, micros)),
            }
        }
        Value::Time(negative, days, hours, minutes, seconds, micros) => {
            let sign = if negative { "-" } else { "" };
            let hours = days * 24 + u32::from(hours);
            format!("{sign}{}", time(hours, minutes, seconds, micros))
        }
        Value::NULL | Value::Bytes(_) => return None,
    })
}

fn time(hours: u32, minutes: u8, seconds: u8, micros: u32) -> String {
    let whole = format!("{hours:02}:{minutes:02}:{seconds:02}");
    match micros {
        0 => whole,
        micros => format!("{whole}.{micros:06}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(data_type: ColumnType) -> Column {
        Column::new(data_type)
    }

    #[test]
    fn days_that_are_in_no_calendar_are_none() {
        let column = column(ColumnType::MYSQL_TYPE_DATE);
        let day = |year, month, day| {
            cell(
                &Value::Date(year, month, day, 0, 0, 0, 0),
                &column,
                Kind::Date,
            )
            .map(|cell| matches!(cell, Cell::Beyond))
        };
        assert_eq!(day(0, 0, 0), Ok(true));
        assert_eq!(day(2024, 0, 0), Ok(true));
        assert_eq!(day(1899, 12, 31), Ok(false));
    }

    #[test]
    fn durations_become_text_and_times_of_the_day_do_not() {
        let column = column(ColumnType::MYSQL_TYPE_TIME);
        let noon = Value::Time(false, 0, 12, 0, 0, 5);
        let noon = cell(&noon, &column, Kind::Time);
        assert_eq!(noon, Ok(Cell::Micros(12 * 3600 * SECOND + 5)));
        let long = Value::Time(true, 2, 3, 4, 5, 0);
        assert_eq!(cell(&long, &column, Kind::Time), Err(Misfit));
        assert_eq!(written(&long).unwrap(), "-51:04:05");
    }

    #[test]
    fn small_numbers_that_are_no_truth_values_do_not_fit() {
        let column = column(ColumnType::MYSQL_TYPE_TINY);
        let of = |number| cell(&Value::Int(number), &column, Kind::Boolean).is_ok();
        assert!(of(0) && of(1));
        assert!(!of(2) && !of(-1));
    }

    #[test]
    fn geometries_keep_their_reference_system() {
        let point = |reference: u32| {
            let mut bytes = reference.to_le_bytes().to_vec();
            bytes.extend([1, 1, 0, 0, 0]);
            bytes.extend([0; 16]);
            hexadecimal(&geometry(&bytes).unwrap())
        };
        assert_eq!(point(0), format!("0101000000{}", "00".repeat(16)));
        let referred = format!("0101000020E9640000{}", "00".repeat(16));
        assert_eq!(point(25_833), referred);
        assert_eq!(geometry(&[0; 6]), Err(Misfit));
    }
}
