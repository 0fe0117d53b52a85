//! ZIP archives of readable files, and the limits under which any container is unpacked.
//!
//! Each member is unpacked into a file of our own naming in the spool and read like any file that arrives; it is
//! removed when it has been read. Unpacked bytes are counted while they come, because the archive's own figures may
//! lie; nothing is ever written under a member's name.
//!
//! Deliberately absent: passwords, methods other than stored and deflate, archives more than one level deep.

mod damage;
mod limits;
mod members;
mod nesting;
mod scan;
mod titles;
mod unpack;

pub mod findings;

pub use limits::UnpackLimits;

pub(crate) use damage::Damage;
pub(crate) use nesting::Nesting;
pub(crate) use scan::{OfficeMarks, scan_office};

use crate::scratch::ScratchFolder;
use findings::{ARCHIVE_EMPTY, ARCHIVE_STOPPED, MEMBER_UNREADABLE, MEMBERS_UNREADABLE};
use hebewerk_hub::ports::{ReadError, Reading, TableReading, WatchTick};
use hebewerk_model::{Finding, Format, InspectedTable, Inspection, Recipe, Severity};
use members::{Member, Members, Zip};
use std::io;
use std::path::Path;
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

    /// Looks at an unpacked member; `nesting` is for a member that is itself an archive.
    fn inspect_member(
        &self,
        file: &Path,
        name: &str,
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
}

/// Looks at every member of an archive.
pub(crate) fn inspect(
    reader: &dyn MemberReader,
    file: &Path,
    recipe: &Recipe,
    nesting: &Nesting,
    tick: WatchTick<'_>,
) -> Result<Inspection, ReadError> {
    let (mut archive, members) = open(file, nesting)?;
    let folder = reader.folder()?;
    let mut inspection = Inspection {
        format: Format::Zip,
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
    let all_bytes = members.files.iter().map(|member| member.packed_bytes).sum();
    let mut done_bytes = 0;
    for member in &members.files {
        tick(done_bytes, all_bytes);
        done_bytes += member.packed_bytes;
        let unpacked = match unpack::unpack(&mut archive, member, folder.path(), nesting) {
            Ok(unpacked) => unpacked,
            Err(UnpackError::Damaged(damage @ (Damage::TooLarge | Damage::Ratio))) => {
                inspection.findings.push(stopped(member, damage));
                break;
            }
            Err(UnpackError::Damaged(damage)) => {
                unreadable.push((member.path.clone(), damage.code()));
                continue;
            }
            // A version without this member would look as if it had been taken out of the archive.
            Err(UnpackError::Machine(error)) => return Err(error.into()),
        };
        let recipe = titles::inner_recipe(member, recipe);
        let seen = nesting_for(&unpacked, nesting).and_then(|nesting| {
            reader.inspect_member(&unpacked, member.file_name(), &recipe, &nesting)
        });
        std::fs::remove_file(&unpacked)?;
        match seen {
            Ok(seen) if seen.tables.is_empty() && seen.format != Format::Zip => {
                unreadable.push((member.path.clone(), "no_table"));
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
    inspection.findings.extend(name_unreadable(&unreadable));
    tick(all_bytes, all_bytes);
    Ok(inspection)
}

/// Reads a table of an archive.
pub(crate) fn read(
    reader: &dyn MemberReader,
    file: &Path,
    recipe: &Recipe,
    table: &InspectedTable,
    nesting: &Nesting,
) -> Result<TableReading, ReadError> {
    let (mut archive, members) = open(file, nesting)?;
    let wanted = table.member.as_deref().unwrap_or_default();
    let (member, inside) =
        find(&members, wanted).ok_or_else(|| Damage::MissingPart.error(FORMAT))?;
    let folder = reader.folder()?;
    let unpacked = unpack::unpack(&mut archive, member, folder.path(), nesting)?;
    let inner = InspectedTable {
        name: titles::inner_name(member, &table.name).to_owned(),
        member: inside.map(str::to_owned),
        ..table.clone()
    };
    let nesting = nesting_for(&unpacked, nesting)?;
    let recipe = titles::inner_recipe(member, recipe);
    let rows = reader.read_member(&unpacked, &recipe, &inner, &nesting)?;
    Ok(Box::new(MemberReading {
        rows,
        _folder: folder,
    }))
}

fn open(file: &Path, nesting: &Nesting) -> Result<(Zip, Members), ReadError> {
    let mut archive = members::open(file)?;
    if archive.len() > nesting.entries() {
        return Err(Damage::TooManyEntries.error(FORMAT));
    }
    let members = members::list(&mut archive)?;
    Ok((archive, members))
}

/// The member with this path, and what is wanted inside it if it is an archive.
fn find<'a>(members: &'a Members, wanted: &'a str) -> Option<(&'a Member, Option<&'a str>)> {
    let named = |path: &str| members.files.iter().find(|member| member.path == path);
    if let Some(member) = named(wanted) {
        return Some((member, None));
    }
    wanted.match_indices(INSIDE).find_map(|(at, mark)| {
        let member = named(wanted.get(..at)?)?;
        Some((member, wanted.get(at + mark.len()..)))
    })
}

/// The nesting a member is read with; an error when it is an archive too deep inside.
fn nesting_for(unpacked: &Path, nesting: &Nesting) -> Result<Nesting, ReadError> {
    match nesting.deeper() {
        Ok(deeper) => Ok(deeper),
        Err(damage) if crate::format::detect(unpacked)? == Format::Zip => Err(damage.error(FORMAT)),
        Err(_) => Ok(nesting.clone()),
    }
}

fn stopped(member: &Member, damage: Damage) -> Finding {
    Finding::new(ARCHIVE_STOPPED, Severity::Error)
        .with("member", &member.path)
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

/// The rows of a member; keeps the folder it lies in.
struct MemberReading {
    rows: TableReading,
    _folder: ScratchFolder,
}

impl Iterator for MemberReading {
    type Item = Result<Reading, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.rows.next()
    }
}
