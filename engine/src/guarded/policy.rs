//! Row filters of the guard as conditions.

use crate::value::policy_value;
use datafusion::logical_expr::{BinaryExpr, Expr, Operator, ident, lit};
use hebewerk_guard::{Comparison, Literal, RowFilter};
use hebewerk_model::Column;

/// The condition that holds for visible rows. A rule that cannot be compiled (no such column in this version, a
/// constant that is no value of its type) holds for no row.
pub(crate) fn compile(rule: &RowFilter, columns: &[Column]) -> Expr {
    match rule {
        RowFilter::Compare {
            column,
            comparison,
            literal,
        } => compare(column, operator(*comparison), literal, columns),
        RowFilter::OneOf { column, literals } => any(literals
            .iter()
            .map(|literal| compare(column, Operator::Eq, literal, columns))),
        RowFilter::All(rules) => rules
            .iter()
            .map(|rule| compile(rule, columns))
            .reduce(Expr::and)
            .unwrap_or_else(|| lit(true)),
        RowFilter::Any(rules) => any(rules.iter().map(|rule| compile(rule, columns))),
    }
}

fn any(conditions: impl Iterator<Item = Expr>) -> Expr {
    conditions.reduce(Expr::or).unwrap_or_else(|| lit(false))
}

fn compare(name: &str, operator: Operator, literal: &Literal, columns: &[Column]) -> Expr {
    let column = columns.iter().find(|column| column.name == name);
    let value = column.and_then(|column| policy_value(literal, column.column_type));
    if let Some(value) = value {
        let (left, right) = (Box::new(ident(name)), Box::new(lit(value)));
        return Expr::BinaryExpr(BinaryExpr::new(left, operator, right));
    }
    tracing::warn!(
        column = name,
        "a row policy does not fit the table: its rows stay hidden"
    );
    lit(false)
}

const fn operator(comparison: Comparison) -> Operator {
    match comparison {
        Comparison::Equal => Operator::Eq,
        Comparison::Less => Operator::Lt,
        Comparison::LessOrEqual => Operator::LtEq,
        Comparison::Greater => Operator::Gt,
        Comparison::GreaterOrEqual => Operator::GtEq,
    }
}
