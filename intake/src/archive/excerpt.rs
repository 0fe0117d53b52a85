//! The beginning of an archive or packed file: a ZIP of its first members, each cut as its kind.
//!
//! Bytes are unpacked only as far as the excerpt needs them. Members beyond the first stand in it by their names, as
//! long as these are known without unpacking: names of tables depend on all members.

use super::Packed;
use super::members::{self, Beside, Member, Zip, is_litter, is_unsafe};
use super::packing::{Unpacking, is_tar, name_within};
use crate::excerpt::{self, Cut, Excerpt, Stop, stored};
use crate::format;
use hebewerk_model::Format;
use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, BufReader, Cursor, Read, Write};
use std::path::Path;
use zip::ZipWriter;

/// Members that are cut; the others stand there by their names.
const MOST_MEMBERS: usize = 20;
/// Entries an archive may have.
const MOST_ENTRIES: usize = 2_000;
/// Bytes of a member that are cut from.
const MEMBER_BYTES: usize = 128 << 10;
/// Bytes of the only member of a packed file.
const ONLY_BYTES: usize = 1 << 20;
/// Bytes of all containers in the archive, which are unpacked as wholes.
const CONTAINERS_BYTES: usize = 64 << 20;
/// Bytes passed over in archives that are only read from the beginning on.
const PASSED_BYTES: u64 = 16 << 20;
const TAR_HEAD: usize = 512;

/// Writes the excerpt of a container.
pub(crate) fn excerpt(packed: Packed<'_>, folder: &Path, out: File) -> Result<Excerpt, Stop> {
    let mut members = Members::new(folder, out, 0);
    match packed.format {
        Format::Zip => members.zip(packed.file)?,
        Format::SevenZip => members.seven_zip(packed.file)?,
        Format::Tar => {
            let input = BufReader::new(File::open(packed.file)?);
            members.tar(tar::Archive::new(input).entries_with_seek()?, u64::MAX)?;
        }
        format => members.packed(File::open(packed.file)?, format, packed.name)?,
    }
    members.finish()
}

/// Members on their way into an excerpt.
struct Members<'a> {
    writer: ZipWriter<File>,
    folder: &'a Path,
    /// Archives around this one.
    level: u8,
    names: HashSet<String>,
    cut: usize,
    /// Bytes that containers may still have.
    left: usize,
    left_out: Vec<String>,
    /// Whether it has one member and no more.
    is_single: bool,
}

impl<'a> Members<'a> {
    fn new(folder: &'a Path, out: File, level: u8) -> Self {
        Self {
            writer: ZipWriter::new(out),
            folder,
            level,
            names: HashSet::new(),
            cut: 0,
            left: CONTAINERS_BYTES,
            left_out: Vec::new(),
            is_single: false,
        }
    }

    fn finish(self) -> Result<Excerpt, Stop> {
        if self.cut == 0 {
            return Err(Stop::Nothing);
        }
        self.writer.finish()?;
        Ok(Excerpt {
            left_out: self.left_out,
            lacks_tables: !self.is_single,
        })
    }

    /// Members of a ZIP can be opened in any order, and none costs anything that is not opened.
    fn zip(&mut self, file: &Path) -> Result<(), Stop> {
        let mut archive = members::open(file)?;
        if archive.len() > MOST_ENTRIES {
            return Err(Stop::Nothing);
        }
        let listed = members::list(&mut archive)?;
        self.is_single = listed.files.len() == 1;
        for member in &listed.files {
            if member.beside.is_empty() {
                let opened = archive.by_index(member.index);
                self.member(&member.path, opened.map_err(Stop::from), MEMBER_BYTES)?;
            } else {
                self.shapefile(&mut archive, member)?;
            }
        }
        Ok(())
    }

