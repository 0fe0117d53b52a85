//! The rows of a dBASE table.

use super::field::Field;
use super::header::Header;
use crate::frame::RecordReader;
use crate::layers::findings::{DBF_ASTERISKS, DBF_DELETED};
use crate::layers::{LayerRecords, SeenGeometries};
use hebewerk_hub::ports::ReadError;
use hebewerk_model::{Finding, Severity};
use hebewerk_profile::Record;
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::Path;

const DELETED: u8 = b'*';

/// Reads rows.
#[derive(Debug)]
pub(crate) struct DbfRows {
    input: BufReader<File>,
    fields: Vec<Field>,
    encoding: &'static str,
    row: Vec<u8>,
    text: String,
    number: u64,
    left: u64,
    all: u64,
    deleted: u64,
    first_deleted: u64,
    /// Numbers of asterisks: how many, and the first row.
    asterisks: Option<(u64, u64)>,
}

impl DbfRows {
    pub(super) fn open(
        file: &Path,
        header: &Header,
        encoding: &'static str,
    ) -> Result<Self, ReadError> {
        let mut opened = File::open(file)?;
        opened.seek(SeekFrom::Start(header.first_row))?;
        Ok(Self {
            input: BufReader::with_capacity(1 << 16, opened),
            fields: header.fields.clone(),
            encoding,
            row: vec![0; header.row_bytes],
            text: String::new(),
            number: 0,
            left: header.found,
            all: header.found,
            deleted: 0,
            first_deleted: 0,
            asterisks: None,
        })
    }

    /// Columns.
    pub(crate) fn width(&self) -> usize {
        self.fields.len()
    }

    /// Appends the next row to a started record and says whether it is deleted; none at the end.
    pub(crate) fn next(&mut self, record: &mut Record) -> Result<Option<bool>, ReadError> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        self.number += 1;
        self.input.read_exact(&mut self.row)?;
        let deleted = self.row.first() == Some(&DELETED);
        if deleted {
            if self.deleted == 0 {
                self.first_deleted = self.number;
            }
            self.deleted += 1;
        } else {
            for field in &self.fields {
                if !field.push(&self.row, self.encoding, &mut self.text, record) {
                    self.asterisks.get_or_insert((0, self.number)).0 += 1;
                }
            }
        }
        Ok(Some(deleted))
    }

    /// What was noticed so far.
    pub(crate) fn noticed(&self) -> Vec<Finding> {
        let deleted = (self.deleted > 0).then(|| {
            Finding::new(DBF_DELETED, Severity::Note)
                .times(self.deleted)
                .at_row(self.first_deleted)
        });
        let asterisks = self.asterisks.map(|(count, row)| {
            Finding::new(DBF_ASTERISKS, Severity::Note)
                .times(count)
                .at_row(row)
        });
        deleted.into_iter().chain(asterisks).collect()
    }
}

impl RecordReader for DbfRows {
    fn read(&mut self, record: &mut Record) -> Result<bool, ReadError> {
        loop {
            record.start(self.number + 1);
            match self.next(record)? {
                None => return Ok(false),
                Some(true) => {}
                Some(false) => return Ok(true),
            }
        }
    }
}

impl LayerRecords for DbfRows {
    fn geometries(&self) -> Vec<SeenGeometries<'_>> {
        Vec::new()
    }

    fn noticed(&self) -> Vec<Finding> {
        DbfRows::noticed(self)
    }

    fn progress(&self) -> (u64, u64) {
        let bytes = self.row.len() as u64;
        ((self.all - self.left) * bytes, self.all * bytes)
    }

    fn into_records(self: Box<Self>) -> Box<dyn RecordReader> {
        self
    }
}
