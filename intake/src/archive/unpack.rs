//! Unpacks one member into a file of our own naming, counting.

use super::damage::Damage;
use super::members::{Member, Zip};
use super::nesting::Nesting;
use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

const PIECE_BYTES: usize = 256 << 10;

/// Unpacks a member into `folder`; the file is called by the member's number, never by its name.
pub(super) fn unpack(
    archive: &mut Zip,
    member: &Member,
    folder: &Path,
    nesting: &Nesting,
) -> Result<PathBuf, Damage> {
    let path = folder.join(format!("member-{}", member.index));
    let mut out = File::create(&path).map_err(|_error| Damage::Io)?;
    let mut entry = archive
        .by_index(member.index)
        .map_err(|error| Damage::of_zip(&error))?;
    let mut piece = vec![0; PIECE_BYTES];
    loop {
        let read = entry
            .read(&mut piece)
            .map_err(|error| Damage::of_io(&error))?;
        if read == 0 {
            return Ok(path);
        }
        nesting.add(read as u64)?;
        out.write_all(piece.get(..read).unwrap_or(&[]))
            .map_err(|_error| Damage::Io)?;
    }
}
