//! One column's Arrow array while it grows.

use crate::calendar::DAY_MICROS;
use crate::column_sight::trimmed;
use crate::marker::marker;
use crate::moment::{self, MomentForm};
use crate::number::{self, NumberWriting};
use crate::record::RawCell;
use crate::truth_value;
use arrow::array::{
    ArrayRef, BinaryBuilder, BooleanBuilder, Date32Builder, Decimal128Builder, Float64Builder,
    Int64Builder, StringBuilder, Time64MicrosecondBuilder, TimestampMicrosecondBuilder,
};
use arrow::datatypes::{DataType, Field, TimeUnit};
use arrow::error::ArrowError;
use hebewerk_model::{ColumnType, Dialect, InspectedColumn};
use std::sync::Arc;

#[derive(Debug)]
enum Values {
    Text(StringBuilder),
    Integer(Int64Builder),
    Decimal(Decimal128Builder, u8, u8),
    Float(Float64Builder),
    Boolean(BooleanBuilder),
    Date(Date32Builder),
    Time(Time64MicrosecondBuilder),
    Stamp(TimestampMicrosecondBuilder, bool),
    Binary(BinaryBuilder),
}

/// Reads cells of one column as its inspection says.
#[derive(Debug)]
pub(crate) struct ColumnBuilder {
    source: usize,
    label: String,
    name: String,
    writing: NumberWriting,
    forms: Vec<MomentForm>,
    values: Values,
}

impl ColumnBuilder {
    pub(crate) fn new(source: usize, column: &InspectedColumn, dialect: &Dialect) -> Self {
        let pattern = column.pattern.as_deref().unwrap_or("");
        let sign = |sign: Option<char>| sign.and_then(|sign| u8::try_from(sign).ok());
        let writing = NumberWriting::from_pattern(pattern).unwrap_or(NumberWriting {
            decimal: sign(dialect.decimal).or(Some(b'.')),
            thousands: sign(dialect.thousands),
        });
        Self {
            source,
            label: column.label.clone(),
            name: column.name.clone(),
            writing,
            forms: pattern
                .split('|')
                .filter_map(MomentForm::from_pattern)
                .collect(),
            values: Values::of(column.column_type),
        }
    }

    /// Number of the cell in the record.
    pub(crate) fn source(&self) -> usize {
        self.source
    }

    /// Header.
    pub(crate) fn label(&self) -> &str {
        &self.label
    }

    /// Field of the schema.
    pub(crate) fn field(&self) -> Field {
        Field::new(&self.name, self.values.data_type(), true)
    }

    /// Appends a cell; false when it does not fit and null stands in its place.
    pub(crate) fn append(&mut self, cell: RawCell<'_>) -> bool {
        match cell {
            RawCell::Empty | RawCell::Error(_) => {
                self.values.append_null();
                true
            }
            RawCell::Text(text) => match trimmed(text) {
                "" => {
                    self.values.append_null();
                    true
                }
                text => self.append_text(text),
            },
            typed => self.append_typed(typed),
        }
    }

    /// The array so far; begins anew.
    pub(crate) fn finish(&mut self) -> Result<ArrayRef, ArrowError> {
        self.values.finish()
    }

    fn append_text(&mut self, text: &str) -> bool {
        let fits = match &mut self.values {
            Values::Text(builder) => {
                builder.append_value(text);
                return true;
            }
            Values::Integer(builder) => number::mantissa(text, self.writing, 0)
                .and_then(|value| i64::try_from(value).ok())
                .map(|value| builder.append_value(value)),
            Values::Decimal(builder, precision, scale) => {
                number::mantissa(text, self.writing, *scale)
                    .filter(|value| value.unsigned_abs() < 10_u128.pow(u32::from(*precision)))
                    .map(|value| builder.append_value(value))
            }
            Values::Float(builder) => {
                number::float(text, self.writing).map(|value| builder.append_value(value))
            }
            Values::Boolean(builder) => {
                truth_value::read(text).map(|value| builder.append_value(value))
            }
            Values::Date(builder) => self
                .forms
                .iter()
                .find_map(|form| moment::days(text, *form))
                .map(|value| builder.append_value(value)),
            Values::Time(builder) => {
                let with_point = self.forms.contains(&MomentForm::PointTime);
                let time = moment::time(text);
                let time = time.or_else(|| moment::point_time(text).filter(|_| with_point));
                time.map(|value| builder.append_value(value))
            }
            Values::Stamp(builder, _) => self
                .forms
                .iter()
                .find_map(|form| moment::micros(text, *form))
                .map(|value| builder.append_value(value)),
            Values::Binary(builder) => {
                builder.append_value(text.as_bytes());
                return true;
            }
        };
        if fits.is_none() {
            self.values.append_null();
            return marker(text).is_some();
        }
        true
    }

