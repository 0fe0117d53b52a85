//! Whether a copy looks whole: who writes a file slowly leaves it without its end for a while.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::time::Duration;

/// The directory of a ZIP begins its end within the last 22 + 65,535 bytes (PKWARE APPNOTE 4.3.16).
const ZIP_TAIL_BYTES: u64 = 22 + 65_535;
const HEAD_BYTES: u64 = 4096;
/// A text that does not end with a line must stay as it is for so many times as long as others.
const UNSURE_FACTOR: u32 = 5;

/// How whole a copy looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Looks {
    Whole,
    /// A text that may end in the midst of a line.
    Unsure,
    /// A form whose end is missing.
    Half,
}

impl Looks {
    /// Looks at beginning and end of a file.
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let bytes = file.metadata()?.len();
        let mut head = Vec::new();
        Read::by_ref(&mut file)
            .take(HEAD_BYTES)
            .read_to_end(&mut head)?;
        if head.starts_with(b"PK\x03\x04") {
            let tail = tail(&mut file, bytes, ZIP_TAIL_BYTES)?;
            return Ok(ended(tail.windows(4).any(|piece| piece == b"PK\x05\x06")));
        }
        if head.starts_with(b"PAR1") {
            let tail = tail(&mut file, bytes, 4)?;
            return Ok(ended(bytes >= 12 && tail == b"PAR1"));
        }
        if head.contains(&0) {
            return Ok(Self::Whole);
        }
        Ok(match tail(&mut file, bytes, 1)?.last() {
            // Nothing yet: who makes a file fills it in the next moment.
            None => Self::Half,
            Some(b'\n' | b'\r' | b'}' | b']' | b'>' | 0x1a) => Self::Whole,
            Some(_) => Self::Unsure,
        })
    }

    /// How long a file that looks so must stay as it is, if others must for `settling`.
    pub(super) fn quiet(self, settling: Duration) -> Duration {
        match self {
            Self::Unsure => settling * UNSURE_FACTOR,
            Self::Whole | Self::Half => settling,
        }
    }
}

const fn ended(is_there: bool) -> Looks {
    if is_there { Looks::Whole } else { Looks::Half }
}

fn tail(file: &mut File, bytes: u64, length: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(bytes.saturating_sub(length)))?;
    let mut tail = Vec::new();
    file.take(length).read_to_end(&mut tail)?;
    Ok(tail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_copy_tells_whether_it_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        for (bytes, looks) in [
            (&b"PK\x03\x04abc"[..], Looks::Half),
            (b"PK\x03\x04abcPK\x05\x06", Looks::Whole),
            (b"PAR1abcdefgh", Looks::Half),
            (b"PAR1abcdefghPAR1", Looks::Whole),
            (b"a;b\n1;2", Looks::Unsure),
            (b"a;b\n1;2\n", Looks::Whole),
            (b"{\"a\": 1}", Looks::Whole),
            (b"\xd0\xcf\x11\xe0\0\0", Looks::Whole),
            (b"", Looks::Half),
        ] {
            std::fs::write(&path, bytes).unwrap();
            assert_eq!(Looks::of(&path).unwrap(), looks, "{bytes:?}");
        }
    }
}
