//! Pieces of a file that begin and end with records.

use super::suppose::Supposed;
use hebewerk_hub::ports::ReadError;
use memchr::{memchr_iter, memrchr};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// Rows a piece should have: those of a row group.
const PIECE_ROWS: u64 = 128 * 1024;

/// Bounds of a piece in bytes.
const PIECE_BYTES: std::ops::RangeInclusive<u64> = 1 << 20..=16 << 20;

/// Bytes at the end that are not cut into pieces: footers are told from rows there.
const TAIL_BYTES: u64 = 256 << 10;

/// Cuts what lies behind the head.
pub(super) struct Cuts {
    input: File,
    quote: Option<u8>,
    piece_bytes: u64,
    /// Bytes read but not given out.
    left: Vec<u8>,
    /// Memory of pieces that were read.
    spare: Vec<Vec<u8>>,
    /// Bytes that may still be read for pieces.
    open: u64,
    read: u64,
}

impl Cuts {
    pub(super) fn behind(file: &Path, supposed: &Supposed) -> io::Result<Self> {
        let mut input = File::open(file)?;
        let length = input.metadata()?.len();
        let from = supposed.opening.bom_bytes + supposed.head_bytes;
        input.seek(SeekFrom::Start(from))?;
        let row = (supposed.head_bytes / supposed.head_lines.max(1)).max(1);
        let wanted = (row * PIECE_ROWS).clamp(*PIECE_BYTES.start(), *PIECE_BYTES.end());
        Ok(Self {
            input,
            quote: supposed.cut.cutting.quote,
            piece_bytes: wanted,
            left: Vec::new(),
            spare: Vec::new(),
            open: length.saturating_sub(from).saturating_sub(TAIL_BYTES),
            read: from,
        })
    }

    /// How far the file has been read.
    pub(super) const fn position(&self) -> u64 {
        self.read
    }

    /// The next piece; none when only the tail is left. A piece that cannot be cut is a reason to read the long way.
    pub(super) fn next_piece(&mut self) -> Result<Option<Vec<u8>>, ReadError> {
        if self.open == 0 {
            return Ok(None);
        }
        let mut piece = self.spare.pop().unwrap_or_default();
        piece.clear();
        piece.extend_from_slice(&self.left);
        let more = self.open.min(self.piece_bytes);
        let read = self.input.by_ref().take(more).read_to_end(&mut piece)? as u64;
        self.open -= more;
        self.read += read;
        if read < more {
            // The file is shorter than it was.
            return Err(ReadError::Again);
        }
        let end = record_end(&piece, self.quote).ok_or(ReadError::Again)?;
        self.left.clear();
        self.left
            .extend_from_slice(piece.get(end..).unwrap_or_default());
        piece.truncate(end);
        Ok(Some(piece))
    }

    /// Takes the memory of a piece back that was read.
    pub(super) fn give_back(&mut self, piece: Vec<u8>) {
        self.spare.push(piece);
    }

    /// Everything that is left.
    pub(super) fn rest(&mut self) -> io::Result<Vec<u8>> {
        let mut rest = std::mem::take(&mut self.left);
        let read = self.input.read_to_end(&mut rest)?;
        self.read += read as u64;
        Ok(rest)
    }
}

/// Behind the last line end that is no part of a quoted cell, where `bytes` begin with a record and every record has
/// an even number of quotes. (Records that have not are found when they are read.)
pub(super) fn record_end(bytes: &[u8], quote: Option<u8>) -> Option<usize> {
    let quotes = |bytes: &[u8]| quote.map_or(0, |quote| memchr_iter(quote, bytes).count());
    let mut before = quotes(bytes);
    let mut end = bytes.len();
    loop {
        let at = memrchr(b'\n', bytes.get(..end)?)?;
        before -= quotes(bytes.get(at..end)?);
        if before % 2 == 0 {
            return Some(at + 1);
        }
        end = at;
    }
}

#[cfg(test)]
mod tests {
    use super::record_end;

    #[test]
    fn a_line_end_in_a_quoted_cell_ends_no_record() {
        let end = |text: &str| record_end(text.as_bytes(), Some(b'"'));
        assert_eq!(end("a;b\nc;d"), Some(4));
        assert_eq!(end("a;\"b\nc\";d\ne;\"f\ng"), Some(10));
        assert_eq!(end("a;\"b \"\"\n\"\"c\";d\n"), Some(15));
        assert_eq!(end("a;\"b\nc"), None);
        assert_eq!(record_end(b"a;\"b\nc", None), Some(5));
    }
}
