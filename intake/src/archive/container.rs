//! What holds the members: a ZIP, from which each is unpacked when it is wanted, or anything else, which was unpacked
//! as a whole.

use super::damage::Damage;
use super::members::{self, Beside, Member, Members, Zip};
use super::nesting::Nesting;
use super::unpack::{self, UnpackError};
use super::unpacked::Unpacked;
use hebewerk_hub::ports::ReadError;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An open container.
pub(super) enum Container {
    Zip(Box<Zip>),
    Unpacked(Arc<Unpacked>),
}

/// A member in the spool, with the files that belong to it.
pub(super) struct Laid {
    pub(super) path: PathBuf,
    beside: Vec<PathBuf>,
}

impl Laid {
    /// Removes it.
    pub(super) fn discard(self) -> std::io::Result<()> {
        self.beside
            .iter()
            .chain([&self.path])
            .try_for_each(fs::remove_file)
    }
}

impl Container {
    /// A ZIP with its members.
    pub(super) fn zip(file: &Path, nesting: &Nesting) -> Result<(Self, Members), ReadError> {
        let mut archive = members::open(file)?;
        if archive.len() > nesting.entries() {
            return Err(Damage::TooManyEntries.error(super::FORMAT));
        }
        let members = members::list(&mut archive)?;
        Ok((Self::Zip(Box::new(archive)), members))
    }

    /// Lays a member and what belongs to it into `folder`, under names of our own.
    pub(super) fn lay(
        &mut self,
        member: &Member,
        folder: &Path,
        nesting: &Nesting,
    ) -> Result<Laid, UnpackError> {
        let stem = format!("member-{}", member.index);
        let path = folder.join(&stem);
        self.lay_one(member.index, &path, nesting)?;
        let mut beside = Vec::new();
        for Beside { index, ending } in &member.beside {
            let path = folder.join(format!("{stem}.{ending}"));
            self.lay_one(*index, &path, nesting)?;
            beside.push(path);
        }
        Ok(Laid { path, beside })
    }

    fn lay_one(&mut self, index: usize, path: &Path, nesting: &Nesting) -> Result<(), UnpackError> {
        match self {
            Self::Zip(archive) => unpack::unpack(archive, index, path, nesting),
            // The unpacked bytes were counted when all was unpacked.
            Self::Unpacked(unpacked) => unpacked.link(index, path).map_err(UnpackError::Machine),
        }
    }
}
