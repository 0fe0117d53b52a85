//! The key of a row: what it holds, as a number that looks like chance.

use arrow::array::{Array, ArrayRef, AsArray, UInt64Array};
use arrow::datatypes::{
    DataType, Date32Type, Decimal128Type, FieldRef, Float64Type, Int64Type, Schema,
    Time64NanosecondType, TimeUnit, TimestampMicrosecondType,
};
use arrow::record_batch::RecordBatch;
use datafusion::error::{DataFusionError, Result};
use datafusion::logical_expr::ColumnarValue;
use datafusion::physical_expr::PhysicalExpr;
use hebewerk_disclosure::RecordKeys;
use hebewerk_hub::ports::CountingKey;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// Name of the column in which it stands. No column of a table can be called so.
pub(crate) const ROW_KEY: &str = "_schluessel";

/// The key of rows, of all that is stored of them: equal rows have equal keys, in whatever order and version. A column
/// without a value takes no part, so that a new one changes the keys of those rows only that have a value in it.
#[derive(Debug, Eq)]
pub(crate) struct RowKey {
    key: CountingKey,
    field: FieldRef,
    /// Stored columns with the numbers they keep in all versions.
    columns: Vec<(i32, Arc<dyn PhysicalExpr>)>,
}

impl RowKey {
    pub(crate) fn new(
        key: CountingKey,
        field: FieldRef,
        columns: Vec<(i32, Arc<dyn PhysicalExpr>)>,
    ) -> Self {
        Self {
            key,
            field,
            columns,
        }
    }
}

impl PartialEq for RowKey {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key && self.field == other.field && self.columns == other.columns
    }
}

impl Hash for RowKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.field.hash(state);
        self.columns.hash(state);
    }
}

impl fmt::Display for RowKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("key")
    }
}

impl PhysicalExpr for RowKey {
    fn return_field(&self, _: &Schema) -> Result<FieldRef> {
        Ok(Arc::clone(&self.field))
    }

    fn evaluate(&self, batch: &RecordBatch) -> Result<ColumnarValue> {
        let mut columns = Vec::with_capacity(self.columns.len());
        for (number, column) in &self.columns {
            let values = column.evaluate(batch)?.into_array(batch.num_rows())?;
            columns.push((*number, values));
        }
        let keys = RecordKeys::new(self.key.0);
        let mut row_bytes = Vec::new();
        let mut numbers = Vec::with_capacity(batch.num_rows());
        for row in 0..batch.num_rows() {
            row_bytes.clear();
            for (number, values) in &columns {
                append(&mut row_bytes, *number, values, row)?;
            }
            numbers.push(u64::from(keys.of(&row_bytes).number()));
        }
        Ok(ColumnarValue::Array(Arc::new(UInt64Array::from(numbers))))
    }

    fn children(&self) -> Vec<&Arc<dyn PhysicalExpr>> {
        self.columns.iter().map(|(_, column)| column).collect()
    }

    fn with_new_children(
        self: Arc<Self>,
        children: Vec<Arc<dyn PhysicalExpr>>,
    ) -> Result<Arc<dyn PhysicalExpr>> {
        let numbers = self.columns.iter().map(|(number, _)| *number);
        Ok(Arc::new(Self::new(
            self.key,
            Arc::clone(&self.field),
            numbers.zip(children).collect(),
        )))
    }

    fn fmt_sql(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("key")
    }
}

