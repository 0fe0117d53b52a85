//! Gives the records of a JSON text one by one, raw, whatever shape holds them.

use super::input::JsonText;
use super::scan::{MAX_VALUE_BYTES, ScanError, Scanner, is_space};
use super::survey::{Place, Shape};
use super::text::unescape;
use hebewerk_hub::ports::ReadError;
use std::fs::File;
use std::io::BufReader;

/// One record, raw.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// 1-based number of the element, or the line.
    pub(super) number: u64,
    /// Key of a member of an object of objects.
    pub(super) key: Option<String>,
    /// The bytes of the value.
    pub(super) raw: Vec<u8>,
    /// Whether all bytes are there: a value can be too long to be kept.
    pub(super) whole: bool,
    /// Whether it is a line without an end: the last one, and perhaps only the beginning of it.
    pub(super) is_open: bool,
}

/// Gives elements in order.
pub(super) struct Elements {
    scanner: Scanner<BufReader<File>>,
    shape: Shape,
    number: u64,
    ended: bool,
    key: Vec<u8>,
    /// Whether the text ended or went wrong before its end.
    pub(super) broken: bool,
}

impl Elements {
    /// Opens the text at its records.
    pub(super) fn open(text: &JsonText, place: &Place) -> Result<Self, ReadError> {
        Ok(Self {
            scanner: Scanner::new(text.open(place.offset)?, place.offset),
            shape: place.shape,
            number: 0,
            ended: false,
            key: Vec::new(),
            broken: false,
        })
    }

    /// Bytes of the text passed.
    pub(super) fn offset(&self) -> u64 {
        self.scanner.offset()
    }

    /// Fills `element` with the next one; false at the end.
    pub(super) fn next(&mut self, element: &mut Element) -> Result<bool, ReadError> {
        if self.ended {
            return Ok(false);
        }
        element.raw.clear();
        element.key = None;
        element.is_open = false;
        let found = match self.shape {
            Shape::Lines => self.line(element),
            Shape::Array => self.member(element, b']'),
            Shape::Keyed => self.member(element, b'}'),
            Shape::Sequence | Shape::Single => self.value(element),
        };
        let found = match found {
            Ok(found) => found,
            Err(ScanError::Io(error)) => return Err(error.into()),
            Err(ScanError::End | ScanError::Unexpected) => {
                self.broken = true;
                false
            }
        };
        self.ended = !found || self.shape == Shape::Single;
        Ok(found)
    }

    fn member(&mut self, element: &mut Element, close: u8) -> Result<bool, ScanError> {
        if !self.scanner.more(close, self.number == 0)? {
            return Ok(false);
        }
        if self.shape == Shape::Keyed {
            self.scanner.key(&mut self.key)?;
            element.key = Some(unescape(&self.key).into_owned());
        }
        self.take(element)
    }

    fn value(&mut self, element: &mut Element) -> Result<bool, ScanError> {
        if self.scanner.peek()?.is_none() {
            return Ok(false);
        }
        self.take(element)
    }

    fn take(&mut self, element: &mut Element) -> Result<bool, ScanError> {
        element.whole = self.scanner.value(&mut element.raw)?;
        self.number += 1;
        element.number = self.number;
        Ok(true)
    }

    /// The next line that is not blank; what it holds is seen when it is taken apart.
    fn line(&mut self, element: &mut Element) -> Result<bool, ScanError> {
        loop {
            element.raw.clear();
            let read = self.scanner.line(&mut element.raw)?;
            if read == 0 {
                return Ok(false);
            }
            self.number += 1;
            let from = element.raw.iter().position(|byte| !is_space(*byte));
            if let Some(from) = from {
                let to = element
                    .raw
                    .iter()
                    .rposition(|byte| !is_space(*byte))
                    .unwrap_or(from);
                element.is_open = element.raw.last() != Some(&b'\n');
                element.whole = read <= MAX_VALUE_BYTES as u64;
                element.raw.truncate(to + 1);
                element.raw.drain(..from);
                element.number = self.number;
                return Ok(true);
            }
        }
    }
}
