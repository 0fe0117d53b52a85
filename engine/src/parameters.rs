//! Values of parameters as the planner takes them: never part of a text that is parsed.

use datafusion::common::metadata::ScalarAndMetadata;
use datafusion::common::{ParamValues, ScalarValue};
use datafusion::logical_expr::LogicalPlan;
use hebewerk_hub::ports::{AskError, BoundValue, Unoffered};
use hebewerk_model::ParameterKind;
use std::collections::HashMap;

/// Largest number of digits of an exact number.
const MOST_DIGITS: usize = 38;
/// Longest name of a parameter repeated to the asker.
const LONGEST_NAME: usize = 60;

/// The values by name.
pub(crate) fn values(bound: &[BoundValue]) -> Result<ParamValues, AskError> {
    let mut values = HashMap::with_capacity(bound.len());
    for one in bound {
        let value = scalar(one.kind, one.value.as_deref()).ok_or(AskError::Computation)?;
        values.insert(one.name.clone(), ScalarAndMetadata::from(value));
    }
    Ok(ParamValues::Map(values))
}

/// The plan, if it asks for no value: nobody gives it one.
pub(crate) fn none_in(plan: LogicalPlan) -> Result<LogicalPlan, AskError> {
    let names = plan
        .get_parameter_names()
        .map_err(|_unusual| AskError::NotOffered(Unoffered::Form))?;
    match names.into_iter().min() {
        None => Ok(plan),
        Some(name) => Err(AskError::Unknown {
            what: "parameter".to_owned(),
            name: name.chars().take(LONGEST_NAME).collect(),
            similar: Vec::new(),
        }),
    }
}

fn scalar(kind: ParameterKind, value: Option<&str>) -> Option<ScalarValue> {
    Some(match (kind, value) {
        (ParameterKind::Text, value) => ScalarValue::Utf8(value.map(str::to_owned)),
        (ParameterKind::Integer, None) => ScalarValue::Int64(None),
        (ParameterKind::Integer, Some(value)) => ScalarValue::Int64(Some(value.parse().ok()?)),
        (ParameterKind::Decimal, None) => ScalarValue::Decimal128(None, 38, 9),
        (ParameterKind::Decimal, Some(value)) => decimal(value)?,
        (ParameterKind::Date, None) => ScalarValue::Date32(None),
        (ParameterKind::Date, Some(value)) => {
            let day: jiff::civil::Date = value.parse().ok()?;
            let epoch = jiff::civil::date(1970, 1, 1);
            let days = day.since((jiff::Unit::Day, epoch)).ok()?.get_days();
            ScalarValue::Date32(Some(days))
        }
        (ParameterKind::Boolean, None) => ScalarValue::Boolean(None),
        (ParameterKind::Boolean, Some(value)) => ScalarValue::Boolean(Some(value.parse().ok()?)),
    })
}

/// An exact number, no wider than it is written.
fn decimal(value: &str) -> Option<ScalarValue> {
    let (sign, digits) = match value.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, value),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all = format!("{whole}{fraction}");
    if all.is_empty() || all.len() > MOST_DIGITS || !all.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i128 = all.parse().ok()?;
    let precision = u8::try_from(all.len()).ok()?;
    let scale = i8::try_from(fraction.len()).ok()?;
    Some(ScalarValue::Decimal128(
        Some(sign * number),
        precision,
        scale,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: ParameterKind, text: &str, expected: Option<&ScalarValue>) {
        let read = BoundValue::read("x", kind, text);
        let value = read.and_then(|read| scalar(read.kind, read.value.as_deref()));
        assert_eq!(value.as_ref(), expected, "{text}");
    }

    #[test]
    fn values_are_what_was_typed_and_nothing_typed_is_none() {
        check(
            ParameterKind::Text,
            "x'; drop",
            Some(&ScalarValue::Utf8(Some("x'; drop".to_owned()))),
        );
        check(
            ParameterKind::Integer,
            " 42 ",
            Some(&ScalarValue::Int64(Some(42))),
        );
        check(ParameterKind::Integer, "", Some(&ScalarValue::Int64(None)));
        check(ParameterKind::Integer, "4.2", None);
        check(
            ParameterKind::Decimal,
            "-12.50",
            Some(&ScalarValue::Decimal128(Some(-1250), 4, 2)),
        );
        check(ParameterKind::Decimal, "1e5", None);
        check(
            ParameterKind::Date,
            "1970-02-01",
            Some(&ScalarValue::Date32(Some(31))),
        );
        check(ParameterKind::Date, "1. Februar", None);
        check(
            ParameterKind::Boolean,
            "true",
            Some(&ScalarValue::Boolean(Some(true))),
        );
        check(ParameterKind::Boolean, "vielleicht", None);
    }
}
