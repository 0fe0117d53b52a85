//! Workbooks: XLSX, XLSM, XLSB, XLS and ODS.
//!
//! A workbook is *taken apart* once: office libraries give cells in their own order and hold what they like in
//! memory, so the dangerous part ends with one plain spool file a sheet ([`spool`]). It can happen in a worker
//! process with limits of memory and time ([`crate::worker`]). What the cells mean is recognised afterwards from
//! the spool files, by the frame all formats share; correcting a header does not open the workbook again.
//!
//! Deliberately absent: evaluating formulas (the stored result counts), charts, pivot caches, macros, comments.

mod book;
mod extract;
mod findings_of;
mod limits;
mod manifest;
mod merge;
mod number_format;
mod office;
mod row;
mod sheet_sink;
mod spool;
mod value;

pub mod findings;

pub use limits::OfficeLimits;
pub use office::Office;

pub(crate) use extract::{SheetTick, extract};
pub(crate) use manifest::MANIFEST;
pub(crate) use office::Identity;

use crate::frame::{RecordReader, SourceTable};
use crate::inspect_records::inspect_records;
use crate::read_records::read_records;
use hebewerk_hub::ports::{ReadError, TableReading, WatchTick};
use hebewerk_model::{Format, InspectedTable, Inspection, Recipe, TableRecipe};
use hebewerk_profile::Record;
use manifest::SheetManifest;
use office::Extraction;
use spool::SpoolReader;
use std::path::Path;
use std::sync::Arc;

/// Looks at every sheet of a workbook.
pub(crate) fn inspect(
    office: &Office,
    file: &Path,
    format: Format,
    recipe: &Recipe,
    tick: WatchTick<'_>,
) -> Result<Inspection, ReadError> {
    let extraction = office.extraction(file, format, tick)?;
    let manifest = extraction.manifest();
    let mut inspection = Inspection {
        format,
        tables: Vec::new(),
        findings: findings_of::workbook(manifest),
    };
    for sheet in &manifest.sheets {
        let mut records = SheetRecords::open(&extraction, sheet)?;
        let source = SourceTable {
            name: sheet.name.clone(),
            confidence: 1.0,
            ..SourceTable::default()
        };
        let corrections = with_header(recipe.for_table(&sheet.name), sheet);
        let seen = inspect_records(&mut records, &source, corrections.as_ref())?;
        inspection
            .findings
            .extend(findings_of::sheet(sheet, &seen.table));
        inspection.findings.extend(seen.findings);
        inspection.tables.push(seen.table);
    }
    Ok(inspection)
}

/// Reads the rows of one sheet.
pub(crate) fn read(
    office: &Office,
    file: &Path,
    format: Format,
    recipe: &Recipe,
    table: &InspectedTable,
) -> Result<TableReading, ReadError> {
    let records = records(office, file, format, &table.name)?;
    Ok(read_records(records, table, recipe.for_table(&table.name)))
}

/// The corrections of a clerk, and the header that merged cells show where no clerk said otherwise.
fn with_header(recipe: Option<&TableRecipe>, sheet: &SheetManifest) -> Option<TableRecipe> {
    let given =
        recipe.is_some_and(|recipe| recipe.header_line.is_some() || recipe.header_rows.is_some());
    match sheet.header {
        Some((first, last)) if !given => Some(TableRecipe {
            header_line: Some(u64::from(first)),
            header_rows: Some(last - first + 1),
            ..recipe.cloned().unwrap_or_default()
        }),
        _ => recipe.cloned(),
    }
}

/// Opens the records of the sheet a table was recognised in.
///
/// A member of an archive carries the archive's name for it; with a single sheet that is no question.
pub(crate) fn records(
    office: &Office,
    file: &Path,
    format: Format,
    name: &str,
) -> Result<Box<dyn RecordReader>, ReadError> {
    let extraction = office.extraction(file, format, &|_, _| {})?;
    let sheets = &extraction.manifest().sheets;
    let sheet = sheets
        .iter()
        .find(|sheet| sheet.name == name)
        .or(if let [only] = sheets.as_slice() {
            Some(only)
        } else {
            None
        })
        .ok_or_else(|| ReadError::Unreadable {
            format: format.code(),
            reason: "the sheet is no longer in the workbook".to_owned(),
        })?;
    Ok(Box::new(SheetRecords::open(&extraction, sheet)?))
}

/// The records of a sheet; keeps the extraction's folder as long as it is read.
struct SheetRecords {
    reader: SpoolReader,
    _extraction: Arc<Extraction>,
}

impl SheetRecords {
    fn open(extraction: &Arc<Extraction>, sheet: &SheetManifest) -> Result<Self, ReadError> {
        Ok(Self {
            reader: SpoolReader::open(
                &extraction.path(&sheet.file),
                sheet.first_column,
                sheet.usual_width,
            )?,
            _extraction: Arc::clone(extraction),
        })
    }
}

impl RecordReader for SheetRecords {
    fn read(&mut self, record: &mut Record) -> Result<bool, ReadError> {
        self.reader.read(record)
    }
}
