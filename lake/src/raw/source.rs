//! The file that is copied.

use super::source_failed;
use hebewerk_hub::ports::RawError;
use std::fs::{File, Metadata};
use std::io::{Seek, SeekFrom};
use std::path::PathBuf;

/// An open file, and what it was when it was opened.
#[derive(Debug)]
pub(super) struct Source {
    path: PathBuf,
    file: File,
    before: Metadata,
}

impl Source {
    pub(super) fn open(path: PathBuf) -> Result<Self, RawError> {
        let file = File::open(&path).map_err(source_failed)?;
        let before = file.metadata().map_err(source_failed)?;
        Ok(Self { path, file, before })
    }

    pub(super) fn reader(&mut self) -> &mut File {
        &mut self.file
    }

    pub(super) const fn path(&self) -> &PathBuf {
        &self.path
    }

    pub(super) fn size_bytes(&self) -> u64 {
        self.before.len()
    }

    pub(super) fn rewind(&mut self) -> Result<(), RawError> {
        self.file
            .seek(SeekFrom::Start(0))
            .map(|_start| ())
            .map_err(source_failed)
    }

    /// A file that grew, shrank, was touched or replaced while it was read may be half old, half new.
    pub(super) fn refuse_if_changed(&self, read_bytes: u64) -> Result<(), RawError> {
        let same = |after: Metadata| is_same(&self.before, &after);
        let open_same = self.file.metadata().is_ok_and(same);
        let path_same = std::fs::metadata(&self.path).is_ok_and(same);
        if self.before.len() == read_bytes && open_same && path_same {
            Ok(())
        } else {
            Err(RawError::Changed)
        }
    }
}

fn is_same(before: &Metadata, after: &Metadata) -> bool {
    before.len() == after.len()
        && before.modified().ok() == after.modified().ok()
        && is_same_file(before, after)
}

/// Another file may have taken the name, as long and as old.
#[cfg(unix)]
fn is_same_file(before: &Metadata, after: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (before.dev(), before.ino()) == (after.dev(), after.ino())
}

#[cfg(not(unix))]
fn is_same_file(_before: &Metadata, _after: &Metadata) -> bool {
    true
}
