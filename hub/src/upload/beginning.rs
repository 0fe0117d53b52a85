//! The beginning of a large file: enough to show its first rows while the whole of it is being read.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

/// Files up to this size are read as a whole at once.
const SMALL_BYTES: u64 = 4 << 20;
/// How much of a large file is looked at first.
const BEGINNING_BYTES: u64 = 256 << 10;
/// First bytes of containers and packed files: a part of them is no file.
const CONTAINERS: [&[u8]; 7] = [
    b"PK",
    b"PAR1",
    b"\xD0\xCF\x11\xE0",
    b"\x1F\x8B",
    b"BZh",
    b"\xFD7zXZ",
    b"\x28\xB5\x2F\xFD",
];

/// Writes the first lines of a large text to `target`. Answers whether it did: small files are read at once, and the
/// beginning of a container is no file.
pub(super) fn cut(file: &Path, target: &Path) -> io::Result<bool> {
    let source = File::open(file)?;
    if source.metadata()?.len() <= SMALL_BYTES {
        return Ok(false);
    }
    let mut bytes = Vec::new();
    source.take(BEGINNING_BYTES).read_to_end(&mut bytes)?;
    if CONTAINERS.iter().any(|mark| bytes.starts_with(mark)) {
        return Ok(false);
    }
    // A line cut in the middle would be a finding of ours, not of the file.
    let Some(end) = bytes.iter().rposition(|byte| *byte == b'\n') else {
        return Ok(false);
    };
    File::create(target)?.write_all(bytes.get(..=end).unwrap_or_default())?;
    Ok(true)
}
