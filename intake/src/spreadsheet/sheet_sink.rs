//! Takes the cells of one sheet as they come and writes them to its spool file.

use super::blocks::UsedColumns;
use super::manifest::{ColumnNotes, SheetManifest};
use super::merge::{MergeFill, MergedRange};
use super::number_format::NumberForm;
use super::offset::Offset;
use super::row::Row;
use super::spool::SpoolWriter;
use super::value::CellValue;
use crate::archive::Damage;
use hebewerk_hub::ports::ReadError;
use hebewerk_profile::RawCell;
use std::path::Path;

/// Columns about which something is noted; sheets can have 16,384.
const NOTED_COLUMNS: usize = 4096;
/// Rows whose width is the sheet's usual one: as many as the recognition looks at for a header.
const HEAD_ROWS: u64 = 200;
/// Width up to which short rows are filled up; a stray cell far to the right shall not make every row long.
const MOST_FILLED_UP: u32 = 1024;

/// How many cells a workbook may still bring: gaps count, because readers see them.
#[derive(Debug, Clone, Copy)]
pub(super) struct CellBudget {
    pub(super) format: &'static str,
    pub(super) left: u64,
}

impl CellBudget {
    fn spend(&mut self, cells: u64) -> Result<(), ReadError> {
        self.left = self
            .left
            .checked_sub(cells)
            .ok_or_else(|| Damage::TooManyCells.error(self.format))?;
        Ok(())
    }
}

/// One sheet being written.
pub(super) struct SheetSink<'a> {
    spool: SpoolWriter,
    budget: &'a mut CellBudget,
    merges: MergeFill,
    row: Row,
    started: bool,
    next_row: u32,
    rows: u64,
    /// One behind the last column of the first rows.
    head_end: u32,
    used: UsedColumns,
    offset: Offset,
    /// Whether a number in a text is nothing to speak of.
    only_texts: bool,
    manifest: SheetManifest,
}

impl<'a> SheetSink<'a> {
    /// Begins the sheet `name` in the file `file` of `folder`.
    pub(super) fn create(
        folder: &Path,
        file: String,
        name: &str,
        merges: Vec<MergedRange>,
        budget: &'a mut CellBudget,
    ) -> Result<Self, ReadError> {
        Ok(Self {
            spool: SpoolWriter::create(&folder.join(&file))?,
            budget,
            merges: MergeFill::new(merges),
            row: Row::default(),
            started: false,
            next_row: 0,
            rows: 0,
            head_end: 0,
            used: UsedColumns::default(),
            offset: Offset::default(),
            only_texts: false,
            manifest: SheetManifest {
                name: name.to_owned(),
                file,
                first_column: u32::MAX,
                ..SheetManifest::default()
            },
        })
    }

    /// Says that every cell will be a text, because the format has nothing else.
    pub(super) fn expect_texts(&mut self) {
        self.only_texts = true;
    }

    /// Takes a cell at a 0-based position; empty ones are ignored.
    pub(super) fn cell(
        &mut self,
        (row, column): (u32, u32),
        value: &CellValue<'_>,
        form: NumberForm,
    ) -> Result<(), ReadError> {
        if value.is_empty() {
            return Ok(());
        }
        if !self.started || row != self.row.number() {
            self.flush_row()?;
            self.row.start(row);
            self.started = true;
        }
        self.note(row, column, value, form);
        self.row.push(column, value.raw());
        Ok(())
    }

    /// Notes a formula without stored result at a 0-based row.
    pub(super) fn formula_without_value(&mut self, row: u32) {
        self.manifest.formulas_without_value.see(u64::from(row) + 1);
    }

    /// Notes a cell that could not be read, near the row read last.
    pub(super) fn broken_cell(&mut self) {
        let near = if self.started {
            self.row.number()
        } else {
            self.next_row
        };
        self.manifest.broken_cells.see(u64::from(near) + 1);
    }

    /// Ends the sheet; none when it has no cell with a value.
    pub(super) fn finish(mut self) -> Result<Option<SheetManifest>, ReadError> {
        self.flush_row()?;
        let width = self.head_end.saturating_sub(self.manifest.first_column);
        self.manifest.blocks = self.used.blocks();
        self.manifest.usual_width = width.min(MOST_FILLED_UP);
        // Half of the columns without label: then it is no header.
        let header = self
            .merges
            .header()
            .filter(|header| u64::from(header.labelled) * 10 >= u64::from(width) * 6);
        self.manifest.header = header.map(|header| (header.first_row, header.last_row));
        self.manifest.header_among_notes = self.offset.header();
        self.spool.finish()?;
        Ok((self.rows > 0).then_some(self.manifest))
    }

    fn flush_row(&mut self) -> Result<(), ReadError> {
        if !self.started {
            return Ok(());
        }
        self.started = false;
        let filled = self.merges.fill(&mut self.row);
        let Some((first, last)) = self.row.bounds() else {
            return Ok(());
        };
        let number = self.row.number();
        let gap = number.saturating_sub(self.next_row);
        self.budget.spend(u64::from(gap) + u64::from(last) + 1)?;
        self.next_row = self.next_row.max(number + 1);
        let row = u64::from(number) + 1;
        if filled > 0 {
            if self.manifest.merges_filled.count == 0 {
                self.manifest.merges_filled.first_row = row;
            }
            self.manifest.merges_filled.count += filled;
        }
        self.manifest.first_column = self.manifest.first_column.min(first);
        if self.rows < HEAD_ROWS {
            self.head_end = self.head_end.max(last + 1);
        }
        self.row
            .cells()
            .for_each(|(column, _)| self.used.see(column));
        self.offset.see(&self.row);
        self.spool.row(row, self.row.in_order())?;
        self.rows += 1;
        Ok(())
    }

    fn note(&mut self, row: u32, column: u32, value: &CellValue<'_>, form: NumberForm) {
        let column = column as usize;
        if column >= NOTED_COLUMNS {
            return;
        }
        let columns = &mut self.manifest.columns;
        if columns.len() <= column {
            columns.resize(column + 1, ColumnNotes::default());
        }
        let Some(notes) = columns.get_mut(column) else {
            return;
        };
        let row = u64::from(row) + 1;
        match (value, value.raw()) {
            (CellValue::Made(_), _) if matches!(form, NumberForm::Padded(_)) => {
                notes.zero_padded.see(row);
            }
            (_, RawCell::Text(text)) if !self.only_texts && is_plain_number(text) => {
                notes.numeric_text.see(row);
            }
            (_, RawCell::Integer(_) | RawCell::Number(_)) => {
                notes.numbers += 1;
                if form == NumberForm::Percent {
                    notes.percent.see(row);
                }
            }
            _ => {}
        }
    }
}

/// Whether a text is nothing but a number, with German or English signs, and no key with a leading zero.
fn is_plain_number(text: &str) -> bool {
    let text = text.trim();
    let digits = text.strip_prefix('-').unwrap_or(text);
    let mut bytes = digits.bytes();
    match bytes.next() {
        Some(b'0') => matches!(bytes.next(), None | Some(b',' | b'.')),
        Some(b'1'..=b'9') => digits
            .bytes()
            .all(|b| b.is_ascii_digit() || b == b',' || b == b'.'),
        _ => false,
    }
}
