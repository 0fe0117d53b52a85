//! The spool file of one sheet: its cells in rows, written once by the extraction and read as often as wanted.
//!
//! The form is ours and plain, so that the reading side never has to trust an office library: per row a marker,
//! the row's number, and its non-empty cells with their columns; at the end a marker and the number of rows, so
//! that a file cut off is noticed.

use crate::frame::RecordReader;
use hebewerk_hub::ports::ReadError;
use hebewerk_profile::{RawCell, Record};
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::ops::Range;
use std::path::Path;

const ROW: u8 = 1;
const END: u8 = 0;

const TEXT: u8 = 1;
const INTEGER: u8 = 2;
const NUMBER: u8 = 3;
const FALSE: u8 = 4;
const TRUE: u8 = 5;
const DATE: u8 = 6;
const TIME: u8 = 7;
const TIMESTAMP: u8 = 8;
const ERROR: u8 = 9;
const JSON: u8 = 10;

/// Longest text of one cell in bytes that is read back; office formats allow 32,767 characters.
const MAX_TEXT_BYTES: u64 = 64 << 20;

/// Writes rows.
pub(super) struct SpoolWriter {
    out: BufWriter<File>,
    rows: u64,
}

impl SpoolWriter {
    /// Begins a new file.
    pub(super) fn create(path: &Path) -> io::Result<Self> {
        let file = File::options().write(true).create_new(true).open(path)?;
        Ok(Self {
            out: BufWriter::with_capacity(1 << 16, file),
            rows: 0,
        })
    }

    /// Writes one row (1-based) of cells with their columns (0-based), ascending.
    pub(super) fn row<'a>(
        &mut self,
        row: u64,
        cells: impl ExactSizeIterator<Item = (u32, RawCell<'a>)>,
    ) -> io::Result<()> {
        self.out.write_all(&[ROW])?;
        self.varint(row)?;
        self.varint(cells.len() as u64)?;
        let mut next = 0;
        for (column, cell) in cells {
            self.varint(u64::from(column.saturating_sub(next)))?;
            next = column + 1;
            self.cell(cell)?;
        }
        self.rows += 1;
        Ok(())
    }

    /// Ends the file.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.out.write_all(&[END])?;
        self.varint(self.rows)?;
        self.out.flush()
    }

    fn cell(&mut self, cell: RawCell<'_>) -> io::Result<()> {
        match cell {
            // Sheets hold no bytes.
            RawCell::Empty | RawCell::Binary(_) => self.text(TEXT, ""),
            RawCell::Text(text) => self.text(TEXT, text),
            RawCell::Json(text) => self.text(JSON, text),
            RawCell::Error(text) => self.text(ERROR, text),
            RawCell::Boolean(value) => self.out.write_all(&[if value { TRUE } else { FALSE }]),
            RawCell::Integer(value) => self.fixed(INTEGER, value.to_le_bytes()),
            RawCell::Number(value) => self.fixed(NUMBER, value.to_le_bytes()),
            RawCell::Date(days) => self.fixed(DATE, i64::from(days).to_le_bytes()),
            RawCell::Time(micros) => self.fixed(TIME, micros.to_le_bytes()),
            RawCell::Timestamp(micros) => self.fixed(TIMESTAMP, micros.to_le_bytes()),
        }
    }

    fn text(&mut self, tag: u8, text: &str) -> io::Result<()> {
        self.out.write_all(&[tag])?;
        self.varint(text.len() as u64)?;
        self.out.write_all(text.as_bytes())
    }

    fn fixed(&mut self, tag: u8, bytes: [u8; 8]) -> io::Result<()> {
        self.out.write_all(&[tag])?;
        self.out.write_all(&bytes)
    }

    fn varint(&mut self, mut value: u64) -> io::Result<()> {
        while value >= 0x80 {
            self.out.write_all(&[value as u8 | 0x80])?;
            value >>= 7;
        }
        self.out.write_all(&[value as u8])
    }
}

/// Reads the rows of a spool file as records, rows without cells included.
pub(super) struct SpoolReader {
    input: BufReader<File>,
    /// Columns of the table; what stands beside them is not part of the records.
    columns: Range<u32>,
    /// Cells a record has at least.
    width: usize,
    next_row: u64,
    rows: u64,
    /// The number of the row whose cells come next in the file.
    waiting: Option<u64>,
    ended: bool,
    /// Takes the cells that are not part of the records.
    beside: Record,
    buffer: Vec<u8>,
}

impl SpoolReader {
    /// Reads the cells of `columns` only and fills up records to `width` cells.
    pub(super) fn open(path: &Path, columns: Range<u32>, width: u32) -> io::Result<Self> {
        Ok(Self {
            input: BufReader::with_capacity(1 << 16, File::open(path)?),
            columns,
            beside: Record::new(),
            width: width as usize,
            next_row: 1,
            rows: 0,
            waiting: None,
            ended: false,
            buffer: Vec::new(),
        })
    }

    fn advance(&mut self) -> io::Result<()> {
        match self.byte()? {
            ROW => self.waiting = Some(self.varint()?),
            END => {
                self.ended = true;
                if self.varint()? != self.rows {
                    return Err(broken());
                }
            }
            _ => return Err(broken()),
        }
        Ok(())
    }

