//! Results in plain types: what DataFusion computes in views and dictionaries leaves as text and bytes.

use arrow::compute::cast;
use arrow::datatypes::{DataType, Field, Schema, SchemaRef, TimeUnit};
use arrow::error::ArrowError;
use arrow::record_batch::{RecordBatch, RecordBatchOptions};
use hebewerk_model::geometry::{EXTENSION_METADATA, EXTENSION_NAME};
use std::sync::Arc;

/// The schema with plain types; of the metadata only what values mean stays, not what files need.
pub(crate) fn plain_schema(schema: &Schema) -> SchemaRef {
    let fields: Vec<Field> = schema
        .fields()
        .iter()
        .map(|field| {
            let plain = Field::new(
                field.name(),
                plain_type(field.data_type()),
                field.is_nullable(),
            );
            let meaning = [EXTENSION_NAME, EXTENSION_METADATA].into_iter();
            plain.with_metadata(
                meaning
                    .filter_map(|key| Some((key.to_owned(), field.metadata().get(key)?.clone())))
                    .collect(),
            )
        })
        .collect();
    Arc::new(Schema::new(fields))
}

fn plain_type(data_type: &DataType) -> DataType {
    match data_type {
        DataType::Utf8View | DataType::LargeUtf8 => DataType::Utf8,
        DataType::BinaryView | DataType::LargeBinary => DataType::Binary,
        DataType::Time64(_) => DataType::Time64(TimeUnit::Microsecond),
        DataType::Dictionary(_, values) => plain_type(values),
        other => other.clone(),
    }
}

/// The batch in the types of `schema`, made by [`plain_schema`].
pub(crate) fn plain_batch(
    batch: &RecordBatch,
    schema: &SchemaRef,
) -> Result<RecordBatch, ArrowError> {
    let columns = batch
        .columns()
        .iter()
        .zip(schema.fields())
        .map(|(array, field)| cast(array, field.data_type()))
        .collect::<Result<Vec<_>, _>>()?;
    let options = RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
    RecordBatch::try_new_with_options(Arc::clone(schema), columns, &options)
}
