//! Unpacks one member of a ZIP into a file of our own naming, counting.

use super::FORMAT;
use super::damage::Damage;
use super::members::Zip;
use super::nesting::Nesting;
use hebewerk_hub::ports::ReadError;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

const PIECE_BYTES: usize = 256 << 10;

/// Why a member could not be unpacked.
#[derive(Debug)]
pub(super) enum UnpackError {
    /// The member is damaged or too large.
    Damaged(Damage),
    /// The machine cannot: no room, too many open files, a broken disk.
    Machine(io::Error),
}

impl UnpackError {
    fn of(error: io::Error) -> Self {
        let damage = Damage::of_io(&error);
        if damage.is_of_machine() {
            Self::Machine(error)
        } else {
            Self::Damaged(damage)
        }
    }
}

impl From<Damage> for UnpackError {
    fn from(damage: Damage) -> Self {
        Self::Damaged(damage)
    }
}

impl From<UnpackError> for ReadError {
    fn from(error: UnpackError) -> Self {
        match error {
            UnpackError::Damaged(damage) => damage.error(FORMAT),
            UnpackError::Machine(error) => Self::Io(error),
        }
    }
}

/// Unpacks a member to `path`, which is never made of the member's name.
pub(super) fn unpack(
    archive: &mut Zip,
    index: usize,
    path: &Path,
    nesting: &Nesting,
) -> Result<(), UnpackError> {
    let mut out = File::create(path).map_err(UnpackError::Machine)?;
    let mut entry = archive.by_index(index).map_err(|error| match error {
        zip::result::ZipError::Io(error) => UnpackError::of(error),
        error => UnpackError::Damaged(Damage::of_zip(&error)),
    })?;
    let mut piece = vec![0; PIECE_BYTES];
    loop {
        let read = entry.read(&mut piece).map_err(UnpackError::of)?;
        if read == 0 {
            return Ok(());
        }
        nesting.add(read as u64)?;
        out.write_all(piece.get(..read).unwrap_or(&[]))
            .map_err(UnpackError::Machine)?;
    }
}
