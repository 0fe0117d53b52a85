//! Conditions of a request as expressions.

use crate::value::compared;
use datafusion::logical_expr::{BinaryExpr, Expr, Like, Operator, cast, ident, lit};
use hebewerk_hub::ports::{AskError, Comparator, Filter};
use hebewerk_model::{Column, ColumnType};

/// The condition on `column`. A value that is no value of the column's type is an error that names the column.
pub(crate) fn condition(column: &Column, filter: &Filter) -> Result<Expr, AskError> {
    let operand = ident(column.name.as_str());
    let operator = match filter.comparator {
        Comparator::IsNull => return Ok(operand.is_null()),
        Comparator::NotNull => return Ok(operand.is_not_null()),
        Comparator::Contains => return contains(column, &filter.value),
        Comparator::Eq => Operator::Eq,
        Comparator::Ne => Operator::NotEq,
        Comparator::Lt => Operator::Lt,
        Comparator::Le => Operator::LtEq,
        Comparator::Gt => Operator::Gt,
        Comparator::Ge => Operator::GtEq,
    };
    let value = compared(&filter.value, column.column_type).ok_or_else(|| no_value(column))?;
    let comparison = binary(operand.clone(), operator, lit(value));
    Ok(if filter.comparator == Comparator::Ne {
        // A row without a value is not equal to any.
        comparison.or(operand.is_null())
    } else {
        comparison
    })
}

pub(crate) fn binary(left: Expr, operator: Operator, right: Expr) -> Expr {
    Expr::BinaryExpr(BinaryExpr::new(Box::new(left), operator, Box::new(right)))
}

/// The error that a text is no value of a column.
pub(crate) fn no_value(column: &Column) -> AskError {
    AskError::NoValue {
        column: column.name.clone(),
        column_type: column.column_type.name().to_owned(),
    }
}

fn contains(column: &Column, text: &str) -> Result<Expr, AskError> {
    let operand = ident(column.name.as_str());
    let operand = match column.column_type {
        ColumnType::Binary => return Err(no_value(column)),
        ColumnType::Text | ColumnType::Json => operand,
        _ => cast(operand, arrow::datatypes::DataType::Utf8View),
    };
    let mut pattern = String::with_capacity(text.len() + 2);
    pattern.push('%');
    for character in text.chars() {
        if matches!(character, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern.push('%');
    let pattern = datafusion::common::ScalarValue::Utf8View(Some(pattern));
    Ok(Expr::Like(Like::new(
        false,
        Box::new(operand),
        Box::new(lit(pattern)),
        None,
        true,
    )))
}
