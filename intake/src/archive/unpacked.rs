//! Containers that only come out as a whole, unpacked once into a folder and kept for a while: reading the second of
//! ten tables shall not unpack the other nine again.

use super::Packed;
use super::damage::Damage;
use super::members::{self, Member, Members};
use super::nesting::Nesting;
use super::unpack_all::unpack_all;
use crate::scratch::ScratchFolder;
use crate::spreadsheet::{Identity, Office, OfficeLimits};
use hebewerk_hub::ports::{ReadError, WatchTick};
use serde::{Deserialize, Serialize};
use std::fs;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

const MANIFEST: &str = "members.json";
/// Containers kept unpacked.
const KEPT: usize = 2;

/// What came out of a container, beside the files of its members.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// Why nothing could be read, if so.
    pub(super) unreadable: Option<String>,
    /// Paths of files in the container; the n-th lies in the n-th file.
    pub(super) members: Vec<(String, u64)>,
    /// Paths of what may not be read, with the code of the reason.
    pub(super) refused: Vec<(String, String)>,
    /// Where a limit was reached or damage began, with the code of the reason.
    pub(super) stopped: Option<(String, String)>,
}

impl Manifest {
    /// Writes it under its final name at once.
    pub(super) fn save(&self, folder: &Path) -> io::Result<()> {
        let half = folder.join("members.half");
        fs::write(&half, serde_json::to_vec(self)?)?;
        fs::rename(half, folder.join(MANIFEST))
    }

    fn load(folder: &Path) -> io::Result<Self> {
        Ok(serde_json::from_slice(&fs::read(folder.join(MANIFEST))?)?)
    }
}

/// Whether a finished manifest lies in a folder.
pub(crate) fn is_unpacked(folder: &Path) -> bool {
    folder.join(MANIFEST).is_file()
}

/// The name of the file of a member.
pub(super) fn file_name(number: usize) -> String {
    format!("part-{number}")
}

/// A container unpacked; its folder goes when nobody reads it any more.
#[derive(Debug)]
pub(crate) struct Unpacked {
    identity: Identity,
    folder: ScratchFolder,
    manifest: Manifest,
}

impl Unpacked {
    /// Its members.
    pub(super) fn members(&self) -> Members {
        let mut members = Members::default();
        for (index, (path, bytes)) in self.manifest.members.iter().enumerate() {
            members.files.push(Member {
                index,
                path: path.clone(),
                title: String::new(),
                packed_bytes: *bytes,
                beside: Vec::new(),
            });
        }
        members.refused = self
            .manifest
            .refused
            .iter()
            .map(|(path, code)| (path.clone(), Damage::from_code(code)))
            .collect();
        members.stopped = self
            .manifest
            .stopped
            .as_ref()
            .map(|(path, code)| (path.clone(), Damage::from_code(code)));
        members::arrange(&mut members);
        members
    }

    /// Gives a member another name.
    pub(super) fn link(&self, index: usize, path: &Path) -> io::Result<()> {
        let from = self.folder.path().join(file_name(index));
        fs::hard_link(&from, path).or_else(|_no_links| fs::copy(&from, path).map(|_bytes| ()))
    }
}

/// Unpacks containers, and keeps the last few.
#[derive(Debug, Default)]
pub(crate) struct Unpacker {
    kept: Mutex<Vec<Arc<Unpacked>>>,
}

impl Unpacker {
    /// The container unpacked, now or a moment ago.
    pub(crate) fn unpacked(
        &self,
        office: &Office,
        packed: Packed<'_>,
        nesting: &Nesting,
        tick: WatchTick<'_>,
    ) -> Result<Arc<Unpacked>, ReadError> {
        let identity = Identity::of(packed.file)?;
        let known = self
            .kept
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .iter()
            .find(|unpacked| unpacked.identity == identity)
            .map(Arc::clone);
        let unpacked = match known {
            Some(known) => known,
            None => self.unpack(office, packed, identity, (nesting, tick))?,
        };
        let bytes = unpacked
            .manifest
            .members
            .iter()
            .map(|(_, bytes)| bytes)
            .sum();
        nesting
            .add(bytes)
            .map_err(|damage| damage.error(packed.format.code()))?;
        Ok(unpacked)
    }

    fn unpack(
        &self,
        office: &Office,
        packed: Packed<'_>,
        identity: Identity,
        (nesting, tick): (&Nesting, WatchTick<'_>),
    ) -> Result<Arc<Unpacked>, ReadError> {
        let folder = office.scratch().folder()?;
        let limits = OfficeLimits {
            unpack: nesting.left(),
            ..*office.limits()
        };
        match office.worker() {
            None => unpack_all(packed, folder.path(), limits.unpack, tick)?,
            Some(worker) => worker.unpack(packed, folder.path(), &limits, tick)?,
        }
        let manifest = Manifest::load(folder.path())?;
        if let Some(reason) = manifest.unreadable {
            return Err(Damage::from_code(&reason).error(packed.format.code()));
        }
        let unpacked = Arc::new(Unpacked {
            identity,
            folder,
            manifest,
        });
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push(Arc::clone(&unpacked));
        Ok(unpacked)
    }
}
