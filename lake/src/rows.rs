//! Rows of versions as immutable Parquet files.

mod aside;
mod bounds;
mod changes;
mod counted;
mod encoders;
mod file;
mod gather;
mod group;
mod remaining;
mod table;

use crate::Lake;
use async_trait::async_trait;
use hebewerk_hub::ports::{
    Condemned, Remaining, RowFiles, RowsError, TableFiles, WriteTable, WrittenTable,
};
use hebewerk_model::{ChangedRows, ContentHash, DataFile};
use std::collections::{BTreeSet, HashSet};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use tokio::task::spawn_blocking;

#[async_trait]
impl RowFiles for Lake {
    async fn write(&self, table: WriteTable) -> Result<WrittenTable, RowsError> {
        let lake = self.clone();
        spawn_blocking(move || table::write(&lake, table))
            .await
            .map_err(|error| failed("written", error))?
    }

    async fn changes(
        &self,
        before: TableFiles,
        after: TableFiles,
        key: Option<String>,
    ) -> Result<Option<ChangedRows>, RowsError> {
        let lake = self.clone();
        spawn_blocking(move || changes::changes(&lake, (&before, &after), key.as_deref()))
            .await
            .map_err(|error| failed("read", error))?
    }

    async fn sweep(&self, named: &HashSet<String>) -> Result<u64, RowsError> {
        let (lake, named) = (self.clone(), named.clone());
        spawn_blocking(move || crate::sweep::sweep(&lake, &named))
            .await
            .map_err(|error| failed("swept", error))?
            .map_err(|error| failed("swept", error))
    }

    async fn condemned(&self, files: Vec<String>, condemned: Condemned) -> Result<u64, RowsError> {
        let lake = self.clone();
        spawn_blocking(move || remaining::count(&lake, &files, &condemned))
            .await
            .map_err(|error| failed("read", error))?
    }

    async fn write_remaining(
        &self,
        remaining: Remaining,
    ) -> Result<(WrittenTable, BTreeSet<String>), RowsError> {
        let lake = self.clone();
        spawn_blocking(move || remaining::write(&lake, remaining))
            .await
            .map_err(|error| failed("written", error))?
    }

    async fn remove(&self, files: &[String]) -> Result<(), RowsError> {
        let (home, files) = (self.home.clone(), files.to_vec());
        let folder = Path::new(crate::data_files::FOLDER);
        let remove = move || {
            let mut files = files.iter();
            files.try_for_each(|file| home.remove(&folder.join(file)))
        };
        spawn_blocking(remove)
            .await
            .map_err(|error| failed("removed", error))?
            .map_err(|error| failed("removed", error))
    }

    async fn sweep_abandoned(
        &self,
        named: &HashSet<String>,
        folders: &[String],
    ) -> Result<u64, RowsError> {
        let (lake, named, folders) = (self.clone(), named.clone(), folders.to_vec());
        spawn_blocking(move || crate::sweep::sweep_abandoned(&lake, &named, &folders))
            .await
            .map_err(|error| failed("swept", error))?
            .map_err(|error| failed("swept", error))
    }

    async fn verify(&self, file: &DataFile) -> Result<bool, RowsError> {
        let path = self.root().join(crate::data_files::FOLDER).join(&file.path);
        let expected = file.content;
        spawn_blocking(move || hash_of(&path).map(|found| found == Some(expected)))
            .await
            .map_err(|error| failed("read", error))?
            .map_err(|error| failed("read", error))
    }
}

pub(crate) fn hash_of(path: &Path) -> io::Result<Option<ContentHash>> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut hasher = blake3::Hasher::new();
    let mut chunk = vec![0; 256 * 1024];
    loop {
        match file.read(&mut chunk)? {
            0 => break,
            read => hasher.update(chunk.get(..read).unwrap_or_default()),
        };
    }
    Ok(Some(ContentHash::from_bytes(*hasher.finalize().as_bytes())))
}

fn failed(
    doing: &'static str,
    source: impl std::error::Error + Send + Sync + 'static,
) -> RowsError {
    RowsError::Io {
        doing,
        source: Box::new(source),
    }
}

/// Sorts *the disk is full* out of what went wrong while writing.
fn write_failed(error: io::Error) -> RowsError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => RowsError::NoRoom,
        _ => failed("written", error),
    }
}

/// The same for what Parquet's writer says: it wraps the errors of the disk.
fn parquet_failed(error: parquet::errors::ParquetError) -> RowsError {
    use parquet::errors::ParquetError;
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(io) => write_failed(*io),
            Err(other) => failed("written", ParquetError::External(other)),
        },
        other => failed("written", other),
    }
}
