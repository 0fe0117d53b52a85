//! Which conditions of an asker may be applied beneath the barrier.

use arrow::datatypes::Schema;
use datafusion::logical_expr::{BinaryExpr, Expr, Operator, ident};

/// The condition without qualifiers, if it can neither fail nor meet a masked value: an unmasked column compared with
/// a constant of exactly its type, or tested for null.
///
/// Everything else stays above the barrier. Beneath it, a cast or a division would meet hidden rows, and its error
/// would tell of them.
pub(crate) fn leakproof(
    filter: &Expr,
    visible: &Schema,
    is_masked: impl Fn(&str) -> bool,
) -> Option<Expr> {
    let plain = |name: &str| {
        (!is_masked(name))
            .then(|| visible.field_with_name(name).ok())
            .flatten()
    };
    match filter {
        Expr::IsNull(inner) => match inner.as_ref() {
            Expr::Column(column) => plain(&column.name).map(|field| ident(field.name()).is_null()),
            _ => None,
        },
        Expr::IsNotNull(inner) => match inner.as_ref() {
            Expr::Column(column) => {
                plain(&column.name).map(|field| ident(field.name()).is_not_null())
            }
            _ => None,
        },
        Expr::BinaryExpr(BinaryExpr { left, op, right }) => {
            let (column, op, value, metadata) = match (left.as_ref(), right.as_ref()) {
                (Expr::Column(column), Expr::Literal(value, metadata)) => {
                    (column, *op, value, metadata)
                }
                (Expr::Literal(value, metadata), Expr::Column(column)) => {
                    (column, op.swap()?, value, metadata)
                }
                _ => return None,
            };
            let field = plain(&column.name)?;
            let same_type = value.data_type() == *field.data_type() && !value.is_null();
            (same_type && is_comparison(op)).then(|| {
                let literal = Expr::Literal(value.clone(), metadata.clone());
                Expr::BinaryExpr(BinaryExpr::new(
                    Box::new(ident(field.name())),
                    op,
                    Box::new(literal),
                ))
            })
        }
        _ => None,
    }
}

const fn is_comparison(operator: Operator) -> bool {
    matches!(
        operator,
        Operator::Eq
            | Operator::NotEq
            | Operator::Lt
            | Operator::LtEq
            | Operator::Gt
            | Operator::GtEq
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow::datatypes::{DataType, Field};
    use datafusion::logical_expr::{cast, col, lit, not};

    fn is_leakproof(filter: &Expr) -> bool {
        let schema = Schema::new(vec![
            Field::new("id", DataType::Int64, true),
            Field::new("name", DataType::Utf8View, true),
        ]);
        leakproof(filter, &schema, |name| name == "name").is_some()
    }

    #[test]
    fn comparisons_of_a_column_with_its_own_type_pass_and_lose_their_qualifier() {
        assert!(is_leakproof(&col("id").eq(lit(1_i64))));
        assert!(is_leakproof(&lit(1_i64).lt(col("t.id"))));
        assert!(is_leakproof(&col("id").is_null()));
        let schema = Schema::new(vec![Field::new("id", DataType::Int64, true)]);
        let flipped = leakproof(&lit(1_i64).lt(col("t.id")), &schema, |_name| false);
        assert_eq!(flipped, Some(col("id").gt(lit(1_i64))));
    }

    #[test]
    fn what_could_fail_or_meet_a_mask_stays_above() {
        for filter in [
            col("id").eq(lit(1_i32)),
            cast(col("id"), DataType::Int8).eq(lit(1_i8)),
            (lit(1_i64) / col("id")).eq(lit(1_i64)),
            col("name").eq(lit(datafusion::common::ScalarValue::Utf8View(Some(
                "x".to_owned(),
            )))),
            col("name").is_null(),
            col("id").eq(col("id")),
            not(col("id").eq(lit(1_i64))),
            col("id").eq(lit(1_i64)).or(col("id").eq(lit(2_i64))),
            col("unknown").eq(lit(1_i64)),
            lit(true),
        ] {
            assert!(!is_leakproof(&filter), "{filter} passed");
        }
    }
}
