//! The records of a `.shp` (Esri, *Shapefile Technical Description*, 1998).

use super::FORMAT;
use super::parts::shape;
use crate::archive::Damage;
use crate::geometry::Geometry;
use hebewerk_hub::ports::ReadError;
use std::fs::File;
use std::io::{BufReader, ErrorKind, Read};
use std::path::Path;

const HEADER_BYTES: usize = 100;
const CODE: [u8; 4] = [0, 0, 0x27, 0x0a];
/// Largest record: a geometry of eight million positions.
const MOST_RECORD_BYTES: u64 = 256 << 20;

/// One record.
#[derive(Debug)]
pub(super) enum Next {
    Shape(Geometry),
    /// A null shape.
    Null,
    /// Bytes that are no shape.
    Broken,
    /// The end, or nothing readable any more.
    End {
        whole: bool,
    },
}

/// Reads records one after the other.
#[derive(Debug)]
pub(super) struct Shapes {
    input: BufReader<File>,
    bytes: u64,
    done: u64,
    record: Vec<u8>,
}

impl Shapes {
    pub(super) fn open(file: &Path) -> Result<Self, ReadError> {
        let opened = File::open(file)?;
        let bytes = opened.metadata()?.len();
        let mut input = BufReader::with_capacity(1 << 16, opened);
        let mut header = [0; HEADER_BYTES];
        match input.read_exact(&mut header) {
            Ok(()) if header.starts_with(&CODE) => {}
            Ok(()) => return Err(Damage::Rules.error(FORMAT)),
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => {
                return Err(Damage::Truncated.error(FORMAT));
            }
            Err(error) => return Err(error.into()),
        }
        Ok(Self {
            input,
            bytes,
            done: HEADER_BYTES as u64,
            record: Vec::new(),
        })
    }

    /// The next record.
    pub(super) fn next(&mut self) -> Result<Next, ReadError> {
        let left = self.bytes.saturating_sub(self.done);
        if left < 8 {
            return Ok(Next::End { whole: left == 0 });
        }
        let mut head = [0; 8];
        self.input.read_exact(&mut head)?;
        let [_, _, _, _, words @ ..] = head;
        let length = u64::from(u32::from_be_bytes(words)) * 2;
        self.done += 8;
        if length < 4 || length > left - 8 || length > MOST_RECORD_BYTES {
            self.done = self.bytes;
            return Ok(Next::End { whole: false });
        }
        self.record.resize(length as usize, 0);
        self.input.read_exact(&mut self.record)?;
        self.done += length;
        Ok(match self.record.split_first_chunk() {
            Some(([0, 0, 0, 0], _)) => Next::Null,
            Some((kind, content)) => {
                shape(u32::from_le_bytes(*kind), content).map_or(Next::Broken, Next::Shape)
            }
            None => Next::Broken,
        })
    }

    /// Bytes done of all.
    pub(super) fn progress(&self) -> (u64, u64) {
        (self.done, self.bytes)
    }
}
