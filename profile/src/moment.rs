//! Dates, times and timestamps as people write them.

mod month_names;

use crate::calendar::{DAY_MICROS, days_of};

/// A way to write days or points in time. The discriminant is the place in counts and masks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MomentForm {
    /// `2024-12-31`
    IsoDate,
    /// `31.12.2024`
    PointDate,
    /// `31.12.24`
    PointDateShort,
    /// `31/12/2024`
    SlashDayFirst,
    /// `12/31/2024`
    SlashMonthFirst,
    /// `2024/12/31`
    SlashYearFirst,
    /// `31-12-2024`
    DashDayFirst,
    /// `20241231`
    Compact,
    /// `2024-12-31 23:59:00`
    IsoStamp,
    /// `31.12.2024 23:59`
    PointStamp,
    /// `31.12.24 23:59`
    PointStampShort,
    /// `31/12/2024 23:59`
    SlashDayFirstStamp,
    /// `12/31/2024 23:59`
    SlashMonthFirstStamp,
    /// `2024/12/31 23:59`
    SlashYearFirstStamp,
    /// `2024-12-31T23:59:00+01:00`
    ZonedStamp,
    /// `23:59`, `23:59:00` or `8 Uhr`
    Time,
    /// `31. Dezember 2024`, `31 Dec 2024` or `31-Dec-24`
    NamedMonth,
    /// `45657`, the days since 1900 as spreadsheets count them; never seen without a header that says so.
    SheetDay,
    /// `6.30`: a number like any other, where no header speaks of a time of day.
    PointTime,
    /// `31.12.48` where a header says that days have passed, as those of births have.
    PointDatePast,
}

/// Number of forms.
pub(crate) const FORM_COUNT: usize = 20;

/// All forms with their patterns (strftime letters).
pub(crate) const FORMS: [(MomentForm, &str); FORM_COUNT] = [
    (MomentForm::IsoDate, "%Y-%m-%d"),
    (MomentForm::PointDate, "%d.%m.%Y"),
    (MomentForm::PointDateShort, "%d.%m.%y"),
    (MomentForm::SlashDayFirst, "%d/%m/%Y"),
    (MomentForm::SlashMonthFirst, "%m/%d/%Y"),
    (MomentForm::SlashYearFirst, "%Y/%m/%d"),
    (MomentForm::DashDayFirst, "%d-%m-%Y"),
    (MomentForm::Compact, "%Y%m%d"),
    (MomentForm::IsoStamp, "%Y-%m-%d %H:%M:%S"),
    (MomentForm::PointStamp, "%d.%m.%Y %H:%M:%S"),
    (MomentForm::PointStampShort, "%d.%m.%y %H:%M:%S"),
    (MomentForm::SlashDayFirstStamp, "%d/%m/%Y %H:%M:%S"),
    (MomentForm::SlashMonthFirstStamp, "%m/%d/%Y %H:%M:%S"),
    (MomentForm::SlashYearFirstStamp, "%Y/%m/%d %H:%M:%S"),
    (MomentForm::ZonedStamp, "%Y-%m-%dT%H:%M:%S%z"),
    (MomentForm::Time, "%H:%M:%S"),
    (MomentForm::NamedMonth, "%d. %B %Y"),
    (MomentForm::SheetDay, "days since 1899-12-30"),
    (MomentForm::PointTime, "%H.%M"),
    (MomentForm::PointDatePast, "%d.%m.%y, past"),
];

/// Forms no text is written in two of: they may stand in one column, as they do in files copied together.
pub(crate) const UNMISTAKABLE: [MomentForm; 9] = [
    MomentForm::IsoDate,
    MomentForm::PointDate,
    MomentForm::PointDateShort,
    MomentForm::SlashYearFirst,
    MomentForm::NamedMonth,
    MomentForm::IsoStamp,
    MomentForm::PointStamp,
    MomentForm::PointStampShort,
    MomentForm::SlashYearFirstStamp,
];

impl MomentForm {
    /// Bit of this form in a mask.
    pub(crate) const fn bit(self) -> u32 {
        1 << (self as u32)
    }

    /// The form with a pattern of [`FORMS`].
    pub(crate) fn from_pattern(pattern: &str) -> Option<Self> {
        FORMS
            .iter()
            .find(|(_, known)| *known == pattern)
            .map(|(form, _)| *form)
    }

    /// Pattern in strftime letters.
    pub(crate) fn pattern(self) -> &'static str {
        FORMS.get(self as usize).map_or("", |(_, pattern)| pattern)
    }
}

/// Forms that are days.
pub(crate) const DATES: u32 = 0x0009_00ff;
/// Forms that are local points in time.
pub(crate) const STAMPS: u32 = 0x3f00;

