//! The tables of one sheet: below each other, parted by blank rows, and side by side, parted by blank columns.
//!
//! The first has the name of the sheet, the others that name with their number: those of the left block from top to
//! bottom, then those of the block beside it. A recipe for the sheet that says where the header is, or that leaves the
//! sheet out, means all of it; so do merged cells that show the header.

use super::blocks::Block;
use super::manifest::{Manifest, SheetManifest};
use super::office::Extraction;
use super::sheet_records::{BlockRecords, SheetRecords};
use crate::frame::{InspectedRecords, RecordReader, SourceTable};
use crate::parting::{MOST_TABLES, Parting, file_name, numbered};
use hebewerk_hub::ports::ReadError;
use hebewerk_model::{Recipe, TableRecipe};
use hebewerk_profile::{BLOCK_ROWS, Record, stand_apart};
use std::sync::Arc;

/// A sheet, and what is said of it from outside.
pub(super) struct SheetTables<'a> {
    pub(super) extraction: &'a Arc<Extraction>,
    pub(super) sheet: &'a SheetManifest,
    pub(super) recipe: &'a Recipe,
}

/// A table of a sheet, and the first column it can have.
pub(super) struct SheetTable {
    pub(super) seen: InspectedRecords,
    pub(super) first_column: u32,
}

impl SheetTables<'_> {
    /// Recognises all tables.
    pub(super) fn inspect(&self) -> Result<Vec<SheetTable>, ReadError> {
        let mut tables = Vec::new();
        for block in self.parts()? {
            let first_column = block.map_or(self.sheet.first_column, |block| block.first);
            let seen = self.inspect_part(block, tables.len())?;
            tables.extend(
                seen.into_iter()
                    .map(|seen| SheetTable { seen, first_column }),
            );
        }
        Ok(tables)
    }

    /// Opens the records from which the table of this name is read.
    pub(super) fn records(&self, name: &str) -> Result<Box<dyn RecordReader>, ReadError> {
        let parts = self.parts()?;
        let mut before = 0;
        for (index, block) in parts.iter().enumerate() {
            // Tables below each other are read from the same records; only side by side it matters how many there are.
            if index + 1 < parts.len() {
                let seen = self.inspect_part(*block, before)?;
                before += seen.len();
                if !seen.iter().any(|seen| seen.table.name == name) {
                    continue;
                }
            }
            return self.open(*block);
        }
        self.open(None)
    }

    fn open(&self, block: Option<Block>) -> Result<Box<dyn RecordReader>, ReadError> {
        Ok(match block {
            Some(block) => Box::new(BlockRecords::open(self.extraction, self.sheet, block)?),
            None => Box::new(SheetRecords::open(self.extraction, self.sheet)?),
        })
    }

    fn inspect_part(
        &self,
        block: Option<Block>,
        before: usize,
    ) -> Result<Vec<InspectedRecords>, ReadError> {
        let given = |number: usize| {
            let name = self.name(number);
            let recipe = self.recipe.for_table(&name).cloned();
            (name, recipe)
        };
        let further = |more: usize| given(before + more);
        let (name, mut corrections) = given(before);
        if before == 0 {
            corrections = with_header(corrections.as_ref(), self.sheet, block.is_some());
        }
        let source = SourceTable {
            name,
            confidence: 1.0,
            ..SourceTable::default()
        };
        let mut parting = Parting::new(&source, corrections.as_ref()).with_further(&further);
        if self.is_left_out() {
            parting.keep_whole();
        }
        let mut records = self.open(block)?;
        let mut record = Record::new();
        while records.read(&mut record)? {
            parting.add(&record);
        }
        Ok(parting.finish())
    }

    /// The name of a table, given how many are before it; numbers that name other sheets are passed over.
    fn name(&self, before: usize) -> String {
        let sheet = &self.sheet.name;
        if before == 0 {
            return sheet.clone();
        }
        let manifest = self.extraction.manifest();
        let mut names = (2..)
            .map(|number| numbered(sheet, number))
            .filter(|name| !manifest.names(name));
        names.nth(before - 1).unwrap_or_else(|| sheet.clone())
    }

    /// The blocks of columns that are tables of their own; a single none where the sheet is not parted.
    fn parts(&self) -> Result<Vec<Option<Block>>, ReadError> {
        let told = self
            .recipe
            .for_table(&self.sheet.name)
            .is_some_and(says_header);
        if told || self.is_left_out() || self.sheet.header.is_some() {
            return Ok(vec![None]);
        }
        let mut parts: Vec<Block> = Vec::new();
        let mut left: Vec<Record> = Vec::new();
        for block in &self.sheet.blocks {
            let right = self.head(*block)?;
            match parts.last_mut() {
                Some(part) if !stand_apart(&left, &right) => part.end = block.end,
                _ => parts.push(*block),
            }
            left = right;
        }
        let most = 2..=MOST_TABLES;
        Ok(if most.contains(&parts.len()) {
            parts.into_iter().map(Some).collect()
        } else {
            vec![None]
        })
    }

    fn head(&self, block: Block) -> Result<Vec<Record>, ReadError> {
        let mut records = BlockRecords::open(self.extraction, self.sheet, block)?;
        let mut head = Vec::new();
        let mut record = Record::new();
        while head.len() < BLOCK_ROWS && records.read(&mut record)? {
            head.push(record.clone());
        }
        Ok(head)
    }

    /// Whether somebody left the sheet out, and not only the first of tables that they know of.
    fn is_left_out(&self) -> bool {
        let name = &self.sheet.name;
        let manifest = self.extraction.manifest();
        let knows_others = self.recipe.tables.iter().any(|table| {
            table.table != *name && file_name(&table.table) == name && !manifest.names(&table.table)
        });
        !knows_others
            && self
                .recipe
                .for_table(name)
                .is_some_and(TableRecipe::leaves_out)
    }
}

impl Manifest {
    /// Whether a sheet has this name.
    pub(super) fn names(&self, name: &str) -> bool {
        self.sheets.iter().any(|sheet| sheet.name == name)
    }
}

fn says_header(recipe: &TableRecipe) -> bool {
    recipe.header_line.is_some() || recipe.header_rows.is_some()
}

/// The corrections of a clerk, and the header that merged cells show, or columns among notes, where no clerk said
/// otherwise.
fn with_header(
    recipe: Option<&TableRecipe>,
    sheet: &SheetManifest,
    is_block: bool,
) -> Option<TableRecipe> {
    let shown = sheet.header;
    let among_notes = sheet.header_among_notes.filter(|_| !is_block);
    let (first, rows) = match (shown, among_notes) {
        _ if recipe.is_some_and(says_header) => return recipe.cloned(),
        (Some((first, last)), _) => (first, Some(last - first + 1)),
        (None, Some(first)) => (first, None),
        (None, None) => return recipe.cloned(),
    };
    Some(TableRecipe {
        header_line: Some(u64::from(first)),
        header_rows: rows,
        ..recipe.cloned().unwrap_or_default()
    })
}