    fn append_typed(&mut self, cell: RawCell<'_>) -> bool {
        match (&mut self.values, cell) {
            (Values::Text(builder), cell) => builder.append_value(cell.to_text()),
            (Values::Integer(builder), RawCell::Integer(value)) => builder.append_value(value),
            (Values::Integer(builder), RawCell::Number(value))
                if value.fract() == 0.0 && value.abs() < 9e18 =>
            {
                builder.append_value(value as i64);
            }
            (Values::Integer(builder), RawCell::Boolean(value)) => {
                builder.append_value(i64::from(value));
            }
            (
                Values::Decimal(builder, precision, scale),
                RawCell::Integer(_) | RawCell::Number(_),
            ) => {
                let value = decimal(cell, *precision, *scale);
                builder.append_option(value);
                return value.is_some();
            }
            (Values::Float(builder), RawCell::Integer(value)) => builder.append_value(value as f64),
            (Values::Float(builder), RawCell::Number(value)) if value.is_finite() => {
                builder.append_value(value);
            }
            (Values::Boolean(builder), RawCell::Boolean(value)) => builder.append_value(value),
            (Values::Boolean(builder), RawCell::Integer(value @ (0 | 1))) => {
                builder.append_value(value == 1);
            }
            (Values::Date(builder), RawCell::Date(days)) => builder.append_value(days),
            (Values::Date(builder), RawCell::Integer(serial))
                if self.forms.contains(&MomentForm::SheetDay) =>
            {
                let days = moment::sheet_day(serial);
                builder.append_option(days);
                return days.is_some();
            }
            (Values::Date(builder), RawCell::Timestamp(micros))
                if micros.rem_euclid(DAY_MICROS) == 0 =>
            {
                builder.append_value(micros.div_euclid(DAY_MICROS) as i32);
            }
            (Values::Time(builder), RawCell::Time(micros)) => builder.append_value(micros),
            (Values::Stamp(builder, _), RawCell::Timestamp(micros)) => builder.append_value(micros),
            (Values::Stamp(builder, _), RawCell::Date(days)) => {
                builder.append_value(i64::from(days) * DAY_MICROS);
            }
            (Values::Binary(builder), RawCell::Binary(bytes)) => builder.append_value(bytes),
            (values, _) => {
                values.append_null();
                return false;
            }
        }
        true
    }
}

fn decimal(cell: RawCell<'_>, precision: u8, scale: u8) -> Option<i128> {
    let value = match cell {
        RawCell::Integer(value) => i128::from(value).checked_mul(10_i128.pow(u32::from(scale)))?,
        RawCell::Number(value) => {
            let scaled = (value * 10_f64.powi(i32::from(scale))).round();
            (scaled.abs() < 1.7e38).then_some(scaled as i128)?
        }
        _ => return None,
    };
    (value.unsigned_abs() < 10_u128.pow(u32::from(precision))).then_some(value)
}

impl Values {
    fn of(column_type: ColumnType) -> Self {
        match column_type {
            ColumnType::Text | ColumnType::Json => Self::Text(StringBuilder::new()),
            ColumnType::Integer => Self::Integer(Int64Builder::new()),
            ColumnType::Decimal { precision, scale } => Self::Decimal(
                Decimal128Builder::new(),
                precision.clamp(1, 38),
                scale.min(38),
            ),
            ColumnType::Float => Self::Float(Float64Builder::new()),
            ColumnType::Boolean => Self::Boolean(BooleanBuilder::new()),
            ColumnType::Date => Self::Date(Date32Builder::new()),
            ColumnType::Time => Self::Time(Time64MicrosecondBuilder::new()),
            ColumnType::Timestamp => Self::Stamp(TimestampMicrosecondBuilder::new(), false),
            ColumnType::TimestampUtc => Self::Stamp(TimestampMicrosecondBuilder::new(), true),
            ColumnType::Binary => Self::Binary(BinaryBuilder::new()),
        }
    }

    fn data_type(&self) -> DataType {
        match self {
            Self::Text(_) => DataType::Utf8,
            Self::Integer(_) => DataType::Int64,
            Self::Decimal(_, precision, scale) => DataType::Decimal128(*precision, *scale as i8),
            Self::Float(_) => DataType::Float64,
            Self::Boolean(_) => DataType::Boolean,
            Self::Date(_) => DataType::Date32,
            Self::Time(_) => DataType::Time64(TimeUnit::Microsecond),
            Self::Stamp(_, zoned) => {
                DataType::Timestamp(TimeUnit::Microsecond, zoned.then(|| Arc::from("UTC")))
            }
            Self::Binary(_) => DataType::Binary,
        }
    }

    fn append_null(&mut self) {
        match self {
            Self::Text(builder) => builder.append_null(),
            Self::Integer(builder) => builder.append_null(),
            Self::Decimal(builder, _, _) => builder.append_null(),
            Self::Float(builder) => builder.append_null(),
            Self::Boolean(builder) => builder.append_null(),
            Self::Date(builder) => builder.append_null(),
            Self::Time(builder) => builder.append_null(),
            Self::Stamp(builder, _) => builder.append_null(),
            Self::Binary(builder) => builder.append_null(),
        }
    }

    fn finish(&mut self) -> Result<ArrayRef, ArrowError> {
        Ok(match self {
            Self::Text(builder) => Arc::new(builder.finish()),
            Self::Integer(builder) => Arc::new(builder.finish()),
            Self::Decimal(builder, precision, scale) => Arc::new(
                builder
                    .finish()
                    .with_precision_and_scale(*precision, *scale as i8)?,
            ),
            Self::Float(builder) => Arc::new(builder.finish()),
            Self::Boolean(builder) => Arc::new(builder.finish()),
            Self::Date(builder) => Arc::new(builder.finish()),
            Self::Time(builder) => Arc::new(builder.finish()),
            Self::Stamp(builder, zoned) => {
                let array = builder.finish();
                if *zoned {
                    Arc::new(array.with_timezone("UTC"))
                } else {
                    Arc::new(array)
                }
            }
            Self::Binary(builder) => Arc::new(builder.finish()),
        })
    }
}
