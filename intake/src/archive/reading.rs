//! Reads tables of members: a member is laid into a folder of its own, which goes when nobody reads it any more.

use super::damage::Damage;
use super::members::{Member, Members};
use super::nesting::Nesting;
use super::{INSIDE, MemberReader, Packed, nesting_for, open, titles};
use crate::frame::RecordReader;
use crate::scratch::ScratchFolder;
use hebewerk_hub::ports::{ReadError, Reading, TableReading};
use hebewerk_model::{InspectedTable, Recipe};
use hebewerk_profile::Record;
use std::path::PathBuf;

/// Reads a table of an archive.
pub(crate) fn read(
    reader: &dyn MemberReader,
    packed: Packed<'_>,
    recipe: &Recipe,
    table: &InspectedTable,
    nesting: &Nesting,
) -> Result<TableReading, ReadError> {
    let laid = lay(reader, packed, recipe, table, nesting)?;
    let rows = reader.read_member(&laid.path, &laid.recipe, &laid.inner, &laid.nesting)?;
    Ok(Box::new(MemberReading {
        rows,
        _folder: laid.folder,
    }))
}

/// The records of a table of an archive; none where its format has none.
pub(crate) fn records(
    reader: &dyn MemberReader,
    packed: Packed<'_>,
    recipe: &Recipe,
    table: &InspectedTable,
    nesting: &Nesting,
) -> Result<Option<Box<dyn RecordReader>>, ReadError> {
    let laid = lay(reader, packed, recipe, table, nesting)?;
    let records = reader.member_records(&laid.path, &laid.recipe, &laid.inner, &laid.nesting)?;
    Ok(records.map(|records| {
        Box::new(MemberRecords {
            records,
            _folder: laid.folder,
        }) as Box<dyn RecordReader>
    }))
}

/// A member laid out to be read.
struct LaidMember {
    path: PathBuf,
    folder: ScratchFolder,
    /// The table as it is called inside the member.
    inner: InspectedTable,
    recipe: Recipe,
    nesting: Nesting,
}

fn lay(
    reader: &dyn MemberReader,
    packed: Packed<'_>,
    recipe: &Recipe,
    table: &InspectedTable,
    nesting: &Nesting,
) -> Result<LaidMember, ReadError> {
    let (mut archive, members) = open(reader, packed, nesting, &|_, _| {})?;
    let wanted = table.member.as_deref().unwrap_or_default();
    let (member, inside) =
        find(&members, wanted).ok_or_else(|| Damage::MissingPart.error(packed.format.code()))?;
    let folder = reader.folder()?;
    let path = archive.lay(member, folder.path(), nesting)?.path;
    Ok(LaidMember {
        inner: InspectedTable {
            name: titles::inner_name(member, &table.name).to_owned(),
            member: inside.map(str::to_owned),
            ..table.clone()
        },
        nesting: nesting_for(&path, nesting)?,
        recipe: titles::inner_recipe(member, recipe),
        path,
        folder,
    })
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

/// The rows of a member; keeps the folder it lies in.
struct MemberReading {
    rows: TableReading,
    _folder: ScratchFolder,
}

/// The records of a member; keeps the folder it lies in.
struct MemberRecords {
    records: Box<dyn RecordReader>,
    _folder: ScratchFolder,
}

impl RecordReader for MemberRecords {
    fn read(&mut self, record: &mut Record) -> Result<bool, ReadError> {
        self.records.read(record)
    }
}

impl Iterator for MemberReading {
    type Item = Result<Reading, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.rows.next()
    }
}