    /// A Shapefile with as many rows as shapes.
    fn shapefile(&mut self, archive: &mut Zip, member: &Member) -> Result<(), Stop> {
        let shapes = if self.cut < MOST_MEMBERS {
            excerpt::first_shapes(&mut archive.by_index(member.index)?)?
        } else {
            None
        };
        let Some((shapes, count)) = shapes else {
            return self.leave_out(&member.path);
        };
        self.cut += 1;
        self.write(&member.path, &shapes)?;
        for Beside { index, ending } in &member.beside {
            let mut input = archive.by_index(*index)?;
            let path = input.name().replace('\\', "/");
            let bytes = if ending == "dbf" {
                excerpt::first_rows(&mut input, count)?
            } else {
                Some(excerpt::first(&mut input, MEMBER_BYTES)?.0)
            };
            drop(input);
            self.write(&path, &bytes.ok_or(Stop::Nothing)?)?;
        }
        Ok(())
    }

    /// One packed file, or a packed tar archive.
    fn packed(&mut self, file: File, format: Format, name: &str) -> Result<(), Stop> {
        let mut unpacking = Unpacking::of(format, file)?;
        let (head, _) = excerpt::first(&mut unpacking, TAR_HEAD - 1)?;
        let is_tar = is_tar(&head);
        let mut whole = Cursor::new(head).chain(unpacking);
        if is_tar {
            let mut archive = tar::Archive::new(whole);
            return self.tar(archive.entries()?, PASSED_BYTES);
        }
        self.is_single = true;
        self.member(&name_within(name), Ok(&mut whole), ONLY_BYTES)
    }

    /// `passed` bounds what is unpacked only to come to the next member.
    fn tar<R: Read>(&mut self, entries: tar::Entries<'_, R>, passed: u64) -> Result<(), Stop> {
        let mut left = passed;
        for entry in entries.take(MOST_ENTRIES) {
            let mut entry = match entry.map_err(Stop::from) {
                Ok(entry) => entry,
                // What comes before damage is a beginning too.
                Err(Stop::Nothing) => break,
                Err(stop) => return Err(stop),
            };
            let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
            let kind = entry.header().entry_type();
            let bytes = entry.size();
            if kind.is_file() || kind.is_contiguous() || kind.is_gnu_sparse() {
                self.named(&path, &mut entry)?;
            }
            left = left.saturating_sub(bytes);
            if left == 0 {
                break;
            }
        }
        Ok(())
    }

    fn seven_zip(&mut self, file: &Path) -> Result<(), Stop> {
        let mut archive = sevenz_rust2::ArchiveReader::open(file, sevenz_rust2::Password::empty())
            .map_err(|_damaged| Stop::Nothing)?;
        let mut left = PASSED_BYTES;
        let mut stopped = None;
        let walked = archive.for_each_entries(|entry, reader| {
            if entry.is_directory() || entry.is_anti_item {
                return Ok(true);
            }
            if let Err(stop) = self.named(entry.name(), reader) {
                stopped = Some(stop);
                return Ok(false);
            }
            left = left.saturating_sub(entry.size());
            if left == 0 {
                return Ok(false);
            }
            // The next member begins where this one ends.
            io::copy(reader, &mut io::sink())?;
            Ok(true)
        });
        match (stopped, walked) {
            (Some(stop), _) => Err(stop),
            (None, Err(_)) if self.cut == 0 => Err(Stop::Nothing),
            _ => Ok(()),
        }
    }

    /// A member under the path its archive says.
    fn named(&mut self, path: &str, input: &mut dyn Read) -> Result<(), Stop> {
        let path = path.replace('\\', "/");
        let path = path.trim_start_matches("./");
        if is_litter(path) || is_unsafe(path) || path.ends_with('/') {
            return Ok(());
        }
        self.member(path, Ok(input), MEMBER_BYTES)
    }

    fn member<R: Read>(
        &mut self,
        path: &str,
        input: Result<R, Stop>,
        most: usize,
    ) -> Result<(), Stop> {
        if self.cut >= MOST_MEMBERS {
            return self.leave_out(path);
        }
        let name = path.rsplit('/').next().unwrap_or(path);
        let cut = input.and_then(
            |mut input| match excerpt::of_member(name, &mut input, most)? {
                Cut::Whole(bytes) => Ok(Some(bytes)),
                Cut::Container(begun) => self.container(path, begun, &mut input),
                Cut::NoTable => Ok(Some(Vec::new())),
                Cut::Nothing => Ok(None),
            },
        );
        match cut {
            Ok(Some(nothing)) if nothing.is_empty() => self.write(path, &[]),
            Ok(Some(bytes)) => {
                self.cut += 1;
                self.write(path, &bytes)
            }
            Ok(None) | Err(Stop::Nothing) => self.leave_out(path),
            Err(stop) => Err(stop),
        }
    }