/// A value with the number of its column and its length, so that no two rows look alike that are not.
fn append(bytes: &mut Vec<u8>, number: i32, values: &ArrayRef, row: usize) -> Result<()> {
    if values.is_null(row) {
        return Ok(());
    }
    let mut add = |value: &[u8]| {
        bytes.extend(number.to_le_bytes());
        bytes.extend((value.len() as u64).to_le_bytes());
        bytes.extend(value);
    };
    match values.data_type() {
        DataType::Boolean => add(&[u8::from(values.as_boolean().value(row))]),
        DataType::Int64 => add(&values.as_primitive::<Int64Type>().value(row).to_le_bytes()),
        DataType::Float64 => add(&values
            .as_primitive::<Float64Type>()
            .value(row)
            .to_le_bytes()),
        DataType::Decimal128(..) => {
            add(&values
                .as_primitive::<Decimal128Type>()
                .value(row)
                .to_le_bytes());
        }
        DataType::Date32 => add(&values.as_primitive::<Date32Type>().value(row).to_le_bytes()),
        DataType::Time64(TimeUnit::Nanosecond) => {
            add(&values
                .as_primitive::<Time64NanosecondType>()
                .value(row)
                .to_le_bytes());
        }
        DataType::Timestamp(TimeUnit::Microsecond, _) => {
            add(&values
                .as_primitive::<TimestampMicrosecondType>()
                .value(row)
                .to_le_bytes());
        }
        DataType::Utf8View => add(values.as_string_view().value(row).as_bytes()),
        DataType::BinaryView => add(values.as_binary_view().value(row)),
        _ => return Err(DataFusionError::Internal("a type without a key".to_owned())),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow::array::{Int64Array, StringViewArray};
    use arrow::datatypes::Field;
    use datafusion::physical_expr::expressions::Column;

    fn keys(columns: Vec<(i32, ArrayRef)>, secret: u8) -> Vec<u64> {
        let fields = columns.iter().map(|(number, values)| {
            Field::new(number.to_string(), values.data_type().clone(), true)
        });
        let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
        let expressions = columns.iter().enumerate().map(|(place, (number, _))| {
            let column: Arc<dyn PhysicalExpr> = Arc::new(Column::new(&number.to_string(), place));
            (*number, column)
        });
        let field = Arc::new(Field::new(ROW_KEY, DataType::UInt64, false));
        let key = RowKey::new(CountingKey([secret; 32]), field, expressions.collect());
        let arrays = columns.into_iter().map(|(_, values)| values).collect();
        let batch = RecordBatch::try_new(schema, arrays).unwrap();
        let keys = key.evaluate(&batch).unwrap().into_array(batch.num_rows());
        keys.unwrap()
            .as_primitive::<arrow::datatypes::UInt64Type>()
            .values()
            .to_vec()
    }

    fn names(names: &[Option<&str>]) -> ArrayRef {
        Arc::new(StringViewArray::from(names.to_vec()))
    }

    #[test]
    fn a_row_has_the_same_key_wherever_it_stands() {
        let ages = |ages: &[i64]| -> ArrayRef { Arc::new(Int64Array::from(ages.to_vec())) };
        let first = keys(
            vec![(1, names(&[Some("a"), Some("b")])), (2, ages(&[1, 2]))],
            7,
        );
        let turned = keys(
            vec![(1, names(&[Some("b"), Some("a")])), (2, ages(&[2, 1]))],
            7,
        );
        assert_eq!([first[0], first[1]], [turned[1], turned[0]]);
        assert_ne!(first[0], first[1]);
        let wider = keys(
            vec![
                (1, names(&[Some("a"), Some("b")])),
                (2, ages(&[1, 2])),
                (3, names(&[None, Some("neu")])),
            ],
            7,
        );
        assert_eq!(first[0], wider[0]);
        assert_ne!(first[1], wider[1]);
        let other = keys(
            vec![(1, names(&[Some("a"), Some("b")])), (2, ages(&[1, 2]))],
            8,
        );
        assert_ne!(first, other);
    }

    #[test]
    fn values_do_not_run_into_each_other() {
        let apart = keys(vec![(1, names(&[Some("ab")])), (2, names(&[Some("c")]))], 1);
        let other = keys(vec![(1, names(&[Some("a")])), (2, names(&[Some("bc")]))], 1);
        assert_ne!(apart, other);
    }
}
