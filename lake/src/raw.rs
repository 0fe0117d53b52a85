//! Raw deliveries, kept by their hash.

mod copied;
mod kept;

use crate::Lake;
use crate::durable::{Draft, Durable};
use async_trait::async_trait;
use bytes::Bytes;
use copied::copy_hashed;
use futures::stream::{self, BoxStream, StreamExt};
use hebewerk_hub::ports::{Identifiers, Kept, KeptBefore, RawDeliveries, RawError, StoredRaw};
use hebewerk_model::ContentHash;
use kept::KeptFile;
use std::fs::{File, Metadata};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::task::spawn_blocking;

/// Folder of raw deliveries below the root.
pub(crate) const FOLDER: &str = "raw";

/// The system's number for a disk that cannot read.
const EIO: i32 = 5;

/// Bytes read at once.
const CHUNK_BYTES: usize = 256 * 1024;

/// Where the bytes with this hash lie below the root: `raw/ab/cd/abcd…`.
pub(crate) fn address(content: ContentHash) -> PathBuf {
    let name = content.to_string();
    let (first, second) = (
        name.get(..2).unwrap_or("00"),
        name.get(2..4).unwrap_or("00"),
    );
    [FOLDER, first, second, &name].iter().collect()
}

#[async_trait]
impl RawDeliveries for Lake {
    async fn require_room(&self, more_bytes: u64) -> Result<(), RawError> {
        let home = self.home.clone();
        spawn_blocking(move || home.require_room(more_bytes))
            .await
            .map_err(|error| failed("kept", error))?
            .map_err(target_failed)
    }

    async fn keep(&self, file: &Path, before: KeptBefore) -> Result<Box<dyn Kept>, RawError> {
        let (home, identifiers) = (self.home.clone(), self.identifiers.clone());
        let file = file.to_owned();
        let (stored, draft) =
            spawn_blocking(move || keep_file(&home, identifiers.as_ref(), &file, before))
                .await
                .map_err(|error| failed("kept", error))??;
        let kept = if let Some(draft) = draft {
            KeptFile::settling(stored, draft)
        } else {
            let path = self.home.root().join(address(stored.content));
            KeptFile::settled(stored, path)
        };
        Ok(Box::new(kept))
    }

    async fn reach(&self) -> Result<(), RawError> {
        let root = self.home.root().to_owned();
        // Listing also notices a network drive that is there in name only.
        spawn_blocking(move || std::fs::read_dir(root).map(|_entries| ()))
            .await
            .map_err(|error| failed("read", error))?
            .map_err(|error| failed("read", error))
    }

    async fn open(
        &self,
        content: ContentHash,
        range: Option<Range<u64>>,
    ) -> Result<BoxStream<'static, Result<Bytes, RawError>>, RawError> {
        let path = self.home.root().join(address(content));
        let start = range.as_ref().map_or(0, |range| range.start);
        let length = range.map_or(u64::MAX, |range| range.end.saturating_sub(range.start));
        let file = spawn_blocking(move || -> io::Result<File> {
            let mut file = File::open(path)?;
            file.seek(SeekFrom::Start(start))?;
            Ok(file)
        })
        .await
        .map_err(|error| failed("read", error))?
        .map_err(|error| missing_or_failed(content, error))?;
        Ok(stream::try_unfold((file, length), next_chunk).boxed())
    }

    async fn local_path(&self, content: ContentHash) -> Result<PathBuf, RawError> {
        let path = self.home.root().join(address(content));
        tokio::fs::metadata(&path)
            .await
            .map_err(|error| missing_or_failed(content, error))?;
        Ok(path)
    }
}

async fn next_chunk((file, left): (File, u64)) -> Result<Option<(Bytes, (File, u64))>, RawError> {
    spawn_blocking(move || -> io::Result<_> {
        let wanted = usize::try_from(left).unwrap_or(usize::MAX).min(CHUNK_BYTES);
        let mut chunk = vec![0; wanted];
        let read = (&file).read(&mut chunk)?;
        chunk.truncate(read);
        Ok((read > 0).then(|| (Bytes::from(chunk), (file, left - read as u64))))
    })
    .await
    .map_err(|error| failed("read", error))?
    .map_err(|error| failed("read", error))
}