#[derive(Debug, Clone, Copy)]
struct Scan {
    parts: [u32; 3],
    lengths: [u8; 3],
    sign: u8,
    time: Option<i64>,
    /// Offset from UTC in minutes.
    offset: Option<i32>,
}

/// The forms a trimmed text could be written in; 0 when none.
pub(crate) fn sight(text: &str) -> u32 {
    let bytes = text.as_bytes();
    if !(4..=40).contains(&bytes.len()) || !bytes.first().is_some_and(u8::is_ascii_digit) {
        return 0;
    }
    if bytes.len() == 8 && bytes.iter().all(u8::is_ascii_digit) {
        return if days(text, MomentForm::Compact).is_some() {
            MomentForm::Compact.bit()
        } else {
            0
        };
    }
    if time(text).is_some() {
        return MomentForm::Time.bit();
    }
    let Some(scan) = scan(bytes) else {
        return match month_names::days(text) {
            Some(_) => MomentForm::NamedMonth.bit(),
            None => 0,
        };
    };
    let mut mask = 0;
    for (form, _) in FORMS {
        if scan.value(form).is_some() {
            mask |= form.bit();
        }
    }
    mask
}

/// Whether a text names a month with a day or a short year only: `05. Mrz`, `3-Mar`, `Mrz 05`.
pub(crate) fn is_day_without_year(text: &str) -> bool {
    month_names::is_part(text)
}

/// Days since 1970-01-01 of a trimmed text written in `form`.
pub(crate) fn days(text: &str, form: MomentForm) -> Option<i32> {
    if form == MomentForm::Compact {
        let number: u32 = text.parse().ok().filter(|_| text.len() == 8)?;
        let year = (number / 10_000) as i32;
        return (1800..=2199)
            .contains(&year)
            .then(|| days_of(year, number / 100 % 100, number % 100))?;
    }
    match form {
        MomentForm::NamedMonth => return month_names::days(text),
        MomentForm::SheetDay => return text.parse().ok().and_then(sheet_day),
        _ => {}
    }
    scan(text.as_bytes())?
        .value(form)
        .filter(|_| form.bit() & DATES != 0)
        .map(|micros| (micros / DAY_MICROS) as i32)
}

/// Days since 1970-01-01 of a day as spreadsheets count it; none outside of 1954 to 2064, where no office keeps days.
pub(crate) fn sheet_day(serial: i64) -> Option<i32> {
    (20_000..=60_000)
        .contains(&serial)
        .then(|| serial as i32 - 25_569)
}

/// Microseconds since 1970-01-01 of a trimmed text written in `form`: local, or UTC for zoned forms.
pub(crate) fn micros(text: &str, form: MomentForm) -> Option<i64> {
    scan(text.as_bytes())?.value(form)
}

/// Microseconds since midnight of `6.30` or `06.30`.
pub(crate) fn point_time(text: &str) -> Option<i64> {
    let (hour, length) = digits(text.as_bytes(), 2)?;
    let minute = text.get(length..)?.strip_prefix('.')?;
    let (minute, _) = digits(minute.as_bytes(), 2).filter(|_| minute.len() == 2)?;
    (hour < 24 && minute < 60).then_some(i64::from(hour * 60 + minute) * 60_000_000)
}

/// Microseconds since midnight of `8:05`, `08:05:30`, `08:05:30.25`, `8:05 Uhr` or `8 Uhr`.
pub(crate) fn time(text: &str) -> Option<i64> {
    let spoken = text.strip_suffix("Uhr").map(str::trim_end);
    let core = spoken.unwrap_or(text);
    if let (Some(hour), Some((value, length))) = (spoken, digits(core.as_bytes(), 2))
        && hour.len() == length
    {
        return (value < 24).then(|| i64::from(value) * 3_600_000_000);
    }
    let (micros, used) = clock(core.as_bytes())?;
    (used == core.len()).then_some(micros)
}

