//! Reading one piece: records are cut, rows are told from what is none, and cells go to their columns.

use super::cells::Cells;
use super::coded::Cell;
use super::columns::Columns;
use super::signs::Signs;
use super::{Irregular, Piece, PieceReader};
use crate::column_sight::trimmed;
use crate::converter::Aside;
use crate::findings;
use crate::inspector::PieceSight;
use crate::record::{RawCell, Record};
use crate::row_course::RowKind;
use crate::splitter::{Cut, MAX_RECORD_BYTES, Splitter, may_swallow};
use memchr::{memchr, memchr_iter};

/// The state of reading one piece.
pub(super) struct Reading<'a> {
    reader: &'a PieceReader,
    text: &'a str,
    splitter: Splitter,
    record: Record,
    columns: Columns<'a>,
    sight: PieceSight,
    aside: Vec<Aside>,
    cells: Cells<'a>,
    line: u64,
}

impl<'a> Reading<'a> {
    pub(super) fn of(reader: &'a PieceReader, text: &'a str) -> Self {
        Self {
            reader,
            text,
            splitter: Splitter::new(reader.cutting.clone()),
            record: Record::new(),
            columns: Columns::new(text, &reader.table, reader.recipe.as_ref(), reader.spare()),
            sight: PieceSight::default(),
            aside: Vec::new(),
            cells: Cells::new(text),
            line: 1,
        }
    }

    /// Reads all of it.
    pub(super) fn run(mut self) -> Result<Piece, Irregular> {
        self.cut()?;
        self.finish()
    }

    /// Goes from sign to sign: delimiters, line ends, quotes.
    fn cut(&mut self) -> Result<(), Irregular> {
        let bytes = self.text.as_bytes();
        let delimiter = self.reader.delimiter;
        // Without a quote the line end is looked for twice.
        let quote = self.reader.cutting.quote.unwrap_or(b'\n');
        let mut signs = Signs::new(bytes, [delimiter, b'\n', quote]);
        let (mut record_from, mut cell_from) = (0, 0);
        // Whether the cell before the next line end is in already.
        let mut closed = false;
        while let Some(at) = signs.next() {
            if at < cell_from {
                continue;
            }
            match bytes.get(at) {
                Some(sign) if *sign == delimiter => {
                    self.cells.push(cell_from, at);
                    cell_from = at + 1;
                }
                Some(b'\n') => {
                    if !std::mem::take(&mut closed) {
                        let ended = at > cell_from && bytes.get(at - 1) == Some(&b'\r');
                        self.cells.push(cell_from, at - usize::from(ended));
                    }
                    record_from = self.record_ends(record_from, at + 1)?;
                    cell_from = record_from;
                }
                Some(quote) => {
                    let quoted = (at == cell_from)
                        .then(|| self.quoted_cell(at, *quote, &mut signs))
                        .flatten();
                    if let Some(behind) = quoted {
                        closed = bytes.get(behind) != Some(&delimiter);
                        cell_from = behind + usize::from(!closed);
                    } else {
                        record_from += self.odd_quotes(record_from)?;
                        cell_from = record_from;
                    }
                }
                None => return Err(Irregular),
            }
        }
        if cell_from == bytes.len() {
            Ok(())
        } else {
            Err(Irregular)
        }
    }

    /// Reads a cell in quotes as every writer of tables makes them; gives the place of the delimiter or line end behind
    /// it. None where something else stands there.
    fn quoted_cell(&mut self, at: usize, quote: u8, signs: &mut Signs<'_>) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut doubled = None;
        let mut lines = 0;
        while let Some(place) = signs.next() {
            let sign = bytes.get(place)?;
            if *sign == b'\n' {
                lines += 1;
            }
            if *sign != quote {
                continue;
            }
            let behind = match bytes.get(place + 1)? {
                next if *next == quote => {
                    signs.next();
                    doubled = Some(quote);
                    continue;
                }
                b'\n' => place + 1,
                b'\r' if bytes.get(place + 2) == Some(&b'\n') => place + 2,
                next if *next == self.reader.delimiter => place + 1,
                _ => return None,
            };
            self.cells.push_quoted(at + 1, place, doubled);
            self.cells.inner_lines += lines;
            return Some(behind);
        }
        None
    }

