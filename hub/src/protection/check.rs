//! Rules of protection that can be kept.

use crate::HubError;
use hebewerk_model::{
    Column, ColumnName, ColumnType, Mask, Protection, RowCondition, TableVersion,
};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

/// Rules and reviews of one dataset at most, each.
const MOST_RULES: usize = 300;
/// Values of one rule at most, and how long they and reasons may be.
const MOST_VALUES: usize = 1_000;
const LONGEST_VALUE: usize = 300;
const LONGEST_REASON: usize = 1_000;

/// The rules, trimmed, if each of them can be kept in the newest version.
///
/// A review may be about a column that is gone: older versions have it.
pub(super) fn checked(
    mut protection: Protection,
    tables: &[TableVersion],
) -> Result<Protection, HubError> {
    let lengths = [
        protection.rows.len(),
        protection.columns.len(),
        protection.reviews.len(),
    ];
    if lengths.into_iter().any(|length| length > MOST_RULES) {
        return Err(invalid("rules", "too_many_rules"));
    }
    for rule in &mut protection.rows {
        trim(&mut rule.reason)?;
        let column = column(&rule.column, tables)?;
        check_condition(&mut rule.condition, column.column_type)?;
    }
    for rule in &mut protection.columns {
        trim(&mut rule.reason)?;
        check_mask(rule.mask, column(&rule.column, tables)?)?;
    }
    for review in &mut protection.reviews {
        trim(&mut review.reason)?;
    }
    for (place, rule) in protection.columns.iter().enumerate() {
        let mut before = protection.columns.iter().take(place);
        if before.any(|other| other.column == rule.column && other.binds == rule.binds) {
            return Err(invalid("column", "rule_twice"));
        }
    }
    for (place, review) in protection.reviews.iter().enumerate() {
        let mut before = protection.reviews.iter().take(place);
        if before.any(|other| other.column == review.column && other.kind == review.kind) {
            return Err(invalid("column", "rule_twice"));
        }
    }
    Ok(protection)
}

const fn invalid(field: &'static str, code: &'static str) -> HubError {
    HubError::Invalid { field, code }
}

fn trim(reason: &mut String) -> Result<(), HubError> {
    *reason = reason.trim().to_owned();
    if reason.is_empty() || reason.chars().count() > LONGEST_REASON {
        return Err(invalid("reason", "invalid_reason"));
    }
    Ok(())
}

fn column<'a>(name: &ColumnName, tables: &'a [TableVersion]) -> Result<&'a Column, HubError> {
    let mut tables = tables.iter();
    tables
        .find(|table| table.table.sql_name.as_str() == name.table)
        .and_then(|table| {
            table
                .columns
                .iter()
                .find(|column| column.name == name.column)
        })
        .ok_or_else(|| invalid("column", "unknown_column"))
}

fn check_condition(condition: &mut RowCondition, column_type: ColumnType) -> Result<(), HubError> {
    let check = |value: &mut String| {
        *value = value.trim().to_owned();
        let fits = value.chars().count() <= LONGEST_VALUE && is_value(value, column_type);
        if fits {
            Ok(())
        } else {
            Err(invalid("values", "invalid_rule_value"))
        }
    };
    match condition {
        RowCondition::OneOf { values } => {
            if values.is_empty() || values.len() > MOST_VALUES {
                return Err(invalid("values", "invalid_rule_values"));
            }
            values.iter_mut().try_for_each(check)
        }
        RowCondition::Between { from, to } => {
            if from.is_none() && to.is_none() {
                return Err(invalid("values", "invalid_rule_values"));
            }
            from.iter_mut().chain(to).try_for_each(check)
        }
        RowCondition::OwnOffice if column_type == ColumnType::Text => Ok(()),
        RowCondition::OwnOffice => Err(invalid("column", "rule_needs_text")),
    }
}

/// Whether a text is a value of a type, in standard notation.
fn is_value(text: &str, column_type: ColumnType) -> bool {
    match column_type {
        ColumnType::Text => !text.is_empty(),
        ColumnType::Integer => text.parse::<i64>().is_ok(),
        ColumnType::Decimal { .. } | ColumnType::Float => {
            let digits = |sign: char| sign.is_ascii_digit() || matches!(sign, '.' | '-');
            text.chars().all(digits) && text.parse::<f64>().is_ok()
        }
        ColumnType::Boolean => matches!(text, "true" | "false"),
        ColumnType::Date => text.parse::<Date>().is_ok(),
        ColumnType::Timestamp => text.parse::<DateTime>().is_ok() || text.parse::<Date>().is_ok(),
        ColumnType::TimestampUtc => text.parse::<Timestamp>().is_ok(),
        ColumnType::Time | ColumnType::Json | ColumnType::Binary => false,
    }
}

fn check_mask(mask: Mask, column: &Column) -> Result<(), HubError> {
    let in_bounds = match mask {
        Mask::Hide | Mask::Null | Mask::Pseudonym | Mask::Period(_) | Mask::Street => true,
        Mask::Beginning { characters } => (1..=50).contains(&characters),
        Mask::Round { digits } => (-12..=12).contains(&digits),
        Mask::Group { width } => (2..=1_000_000_000).contains(&width),
        Mask::Grid { metres } => (10..=100_000).contains(&metres),
    };
    if !in_bounds {
        return Err(invalid("mask", "invalid_mask"));
    }
    if mask.type_of(column).is_none() {
        return Err(invalid("mask", "mask_does_not_fit"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_a_rule_are_values_of_its_column() {
        let cents = ColumnType::Decimal {
            precision: 9,
            scale: 2,
        };
        for (text, column_type, expected) in [
            ("Wanne", ColumnType::Text, true),
            ("", ColumnType::Text, false),
            ("12", ColumnType::Integer, true),
            ("12,5", cents, false),
            ("12.50", cents, true),
            ("nan", ColumnType::Float, false),
            ("1983-05-17", ColumnType::Date, true),
            ("17.05.1983", ColumnType::Date, false),
            ("ja", ColumnType::Boolean, false),
            ("x", ColumnType::Binary, false),
        ] {
            assert_eq!(
                is_value(text, column_type),
                expected,
                "{text} {column_type}"
            );
        }
    }
}
