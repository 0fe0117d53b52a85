//! Functions whose result is as large as an argument says, with a cap on it.
//!
//! `lpad(name, 2147483647, 'ä')` on ten rows asks for 21 GB in one allocation, which ends the process; memory pools
//! do not see it (knowledge: security §2.4).

use arrow::array::{Array, ArrayRef, AsArray};
use arrow::datatypes::{DataType, FieldRef, Int64Type};
use datafusion::common::ScalarValue;
use datafusion::error::{DataFusionError, Result};
use datafusion::logical_expr::{
    ColumnarValue, ReturnFieldArgs, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature,
};
use std::sync::Arc;

/// Largest result for one row, in bytes.
const VALUE_BYTES: u64 = 1 << 20;

/// Largest result for one batch of rows, in bytes.
const BATCH_BYTES: u64 = 64 << 20;

/// What an element of a list takes besides its content.
const ELEMENT_BYTES: u64 = 8;

/// How the size of a result follows from the arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Size {
    /// Second argument is the length in characters.
    Characters,
    /// Second argument says how often the first is repeated.
    Repeats,
    /// The same, with an element of a list for each.
    Copies,
    /// Second argument is the number of elements, each like the third.
    Elements,
    /// Arguments are start, end and step of a series; with one argument its end.
    Series,
    /// Every place where the second argument occurs in the first grows to the third.
    Replaced,
}

