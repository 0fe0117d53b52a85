//! Rows set aside in a temporary file, for forms whose beginning is known at the end only: memory does not grow with
//! the table.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, IntoInnerError, Read, Seek, SeekFrom, Write};

/// Takes rows: a geometry, if there is one, and what the form needs of the other cells.
pub(super) struct Spool {
    file: BufWriter<File>,
    end: u64,
}

impl Spool {
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self {
            file: BufWriter::with_capacity(1 << 16, tempfile::tempfile()?),
            end: 0,
        })
    }

    /// Sets a row aside; where it lies.
    pub(super) fn push(&mut self, wkb: Option<&[u8]>, cells: &[u8]) -> io::Result<u64> {
        let at = self.end;
        // Nothing is one less than a geometry of no bytes.
        let wkb_bytes = wkb.map_or(0, |wkb| wkb.len() as u64 + 1);
        self.file.write_all(&wkb_bytes.to_le_bytes())?;
        self.file.write_all(&(cells.len() as u64).to_le_bytes())?;
        self.file.write_all(wkb.unwrap_or_default())?;
        self.file.write_all(cells)?;
        self.end += 16 + wkb.map_or(0, |wkb| wkb.len() as u64) + cells.len() as u64;
        Ok(at)
    }

    /// Reads the rows, from the first one on.
    pub(super) fn into_reader(self) -> io::Result<SpoolReader> {
        let mut file = self.file.into_inner().map_err(IntoInnerError::into_error)?;
        file.seek(SeekFrom::Start(0))?;
        Ok(SpoolReader {
            // Small: who reads from here and there fills it anew for every row.
            file: BufReader::with_capacity(1 << 12, file),
            at: 0,
            end: self.end,
            wkb: Vec::new(),
            cells: Vec::new(),
        })
    }
}

/// A row that was set aside.
pub(super) struct SpooledRow<'a> {
    pub(super) wkb: Option<&'a [u8]>,
    pub(super) cells: &'a [u8],
}

pub(super) struct SpoolReader {
    file: BufReader<File>,
    at: u64,
    end: u64,
    wkb: Vec<u8>,
    cells: Vec<u8>,
}

impl SpoolReader {
    /// The row that lies there; the next one follows it.
    pub(super) fn read_at(&mut self, at: u64) -> io::Result<SpooledRow<'_>> {
        // Neighbours in the file are often neighbours on the map: what is in the buffer is used.
        self.file.seek_relative(at as i64 - self.at as i64)?;
        self.at = at;
        self.read()
    }

    /// Begins with the first row again.
    pub(super) fn rewind(&mut self) -> io::Result<()> {
        self.at = 0;
        self.file.rewind()
    }

    /// The next row; none behind the last one.
    pub(super) fn next(&mut self) -> io::Result<Option<SpooledRow<'_>>> {
        if self.at >= self.end {
            return Ok(None);
        }
        self.read().map(Some)
    }

    fn read(&mut self) -> io::Result<SpooledRow<'_>> {
        let mut number = [0; 8];
        self.file.read_exact(&mut number)?;
        let wkb_bytes = u64::from_le_bytes(number);
        self.file.read_exact(&mut number)?;
        let cells_bytes = u64::from_le_bytes(number);
        self.wkb.resize(wkb_bytes.saturating_sub(1) as usize, 0);
        self.file.read_exact(&mut self.wkb)?;
        self.cells.resize(cells_bytes as usize, 0);
        self.file.read_exact(&mut self.cells)?;
        self.at += 16 + self.wkb.len() as u64 + cells_bytes;
        Ok(SpooledRow {
            wkb: (wkb_bytes > 0).then_some(self.wkb.as_slice()),
            cells: &self.cells,
        })
    }
}
