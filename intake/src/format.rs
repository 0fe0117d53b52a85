//! What a file is, by its bytes.

mod container;
mod plain;

use hebewerk_model::Format;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Bytes of the beginning that are looked at.
const HEAD_BYTES: u64 = 256 << 10;

/// What a file is, and a word for it where no table can be read from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Detected {
    /// The format.
    pub(crate) format: Format,
    /// `pdf`, `image`, `xml`, `html`, `rdf`, `shapefile`, `database`, `compressed`, `document`, `text`, `binary`, `empty`;
    /// empty for readable formats.
    pub(crate) what: &'static str,
}

impl Detected {
    const fn readable(format: Format) -> Self {
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
    if let Some(detected) = by_magic(file, &head)? {
        return Ok(detected);
    }
    Ok(plain::detect(&head, bytes <= HEAD_BYTES, name))
}

fn by_magic(file: &Path, head: &[u8]) -> io::Result<Option<Detected>> {
    const MAGIC: [(&[u8], &str); 20] = [
        (b"%PDF", "pdf"),
        (b"\x89PNG", "image"),
        (b"\xff\xd8\xff", "image"),
        (b"GIF8", "image"),
        (b"II*\0", "image"),
        (b"MM\0*", "image"),
        (b"RIFF", "image"),
        (b"BM6", "image"),
        (b"\0\0\x27\x0a", "shapefile"),
        (b"SQLite format 3\0", "database"),
        (b"\x1f\x8b", "compressed"),
        (b"BZh", "compressed"),
        (b"\xfd7zXZ", "compressed"),
        (b"\x28\xb5\x2f\xfd", "compressed"),
        (b"7z\xbc\xaf\x27\x1c", "compressed"),
        (b"Rar!", "compressed"),
        (b"{\\rtf", "document"),
        (b"ARROW1", "binary"),
        (b"fgb\x03", "binary"),
        (b"\x7fELF", "binary"),
    ];
    if head.starts_with(b"PAR1") {
        return Ok(Some(Detected::readable(Format::Parquet)));
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return container::zip(file, head).map(Some);
    }
    if head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return container::compound(file).map(Some);
    }
    Ok(MAGIC
        .iter()
        .find(|(magic, _)| head.starts_with(magic))
        .map(|(_, what)| Detected::unknown(what)))
}
