//! Opening files of each format as batches of rows.

use super::BATCH_ROWS;
use super::avro_blocks;
use super::source_file::{Refusal, SourceFile};
use crate::archive::Damage;
use arrow::datatypes::SchemaRef;
use arrow::error::ArrowError;
use arrow::record_batch::RecordBatch;
use arrow_avro::reader::ReaderBuilder;
use arrow_ipc::reader::{FileReader, StreamReader};
use hebewerk_hub::ports::ReadError;
use hebewerk_model::Format;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::errors::ParquetError;
use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::path::Path;
use std::sync::Arc;

/// Batches as the file has them.
pub(super) type Batches = Box<dyn Iterator<Item = Result<RecordBatch, ArrowError>> + Send>;

/// How the file form of Arrow begins; the stream has no mark.
const ARROW_FILE: &[u8] = b"ARROW1";

/// A file that is open.
pub(super) struct Opened {
    pub(super) schema: SchemaRef,
    pub(super) batches: Batches,
    /// Rows in all; 0 where the file does not say.
    pub(super) rows: u64,
}

impl Opened {
    pub(super) fn of(file: &Path, format: Format, refusal: &Refusal) -> Result<Self, ReadError> {
        let file = File::open(file)?;
        match format {
            Format::Arrow => {
                Self::arrow(file).map_err(|error| damaged(&error, Damage::Rules, "arrow"))
            }
            Format::Avro => {
                if let Some(damage) = avro_blocks::damage(&file) {
                    return Err(damage.error("avro"));
                }
                Self::avro(file).map_err(|error| damaged(&error, Damage::Rules, "avro"))
            }
            _ => Self::parquet(file, refusal).map_err(|error| of_parquet(&error)),
        }
    }

    fn parquet(file: File, refusal: &Refusal) -> Result<Self, ParquetError> {
        let source = SourceFile {
            file,
            refusal: refusal.clone(),
        };
        let builder = ParquetRecordBatchReaderBuilder::try_new(source)?;
        let about = builder.metadata().file_metadata();
        let rows = about.num_rows().max(0) as u64;
        let mut schema = builder.schema().as_ref().clone();
        // What GeoParquet says of its columns stands beside the schema.
        let pairs = about.key_value_metadata().into_iter().flatten();
        for pair in pairs.filter(|pair| pair.key == "geo") {
            let text = pair.value.clone().unwrap_or_default();
            schema.metadata.insert(pair.key.clone(), text);
        }
        Ok(Self {
            schema: Arc::new(schema),
            batches: Box::new(builder.with_batch_size(BATCH_ROWS).build()?),
            rows,
        })
    }

    fn arrow(mut file: File) -> Result<Self, ArrowError> {
        let mut head = [0; ARROW_FILE.len()];
        file.read_exact(&mut head)?;
        file.rewind()?;
        let input = BufReader::new(file);
        Ok(if head == ARROW_FILE {
            let reader = FileReader::try_new(input, None)?;
            Self {
                schema: reader.schema(),
                batches: Box::new(reader),
                rows: 0,
            }
        } else {
            let reader = StreamReader::try_new(input, None)?;
            Self {
                schema: reader.schema(),
                batches: Box::new(reader),
                rows: 0,
            }
        })
    }

    fn avro(mut file: File) -> Result<Self, ArrowError> {
        file.rewind()?;
        let reader = ReaderBuilder::new()
            .with_batch_size(BATCH_ROWS)
            .build(BufReader::new(file))?;
        Ok(Self {
            schema: reader.schema(),
            batches: Box::new(reader),
            rows: 0,
        })
    }
}

/// The error of a file; what the machine refused stays that.
pub(super) fn damaged(error: &ArrowError, otherwise: Damage, format: &'static str) -> ReadError {
    match error {
        ArrowError::IoError(_, error) => Damage::of_io(error),
        ArrowError::NotYetImplemented(_) => Damage::Method,
        _ => otherwise,
    }
    .error(format)
}

fn of_parquet(error: &ParquetError) -> ReadError {
    match error {
        ParquetError::EOF(_) | ParquetError::IndexOutOfBound(..) => Damage::Truncated,
        ParquetError::NYI(_) => Damage::Method,
        ParquetError::General(text) if text.contains("footer") || text.contains("Corrupt") => {
            Damage::Truncated
        }
        _ => Damage::Rules,
    }
    .error("parquet")
}
