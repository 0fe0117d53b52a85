//! Values of a column as text, one after the other.

use arrow::array::{Array, AsArray};
use arrow::datatypes::{DataType, Int64Type};
use arrow::error::ArrowError;
use arrow::util::display::{ArrayFormatter, FormatOptions};
use std::fmt::Write;

/// Hands the values of an array over as text, in order; none for rows without one. Bytes (geometries) are none.
pub(super) fn each(
    array: &dyn Array,
    mut take: impl FnMut(Option<&str>),
) -> Result<(), ArrowError> {
    match array.data_type() {
        DataType::Utf8 => {
            for value in array.as_string::<i32>() {
                take(value);
            }
        }
        DataType::Int64 => {
            let mut text = String::new();
            for value in array.as_primitive::<Int64Type>() {
                let Some(value) = value else {
                    take(None);
                    continue;
                };
                text.clear();
                // Writing to a text cannot fail.
                let _written = write!(text, "{value}");
                take(Some(&text));
            }
        }
        DataType::Binary => (0..array.len()).for_each(|_| take(None)),
        _ => {
            let options = FormatOptions::default();
            let formatter = ArrayFormatter::try_new(array, &options)?;
            let mut text = String::new();
            for row in 0..array.len() {
                if array.is_null(row) {
                    take(None);
                    continue;
                }
                text.clear();
                write!(text, "{}", formatter.value(row))
                    .map_err(|_no_text| ArrowError::CastError("no text".to_owned()))?;
                take(Some(&text));
            }
        }
    }
    Ok(())
}
