//! What people type into the filter row: `müll`, `> 5`, `1.208,5`, `20.11.2026`, `2..8`, `leer`.

use crate::Words;
use hebewerk_hub::ports::{Comparator, Filter};
use hebewerk_model::{Column, ColumnType};
use jiff::civil::Date;

/// A text that is no filter for its column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NoFilter;

/// The conditions a text means for a column.
pub(crate) fn parse(w: Words, column: &Column, text: &str) -> Result<Vec<Filter>, NoFilter> {
    let text = text.trim();
    let filter = |comparator, value: &str| Filter {
        column: column.name.clone(),
        comparator,
        value: value.to_owned(),
    };
    match text.to_lowercase().as_str() {
        "leer" | "empty" => return Ok(vec![filter(Comparator::IsNull, "")]),
        "nicht leer" | "not empty" => return Ok(vec![filter(Comparator::NotNull, "")]),
        _ => {}
    }
    let is_text = matches!(
        column.column_type,
        ColumnType::Text | ColumnType::Json | ColumnType::Binary
    );
    if let Some((from, to)) = text.split_once("..")
        && !is_text
    {
        let (from, to) = (standard(w, column, from)?, standard(w, column, to)?);
        return Ok(vec![
            filter(Comparator::Ge, &from),
            filter(Comparator::Le, &to),
        ]);
    }
    let (comparator, rest) = split(text);
    if is_text {
        let comparator = comparator.unwrap_or(Comparator::Contains);
        return Ok(vec![filter(comparator, rest)]);
    }
    let value = standard(w, column, rest)?;
    // A day given for a point in time means the whole day.
    if comparator.is_none() && is_moment(column) && value.len() == 10 {
        return Ok(whole_day(&value).map_or_else(
            || vec![filter(Comparator::Eq, &value)],
            |(from, to)| vec![filter(Comparator::Ge, &from), filter(Comparator::Lt, &to)],
        ));
    }
    Ok(vec![filter(comparator.unwrap_or(Comparator::Eq), &value)])
}

fn is_moment(column: &Column) -> bool {
    matches!(
        column.column_type,
        ColumnType::Timestamp | ColumnType::TimestampUtc
    )
}

fn whole_day(day: &str) -> Option<(String, String)> {
    let day: Date = day.parse().ok()?;
    let next = day.tomorrow().ok()?;
    Some((format!("{day}T00:00:00"), format!("{next}T00:00:00")))
}

/// A sign of comparison in front, if there is one.
fn split(text: &str) -> (Option<Comparator>, &str) {
    let signs = [
        (">=", Comparator::Ge),
        ("<=", Comparator::Le),
        ("!=", Comparator::Ne),
        ("<>", Comparator::Ne),
        ("≥", Comparator::Ge),
        ("≤", Comparator::Le),
        ("≠", Comparator::Ne),
        (">", Comparator::Gt),
        ("<", Comparator::Lt),
        ("=", Comparator::Eq),
    ];
    signs
        .into_iter()
        .find_map(|(sign, comparator)| {
            text.strip_prefix(sign)
                .map(|rest| (Some(comparator), rest.trim()))
        })
        .unwrap_or((None, text))
}

/// A value as people write it in standard notation.
pub(crate) fn standard(w: Words, column: &Column, text: &str) -> Result<String, NoFilter> {
    let text = text.trim();
    match column.column_type {
        ColumnType::Integer | ColumnType::Decimal { .. } | ColumnType::Float => number(w, text),
        ColumnType::Boolean => boolean(text),
        ColumnType::Date => day(text).map(|day| day.to_string()).ok_or(NoFilter),
        ColumnType::Timestamp | ColumnType::TimestampUtc => {
            Ok(day(text).map_or_else(|| text.replace(' ', "T"), |day| day.to_string()))
        }
        _ => Ok(text.to_owned()),
    }
}

pub(crate) fn number(w: Words, text: &str) -> Result<String, NoFilter> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let standard = if w.is_german() {
        german(&compact)
    } else {
        compact.replace(',', "")
    };
    let is_number = standard.parse::<f64>().is_ok_and(f64::is_finite)
        && standard
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | 'e' | 'E'));
    is_number.then_some(standard).ok_or(NoFilter)
}

/// `1.208,5` is 1208.5. A single point that does not part thousands is taken as a decimal point.
fn german(text: &str) -> String {
    if text.contains(',') {
        return text.replace('.', "").replace(',', ".");
    }
    let mut groups = text.trim_start_matches('-').split('.');
    let first_fits = groups
        .next()
        .is_some_and(|group| (1..=3).contains(&group.len()));
    let rest: Vec<&str> = groups.collect();
    if first_fits && !rest.is_empty() && rest.iter().all(|group| group.len() == 3) {
        text.replace('.', "")
    } else {
        text.to_owned()
    }
}

fn boolean(text: &str) -> Result<String, NoFilter> {
    match text.to_lowercase().as_str() {
        "ja" | "yes" | "wahr" | "true" | "1" => Ok("true".to_owned()),
        "nein" | "no" | "falsch" | "false" | "0" => Ok("false".to_owned()),
        _ => Err(NoFilter),
    }
}

/// `20.11.2026`, `20.11.26` is not taken (which century?), `2026-11-20`.
fn day(text: &str) -> Option<Date> {
    if let Ok(day) = text.parse::<Date>() {
        return Some(day);
    }
    let mut parts = text.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use hebewerk_model::{ColumnId, Language};
    use jiff::Timestamp;

    #[track_caller]
    fn check(language: Language, column_type: ColumnType, text: &str, expected: &str) {
        let w = Words {
            language,
            now: Timestamp::UNIX_EPOCH,
        };
        let column = Column {
            id: ColumnId(1),
            name: "x".to_owned(),
            label: "X".to_owned(),
            column_type,
            semantic_type: None,
            confidence: 1.0,
            unit: None,
        };
        let shown = match parse(w, &column, text) {
            Err(NoFilter) => "no filter".to_owned(),
            Ok(filters) => filters
                .iter()
                .map(|filter| {
                    format!("{:?} {}", filter.comparator, filter.value)
                        .trim_end()
                        .to_owned()
                })
                .collect::<Vec<_>>()
                .join(" and "),
        };
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn people_write_values_their_way() {
        use ColumnType::{Boolean, Date, Float, Integer, Text, Timestamp};
        use Language::{De, En};
        check(De, Text, "müll", "Contains müll");
        check(De, Text, "=Holz", "Eq Holz");
        check(De, Text, "a..b", "Contains a..b");
        check(De, Integer, "> 1.208", "Gt 1208");
        check(De, Float, "1.208,5", "Eq 1208.5");
        check(De, Float, "0.5", "Eq 0.5");
        check(De, Float, "-1.000.000", "Eq -1000000");
        check(En, Float, "1,208.5", "Eq 1208.5");
        check(De, Float, "2,5..8", "Ge 2.5 and Le 8");
        check(De, Integer, "viel", "no filter");
        check(De, Integer, "inf", "no filter");
        check(De, Boolean, "Ja", "Eq true");
        check(De, Date, "20.11.2026", "Eq 2026-11-20");
        check(De, Date, "≥ 2026-11-20", "Ge 2026-11-20");
        check(De, Date, "31.02.2026", "no filter");
        check(
            De,
            Timestamp,
            "20.11.2026",
            "Ge 2026-11-20T00:00:00 and Lt 2026-11-21T00:00:00",
        );
        check(De, Integer, "leer", "IsNull");
        check(De, Text, "Nicht leer", "NotNull");
    }
}
