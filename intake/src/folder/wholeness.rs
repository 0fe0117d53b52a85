//! Whether a file that no longer changes is whole.

use memchr::memmem;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// The end-of-central-directory record lies in the last 22 + 65,535 bytes (PKWARE APPNOTE 4.3.16).
const ZIP_TAIL_BYTES: u64 = 22 + 65_535;
/// Bytes of the beginning by which text is told from other bytes.
const HEAD_BYTES: u64 = 4096;

/// How whole a file looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wholeness {
    /// Nothing says that something is missing.
    Whole,
    /// It may end in the middle: a text that does not end with a line.
    Unsure,
    /// Its end is missing, or it cannot be opened.
    Half,
}

/// Looks at the beginning and the end. A ZIP (also a workbook) has its directory at the end, Parquet its mark.
pub(super) fn judge(file: &Path) -> Wholeness {
    look(file).unwrap_or(Wholeness::Half)
}

fn look(file: &Path) -> io::Result<Wholeness> {
    let mut input = File::open(file)?;
    let bytes = input.metadata()?.len();
    let mut head = Vec::new();
    Read::by_ref(&mut input)
        .take(HEAD_BYTES)
        .read_to_end(&mut head)?;
    let ends = |found: bool| {
        if found {
            Wholeness::Whole
        } else {
            Wholeness::Half
        }
    };
    Ok(if head.is_empty() {
        Wholeness::Half
    } else if head.starts_with(b"PK\x03\x04") {
        let tail = tail(&mut input, bytes, ZIP_TAIL_BYTES)?;
        ends(memmem::rfind(&tail, b"PK\x05\x06").is_some())
    } else if head.starts_with(b"PAR1") || head.starts_with(b"PARE") {
        let tail = tail(&mut input, bytes, 4)?;
        ends(bytes >= 12 && (tail == b"PAR1" || tail == b"PARE"))
    } else if head.contains(&0) {
        Wholeness::Whole
    } else {
        match tail(&mut input, bytes, 1)?.last() {
            Some(b'\n' | b'\r' | b'}' | b']' | b'>' | 0x1a) => Wholeness::Whole,
            _ => Wholeness::Unsure,
        }
    })
}

fn tail(input: &mut File, bytes: u64, length: u64) -> io::Result<Vec<u8>> {
    input.seek(SeekFrom::Start(bytes.saturating_sub(length)))?;
    let mut tail = Vec::new();
    input.take(length).read_to_end(&mut tail)?;
    Ok(tail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_file_tells_whether_it_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        for (bytes, wholeness) in [
            (&b"PK\x03\x04abc"[..], Wholeness::Half),
            (b"PK\x03\x04abcPK\x05\x06", Wholeness::Whole),
            (b"PAR1abcdefgh", Wholeness::Half),
            (b"PAR1", Wholeness::Half),
            (b"PAR1abcdefghPAR1", Wholeness::Whole),
            (b"a;b\n1;2", Wholeness::Unsure),
            (b"a;b\n1;2\n", Wholeness::Whole),
            (b"[{\"a\": 1}]", Wholeness::Whole),
            (b"[{\"a\": 1},", Wholeness::Unsure),
            (b"\xd0\xcf\x11\xe0\0\0", Wholeness::Whole),
            (b"", Wholeness::Half),
        ] {
            std::fs::write(&path, bytes).unwrap();
            assert_eq!(judge(&path), wholeness, "{bytes:?}");
        }
        assert_eq!(judge(&folder.path().join("fehlt.csv")), Wholeness::Half);
    }
}
