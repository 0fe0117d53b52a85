//! Values of a column as text, one after the other: what is compared is what people read.

use arrow::array::{Array, AsArray};
use arrow::datatypes::{DataType, Int64Type};
use arrow::error::ArrowError;
use arrow::util::display::{ArrayFormatter, FormatOptions};
use std::fmt::Write;

/// Hands the values of an array over as text, in order; none for rows without one. Bytes (geometries) are none: nobody
/// compares them as text.
pub fn each_as_text(
    array: &dyn Array,
    mut take: impl FnMut(Option<&str>),
) -> Result<(), ArrowError> {
    match array.data_type() {
        DataType::Utf8View => array.as_string_view().iter().for_each(take),
        DataType::Utf8 => array.as_string::<i32>().iter().for_each(take),
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
        DataType::Binary
        | DataType::LargeBinary
        | DataType::BinaryView
        | DataType::FixedSizeBinary(_) => (0..array.len()).for_each(|_row| take(None)),
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

#[cfg(test)]
mod tests {
    use super::*;
    use arrow::array::{BinaryArray, Date32Array, Int64Array, StringViewArray};

    fn texts(array: &dyn Array) -> Vec<Option<String>> {
        let mut texts = Vec::new();
        each_as_text(array, |value| texts.push(value.map(str::to_owned))).unwrap();
        texts
    }

    #[test]
    fn values_are_written_as_people_read_them_and_bytes_not_at_all() {
        let some = |text: &str| Some(text.to_owned());
        let words = StringViewArray::from(vec![Some("Ring"), None]);
        assert_eq!(texts(&words), [some("Ring"), None]);
        let numbers = Int64Array::from(vec![Some(-7), None]);
        assert_eq!(texts(&numbers), [some("-7"), None]);
        let days = Date32Array::from(vec![Some(20_783)]);
        assert_eq!(texts(&days), [some("2026-11-26")]);
        let bytes = BinaryArray::from(vec![&[1_u8, 2][..]]);
        assert_eq!(texts(&bytes), [None]);
    }
}