    /// Fills in the cells of the row at hand; returns how many the table has in it.
    fn cells(&mut self, record: &mut Record) -> io::Result<u64> {
        let count = self.varint()?;
        let columns = u64::from(self.columns.start)..u64::from(self.columns.end);
        let mut beside = std::mem::take(&mut self.beside);
        let mut inside = 0;
        let mut column = 0_u64;
        for _ in 0..count {
            column += self.varint()?;
            if column > u64::from(u32::MAX) {
                return Err(broken());
            }
            if columns.contains(&column) {
                record.pad_to((column - columns.start) as usize);
                self.cell(record)?;
                inside += 1;
            } else {
                beside.start(0);
                self.cell(&mut beside)?;
            }
            column += 1;
        }
        self.beside = beside;
        self.rows += 1;
        Ok(inside)
    }

    fn cell(&mut self, record: &mut Record) -> io::Result<()> {
        let tag = self.byte()?;
        match tag {
            TEXT | ERROR | JSON => {
                self.fill_text()?;
                let text = std::str::from_utf8(&self.buffer).map_err(|_not_utf8| broken())?;
                record.push(match tag {
                    TEXT => RawCell::Text(text),
                    JSON => RawCell::Json(text),
                    _ => RawCell::Error(text),
                });
            }
            FALSE | TRUE => record.push(RawCell::Boolean(tag == TRUE)),
            INTEGER => record.push(RawCell::Integer(i64::from_le_bytes(self.fixed()?))),
            NUMBER => record.push(RawCell::Number(f64::from_le_bytes(self.fixed()?))),
            DATE => record.push(RawCell::Date(i64::from_le_bytes(self.fixed()?) as i32)),
            TIME => record.push(RawCell::Time(i64::from_le_bytes(self.fixed()?))),
            TIMESTAMP => record.push(RawCell::Timestamp(i64::from_le_bytes(self.fixed()?))),
            _ => return Err(broken()),
        }
        Ok(())
    }

    fn fill_text(&mut self) -> io::Result<()> {
        let length = self.varint()?;
        if length > MAX_TEXT_BYTES {
            return Err(broken());
        }
        self.buffer.resize(length as usize, 0);
        self.input.read_exact(&mut self.buffer)
    }

    fn fixed(&mut self) -> io::Result<[u8; 8]> {
        let mut bytes = [0; 8];
        self.input.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    fn byte(&mut self) -> io::Result<u8> {
        let mut byte = [0];
        self.input.read_exact(&mut byte)?;
        Ok(byte[0])
    }

    fn varint(&mut self) -> io::Result<u64> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(broken())
    }
}

impl RecordReader for SpoolReader {
    fn read(&mut self, record: &mut Record) -> Result<bool, ReadError> {
        if self.waiting.is_none() && !self.ended {
            self.advance()?;
        }
        let Some(row) = self.waiting else {
            return Ok(false);
        };
        if self.next_row < row {
            record.start(self.next_row);
            self.next_row += 1;
            return Ok(true);
        }
        record.start(row);
        // A single cell may be a remark below the table, and then its being alone is what tells.
        if self.cells(record)? > 1 {
            record.pad_to(self.width);
        }
        self.waiting = None;
        self.next_row = self.next_row.max(row + 1);
        Ok(true)
    }
}

fn broken() -> io::Error {
    io::Error::new(
        io::ErrorKind::InvalidData,
        "the spool file of a sheet is damaged",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_with_their_numbers_gaps_and_cells() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sheet");
        let mut writer = SpoolWriter::create(&path).unwrap();
        writer
            .row(
                2,
                [(1, RawCell::Text("Straße")), (3, RawCell::Integer(-7))].into_iter(),
            )
            .unwrap();
        writer
            .row(
                4,
                [(1, RawCell::Boolean(true)), (2, RawCell::Number(0.5))].into_iter(),
            )
            .unwrap();
        writer.finish().unwrap();

        let mut reader = SpoolReader::open(&path, 1..9, 3).unwrap();
        let mut record = Record::new();
        let mut seen = Vec::new();
        while reader.read(&mut record).unwrap() {
            seen.push(format!(
                "{} {:?}",
                record.row(),
                record.cells().collect::<Vec<_>>()
            ));
        }
        assert_eq!(
            seen,
            [
                "1 []",
                "2 [Text(\"Straße\"), Empty, Integer(-7)]",
                "3 []",
                "4 [Boolean(true), Number(0.5), Empty]",
            ]
        );
    }

    #[test]
    fn a_spool_file_cut_off_is_an_error_and_not_a_short_table() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sheet");
        let mut writer = SpoolWriter::create(&path).unwrap();
        for row in 1..=10 {
            writer
                .row(row, [(0, RawCell::Text("abc"))].into_iter())
                .unwrap();
        }
        writer.finish().unwrap();
        let bytes = std::fs::read(&path).unwrap();
        for cut in 0..bytes.len() {
            std::fs::write(&path, bytes.get(..cut).unwrap()).unwrap();
            let mut reader = SpoolReader::open(&path, 0..9, 0).unwrap();
            let mut record = Record::new();
            let end = loop {
                match reader.read(&mut record) {
                    Ok(true) => {}
                    other => break other,
                }
            };
            assert!(end.is_err(), "cut at {cut} of {}", bytes.len());
        }
    }
}
