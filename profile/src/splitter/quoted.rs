//! The slow road: records with quotes or escapes, and the repair of stray quotes.

use super::{Cut, MAX_RECORD_BYTES, Splitter};
use crate::record::{RawCell, Record};
use memchr::{memchr, memchr2};

/// Cells tried as literal when a record with a stray quote is repaired.
const TRIED_CELLS: usize = 24;

/// After a stray quote a cell is given up when it does not end within this many bytes.
const STRAY_BYTES: usize = 16 << 10;

/// Why a record has no end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    /// The text ends before that is known.
    More,
    /// It is not believed that it ever ends.
    Never,
}

/// Which reading of quotes is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Reading {
    /// The quote that opens this cell is a letter; `usize::MAX` for none.
    literal_cell: usize,
    /// Two quotes stand for one.
    doubling: bool,
}

/// A record that was read to its end.
struct Read {
    used: usize,
    lines: u64,
    quoted: u64,
    escapes: u64,
    /// A quote stood where none is allowed.
    stray: bool,
    /// Two quotes stand for one.
    doubling: bool,
}

impl Splitter {
    pub(super) fn cut_quoted(&mut self, text: &str, last: bool, record: &mut Record) -> Cut {
        let plain = Reading {
            literal_cell: usize::MAX,
            doubling: true,
        };
        let closed = last || text.len() >= MAX_RECORD_BYTES;
        let first = self.read(text, last, plain, record);
        let width = self.cutting.width;
        let trusted = match &first {
            Ok(read) => {
                let whole = !read.stray || read.lines == 1;
                width == 0 || (record.len() == width && whole) || (!read.stray && read.lines == 1)
            }
            Err(Open::More) if !closed => return Cut::More,
            Err(_) => false,
        };
        if trusted && let Ok(read) = first {
            if read.lines > 1 && self.swallows_rows(text.get(..read.used).unwrap_or(text)) {
                return self.leave_rows(text, last, record);
            }
            return self.accept(&read);
        }
        if let Some(read) = self.repair(text, last, record) {
            self.repaired += 1;
            self.first_repaired.get_or_insert(self.line);
            return self.accept(&read);
        }
        if let Ok(read) = self.read(text, last, plain, record) {
            return self.accept(&read);
        }
        self.repaired += 1;
        self.first_repaired.get_or_insert(self.line);
        self.take_line(text, last, record)
    }

    fn accept(&mut self, read: &Read) -> Cut {
        self.line += read.lines;
        self.quoted_cells += read.quoted;
        self.escapes += read.escapes;
        Cut::Record(read.used)
    }

    /// Tries other readings until one gives the expected width within the line.
    fn repair(&mut self, text: &str, last: bool, record: &mut Record) -> Option<Read> {
        let width = self.cutting.width;
        let undoubled = Reading {
            literal_cell: usize::MAX,
            doubling: false,
        };
        // The cell that was found wanting is the likeliest; a table full of stray quotes must not take hours.
        let suspect = self.suspect;
        let cells = (0..TRIED_CELLS.min(width)).filter(|cell| *cell != suspect);
        let literal = std::iter::once(suspect)
            .chain(cells)
            .map(|literal_cell| Reading {
                literal_cell,
                doubling: true,
            });
        std::iter::once(undoubled)
            .chain(literal)
            .find_map(|reading| {
                self.read(text, last, reading, record)
                    .ok()
                    .filter(|read| read.lines == 1 && record.len() == width)
            })
    }

    /// The quote that never closes is a letter: the line is cut without quotes.
    pub(super) fn take_line(&mut self, text: &str, last: bool, record: &mut Record) -> Cut {
        let terminator = self.terminator();
        let end = memchr(terminator, text.as_bytes());
        if end.is_none() && !last {
            return self.cut_without_end(text, record);
        }
        let line = end.and_then(|end| text.get(..end)).unwrap_or(text);
        record.start(self.line);
        self.line += 1;
        self.cut_plain(line.strip_suffix('\r').unwrap_or(line), record);
        Cut::Record(end.map_or(text.len(), |end| end + 1))
    }

    pub(super) fn terminator(&self) -> u8 {
        if self.cutting.carriage_return {
            b'\r'
        } else {
            b'\n'
        }
    }

