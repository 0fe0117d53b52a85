//! Parquet files.

use std::io::Write;
use std::sync::Arc;

use arrow::array::{ArrayRef, Float64Array, Int64Array, StringArray, TimestampMillisecondArray};
use arrow::record_batch::RecordBatch;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;

use crate::error::DemoError;

/// Named columns of equal length.
#[derive(Default)]
pub(crate) struct Columns {
    columns: Vec<(&'static str, ArrayRef)>,
}

impl Columns {
    pub(crate) fn text(mut self, name: &'static str, values: Vec<Option<String>>) -> Self {
        self.columns
            .push((name, Arc::new(StringArray::from(values))));
        self
    }

    pub(crate) fn whole(mut self, name: &'static str, values: Vec<Option<i64>>) -> Self {
        self.columns
            .push((name, Arc::new(Int64Array::from(values))));
        self
    }

    pub(crate) fn real(mut self, name: &'static str, values: Vec<Option<f64>>) -> Self {
        self.columns
            .push((name, Arc::new(Float64Array::from(values))));
        self
    }

    /// Local times without zone, in milliseconds since 1970.
    pub(crate) fn time(mut self, name: &'static str, milliseconds: Vec<i64>) -> Self {
        self.columns.push((
            name,
            Arc::new(TimestampMillisecondArray::from(milliseconds)),
        ));
        self
    }
}

/// Writes the columns as one Parquet file; it names us as writer, so that an update of the library shows nowhere.
pub(crate) fn parquet(columns: Columns, out: &mut dyn Write) -> Result<(), DemoError> {
    let batch = RecordBatch::try_from_iter(columns.columns)?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by("hebewerk-demo".to_owned())
        .build();
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), Some(properties))?;
    writer.write(&batch)?;
    writer.close()?;
    out.write_all(&bytes)?;
    Ok(())
}
