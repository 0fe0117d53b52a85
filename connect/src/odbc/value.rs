//! From the types of ODBC to those of the file, and from buffers to values.
//!
//! Decimal numbers come as text and are read exactly: as a number of C they would lose digits, and drivers report less
//! of them than there are.

use crate::database::{Cell, Kind, Misfit, days_since_1970, decimal, exact};
use odbc_api::buffers::{AnyColumnBufferSlice, BufferDesc};
use odbc_api::sys::{Date, SqlDataType, Timestamp};
use odbc_api::{Bit, DataType};
use std::num::NonZeroUsize;

const SECOND: i64 = 1_000_000;
const DAY: i64 = 86_400 * SECOND;

/// Characters a value gets room for where nothing says how long it is, and at least.
const USUAL_CHARS: usize = 500;
/// Characters a value gets room for at first, whatever the type says.
const FIRST_CHARS: usize = 4_000;
/// Characters of numbers and times in words.
const SHORT_CHARS: usize = 64;

/// One column and how its values are fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Planned {
    pub(super) name: String,
    pub(super) kind: Kind,
    form: Form,
    /// Characters or bytes a value has room for.
    room: usize,
    /// Blanks at the end are not part of the value.
    is_padded: bool,
    /// Identifiers (UUID) are written in large letters by some drivers.
    is_identifier: bool,
}

/// What the driver turns values into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Bit,
    Integer,
    Single,
    Double,
    Date,
    Timestamp,
    Text,
    Binary,
}

impl Planned {
    /// What becomes of a column.
    pub(super) fn of(name: String, data_type: DataType, is_unsigned: bool) -> Self {
        let (kind, form) = match data_type {
            DataType::Bit => (Kind::Boolean, Form::Bit),
            DataType::BigInt if is_unsigned => (decimal(20, 0), Form::Text),
            DataType::TinyInt | DataType::SmallInt | DataType::Integer | DataType::BigInt => {
                (Kind::Integer, Form::Integer)
            }
            DataType::Real => (Kind::Double, Form::Single),
            // Some drivers count digits where others count bits.
            DataType::Float { .. } | DataType::Double => (Kind::Double, Form::Double),
            DataType::Numeric { precision, scale } | DataType::Decimal { precision, scale } => {
                let precision = i32::try_from(precision).unwrap_or(i32::MAX);
                (decimal(precision, scale.into()), Form::Text)
            }
            DataType::Date => (Kind::Date, Form::Date),
            DataType::Time { .. } => (Kind::Time, Form::Text),
            DataType::Timestamp { .. } => (Kind::Timestamp, Form::Timestamp),
            DataType::Binary { .. }
            | DataType::Varbinary { .. }
            | DataType::LongVarbinary { .. } => (Kind::Binary, Form::Binary),
            _ => (Kind::Text, Form::Text),
        };
        let room = match (kind, data_type) {
            (Kind::Text | Kind::Binary, data_type) => {
                let length = data_type
                    .column_size()
                    .map_or(USUAL_CHARS, NonZeroUsize::get);
                length.clamp(SHORT_CHARS, FIRST_CHARS)
            }
            _ => SHORT_CHARS,
        };
        let is_padded = matches!(data_type, DataType::Char { .. } | DataType::WChar { .. });
        Self {
            name,
            kind,
            form,
            room,
            is_padded,
            is_identifier: matches!(
                data_type,
                DataType::Other {
                    data_type: SqlDataType::EXT_GUID,
                    ..
                }
            ),
        }
    }

    /// Reads the column as something that holds more from now on.
    pub(super) fn widen(&mut self) {
        self.kind = self.kind.wider();
        if self.kind == Kind::Text {
            self.form = Form::Text;
            self.room = self.room.max(SHORT_CHARS);
        } else {
            self.form = Form::Integer;
        }
    }

    /// Gives values more room: as much as the driver says one needs, or eight times as much. `None` beyond `most` bytes.
    pub(super) fn grow(&mut self, bytes: Option<usize>, most: usize) -> Option<()> {
        let needed = bytes.unwrap_or(0).max(self.room * 8);
        self.room = needed;
        (self.bytes() <= most).then_some(())
    }

    /// Bytes of memory for one value.
    pub(super) fn bytes(&self) -> usize {
        self.buffer().bytes_per_row()
    }

    pub(super) fn buffer(&self) -> BufferDesc {
        let nullable = true;
        match self.form {
            Form::Bit => BufferDesc::Bit { nullable },
            Form::Integer => BufferDesc::I64 { nullable },
            Form::Single => BufferDesc::F32 { nullable },
            Form::Double => BufferDesc::F64 { nullable },
            Form::Date => BufferDesc::Date { nullable },
            Form::Timestamp => BufferDesc::Timestamp { nullable },
            Form::Text => BufferDesc::WText {
                max_str_len: self.room,
            },
            Form::Binary => BufferDesc::Binary {
                max_bytes: self.room,
            },
        }
    }

