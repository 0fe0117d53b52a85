//! Conditions in addresses: `column=value`, `column.gte=value`, `column.null=true`.

use crate::Refusal;
use crate::query::Query;
use hebewerk_hub::HubError;
use hebewerk_hub::ports::{AskError, Comparator, Filter};
use hebewerk_model::{Column, ColumnType};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};

/// Operators with their comparators; `null` is read on its own.
const OPERATORS: [(&str, Comparator); 7] = [
    ("eq", Comparator::Eq),
    ("ne", Comparator::Ne),
    ("lt", Comparator::Lt),
    ("lte", Comparator::Le),
    ("gt", Comparator::Gt),
    ("gte", Comparator::Ge),
    ("contains", Comparator::Contains),
];
const NULL: &str = "null";

/// The conditions of an address: every parameter that is not one of `known`.
pub(super) fn filters(
    query: &Query,
    columns: &[Column],
    known: &[&str],
) -> Result<Vec<Filter>, Refusal> {
    query
        .pairs()
        .filter(|(name, _value)| !known.contains(name))
        .map(|(name, value)| filter(name, value, columns))
        .collect()
}

fn filter(name: &str, value: &str, columns: &[Column]) -> Result<Filter, Refusal> {
    let (column, operator) = match name.rsplit_once('.') {
        // A name that is a column as it stands is one, even with a point in it.
        Some((column, operator)) if !columns.iter().any(|known| known.name == name) => {
            (self::column(column, columns)?, operator)
        }
        _ => (self::column(name, columns)?, "eq"),
    };
    let comparator = comparator(column, operator, value)?;
    let is_fit = match comparator {
        Comparator::IsNull | Comparator::NotNull => true,
        Comparator::Contains => column.column_type != ColumnType::Binary,
        _ => fits(value, column.column_type),
    };
    if !is_fit {
        return Err(unfit(column, value));
    }
    Ok(Filter {
        column: column.name.clone(),
        comparator,
        value: value.to_owned(),
    })
}

fn comparator(column: &Column, operator: &str, value: &str) -> Result<Comparator, Refusal> {
    if operator == NULL {
        return match value {
            "true" => Ok(Comparator::IsNull),
            "false" => Ok(Comparator::NotNull),
            _ => {
                Err(Refusal::invalid("invalid_truth").with("name", format!("{}.null", column.name)))
            }
        };
    }
    let known = OPERATORS
        .iter()
        .find(|(name, _comparator)| *name == operator);
    known.map(|(_name, comparator)| *comparator).ok_or_else(|| {
        let mut refusal = Refusal::invalid("unknown_operator")
            .with("column", &column.name)
            .with("operator", operator);
        refusal.hint = Some("hint-operators");
        refusal
    })
}

/// The column with this name; those that are close are named if there is none.
pub(super) fn column<'a>(name: &str, columns: &'a [Column]) -> Result<&'a Column, Refusal> {
    columns
        .iter()
        .find(|column| column.name == name)
        .ok_or_else(|| {
            let close = columns.iter().map(|column| column.name.as_str());
            let close: Vec<&str> = close
                .filter(|known| is_close(known, name))
                .take(3)
                .collect();
            let mut refusal = Refusal::invalid("unknown_column").with("name", name);
            if close.is_empty() {
                refusal.hint = Some("hint-columns");
            } else {
                refusal = refusal.with("similar", close.join(", "));
                refusal.hint = Some("hint-similar-columns");
            }
            refusal
        })
}

/// Whether a name is meant, probably: other letters' case, a part, or the same beginning.
fn is_close(known: &str, name: &str) -> bool {
    let name = name.to_lowercase();
    let beginning: String = name.chars().take(3).collect();
    !name.is_empty()
        && (known.contains(&name) || (beginning.len() > 2 && known.starts_with(&beginning)))
}

/// Whether a text is a value of a type, in standard notation. The engine has the last word.
fn fits(value: &str, column_type: ColumnType) -> bool {
    let value = value.trim();
    match column_type {
        ColumnType::Text | ColumnType::Json => true,
        ColumnType::Integer | ColumnType::Decimal { .. } | ColumnType::Float => {
            value.parse::<f64>().is_ok_and(f64::is_finite)
        }
        ColumnType::Boolean => matches!(value, "true" | "false"),
        ColumnType::Date => value.parse::<Date>().is_ok(),
        ColumnType::Time => value.parse::<Time>().is_ok(),
        ColumnType::Timestamp => value.parse::<DateTime>().is_ok() || value.parse::<Date>().is_ok(),
        ColumnType::TimestampUtc => {
            value.parse::<Timestamp>().is_ok()
                || value.parse::<DateTime>().is_ok()
                || value.parse::<Date>().is_ok()
        }
        ColumnType::Binary => false,
    }
}

fn unfit(column: &Column, value: &str) -> Refusal {
    let shown: String = value.chars().take(80).collect();
    let mut refusal = Refusal::invalid("invalid_filter_value")
        .with("column", &column.name)
        .with("type", column.column_type.name())
        .with("value", shown);
    refusal.hint = Some("hint-standard-notation");
    refusal
}

/// What the engine refuses about a page or file of rows was wrong in the address, not in a statement.
pub(in crate::api) fn refusal(error: HubError) -> Refusal {
    match &error {
        HubError::Ask(AskError::Syntax { .. }) => {
            let mut refusal = Refusal::invalid("invalid_condition");
            refusal.hint = Some("hint-standard-notation");
            refusal
        }
        HubError::Ask(AskError::Unknown { name, .. }) => {
            Refusal::invalid("unknown_column").with("name", name)
        }
        HubError::Ask(AskError::TooLarge { limit, .. }) => {
            Refusal::invalid("too_many_conditions").with("limit", limit)
        }
        _ => error.into(),
    }
}
