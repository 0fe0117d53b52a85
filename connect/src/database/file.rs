//! The Parquet file, written beside the fetching: packing is work for a core of its own.

use arrow::datatypes::SchemaRef;
use arrow::error::ArrowError;
use arrow::record_batch::RecordBatch;
use hebewerk_hub::ports::FetchError;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

/// Batches that wait at most.
const WAITING: usize = 2;
/// Bytes of a group of rows; so much is held in memory.
const GROUP_BYTES: usize = 32 << 20;

/// A file that grows.
pub(crate) struct Sink {
    path: PathBuf,
    batches: mpsc::Sender<RecordBatch>,
    written: Arc<AtomicU64>,
    most: u64,
    work: JoinHandle<Result<(), FetchError>>,
}

impl Sink {
    /// Begins a file of at most so many bytes.
    pub(crate) fn create(path: &Path, schema: SchemaRef, most: u64) -> Result<Self, FetchError> {
        let file = Parquet::create(path, schema, most)?;
        let (batches, coming) = mpsc::channel(WAITING);
        let written = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&written);
        Ok(Self {
            path: path.to_owned(),
            batches,
            written,
            most,
            work: tokio::task::spawn_blocking(move || write(file, coming, &counted)),
        })
    }

    /// Adds rows; bytes of the file so far.
    pub(crate) async fn add(
        &mut self,
        batch: Result<RecordBatch, ArrowError>,
    ) -> Result<u64, FetchError> {
        let batch = batch.map_err(|_lengths| FetchError::lasting("fetch_disk", "arrow"))?;
        if self.batches.send(batch).await.is_err() {
            return Err(match (&mut self.work).await {
                Ok(Err(error)) => error,
                _ => FetchError::lasting("fetch_disk", "parquet"),
            });
        }
        self.fit()
    }

    /// Closes the file; bytes of it.
    pub(crate) async fn close(self) -> Result<u64, FetchError> {
        let Self {
            batches,
            work,
            written,
            most,
            ..
        } = self;
        drop(batches);
        ended(work).await?;
        fit(written.load(Ordering::Relaxed), most)
    }

    /// Removes the file: it is begun anew.
    pub(crate) async fn discard(self) -> Result<(), FetchError> {
        drop(self.batches);
        ended(self.work).await?;
        tokio::fs::remove_file(&self.path)
            .await
            .map_err(|error| disk(&error))
    }

    fn fit(&self) -> Result<u64, FetchError> {
        fit(self.written.load(Ordering::Relaxed), self.most)
    }
}

fn fit(written: u64, most: u64) -> Result<u64, FetchError> {
    if written > most {
        let megabytes = (most >> 20).to_string();
        return Err(FetchError::lasting("fetch_too_large", megabytes));
    }
    Ok(written)
}

async fn ended(work: JoinHandle<Result<(), FetchError>>) -> Result<(), FetchError> {
    work.await
        .unwrap_or_else(|_fault| Err(FetchError::lasting("fetch_disk", "parquet")))
}

fn write(
    mut file: Parquet,
    mut coming: mpsc::Receiver<RecordBatch>,
    written: &AtomicU64,
) -> Result<(), FetchError> {
    while let Some(batch) = coming.blocking_recv() {
        written.store(file.add(&batch)?, Ordering::Relaxed);
    }
    written.store(file.close()?, Ordering::Relaxed);
    Ok(())
}

/// The file itself.
pub(crate) struct Parquet {
    writer: ArrowWriter<File>,
    most: u64,
}

impl Parquet {
    /// Begins a file of at most so many bytes.
    pub(crate) fn create(path: &Path, schema: SchemaRef, most: u64) -> Result<Self, FetchError> {
        let file = File::create_new(path).map_err(|error| disk(&error))?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .build();
        let writer = ArrowWriter::try_new(file, schema, Some(properties));
        let writer = writer.map_err(|error| unwritten(&error))?;
        Ok(Self { writer, most })
    }

    /// Adds rows, if there is room for them.
    pub(crate) fn write(&mut self, batch: &RecordBatch) -> Result<(), FetchError> {
        fit(self.add(batch)?, self.most)?;
        Ok(())
    }

    /// Adds rows; bytes so far.
    fn add(&mut self, batch: &RecordBatch) -> Result<u64, FetchError> {
        let writer = &mut self.writer;
        writer.write(batch).map_err(|error| unwritten(&error))?;
        if writer.in_progress_size() >= GROUP_BYTES {
            writer.flush().map_err(|error| unwritten(&error))?;
        }
        Ok((writer.bytes_written() + writer.in_progress_size()) as u64)
    }

    /// Ends the file and has it on the disk; bytes of it.
    pub(crate) fn close(self) -> Result<u64, FetchError> {
        let file = self.writer.into_inner();
        let file = file.map_err(|error| unwritten(&error))?;
        let about = file.metadata().map_err(|error| disk(&error))?;
        file.sync_all().map_err(|error| disk(&error))?;
        Ok(about.len())
    }
}

/// A file of ours that cannot be read.
pub(super) fn unread() -> FetchError {
    FetchError::passing("fetch_disk", "parquet")
}

fn unwritten(error: &ParquetError) -> FetchError {
    if let ParquetError::External(source) = error
        && let Some(error) = source.downcast_ref::<io::Error>()
    {
        return disk(error);
    }
    FetchError::lasting("fetch_disk", "parquet")
}

fn disk(error: &io::Error) -> FetchError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            FetchError::passing("fetch_no_room", "")
        }
        kind => FetchError::passing("fetch_disk", kind.to_string()),
    }
}
