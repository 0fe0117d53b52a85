//! `filters` of what is to go: `{"art": "Eiche", "umfang": {"lt": 30}, "bezirk": ["Mitte", "Wanne"]}`, all of which must hold.

use super::cells::array;
use super::fields::{Target, position};
use crate::Refusal;
use arrow::array::{Array, ArrayRef, BooleanArray, Datum, Scalar};
use arrow::compute::kernels::cmp;
use arrow::datatypes::DataType;
use arrow::record_batch::RecordBatch;
use hebewerk_model::ColumnType;
use serde_json::{Map, Value};

/// Which rows.
pub(super) struct Chosen(Vec<Condition>);

struct Condition {
    column: usize,
    /// One of these must hold.
    any: Vec<Test>,
}

enum Test {
    Missing,
    Is(Comparison, Scalar<ArrayRef>),
}

#[derive(Clone, Copy)]
enum Comparison {
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Chosen {
    /// No filters choose all rows.
    pub(super) fn read(filters: &Map<String, Value>, targets: &[Target]) -> Result<Self, Refusal> {
        let mut conditions = Vec::new();
        for (name, wanted) in filters {
            let place = position(targets, name);
            let found = place.and_then(|place| Some((place, targets.get(place)?)));
            // A number of a row is its place in a version, and says nothing of the next.
            let (column, target) = found.ok_or_else(|| {
                Refusal::invalid("ckan_unknown_column")
                    .with("field", "filters")
                    .with("name", name)
            })?;
            let test = |comparison, value: &Value| test(target.column_type, comparison, value);
            match wanted {
                Value::Array(values) => {
                    let any = values.iter().map(|value| test(Comparison::Equal, value));
                    conditions.push(Condition {
                        column,
                        any: any.collect::<Result<_, _>>()?,
                    });
                }
                // No bounds would be no condition: all rows.
                Value::Object(bounds) if bounds.is_empty() => {
                    return Err(Refusal::invalid("ckan_no_object").with("field", "filters"));
                }
                Value::Object(bounds) => {
                    for (operator, bound) in bounds {
                        let comparison = comparison(operator)?;
                        conditions.push(Condition {
                            column,
                            any: vec![test(comparison, bound)?],
                        });
                    }
                }
                value => conditions.push(Condition {
                    column,
                    any: vec![test(Comparison::Equal, value)?],
                }),
            }
        }
        Ok(Self(conditions))
    }

    /// Whether each row is chosen.
    pub(super) fn rows(&self, batch: &RecordBatch) -> Result<Vec<bool>, Refusal> {
        let mut chosen = vec![true; batch.num_rows()];
        for condition in &self.0 {
            let mut holds = vec![false; batch.num_rows()];
            for test in &condition.any {
                let column = batch.columns().get(condition.column);
                let column = column.ok_or_else(Refusal::not_found)?;
                test.mark(column, &mut holds)?;
            }
            for (chosen, holds) in chosen.iter_mut().zip(holds) {
                *chosen &= holds;
            }
        }
        Ok(chosen)
    }
}

impl Test {
    fn mark(&self, column: &ArrayRef, holds: &mut [bool]) -> Result<(), Refusal> {
        match self {
            Self::Missing => {
                for (row, holds) in holds.iter_mut().enumerate() {
                    *holds |= column.is_null(row);
                }
            }
            Self::Is(comparison, value) => {
                let marked = comparison.of(column, value)?;
                for (holds, marked) in holds.iter_mut().zip(&marked) {
                    *holds |= marked == Some(true);
                }
            }
        }
        Ok(())
    }
}

impl Comparison {
    fn of(self, column: &ArrayRef, value: &dyn Datum) -> Result<BooleanArray, Refusal> {
        let compare = match self {
            Self::Equal => cmp::eq,
            Self::Less => cmp::lt,
            Self::LessOrEqual => cmp::lt_eq,
            Self::Greater => cmp::gt,
            Self::GreaterOrEqual => cmp::gt_eq,
        };
        compare(column, value).map_err(Refusal::internal)
    }
}

fn comparison(operator: &str) -> Result<Comparison, Refusal> {
    Ok(match operator {
        "eq" => Comparison::Equal,
        "lt" => Comparison::Less,
        "lte" => Comparison::LessOrEqual,
        "gt" => Comparison::Greater,
        "gte" => Comparison::GreaterOrEqual,
        _ => {
            let refusal = Refusal::invalid("ckan_unknown_column").with("field", "filters");
            return Err(refusal.with("name", operator));
        }
    })
}

/// A value that the column could have; one it could not is refused, not taken for one that no row has.
fn test(column_type: ColumnType, comparison: Comparison, value: &Value) -> Result<Test, Refusal> {
    let wrong = || Refusal::invalid("ckan_no_object").with("field", "filters");
    if value.is_null() {
        return match comparison {
            Comparison::Equal => Ok(Test::Missing),
            _ => Err(wrong()),
        };
    }
    let array = array(column_type, &[Some(value)]).map_err(|_place| wrong())?;
    if array.is_null(0) || *array.data_type() == DataType::Binary {
        return Err(wrong());
    }
    Ok(Test::Is(comparison, Scalar::new(array)))
}
