//! The beginning of an Office Open XML workbook, also with binary parts: every sheet with its first rows, and the texts they need.
//!
//! What stands behind the rows of a sheet is missing, but for merged cells, because they show what its header is. They
//! are missing too where too much stands before them.

use super::shared_strings::SharedStrings;
use super::sheet::{Sheet, Writing};
use super::{Stop, first, stored};
use std::collections::{BTreeSet, HashMap};
use std::fs::File;
use std::io::{BufReader, Read, Write};
use zip::{ZipArchive, ZipWriter};

/// Parts beyond this are no workbook of an office.
const MOST_PARTS: usize = 2_000;
/// Bytes of all sheets together, and of one.
const SHEETS_BYTES: usize = 4 << 20;
const SHEET_BYTES: usize = 256 << 10;
const FEWEST_SHEET_BYTES: usize = 16 << 10;
/// Bytes of all sheets passed over to see which cells are merged, which is said at their ends.
const PASSED_BYTES: usize = 64 << 20;
const END_BYTES: usize = 128 << 10;
/// Packed bytes of all parts that are copied as they are: parts may share their bytes.
const MOST_COPIED_BYTES: u64 = 16 << 20;
/// Folders and files of parts that hold no cell and say nothing about any.
const SILENT: [&str; 17] = [
    "activex",
    "calcchain.xml",
    "charts",
    "ctrlprops",
    "customxml",
    "docprops",
    "drawings",
    "embeddings",
    "externallinks",
    "media",
    "persons",
    "pivotcache",
    "pivottables",
    "printersettings",
    "querytables",
    "revisions",
    "threadedcomments",
];

/// What is done with a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Sheet(Writing),
    Strings(Writing),
    Copied,
    LeftOut,
}

impl Part {
    fn of(name: &str) -> Self {
        let name = name.replace('\\', "/").to_ascii_lowercase();
        let is_silent = name.split('/').any(|part| SILENT.contains(&part));
        let Some((stem, ending)) = name.rsplit_once('.').filter(|_named| !is_silent) else {
            return Self::LeftOut;
        };
        let writing = match ending {
            "xml" => Writing::Markup,
            "bin" => Writing::Records,
            "rels" => return Self::Copied,
            _ => return Self::LeftOut,
        };
        if stem.ends_with("sharedstrings") {
            Self::Strings(writing)
        } else if stem.contains("worksheets/binaryindex") {
            Self::LeftOut
        } else if stem.contains("worksheets/") {
            Self::Sheet(writing)
        } else {
            Self::Copied
        }
    }
}

type Archive = ZipArchive<BufReader<File>>;

/// Writes the excerpt of a workbook.
pub(super) fn make(input: File, out: File) -> Result<(), Stop> {
    let mut archive = ZipArchive::new(BufReader::new(input))?;
    if archive.len() > MOST_PARTS {
        return Err(Stop::Nothing);
    }
    let parts: Vec<Part> = (0..archive.len())
        .map(|index| Part::of(archive.name_for_index(index).unwrap_or_default()))
        .collect();
    let mut sheets = sheets(&mut archive, &parts)?;
    let strings = strings(&mut archive, &parts, &mut sheets)?;
    let mut writer = ZipWriter::new(out);
    let mut left = MOST_COPIED_BYTES;
    for (index, part) in parts.iter().enumerate() {
        let text = match part {
            Part::LeftOut => continue,
            Part::Sheet(_) => sheets.get(&index).map(|sheet| sheet.text.as_slice()),
            Part::Strings(_) => strings.as_deref(),
            Part::Copied => {
                let raw = archive.by_index_raw(index)?;
                left = left
                    .checked_sub(raw.compressed_size())
                    .ok_or(Stop::Nothing)?;
                writer.raw_copy_file(raw)?;
                continue;
            }
        };
        let name = archive.name_for_index(index).unwrap_or_default();
        writer.start_file(name, stored())?;
        writer.write_all(text.unwrap_or_default())?;
    }
    writer.finish()?;
    Ok(())
}

/// The first rows of every sheet, by the number of its part.
fn sheets(archive: &mut Archive, parts: &[Part]) -> Result<HashMap<usize, Sheet>, Stop> {
    let numbers = || {
        let parts = parts.iter().enumerate();
        parts.filter_map(|(index, part)| match part {
            Part::Sheet(writing) => Some((index, *writing)),
            _ => None,
        })
    };
    let most = SHEETS_BYTES / numbers().count().max(1);
    let most = most.clamp(FEWEST_SHEET_BYTES, SHEET_BYTES);
    let mut sheets = HashMap::new();
    let mut left = PASSED_BYTES;
    for (index, writing) in numbers() {
        let mut part = archive.by_index(index)?;
        let (beginning, is_whole) = first(&mut part, most)?;
        let mut sheet = Sheet::of(&beginning, writing);
        if !is_whole && writing == Writing::Markup {
            sheet.merge(&end(&mut part, &mut left)?);
        }
        sheets.insert(index, sheet);
    }
    Ok(sheets)
}

/// The last bytes of a sheet; nothing where too many stand before them.
fn end(part: &mut dyn Read, left: &mut usize) -> Result<Vec<u8>, Stop> {
    let mut end = Vec::new();
    let mut piece = vec![0; END_BYTES];
    loop {
        let read = part.read(&mut piece)?;
        if read == 0 {
            return Ok(end);
        }
        if read > *left {
            *left = 0;
            return Ok(Vec::new());
        }
        *left -= read;
        let too_many = (end.len() + read).saturating_sub(2 * END_BYTES);
        end.drain(..too_many.min(end.len()));
        end.extend_from_slice(piece.get(..read).unwrap_or_default());
    }
}

/// The texts the sheets need; rows whose texts lie too far behind are given up.
fn strings(
    archive: &mut Archive,
    parts: &[Part],
    sheets: &mut HashMap<usize, Sheet>,
) -> Result<Option<Vec<u8>>, Stop> {
    let mut found = parts
        .iter()
        .enumerate()
        .filter_map(|(index, part)| match part {
            Part::Strings(writing) => Some((index, *writing)),
            _ => None,
        });
    let Some((index, writing)) = found.next() else {
        return Ok(None);
    };
    let mut needed: BTreeSet<usize> = sheets.values().flat_map(Sheet::texts).collect();
    let last = needed.last().copied().unwrap_or_default();
    let strings = SharedStrings::read(&mut archive.by_index(index)?, writing, last)?;
    for sheet in sheets.values_mut() {
        sheet.end_before(strings.end());
    }
    needed.retain(|number| *number < strings.end());
    strings.with(&needed).map(Some).ok_or(Stop::Nothing)
}