/// What is kept, and its draft if it has no name yet.
fn keep_file(
    home: &Arc<Durable>,
    identifiers: &dyn Identifiers,
    source: &Path,
    kept_before: KeptBefore,
) -> Result<(StoredRaw, Option<Draft>), RawError> {
    let mut reader = File::open(source).map_err(source_failed)?;
    let before = reader.metadata().map_err(source_failed)?;
    if kept_before == KeptBefore::Likely {
        // Reading twice costs less than writing once.
        let seen = copy_hashed(&mut reader, &mut io::sink())?;
        if find(home, &seen).map_err(target_failed)? == Found::Whole {
            refuse_if_changed(source, &reader, &before, seen.size_bytes)?;
            home.make_names_survive(&address(seen.content))
                .map_err(target_failed)?;
            return Ok((seen, None));
        }
        reader.seek(SeekFrom::Start(0)).map_err(source_failed)?;
    }
    home.require_room(before.len()).map_err(target_failed)?;
    let mut draft = home.draft(identifiers).map_err(target_failed)?;
    let stored = copy_hashed(&mut reader, &mut draft)?;
    refuse_if_changed(source, &reader, &before, stored.size_bytes)?;
    let address = address(stored.content);
    match find(home, &stored).map_err(target_failed)? {
        Found::Whole => home.make_names_survive(&address).map_err(target_failed)?,
        Found::Damaged => {
            tracing::error!(
                content = %stored.content,
                "a raw delivery was damaged and is replaced by the same content"
            );
            draft.repair(&address).map_err(target_failed)?;
        }
        Found::Nothing => {
            // Whoever reads it reads all of it; only its sync is still to come.
            draft.flush().map_err(target_failed)?;
            return Ok((stored, Some(draft)));
        }
    }
    Ok((stored, None))
}

/// What stands where a content belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    Whole,
    Damaged,
    Nothing,
}

/// Reads what is there: the right size alone proves nothing after a broken disk.
fn find(home: &Durable, content: &StoredRaw) -> io::Result<Found> {
    let path = home.root().join(address(content.content));
    let Some(size) = home.disk().size(&path)? else {
        return Ok(Found::Nothing);
    };
    if size != content.size_bytes {
        return Ok(Found::Damaged);
    }
    let mut hasher = blake3::Hasher::new();
    let read = home
        .disk()
        .open_to_read(&path)
        .and_then(|mut there| io::copy(&mut there, &mut hasher));
    match read {
        Ok(_bytes) if hasher.finalize().as_bytes() == content.content.as_bytes() => {
            Ok(Found::Whole)
        }
        Ok(_other) => Ok(Found::Damaged),
        // Sectors that cannot be read are damage too; too many open files are not.
        Err(error) if error.raw_os_error() == Some(EIO) => Ok(Found::Damaged),
        Err(error) => Err(error),
    }
}

/// A file that grew, shrank, was touched or replaced while it was copied may be half old, half new.
fn refuse_if_changed(
    path: &Path,
    open: &File,
    before: &Metadata,
    copied: u64,
) -> Result<(), RawError> {
    let same =
        |after: Metadata| after.len() == copied && after.modified().ok() == before.modified().ok();
    let open_same = open.metadata().is_ok_and(same);
    let path_same = std::fs::metadata(path).is_ok_and(same);
    if before.len() == copied && open_same && path_same {
        Ok(())
    } else {
        Err(RawError::Changed)
    }
}

fn source_failed(error: io::Error) -> RawError {
    if error.kind() == io::ErrorKind::NotFound {
        RawError::Changed
    } else {
        failed("kept", error)
    }
}

fn target_failed(error: io::Error) -> RawError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => RawError::NoRoom,
        _ => failed("kept", error),
    }
}

fn missing_or_failed(content: ContentHash, error: io::Error) -> RawError {
    if error.kind() == io::ErrorKind::NotFound {
        RawError::Missing(content)
    } else {
        failed("read", error)
    }
}

fn failed(doing: &'static str, source: impl std::error::Error + Send + Sync + 'static) -> RawError {
    RawError::Io {
        doing,
        source: Box::new(source),
    }
}
