//! The records of a sheet, or of the columns of it that are a table beside others.

use super::blocks::Block;
use super::manifest::SheetManifest;
use super::office::Extraction;
use super::spool::SpoolReader;
use crate::frame::RecordReader;
use hebewerk_hub::ports::ReadError;
use hebewerk_profile::Record;
use std::sync::Arc;

/// The records of a sheet; keeps the extraction's folder as long as it is read.
pub(super) struct SheetRecords {
    reader: SpoolReader,
    _extraction: Arc<Extraction>,
}

impl SheetRecords {
    /// The records of the whole sheet.
    pub(super) fn open(
        extraction: &Arc<Extraction>,
        sheet: &SheetManifest,
    ) -> Result<Self, ReadError> {
        let columns = sheet.first_column..u32::MAX;
        Ok(Self {
            reader: SpoolReader::open(&extraction.path(&sheet.file), columns, sheet.usual_width)?,
            _extraction: Arc::clone(extraction),
        })
    }
}

impl RecordReader for SheetRecords {
    fn read(&mut self, record: &mut Record) -> Result<bool, ReadError> {
        self.reader.read(record)
    }
}

/// The records of one block of columns: without the rows below its last one, which are of its neighbours.
pub(super) struct BlockRecords {
    records: SheetRecords,
    held: Option<Record>,
    next_row: u64,
}

impl BlockRecords {
    pub(super) fn open(
        extraction: &Arc<Extraction>,
        sheet: &SheetManifest,
        block: Block,
    ) -> Result<Self, ReadError> {
        let reader = SpoolReader::open(
            &extraction.path(&sheet.file),
            block.first..block.end,
            sheet.usual_width.min(block.end - block.first),
        )?;
        Ok(Self {
            records: SheetRecords {
                reader,
                _extraction: Arc::clone(extraction),
            },
            held: None,
            next_row: 1,
        })
    }

    /// The next row with a cell.
    fn next_filled(&mut self) -> Result<Option<Record>, ReadError> {
        let mut record = Record::new();
        while self.records.read(&mut record)? {
            if !record.is_empty() {
                return Ok(Some(record));
            }
        }
        Ok(None)
    }
}

impl RecordReader for BlockRecords {
    fn read(&mut self, record: &mut Record) -> Result<bool, ReadError> {
        let held = match self.held.take() {
            Some(held) => held,
            None => match self.next_filled()? {
                Some(next) => next,
                None => return Ok(false),
            },
        };
        if self.next_row < held.row() {
            record.start(self.next_row);
            self.next_row += 1;
            self.held = Some(held);
            return Ok(true);
        }
        self.next_row = self.next_row.max(held.row() + 1);
        *record = held;
        Ok(true)
    }
}
