//! The properties of a feature as cells.

use crate::moment_cells::iso_cell;
use flatgeobuf::geozero::{ColumnValue, PropertyProcessor};
use hebewerk_profile::{RawCell, Record};

/// A value as its feature gives it.
#[derive(Debug, Clone)]
pub(super) enum Value {
    Boolean(bool),
    Integer(i64),
    Number(f64),
    Text(String),
    Json(String),
    Moment(String),
    Bytes(Vec<u8>),
}

/// The values of one feature, in any order.
pub(super) struct Cells {
    pub(super) values: Vec<Option<Value>>,
}

impl PropertyProcessor for Cells {
    fn property(
        &mut self,
        number: usize,
        _name: &str,
        value: &ColumnValue<'_>,
    ) -> flatgeobuf::geozero::error::Result<bool> {
        let value = match value {
            ColumnValue::Bool(value) => Value::Boolean(*value),
            ColumnValue::Byte(value) => Value::Integer(i64::from(*value)),
            ColumnValue::UByte(value) => Value::Integer(i64::from(*value)),
            ColumnValue::Short(value) => Value::Integer(i64::from(*value)),
            ColumnValue::UShort(value) => Value::Integer(i64::from(*value)),
            ColumnValue::Int(value) => Value::Integer(i64::from(*value)),
            ColumnValue::UInt(value) => Value::Integer(i64::from(*value)),
            ColumnValue::Long(value) => Value::Integer(*value),
            ColumnValue::ULong(value) => match i64::try_from(*value) {
                Ok(value) => Value::Integer(value),
                Err(_large) => Value::Text(value.to_string()),
            },
            ColumnValue::Float(value) => Value::Number(f64::from(*value)),
            ColumnValue::Double(value) => Value::Number(*value),
            ColumnValue::String(text) => Value::Text((*text).to_owned()),
            ColumnValue::Json(text) => Value::Json((*text).to_owned()),
            ColumnValue::DateTime(text) => Value::Moment((*text).to_owned()),
            ColumnValue::Binary(bytes) => Value::Bytes(bytes.to_vec()),
        };
        if let Some(place) = self.values.get_mut(number) {
            *place = Some(value);
        }
        Ok(false)
    }
}

impl Cells {
    /// Appends them to a record.
    pub(super) fn push_to(&self, record: &mut Record) {
        for value in &self.values {
            record.push(match value {
                None => RawCell::Empty,
                Some(Value::Boolean(value)) => RawCell::Boolean(*value),
                Some(Value::Integer(value)) => RawCell::Integer(*value),
                Some(Value::Number(value)) => RawCell::Number(*value),
                Some(Value::Text(text)) => RawCell::Text(text),
                Some(Value::Json(text)) => RawCell::Json(text),
                Some(Value::Moment(text)) => iso_cell(text),
                Some(Value::Bytes(bytes)) => RawCell::Binary(bytes),
            });
        }
    }
}
