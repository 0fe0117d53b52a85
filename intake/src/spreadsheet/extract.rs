//! Takes a workbook apart into a folder: one spool file a sheet, and the manifest.

use super::book::{Book, SheetError};
use super::limits::OfficeLimits;
use super::manifest::{Manifest, SheetManifest};
use super::number_forms::NumberForms;
use super::sheet_sink::{CellBudget, SheetSink};
use crate::archive::{Damage, OfficeMarks, scan_office};
use calamine::{Sheet, SheetType, SheetVisible};
use hebewerk_hub::ports::ReadError;
use hebewerk_model::Format;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// Called with sheets done and sheets in all.
pub(crate) type SheetTick<'a> = &'a mut dyn FnMut(u64, u64);

/// Takes the workbook apart; what makes it unreadable is said in the manifest.
///
/// `folder` must exist and be empty. Faults of the library end in the manifest too, as far as they can be caught;
/// memory and time are bounded only in a worker process.
pub(crate) fn extract(
    file: &Path,
    format: Format,
    folder: &Path,
    limits: &OfficeLimits,
    tick: SheetTick<'_>,
) -> Result<(), ReadError> {
    let work = AssertUnwindSafe(|| take_apart(file, format, folder, limits, tick));
    let outcome =
        catch_unwind(work).unwrap_or_else(|_fault| Err(Damage::Fault.error(format.code())));
    let manifest = match outcome {
        Ok(manifest) => manifest,
        Err(ReadError::Unreadable { reason, .. }) => Manifest {
            unreadable: Some(reason),
            ..Manifest::default()
        },
        Err(other) => return Err(other),
    };
    manifest.save(folder)?;
    Ok(())
}

fn take_apart(
    file: &Path,
    format: Format,
    folder: &Path,
    limits: &OfficeLimits,
    tick: SheetTick<'_>,
) -> Result<Manifest, ReadError> {
    let marks = match format {
        Format::Xls => OfficeMarks::default(),
        _ => scan_office(file, format.code(), limits.unpack)?,
    };
    if marks.elements / 2 > limits.cells {
        return Err(Damage::TooManyCells.error(format.code()));
    }
    let mut book = Book::open(file, format)?;
    let mut budget = CellBudget {
        format: format.code(),
        left: limits.cells,
    };
    let sheets: Vec<Sheet> = book
        .sheets()
        .into_iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .collect();
    let forms = if book.is_markup() {
        NumberForms::default()
    } else {
        NumberForms::of(file, format)?
    };
    let mut manifest = Manifest::default();
    for (index, sheet) in sheets.iter().enumerate() {
        tick(index as u64, sheets.len() as u64);
        let merges = book.merged_ranges(&sheet.name, marks);
        let mut sink = SheetSink::create(
            folder,
            format!("sheet-{index}"),
            &sheet.name,
            merges,
            &mut budget,
        )?;
        match book.read_sheet(&sheet.name, marks, &forms, &mut sink) {
            Ok(()) => manifest.keep(sheet, sink.finish()?),
            // A workbook without this sheet would look as if it had been deleted.
            Err(SheetError::Damaged(damage)) if damage.is_of_machine() => {
                return Err(damage.error(format.code()));
            }
            Err(SheetError::Damaged(damage)) => manifest.lose(sheet, damage),
            Err(SheetError::Fatal(error)) => return Err(error),
        }
    }
    let may_hide = marks.hidden || matches!(format, Format::Xls | Format::Xlsb);
    if may_hide && !book.is_markup() {
        super::hidden::note(file, format, &mut manifest)?;
    }
    Ok(manifest)
}

impl Manifest {
    fn keep(&mut self, sheet: &Sheet, read: Option<SheetManifest>) {
        match read {
            Some(mut read) => {
                read.hidden = sheet.visible != SheetVisible::Visible;
                self.sheets.push(read);
            }
            None => self.empty_sheets.push(sheet.name.clone()),
        }
    }

    fn lose(&mut self, sheet: &Sheet, damage: Damage) {
        self.broken_sheets
            .push((sheet.name.clone(), damage.code().to_owned()));
    }
}
