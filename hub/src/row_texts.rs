//! Rows of a batch as people read them.

use arrow::array::AsArray;
use arrow::error::ArrowError;
use arrow::record_batch::RecordBatch;
use arrow::util::display::{ArrayFormatter, FormatOptions};
use hebewerk_model::geometry;

/// All cells as text in standard notation, row by row, geometries as well-known text; none where there is no value.
pub(crate) fn row_texts(batch: &RecordBatch) -> Result<Vec<Vec<Option<String>>>, ArrowError> {
    let options = FormatOptions::default();
    let schema = batch.schema();
    let columns = batch
        .columns()
        .iter()
        .zip(schema.fields())
        .map(|(array, field)| {
            let formatter = ArrayFormatter::try_new(array.as_ref(), &options)?;
            let shapes = array.as_binary_opt::<i32>();
            let shapes = shapes.filter(|_| geometry::is_named_by(field.metadata()));
            Ok((array, formatter, shapes))
        })
        .collect::<Result<Vec<_>, ArrowError>>()?;
    (0..batch.num_rows())
        .map(|row| {
            let cells = columns.iter().map(|(array, formatter, shapes)| {
                if array.is_null(row) {
                    return Ok(None);
                }
                let shape = shapes.and_then(|shapes| geometry::wkt(shapes.value(row)));
                match shape {
                    Some(text) => Ok(Some(text)),
                    None => formatter.value(row).try_to_string().map(Some),
                }
            });
            cells.collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::row_texts;
    use arrow::array::{ArrayRef, BinaryArray, Int64Array};
    use arrow::datatypes::{DataType, Field, Schema};
    use arrow::record_batch::RecordBatch;
    use hebewerk_model::geometry::{EXTENSION_NAME, GEOMETRY_EXTENSION};
    use std::sync::Arc;

    #[test]
    fn bytes_are_written_as_shapes_only_where_they_are_shapes() {
        let mut point = vec![1, 1, 0, 0, 0];
        point.extend(8.0_f64.to_le_bytes());
        point.extend(12.5_f64.to_le_bytes());
        let meaning = [(EXTENSION_NAME.to_owned(), GEOMETRY_EXTENSION.to_owned())];
        let fields = vec![
            Field::new("ort", DataType::Binary, true).with_metadata(meaning.into_iter().collect()),
            Field::new("bytes", DataType::Binary, true),
            Field::new("anzahl", DataType::Int64, true),
        ];
        let arrays: Vec<ArrayRef> = vec![
            Arc::new(BinaryArray::from_opt_vec(vec![Some(&point), None])),
            Arc::new(BinaryArray::from_vec(vec![b"\x01", b"\x02"])),
            Arc::new(Int64Array::from(vec![None, Some(7)])),
        ];
        let batch = RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).unwrap();
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            row_texts(&batch).unwrap(),
            [
                vec![some("POINT (8 12.5)"), some("01"), None],
                vec![None, some("02"), some("7")]
            ]
        );
    }
}
