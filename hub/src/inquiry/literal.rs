//! Values people named, as constants of SQL.

use hebewerk_model::ColumnType;
use jiff::civil::{Date, DateTime};

/// A value in standard notation as a constant that compares exactly with a column of this type; none where it is no
/// value of the type.
pub fn literal(column_type: ColumnType, value: &str) -> Option<String> {
    match column_type {
        ColumnType::Text | ColumnType::Json => Some(text(value)),
        ColumnType::Integer | ColumnType::Decimal { .. } => number(value),
        ColumnType::Float => {
            number(value).map(|_exact| format!("cast('{}' as double)", value.trim()))
        }
        ColumnType::Boolean => match value {
            "true" | "false" => Some(value.to_owned()),
            _ => None,
        },
        ColumnType::Date => {
            let day: Date = value.parse().ok()?;
            Some(format!("cast('{day}' as date)"))
        }
        ColumnType::Timestamp | ColumnType::TimestampUtc => {
            let day = || value.parse::<Date>().ok().map(|day| day.at(0, 0, 0, 0));
            let moment = value.parse::<DateTime>().ok().or_else(day)?;
            Some(format!("cast('{moment}' as timestamp)"))
        }
        ColumnType::Time | ColumnType::Binary => None,
    }
}

/// A text in quotes.
pub(super) fn text(value: &str) -> String {
    format!("'{}'", value.replace('\'', "''"))
}

/// A number without exponent, exact to its last digit.
pub(super) fn number(value: &str) -> Option<String> {
    let value = value.trim();
    let digits = value.strip_prefix('-').unwrap_or(value);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let fits = (1..=18).contains(&whole.len()) && fraction.len() <= 12;
    if !fits || !are_digits(whole) || !are_digits(fraction) || digits.ends_with('.') {
        return None;
    }
    Some(if fraction.is_empty() {
        value.to_owned()
    } else {
        // No wider than it is: the engine looks for a type that holds it and the column's.
        let (digits, places) = (whole.len() + fraction.len(), fraction.len());
        format!("cast('{value}' as decimal({digits}, {places}))")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(column_type: ColumnType, value: &str, expected: Option<&str>) {
        assert_eq!(literal(column_type, value).as_deref(), expected, "{value}");
    }

    #[test]
    fn values_become_constants_and_nothing_else() {
        use ColumnType::{Boolean, Date, Float, Integer, Text, Timestamp};
        check(Text, "Karl's Weg", Some("'Karl''s Weg'"));
        check(Text, "' or 1=1 --", Some("''' or 1=1 --'"));
        check(Integer, "-20", Some("-20"));
        check(Integer, "20.5", Some("cast('20.5' as decimal(3, 1))"));
        for wrong in [
            "",
            "-",
            "1.",
            ".5",
            "1e5",
            "1;2",
            "١",
            "99999999999999999999",
        ] {
            check(Integer, wrong, None);
            check(Float, wrong, None);
        }
        check(Float, "2.5", Some("cast('2.5' as double)"));
        check(Boolean, "true", Some("true"));
        check(Boolean, "ja", None);
        check(Date, "2026-02-28", Some("cast('2026-02-28' as date)"));
        check(Date, "2026-02-31", None);
        check(
            Timestamp,
            "2026-02-28",
            Some("cast('2026-02-28T00:00:00' as timestamp)"),
        );
        check(ColumnType::Binary, "x", None);
    }
}
