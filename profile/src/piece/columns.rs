//! All columns of a piece.

use super::Irregular;
use super::cells::Cells;
use super::coded::{Cell, Coded, EMPTY, Spare};
use super::waiting::Waiting;
use crate::column_sight::SightPart;
use crate::converter::{Aside, ColumnBuilder, builders};
use crate::findings;
use crate::record::RawCell;
use arrow::array::{Array, ArrayRef, DictionaryArray, Int32Array, UInt32Array};
use arrow::buffer::{NullBuffer, ScalarBuffer};
use arrow::compute::take;
use arrow::datatypes::{Field, Schema};
use arrow::record_batch::{RecordBatch, RecordBatchOptions};
use hebewerk_model::{InspectedTable, TableRecipe};
use std::sync::Arc;

/// Cells of all columns while they are gathered.
#[derive(Debug)]
pub(super) struct Columns<'a> {
    waiting: Waiting<'a>,
    coded: Vec<Coded>,
    builders: Vec<ColumnBuilder>,
    /// Line of every row.
    lines: Vec<u32>,
}

impl<'a> Columns<'a> {
    pub(super) fn new(
        piece: &'a str,
        table: &InspectedTable,
        recipe: Option<&TableRecipe>,
        spare: Vec<Spare>,
    ) -> Self {
        let spare = spare
            .into_iter()
            .chain(std::iter::repeat_with(Spare::default));
        Self {
            waiting: Waiting::new(piece, table.columns.len()),
            coded: table
                .columns
                .iter()
                .zip(spare)
                .map(|(_, spare)| Coded::new(spare))
                .collect(),
            builders: builders(table, recipe),
            lines: Vec::new(),
        }
    }

    /// Takes a row in; missing cells are empty, surplus ones are left out.
    #[inline]
    pub(super) fn add_row(&mut self, cells: &Cells<'_>, line: u64) {
        self.lines.push(line as u32);
        self.waiting.add(cells);
        if self.waiting.is_full() {
            self.number_waiting();
        }
    }

    /// Takes in a row whose cells stand elsewhere.
    pub(super) fn add_other_row<'c>(&mut self, cells: impl Iterator<Item = Cell<'c>>, line: u64) {
        self.number_waiting();
        let line = line as u32;
        self.lines.push(line);
        let cells = cells.chain(std::iter::repeat(Cell::alone("")));
        for (column, cell) in self.coded.iter_mut().zip(cells) {
            column.extend(std::iter::once((cell, line)));
        }
    }

    fn number_waiting(&mut self) {
        let rows = self.waiting.rows;
        let before = self.lines.len() - rows;
        let lines = self.lines.get(before..).unwrap_or_default();
        for (index, column) in self.coded.iter_mut().enumerate() {
            let cells = self.waiting.column(index);
            column.extend(cells.zip(lines.iter().copied()));
        }
        self.waiting.clear();
    }

    /// The rows and what does not fit in them; puts what was seen of each column into `sights`, and memory that is free
    /// again into `spare`.
    pub(super) fn finish(
        mut self,
        sights: &mut Vec<SightPart>,
        spare: &mut Vec<Spare>,
    ) -> Result<(Option<RecordBatch>, Vec<Aside>), Irregular> {
        self.number_waiting();
        let mut aside = Vec::new();
        let mut arrays = Vec::new();
        let mut fields = Vec::new();
        for builder in &mut self.builders {
            let coded = self.coded.get(builder.source()).ok_or(Irregular)?;
            let array = array(coded, builder, &self.lines, &mut aside)?;
            let field = builder.field();
            fields.push(Field::new(
                field.name(),
                array.data_type().clone(),
                field.is_nullable(),
            ));
            arrays.push(array);
        }
        let ended = self.coded.into_iter().map(Coded::into_sight);
        let (seen, free): (Vec<_>, Vec<_>) = ended.unzip();
        sights.extend(seen);
        spare.extend(free);
        if self.lines.is_empty() {
            return Ok((None, aside));
        }
        let rows = RecordBatchOptions::new().with_row_count(Some(self.lines.len()));
        let batch = RecordBatch::try_new_with_options(Arc::new(Schema::new(fields)), arrays, &rows);
        Ok((Some(batch.map_err(|_error| Irregular)?), aside))
    }
}

/// The column's array: every value is read once. Values that do not fit are set aside for each of their rows.
fn array(
    coded: &Coded,
    builder: &mut ColumnBuilder,
    lines: &[u32],
    aside: &mut Vec<Aside>,
) -> Result<ArrayRef, Irregular> {
    let mut misfits = Vec::new();
    for (code, entry) in (0_u32..).zip(&coded.entries) {
        if !builder.append(RawCell::Text(coded.text(entry))) {
            misfits.push(code);
        }
    }
    if !misfits.is_empty() {
        set_aside(coded, &misfits, builder, lines, aside);
    }
    let values = builder.finish().map_err(|_error| Irregular)?;
    if coded.entries.len() * 2 > coded.codes.len() {
        // Nearly every row has a value of its own: numbering them saves nothing.
        let places: UInt32Array = coded
            .codes
            .iter()
            .map(|code| (*code != EMPTY).then_some(*code))
            .collect();
        return take(&values, &places, None).map_err(|_error| Irregular);
    }
    let is_null = |code: u32| code == EMPTY || values.is_null(code as usize);
    let nulls: Option<NullBuffer> = (coded.empty > 0 || values.null_count() > 0)
        .then(|| coded.codes.iter().map(|code| !is_null(*code)).collect());
    let places: ScalarBuffer<i32> = coded
        .codes
        .iter()
        .map(|code| if *code == EMPTY { 0 } else { *code as i32 })
        .collect();
    if coded.entries.is_empty() {
        return Ok(arrow::array::new_null_array(
            values.data_type(),
            coded.codes.len(),
        ));
    }
    let keys = Int32Array::new(places, nulls);
    let coded = DictionaryArray::try_new(keys, values).map_err(|_error| Irregular)?;
    Ok(Arc::new(coded))
}

fn set_aside(
    coded: &Coded,
    misfits: &[u32],
    builder: &ColumnBuilder,
    lines: &[u32],
    aside: &mut Vec<Aside>,
) {
    for (row, (code, line)) in coded.codes.iter().zip(lines).enumerate() {
        if misfits.binary_search(code).is_ok()
            && let Some(entry) = coded.entries.get(*code as usize)
        {
            aside.push(Aside {
                row: u64::from(*line),
                column: Some(builder.label().to_owned()),
                reason: findings::MISFIT,
                text: coded.cell(row, entry).to_owned(),
            });
        }
    }
}
