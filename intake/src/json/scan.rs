//! A scanner over the bytes of a JSON text: it knows where values begin and end, and nothing of what they mean.
//!
//! So a text of any size is walked in one small buffer, a damaged value costs only itself, and nothing is parsed
//! that nobody wants.

use std::io::{self, BufRead, Read};

/// Deepest nesting followed.
const MAX_DEPTH: usize = 512;
/// Longest single value kept in bytes; longer ones are passed over.
pub(super) const MAX_VALUE_BYTES: usize = 64 << 20;

/// Why scanning cannot go on.
#[derive(Debug)]
pub(super) enum ScanError {
    /// Reading failed.
    Io(io::Error),
    /// The text ends inside a value.
    End,
    /// A character stands where none of its kind may stand.
    Unexpected,
}

impl From<io::Error> for ScanError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Scans forward.
pub(super) struct Scanner<R> {
    input: R,
    offset: u64,
}

impl<R: BufRead> Scanner<R> {
    /// Scans from where `input` stands, which is `offset` bytes from the beginning of the text.
    pub(super) fn new(input: R, offset: u64) -> Self {
        Self { input, offset }
    }

    /// Bytes passed.
    pub(super) fn offset(&self) -> u64 {
        self.offset
    }

    /// The next byte that is no white space, not yet passed; none at the end.
    pub(super) fn peek(&mut self) -> Result<Option<u8>, ScanError> {
        loop {
            let buffer = self.input.fill_buf()?;
            if buffer.is_empty() {
                return Ok(None);
            }
            let length = buffer.len();
            match buffer.iter().position(|byte| !is_space(*byte)) {
                Some(at) => {
                    let byte = buffer.get(at).copied();
                    self.pass(at);
                    return Ok(byte);
                }
                None => self.pass(length),
            }
        }
    }

    /// Passes the expected next byte.
    pub(super) fn expect(&mut self, expected: u8) -> Result<(), ScanError> {
        match self.peek()? {
            Some(byte) if byte == expected => {
                self.pass(1);
                Ok(())
            }
            Some(_) => Err(ScanError::Unexpected),
            None => Err(ScanError::End),
        }
    }

    /// Inside an array or object: whether another element follows. Passes the comma, or the closing bracket.
    /// A comma before the closing bracket is forgiven.
    pub(super) fn more(&mut self, close: u8, first: bool) -> Result<bool, ScanError> {
        let mut byte = self.peek()?.ok_or(ScanError::End)?;
        if byte == b',' && !first {
            self.pass(1);
            byte = self.peek()?.ok_or(ScanError::End)?;
        } else if byte != close && !first {
            return Err(ScanError::Unexpected);
        }
        if byte == close {
            self.pass(1);
            return Ok(false);
        }
        Ok(true)
    }

    /// Passes a key and its colon; the key comes raw, with its quotes.
    pub(super) fn key(&mut self, raw: &mut Vec<u8>) -> Result<(), ScanError> {
        raw.clear();
        match self.peek()? {
            Some(b'"') => self.string(raw)?,
            Some(_) => return Err(ScanError::Unexpected),
            None => return Err(ScanError::End),
        };
        self.expect(b':')
    }

    /// Passes one value and appends its bytes to `kept`; false when it was too long to be kept.
    pub(super) fn value(&mut self, kept: &mut Vec<u8>) -> Result<bool, ScanError> {
        match self.peek()?.ok_or(ScanError::End)? {
            b'{' | b'[' => self.nested(kept),
            b'"' => self.string(kept),
            b',' | b':' | b']' | b'}' => Err(ScanError::Unexpected),
            _ => self.bare(kept),
        }
    }

    /// Passes a line and appends it to `kept`, at most [`MAX_VALUE_BYTES`] of it; returns its length, 0 at the end.
    pub(super) fn line(&mut self, kept: &mut Vec<u8>) -> Result<u64, ScanError> {
        let limit = MAX_VALUE_BYTES as u64;
        let read = Read::take(&mut self.input, limit).read_until(b'\n', kept)? as u64;
        let begin = self.offset;
        self.offset += read;
        if read == limit && kept.last() != Some(&b'\n') {
            self.skip_line()?;
        }
        Ok(self.offset - begin)
    }

    fn skip_line(&mut self) -> Result<(), ScanError> {
        loop {
            let buffer = self.input.fill_buf()?;
            let length = buffer.len();
            if length == 0 {
                return Ok(());
            }
            if let Some(at) = memchr::memchr(b'\n', buffer) {
                self.pass(at + 1);
                return Ok(());
            }
            self.pass(length);
        }
    }

    fn pass(&mut self, bytes: usize) {
        self.input.consume(bytes);
        self.offset += bytes as u64;
    }

