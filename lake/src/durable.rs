//! Writing a file so that it survives: draft → sync → hard link → sync of every directory on the way.

use crate::disk::{Disk, DiskFile};
use hebewerk_hub::ports::Identifiers;
use std::collections::HashSet;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Folder of files being written, below the root.
pub(crate) const DRAFTS: &str = "drafts";

/// Bytes that always stay free, or a twentieth of the disk if that is less: catalogue and log must go on.
const RESERVE_BYTES: u64 = 1 << 30;

/// Bytes collected before they are handed to the disk.
const BUFFER_BYTES: usize = 1 << 20;

/// A directory in which files appear whole or not at all, and stay.
#[derive(Debug)]
pub(crate) struct Durable {
    root: PathBuf,
    disk: Arc<dyn Disk>,
    /// Directories whose own name this process has synced into their parent. A directory that merely exists may
    /// have been made by a process that died before it synced, so existing is not enough.
    rooted: Mutex<HashSet<PathBuf>>,
}

/// A file that has no name yet. Dropped without [`Draft::publish`], it is removed.
#[derive(Debug)]
pub(crate) struct Draft {
    home: Arc<Durable>,
    path: PathBuf,
    file: io::BufWriter<Box<dyn DiskFile>>,
}

/// What became of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Published {
    /// It has its name now.
    New,
    /// The name was taken; the file there was left as it is.
    Taken,
}

impl Durable {
    pub(crate) fn new(root: PathBuf, disk: Arc<dyn Disk>) -> Self {
        Self {
            root,
            disk,
            rooted: Mutex::default(),
        }
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    pub(crate) fn disk(&self) -> &dyn Disk {
        self.disk.as_ref()
    }

    /// Refuses with [`io::ErrorKind::StorageFull`] when `more_bytes` would eat into the reserve.
    pub(crate) fn require_room(&self, more_bytes: u64) -> io::Result<()> {
        let room = self.disk.room(&self.root)?;
        let reserve = RESERVE_BYTES.min(room.total_bytes / 20);
        if room.free_bytes < more_bytes.saturating_add(reserve) {
            return Err(io::Error::from(io::ErrorKind::StorageFull));
        }
        Ok(())
    }

    /// Begins a file.
    pub(crate) fn draft(self: &Arc<Self>, identifiers: &dyn Identifiers) -> io::Result<Draft> {
        self.draft_of(identifiers, BUFFER_BYTES, |path| self.disk.create(path))
    }

    /// Begins a large file that is kept and not read soon.
    pub(crate) fn draft_past_cache(
        self: &Arc<Self>,
        identifiers: &dyn Identifiers,
    ) -> io::Result<Draft> {
        // Such a file collects its blocks itself.
        self.draft_of(identifiers, 0, |path| self.disk.create_past_cache(path))
    }

    fn draft_of(
        self: &Arc<Self>,
        identifiers: &dyn Identifiers,
        buffer_bytes: usize,
        create: impl FnOnce(&Path) -> io::Result<Box<dyn DiskFile>>,
    ) -> io::Result<Draft> {
        self.make_directories(Path::new(DRAFTS))?;
        let path = self.root.join(DRAFTS).join(identifiers.fresh().to_string());
        let file = create(&path)?;
        Ok(Draft {
            home: Arc::clone(self),
            path,
            file: io::BufWriter::with_capacity(buffer_bytes, file),
        })
    }

    /// Makes the directories of `relative` below the root and makes their names survive.
    pub(crate) fn make_directories(&self, relative: &Path) -> io::Result<()> {
        let mut path = self.root.clone();
        for part in relative.components() {
            let Component::Normal(name) = part else {
                return Err(io::Error::from(io::ErrorKind::InvalidInput));
            };
            let parent = path.clone();
            path.push(name);
            if self.is_rooted(&path) {
                continue;
            }
            match self.disk.make_directory(&path) {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
            self.disk.sync_directory(&parent)?;
            self.rooted
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .insert(path.clone());
        }
        Ok(())
    }

    /// Makes sure that a file which is there already survives, whoever put it there: its content was synced
    /// before it got its name, but the name may not have been.
    pub(crate) fn make_names_survive(&self, relative: &Path) -> io::Result<()> {
        let folder = relative.parent().unwrap_or(Path::new(""));
        self.make_directories(folder)?;
        self.disk.sync_directory(&self.root.join(folder))
    }

    /// Removes a file; when this returns, it stays away after a loss of power. One that is not there is removed already.
    pub(crate) fn remove(&self, relative: &Path) -> io::Result<()> {
        let path = self.root.join(relative);
        if !relative
            .components()
            .all(|part| matches!(part, Component::Normal(_)))
        {
            return Err(io::Error::from(io::ErrorKind::InvalidInput));
        }
        match self.disk.remove(&path) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error),
        }
        self.disk
            .sync_directory(path.parent().unwrap_or(&self.root))
    }

    fn is_rooted(&self, path: &Path) -> bool {
        self.rooted
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .contains(path)
    }
}

impl Draft {
    /// Where it is to have its name.
    pub(crate) const fn home(&self) -> &Arc<Durable> {
        &self.home
    }

    /// Gives the file its name below the root; when this returns, file and name survive a loss of power.
    pub(crate) fn publish(mut self, relative: &Path) -> io::Result<Published> {
        self.make_content_survive()?;
        let target = self.home.root.join(relative);
        self.home
            .make_directories(relative.parent().unwrap_or(Path::new("")))?;
        let published = match self.home.disk.link(&self.path, &target) {
            Ok(()) => Published::New,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Published::Taken,
            Err(error) => return Err(error),
        };
        self.home.make_names_survive(relative)?;
        Ok(published)
    }

    /// Takes the place of a damaged file. Only for content whose hash says what must stand there.
    pub(crate) fn repair(mut self, relative: &Path) -> io::Result<()> {
        self.make_content_survive()?;
        self.home
            .disk
            .rename(&self.path, &self.home.root.join(relative))?;
        self.home.make_names_survive(relative)
    }

    fn make_content_survive(&mut self) -> io::Result<()> {
        self.file.flush()?;
        self.file.get_mut().sync()
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // After a rename there is nothing to remove; after a crash the sweep does it.
        let _gone = self.home.disk.remove(&self.path);
    }
}
