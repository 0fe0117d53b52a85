//! Scratch folders: unpacked members, workbooks taken apart, copies in another encoding.
//!
//! Several processes use one spool at the same time: a server, and beside it the commands that look at the same
//! data directory. Each has a folder of its own there and holds a lock in it as long as it lives, so that what
//! nobody holds any more, and nothing else, is swept by the next process.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use tempfile::{Builder, TempDir};

/// Beginning of the names of processes' folders in the spool.
const PROCESS_PREFIX: &str = "process-";
/// Beginning of the names of scratch folders; versions before had them directly in the spool.
const SCRATCH_PREFIX: &str = "read-";
/// Name of the lock in the spool and in each process's folder.
const LOCK: &str = "lock";

/// Where this process makes its scratch folders.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    /// The spool; none for the system's folder of temporary files.
    spool: Option<PathBuf>,
    /// Made when it is first needed: commands that only look write nothing.
    own: Mutex<Option<Arc<ProcessFolder>>>,
}

/// The folder of this process; removed with its content, and then its lock is given back.
#[derive(Debug)]
struct ProcessFolder {
    folder: TempDir,
    _lock: File,
}

/// A scratch folder, removed when dropped.
#[derive(Debug)]
pub(crate) struct ScratchFolder {
    folder: TempDir,
    /// The folder around it stays as long as somebody reads in here.
    _around: Option<Arc<ProcessFolder>>,
}

impl Scratch {
    /// Works in a spool, which is made if missing; what dead processes left in it is removed.
    pub(crate) fn open(spool: PathBuf) -> io::Result<Self> {
        fs::create_dir_all(&spool)?;
        let spool = fs::canonicalize(spool)?;
        if let Err(error) = sweep(&spool) {
            tracing::warn!(%error, "scratch files of earlier processes could not be removed");
        }
        Ok(Self {
            spool: Some(spool),
            own: Mutex::default(),
        })
    }

    /// A new, empty folder.
    pub(crate) fn folder(&self) -> io::Result<ScratchFolder> {
        let mut builder = Builder::new();
        builder.prefix(SCRATCH_PREFIX);
        let around = self.around()?;
        Ok(ScratchFolder {
            folder: match &around {
                None => builder.tempdir()?,
                Some(around) => builder.tempdir_in(around.folder.path())?,
            },
            _around: around,
        })
    }

    fn around(&self) -> io::Result<Option<Arc<ProcessFolder>>> {
        let Some(spool) = &self.spool else {
            return Ok(None);
        };
        let mut own = self.own.lock().unwrap_or_else(PoisonError::into_inner);
        let around = match &*own {
            Some(around) => Arc::clone(around),
            None => Arc::clone(own.insert(Arc::new(ProcessFolder::make(spool)?))),
        };
        Ok(Some(around))
    }
}

impl ScratchFolder {
    /// Where it lies.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }
}

impl ProcessFolder {
    fn make(spool: &Path) -> io::Result<Self> {
        let _turn = turn(spool)?;
        let folder = Builder::new().prefix(PROCESS_PREFIX).tempdir_in(spool)?;
        let lock = File::create_new(folder.path().join(LOCK))?;
        lock.lock()?;
        Ok(Self {
            folder,
            _lock: lock,
        })
    }
}

/// Held while a folder is made or others are swept: a folder just made has no lock for a moment.
fn turn(spool: &Path) -> io::Result<File> {
    let turn = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(spool.join(LOCK))?;
    turn.lock()?;
    Ok(turn)
}

fn sweep(spool: &Path) -> io::Result<()> {
    let _turn = turn(spool)?;
    for entry in fs::read_dir(spool)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let left = name.starts_with(SCRATCH_PREFIX)
            || (name.starts_with(PROCESS_PREFIX) && is_abandoned(&entry.path()));
        if left && entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

/// Whether nobody holds the folder; when in doubt it stays.
fn is_abandoned(folder: &Path) -> bool {
    match File::options().write(true).open(folder.join(LOCK)) {
        Ok(lock) => match lock.try_lock() {
            Ok(()) => true,
            Err(TryLockError::WouldBlock | TryLockError::Error(_)) => false,
        },
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(spool: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(spool)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .filter(|name| name != LOCK)
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_second_process_leaves_the_folders_of_the_first_alone() {
        let spool = tempfile::tempdir().unwrap();
        let first = Scratch::open(spool.path().to_owned()).unwrap();
        let work = first.folder().unwrap();
        fs::write(work.path().join("sheet-0"), "rows").unwrap();
        let second = Scratch::open(spool.path().to_owned()).unwrap();
        let other = second.folder().unwrap();
        assert!(work.path().join("sheet-0").exists());
        drop((second, other));
        assert!(work.path().join("sheet-0").exists());
        drop(first);
        assert!(work.path().join("sheet-0").exists(), "still being read");
        drop(work);
        assert!(names(spool.path()).is_empty());
    }

    #[test]
    fn what_dead_processes_left_is_swept_and_nothing_else() {
        let spool = tempfile::tempdir().unwrap();
        for folder in ["process-dead", "process-older", "read-oldest"] {
            fs::create_dir(spool.path().join(folder)).unwrap();
            fs::write(spool.path().join(folder).join("sheet-0"), "rest").unwrap();
        }
        fs::write(spool.path().join("process-dead/lock"), "").unwrap();
        fs::write(spool.path().join("else"), "stays").unwrap();
        let scratch = Scratch::open(spool.path().to_owned()).unwrap();
        assert_eq!(names(spool.path()), ["else"]);
        assert!(scratch.folder().is_ok());
    }

    #[test]
    fn a_process_that_only_looks_makes_no_folder() {
        let spool = tempfile::tempdir().unwrap();
        let _looking = Scratch::open(spool.path().to_owned()).unwrap();
        assert!(names(spool.path()).is_empty());
    }
}