    fn nested(&mut self, kept: &mut Vec<u8>) -> Result<bool, ScanError> {
        let mut open: Vec<u8> = Vec::new();
        let mut whole = true;
        loop {
            let buffer = self.input.fill_buf()?;
            if buffer.is_empty() {
                return Err(ScanError::End);
            }
            let at = memchr_structure(buffer);
            let length = at.map_or(buffer.len(), |at| at + 1);
            let byte = at.and_then(|at| buffer.get(at)).copied();
            let taken = if byte == Some(b'"') {
                length - 1
            } else {
                length
            };
            whole &= keep(kept, buffer.get(..taken).unwrap_or(&[]));
            self.pass(taken);
            match byte {
                Some(b'"') => whole &= self.string(kept)?,
                Some(b'{') => open.push(b'}'),
                Some(b'[') => open.push(b']'),
                Some(close @ (b'}' | b']')) => {
                    if open.pop() != Some(close) {
                        return Err(ScanError::Unexpected);
                    }
                    if open.is_empty() {
                        return Ok(whole);
                    }
                }
                _ => {}
            }
            if open.len() > MAX_DEPTH {
                return Err(ScanError::Unexpected);
            }
        }
    }

    fn string(&mut self, kept: &mut Vec<u8>) -> Result<bool, ScanError> {
        let mut whole = keep(kept, b"\"");
        self.pass(1);
        let mut escaped = false;
        loop {
            let buffer = self.input.fill_buf()?;
            let Some(first) = buffer.first() else {
                return Err(ScanError::End);
            };
            let (length, ends) = if escaped {
                (1, false)
            } else if *first == b'"' {
                (1, true)
            } else if *first == b'\\' {
                (1, false)
            } else {
                (
                    memchr::memchr2(b'"', b'\\', buffer).unwrap_or(buffer.len()),
                    false,
                )
            };
            escaped = !escaped && *first == b'\\';
            whole &= keep(kept, buffer.get(..length).unwrap_or(&[]));
            self.pass(length);
            if ends {
                return Ok(whole);
            }
        }
    }

    /// A number, `true`, `null` or what stands in their place.
    fn bare(&mut self, kept: &mut Vec<u8>) -> Result<bool, ScanError> {
        let mut whole = true;
        loop {
            let buffer = self.input.fill_buf()?;
            let end = buffer.iter().position(|byte| {
                is_space(*byte) || matches!(byte, b',' | b']' | b'}' | b':' | b'{' | b'[' | b'"')
            });
            let length = end.unwrap_or(buffer.len());
            if buffer.is_empty() {
                return Ok(whole);
            }
            whole &= keep(kept, buffer.get(..length).unwrap_or(&[]));
            self.pass(length);
            if end.is_some() {
                return Ok(whole);
            }
        }
    }
}

fn keep(kept: &mut Vec<u8>, bytes: &[u8]) -> bool {
    if kept.len() + bytes.len() > MAX_VALUE_BYTES {
        return false;
    }
    kept.extend_from_slice(bytes);
    true
}

/// White space of JSON, and the record separator of JSON text sequences (RFC 7464).
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x1e)
}

fn memchr_structure(buffer: &[u8]) -> Option<usize> {
    buffer
        .iter()
        .position(|byte| matches!(byte, b'"' | b'{' | b'}' | b'[' | b']'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    /// Scans with a buffer of a few bytes, so that every border lies inside something.
    fn value_of(text: &str, capacity: usize) -> Result<String, ScanError> {
        let mut scanner = Scanner::new(BufReader::with_capacity(capacity, text.as_bytes()), 0);
        let mut kept = Vec::new();
        scanner.value(&mut kept)?;
        Ok(String::from_utf8(kept).unwrap())
    }

    #[test]
    fn values_end_where_they_end_whatever_the_buffer() {
        let check = |text: &str, expect: &str| {
            for capacity in 1..20 {
                assert_eq!(
                    value_of(text, capacity).unwrap(),
                    expect,
                    "{text} at {capacity}"
                );
            }
        };
        check(
            "  {\"a\": [1, {\"b\": \"}\"}]} , 2",
            "{\"a\": [1, {\"b\": \"}\"}]}",
        );
        check("\"a\\\"b\\\\\" rest", "\"a\\\"b\\\\\"");
        check("-12.5e3,", "-12.5e3");
        check("null]", "null");
        check("[[],[]]x", "[[],[]]");
    }

    #[test]
    fn open_and_crossed_brackets_are_errors() {
        assert!(matches!(value_of("{\"a\": [1, 2", 4), Err(ScanError::End)));
        assert!(matches!(value_of("\"abc", 4), Err(ScanError::End)));
        assert!(matches!(value_of("[1}", 4), Err(ScanError::Unexpected)));
    }
}