/// The function with a cap, if it needs one.
pub(crate) fn capped(function: Arc<ScalarUDF>) -> Arc<ScalarUDF> {
    let size = match function.name() {
        "lpad" | "rpad" => Size::Characters,
        "repeat" => Size::Repeats,
        "array_repeat" => Size::Copies,
        "array_resize" => Size::Elements,
        "range" | "generate_series" => Size::Series,
        "replace" => Size::Replaced,
        _ => return function,
    };
    Arc::new(ScalarUDF::new_from_impl(Capped {
        inner: function,
        size,
    }))
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct Capped {
    inner: Arc<ScalarUDF>,
    size: Size,
}

impl ScalarUDFImpl for Capped {
    fn name(&self) -> &str {
        self.inner.name()
    }

    fn aliases(&self) -> &[String] {
        self.inner.aliases()
    }

    fn signature(&self) -> &Signature {
        self.inner.signature()
    }

    fn return_type(&self, arg_types: &[DataType]) -> Result<DataType> {
        self.inner.return_type(arg_types)
    }

    fn return_field_from_args(&self, args: ReturnFieldArgs<'_>) -> Result<FieldRef> {
        self.inner.return_field_from_args(args)
    }

    fn coerce_types(&self, arg_types: &[DataType]) -> Result<Vec<DataType>> {
        self.inner.coerce_types(arg_types)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        self.check(&args)?;
        self.inner.invoke_with_args(args)
    }
}

impl Capped {
    fn check(&self, args: &ScalarFunctionArgs) -> Result<()> {
        // Constants are computed once, whatever the number of rows.
        let constant = args
            .args
            .iter()
            .all(|arg| matches!(arg, ColumnarValue::Scalar(_)));
        let rows = if constant { 1 } else { args.number_rows };
        let mut batch_bytes = 0_u64;
        for row in 0..rows {
            let bytes = self.bytes(&args.args, row)?;
            batch_bytes = batch_bytes.saturating_add(bytes);
            if bytes > VALUE_BYTES || batch_bytes > BATCH_BYTES {
                return Err(DataFusionError::ResourcesExhausted(
                    "a function asked for a value that is too large".to_owned(),
                ));
            }
        }
        Ok(())
    }

    /// Upper bound of the size of one row's result.
    fn bytes(&self, args: &[ColumnarValue], row: usize) -> Result<u64> {
        let number = |index: usize| integer(args.get(index), row);
        let length = |index: usize| byte_length(args.get(index), row);
        Ok(match self.size {
            Size::Characters => positive(number(1)?).saturating_mul(4),
            Size::Repeats => positive(number(1)?).saturating_mul(length(0)?),
            Size::Copies => positive(number(1)?).saturating_mul(length(0)? + ELEMENT_BYTES),
            Size::Elements => positive(number(1)?).saturating_mul(length(2)? + ELEMENT_BYTES),
            Size::Series => series_bytes(args, row)?,
            Size::Replaced => {
                let (text, from, to) = (length(0)?, length(1)?, length(2)?);
                let places = text / from.max(1) + 1;
                text.saturating_add(places.saturating_mul(to.saturating_sub(from)))
            }
        })
    }
}

/// A number of things; nothing and less than nothing are none.
fn positive(number: Option<i64>) -> u64 {
    u64::try_from(number.unwrap_or(0)).unwrap_or(0)
}

fn series_bytes(args: &[ColumnarValue], row: usize) -> Result<u64> {
    let whole = args.iter().all(|arg| arg.data_type() == DataType::Int64);
    if !whole {
        // Days and moments: one series at a time is cut by the limits of the worker; one per row is not offered.
        let constant = args
            .iter()
            .all(|arg| matches!(arg, ColumnarValue::Scalar(_)));
        return Ok(if constant { 0 } else { VALUE_BYTES + 1 });
    }
    let number = |index: usize| integer(args.get(index), row);
    let (start, end) = match args.len() {
        0 => return Ok(0),
        1 => (Some(0), number(0)?),
        _ => (number(0)?, number(1)?),
    };
    let step = if args.len() > 2 { number(2)? } else { Some(1) };
    let (Some(start), Some(end), Some(step)) = (start, end, step) else {
        return Ok(0);
    };
    Ok(start
        .abs_diff(end)
        .checked_div(step.unsigned_abs())
        .unwrap_or(0)
        .saturating_mul(8))
}

/// The whole number in a row; none for null. All capped functions have their numbers coerced to 64 bits.
fn integer(value: Option<&ColumnarValue>, row: usize) -> Result<Option<i64>> {
    match value {
        None => Ok(None),
        Some(ColumnarValue::Scalar(scalar)) => match scalar.cast_to(&DataType::Int64)? {
            ScalarValue::Int64(number) => Ok(number),
            _ => Ok(None),
        },
        Some(ColumnarValue::Array(array)) => {
            let Some(numbers) = array.as_primitive_opt::<Int64Type>() else {
                return Err(DataFusionError::ResourcesExhausted(
                    "the size of a value cannot be told in advance".to_owned(),
                ));
            };
            Ok(numbers.is_valid(row).then(|| numbers.value(row)))
        }
    }
}

/// Bytes of one row's value; for anything but text the average over the rows.
fn byte_length(value: Option<&ColumnarValue>, row: usize) -> Result<u64> {
    let array: ArrayRef = match value {
        None => return Ok(0),
        Some(ColumnarValue::Scalar(scalar)) => return scalar_length(scalar),
        Some(ColumnarValue::Array(array)) => Arc::clone(array),
    };
    if array.is_null(row) {
        return Ok(0);
    }
    let bytes = match array.data_type() {
        DataType::Utf8 => array.as_string::<i32>().value(row).len(),
        DataType::LargeUtf8 => array.as_string::<i64>().value(row).len(),
        DataType::Utf8View => array.as_string_view().value(row).len(),
        DataType::List(_) => array.as_list::<i32>().value(row).get_array_memory_size(),
        DataType::LargeList(_) => array.as_list::<i64>().value(row).get_array_memory_size(),
        _ => array.get_array_memory_size() / array.len().max(1),
    };
    Ok(bytes as u64)
}

fn scalar_length(scalar: &ScalarValue) -> Result<u64> {
    Ok(match scalar.try_as_str() {
        Some(Some(text)) => text.len() as u64,
        Some(None) => 0,
        None => scalar.to_array()?.get_array_memory_size() as u64,
    })
}
