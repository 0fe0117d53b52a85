//! Files that hold files: ZIP (also Office Open XML and OpenDocument) and Microsoft's compound files.

use super::Detected;
use crate::archive::Damage;
use hebewerk_model::Format;
use memchr::memmem;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

/// Bytes of a compound file searched for the name of its main stream.
const COMPOUND_BYTES: u64 = 256 << 20;

/// A ZIP by what its central directory lists; one without a directory by the names at its beginning.
pub(super) fn zip(file: &Path, head: &[u8]) -> io::Result<Detected> {
    let opened = BufReader::new(File::open(file)?);
    let has = |archive: &zip::ZipArchive<BufReader<File>>, name: &str| {
        archive
            .file_names()
            .any(|found| found.eq_ignore_ascii_case(name))
    };
    let mut archive = match zip::ZipArchive::new(opened) {
        Ok(archive) => archive,
        Err(zip::result::ZipError::Io(error)) if Damage::of_io(&error).is_of_machine() => {
            return Err(error);
        }
        Err(_damaged) => return Ok(truncated(head)),
    };
    if has(&archive, "xl/workbook.bin") {
        return Ok(Detected::readable(Format::Xlsb));
    }
    let xlsx = archive.file_names().any(|name| {
        let name = name.to_ascii_lowercase();
        name == "xl/workbook.xml" || name.starts_with("xl/worksheets/")
    });
    if xlsx {
        return Ok(Detected::readable(Format::Xlsx));
    }
    if has(&archive, "word/document.xml") || has(&archive, "ppt/presentation.xml") {
        return Ok(Detected::unknown("document"));
    }
    let mut kind = String::new();
    if let Ok(member) = archive.by_name("mimetype") {
        member
            .take(200)
            .read_to_string(&mut kind)
            .unwrap_or_default();
    }
    Ok(if kind.contains("opendocument.spreadsheet") {
        Detected::readable(Format::Ods)
    } else if kind.contains("opendocument") || kind.contains("epub") {
        Detected::unknown("document")
    } else {
        Detected::readable(Format::Zip)
    })
}

fn truncated(head: &[u8]) -> Detected {
    let names = |name: &[u8]| memmem::find(head, name).is_some();
    Detected::readable(if names(b"opendocument.spreadsheet") {
        Format::Ods
    } else if names(b"xl/workbook.bin") {
        Format::Xlsb
    } else if names(b"[Content_Types].xml") && names(b"xl/") {
        Format::Xlsx
    } else {
        Format::Zip
    })
}

/// Where the head says how large sectors are, as a power of two, and in which one the list of streams begins.
const SECTOR_SHIFT: usize = 30;
const FIRST_DIRECTORY: usize = 48;

/// A workbook if it has a stream of that name (in UTF-16), else some other document. Where the list of streams lies
/// behind the end of the file it is said to be a workbook, which then says that its end is missing.
pub(super) fn compound(file: &Path) -> io::Result<Detected> {
    let names = ["Workbook", "Book", "WORKBOOK", "BOOK", "workbook", "book"].map(utf16);
    let mut input = File::open(file)?.take(COMPOUND_BYTES);
    let mut block = vec![0; 1 << 20];
    let mut kept = 0;
    loop {
        let (_, free) = block.split_at_mut(kept);
        let length = input.read(free)?;
        if length == 0 && lacks_directory(file)? {
            return Ok(Detected::readable(Format::Xls));
        }
        if length == 0 {
            return Ok(Detected::unknown("document"));
        }
        let bytes = block.get(..kept + length).unwrap_or(&[]);
        if names.iter().any(|name| memmem::find(bytes, name).is_some()) {
            return Ok(Detected::readable(Format::Xls));
        }
        // A name may lie across two blocks.
        let end = bytes.len();
        kept = end.min(32);
        block.copy_within(end - kept..end, 0);
    }
}

fn lacks_directory(file: &Path) -> io::Result<bool> {
    let mut input = File::open(file)?;
    let bytes = input.metadata()?.len();
    let mut head = [0; FIRST_DIRECTORY + 4];
    if input.read_exact(&mut head).is_err() {
        return Ok(true);
    }
    let number = |at: usize, length: usize| {
        let bytes = head.get(at..at + length).unwrap_or_default().iter().rev();
        bytes.fold(0_u64, |number, byte| number << 8 | u64::from(*byte))
    };
    let shift = number(SECTOR_SHIFT, 2).min(20);
    // The head takes the place of a sector.
    let end = (number(FIRST_DIRECTORY, 4) + 2) << shift;
    Ok(end > bytes)
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16()
        .chain([0])
        .flat_map(u16::to_le_bytes)
        .collect()
}