    /// Takes the record in whose cells are known and behind which the next one begins at `end`; gives where it does.
    fn record_ends(&mut self, from: usize, end: usize) -> Result<usize, Irregular> {
        if end - from > MAX_RECORD_BYTES {
            return Err(Irregular);
        }
        let (cells, width) = (self.cells.len(), self.reader.table.columns.len());
        let first = self.cells.first();
        // Everything but an ordinary row shows in the first cell or in the number of cells.
        let suspect = match first.as_bytes().first() {
            Some(b'#' | b'/' | b'-' | b'=' | b':') => true,
            _ => trimmed(first).is_empty() || self.reader.course.may_repeat(first),
        };
        // A quote that is a letter swallows lines, and then the number of cells is another.
        let usual = self.reader.cutting.width;
        let inner = self.cells.inner_lines;
        let doubtful = inner > 0 && (cells != usual || may_swallow(inner, usual));
        if suspect || doubtful || cells > width {
            if self.cells.quoted > 0 {
                return Ok(from + self.odd_quotes(from)?);
            }
            self.odd_cells()?;
        } else {
            if cells < width {
                self.sight.short.add(self.line);
            }
            self.sight.data_rows += 1;
            self.sight.quoted_cells += self.cells.quoted;
            self.columns.add_row(&self.cells, self.line);
        }
        self.line += 1 + self.cells.inner_lines;
        self.cells.clear();
        Ok(end)
    }

    /// A record without quotes that may be anything.
    fn odd_cells(&mut self) -> Result<(), Irregular> {
        self.record.start(self.line);
        for cell in self.cells.iter() {
            self.record.push(RawCell::Text(cell.text()));
        }
        self.odd_record()
    }

    /// A record with quotes that may be anything; gives its length.
    fn odd_quotes(&mut self, from: usize) -> Result<usize, Irregular> {
        self.cells.clear();
        let rest = self.text.get(from..).ok_or(Irregular)?;
        let Cut::Record(used) = self.splitter.cut(rest, false, &mut self.record) else {
            return Err(Irregular);
        };
        let bytes = rest.as_bytes().get(..used).unwrap_or_default();
        let quotes = self.reader.cutting.quote;
        let quotes = quotes.map_or(0, |quote| memchr_iter(quote, bytes).count());
        if !quotes.is_multiple_of(2)
            || !self.splitter.is_regular()
            || memchr(b'\n', bytes).is_none()
        {
            return Err(Irregular);
        }
        self.record.set_row(self.line);
        self.line += memchr_iter(b'\n', bytes).count() as u64;
        self.odd_record()?;
        Ok(used)
    }

    /// A record that may be anything.
    fn odd_record(&mut self) -> Result<(), Irregular> {
        let record = &self.record;
        let row = record.row();
        match self.reader.course.kind(record) {
            RowKind::Blank | RowKind::Torn | RowKind::TornPiece => return Err(Irregular),
            RowKind::RepeatedHeader => {
                self.sight.repeated.add(row);
                return Ok(());
            }
            RowKind::Comment => {
                self.sight.comments.add(row);
                return Ok(());
            }
            RowKind::TooLong => {
                self.sight.data_rows += 1;
                self.sight.longest = self.sight.longest.max(record.len());
                self.sight.long.add(row);
                self.aside.push(Aside {
                    row,
                    column: None,
                    reason: findings::LONG_ROW,
                    text: self.reader.wording.row(record),
                });
                return Ok(());
            }
            RowKind::Short => self.sight.short.add(row),
            RowKind::Whole => {}
        }
        self.sight.data_rows += 1;
        let texts = (0..record.len()).map(|index| record.plain_text(index));
        self.columns.add_other_row(texts.map(Cell::alone), row);
        Ok(())
    }

    fn finish(mut self) -> Result<Piece, Irregular> {
        self.sight.quoted_cells += self.splitter.quoted_cells();
        let mut spare = Vec::new();
        let (rows, misfits) = self.columns.finish(&mut self.sight.columns, &mut spare)?;
        self.reader.keep(spare);
        self.aside.extend(misfits);
        self.aside.sort_by_key(|aside| aside.row);
        Ok(Piece {
            sight: self.sight,
            rows,
            aside: self.aside,
            lines: self.line - 1,
        })
    }
}