impl Scan {
    /// Microseconds since 1970, if written in `form`.
    fn value(&self, form: MomentForm) -> Option<i64> {
        use MomentForm as F;
        let [a, b, c] = self.parts;
        let year_first = self.lengths[0] == 4;
        let year_last = self.lengths[2] == 4;
        let short_last = self.lengths[2] == 2 && !year_first;
        let stamp = self.time.is_some();
        let (sign, fits, year, month, day) = match form {
            F::IsoDate => (b'-', year_first && !stamp, a, b, c),
            F::IsoStamp => (b'-', year_first && stamp && self.offset.is_none(), a, b, c),
            F::ZonedStamp => (b'-', year_first && stamp && self.offset.is_some(), a, b, c),
            F::PointDate => (b'.', year_last && !stamp, c, b, a),
            F::PointStamp => (b'.', year_last && stamp, c, b, a),
            F::PointDateShort => (b'.', short_last && !stamp, century(c), b, a),
            F::PointDatePast => (b'.', short_last && !stamp, past_century(c), b, a),
            F::PointStampShort => (b'.', short_last && stamp, century(c), b, a),
            F::SlashDayFirst => (b'/', year_last && !stamp, c, b, a),
            F::SlashDayFirstStamp => (b'/', year_last && stamp, c, b, a),
            F::SlashMonthFirst => (b'/', year_last && !stamp, c, a, b),
            F::SlashMonthFirstStamp => (b'/', year_last && stamp, c, a, b),
            F::SlashYearFirst => (b'/', year_first && !stamp, a, b, c),
            F::SlashYearFirstStamp => (b'/', year_first && stamp, a, b, c),
            F::DashDayFirst => (b'-', year_last && !stamp, c, b, a),
            F::Compact | F::Time | F::NamedMonth | F::SheetDay | F::PointTime => return None,
        };
        if sign != self.sign
            || !fits
            || (self.offset.is_some() && form != F::ZonedStamp)
            || year == 0
        {
            return None;
        }
        let days = days_of(year as i32, month, day)?;
        let offset = i64::from(self.offset.unwrap_or(0)) * 60_000_000;
        Some(i64::from(days) * DAY_MICROS + self.time.unwrap_or(0) - offset)
    }
}

/// Two-digit years: 00–49 are 20xx, 50–99 are 19xx.
fn century(short: u32) -> u32 {
    if short < 50 {
        2000 + short
    } else {
        1900 + short
    }
}

/// Two-digit years of what has happened: 00–30 are 20xx, 31–99 are 19xx. A fixed year and not today's: the same file
/// must be read the same on any day.
fn past_century(short: u32) -> u32 {
    if short <= 30 {
        2000 + short
    } else {
        1900 + short
    }
}

fn scan(bytes: &[u8]) -> Option<Scan> {
    let mut parts = [0; 3];
    let mut lengths = [0; 3];
    let mut at = 0;
    let mut sign = 0;
    for index in 0..3 {
        let (value, length) = digits(bytes.get(at..)?, 4)?;
        parts[index] = value;
        lengths[index] = length as u8;
        at += length;
        if index < 2 {
            let found = *bytes.get(at)?;
            if !matches!(found, b'.' | b'-' | b'/') || (index == 1 && found != sign) {
                return None;
            }
            sign = found;
            at += 1;
        }
    }
    if lengths[1] > 2 || (lengths[0] > 2) == (lengths[2] > 2) && lengths[2] != 2 {
        return None;
    }
    let mut scan = Scan {
        parts,
        lengths,
        sign,
        time: None,
        offset: None,
    };
    let rest = bytes.get(at..)?;
    if rest.is_empty() {
        return Some(scan);
    }
    let ([b',' | b' ', b' ', rest @ ..] | [b'T' | b' ', rest @ ..]) = rest else {
        return None;
    };
    let (time, used) = clock(rest)?;
    scan.time = Some(time);
    scan.offset = match rest.get(used..)? {
        [] | b" Uhr" => None,
        zone => Some(offset(zone)?),
    };
    Some(scan)
}

