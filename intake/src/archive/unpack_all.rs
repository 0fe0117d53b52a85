//! Unpacks tar, 7z and single packed files into a folder: in the worker, where there is one.

use super::Packed;
use super::damage::Damage;
use super::limits::{UnpackCount, UnpackLimits};
use super::members::{is_litter, is_unsafe};
use super::packing::{Unpacking, is_tar};
use super::unpacked::{Manifest, file_name};
use hebewerk_hub::ports::{ReadError, WatchTick};
use hebewerk_model::Format;
use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufReader, Chain, Cursor, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::rc::Rc;

const PIECE_BYTES: usize = 256 << 10;
/// Bytes by which a tar archive is known.
const TAR_HEAD: u64 = 512;

/// Unpacks a file of this format and name; what makes it unreadable is said in the manifest.
pub(crate) fn unpack_all(
    Packed { file, format, name }: Packed<'_>,
    folder: &Path,
    limits: UnpackLimits,
    tick: WatchTick<'_>,
) -> Result<(), ReadError> {
    let bytes = std::fs::metadata(file)?.len();
    let mut out = Out {
        folder,
        limits,
        count: UnpackCount::new(limits, bytes),
        manifest: Manifest::default(),
        tick,
        bytes,
    };
    let work = AssertUnwindSafe(|| match format {
        Format::SevenZip => out.seven_zip(file),
        Format::Tar => out.tar(BufReader::new(File::open(file).map_err(Stop::Machine)?)),
        _ => out.single(file, format, name),
    });
    match catch_unwind(work).unwrap_or(Err(Stop::Damaged(Damage::Fault))) {
        Ok(()) => {}
        Err(Stop::Machine(error)) => return Err(error.into()),
        Err(Stop::Damaged(damage)) if damage.is_of_machine() => {
            return Err(damage.error(format.code()));
        }
        Err(Stop::Damaged(damage)) => out.stop(damage, name),
    }
    Ok(out.manifest.save(folder)?)
}

/// Why unpacking ended early.
enum Stop {
    Damaged(Damage),
    Machine(io::Error),
}

impl Stop {
    fn of(error: io::Error) -> Self {
        match Damage::of_io(&error) {
            damage if damage.is_of_machine() => Self::Machine(error),
            damage => Self::Damaged(damage),
        }
    }
}

impl From<Damage> for Stop {
    fn from(damage: Damage) -> Self {
        Self::Damaged(damage)
    }
}

/// Where members go.
struct Out<'a> {
    folder: &'a Path,
    limits: UnpackLimits,
    count: UnpackCount,
    manifest: Manifest,
    tick: WatchTick<'a>,
    bytes: u64,
}

