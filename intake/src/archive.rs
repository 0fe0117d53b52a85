//! Archives of readable files and single packed files, and the limits under which any container is unpacked.
//!
//! Each member is unpacked into a file of our own naming in the spool and read like any file that arrives; it is
//! removed when it has been read. Of a ZIP members come one by one; tar, 7z and packed files come out as a whole, in
//! the worker. Unpacked bytes are counted while they come, because the archive's own figures may lie; nothing is ever
//! written under a member's name. Files that make one Shapefile are one member.
//!
//! Deliberately absent: passwords, methods of ZIP other than stored and deflate, archives more than one level deep.

mod container;
mod damage;
mod excerpt;
mod limits;
mod members;
mod nesting;
mod packing;
mod reading;
mod scan;
mod timetable;
mod titles;
mod unpack;
mod unpack_all;
mod unpacked;

pub mod findings;

pub use limits::UnpackLimits;

pub(crate) use damage::Damage;
pub(crate) use excerpt::excerpt;
pub(crate) use nesting::Nesting;
pub(crate) use packing::is_tar;
pub(crate) use reading::{read, records};
pub(crate) use scan::{OfficeMarks, scan_office};
pub(crate) use unpack_all::unpack_all;
pub(crate) use unpacked::{Unpacked, Unpacker, is_unpacked};

use crate::frame::RecordReader;
use crate::scratch::ScratchFolder;
use container::Container;
use findings::{ARCHIVE_EMPTY, ARCHIVE_STOPPED, MEMBER_UNREADABLE, MEMBERS_UNREADABLE};
use hebewerk_hub::ports::{ReadError, TableReading, WatchTick};
use hebewerk_model::{Finding, Format, InspectedTable, Inspection, Recipe, Severity};
use hebewerk_profile::findings::{EMPTY_FILE, UNKNOWN_FORMAT};
use members::Members;
use std::io;
use std::path::Path;
use std::sync::Arc;
use unpack::UnpackError;

const FORMAT: &str = "zip";
/// Stands between an inner archive and its member: `stops.zip!stops.txt`.
const INSIDE: char = '!';
/// Members without table that are named one by one.
const NAMED_MEMBERS: usize = 100;

/// Reads the members of archives: the same way as any file.
pub(crate) trait MemberReader {
    /// A new folder for unpacked members, removed when dropped.
    fn folder(&self) -> io::Result<ScratchFolder>;

    /// A container that only comes out as a whole, unpacked.
    fn unpacked(
        &self,
        packed: Packed<'_>,
        nesting: &Nesting,
        tick: WatchTick<'_>,
    ) -> Result<Arc<Unpacked>, ReadError>;

    /// Looks at an unpacked member; `nesting` is for a member that is itself an archive.
    fn inspect_member(
        &self,
        member: LaidOut<'_>,
        recipe: &Recipe,
        nesting: &Nesting,
    ) -> Result<Inspection, ReadError>;

    /// Reads a table of an unpacked member.
    fn read_member(
        &self,
        file: &Path,
        recipe: &Recipe,
        table: &InspectedTable,
        nesting: &Nesting,
    ) -> Result<TableReading, ReadError>;

    /// The records of a table of an unpacked member; none where its format has none.
    fn member_records(
        &self,
        file: &Path,
        recipe: &Recipe,
        table: &InspectedTable,
        nesting: &Nesting,
    ) -> Result<Option<Box<dyn RecordReader>>, ReadError>;
}

/// A member as it lies in a folder.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LaidOut<'a> {
    /// Its bytes.
    pub(crate) file: &'a Path,
    /// Its name without its folders.
    pub(crate) name: &'a str,
    /// Whether somebody spoke of just this member: what is said of all members turns no letter into a table.
    pub(crate) is_meant: bool,
}

/// A container as it arrived.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Packed<'a> {
    /// Its bytes.
    pub(crate) file: &'a Path,
    /// Its format.
    pub(crate) format: Format,
    /// Its name; empty if nobody knows it.
    pub(crate) name: &'a str,
}

