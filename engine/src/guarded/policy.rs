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
        RowFilter::OneOf { column, literals } => one_of(column, literals, columns),
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

/// As a list, not as a chain of comparisons: each of those would look at every row, a list is looked up once a row.
fn one_of(name: &str, literals: &[Literal], columns: &[Column]) -> Expr {
    let values = literals.iter();
    let values = values.filter_map(|literal| constant(name, literal, columns));
    let values: Vec<Expr> = values.collect();
    if values.is_empty() {
        return lit(false);
    }
    ident(name).in_list(values, false)
}

fn compare(name: &str, operator: Operator, literal: &Literal, columns: &[Column]) -> Expr {
    let Some(value) = constant(name, literal, columns) else {
        return lit(false);
    };
    Expr::BinaryExpr(BinaryExpr::new(
        Box::new(ident(name)),
        operator,
        Box::new(value),
    ))
}

/// The constant as a value of the column's own type; none if it is none.
fn constant(name: &str, literal: &Literal, columns: &[Column]) -> Option<Expr> {
    let column = columns.iter().find(|column| column.name == name);
    let value = column.and_then(|column| policy_value(literal, column.column_type));
    if value.is_none() {
        tracing::warn!(
            column = name,
            "a row policy does not fit the table: its rows stay hidden"
        );
    }
    value.map(lit)
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
