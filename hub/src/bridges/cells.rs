//! Values of a column as text, one after the other.

use arrow::array::{Array, ArrayRef, AsArray};
use arrow::datatypes::DataType;
use arrow::error::ArrowError;
use arrow::util::display::{ArrayFormatter, FormatOptions};
use std::fmt::Write;

/// Hands the values of an array over as text, in order; none for rows without one.
pub(super) fn each(array: &ArrayRef, mut take: impl FnMut(Option<&str>)) -> Result<(), ArrowError> {
    match array.data_type() {
        DataType::Utf8View => array.as_string_view().iter().for_each(take),
        DataType::Utf8 => array.as_string::<i32>().iter().for_each(take),
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