    /// Reads one record.
    fn read(
        &mut self,
        text: &str,
        last: bool,
        reading: Reading,
        record: &mut Record,
    ) -> Result<Read, Open> {
        record.start(self.line);
        let mut read = Read {
            used: 0,
            lines: 1,
            quoted: 0,
            escapes: 0,
            stray: false,
            doubling: reading.doubling,
        };
        let bytes = text.as_bytes();
        let mut at = 0;
        loop {
            let opening = self
                .opening(bytes, at)
                .filter(|_| record.len() != reading.literal_cell);
            let after = match opening {
                Some(inside) => self.quoted_cell(text, inside, last, record, &mut read)?,
                None => self
                    .plain_cell(text, at, last, record, &mut read)
                    .ok_or(Open::More)?,
            };
            let delimiter = self.cutting.delimiter.as_bytes();
            if !delimiter.is_empty()
                && bytes
                    .get(after..)
                    .is_some_and(|rest| rest.starts_with(delimiter))
            {
                at = after + delimiter.len();
                continue;
            }
            read.used = (after + usize::from(after < bytes.len())).min(bytes.len());
            return Ok(read);
        }
    }

    /// Where the content begins, if a quote opens the cell (blanks before it are allowed).
    fn opening(&self, bytes: &[u8], at: usize) -> Option<usize> {
        let quote = self.cutting.quote?;
        let mut from = at;
        while bytes.get(from) == Some(&b' ') && !self.cutting.delimiter.starts_with(' ') {
            from += 1;
        }
        (bytes.get(from) == Some(&quote)).then_some(from + 1)
    }

    /// Reads a quoted cell from behind its quote; gives the place of the delimiter or line end after it.
    fn quoted_cell(
        &mut self,
        text: &str,
        inside: usize,
        last: bool,
        record: &mut Record,
        read: &mut Read,
    ) -> Result<usize, Open> {
        let bytes = text.as_bytes();
        let quote = self.cutting.quote.ok_or(Open::Never)?;
        self.scratch.clear();
        let mut from = inside;
        let mut search = inside;
        if !read.stray {
            self.suspect = record.len();
        }
        let end = loop {
            if read.stray && search - inside > STRAY_BYTES {
                return Err(Open::Never);
            }
            let rest = bytes.get(search..).ok_or(Open::More)?;
            let found = match self.cutting.escape {
                Some(escape) => memchr2(quote, escape, rest),
                None => memchr(quote, rest),
            };
            let at = search + found.ok_or(Open::More)?;
            if self.cutting.escape == bytes.get(at).copied() {
                let next = *bytes.get(at + 1).ok_or(Open::More)?;
                if next == quote || Some(next) == self.cutting.escape {
                    self.scratch.push_str(text.get(from..at).unwrap_or(""));
                    read.escapes += 1;
                    from = at + 1;
                    search = at + 2;
                } else {
                    // Before anything else an escape is a letter.
                    search = at + 1;
                }
                continue;
            }
            match self.behind_quote(bytes, at + 1, last).ok_or(Open::More)? {
                Behind::End(end) => {
                    self.scratch.push_str(text.get(from..at).unwrap_or(""));
                    break end;
                }
                Behind::Quote if read.doubling => {
                    self.scratch.push_str(text.get(from..=at).unwrap_or(""));
                    from = at + 2;
                    search = from;
                }
                Behind::Quote | Behind::Other => {
                    read.stray = true;
                    search = at + 1;
                }
            }
        };
        let content = bytes.get(inside..end).unwrap_or(&[]);
        read.lines += memchr::memchr_iter(self.terminator(), content).count() as u64;
        read.quoted += 1;
        record.push(RawCell::Text(&self.scratch));
        Ok(end)
    }

