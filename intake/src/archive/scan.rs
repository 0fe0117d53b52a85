//! A look through every part of an office document's container before its library sees it.

use super::damage::Damage;
use super::limits::{UnpackCount, UnpackLimits};
use hebewerk_hub::ports::ReadError;
use memchr::memmem::Finder;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;
use zip::ZipArchive;

const PIECE_BYTES: usize = 64 << 10;
/// Bytes kept from one piece to the next, so that a mark across the border is found.
const OVERLAP_BYTES: usize = 16;

/// What the parts hold that is worth a second look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct OfficeMarks {
    /// Some sheet has merged cells.
    pub(crate) merged_cells: bool,
    /// Some sheet has formulas.
    pub(crate) formulas: bool,
    /// Something in some part is hidden.
    pub(crate) hidden: bool,
    /// XML elements of all parts, an upper bound of cells.
    pub(crate) elements: u64,
}

/// Unpacks every part that holds cells or texts and throws it away, counting.
///
/// Refuses too many entries, too many bytes, too high a ratio, and document type declarations. Damage in a part is
/// left to the library to report: not every part is needed.
pub(crate) fn scan_office(
    file: &Path,
    format: &'static str,
    limits: UnpackLimits,
) -> Result<OfficeMarks, ReadError> {
    let opened = File::open(file)?;
    let mut count = UnpackCount::new(limits, opened.metadata()?.len());
    let mut archive = ZipArchive::new(BufReader::new(opened))
        .map_err(|error| Damage::of_zip(&error).error(format))?;
    if archive.len() > limits.entries {
        return Err(Damage::TooManyEntries.error(format));
    }
    let mut marks = OfficeMarks::default();
    for index in 0..archive.len() {
        if !archive.name_for_index(index).is_some_and(is_read) {
            continue;
        }
        let Ok(mut part) = archive.by_index(index) else {
            continue;
        };
        scan_part(&mut part, &mut count, &mut marks).map_err(|damage| damage.error(format))?;
    }
    Ok(marks)
}

/// Whether the library reads this part: XML, relations and binary sheets, no pictures.
fn is_read(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".xml", ".rels", ".bin", ".vml"]
        .iter()
        .any(|ending| name.ends_with(ending))
}

fn scan_part(
    part: &mut impl Read,
    count: &mut UnpackCount,
    marks: &mut OfficeMarks,
) -> Result<(), Damage> {
    let merged = Finder::new(b"mergeCell ");
    let formula = Finder::new(b"<f");
    let doctype = Finder::new(b"<!DOCTYPE");
    let hidden = Finder::new(b"hidden=\"");
    let collapsed = Finder::new(b"visibility=\"");
    let mut buffer = vec![0; OVERLAP_BYTES + PIECE_BYTES];
    let mut kept = 0;
    loop {
        let Some(free) = buffer.get_mut(kept..) else {
            return Ok(());
        };
        let read = match part.read(free) {
            Ok(0) => return Ok(()),
            Ok(read) => read,
            Err(error) if Damage::of_io(&error).is_of_machine() => {
                return Err(Damage::of_io(&error));
            }
            Err(_damaged) => return Ok(()),
        };
        count.add(read as u64)?;
        let filled = kept + read;
        let (piece, fresh) = (
            buffer.get(..filled).unwrap_or(&[]),
            buffer.get(kept..filled).unwrap_or(&[]),
        );
        if doctype.find(piece).is_some() {
            return Err(Damage::Doctype);
        }
        marks.elements += memchr::memchr_iter(b'<', fresh).count() as u64;
        marks.merged_cells |= merged.find(piece).is_some();
        marks.formulas |= formula.find(piece).is_some();
        marks.hidden |= hidden.find(piece).is_some() || collapsed.find(piece).is_some();
        let keep_from = filled.saturating_sub(OVERLAP_BYTES);
        buffer.copy_within(keep_from..filled, 0);
        kept = filled - keep_from;
    }
}