/// Looks at every member of an archive.
pub(crate) fn inspect(
    reader: &dyn MemberReader,
    packed: Packed<'_>,
    recipe: &Recipe,
    nesting: &Nesting,
    tick: WatchTick<'_>,
) -> Result<Inspection, ReadError> {
    let (mut archive, members) = open(reader, packed, nesting, tick)?;
    let folder = reader.folder()?;
    let mut inspection = Inspection {
        format: packed.format,
        tables: Vec::new(),
        findings: Vec::new(),
    };
    let mut unreadable: Vec<(String, &'static str)> = members
        .refused
        .iter()
        .map(|(path, damage)| (path.clone(), damage.code()))
        .collect();
    if members.files.is_empty() && unreadable.is_empty() {
        inspection
            .findings
            .push(Finding::new(ARCHIVE_EMPTY, Severity::Error));
    }
    let is_timetable = timetable::is_timetable(&members.files);
    let all_bytes = members.files.iter().map(|member| member.packed_bytes).sum();
    let mut done_bytes = 0;
    for member in &members.files {
        tick(done_bytes, all_bytes);
        done_bytes += member.packed_bytes;
        let laid = match archive.lay(member, folder.path(), nesting) {
            Ok(laid) => laid,
            Err(UnpackError::Damaged(damage @ (Damage::TooLarge | Damage::Ratio))) => {
                inspection.findings.push(stopped(&member.path, damage));
                break;
            }
            Err(UnpackError::Damaged(damage)) => {
                unreadable.push((member.path.clone(), damage.code()));
                continue;
            }
            // A version without this member would look as if it had been taken out of the archive.
            Err(UnpackError::Machine(error)) => return Err(error.into()),
        };
        let is_meant = titles::is_meant(member, recipe);
        let mut recipe = titles::inner_recipe(member, recipe);
        if is_timetable {
            recipe = timetable::with_types(&recipe);
        }
        let lies = LaidOut {
            file: &laid.path,
            name: member.file_name(),
            is_meant,
        };
        let seen = nesting_for(&laid.path, nesting)
            .and_then(|nesting| reader.inspect_member(lies, &recipe, &nesting));
        laid.discard()?;
        match seen {
            Ok(seen) if seen.tables.is_empty() && !seen.format.is_archive() => {
                unreadable.push((member.path.clone(), why_no_table(&seen)));
            }
            Ok(mut seen) => {
                titles::to_outer(member, &member.path, &mut seen);
                inspection.tables.append(&mut seen.tables);
                inspection.findings.append(&mut seen.findings);
            }
            Err(error) if error.lies_in_the_file() => {
                unreadable.push((member.path.clone(), Damage::of(&error).code()));
            }
            Err(error) => return Err(error),
        }
    }
    if let Some((member, damage)) = &members.stopped {
        inspection.findings.push(stopped(member, *damage));
    }
    if is_map_with_pictures(packed.name) && !inspection.tables.is_empty() {
        unreadable.retain(|(member, _)| member.to_ascii_lowercase().ends_with(".kml"));
    }
    inspection.findings.extend(name_unreadable(&unreadable));
    tick(all_bytes, all_bytes);
    Ok(inspection)
}

fn open(
    reader: &dyn MemberReader,
    packed: Packed<'_>,
    nesting: &Nesting,
    tick: WatchTick<'_>,
) -> Result<(Container, Members), ReadError> {
    if packed.format == Format::Zip {
        return Container::zip(packed.file, nesting);
    }
    let unpacked = reader.unpacked(packed, nesting, tick)?;
    let members = unpacked.members();
    Ok((Container::Unpacked(unpacked), members))
}

/// A KMZ: its pictures are part of the map and nobody expects them to be tables.
fn is_map_with_pictures(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with(".kmz")
}

/// The nesting a member is read with; an error when it is an archive too deep inside.
fn nesting_for(unpacked: &Path, nesting: &Nesting) -> Result<Nesting, ReadError> {
    match nesting.deeper() {
        Ok(deeper) => Ok(deeper),
        Err(damage) if crate::format::detect(unpacked)?.is_archive() => Err(damage.error(FORMAT)),
        Err(_) => Ok(nesting.clone()),
    }
}

fn stopped(member: &str, damage: Damage) -> Finding {
    Finding::new(ARCHIVE_STOPPED, Severity::Error)
        .with("member", member)
        .with("reason", damage.code())
}

fn name_unreadable(unreadable: &[(String, &'static str)]) -> Vec<Finding> {
    let mut findings: Vec<Finding> = unreadable
        .iter()
        .take(NAMED_MEMBERS)
        .map(|(member, reason)| {
            Finding::new(MEMBER_UNREADABLE, Severity::Warning)
                .with("member", member)
                .with("reason", reason)
        })
        .collect();
    if unreadable.len() > NAMED_MEMBERS {
        let more = unreadable.len() - NAMED_MEMBERS;
        findings.push(Finding::new(MEMBERS_UNREADABLE, Severity::Warning).times(more as u64));
    }
    findings
}

/// What a member is that gives no table, where there is a word for it.
fn why_no_table(seen: &Inspection) -> &'static str {
    const KINDS: [&str; 6] = ["pdf", "image", "html", "document", "text", "ebcdic"];
    let mut findings = seen.findings.iter();
    let said = findings.find_map(|finding| match finding.code.as_str() {
        EMPTY_FILE => Some("empty"),
        UNKNOWN_FORMAT => {
            let what = finding.parameters.get("what")?;
            KINDS.into_iter().find(|kind| kind == what)
        }
        _ => None,
    });
    said.unwrap_or("no_table")
}
