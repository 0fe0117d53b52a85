//! A writer that hashes and counts what passes.

use std::io::{self, Write};

/// Hashes, counts and remembers the last eight bytes: a Parquet file ends with the length of its footer.
#[derive(Debug)]
pub(crate) struct Counted<W> {
    inner: W,
    hasher: blake3::Hasher,
    bytes: u64,
    tail: [u8; 8],
}

impl<W: Write> Counted<W> {
    pub(crate) fn new(inner: W) -> Self {
        Self {
            inner,
            hasher: blake3::Hasher::new(),
            bytes: 0,
            tail: [0; 8],
        }
    }

    /// The writer beneath, the hash, the number of bytes and the length of the Parquet footer.
    pub(crate) fn finish(self) -> (W, [u8; 32], u64, u64) {
        let [a, b, c, d, ..] = self.tail;
        let footer_bytes = u64::from(u32::from_le_bytes([a, b, c, d]));
        (
            self.inner,
            *self.hasher.finalize().as_bytes(),
            self.bytes,
            footer_bytes,
        )
    }
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        let passed = bytes.get(..written).unwrap_or_default();
        self.hasher.update(passed);
        self.bytes += written as u64;
        for &byte in passed.iter().skip(written.saturating_sub(8)) {
            self.tail.rotate_left(1);
            self.tail[7] = byte;
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
