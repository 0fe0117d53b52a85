//! The few things the lake asks of a disk, as a seam: tests put a disk under it that loses power.

#[cfg(target_os = "linux")]
mod past_cache;

use std::fmt::Debug;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

/// How much room a disk has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Bytes that can still be written.
    pub free_bytes: u64,
    /// Bytes in all.
    pub total_bytes: u64,
}

/// A file being written.
pub trait DiskFile: Write + Send + Debug {
    /// Returns once everything written so far would survive a loss of power (if a synced name leads to it).
    fn sync(&mut self) -> io::Result<()>;
}

/// The operations of a POSIX file system on which durability rests. Each may fail; none may lie.
pub trait Disk: Send + Sync + Debug + 'static {
    /// Makes a new file; fails when the name is taken.
    fn create(&self, path: &Path) -> io::Result<Box<dyn DiskFile>>;
    /// Makes a new file, as [`Disk::create`] does, for large content that is kept and not read soon.
    fn create_past_cache(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        self.create(path)
    }
    /// Gives a file a second name; fails with [`io::ErrorKind::AlreadyExists`] when the name is taken.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Moves a file, replacing what stands there.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a name.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Makes a directory in an existing one; fails with [`io::ErrorKind::AlreadyExists`] when it is there.
    fn make_directory(&self, path: &Path) -> io::Result<()>;
    /// Returns once the names in this directory would survive a loss of power.
    fn sync_directory(&self, path: &Path) -> io::Result<()>;
    /// Opens a file to read it from the beginning.
    fn open_to_read(&self, path: &Path) -> io::Result<Box<dyn Read + Send>>;
    /// Size of a file in bytes; none when there is no such file.
    fn size(&self, path: &Path) -> io::Result<Option<u64>>;
    /// Room on the disk that holds `path`.
    fn room(&self, path: &Path) -> io::Result<Room>;
}

/// The disk of this machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct HostDisk;

impl DiskFile for File {
    fn sync(&mut self) -> io::Result<()> {
        self.sync_all()
    }
}

impl Disk for HostDisk {
    fn create(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        let file = OpenOptions::new().write(true).create_new(true).open(path)?;
        Ok(Box::new(file))
    }

    #[cfg(target_os = "linux")]
    fn create_past_cache(&self, path: &Path) -> io::Result<Box<dyn DiskFile>> {
        let file = OpenOptions::new().write(true).create_new(true).open(path)?;
        Ok(Box::new(past_cache::PastCache::new(file)))
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn make_directory(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    fn sync_directory(&self, path: &Path) -> io::Result<()> {
        File::open(path)?.sync_all()
    }

    fn open_to_read(&self, path: &Path) -> io::Result<Box<dyn Read + Send>> {
        Ok(Box::new(File::open(path)?))
    }

    fn size(&self, path: &Path) -> io::Result<Option<u64>> {
        match fs::metadata(path) {
            Ok(metadata) => Ok(Some(metadata.len())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn room(&self, path: &Path) -> io::Result<Room> {
        let status = rustix::fs::statvfs(path)?;
        Ok(Room {
            free_bytes: status.f_bavail.saturating_mul(status.f_frsize),
            total_bytes: status.f_blocks.saturating_mul(status.f_frsize),
        })
    }
}
