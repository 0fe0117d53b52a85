//! Values of many rows, column by column.

use super::{Cell, Kind, Misfit};
use arrow::array::{
    ArrayRef, BinaryBuilder, BooleanBuilder, Date32Builder, Decimal128Builder, Float64Builder,
    Int64Builder, StringBuilder, Time64MicrosecondBuilder, TimestampMicrosecondBuilder,
};
use arrow::datatypes::{Field, Schema, SchemaRef};
use arrow::error::ArrowError;
use arrow::record_batch::RecordBatch;
use std::collections::HashSet;
use std::sync::Arc;

/// Rows of one batch.
const MOST_ROWS: usize = 8_192;
/// Bytes of text after which a batch ends earlier.
const MOST_BYTES: usize = 8 << 20;
/// Microseconds of a day.
const DAY: i64 = 86_400_000_000;

/// The columns of the rows that are not written yet.
pub(crate) struct Columns {
    schema: SchemaRef,
    builders: Vec<Builder>,
    rows: usize,
    bytes: usize,
    /// Values of each column that had no place.
    beyond: Vec<u64>,
}

enum Builder {
    Boolean(BooleanBuilder),
    Integer(Int64Builder),
    Decimal(Decimal128Builder, u128),
    Double(Float64Builder),
    Text(StringBuilder),
    Date(Date32Builder),
    Time(Time64MicrosecondBuilder),
    Timestamp(TimestampMicrosecondBuilder),
    Binary(BinaryBuilder),
}

impl Columns {
    /// Empty columns of these names and types.
    pub(crate) fn new(columns: &[(String, Kind)]) -> Self {
        let mut taken = HashSet::new();
        let fields: Vec<Field> = columns
            .iter()
            .map(|(name, kind)| {
                let field = Field::new(unique(name, &mut taken), kind.data_type(), true);
                field.with_metadata(kind.metadata())
            })
            .collect();
        Self {
            schema: Arc::new(Schema::new(fields)),
            builders: columns.iter().map(|(_, kind)| Builder::of(*kind)).collect(),
            rows: 0,
            bytes: 0,
            beyond: vec![0; columns.len()],
        }
    }

    pub(crate) fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    /// Adds a value to a column.
    pub(crate) fn push(&mut self, column: usize, cell: Cell<'_>) -> Result<(), Misfit> {
        self.bytes += match &cell {
            Cell::Text(text) => text.len(),
            Cell::Binary(bytes) => bytes.len(),
            Cell::Geometry(bytes) => bytes.len(),
            _ => 0,
        };
        if cell == Cell::Beyond
            && let Some(beyond) = self.beyond.get_mut(column)
        {
            *beyond += 1;
        }
        self.builders.get_mut(column).ok_or(Misfit)?.push(cell)
    }

    /// Columns with values that had no place in the file, and how many.
    pub(crate) fn beyond(&self) -> Vec<(String, u64)> {
        let names = self.schema.fields().iter().map(|field| field.name());
        names
            .zip(&self.beyond)
            .filter(|(_name, count)| **count > 0)
            .map(|(name, count)| (name.clone(), *count))
            .collect()
    }

    /// Ends a row; whether it is time for [`Self::take`].
    pub(crate) fn end_row(&mut self) -> bool {
        self.rows += 1;
        self.rows >= MOST_ROWS || self.bytes >= MOST_BYTES
    }

    /// The rows so far; the columns are empty again.
    pub(crate) fn take(&mut self) -> Result<RecordBatch, ArrowError> {
        (self.rows, self.bytes) = (0, 0);
        let arrays = self.builders.iter_mut().map(Builder::finish).collect();
        RecordBatch::try_new(self.schema(), arrays)
    }
}

impl Builder {
    fn of(kind: Kind) -> Self {
        let data_type = kind.data_type();
        match kind {
            Kind::Boolean => Self::Boolean(BooleanBuilder::new()),
            Kind::Integer => Self::Integer(Int64Builder::new()),
            Kind::Decimal { precision, .. } => Self::Decimal(
                Decimal128Builder::new().with_data_type(data_type),
                10_u128.saturating_pow(u32::from(precision)),
            ),
            Kind::Double => Self::Double(Float64Builder::new()),
            Kind::Text => Self::Text(StringBuilder::new()),
            Kind::Date => Self::Date(Date32Builder::new()),
            Kind::Time => Self::Time(Time64MicrosecondBuilder::new()),
            Kind::Timestamp | Kind::TimestampUtc => {
                Self::Timestamp(TimestampMicrosecondBuilder::new().with_data_type(data_type))
            }
            Kind::Binary | Kind::Geometry => Self::Binary(BinaryBuilder::new()),
        }
    }

