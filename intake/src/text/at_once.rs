//! A large text file read while it is looked at: once over its bytes, on all cores.
//!
//! What its table is, is supposed by a look at its beginning and at some places further on. Pieces of it are read as
//! supposed, and looked at on the way; at the end everything that was seen says what the table really is. Where that
//! is not what was supposed, or a piece is irregular, the reading ends with [`ReadError::Again`] and the file is read
//! the long way. So both ways say the same of the same bytes.

mod cut;
mod pieces;
mod suppose;
mod threads;

use super::{about_writing, dialect};
use crate::Intake;
use crate::frame::{InspectedRecords, RecordReader};
use crate::intake::table_name;
use crate::parting;
use crate::read_records::{read_with, set_aside};
use cut::Cuts;
use hebewerk_hub::ports::{
    EarlyEnd, EarlyReading, EarlyTick, ReadError, Reading, SetAside, TableReading,
};
use hebewerk_model::{Format, InspectedTable, Inspection, Recipe};
use hebewerk_profile::{EncodingSight, Record, Splitter, TableConverter, TableInspector};
use pieces::{Read, Writing};
use std::collections::VecDeque;
use std::path::Path;
use std::sync::mpsc::{SyncSender, sync_channel};
use suppose::Supposed;
use threads::Readers;

/// Smaller files are read the long way: they are quick, and show all of themselves in a look.
const LEAST_BYTES: u64 = 8 << 20;

/// Begins to read a file of this name; none where it is to be read the long way.
pub(crate) fn start(
    file: &Path,
    file_name: &str,
    recipe: &Recipe,
    tick: EarlyTick,
) -> Result<Option<EarlyReading>, ReadError> {
    let bytes = std::fs::metadata(file)?.len();
    if bytes < LEAST_BYTES {
        return Ok(None);
    }
    let name = table_name(file_name);
    let Some(mut supposed) = suppose::suppose(file, name, recipe.for_table(name))? else {
        return Ok(None);
    };
    supposed.asked = (file_name.to_owned(), recipe.clone());
    let inspection = Inspection {
        format: Format::Csv,
        tables: vec![supposed.table.clone()],
        findings: Vec::new(),
    };
    let (ended, end) = sync_channel(1);
    let reading: TableReading = Box::new(AtOnce::new(supposed, file, name, bytes, ended, tick)?);
    Ok(Some(EarlyReading {
        inspection,
        reading,
        end,
    }))
}

/// The rows of one file, piece by piece, in its order.
struct AtOnce {
    name: String,
    supposed: Supposed,
    cuts: Cuts,
    readers: Readers,
    inspector: Option<TableInspector>,
    writing: Writing,
    /// Lines before the next piece.
    lines: u64,
    quoted_cells: u64,
    ready: VecDeque<Reading>,
    state: State,
    ended: SyncSender<EarlyEnd>,
    tick: EarlyTick,
    bytes: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Head,
    Pieces,
    Ended,
}

impl AtOnce {
    fn new(
        mut supposed: Supposed,
        file: &Path,
        name: &str,
        bytes: u64,
        ended: SyncSender<EarlyEnd>,
        tick: EarlyTick,
    ) -> Result<Self, ReadError> {
        let cuts = Cuts::behind(file, &supposed)?;
        let readers = Readers::start(&supposed)?;
        Ok(Self {
            name: name.to_owned(),
            cuts,
            readers,
            inspector: supposed.inspector.take(),
            writing: supposed.writing.take().unwrap_or_default(),
            lines: supposed.head_lines,
            quoted_cells: supposed.quoted_cells,
            supposed,
            ready: VecDeque::new(),
            state: State::Head,
            ended,
            tick,
            bytes,
        })
    }

    fn fill(&mut self) -> Result<(), ReadError> {
        match self.state {
            State::Head => {
                self.state = State::Pieces;
                let records = std::mem::take(&mut self.supposed.head);
                let recipe = self.supposed.recipe.as_ref();
                let converter = TableConverter::new(&self.supposed.table, recipe);
                self.ready.extend(convert(converter, records)?);
            }
            State::Pieces => {
                if let Some(read) = self.next_piece()? {
                    self.take_over(read)?;
                } else {
                    self.state = State::Ended;
                    self.end()?;
                }
            }
            State::Ended => {}
        }
        Ok(())
    }

    /// The next piece in order; as many as there are threads are under way behind it.
    fn next_piece(&mut self) -> Result<Option<Read>, ReadError> {
        while self.readers.has_room() {
            match self.cuts.next_piece()? {
                Some(bytes) => self.readers.hand_over(bytes),
                None => break,
            }
        }
        self.readers.next()
    }

