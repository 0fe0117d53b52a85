//! Days and times of formats that store them, as cells.

use hebewerk_profile::RawCell;
use jiff::civil::{Date, DateTime};

const DAY_MICROS: i64 = 86_400_000_000;
/// The day before which none is counted: the epoch.
const EPOCH: Date = jiff::civil::date(1970, 1, 1);

/// Days since the epoch.
pub(crate) fn days(date: Date) -> i32 {
    (date - EPOCH).get_days()
}

/// A day from its parts; none when there is no such day.
pub(crate) fn day_of(year: i16, month: i8, day: i8) -> Option<i32> {
    Date::new(year, month, day).ok().map(days)
}

/// Microseconds since the epoch.
pub(crate) fn micros(moment: DateTime) -> i64 {
    let time = moment.time();
    let seconds =
        i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second());
    i64::from(days(moment.date())) * DAY_MICROS
        + seconds * 1_000_000
        + i64::from(time.subsec_nanosecond()) / 1000
}

/// A day or a moment in ISO 8601 as the cell it is; anything else stays text. A moment with zone becomes UTC.
pub(crate) fn iso_cell(text: &str) -> RawCell<'_> {
    let plain = text.trim();
    if plain.len() <= 10
        && let Ok(date) = plain.parse::<Date>()
    {
        return RawCell::Date(days(date));
    }
    if let Ok(moment) = plain.parse::<jiff::Timestamp>() {
        return RawCell::Timestamp(moment.as_microsecond());
    }
    match plain.parse::<DateTime>() {
        Ok(moment) => RawCell::Timestamp(micros(moment)),
        Err(_other) => RawCell::Text(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_moments_become_cells() {
        assert_eq!(iso_cell("1970-01-02"), RawCell::Date(1));
        assert_eq!(
            iso_cell("1970-01-02T00:00:01"),
            RawCell::Timestamp(DAY_MICROS + 1_000_000)
        );
        assert_eq!(iso_cell("1970-01-01T01:00:00+01:00"), RawCell::Timestamp(0));
        assert_eq!(iso_cell("gestern"), RawCell::Text("gestern"));
        assert_eq!(day_of(2023, 2, 29), None);
    }
}
