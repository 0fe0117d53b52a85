//! What a file is, by its bytes.

mod container;
mod ebcdic;
mod plain;

use crate::{archive, dbf};
use hebewerk_model::Format;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Bytes of the beginning that are looked at.
const HEAD_BYTES: u64 = 256 << 10;
/// How a compound file begins.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// What a file is, and a word for it where no table can be read from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Detected {
    /// The format.
    pub(crate) format: Format,
    /// `pdf`, `image`, `html`, `rdf`, `shapefile`, `database`, `compressed`, `document`, `text`, `ebcdic`, `binary`, `empty`;
    /// empty for readable formats.
    pub(crate) what: &'static str,
}

impl Detected {
    pub(crate) const fn readable(format: Format) -> Self {
        Self { format, what: "" }
    }

    const fn unknown(what: &'static str) -> Self {
        Self {
            format: Format::Unknown,
            what,
        }
    }
}

/// The format of a file whose name is not known.
pub(crate) fn detect(file: &Path) -> io::Result<Format> {
    detect_named(file, "").map(|detected| detected.format)
}

/// The format of a file that arrived as `name`; the ending only helps where text could be a list or prose.
pub(crate) fn detect_named(file: &Path, name: &str) -> io::Result<Detected> {
    let mut input = File::open(file)?;
    let bytes = input.metadata()?.len();
    let mut head = Vec::new();
    Read::by_ref(&mut input)
        .take(HEAD_BYTES)
        .read_to_end(&mut head)?;
    if head.is_empty() {
        return Ok(Detected::unknown("empty"));
    }
    if let Some(container) = of_container(file, &head)? {
        return Ok(container);
    }
    Ok(by_magic(&head).unwrap_or_else(|| plain::detect(&head, bytes <= HEAD_BYTES, name)))
}

/// The format of a file called `name` of which the beginning is known, and whether that is all; none where more of it must be seen.
pub(crate) fn detect_beginning(head: &[u8], is_whole: bool, name: &str) -> Option<Detected> {
    if head.starts_with(b"PK\x03\x04") || head.starts_with(COMPOUND) {
        return None;
    }
    Some(by_magic(head).unwrap_or_else(|| plain::detect(head, is_whole, name)))
}

fn of_container(file: &Path, head: &[u8]) -> io::Result<Option<Detected>> {
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return container::zip(file, head).map(Some);
    }
    if head.starts_with(COMPOUND) {
        return container::compound(file).map(Some);
    }
    Ok(None)
}

fn by_magic(head: &[u8]) -> Option<Detected> {
    const MAGIC: [(&[u8], &str); 12] = [
        (b"%PDF", "pdf"),
        (b"\x89PNG", "image"),
        (b"\xff\xd8\xff", "image"),
        (b"GIF8", "image"),
        (b"II*\0", "image"),
        (b"MM\0*", "image"),
        (b"RIFF", "image"),
        (b"BM6", "image"),
        (b"Rar!", "compressed"),
        (b"{\\rtf", "document"),
        (b"FEA1", "binary"),
        (b"\x7fELF", "binary"),
    ];
    const READABLE: [(&[u8], Format); 9] = [
        (b"PAR1", Format::Parquet),
        (b"ARROW1", Format::Arrow),
        (b"Obj\x01", Format::Avro),
        (b"fgb\x03", Format::Flatgeobuf),
        (b"\x1f\x8b", Format::Gzip),
        (b"BZh", Format::Bzip2),
        (b"\xfd7zXZ", Format::Xz),
        (b"\x28\xb5\x2f\xfd", Format::Zstd),
        (b"7z\xbc\xaf\x27\x1c", Format::SevenZip),
    ];
    let readable = READABLE
        .iter()
        .find(|(magic, _)| head.starts_with(magic))
        .map(|(_, format)| *format)
        .or_else(|| by_structure(head));
    if let Some(format) = readable {
        return Some(Detected::readable(format));
    }
    if head.starts_with(b"\0\0\x27\x0a") {
        // An index (.shx) without its geometries.
        return Some(Detected::unknown("shapefile"));
    }
    MAGIC
        .iter()
        .find(|(magic, _)| head.starts_with(magic))
        .map(|(_, what)| Detected::unknown(what))
}

/// Formats whose first bytes say little: what follows must fit too.
fn by_structure(head: &[u8]) -> Option<Format> {
    let number = |at: usize| {
        head.get(at..at + 4)
            .and_then(|it| it.first_chunk())
            .copied()
    };
    if head.starts_with(b"SQLite format 3\0") {
        let is_package = [b"GPKG", b"GP10", b"GP11", b"GP12"]
            .iter()
            .any(|known| number(68) == Some(**known));
        // Old programs write no mark.
        let lists_contents = memchr::memmem::find(head, b"gpkg_contents").is_some();
        return Some(if is_package || lists_contents {
            Format::Geopackage
        } else {
            Format::Sqlite
        });
    }
    // Records are numbered from 1; an index begins with the offset of the first.
    if head.starts_with(b"\0\0\x27\x0a") {
        let begins = matches!(number(100), None | Some([0, 0, 0, 1]));
        return begins.then_some(Format::Shapefile);
    }
    if archive::is_tar(head) {
        return Some(Format::Tar);
    }
    if dbf::looks_like(head) {
        return Some(Format::Dbf);
    }
    // A stream of Arrow begins with a mark and the length of its schema.
    if head.starts_with(&[0xff; 4])
        && number(4).is_some_and(|it| (1..1 << 20).contains(&u32::from_le_bytes(it)))
    {
        return Some(Format::Arrow);
    }
    None
}
