//! Parquet with the hub's own types (GeoParquet where there are geometries); bytes leave as soon as a row group is full.

use super::{EncodeError, geoparquet};
use arrow::datatypes::SchemaRef;
use arrow::record_batch::RecordBatch;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;

/// Rows of a row group: readers with several threads get one each, and little is held back here.
const ROWS_OF_A_GROUP: usize = 128 * 1024;

pub(super) struct ParquetEncoder {
    writer: ArrowWriter<Vec<u8>>,
}

impl ParquetEncoder {
    pub(super) fn new(schema: SchemaRef) -> Result<Self, EncodeError> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_max_row_group_row_count(Some(ROWS_OF_A_GROUP))
            .set_created_by("hebewerk".to_owned())
            .set_key_value_metadata(
                geoparquet::metadata(&schema)
                    .map(|said| vec![KeyValue::new(geoparquet::KEY.to_owned(), said)]),
            )
            .build();
        Ok(Self {
            writer: ArrowWriter::try_new(Vec::new(), schema, Some(properties))?,
        })
    }

    pub(super) fn encode(&mut self, batch: &RecordBatch) -> Result<Vec<u8>, EncodeError> {
        self.writer.write(batch)?;
        // The writer counts positions itself, so what it has given up can be taken away.
        Ok(std::mem::take(self.writer.inner_mut()))
    }

    pub(super) fn finish(self) -> Result<Vec<u8>, EncodeError> {
        Ok(self.writer.into_inner()?)
    }
}
