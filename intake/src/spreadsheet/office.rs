//! Where workbooks are taken apart, and the last few that were.

use super::extract::extract;
use super::limits::OfficeLimits;
use super::manifest::Manifest;
use crate::archive::Damage;
use crate::scratch::{Scratch, ScratchFolder};
use crate::worker::WorkerReader;
use hebewerk_hub::ports::{ReadError, WatchTick};
use hebewerk_model::Format;
use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

/// Workbooks kept taken apart, so that reading after inspecting (and inspecting again with corrections) does not
/// open them again.
const KEPT: usize = 4;

/// Takes workbooks apart, in this process or in a worker.
#[derive(Debug)]
pub struct Office {
    place: Place,
    limits: OfficeLimits,
    kept: Mutex<Vec<Arc<Extraction>>>,
}

#[derive(Debug)]
enum Place {
    Here(Scratch),
    Worker(WorkerReader),
}

impl Office {
    /// Works in this process: for the command line and tests, where a fault may end the program.
    pub fn in_process(limits: OfficeLimits) -> Self {
        Self::new(Place::Here(Scratch::default()), limits)
    }

    /// Works in worker processes.
    pub fn in_worker(worker: WorkerReader, limits: OfficeLimits) -> Self {
        Self::new(Place::Worker(worker), limits)
    }

    fn new(place: Place, limits: OfficeLimits) -> Self {
        Self {
            place,
            limits,
            kept: Mutex::new(Vec::new()),
        }
    }

    /// Limits in force.
    pub fn limits(&self) -> &OfficeLimits {
        &self.limits
    }

    /// The worker, where files are read in one.
    pub(crate) fn worker(&self) -> Option<&WorkerReader> {
        match &self.place {
            Place::Here(_) => None,
            Place::Worker(worker) => Some(worker),
        }
    }

    /// Where scratch folders are made.
    pub(crate) fn scratch(&self) -> &Scratch {
        match &self.place {
            Place::Here(scratch) => scratch,
            Place::Worker(worker) => worker.scratch(),
        }
    }

    /// The workbook taken apart, now or a moment ago.
    pub(super) fn extraction(
        &self,
        file: &Path,
        format: Format,
        tick: WatchTick<'_>,
    ) -> Result<Arc<Extraction>, ReadError> {
        let identity = Identity::of(file)?;
        if let Some(known) = self.known(&identity) {
            return Ok(known);
        }
        let folder = self.scratch().folder()?;
        let bytes = identity.bytes;
        let mut ticks = |done: u64, all: u64| tick(share(bytes, done, all), bytes);
        match &self.place {
            Place::Here(_) => extract(file, format, folder.path(), &self.limits, &mut ticks)?,
            Place::Worker(worker) => {
                worker.extract(file, format, folder.path(), &self.limits, &mut ticks)?;
            }
        }
        tick(bytes, bytes);
        let manifest = Manifest::load(folder.path())?;
        if let Some(reason) = manifest.unreadable {
            return Err(ReadError::Unreadable {
                format: format.code(),
                cause: Damage::cause_of(&reason),
                reason,
            });
        }
        let extraction = Arc::new(Extraction {
            identity,
            folder,
            manifest,
        });
        self.keep(&extraction);
        Ok(extraction)
    }

    fn known(&self, identity: &Identity) -> Option<Arc<Extraction>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter()
            .find(|extraction| extraction.identity == *identity)
            .map(Arc::clone)
    }

    fn keep(&self, extraction: &Arc<Extraction>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push(Arc::clone(extraction));
    }
}

fn share(bytes: u64, done: u64, all: u64) -> u64 {
    (bytes as f64 * done as f64 / all.max(1) as f64) as u64
}

/// A workbook taken apart; its folder goes when nobody reads it any more.
#[derive(Debug)]
pub(super) struct Extraction {
    identity: Identity,
    folder: ScratchFolder,
    manifest: Manifest,
}

impl Extraction {
    pub(super) fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Path of a spool file.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// What makes a file the same file with the same bytes, without reading it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Identity {
    path: PathBuf,
    bytes: u64,
    modified: Option<SystemTime>,
    number: u64,
}

impl Identity {
    pub(crate) fn of(file: &Path) -> io::Result<Self> {
        let path = std::fs::canonicalize(file)?;
        let about = std::fs::metadata(&path)?;
        Ok(Self {
            bytes: about.len(),
            modified: about.modified().ok(),
            number: file_number(&about),
            path,
        })
    }
}

#[cfg(unix)]
fn file_number(about: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(about)
}

#[cfg(not(unix))]
fn file_number(_about: &Metadata) -> u64 {
    0
}
