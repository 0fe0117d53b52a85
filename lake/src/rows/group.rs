//! One row group: encoded for itself, so that several can be encoded at once.

use crate::fields::file_schema;
use crate::rows::bounds::{coded_texts, with_bounds};
use crate::rows::file::properties;
use crate::rows::{failed, parquet_failed};
use arrow::array::{Array, ArrayRef, Int64Array};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Field, SchemaRef};
use arrow::record_batch::RecordBatch;
use hebewerk_hub::ports::RowsError;
use hebewerk_model::Column;
use hebewerk_profile::StatisticsPart;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::{ArrowColumnChunk, ArrowColumnWriter, compute_leaves};
use parquet::errors::ParquetError;
use parquet::file::properties::EnabledStatistics;
use parquet::schema::types::ColumnPath;
use std::io;
use std::sync::Arc;

/// Rows of one row group as they were read.
pub(crate) struct Group {
    /// Number of the first row in the table, from 0.
    pub(crate) first_row: u64,
    pub(crate) batch: RecordBatch,
}

/// A row group as it stands in the file, and what is to be known of it.
pub(crate) struct Encoded {
    pub(crate) chunks: Vec<ArrowColumnChunk>,
    pub(crate) rows: u64,
    pub(crate) null_counts: Vec<u64>,
    pub(crate) statistics: StatisticsPart,
}

/// Encodes the row groups of one table.
pub(crate) struct GroupEncoder {
    schema: SchemaRef,
}

impl GroupEncoder {
    pub(crate) fn new(columns: &[Column]) -> Self {
        Self {
            schema: file_schema(columns),
        }
    }

    /// Schema of the file.
    pub(crate) const fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// A writer for every column: all of them are flat. The form of a group depends on schema and properties alone; any
    /// file can take it in.
    fn writers(&self, arrays: &[ArrayRef]) -> Result<Vec<ArrowColumnWriter>, RowsError> {
        let mut properties = properties()?.into_builder();
        for (field, array) in self.schema.fields().iter().zip(arrays) {
            if coded_texts(array).is_some() {
                let path = ColumnPath::from(field.name().as_str());
                properties =
                    properties.set_column_statistics_enabled(path, EnabledStatistics::None);
            }
        }
        let schema = Arc::clone(&self.schema);
        ArrowWriter::try_new(io::sink(), schema, Some(properties.build()))
            .and_then(ArrowWriter::into_serialized_writer)
            .and_then(|(_, factory)| factory.create_column_writers(0))
            .map_err(parquet_failed)
    }

    /// Numbers the rows, encodes and counts them.
    pub(crate) fn encode(&self, group: &Group) -> Result<Encoded, RowsError> {
        let batch = &group.batch;
        let columns = self.schema.fields().len().saturating_sub(1);
        if batch.num_columns() != columns {
            return Err(failed(
                "written",
                io::Error::other("not the table's columns"),
            ));
        }
        let first = group.first_row as i64 + 1;
        let numbers = Int64Array::from_iter_values(first..first + batch.num_rows() as i64);
        let arrays = batch.columns().iter().cloned();
        let arrays = arrays
            .chain(std::iter::once(Arc::new(numbers) as ArrayRef))
            .zip(self.schema.fields())
            .map(|(array, field)| spread(array, field.data_type()))
            .collect::<Result<Vec<_>, _>>()?;
        let writers = self.writers(&arrays)?;
        let chunks = self.schema.fields().iter().zip(&arrays).zip(writers);
        let chunks = chunks
            .map(|((field, array), writer)| chunk(field, array, writer))
            .collect::<Result<_, _>>()
            .map_err(parquet_failed)?;
        Ok(Encoded {
            chunks,
            rows: batch.num_rows() as u64,
            null_counts: batch
                .columns()
                .iter()
                .map(|array| array.logical_null_count() as u64)
                .collect(),
            statistics: StatisticsPart::of(batch, columns, group.first_row),
        })
    }
}

/// One column of the group.
fn chunk(
    field: &Field,
    array: &ArrayRef,
    mut writer: ArrowColumnWriter,
) -> Result<ArrowColumnChunk, ParquetError> {
    for leaf in compute_leaves(field, array)? {
        writer.write(&leaf)?;
    }
    let mut chunk = writer.close()?;
    if let Some(coded) = coded_texts(array) {
        let close = chunk.close_mut();
        close.metadata = with_bounds(close.metadata.clone(), coded)?;
    }
    Ok(chunk)
}

/// An array in a form the writer takes: texts may stay coded, everything else is spread out. Fails when the reading's
/// types are not the columns' types: a fault of ours, never of the data.
fn spread(array: ArrayRef, wanted: &DataType) -> Result<ArrayRef, RowsError> {
    match array.data_type() {
        found if found == wanted => Ok(array),
        DataType::Dictionary(_, found) if **found == *wanted => match wanted {
            DataType::Utf8 => Ok(array),
            _ => cast(&array, wanted).map_err(|error| failed("written", error)),
        },
        found => {
            let message = format!("rows are {found}, their column is {wanted}");
            Err(failed("written", io::Error::other(message)))
        }
    }
}
