//! Looking at the bytes of a text file.

use hebewerk_profile::{EncodingScan, EncodingSight, TextDecoder};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// Bytes read at once.
pub(super) const BLOCK_BYTES: usize = 1 << 20;

/// Bytes of the beginning by which the dialect is recognised.
const SAMPLE_BYTES: u64 = 256 << 10;

/// Reads all bytes once; `tick` hears how many.
pub(super) fn encoding(file: &Path, tick: &dyn Fn(u64)) -> io::Result<EncodingSight> {
    let mut input = File::open(file)?;
    let mut scan = EncodingScan::default();
    let mut block = vec![0; BLOCK_BYTES];
    let mut done = 0;
    loop {
        let length = read_some(&mut input, &mut block)?;
        let bytes = block.get(..length).unwrap_or(&[]);
        if bytes.is_empty() {
            return Ok(scan.finish());
        }
        scan.add(bytes);
        done += length as u64;
        tick(done);
    }
}

/// The beginning of the file as text, and whether it is all of it.
pub(super) fn sample(file: &Path, label: &str, bom_bytes: u64) -> io::Result<(String, bool)> {
    let mut input = File::open(file)?;
    let all = input.metadata()?.len();
    input.seek(SeekFrom::Start(bom_bytes))?;
    let mut bytes = Vec::new();
    input.take(SAMPLE_BYTES).read_to_end(&mut bytes)?;
    let whole = bom_bytes + bytes.len() as u64 >= all;
    let mut text = String::new();
    TextDecoder::new(label).decode(&bytes, whole, &mut text);
    // The DOS sign for the end of a file is no text.
    let text = text.trim_end_matches('\u{1a}').to_owned();
    Ok((text, whole))
}

/// Length of the byte order mark of an encoding.
pub(super) fn bom_bytes(label: &str) -> u64 {
    if label.starts_with("utf-16") { 2 } else { 3 }
}

/// Fills as much of `block` as there is.
pub(super) fn read_some(input: &mut impl Read, block: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = block.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match input.read(rest) {
            Ok(0) => break,
            Ok(length) => filled += length,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}
