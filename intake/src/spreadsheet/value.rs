//! From the office library's cell values to raw cells.

use super::number_format::NumberForm;
use calamine::{Data, DataRef, ExcelDateTime};
use hebewerk_profile::RawCell;
use jiff::civil;

const DAY_MICROS: i64 = 86_400_000_000;
/// Excel's own day counts end with the year 9999.
const LAST_SERIAL_DAY: f64 = 2_958_466.0;
/// Whole numbers beyond this are not exact in a double.
const EXACT_INTEGER: f64 = 9_007_199_254_740_992.0;

/// A cell's value; texts that had to be made are owned.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum CellValue<'a> {
    /// As it stands.
    Raw(RawCell<'a>),
    /// Text that was made from a number or duration.
    Made(String),
}

impl CellValue<'_> {
    pub(super) fn raw(&self) -> RawCell<'_> {
        match self {
            Self::Raw(cell) => *cell,
            Self::Made(text) => RawCell::Text(text),
        }
    }

    /// Whether the cell has nothing in it but white space or format.
    pub(super) fn is_empty(&self) -> bool {
        match self.raw() {
            RawCell::Empty => true,
            RawCell::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }
}

/// Interprets a value of a streaming reader.
pub(super) fn from_ref<'a>(value: &'a DataRef<'_>, form: NumberForm) -> CellValue<'a> {
    match value {
        DataRef::Int(number) => integer(*number, form),
        DataRef::Float(number) => float(*number, form),
        DataRef::String(text) => CellValue::Raw(RawCell::Text(text)),
        DataRef::SharedString(text) => CellValue::Raw(RawCell::Text(text)),
        DataRef::Bool(truth) => CellValue::Raw(RawCell::Boolean(*truth)),
        DataRef::DateTime(moment) => date_time(*moment),
        DataRef::DateTimeIso(text) => iso_moment(text),
        DataRef::DurationIso(text) => iso_duration(text),
        DataRef::Error(error) => CellValue::Raw(RawCell::Error(error_text(error))),
        DataRef::Empty => CellValue::Raw(RawCell::Empty),
    }
}

/// Interprets a value of a range.
pub(super) fn from_data(value: &Data, form: NumberForm) -> CellValue<'_> {
    match value {
        Data::Int(number) => integer(*number, form),
        Data::Float(number) => float(*number, form),
        Data::String(text) => CellValue::Raw(RawCell::Text(text)),
        Data::Bool(truth) => CellValue::Raw(RawCell::Boolean(*truth)),
        Data::DateTime(moment) => date_time(*moment),
        Data::DateTimeIso(text) => iso_moment(text),
        Data::DurationIso(text) => iso_duration(text),
        Data::Error(error) => CellValue::Raw(RawCell::Error(error_text(error))),
        Data::Empty => CellValue::Raw(RawCell::Empty),
    }
}

fn integer(number: i64, form: NumberForm) -> CellValue<'static> {
    match form {
        NumberForm::Padded(digits) if number >= 0 => CellValue::Made(format!("{number:0digits$}")),
        NumberForm::Percent => percent(number as f64),
        _ => CellValue::Raw(RawCell::Integer(number)),
    }
}

/// The number that is shown before the sign: it is what the label *in %* means, and what the same sheet gives as text.
/// Always with decimals, so that a delivery of nothing but round percents has the type of the others.
fn percent(number: f64) -> CellValue<'static> {
    CellValue::Raw(RawCell::Number(as_shown(number * 100.0)))
}

fn float(number: f64, form: NumberForm) -> CellValue<'static> {
    if form == NumberForm::Percent && number.is_finite() {
        return percent(number);
    }
    if number.fract() == 0.0 && number.abs() < EXACT_INTEGER {
        return integer(number as i64, form);
    }
    if !number.is_finite() {
        return CellValue::Raw(RawCell::Empty);
    }
    CellValue::Raw(RawCell::Number(as_shown(number)))
}

/// The number to 15 significant digits, the precision office programs calculate and show with: the rest is noise
/// of the binary form (`0.30000000000000004`).
fn as_shown(number: f64) -> f64 {
    format!("{number:.14e}").parse().unwrap_or(number)
}

fn date_time(moment: ExcelDateTime) -> CellValue<'static> {
    let serial = moment.as_f64();
    if !(0.0..LAST_SERIAL_DAY).contains(&serial) {
        return float(serial, NumberForm::Plain);
    }
    if moment.is_duration() && serial >= 1.0 {
        return CellValue::Made(clock_text((serial * 86_400.0).round() as u64));
    }
    if serial < 1.0 {
        return time((serial * 86_400_000.0).round() as i64 * 1000);
    }
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    // 29 February 1900 exists in Excel only.
    let Ok(date) = civil::Date::new(year as i16, month as i8, day as i8) else {
        return float(serial, NumberForm::Plain);
    };
    let micros = ((i64::from(hour) * 60 + i64::from(minute)) * 60 + i64::from(second)) * 1_000_000
        + i64::from(milli) * 1000;
    day_and_time(date, micros)
}