    /// The value of a row.
    pub(super) fn cell<'a>(
        &self,
        column: AnyColumnBufferSlice<'a>,
        row: usize,
    ) -> Result<Cell<'a>, Misfit> {
        let cell = match self.form {
            Form::Bit => taken::<Bit>(column, row)?.map(|bit| Cell::Boolean(bit.as_bool())),
            Form::Integer => taken::<i64>(column, row)?.map(|number| Cell::Integer(*number)),
            Form::Single => taken::<f32>(column, row)?.map(|number| Cell::single(*number)),
            Form::Double => taken::<f64>(column, row)?.map(|number| Cell::Double(*number)),
            Form::Date => taken::<Date>(column, row)?.copied().map(date),
            Form::Timestamp => taken::<Timestamp>(column, row)?.map(timestamp),
            Form::Binary => {
                let values = column.as_binary().ok_or(Misfit)?;
                values.get(row).map(Cell::Binary)
            }
            Form::Text => {
                let values = column.as_wide_text().ok_or(Misfit)?;
                match values.get(row) {
                    Some(units) => Some(self.written(&String::from_utf16_lossy(units))?),
                    None => None,
                }
            }
        };
        Ok(cell.unwrap_or(Cell::Null))
    }

    /// A value that came in words.
    fn written(&self, text: &str) -> Result<Cell<'static>, Misfit> {
        Ok(match self.kind {
            Kind::Decimal { scale, .. } => Cell::Decimal(exact(text.trim().as_bytes(), scale)?),
            Kind::Integer => Cell::Integer(text.trim().parse().map_err(|_other| Misfit)?),
            Kind::Time => Cell::Micros(time(text.trim())?),
            Kind::Text if self.is_padded => {
                Cell::Text(text.trim_end_matches(' ').to_owned().into())
            }
            Kind::Text if self.is_identifier => Cell::Text(text.to_lowercase().into()),
            Kind::Text => Cell::Text(text.to_owned().into()),
            _ => return Err(Misfit),
        })
    }
}

fn taken<T: odbc_api::Pod>(
    column: AnyColumnBufferSlice<'_>,
    row: usize,
) -> Result<Option<&T>, Misfit> {
    let values = column.as_nullable_slice::<T>().ok_or(Misfit)?;
    Ok(values.get(row))
}

/// Days that are in no calendar are none.
fn date(date: Date) -> Cell<'static> {
    days(date.year, date.month, date.day).map_or(Cell::Beyond, Cell::Date)
}

fn timestamp(at: &Timestamp) -> Cell<'static> {
    let Some(days) = days(at.year, at.month, at.day) else {
        return Cell::Beyond;
    };
    let minutes = i64::from(at.hour) * 60 + i64::from(at.minute);
    let seconds = minutes * 60 + i64::from(at.second);
    Cell::Micros(i64::from(days) * DAY + seconds * SECOND + i64::from(at.fraction / 1_000))
}

fn days(year: i16, month: u16, day: u16) -> Option<i32> {
    days_since_1970(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

/// `hours:minutes[:seconds[.parts]]` in microseconds since midnight.
fn time(text: &str) -> Result<i64, Misfit> {
    let mut parts = text.splitn(3, ':');
    let mut number = |most: i64| {
        let part = parts.next().unwrap_or("0");
        let (whole, parts) = part.split_once('.').unwrap_or((part, ""));
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let whole: i64 = whole.parse().map_err(|_no_number| Misfit)?;
        if !(0..=most).contains(&whole) || !is_number(parts) {
            return Err(Misfit);
        }
        let micros: String = parts.chars().chain("000000".chars()).take(6).collect();
        Ok((whole, micros.parse().map_err(|_no_number| Misfit)?))
    };
    let ((hours, _), (minutes, _), (seconds, micros)): (_, _, (i64, i64)) =
        (number(23)?, number(59)?, number(59)?);
    Ok(((hours * 60 + minutes) * 60 + seconds) * SECOND + micros)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_keep_their_meaning() {
        let kind = |data_type| Planned::of("x".to_owned(), data_type, false).kind;
        assert_eq!(kind(DataType::Bit), Kind::Boolean);
        assert_eq!(kind(DataType::Real), Kind::Double);
        assert_eq!(
            kind(DataType::Numeric {
                precision: 10,
                scale: 2
            }),
            decimal(10, 2)
        );
        assert_eq!(
            kind(DataType::Decimal {
                precision: 60,
                scale: 2
            }),
            Kind::Text
        );
        assert_eq!(kind(DataType::Timestamp { precision: 7 }), Kind::Timestamp);
        assert_eq!(kind(DataType::Unknown), Kind::Text);
        let unsigned = Planned::of("x".to_owned(), DataType::BigInt, true);
        assert_eq!(unsigned.kind, decimal(20, 0));
    }

    #[test]
    fn numbers_in_words_are_read_exactly_or_not_at_all() {
        let numeric = DataType::Numeric {
            precision: 5,
            scale: 2,
        };
        let mut column = Planned::of("x".to_owned(), numeric, false);
        assert_eq!(column.written("12.5"), Ok(Cell::Decimal(1250)));
        assert_eq!(column.written("12.505"), Err(Misfit));
        column.widen();
        assert_eq!(column.written("12.505"), Ok(Cell::Text("12.505".into())));
    }

    #[test]
    fn days_that_are_in_no_calendar_are_counted_as_such() {
        let day = |year, month, day| date(Date { year, month, day });
        assert_eq!(day(2024, 2, 29), Cell::Date(19_782));
        assert_eq!(day(0, 0, 0), Cell::Beyond);
        assert_eq!(day(2024, 2, 30), Cell::Beyond);
    }

    #[test]
    fn times_of_the_day_have_parts_of_seconds() {
        assert_eq!(time("12:00"), Ok(12 * 3600 * SECOND));
        assert_eq!(time("23:59:59.1234567"), Ok(86_399 * SECOND + 123_456));
        for other in ["24:00:00", "12", "12:60:00", "-1:00", "12:00:00.x"] {
            assert_eq!(time(other).is_err(), other != "12", "{other}");
        }
    }

    #[test]
    fn long_values_get_room_up_to_a_limit() {
        let mut column = Planned::of("x".to_owned(), DataType::Unknown, false);
        let before = column.bytes();
        assert_eq!(column.grow(None, 1 << 20), Some(()));
        assert_eq!(column.bytes() - 2, (before - 2 - 8) * 8 + 8);
        assert_eq!(column.grow(Some(10 << 20), 1 << 20), None);
    }
}