    fn take_over(&mut self, read: Read) -> Result<(), ReadError> {
        let inspector = self.inspector.as_mut().ok_or(ReadError::Again)?;
        self.writing.absorb(read.writing);
        self.cuts.give_back(read.bytes);
        let piece = read.piece;
        inspector.absorb(&piece.sight, self.lines);
        self.quoted_cells += piece.sight.quoted_cells();
        self.ready.extend(piece.rows.map(Reading::Rows));
        if !piece.aside.is_empty() {
            let lines = self.lines;
            let aside = piece.aside.into_iter().map(|aside| SetAside {
                row: aside.row + lines,
                ..set_aside(aside)
            });
            self.ready.push_back(Reading::Aside(aside.collect()));
        }
        self.lines += piece.lines;
        (self.tick)(self.cuts.position(), self.bytes);
        Ok(())
    }

    /// Looks at the end of the file as the long way does, and decides.
    fn end(&mut self) -> Result<(), ReadError> {
        let bytes = self.cuts.rest()?;
        let text = self
            .writing
            .last_text(&self.supposed.opening.label, &bytes)
            .ok_or(ReadError::Again)?;
        let sight = self.writing.finish(self.supposed.opening.bom_bytes);
        if sight.label != self.supposed.opening.label || sight.cr > 0 {
            return Err(ReadError::Again);
        }
        let cutting = self.supposed.cut.cutting.clone();
        let mut splitter = Splitter::at_line(cutting, self.lines + 1);
        let records = suppose::records(&text, true, &mut splitter).ok_or(ReadError::Again)?;
        let inspector = self.inspector.take().ok_or(ReadError::Again)?;
        let rows_before = inspector.rows();
        let heading = inspector.heading();
        let mut parting = parting::Parting::resume(&self.supposed.source, inspector);
        for record in &records {
            parting.add(record);
        }
        let mut seen = parting.finish();
        let (Some(only), true) = (seen.pop(), seen.is_empty()) else {
            return Err(ReadError::Again);
        };
        let inspection = self.inspection(only, &sight, &splitter);
        let table = inspection.tables.first().ok_or(ReadError::Again)?;
        if !reads_alike(table, &self.supposed.table) {
            drop(self.ended.send(EarlyEnd::Other(inspection)));
            return Err(ReadError::Again);
        }
        let rows = table.data_rows.saturating_sub(rows_before);
        let recipe = self.supposed.recipe.as_ref();
        let converter = TableConverter::of_rest(table, recipe, heading, rows);
        self.ready.extend(convert(converter, records)?);
        (self.tick)(self.bytes, self.bytes);
        drop(self.ended.send(EarlyEnd::Held(inspection)));
        Ok(())
    }

    /// The same as [`super::inspect`] says of the whole file.
    fn inspection(
        &self,
        seen: InspectedRecords,
        sight: &EncodingSight,
        splitter: &Splitter,
    ) -> Inspection {
        let mut table = seen.table;
        let signs = (table.dialect.decimal, table.dialect.thousands);
        table.dialect = dialect(&self.supposed.opening, sight, &self.supposed.cut.cutting);
        (table.dialect.decimal, table.dialect.thousands) = signs;
        let sure = self.supposed.cut.confidence.min(sight.confidence);
        table.confidence = table.confidence.min(sure);
        let mut all = about_writing(sight, &self.supposed.opening, &self.supposed.cut, splitter);
        for finding in &mut all {
            finding.table = Some(self.name.clone());
        }
        if self.quoted_cells + splitter.quoted_cells() == 0 {
            table.dialect.quote = None;
        }
        table.dialect.escape = None;
        all.extend(seen.findings);
        let inspection = Inspection {
            format: Format::Csv,
            tables: vec![table],
            findings: all,
        };
        let (file_name, recipe) = &self.supposed.asked;
        Intake::with_said(inspection, file_name, recipe)
    }
}

impl Iterator for AtOnce {
    type Item = Result<Reading, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.ready.is_empty() && self.state != State::Ended {
            if let Err(error) = self.fill() {
                self.state = State::Ended;
                self.ready.clear();
                return Some(Err(error));
            }
        }
        self.ready.pop_front().map(Ok)
    }
}

/// Records read by the long way's converter.
fn convert(converter: TableConverter, records: Vec<Record>) -> Result<Vec<Reading>, ReadError> {
    read_with(Box::new(InMemory(records.into_iter())), converter).collect()
}

/// Records of a part of the file that was kept.
struct InMemory(std::vec::IntoIter<Record>);

impl RecordReader for InMemory {
    fn read(&mut self, record: &mut Record) -> Result<bool, ReadError> {
        let next = self.0.next();
        let is_there = next.is_some();
        *record = next.unwrap_or_default();
        Ok(is_there)
    }
}

/// Whether rows read for one table are the rows of the other.
fn reads_alike(one: &InspectedTable, other: &InspectedTable) -> bool {
    let signs = |table: &InspectedTable| (table.dialect.decimal, table.dialect.thousands);
    one.header_line == other.header_line
        && one.header_rows == other.header_rows
        && signs(one) == signs(other)
        && one.columns.len() == other.columns.len()
        && one.columns.iter().zip(&other.columns).all(|(one, other)| {
            (&one.label, &one.name) == (&other.label, &other.name)
                && one.column_type == other.column_type
                && one.pattern == other.pattern
                && one.extension() == other.extension()
        })
}
