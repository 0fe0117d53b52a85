//! Copying a file and hashing it on the way.

use super::{CHUNK_BYTES, source_failed, target_failed};
use hebewerk_hub::ports::{RawError, StoredRaw};
use hebewerk_model::ContentHash;
use std::fs::File;
use std::io::{self, Read, Write};

/// Copies what is left of a file. On one thread: a chunk is hashed while it lies in the processor's cache, and whoever
/// reads the file meanwhile has use for the other processors.
pub(super) fn copy_hashed(
    reader: &mut File,
    writer: &mut impl Write,
) -> Result<StoredRaw, RawError> {
    let mut hasher = blake3::Hasher::new();
    let mut chunk = vec![0; CHUNK_BYTES];
    let mut size_bytes = 0;
    loop {
        let read = match reader.read(&mut chunk) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(source_failed(error)),
        };
        let bytes = chunk.get(..read).unwrap_or_default();
        hasher.update(bytes);
        writer.write_all(bytes).map_err(target_failed)?;
        size_bytes += read as u64;
    }
    Ok(StoredRaw {
        content: ContentHash::from_bytes(*hasher.finalize().as_bytes()),
        size_bytes,
    })
}