    fn push(&mut self, cell: Cell<'_>) -> Result<(), Misfit> {
        match (self, cell) {
            (builder, Cell::Null | Cell::Beyond) => builder.push_null(),
            (Self::Boolean(builder), Cell::Boolean(value)) => builder.append_value(value),
            (Self::Integer(builder), Cell::Integer(value)) => builder.append_value(value),
            (Self::Decimal(builder, bound), Cell::Decimal(value))
                if value.unsigned_abs() < *bound =>
            {
                builder.append_value(value);
            }
            (Self::Double(builder), Cell::Double(value)) => builder.append_value(value),
            (Self::Text(builder), Cell::Text(value)) => builder.append_value(value),
            (Self::Date(builder), Cell::Date(value)) => builder.append_value(value),
            (Self::Time(builder), Cell::Micros(value)) if (0..DAY).contains(&value) => {
                builder.append_value(value);
            }
            (Self::Timestamp(builder), Cell::Micros(value)) => builder.append_value(value),
            (Self::Binary(builder), Cell::Binary(value)) => builder.append_value(value),
            (Self::Binary(builder), Cell::Geometry(value)) => builder.append_value(value),
            _ => return Err(Misfit),
        }
        Ok(())
    }

    fn push_null(&mut self) {
        match self {
            Self::Boolean(builder) => builder.append_null(),
            Self::Integer(builder) => builder.append_null(),
            Self::Decimal(builder, _) => builder.append_null(),
            Self::Double(builder) => builder.append_null(),
            Self::Text(builder) => builder.append_null(),
            Self::Date(builder) => builder.append_null(),
            Self::Time(builder) => builder.append_null(),
            Self::Timestamp(builder) => builder.append_null(),
            Self::Binary(builder) => builder.append_null(),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Boolean(builder) => Arc::new(builder.finish()),
            Self::Integer(builder) => Arc::new(builder.finish()),
            Self::Decimal(builder, _) => Arc::new(builder.finish()),
            Self::Double(builder) => Arc::new(builder.finish()),
            Self::Text(builder) => Arc::new(builder.finish()),
            Self::Date(builder) => Arc::new(builder.finish()),
            Self::Time(builder) => Arc::new(builder.finish()),
            Self::Timestamp(builder) => Arc::new(builder.finish()),
            Self::Binary(builder) => Arc::new(builder.finish()),
        }
    }
}

/// Queries may have several columns of one name.
fn unique(name: &str, taken: &mut HashSet<String>) -> String {
    let mut unique = name.to_owned();
    let mut number = 2;
    while !taken.insert(unique.clone()) {
        unique = format!("{name}_{number}");
        number += 1;
    }
    unique
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(kind: Kind) -> Columns {
        Columns::new(&[("x".to_owned(), kind)])
    }

    #[test]
    fn values_that_do_not_fit_their_column_are_told() {
        let decimal = Kind::Decimal {
            precision: 3,
            scale: 1,
        };
        let mut numbers = columns(decimal);
        assert_eq!(numbers.push(0, Cell::Decimal(-999)), Ok(()));
        assert_eq!(numbers.push(0, Cell::Decimal(1000)), Err(Misfit));
        let mut times = columns(Kind::Time);
        assert_eq!(times.push(0, Cell::Micros(DAY - 1)), Ok(()));
        assert_eq!(times.push(0, Cell::Micros(DAY)), Err(Misfit));
        assert_eq!(times.push(0, Cell::Boolean(true)), Err(Misfit));
    }

    #[test]
    fn values_without_a_place_are_left_out_and_counted() {
        let mut columns = columns(Kind::Date);
        for cell in [Cell::Date(1), Cell::Beyond, Cell::Null, Cell::Beyond] {
            columns.push(0, cell).unwrap();
            columns.end_row();
        }
        assert_eq!(columns.take().unwrap().column(0).null_count(), 3);
        assert_eq!(columns.beyond(), [("x".to_owned(), 2)]);
    }

    #[test]
    fn columns_of_one_name_get_numbers() {
        let name = |name: &str| (name.to_owned(), Kind::Text);
        let columns = Columns::new(&[name("id"), name("id"), name("id_2"), name("id")]);
        let schema = columns.schema();
        let names: Vec<&str> = schema
            .fields()
            .iter()
            .map(|it| it.name().as_str())
            .collect();
        assert_eq!(names, ["id", "id_2", "id_2_2", "id_3"]);
    }
}