    /// The excerpt of a container, for which it is unpacked.
    fn container(
        &mut self,
        path: &str,
        begun: Vec<u8>,
        input: &mut dyn Read,
    ) -> Result<Option<Vec<u8>>, Stop> {
        let number = self.names.len();
        let file = self.folder.join(format!("inner-{}-{number}", self.level));
        let place = file.with_extension("excerpt");
        let (rest, is_whole) = excerpt::first(input, self.left)?;
        if !is_whole {
            return Ok(None);
        }
        self.left -= rest.len();
        let mut out = File::create(&file)?;
        out.write_all(&begun)?;
        out.write_all(&rest)?;
        drop((out, begun, rest));
        match format::detect(&file)? {
            Format::Zip if self.level == 0 => {
                let mut inner = Members::new(self.folder, File::create(&place)?, 1);
                inner.left = self.left;
                inner.zip(&file)?;
                self.left = inner.left;
                let made = inner.finish()?;
                let inside = made.left_out.iter();
                self.left_out
                    .extend(inside.map(|inner| format!("{path}{}{inner}", super::INSIDE)));
            }
            format => excerpt::of_container(&file, format, &place)?,
        }
        let bytes = fs::read(&place)?;
        fs::remove_file(place)?;
        fs::remove_file(file)?;
        Ok(Some(bytes))
    }

    fn leave_out(&mut self, path: &str) -> Result<(), Stop> {
        self.left_out.push(path.to_owned());
        self.write(path, &[])
    }

    fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), Stop> {
        if !self.names.insert(path.to_owned()) {
            return Ok(());
        }
        self.writer.start_file(path, stored())?;
        Ok(self.writer.write_all(bytes)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CSV: &[u8] = b"ort;zahl\nMitte;1\nNord;2\nOst;3\n";
    /// `CSV` as `7z` packs it: there is no small writer of it.
    const SEVEN_ZIP: &str = "377abcaf271c00048a9dd5fe7d000000000000001400000000000000947842ff01001d6f72743b7a61686c0a4d697474653b310a4e6f72643b320a4f73743b330a000100560104060001092200070b01000221210118040303010301000c1e1e00080a019af1cbb30000050119030000001113006f007200740065002e006300730076000000140a0100d08e6bae497ddd01150601002080808100000017062201095b00070b010001212101180c570000";

    fn members_of(bytes: &[u8], format: Format) -> Vec<(String, Vec<u8>)> {
        let folder = tempfile::tempdir().unwrap();
        let (file, place) = (folder.path().join("file"), folder.path().join("excerpt"));
        fs::write(&file, bytes).unwrap();
        let packed = Packed {
            file: &file,
            format,
            name: "orte",
        };
        excerpt(packed, folder.path(), File::create(&place).unwrap()).unwrap();
        let mut archive = zip::ZipArchive::new(File::open(place).unwrap()).unwrap();
        (0..archive.len())
            .map(|index| {
                let mut member = archive.by_index(index).unwrap();
                let mut bytes = Vec::new();
                member.read_to_end(&mut bytes).unwrap();
                (member.name().to_owned(), bytes)
            })
            .collect()
    }

    #[test]
    fn whatever_holds_members_becomes_a_zip_of_them() {
        let bytes: Vec<u8> = (0..SEVEN_ZIP.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(SEVEN_ZIP.get(at..at + 2).unwrap(), 16).unwrap())
            .collect();
        let seen = members_of(&bytes, Format::SevenZip);
        assert_eq!(seen, [("orte.csv".to_owned(), CSV.to_vec())]);
        let packed = zstd::stream::encode_all(CSV, 0).unwrap();
        let seen = members_of(&packed, Format::Zstd);
        assert_eq!(seen, [("orte".to_owned(), CSV.to_vec())]);
    }
}
