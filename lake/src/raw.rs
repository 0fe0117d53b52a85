//! Raw deliveries, kept by their hash.

mod copied;
mod kept;
mod source;

use crate::Lake;
use crate::durable::{Draft, Durable};
use async_trait::async_trait;
use bytes::Bytes;
use copied::copy_hashed;
use futures::stream::{self, BoxStream, StreamExt};
use hebewerk_hub::ports::{Identifiers, Kept, KeptBefore, RawDeliveries, RawError, StoredRaw};
use hebewerk_model::ContentHash;
use kept::KeptFile;
use source::Source;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::task::spawn_blocking;

/// Folder of raw deliveries below the root.
pub(crate) const FOLDER: &str = "raw";

/// The system's number for a disk that cannot read.
const EIO: i32 = 5;

/// Larger files would push others out of the system's cache.
const LARGE_BYTES: u64 = 8 << 20;

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
        let kept = spawn_blocking(move || begin(&home, identifiers.as_ref(), file, before))
            .await
            .map_err(|error| failed("kept", error))??;
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

    async fn remove(&self, content: ContentHash) -> Result<(), RawError> {
        let home = self.home.clone();
        spawn_blocking(move || home.remove(&address(content)))
            .await
            .map_err(|error| failed("removed", error))?
            .map_err(|error| failed("removed", error))
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

/// Looks whether a file is there, if that is likely, and otherwise begins to copy it. Must be called on a runtime.
fn begin(
    home: &Arc<Durable>,
    identifiers: &dyn Identifiers,
    path: PathBuf,
    kept_before: KeptBefore,
) -> Result<KeptFile, RawError> {
    let mut source = Source::open(path)?;
    if kept_before == KeptBefore::Likely {
        // Reading twice costs less than writing once.
        let seen = copy_hashed(source.reader(), &mut io::sink())?;
        let found = find(home, &seen).map_err(target_failed)?;
        let there = home.root().join(address(seen.content));
        if found == Found::Whole {
            source.refuse_if_changed(seen.size_bytes)?;
            home.make_names_survive(&address(seen.content))
                .map_err(target_failed)?;
            return Ok(KeptFile::settled(seen, there));
        }
        source.rewind()?;
        if found == Found::Damaged {
            // Whoever asks must hear that these are the bytes of before, so they are mended at once.
            let draft = new_draft(home, identifiers, &source)?;
            return Ok(KeptFile::settled(keep_file(&mut source, draft)?, there));
        }
    }
    let draft = new_draft(home, identifiers, &source)?;
    Ok(KeptFile::copying(source, draft))
}

/// A draft for a file, where there is room for it.
fn new_draft(
    home: &Arc<Durable>,
    identifiers: &dyn Identifiers,
    source: &Source,
) -> Result<Draft, RawError> {
    home.require_room(source.size_bytes())
        .and_then(|()| {
            if source.size_bytes() < LARGE_BYTES {
                home.draft(identifiers)
            } else {
                home.draft_past_cache(identifiers)
            }
        })
        .map_err(target_failed)
}

/// Copies a file and gives it its name; when this returns, it survives a loss of power.
fn keep_file(source: &mut Source, mut draft: Draft) -> Result<StoredRaw, RawError> {
    let stored = copy_hashed(source.reader(), &mut draft)?;
    source.refuse_if_changed(stored.size_bytes)?;
    let address = address(stored.content);
    let home = Arc::clone(draft.home());
    match find(&home, &stored).map_err(target_failed)? {
        Found::Whole => home.make_names_survive(&address),
        Found::Damaged => {
            tracing::error!(
                content = %stored.content,
                "a raw delivery was damaged and is replaced by the same content"
            );
            draft.repair(&address)
        }
        // Another thread may win in between: the same content under the same name, so either is right.
        Found::Nothing => draft.publish(&address).map(|_new_or_taken| ()),
    }
    .map_err(target_failed)?;
    Ok(stored)
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
