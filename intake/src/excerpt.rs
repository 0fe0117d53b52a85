//! Excerpts: small whole files cut from the beginning of large ones, which are inspected and read in the ordinary way.
//!
//! An excerpt has the names of the whole, and whatever holds members becomes a ZIP. It is cut where a record ends and
//! closed, so that nothing in it looks damaged that is not. What is made here is made of bytes nobody vouches for:
//! where there is a worker, it cuts.
//!
//! Deliberately absent: XLS (no cut without its library, and it ends at 65,536 rows), and formats that stop by themselves after some
//! records ([`crate::layers`], [`crate::typed`]).

mod json;
mod lines;
mod markup;
mod open_document;
mod records;
mod shapes;
mod shared_strings;
mod sheet;
mod tags;
mod workbook;
mod writing;

use crate::archive::{self, Damage, Packed};
use crate::{format, gml, kml};
use hebewerk_hub::ports::ReadError;
use hebewerk_model::Format;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;

/// Name of the excerpt in its folder.
pub(crate) const EXCERPT: &str = "excerpt";
/// Bytes of a list that are cut from.
const LIST_BYTES: usize = 256 << 10;
/// Bytes of markup and JSON that are cut from: they say little in many words.
const MARKUP_BYTES: usize = 1 << 20;
/// Bytes that are looked at where no record is whole before.
const LARGE_RECORD_BYTES: usize = 8 << 20;
/// Bytes of shapes and of their rows that are cut from.
const SHAPES_BYTES: usize = 4 << 20;
/// Bytes of a member that cannot be cut.
const WHOLE_BYTES: usize = 2 << 20;
/// Records of an excerpt that is cut by number.
pub(crate) const RECORDS: usize = 2_000;

/// What was made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Excerpt {
    /// Members that stand in the excerpt by their name only.
    pub(crate) left_out: Vec<String>,
    /// Whether the whole may have further tables. Several tables below each other are called after their first one.
    pub(crate) lacks_tables: bool,
}

/// Why there is no excerpt.
#[derive(Debug)]
pub(crate) enum Stop {
    /// Nothing can be cut from it, or it is damaged: the look at the whole says so.
    Nothing,
    /// The machine cannot.
    Machine(io::Error),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        if Damage::of_io(&error).is_of_machine() {
            Self::Machine(error)
        } else {
            Self::Nothing
        }
    }
}

impl From<ReadError> for Stop {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Io(error) => error.into(),
            _ => Self::Nothing,
        }
    }
}

impl From<ZipError> for Stop {
    fn from(error: ZipError) -> Self {
        match error {
            ZipError::Io(error) => error.into(),
            _ => Self::Nothing,
        }
    }
}

/// Writes an excerpt of a file of this format and name into `folder`; none where there is nothing to cut.
pub(crate) fn make(packed: Packed<'_>, folder: &Path) -> Result<Option<Excerpt>, ReadError> {
    let work = AssertUnwindSafe(|| cut(packed, folder));
    match catch_unwind(work).unwrap_or(Err(Stop::Nothing)) {
        Ok(excerpt) => Ok(Some(excerpt)),
        Err(Stop::Nothing) => Ok(None),
        Err(Stop::Machine(error)) => Err(error.into()),
    }
}

fn cut(packed: Packed<'_>, folder: &Path) -> Result<Excerpt, Stop> {
    let mut input = File::open(packed.file)?;
    let place = folder.join(EXCERPT);
    match packed.format {
        Format::Xlsx | Format::Xlsb => workbook::make(input, File::create(place)?)?,
        Format::Ods => open_document::make(input, File::create(place)?)?,
        // Its code page is sought in all rows.
        Format::Dbf => {
            let whole = first_rows(&mut input, RECORDS)?.ok_or(Stop::Nothing)?;
            fs::write(place, whole)?;
        }
        format if format.is_archive() => {
            return archive::excerpt(packed, folder, File::create(place)?);
        }
        format => {
            let (beginning, _) = first(&mut input, room(format))?;
            let whole = match text(format, &beginning) {
                Some(whole) => whole,
                // The first record may be a large one.
                None => text(format, &on(beginning, &mut input, LARGE_RECORD_BYTES)?)
                    .ok_or(Stop::Nothing)?,
            };
            fs::write(place, whole)?;
        }
    }
    Ok(Excerpt {
        lacks_tables: matches!(packed.format, Format::Ods | Format::Gml),
        ..Excerpt::default()
    })
}