fn time(micros: i64) -> CellValue<'static> {
    CellValue::Raw(RawCell::Time(micros.clamp(0, DAY_MICROS - 1)))
}

fn day_and_time(date: civil::Date, micros: i64) -> CellValue<'static> {
    let days = days_since_1970(date);
    CellValue::Raw(if micros == 0 {
        RawCell::Date(days)
    } else {
        RawCell::Timestamp(i64::from(days) * DAY_MICROS + micros)
    })
}

fn days_since_1970(date: civil::Date) -> i32 {
    (date - civil::date(1970, 1, 1)).get_days()
}

fn iso_moment(text: &str) -> CellValue<'_> {
    let trimmed = text.trim().trim_end_matches('Z');
    if let Ok(moment) = trimmed.parse::<civil::DateTime>() {
        let time = moment.time();
        let seconds = (i64::from(time.hour()) * 60 + i64::from(time.minute())) * 60
            + i64::from(time.second());
        let micros = seconds * 1_000_000 + i64::from(time.subsec_nanosecond()) / 1000;
        return day_and_time(moment.date(), micros);
    }
    CellValue::Raw(RawCell::Text(text))
}

/// `PT12H30M05S` is a time of day below 24 hours, else the text `26:30:05`.
fn iso_duration(text: &str) -> CellValue<'_> {
    let Ok(span) = text.parse::<jiff::SignedDuration>() else {
        return CellValue::Raw(RawCell::Text(text));
    };
    let micros = span.as_micros();
    if (0..i128::from(DAY_MICROS)).contains(&micros) {
        return time(micros as i64);
    }
    if micros < 0 {
        return CellValue::Raw(RawCell::Text(text));
    }
    CellValue::Made(clock_text((micros / 1_000_000) as u64))
}

fn clock_text(seconds: u64) -> String {
    format!(
        "{}:{:02}:{:02}",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    )
}

fn error_text(error: &calamine::CellErrorType) -> &'static str {
    use calamine::CellErrorType::{Div0, GettingData, NA, Name, Null, Num, Ref, Value};
    match error {
        Div0 => "#DIV/0!",
        NA => "#N/A",
        Name => "#NAME?",
        Null => "#NULL!",
        Num => "#NUM!",
        Ref => "#REF!",
        Value => "#VALUE!",
        GettingData => "#DATA!",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType::{DateTime, TimeDelta};

    #[test]
    fn serial_numbers_become_days_times_and_moments_in_both_date_systems() {
        let check = |serial, kind, is_1904, expect: RawCell<'_>| {
            let moment = DataRef::DateTime(ExcelDateTime::new(serial, kind, is_1904));
            assert_eq!(
                from_ref(&moment, NumberForm::Plain).raw(),
                expect,
                "{serial}"
            );
        };
        check(45292.0, DateTime, false, RawCell::Date(19_723)); // 2024-01-01
        check(43830.0, DateTime, true, RawCell::Date(19_723));
        check(
            45292.5,
            DateTime,
            false,
            RawCell::Timestamp(19_723 * DAY_MICROS + DAY_MICROS / 2),
        );
        check(0.25, DateTime, false, RawCell::Time(DAY_MICROS / 4));
        check(1.5, TimeDelta, false, RawCell::Text("36:00:00"));
        check(-3.0, DateTime, false, RawCell::Integer(-3));
        check(60.0, DateTime, false, RawCell::Integer(60));
    }

    #[test]
    fn whole_floats_are_integers_and_binary_noise_is_not_data() {
        let check = |number, form, expect: RawCell<'_>| {
            assert_eq!(
                from_ref(&DataRef::Float(number), form).raw(),
                expect,
                "{number}"
            );
        };
        check(3.0, NumberForm::Plain, RawCell::Integer(3));
        check(0.1 + 0.2, NumberForm::Plain, RawCell::Number(0.3));
        check(1234.56, NumberForm::Plain, RawCell::Number(1234.56));
        check(4711.0, NumberForm::Padded(5), RawCell::Text("04711"));
        check(0.07, NumberForm::Percent, RawCell::Number(7.0));
        check(1.0, NumberForm::Percent, RawCell::Number(100.0));
        check(f64::NAN, NumberForm::Plain, RawCell::Empty);
    }

    #[test]
    fn opendocument_dates_and_durations_are_read() {
        let check = |value: Data, expect: RawCell<'_>| {
            assert_eq!(from_data(&value, NumberForm::Plain).raw(), expect);
        };
        check(
            Data::DateTimeIso("2024-01-01".into()),
            RawCell::Date(19_723),
        );
        check(
            Data::DateTimeIso("2024-01-01T12:00:00".into()),
            RawCell::Timestamp(19_723 * DAY_MICROS + DAY_MICROS / 2),
        );
        check(
            Data::DurationIso("PT06H00M00S".into()),
            RawCell::Time(DAY_MICROS / 4),
        );
        check(
            Data::DurationIso("PT26H30M05S".into()),
            RawCell::Text("26:30:05"),
        );
    }
}
