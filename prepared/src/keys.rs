//! Values as whole numbers in the order in which SQL has them, and back.

use crate::codes::NO_NUMBER;
use arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, Date32Array, Decimal128Array, Float64Array, Int64Array,
    Time64MicrosecondArray, TimestampMicrosecondArray,
};
use arrow::datatypes::{
    DataType, Date32Type, Decimal128Type, Float64Type, Int64Type, Time64MicrosecondType, TimeUnit,
    TimestampMicrosecondType,
};
use arrow::error::ArrowError;
use hebewerk_model::{ColumnType, Constant};
use std::sync::Arc;

/// A constant beside a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Key {
    Number(i64),
    Text(Vec<u8>),
}

/// The key of a constant; none where it is no value of exactly the column's type, and so compared otherwise.
pub(crate) fn key(text: &str, column_type: ColumnType) -> Option<Key> {
    let number = match Constant::read(text, column_type)? {
        Constant::Text(text) => return Some(Key::Text(text.into_bytes())),
        Constant::Integer(number) => number,
        Constant::Decimal(decimal) => {
            let ColumnType::Decimal { precision, scale } = column_type else {
                return None;
            };
            i64::try_from(decimal.within(precision, scale)?).ok()?
        }
        Constant::Float(number) => of_float(number)?,
        Constant::Boolean(truth) => i64::from(truth),
        Constant::Day(days) => i64::from(days),
        Constant::Time(nanoseconds) if nanoseconds % 1_000 == 0 => nanoseconds / 1_000,
        Constant::Time(_finer) => return None,
        Constant::Moment(microseconds) => microseconds,
    };
    (number != NO_NUMBER).then_some(Key::Number(number))
}

/// The key of a number; none for those whose order is a matter of taste: what is no number, and negative zero.
pub(crate) fn of_float(number: f64) -> Option<i64> {
    if number.is_nan() || (number == 0.0 && number.is_sign_negative()) {
        return None;
    }
    let bits = number.to_bits().cast_signed();
    Some(bits ^ ((bits >> 63).cast_unsigned() >> 1).cast_signed())
}

fn float_of(key: i64) -> f64 {
    let bits = key ^ ((key >> 63).cast_unsigned() >> 1).cast_signed();
    f64::from_bits(bits.cast_unsigned())
}

/// Appends the keys of an array; `false` where one of its values has none.
pub(crate) fn push_keys(keys: &mut Vec<i64>, array: &dyn Array) -> bool {
    match array.data_type() {
        DataType::Int64 => push(keys, array.as_primitive::<Int64Type>().iter()),
        DataType::Decimal128(..) => {
            let mut fits = true;
            let values = array.as_primitive::<Decimal128Type>().iter();
            let values = values.map(|value| {
                let key = value.map(i64::try_from);
                fits &= !matches!(key, Some(Err(_)));
                key.and_then(Result::ok)
            });
            push(keys, values) && fits
        }
        DataType::Float64 => {
            let mut fits = true;
            let values = array.as_primitive::<Float64Type>().iter();
            let values = values.map(|value| {
                let key = value.map(of_float);
                fits &= key != Some(None);
                key.flatten()
            });
            push(keys, values) && fits
        }
        DataType::Boolean => push(
            keys,
            array.as_boolean().iter().map(|value| value.map(i64::from)),
        ),
        DataType::Date32 => {
            let values = array.as_primitive::<Date32Type>().iter();
            push(keys, values.map(|value| value.map(i64::from)))
        }
        DataType::Time64(TimeUnit::Microsecond) => {
            push(keys, array.as_primitive::<Time64MicrosecondType>().iter())
        }
        DataType::Timestamp(TimeUnit::Microsecond, _) => push(
            keys,
            array.as_primitive::<TimestampMicrosecondType>().iter(),
        ),
        _ => false,
    }
}

fn push(keys: &mut Vec<i64>, values: impl Iterator<Item = Option<i64>>) -> bool {
    let mut fits = true;
    keys.extend(values.map(|value| {
        fits &= value != Some(NO_NUMBER);
        value.unwrap_or(NO_NUMBER)
    }));
    fits
}

/// The values of keys as an array of a type that [`push_keys`] reads.
pub(crate) fn values(keys: &[i64], data_type: &DataType) -> Result<ArrayRef, ArrowError> {
    let numbers = || keys.iter().copied();
    Ok(match data_type {
        DataType::Decimal128(precision, scale) => Arc::new(
            Decimal128Array::from_iter_values(numbers().map(i128::from))
                .with_precision_and_scale(*precision, *scale)?,
        ),
        DataType::Float64 => Arc::new(Float64Array::from_iter_values(numbers().map(float_of))),
        DataType::Boolean => Arc::new(
            numbers()
                .map(|key| Some(key == 1))
                .collect::<BooleanArray>(),
        ),
        DataType::Date32 => Arc::new(Date32Array::from_iter_values(
            numbers().map(|key| key as i32),
        )),
        DataType::Time64(_) => Arc::new(Time64MicrosecondArray::from_iter_values(numbers())),
        DataType::Timestamp(_, zone) => Arc::new(
            TimestampMicrosecondArray::from_iter_values(numbers()).with_timezone_opt(zone.clone()),
        ),
        _ => Arc::new(Int64Array::from_iter_values(numbers())),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_keep_their_order_and_value() {
        let numbers = [f64::NEG_INFINITY, -2.5, -1e-300, 0.0, 1e-300, 2.5, 1e300];
        let keys: Vec<i64> = numbers.iter().filter_map(|one| of_float(*one)).collect();
        assert!(keys.is_sorted());
        let back: Vec<f64> = keys.into_iter().map(float_of).collect();
        assert_eq!(back, numbers);
        assert_eq!((of_float(f64::NAN), of_float(-0.0)), (None, None));
    }

    #[test]
    fn a_constant_finer_than_its_column_has_no_key() {
        let cents = ColumnType::Decimal {
            precision: 9,
            scale: 2,
        };
        assert_eq!(key("3.5", cents), Some(Key::Number(350)));
        assert_eq!(key("3.555", cents), None);
        assert_eq!(key("3.5", ColumnType::Integer), None);
        assert_eq!(key("12:00:00.0000001", ColumnType::Time), None);
    }
}