impl Out<'_> {
    /// What was unpacked before counts; without any the whole is unreadable.
    fn stop(&mut self, damage: Damage, name: &str) {
        if self.manifest.members.is_empty() || damage == Damage::TooManyEntries {
            self.manifest.unreadable = Some(damage.code().to_owned());
        } else {
            let last = self.manifest.members.last();
            let at = last.map_or(name, |(path, _)| path.as_str()).to_owned();
            self.manifest.stopped = Some((at, damage.code().to_owned()));
        }
    }

    /// One packed file, or a packed tar archive.
    fn single(&mut self, file: &Path, format: Format, name: &str) -> Result<(), Stop> {
        let opened = File::open(file).map_err(Stop::Machine)?;
        let mut unpacking = Unpacking::of(format, opened).map_err(Stop::of)?;
        let mut head = Vec::new();
        Read::by_ref(&mut unpacking)
            .take(TAR_HEAD)
            .read_to_end(&mut head)
            .map_err(Stop::of)?;
        let is_tar = is_tar(&head);
        let whole: Chain<Cursor<Vec<u8>>, Unpacking> = Cursor::new(head).chain(unpacking);
        if is_tar {
            return self.tar(whole);
        }
        let path = super::packing::name_within(name);
        self.member(&path, whole, true)
    }

    fn tar(&mut self, input: impl Read) -> Result<(), Stop> {
        // Everything that passes is counted, also what the library reads for itself.
        let over = Rc::new(Cell::new(None));
        let zeros = Rc::new(Cell::new(0));
        let counted = Counted {
            input,
            count: UnpackCount::new(self.limits, self.bytes),
            over: Rc::clone(&over),
            zeros: Rc::clone(&zeros),
        };
        self.members(tar::Archive::new(counted))
            .map_err(|stop| over.get().map_or(stop, Stop::Damaged))?;
        // An archive ends with whole blocks of zeros; the library takes the end of the file for that as well.
        if zeros.get() >= TAR_HEAD {
            Ok(())
        } else {
            Err(Damage::Truncated.into())
        }
    }

    fn members<R: Read>(&mut self, mut archive: tar::Archive<R>) -> Result<(), Stop> {
        for entry in archive.entries().map_err(Stop::of)? {
            let mut entry = entry.map_err(Stop::of)?;
            let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
            let kind = entry.header().entry_type();
            if kind.is_symlink() || kind.is_hard_link() {
                self.refuse(&path, Damage::Link)?;
            } else if kind.is_file() || kind.is_contiguous() || kind.is_gnu_sparse() {
                // The library takes the end of the archive for that of the file.
                let bytes = entry.size();
                let whole = Whole {
                    input: &mut entry,
                    left: bytes,
                };
                self.member(&path, whole, false)?;
            }
        }
        Ok(())
    }

    fn seven_zip(&mut self, file: &Path) -> Result<(), Stop> {
        let mut archive = sevenz_rust2::ArchiveReader::open(file, sevenz_rust2::Password::empty())
            .map_err(|error| of_seven_zip(&error))?;
        if archive.archive().files.len() > self.limits.entries {
            return Err(Damage::TooManyEntries.into());
        }
        let mut stopped = None;
        let walked = archive.for_each_entries(|entry, reader| {
            if entry.is_directory() || entry.is_anti_item {
                return Ok(true);
            }
            match self.member(entry.name(), reader, false) {
                Ok(()) => Ok(true),
                Err(stop) => {
                    stopped = Some(stop);
                    Err(io::Error::other("stopped").into())
                }
            }
        });
        match (stopped, walked) {
            (Some(stop), _) => Err(stop),
            (None, Err(error)) => Err(of_seven_zip(&error)),
            (None, Ok(())) => Ok(()),
        }
    }

    fn refuse(&mut self, path: &str, damage: Damage) -> Result<(), Stop> {
        self.manifest
            .refused
            .push((path.to_owned(), damage.code().to_owned()));
        self.few_enough()
    }

    fn few_enough(&self) -> Result<(), Stop> {
        let entries = self.manifest.members.len() + self.manifest.refused.len();
        if entries > self.limits.entries {
            return Err(Damage::TooManyEntries.into());
        }
        Ok(())
    }

    /// Writes a file under a name of our own. What comes before damage is a part of a single packed text, but no part
    /// of an archive: `in_part` says whether it is kept.
    fn member(&mut self, path: &str, mut input: impl Read, in_part: bool) -> Result<(), Stop> {
        let path = path.replace('\\', "/");
        let path = path.trim_start_matches("./");
        if is_litter(path) || path.ends_with('/') {
            return Ok(());
        }
        if is_unsafe(path) {
            return self.refuse(path, Damage::UnsafePath);
        }
        let number = self.manifest.members.len();
        let file = self.folder.join(file_name(number));
        let mut out = File::create(&file).map_err(Stop::Machine)?;
        let mut piece = vec![0; PIECE_BYTES];
        let mut bytes = 0;
        loop {
            let read = match input.read(&mut piece) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) => {
                    let stop = Stop::of(error);
                    if in_part && bytes > 0 && matches!(stop, Stop::Damaged(_)) {
                        self.manifest.members.push((path.to_owned(), bytes));
                    } else {
                        std::fs::remove_file(&file).map_err(Stop::Machine)?;
                    }
                    return Err(stop);
                }
            };
            if let Err(damage) = self.count.add(read as u64) {
                std::fs::remove_file(&file).map_err(Stop::Machine)?;
                return Err(damage.into());
            }
            bytes += read as u64;
            out.write_all(piece.get(..read).unwrap_or(&[]))
                .map_err(Stop::Machine)?;
        }
        self.manifest.members.push((path.to_owned(), bytes));
        (self.tick)(self.bytes / 2, self.bytes);
        self.few_enough()
    }
}

fn of_seven_zip(error: &sevenz_rust2::Error) -> Stop {
    use sevenz_rust2::Error;
    match error {
        Error::PasswordRequired | Error::MaybeBadPassword(_) => Damage::Password.into(),
        Error::UnsupportedCompressionMethod(method) if method.contains("AES") => {
            Damage::Password.into()
        }
        Error::UnsupportedCompressionMethod(_)
        | Error::Unsupported(_)
        | Error::ExternalUnsupported
        | Error::UnsupportedVersion { .. } => Damage::Method.into(),
        Error::Io(error, _) | Error::FileOpen(error, _) => match Damage::of_io(error) {
            damage if damage.is_of_machine() => Stop::Machine(error.raw_os_error().map_or_else(
                || io::Error::from(error.kind()),
                io::Error::from_raw_os_error,
            )),
            damage => damage.into(),
        },
        _ => Damage::Container.into(),
    }
}

/// Reads as many bytes as were promised; fewer are an error.
struct Whole<R> {
    input: R,
    left: u64,
}

impl<R: Read> Read for Whole<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        if read == 0 && self.left > 0 && !buffer.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.left = self.left.saturating_sub(read as u64);
        Ok(read)
    }
}

/// Counts what is read; over the limit it is an error that cannot be of the machine.
struct Counted<R> {
    input: R,
    count: UnpackCount,
    /// The limit that was reached.
    over: Rc<Cell<Option<Damage>>>,
    /// Zeros since the last other byte.
    zeros: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        let last = buffer.get(..read).unwrap_or_default();
        let zeros = last.iter().rev().take_while(|byte| **byte == 0).count();
        let before = if zeros == read { self.zeros.get() } else { 0 };
        self.zeros.set(before + zeros as u64);
        match self.count.add(read as u64) {
            Ok(()) => Ok(read),
            Err(damage) => {
                self.over.set(Some(damage));
                Err(io::Error::other("more than allowed"))
            }
        }
    }
}
