//! Copying a file and hashing it on the way.

use super::{CHUNK_BYTES, source_failed, target_failed};
use hebewerk_hub::ports::{RawError, StoredRaw};
use hebewerk_model::ContentHash;
use std::fs::File;
use std::io::{self, Read, Write};
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, channel, sync_channel};
use std::thread;

/// Smaller files are copied before a second thread has begun.
const LARGE_BYTES: u64 = 8 << 20;

/// Chunks that wait for being hashed.
const WAITING: usize = 8;

/// Copies what is left of a file. Hashing takes as long as copying: large files are hashed beside.
pub(super) fn copy_hashed(
    reader: &mut File,
    writer: &mut impl Write,
) -> Result<StoredRaw, RawError> {
    let length = reader.metadata().map_err(source_failed)?.len();
    let mut hasher = blake3::Hasher::new();
    if length < LARGE_BYTES {
        let mut chunk = vec![0; CHUNK_BYTES];
        let mut size_bytes = 0;
        while let Some(read) = read_into(reader, &mut chunk)? {
            let bytes = chunk.get(..read).unwrap_or_default();
            hasher.update(bytes);
            writer.write_all(bytes).map_err(target_failed)?;
            size_bytes += read as u64;
        }
        return Ok(stored(&hasher, size_bytes));
    }
    thread::scope(|scope| {
        let (chunks, work) = sync_channel::<(Vec<u8>, usize)>(WAITING);
        let (spare, spares) = channel();
        let hashing = thread::Builder::new()
            .name("hash-file".to_owned())
            .spawn_scoped(scope, move || {
                for (chunk, read) in work {
                    hasher.update(chunk.get(..read).unwrap_or_default());
                    // The last ones are not wanted any more.
                    drop(spare.send(chunk));
                }
                hasher
            })
            .map_err(target_failed)?;
        let size_bytes = copy(reader, writer, &chunks, &spares)?;
        drop(chunks);
        match hashing.join() {
            Ok(hasher) => Ok(stored(&hasher, size_bytes)),
            Err(_panic) => Err(target_failed(io::Error::other("hashing ended early"))),
        }
    })
}

/// Copies and hands every chunk on; gives the number of bytes.
fn copy(
    reader: &mut File,
    writer: &mut impl Write,
    chunks: &SyncSender<(Vec<u8>, usize)>,
    spares: &Receiver<Vec<u8>>,
) -> Result<u64, RawError> {
    let mut size_bytes = 0;
    loop {
        let mut chunk = match spares.try_recv() {
            Ok(chunk) => chunk,
            Err(TryRecvError::Empty | TryRecvError::Disconnected) => vec![0; CHUNK_BYTES],
        };
        let Some(read) = read_into(reader, &mut chunk)? else {
            return Ok(size_bytes);
        };
        let bytes = chunk.get(..read).unwrap_or_default();
        writer.write_all(bytes).map_err(target_failed)?;
        size_bytes += read as u64;
        // Fails only when the other thread has ended, which is seen at its end.
        drop(chunks.send((chunk, read)));
    }
}

/// The next bytes; none at the end.
fn read_into(reader: &mut File, chunk: &mut [u8]) -> Result<Option<usize>, RawError> {
    loop {
        match reader.read(chunk) {
            Ok(0) => return Ok(None),
            Ok(read) => return Ok(Some(read)),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(source_failed(error)),
        }
    }
}

fn stored(hasher: &blake3::Hasher, size_bytes: u64) -> StoredRaw {
    StoredRaw {
        content: ContentHash::from_bytes(*hasher.finalize().as_bytes()),
        size_bytes,
    }
}
