//! Writing one Parquet file after the other.

use crate::data_files::FOLDER;
use crate::durable::{Draft, Durable, Published};
use crate::fields::ROW_NUMBER;
use crate::rows::counted::Counted;
use crate::rows::gather::GROUP_ROWS;
use crate::rows::group::Encoded;
use crate::rows::{parquet_failed, write_failed};
use arrow::datatypes::SchemaRef;
use hebewerk_hub::ports::{Identifiers, RowsError};
use hebewerk_model::{ContentHash, DataFile};
use hebewerk_profile::StatisticsPart;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, Encoding, ZstdLevel};
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::ColumnPath;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

/// Rows after which the next file begins.
const FILE_ROWS: u64 = 32 * GROUP_ROWS as u64;

/// Writes the rows of one folder, in order, into as many files as they need.
pub(crate) struct FileWriter<'a> {
    home: &'a Arc<Durable>,
    identifiers: &'a dyn Identifiers,
    folder: String,
    schema: SchemaRef,
    current: Option<OpenFile>,
    finished: Vec<Closed>,
    rows: u64,
}

/// A whole file that is being synced and named while the next one is written.
struct Closed {
    file: DataFile,
    published: JoinHandle<io::Result<Published>>,
}

impl Closed {
    fn settle(self) -> Result<DataFile, RowsError> {
        match self.published.join() {
            Ok(Ok(Published::New)) => Ok(self.file),
            Ok(Ok(Published::Taken)) => {
                Err(write_failed(io::Error::from(io::ErrorKind::AlreadyExists)))
            }
            Ok(Err(error)) => Err(write_failed(error)),
            Err(_panic) => Err(write_failed(io::Error::other("a sync ended early"))),
        }
    }
}

struct OpenFile {
    writer: SerializedFileWriter<Counted<Draft>>,
    rows: u64,
    null_counts: Vec<u64>,
}

impl<'a> FileWriter<'a> {
    pub(crate) fn new(
        home: &'a Arc<Durable>,
        identifiers: &'a dyn Identifiers,
        folder: &str,
        schema: &SchemaRef,
    ) -> Result<Self, RowsError> {
        refuse_odd_folder(folder)?;
        Ok(Self {
            home,
            identifiers,
            folder: folder.to_owned(),
            schema: Arc::clone(schema),
            current: None,
            finished: Vec::new(),
            rows: 0,
        })
    }

    /// Rows written so far.
    pub(crate) const fn rows(&self) -> u64 {
        self.rows
    }

    /// Appends the next row group; gives back what was counted in it.
    pub(crate) fn append(&mut self, group: Encoded) -> Result<StatisticsPart, RowsError> {
        // Looks at the disk once a row group: in the time of a whole file others fill it too.
        self.home.require_room(0).map_err(write_failed)?;
        let mut file = match self.current.take() {
            Some(file) => file,
            None => self.open_file()?,
        };
        for (count, more) in file.null_counts.iter_mut().zip(group.null_counts) {
            *count += more;
        }
        let mut writer = file.writer.next_row_group().map_err(parquet_failed)?;
        for chunk in group.chunks {
            chunk
                .append_to_row_group(&mut writer)
                .map_err(parquet_failed)?;
        }
        writer.close().map_err(parquet_failed)?;
        file.rows += group.rows;
        self.rows += group.rows;
        let is_full = file.rows >= FILE_ROWS;
        self.current = Some(file);
        if is_full {
            self.close_file()?;
        }
        Ok(group.statistics)
    }

    /// Closes the last file. A table without rows gets one empty file if `at_least_one`.
    pub(crate) fn finish(mut self, at_least_one: bool) -> Result<Vec<DataFile>, RowsError> {
        if self.current.is_none() && self.finished.is_empty() && at_least_one {
            self.current = Some(self.open_file()?);
        }
        self.close_file()?;
        self.finished.into_iter().map(Closed::settle).collect()
    }

    fn open_file(&self) -> Result<OpenFile, RowsError> {
        self.home.require_room(0).map_err(write_failed)?;
        let draft = self.home.draft(self.identifiers).map_err(write_failed)?;
        let writer = ArrowWriter::try_new(
            Counted::new(draft),
            Arc::clone(&self.schema),
            Some(properties()?),
        )
        .and_then(ArrowWriter::into_serialized_writer)
        .map_err(parquet_failed)?
        .0;
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
        let target = Path::new(FOLDER).join(&path);
        let published = thread::Builder::new()
            .name("publish-rows".to_owned())
            .spawn(move || draft.publish(&target))
            .map_err(write_failed)?;
        self.finished.push(Closed {
            published,
            file: DataFile {
                path,
                rows: file.rows,
                size_bytes,
                footer_bytes,
                content: ContentHash::from_bytes(hash),
                null_counts: file.null_counts,
            },
        });
        Ok(())
    }
}

/// How all data files are written.
pub(crate) fn properties() -> Result<WriterProperties, RowsError> {
    let level = ZstdLevel::try_new(1).map_err(parquet_failed)?;
    // Numbers that only count on are known by their steps; a dictionary of them is as long as they are.
    let numbers = ColumnPath::from(ROW_NUMBER);
    Ok(WriterProperties::builder()
        .set_compression(Compression::ZSTD(level))
        .set_column_dictionary_enabled(numbers.clone(), false)
        .set_column_encoding(numbers, Encoding::DELTA_BINARY_PACKED)
        .set_max_row_group_row_count(None)
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
