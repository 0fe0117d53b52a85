//! `filters` of a `datastore_search`: `{"art": "Eiche", "umfang": {"gte": 100}, "bezirk": ["Mitte", "Wanne"]}`.

use super::{Plain, column};
use crate::Refusal;
use hebewerk_hub::ports::Comparator;
use hebewerk_model::{Column, ColumnType};
use serde_json::{Map, Value};

/// Conditions, all of which must hold.
#[derive(Default)]
pub(in crate::ckan) struct Conditions {
    /// Of one value each.
    pub(in crate::ckan) all: Vec<Plain>,
    /// Column and the values one of which it must have.
    pub(in crate::ckan) any: Vec<(Column, Vec<Option<String>>)>,
    /// `_id` must be larger than this.
    pub(in crate::ckan) behind: Option<u64>,
}

pub(super) fn conditions(
    filters: &Map<String, Value>,
    columns: &[Column],
) -> Result<Conditions, Refusal> {
    let mut conditions = Conditions::default();
    for (name, wanted) in filters {
        if name == "_id" {
            conditions.behind = Some(behind(wanted)?);
            continue;
        }
        let column = column(name, columns, "filters")?;
        match wanted {
            Value::Array(values) => {
                let values: Result<Vec<_>, _> = values.iter().map(|it| value(column, it)).collect();
                match values?.as_slice() {
                    [only] => conditions.all.push(equal(column, only.clone())),
                    several => conditions.any.push((column.clone(), several.to_vec())),
                }
            }
            Value::Object(bounds) => {
                for (operator, bound) in bounds {
                    conditions.all.push(bounded(column, operator, bound)?);
                }
            }
            wanted => {
                let value = value(column, wanted)?;
                conditions.all.push(equal(column, value));
            }
        }
    }
    Ok(conditions)
}

/// Only turning pages by number is offered: `{"_id": {"gt": 1000}}`.
fn behind(wanted: &Value) -> Result<u64, Refusal> {
    let unknown = || Refusal::invalid("ckan_no_number").with("field", "filters");
    let bounds = wanted.as_object().ok_or_else(unknown)?;
    match bounds.iter().next() {
        Some((operator, bound)) if operator == "gt" => bound.as_u64().ok_or_else(unknown),
        Some((operator, bound)) if operator == "gte" => bound
            .as_u64()
            .map(|number| number.saturating_sub(1))
            .ok_or_else(unknown),
        _ => Err(unknown()),
    }
}

fn equal(column: &Column, value: Option<String>) -> Plain {
    Plain {
        column: column.name.clone(),
        comparator: if value.is_some() {
            Comparator::Eq
        } else {
            Comparator::IsNull
        },
        value: value.unwrap_or_default(),
    }
}

fn bounded(column: &Column, operator: &str, bound: &Value) -> Result<Plain, Refusal> {
    let comparator = match operator {
        "lt" => Comparator::Lt,
        "lte" => Comparator::Le,
        "gt" => Comparator::Gt,
        "gte" => Comparator::Ge,
        "eq" => return Ok(equal(column, value(column, bound)?)),
        _ => {
            return Err(Refusal::invalid("ckan_unknown_column")
                .with("field", "filters")
                .with("name", operator));
        }
    };
    let value = value(column, bound)?;
    let missing = || Refusal::invalid("ckan_no_object").with("field", "filters");
    Ok(Plain {
        column: column.name.clone(),
        comparator,
        value: value.ok_or_else(missing)?,
    })
}

/// A value as text in standard notation; none for null. A number that is none is no value of a column of numbers.
fn value(column: &Column, value: &Value) -> Result<Option<String>, Refusal> {
    let text = match value {
        Value::Null => return Ok(None),
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(truth) => truth.to_string(),
        Value::Array(_) | Value::Object(_) => {
            return Err(Refusal::invalid("ckan_no_object").with("field", "filters"));
        }
    };
    let is_number = matches!(
        column.column_type,
        ColumnType::Integer | ColumnType::Decimal { .. } | ColumnType::Float
    );
    if is_number && !text.trim().parse::<f64>().is_ok_and(f64::is_finite) {
        return Err(Refusal::invalid("ckan_no_number").with("field", "filters"));
    }
    Ok(Some(text))
}
