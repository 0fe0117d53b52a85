//! Whether a file that no longer changes is whole.

use memchr::memmem;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// The end-of-central-directory record lies in the last 22 + 65,535 bytes (PKWARE APPNOTE 4.3.16).
const ZIP_TAIL_BYTES: u64 = 22 + 65_535;

/// Can be opened; a ZIP (also a workbook) has its directory at the end.
pub(super) fn is_whole(file: &Path) -> bool {
    check(file).unwrap_or(false)
}

fn check(file: &Path) -> io::Result<bool> {
    let mut input = File::open(file)?;
    let mut magic = [0; 4];
    let length = input.read(&mut magic)?;
    if length < magic.len() || &magic != b"PK\x03\x04" {
        return Ok(true);
    }
    let bytes = input.metadata()?.len();
    input.seek(SeekFrom::Start(bytes.saturating_sub(ZIP_TAIL_BYTES)))?;
    let mut tail = Vec::new();
    input.take(ZIP_TAIL_BYTES).read_to_end(&mut tail)?;
    Ok(memmem::rfind(&tail, b"PK\x05\x06").is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zip_without_its_end_is_not_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.zip");
        for (bytes, whole) in [
            (&b"PK\x03\x04abc"[..], false),
            (b"PK\x03\x04abcPK\x05\x06", true),
            (b"a;b", true),
        ] {
            std::fs::write(&path, bytes).unwrap();
            assert_eq!(is_whole(&path), whole);
        }
        assert!(!is_whole(&folder.path().join("fehlt.csv")));
    }
}
