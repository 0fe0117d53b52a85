//! Whether a file is what the catalogue says it is: for operators, backups and restores.

use crate::Lake;
use crate::rows::hash_of;
use hebewerk_model::{ContentHash, DataFile};
use std::io;
use std::path::{Path, PathBuf};

/// What was found where a file should lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Health {
    /// As it should be, as far as was looked.
    Whole,
    /// No file, or one of another size.
    Missing,
    /// The right size and other bytes.
    Damaged,
}

impl Lake {
    /// Where a data file lies.
    pub fn data_path(&self, file: &DataFile) -> PathBuf {
        self.root().join(crate::data_files::FOLDER).join(&file.path)
    }

    /// Where a raw delivery lies.
    pub fn raw_path(&self, content: ContentHash) -> PathBuf {
        self.root().join(crate::raw::address(content))
    }
}

/// Looks at a file; `deep` reads it and compares its hash. Blocks.
pub fn health(
    path: &Path,
    size_bytes: u64,
    content: ContentHash,
    deep: bool,
) -> io::Result<Health> {
    let found = match std::fs::metadata(path) {
        Ok(found) => found,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Health::Missing),
        Err(error) => return Err(error),
    };
    if !found.is_file() || found.len() != size_bytes {
        return Ok(Health::Missing);
    }
    if !deep || hash_of(path)? == Some(content) {
        Ok(Health::Whole)
    } else {
        Ok(Health::Damaged)
    }
}
