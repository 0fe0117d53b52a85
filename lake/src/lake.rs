//! Opening the lake.

use crate::durable::Durable;
use crate::self_test::check_links;
use crate::{DataFiles, Disk, HostDisk, LakeError, Room};
use hebewerk_hub::ports::{Clock, Identifiers, SystemClock, SystemIdentifiers};
use jiff::Timestamp;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Raw deliveries and rows in one directory of this machine.
///
/// Cheap to clone. Implements [`hebewerk_hub::ports::RawDeliveries`] and [`hebewerk_hub::ports::RowFiles`].
#[derive(Clone)]
pub struct Lake {
    pub(crate) home: Arc<Durable>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) identifiers: Arc<dyn Identifiers>,
    /// Whatever was written before has no writer any more: one process at a time holds the data directory.
    pub(crate) opened_at: Timestamp,
}

/// Makes a directory and those above it, and makes their names survive. One that is there may have been made by a process
/// that died before it synced, so its name is synced too.
fn make_durably(path: &Path) -> std::io::Result<()> {
    fs::create_dir_all(path)?;
    let path = path.canonicalize()?;
    for folder in path.ancestors().skip(1).take(2) {
        // Folders of the system above the data directory may not be ours to open.
        match fs::File::open(folder) {
            Ok(folder) => folder.sync_all()?,
            Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

impl std::fmt::Debug for Lake {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lake")
            .field("home", &self.home)
            .finish_non_exhaustive()
    }
}

impl Lake {
    /// Opens the lake in `root`, which is made if it is missing, and tests its file system.
    pub fn open(root: &Path) -> Result<Self, LakeError> {
        make_durably(root).map_err(|source| LakeError::Directory {
            path: root.to_owned(),
            source,
        })?;
        let root = root.canonicalize().map_err(|source| LakeError::Directory {
            path: root.to_owned(),
            source,
        })?;
        Self::on_disk(
            root,
            Arc::new(HostDisk),
            Arc::new(SystemClock),
            Arc::new(SystemIdentifiers),
        )
    }

    /// Opens a lake that is there and that another process may be writing: makes nothing and tests nothing.
    pub fn open_beside(root: &Path) -> Result<Self, LakeError> {
        let root = root.canonicalize().map_err(|source| LakeError::Directory {
            path: root.to_owned(),
            source,
        })?;
        Ok(Self {
            home: Arc::new(Durable::new(root, Arc::new(HostDisk))),
            clock: Arc::new(SystemClock),
            identifiers: Arc::new(SystemIdentifiers),
            opened_at: SystemClock.now(),
        })
    }

    /// Room on the disk that holds the lake.
    pub fn room(&self) -> std::io::Result<Room> {
        self.home.disk().room(self.home.root())
    }

    /// Opens the lake on any [`Disk`] that has the directory `root`, with any clock and source of identifiers:
    /// for simulations.
    pub fn on_disk(
        root: PathBuf,
        disk: Arc<dyn Disk>,
        clock: Arc<dyn Clock>,
        identifiers: Arc<dyn Identifiers>,
    ) -> Result<Self, LakeError> {
        let home = Durable::new(root, disk);
        for folder in [crate::raw::FOLDER, crate::data_files::FOLDER] {
            home.make_directories(Path::new(folder))
                .map_err(|source| LakeError::Directory {
                    path: home.root().join(folder),
                    source,
                })?;
        }
        check_links(&home, identifiers.as_ref())?;
        Ok(Self {
            home: Arc::new(home),
            opened_at: clock.now(),
            clock,
            identifiers,
        })
    }

    /// The directory in which everything lies.
    pub fn root(&self) -> &Path {
        self.home.root()
    }

    /// The data files, to be read only. For the engine, which puts the guard in front; no door may hold this.
    pub fn data_files(&self) -> Result<DataFiles, LakeError> {
        DataFiles::at(&self.home.root().join(crate::data_files::FOLDER))
    }
}
