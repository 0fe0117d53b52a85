//! The records of a text file, block by block.

use super::scan::{BLOCK_BYTES, read_some};
use super::{Opening, Recognised, line_ends};
use crate::frame::RecordReader;
use hebewerk_hub::ports::ReadError;
use hebewerk_profile::{Cut, Record, Splitter, TextDecoder};
use std::fs::File;
use std::io::{Seek, SeekFrom};
use std::path::Path;

/// Text that stays in front of the next block before it is moved to the beginning.
const MOVED_BYTES: usize = 1 << 16;

/// Reads and cuts a text file in memory bounded by its longest record.
pub(crate) struct TextRecords {
    input: File,
    decoder: TextDecoder,
    splitter: Splitter,
    block: Vec<u8>,
    text: String,
    at: usize,
    ended: bool,
    bytes_read: u64,
    lone_returns: bool,
    /// Whether the last block ended with a carriage return that is not yet in the text.
    held_return: bool,
}

impl TextRecords {
    pub(super) fn open(
        file: &Path,
        opening: &Opening,
        cut: &Recognised,
    ) -> Result<Self, ReadError> {
        let mut input = File::open(file)?;
        input.seek(SeekFrom::Start(opening.bom_bytes))?;
        Ok(Self {
            input,
            decoder: TextDecoder::new(&opening.label),
            splitter: Splitter::new(cut.cutting.clone()),
            lone_returns: cut.lone_returns,
            held_return: false,
            block: vec![0; BLOCK_BYTES],
            text: String::new(),
            at: 0,
            ended: false,
            bytes_read: 0,
        })
    }

    /// What was met on the way.
    pub(super) fn splitter(&self) -> &Splitter {
        &self.splitter
    }

    /// Bytes read so far.
    pub(super) fn bytes_read(&self) -> u64 {
        self.bytes_read
    }

    /// Puts the next block behind the text that is left.
    fn fill(&mut self) -> Result<(), ReadError> {
        if self.at >= MOVED_BYTES || self.at == self.text.len() {
            self.text.drain(..self.at);
            self.at = 0;
        }
        let length = read_some(&mut self.input, &mut self.block)?;
        let bytes = self.block.get(..length).unwrap_or(&[]);
        self.bytes_read += length as u64;
        self.ended = length < self.block.len();
        let before = self.text.len();
        if std::mem::take(&mut self.held_return) {
            self.text.push('\r');
        }
        self.decoder.decode(bytes, self.ended, &mut self.text);
        if self.lone_returns {
            if !self.ended && self.text.ends_with('\r') {
                self.text.pop();
                self.held_return = true;
            }
            line_ends::part(&mut self.text, before);
        }
        if self.ended {
            let kept = self.text.trim_end_matches('\u{1a}').len();
            self.text.truncate(kept.max(self.at));
        }
        Ok(())
    }
}

impl RecordReader for TextRecords {
    fn read(&mut self, record: &mut Record) -> Result<bool, ReadError> {
        loop {
            let rest = self.text.get(self.at..).unwrap_or("");
            if rest.is_empty() {
                if self.ended {
                    return Ok(false);
                }
            } else if let Cut::Record(used) = self.splitter.cut(rest, self.ended, record) {
                self.at += used;
                return Ok(true);
            }
            self.fill()?;
        }
    }
}