/// `Z`, `+01:00`, `+0100`, `+01`, also after a blank; minutes east of UTC.
fn offset(zone: &[u8]) -> Option<i32> {
    let zone = zone.strip_prefix(b" ").unwrap_or(zone);
    if zone == b"Z" || zone == b"UTC" || zone == b"z" {
        return Some(0);
    }
    let (sign, rest) = match zone {
        [b'+', rest @ ..] => (1, rest),
        [b'-', rest @ ..] => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = match rest {
        [h1, h2] => (digits(&[*h1, *h2], 2)?, (0, 2)),
        [h1, h2, b':', m1, m2] | [h1, h2, m1, m2] => {
            (digits(&[*h1, *h2], 2)?, digits(&[*m1, *m2], 2)?)
        }
        _ => return None,
    };
    (hours.1 == 2 && minutes.1 == 2 && hours.0 <= 14 && minutes.0 < 60)
        .then_some(sign * (hours.0 * 60 + minutes.0) as i32)
}

/// `h:mm[:ss[.f…]]`: microseconds and bytes used.
fn clock(bytes: &[u8]) -> Option<(i64, usize)> {
    let (hour, mut at) = digits(bytes, 2)?;
    if bytes.get(at) != Some(&b':') {
        return None;
    }
    let (minute, length) = digits(bytes.get(at + 1..)?, 2).filter(|(_, length)| *length == 2)?;
    at += 1 + length;
    let mut second = 0;
    let mut micros = 0;
    if bytes.get(at) == Some(&b':') {
        let (value, length) = digits(bytes.get(at + 1..)?, 2).filter(|(_, length)| *length == 2)?;
        second = value;
        at += 1 + length;
        if matches!(bytes.get(at), Some(b'.' | b',')) {
            let (value, length) = digits(bytes.get(at + 1..)?, 9)?;
            micros = i64::from(value) * 10_i64.pow(9 - length as u32) / 1000;
            at += 1 + length;
        }
    }
    (hour < 24 && minute < 60 && second < 60).then(|| {
        (
            i64::from(hour * 3600 + minute * 60 + second) * 1_000_000 + micros,
            at,
        )
    })
}

/// Up to `most` leading digits: value and how many.
fn digits(bytes: &[u8], most: usize) -> Option<(u32, usize)> {
    let mut value = 0_u32;
    let mut length = 0;
    for byte in bytes.iter().take(most) {
        if !byte.is_ascii_digit() {
            break;
        }
        value = value * 10 + u32::from(byte - b'0');
        length += 1;
    }
    (length > 0).then_some((value, length))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{iso_date, iso_timestamp};

    #[track_caller]
    fn check_day(text: &str, form: MomentForm, expected: &str) {
        assert!(
            sight(text) & form.bit() != 0,
            "{text} is not seen as {form:?}"
        );
        assert_eq!(days(text, form).map(iso_date).as_deref(), Some(expected));
    }

    #[test]
    fn days_are_read_as_they_are_written() {
        check_day("2024-12-31", MomentForm::IsoDate, "2024-12-31");
        check_day("31.12.2024", MomentForm::PointDate, "2024-12-31");
        check_day("1.2.2024", MomentForm::PointDate, "2024-02-01");
        check_day("31.12.24", MomentForm::PointDateShort, "2024-12-31");
        check_day("31.12.67", MomentForm::PointDateShort, "1967-12-31");
        check_day("12/31/2024", MomentForm::SlashMonthFirst, "2024-12-31");
        check_day("20241231", MomentForm::Compact, "2024-12-31");
        check_day("31. Dezember 2024", MomentForm::NamedMonth, "2024-12-31");
    }

    #[test]
    fn days_as_spreadsheets_count_them_are_read_where_a_column_has_them() {
        assert_eq!(sight("45657"), 0);
        assert_eq!(
            days("45657", MomentForm::SheetDay).map(iso_date).as_deref(),
            Some("2024-12-31")
        );
        assert_eq!(days("2024", MomentForm::SheetDay), None);
    }

    #[test]
    fn full_hours_are_times_when_they_are_spoken() {
        for (text, expected) in [
            ("8 Uhr", Some(8)),
            ("13 Uhr", Some(13)),
            ("13:00 Uhr", Some(13)),
            ("13", None),
            ("24 Uhr", None),
        ] {
            let hour = time(text).map(|micros| micros / 3_600_000_000);
            assert_eq!(hour, expected, "{text}");
        }
    }

    #[test]
    fn points_in_time_keep_their_zone() {
        let text = "2024-07-01T12:00:00+02:00";
        assert_eq!(sight(text), MomentForm::ZonedStamp.bit());
        assert_eq!(
            micros(text, MomentForm::ZonedStamp)
                .map(iso_timestamp)
                .as_deref(),
            Some("2024-07-01T10:00:00")
        );
        let text = "01.07.2024 12:05 Uhr";
        assert_eq!(sight(text), MomentForm::PointStamp.bit());
        assert_eq!(
            micros(text, MomentForm::PointStamp)
                .map(iso_timestamp)
                .as_deref(),
            Some("2024-07-01T12:05:00")
        );
    }

    #[test]
    fn a_day_that_may_be_a_month_is_seen_both_ways() {
        assert_eq!(
            sight("05/06/2024"),
            MomentForm::SlashDayFirst.bit() | MomentForm::SlashMonthFirst.bit()
        );
        assert_eq!(sight("25/06/2024"), MomentForm::SlashDayFirst.bit());
    }

    #[test]
    fn what_is_no_day_is_not_seen() {
        for text in [
            "31.02.2024",
            "1.2.3",
            "12.345",
            "24:00",
            "2024",
            "99999999",
            "2024-13-01",
            "1-2-3-4",
            "127.0.0.1",
        ] {
            assert_eq!(sight(text), 0, "{text}");
        }
    }
}
