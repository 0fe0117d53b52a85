//! One cell of a workbook: typed where Excel holds the value exactly, text elsewhere.

use super::text::Class;

/// What is written into a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum CellValue {
    Text(String),
    Number(f64),
    Boolean(bool),
    /// Days since 1899-12-30, shown as a day.
    Day(f64),
    /// Days since 1899-12-30 with fraction, shown as day and time.
    Moment(f64),
    /// Fraction of a day.
    Clock(f64),
}

/// Digits a double holds for certain.
const EXACT_DIGITS: usize = 15;

/// The cell of a value in standard notation.
pub(super) fn cell(class: Class, value: &str) -> CellValue {
    let typed = match class {
        Class::Exact => exact_number(value).map(CellValue::Number),
        Class::Float => value
            .parse::<f64>()
            .ok()
            .filter(|number| number.is_finite())
            .map(CellValue::Number),
        Class::Boolean => value.parse().ok().map(CellValue::Boolean),
        Class::Date => serial_day(value).map(CellValue::Day),
        Class::Time => day_fraction(value).map(CellValue::Clock),
        Class::Timestamp | Class::TimestampUtc => serial_moment(value).map(CellValue::Moment),
        Class::Text | Class::Other => None,
    };
    typed.unwrap_or_else(|| CellValue::Text(value.to_owned()))
}

/// A number a spreadsheet can hold without changing a digit.
pub(super) fn exact_number(value: &str) -> Option<f64> {
    let digits = value
        .trim_start_matches(['-', '0', '.'])
        .bytes()
        .filter(u8::is_ascii_digit)
        .count();
    (digits <= EXACT_DIGITS)
        .then(|| value.parse().ok())
        .flatten()
}

/// Excel's day number. Before 1 March 1900 Excel counts a day that never was; such dates stay text.
fn serial_day(iso: &str) -> Option<f64> {
    let date: jiff::civil::Date = iso.parse().ok()?;
    let first = jiff::civil::date(1899, 12, 30);
    let days = date.since(first).ok()?.get_days();
    (61..=2_958_465).contains(&days).then(|| f64::from(days))
}

fn serial_moment(iso: &str) -> Option<f64> {
    let (date, time) = iso.trim_end_matches('Z').split_once('T')?;
    Some(serial_day(date)? + day_fraction(time)?)
}

fn day_fraction(time: &str) -> Option<f64> {
    let time: jiff::civil::Time = time.parse().ok()?;
    let seconds = f64::from(time.hour()) * 3600.0
        + f64::from(time.minute()) * 60.0
        + f64::from(time.second())
        + f64::from(time.subsec_nanosecond()) / 1e9;
    Some(seconds / 86_400.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_excel_would_round_stay_text() {
        assert_eq!(
            cell(Class::Exact, "123456789012345"),
            CellValue::Number(123_456_789_012_345.0)
        );
        assert_eq!(cell(Class::Exact, "-0.00012"), CellValue::Number(-0.000_12));
        assert_eq!(
            cell(Class::Exact, "1234567890123456"),
            CellValue::Text("1234567890123456".to_owned())
        );
    }

    #[test]
    fn days_are_counted_as_excel_counts_them() {
        // 1 January 2024 is day 45292 in Excel.
        assert_eq!(cell(Class::Date, "2024-01-01"), CellValue::Day(45292.0));
        assert_eq!(
            cell(Class::Timestamp, "2024-01-01T12:00:00"),
            CellValue::Moment(45292.5)
        );
        assert_eq!(
            cell(Class::Date, "1900-02-28"),
            CellValue::Text("1900-02-28".to_owned())
        );
        assert_eq!(cell(Class::Date, "1900-03-01"), CellValue::Day(61.0));
    }
}