/// What is cut from the beginning of a member; none where that would need more of it.
pub(crate) fn of_member(name: &str, input: &mut dyn Read, most: usize) -> Result<Cut, Stop> {
    let (beginning, is_whole) = first(input, most)?;
    let format = match format::detect_beginning(&beginning, is_whole, name) {
        Some(detected) => detected.format,
        None if is_whole => Format::Zip,
        None => return Ok(Cut::Container(beginning)),
    };
    Ok(match format {
        // Its first bytes say as well as all of them that it is no table.
        Format::Unknown => Cut::NoTable,
        _ if is_whole => Cut::Whole(beginning),
        Format::Dbf => rows(beginning, input, RECORDS)?.map_or(Cut::Nothing, Cut::Whole),
        format if is_text(format) => text(format, &beginning).map_or(Cut::Nothing, Cut::Whole),
        _ => {
            let bytes = on(beginning, input, WHOLE_BYTES)?;
            if bytes.len() < WHOLE_BYTES {
                Cut::Whole(bytes)
            } else {
                Cut::Nothing
            }
        }
    })
}

/// Whether excerpts are made of files of a format.
pub(crate) fn is_cut(format: Format) -> bool {
    is_text(format)
        || format.is_archive()
        || matches!(
            format,
            Format::Xlsx | Format::Xlsb | Format::Ods | Format::Dbf
        )
}

/// Whether it is a text, of which a part can be made whole.
fn is_text(format: Format) -> bool {
    matches!(
        format,
        Format::Csv
            | Format::Json
            | Format::Ndjson
            | Format::Geojson
            | Format::Xml
            | Format::Kml
            | Format::Gml
    )
}

/// What comes of a member.
pub(crate) enum Cut {
    /// A file that can be read.
    Whole(Vec<u8>),
    /// The beginning of a container, of which all is needed.
    Container(Vec<u8>),
    /// Nothing a table could be read from.
    NoTable,
    /// A table that is too large, or damaged.
    Nothing,
}

/// The first shapes of a Shapefile, and how many.
pub(crate) fn first_shapes(input: &mut dyn Read) -> Result<Option<(Vec<u8>, usize)>, Stop> {
    let (bytes, _) = first(input, SHAPES_BYTES)?;
    Ok(shapes::shapes(&bytes, RECORDS).filter(|(_, count)| *count > 0))
}

/// The first rows of a dBASE table.
pub(crate) fn first_rows(input: &mut dyn Read, most: usize) -> Result<Option<Vec<u8>>, Stop> {
    rows(Vec::new(), input, most)
}

/// An excerpt of a workbook or text document that lies in a file.
pub(crate) fn of_container(file: &Path, format: Format, place: &Path) -> Result<(), Stop> {
    let (input, out) = (File::open(file)?, File::create(place)?);
    match format {
        Format::Xlsx | Format::Xlsb => workbook::make(input, out),
        Format::Ods => open_document::make(input, out),
        _ => Err(Stop::Nothing),
    }
}

/// How entries of an excerpt are packed: not at all, they are read once.
pub(crate) fn stored() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored)
}

/// At most the first `most` bytes, and whether that is all.
pub(crate) fn first(input: &mut dyn Read, most: usize) -> io::Result<(Vec<u8>, bool)> {
    let mut bytes = Vec::new();
    input.take(most as u64 + 1).read_to_end(&mut bytes)?;
    let is_whole = bytes.len() <= most;
    Ok((bytes, is_whole))
}

/// The same with more of what follows, up to `most` bytes.
fn on(mut bytes: Vec<u8>, input: &mut dyn Read, most: usize) -> io::Result<Vec<u8>> {
    let more = most.saturating_sub(bytes.len()) as u64;
    input.take(more).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn rows(begun: Vec<u8>, input: &mut dyn Read, most: usize) -> Result<Option<Vec<u8>>, Stop> {
    Ok(shapes::rows(&on(begun, input, SHAPES_BYTES)?, most))
}

fn room(format: Format) -> usize {
    match format {
        Format::Csv => LIST_BYTES,
        _ => MARKUP_BYTES,
    }
}

/// A text cut as its format has its records.
fn text(format: Format, bytes: &[u8]) -> Option<Vec<u8>> {
    writing::cut_text(bytes, |text| match format {
        Format::Csv => lines::cut(text),
        Format::Json | Format::Ndjson | Format::Geojson => json::cut(text),
        Format::Kml => markup::cut(text, Some(&|path| last(path).is_some_and(kml::is_record))),
        Format::Gml => markup::cut(
            text,
            Some(&|path| {
                let holder = path.len().checked_sub(2).and_then(|at| path.get(at));
                match (
                    holder.and_then(|name| str::from_utf8(name).ok()),
                    last(path),
                ) {
                    (Some(holder), Some(feature)) => gml::is_feature(holder, feature),
                    _ => false,
                }
            }),
        ),
        Format::Xml => markup::cut(text, None),
        _ => None,
    })
}

fn last<'a>(path: &[&'a [u8]]) -> Option<&'a str> {
    str::from_utf8(path.last()?).ok()
}
