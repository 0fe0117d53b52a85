//! Workbooks: XLSX, XLSM, XLSB, XLS (also as XML and as web pages) and ODS.
//!
//! A workbook is *taken apart* once: office libraries give cells in their own order and hold what they like in
//! memory, so the dangerous part ends with one plain spool file a sheet ([`spool`]). It can happen in a worker
//! process with limits of memory and time ([`crate::worker`]). What the cells mean is recognised afterwards from
//! the spool files, by the frame all formats share; correcting a header does not open the workbook again.
//!
//! Deliberately absent: evaluating formulas (the stored result counts), charts, pivot caches, macros, comments.

mod blocks;
mod book;
mod extract;
mod findings_of;
mod hidden;
mod limits;
mod manifest;
mod markup;
mod merge;
mod number_format;
mod number_forms;
mod office;
mod offset;
mod prose;
mod row;
mod sheet_records;
mod sheet_sink;
mod sheet_tables;
mod spool;
mod value;

pub mod findings;

pub use limits::OfficeLimits;
pub use office::Office;

pub(crate) use extract::{SheetTick, extract};
pub(crate) use manifest::MANIFEST;
pub(crate) use office::Identity;

use crate::archive::Damage;
use crate::frame::RecordReader;
use crate::parting::file_name;
use crate::read_records::read_records;
use hebewerk_hub::ports::{ReadError, TableReading, WatchTick};
use hebewerk_model::{Format, InspectedTable, Inspection, Recipe};
use office::Extraction;
use sheet_tables::{SheetTable, SheetTables};
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
    let texts = texts(&extraction)?;
    for (sheet, is_prose) in manifest.sheets.iter().zip(texts) {
        let tables = SheetTables {
            extraction: &extraction,
            sheet,
            recipe,
        };
        let mut seen = tables.inspect()?;
        for table in &mut seen {
            table.seen.table.is_prose = is_prose;
        }
        findings_of::note_percents(sheet, &mut seen);
        if is_prose && !seen.iter().any(|it| recipe.takes(&it.seen.table)) {
            inspection.findings.push(findings_of::text(sheet));
            inspection
                .tables
                .extend(seen.into_iter().map(|it| it.seen.table));
            continue;
        }
        inspection.findings.extend(findings_of::sheet(sheet, &seen));
        for SheetTable { seen, .. } in seen {
            inspection.findings.extend(seen.findings);
            inspection.tables.push(seen.table);
        }
    }
    Ok(inspection)
}

/// Of each sheet, whether it holds text for people. Where no other sheet is left, none of them is believed to.
fn texts(extraction: &Arc<Extraction>) -> Result<Vec<bool>, ReadError> {
    let sheets = &extraction.manifest().sheets;
    if sheets.len() < 2 {
        return Ok(vec![false; sheets.len()]);
    }
    let mut texts = sheets
        .iter()
        .map(|sheet| prose::is_prose(extraction, sheet))
        .collect::<Result<Vec<bool>, _>>()?;
    if texts.iter().all(|is_prose| *is_prose) {
        texts.fill(false);
    }
    Ok(texts)
}

/// Reads the rows of one sheet.
pub(crate) fn read(
    office: &Office,
    file: &Path,
    format: Format,
    recipe: &Recipe,
    table: &InspectedTable,
) -> Result<TableReading, ReadError> {
    let records = records(office, file, format, recipe, &table.name)?;
    Ok(read_records(records, table, recipe.for_table(&table.name)))
}

/// Opens the records a table was recognised in.
///
/// A member of an archive carries the archive's name for it; with a single sheet that is no question.
pub(crate) fn records(
    office: &Office,
    file: &Path,
    format: Format,
    recipe: &Recipe,
    name: &str,
) -> Result<Box<dyn RecordReader>, ReadError> {
    let extraction = office.extraction(file, format, &|_, _| {})?;
    let sheets = &extraction.manifest().sheets;
    let named = |name: &str| sheets.iter().find(|sheet| sheet.name == name);
    let sheet = named(name)
        .or_else(|| named(file_name(name)))
        .or(if let [only] = sheets.as_slice() {
            Some(only)
        } else {
            None
        })
        .ok_or_else(|| ReadError::Unreadable {
            format: format.code(),
            cause: Damage::MissingPart.code(),
            reason: "the sheet is no longer in the workbook".to_owned(),
        })?;
    let tables = SheetTables {
        extraction: &extraction,
        sheet,
        recipe,
    };
    tables.records(name)
}