    /// What stands behind a quote inside a quoted cell; none when the text ends before that is known.
    fn behind_quote(&self, bytes: &[u8], at: usize, last: bool) -> Option<Behind> {
        let rest = bytes.get(at..)?;
        let delimiter = self.cutting.delimiter.as_bytes();
        let blanks = rest.iter().take_while(|byte| **byte == b' ').count();
        for skipped in [0, blanks] {
            let behind = rest.get(skipped..)?;
            match behind.first() {
                None => return last.then_some(Behind::End(at + skipped)),
                Some(byte) if *byte == self.terminator() => return Some(Behind::End(at + skipped)),
                Some(b'\r') => match behind.get(1) {
                    None if !last => return None,
                    None | Some(b'\n') => {
                        return Some(Behind::End(at + skipped + usize::from(behind.len() > 1)));
                    }
                    Some(_) => {}
                },
                _ if !delimiter.is_empty() && behind.starts_with(delimiter) => {
                    return Some(Behind::End(at + skipped));
                }
                _ if !last && behind.len() < delimiter.len() => return None,
                Some(byte) if skipped == 0 && Some(*byte) == self.cutting.quote => {
                    return Some(Behind::Quote);
                }
                Some(_) => {}
            }
        }
        Some(Behind::Other)
    }

    /// Reads a cell without quotes; gives the place of the delimiter or line end after it.
    fn plain_cell(
        &mut self,
        text: &str,
        at: usize,
        last: bool,
        record: &mut Record,
        read: &mut Read,
    ) -> Option<usize> {
        let bytes = text.as_bytes();
        if self.cutting.escape.is_some() {
            return self.escaped_cell(text, at, last, record, read);
        }
        let end = self.cell_end(bytes, at, last)?;
        let content = text.get(at..end).unwrap_or("");
        let ends_line = bytes.get(end).is_none_or(|byte| *byte == self.terminator());
        let content = if ends_line {
            content.strip_suffix('\r').unwrap_or(content)
        } else {
            content
        };
        record.push(RawCell::Text(content));
        Some(end)
    }

    /// Place of the next delimiter or line end.
    fn cell_end(&self, bytes: &[u8], at: usize, last: bool) -> Option<usize> {
        let terminator = self.terminator();
        let delimiter = self.cutting.delimiter.as_bytes();
        let mut from = at;
        loop {
            let rest = bytes.get(from..)?;
            let found = match delimiter.first() {
                Some(first) => memchr2(terminator, *first, rest),
                None => memchr(terminator, rest),
            };
            let Some(found) = found else {
                return last.then_some(bytes.len());
            };
            let behind = rest.get(found..)?;
            if delimiter.len() < 2
                || behind.first() == Some(&terminator)
                || behind.starts_with(delimiter)
            {
                return Some(from + found);
            }
            if !last && behind.len() < delimiter.len() {
                return None;
            }
            from += found + 1;
        }
    }

    /// As [`Self::plain_cell`], where an escape protects delimiters, quotes and itself.
    fn escaped_cell(
        &mut self,
        text: &str,
        at: usize,
        last: bool,
        record: &mut Record,
        read: &mut Read,
    ) -> Option<usize> {
        let bytes = text.as_bytes();
        let terminator = self.terminator();
        self.scratch.clear();
        let (mut from, mut here) = (at, at);
        let end = loop {
            let Some(&byte) = bytes.get(here) else {
                if !last {
                    return None;
                }
                break bytes.len();
            };
            let delimiter = self.cutting.delimiter.as_bytes();
            if byte == terminator
                || (!delimiter.is_empty() && bytes.get(here..)?.starts_with(delimiter))
            {
                break here;
            }
            if self.cutting.escape == Some(byte) && here + 1 < bytes.len() {
                let next = bytes.get(here + 1..)?;
                let protected = (!delimiter.is_empty() && next.starts_with(delimiter))
                    || next.first() == self.cutting.quote.as_ref()
                    || next.first() == Some(&byte);
                if protected {
                    self.scratch.push_str(text.get(from..here)?);
                    read.escapes += 1;
                    from = here + 1;
                    here += 2;
                    continue;
                }
            }
            here += 1;
        };
        self.scratch.push_str(text.get(from..end).unwrap_or(""));
        let ends_line = bytes.get(end).is_none_or(|byte| *byte == terminator);
        if ends_line && self.scratch.ends_with('\r') {
            self.scratch.pop();
        }
        record.push(RawCell::Text(&self.scratch));
        Some(end)
    }
}

/// What stands behind a quote.
enum Behind {
    /// The cell ends; place of the delimiter or line end.
    End(usize),
    /// Another quote.
    Quote,
    /// Something that does not belong there.
    Other,
}
