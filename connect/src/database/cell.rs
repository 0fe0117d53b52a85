//! One value on its way from a database into the file.

use jiff::civil::Date;
use std::borrow::Cow;

/// A value that does not fit the type of its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Misfit;

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell<'a> {
    /// None.
    Null,
    /// One that has no place in the file: not a number, the end of time, a day in no calendar. Counted and left out.
    Beyond,
    /// Yes or no.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A decimal number without its comma.
    Decimal(i128),
    /// A floating point number.
    Double(f64),
    /// Text.
    Text(Cow<'a, str>),
    /// Bytes.
    Binary(&'a [u8]),
    /// A geometry in EWKB.
    Geometry(Vec<u8>),
    /// Days since 1970.
    Date(i32),
    /// Microseconds since midnight, or since 1970.
    Micros(i64),
}

impl Cell<'_> {
    /// The number a person sees in the database: 0.1 of 32 bits is not 0.10000000149011612.
    pub(crate) fn single(number: f32) -> Self {
        match number.to_string().parse() {
            Ok(number) => Self::Double(number),
            Err(_never) => Self::Double(f64::from(number)),
        }
    }
}

/// Text that should be UTF-8. Databases that do not watch over their encoding mostly hold Latin-1 where it is not.
pub(crate) fn text(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_latin) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// First and last day that programs can name, from the year -9999 to 9999, counted from 1970.
const DAYS: std::ops::RangeInclusive<i32> = -4_371_587..=2_932_896;
const DAY_MICROS: i64 = 86_400_000_000;

impl Cell<'_> {
    /// A day counted from 1970; those in years nobody writes have no place.
    pub(crate) fn day(days: Option<i32>) -> Self {
        match days.filter(|days| DAYS.contains(days)) {
            Some(days) => Self::Date(days),
            None => Self::Beyond,
        }
    }

    /// A moment counted from 1970; those in years nobody writes have no place.
    pub(crate) fn moment(micros: Option<i64>) -> Self {
        let is_written = |micros: &i64| {
            i32::try_from(micros.div_euclid(DAY_MICROS)).is_ok_and(|days| DAYS.contains(&days))
        };
        match micros.filter(is_written) {
            Some(micros) => Self::Micros(micros),
            None => Self::Beyond,
        }
    }
}

/// A day of the calendar; none for days that are not in it, such as 0000-00-00.
pub(crate) fn days_since_1970(year: i16, month: i8, day: i8) -> Option<i32> {
    let date = Date::new(year, month, day).ok()?;
    let seconds = date.duration_since(Date::constant(1970, 1, 1)).as_secs();
    i32::try_from(seconds / 86_400).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_floats_stay_what_the_database_shows() {
        assert_eq!(Cell::single(0.1), Cell::Double(0.1));
        assert_eq!(Cell::single(-1.5e-30), Cell::Double(-1.5e-30));
    }

    #[test]
    fn days_are_counted_from_1970_in_both_directions() {
        assert_eq!(days_since_1970(1970, 1, 1), Some(0));
        assert_eq!(days_since_1970(1899, 12, 31), Some(-25_568));
        assert_eq!(days_since_1970(2024, 2, 29), Some(19_782));
        assert_eq!(days_since_1970(0, 0, 0), None);
        assert_eq!(days_since_1970(2023, 2, 29), None);
    }

    #[test]
    fn days_of_years_nobody_writes_have_no_place() {
        assert_eq!(Cell::day(Some(-735_202)), Cell::Date(-735_202));
        assert_eq!(Cell::day(Some(2_932_896)), Cell::Date(2_932_896));
        assert_eq!(Cell::day(Some(2_932_897)), Cell::Beyond);
        assert_eq!(Cell::day(None), Cell::Beyond);
        assert_eq!(Cell::moment(Some(-1)), Cell::Micros(-1));
        assert_eq!(Cell::moment(Some(i64::MAX)), Cell::Beyond);
    }

    #[test]
    fn text_that_is_no_unicode_is_read_as_latin_1() {
        assert_eq!(text("Grün 🌳".as_bytes()), "Grün 🌳");
        assert_eq!(text(b"Gr\xfcn"), "Grün");
    }
}
