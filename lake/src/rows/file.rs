//! Writing one Parquet file after the other.

use crate::data_files::FOLDER;
use crate::durable::{Draft, Durable, Published};
use crate::fields::file_schema;
use crate::rows::counted::Counted;
use crate::rows::{failed, parquet_failed, write_failed};
use arrow::array::{ArrayRef, Int64Array};
use arrow::datatypes::SchemaRef;
use arrow::record_batch::RecordBatch;
use hebewerk_hub::ports::{Identifiers, RowsError};
use hebewerk_model::{Column, ContentHash, DataFile};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use std::io;
use std::path::Path;
use std::sync::Arc;

/// Rows of a row group: small enough that two cores share a table of a million rows, large enough that footers
/// stay small (knowledge: performance §2.2).
const ROW_GROUP_ROWS: usize = 128 * 1024;

/// Bytes after which a row group ends early, so that wide texts do not fill the memory.
const ROW_GROUP_BYTES: usize = 64 * 1024 * 1024;

/// Rows after which the next file begins.
const FILE_ROWS: u64 = 4_000_000;

/// Writes the rows of one folder, in order, into as many files as they need.
pub(crate) struct FileWriter<'a> {
    home: &'a Durable,
    identifiers: &'a dyn Identifiers,
    folder: String,
    schema: SchemaRef,
    properties: WriterProperties,
    current: Option<OpenFile<'a>>,
    finished: Vec<DataFile>,
    rows: u64,
    rows_unchecked: usize,
}

struct OpenFile<'a> {
    writer: ArrowWriter<Counted<Draft<'a>>>,
    rows: u64,
    null_counts: Vec<u64>,
}

impl<'a> FileWriter<'a> {
    pub(crate) fn new(
        home: &'a Durable,
        identifiers: &'a dyn Identifiers,
        folder: &str,
        columns: &[Column],
    ) -> Result<Self, RowsError> {
        refuse_odd_folder(folder)?;
        Ok(Self {
            home,
            identifiers,
            folder: folder.to_owned(),
            schema: file_schema(columns),
            properties: properties()?,
            current: None,
            finished: Vec::new(),
            rows: 0,
            rows_unchecked: 0,
        })
    }

    /// Rows written so far.
    pub(crate) const fn rows(&self) -> u64 {
        self.rows
    }

    /// Appends rows; gives them their numbers.
    pub(crate) fn append(&mut self, batch: &RecordBatch) -> Result<(), RowsError> {
        let mut offset = 0;
        while offset < batch.num_rows() {
            let room = FILE_ROWS - self.current.as_ref().map_or(0, |file| file.rows);
            let take = usize::try_from(room)
                .unwrap_or(usize::MAX)
                .min(ROW_GROUP_ROWS)
                .min(batch.num_rows() - offset);
            self.require_room(take)?;
            self.append_to_file(&batch.slice(offset, take))?;
            offset += take;
            if self
                .current
                .as_ref()
                .is_some_and(|file| file.rows >= FILE_ROWS)
            {
                self.close_file()?;
            }
        }
        Ok(())
    }

    /// Closes the last file. A table without rows gets one empty file if `at_least_one`.
    pub(crate) fn finish(mut self, at_least_one: bool) -> Result<Vec<DataFile>, RowsError> {
        if self.current.is_none() && self.finished.is_empty() && at_least_one {
            self.current = Some(self.open_file()?);
        }
        self.close_file()?;
        Ok(self.finished)
    }

    /// Looks at the disk once a row group: in the time of a whole file others fill it too.
    fn require_room(&mut self, more_rows: usize) -> Result<(), RowsError> {
        if self.rows_unchecked + more_rows < ROW_GROUP_ROWS {
            self.rows_unchecked += more_rows;
            return Ok(());
        }
        self.rows_unchecked = 0;
        self.home.require_room(0).map_err(write_failed)
    }

    fn append_to_file(&mut self, batch: &RecordBatch) -> Result<(), RowsError> {
        let numbered = self.numbered(batch)?;
        let mut file = match self.current.take() {
            Some(file) => file,
            None => self.open_file()?,
        };
        for (count, array) in file.null_counts.iter_mut().zip(batch.columns()) {
            *count += array.null_count() as u64;
        }
        file.writer.write(&numbered).map_err(parquet_failed)?;
        file.rows += batch.num_rows() as u64;
        self.rows += batch.num_rows() as u64;
        self.current = Some(file);
        Ok(())
    }

    fn numbered(&self, batch: &RecordBatch) -> Result<RecordBatch, RowsError> {
        let first = self.rows as i64 + 1;
        let numbers = Int64Array::from_iter_values(first..first + batch.num_rows() as i64);
        let mut columns: Vec<ArrayRef> = batch.columns().to_vec();
        columns.push(Arc::new(numbers));
        // Fails when the reading's types are not the columns' types: a fault of ours, never of the data.
        RecordBatch::try_new(Arc::clone(&self.schema), columns)
            .map_err(|error| failed("written", error))
    }

    fn open_file(&self) -> Result<OpenFile<'a>, RowsError> {
        self.home.require_room(0).map_err(write_failed)?;
        let draft = self.home.draft(self.identifiers).map_err(write_failed)?;
        let writer = ArrowWriter::try_new(
            Counted::new(draft),
            Arc::clone(&self.schema),
            Some(self.properties.clone()),
        )
        .map_err(parquet_failed)?;
        Ok(OpenFile {
            writer,
            rows: 0,
            null_counts: vec![0; self.schema.fields().len().saturating_sub(1)],
        })
    }

    fn close_file(&mut self) -> Result<(), RowsError> {
        let Some(file) = self.current.take() else {
            return Ok(());
        };
        let counted = file.writer.into_inner().map_err(parquet_failed)?;
        let (draft, hash, size_bytes, footer_bytes) = counted.finish();
        let path = format!("{}/{}.parquet", self.folder, self.identifiers.fresh());
        let published = draft
            .publish(&Path::new(FOLDER).join(&path))
            .map_err(write_failed)?;
        if published == Published::Taken {
            return Err(write_failed(io::Error::from(io::ErrorKind::AlreadyExists)));
        }
        self.finished.push(DataFile {
            path,
            rows: file.rows,
            size_bytes,
            footer_bytes,
            content: ContentHash::from_bytes(hash),
            null_counts: file.null_counts,
        });
        Ok(())
    }
}

fn properties() -> Result<WriterProperties, RowsError> {
    let level = ZstdLevel::try_new(1).map_err(parquet_failed)?;
    Ok(WriterProperties::builder()
        .set_compression(Compression::ZSTD(level))
        .set_max_row_group_row_count(Some(ROW_GROUP_ROWS))
        .set_max_row_group_bytes(Some(ROW_GROUP_BYTES))
        .set_statistics_enabled(EnabledStatistics::Page)
        .set_created_by(concat!("hebewerk ", env!("CARGO_PKG_VERSION")).to_owned())
        .build())
}

/// Folders are made of ids by the flow; anything else would be a way out of the data directory.
fn refuse_odd_folder(folder: &str) -> Result<(), RowsError> {
    let plain = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    };
    if folder.split('/').all(plain) {
        Ok(())
    } else {
        Err(write_failed(io::Error::from(io::ErrorKind::InvalidInput)))
    }
}
