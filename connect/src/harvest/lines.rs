//! The file of what a harvest brings.

use super::{MOST_RECORDS, endless};
use crate::http::disk;
use hebewerk_hub::ports::FetchError;
use hebewerk_model::Harvested;
use std::collections::HashSet;
use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Records, one a line, and which of them came already.
pub(super) struct Lines {
    path: PathBuf,
    file: BufWriter<File>,
    seen: HashSet<u64>,
    count: u64,
    on_page: u64,
    new_on_page: u64,
}

impl Lines {
    pub(super) fn create(folder: &Path) -> Result<Self, FetchError> {
        let path = folder.join("records");
        let file = File::create_new(&path).map_err(|error| disk(&error))?;
        Ok(Self {
            path,
            file: BufWriter::with_capacity(1 << 18, file),
            seen: HashSet::new(),
            count: 0,
            on_page: 0,
            new_on_page: 0,
        })
    }

    /// Writes one.
    pub(super) fn write(&mut self, one: &Harvested) -> io::Result<()> {
        self.count += 1;
        self.on_page += 1;
        if self.count > MOST_RECORDS {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let mut hash = DefaultHasher::new();
        match one {
            Harvested::Record(record) => record.key.hash(&mut hash),
            Harvested::Rejected(rejected) => {
                (&rejected.name, rejected.reason).hash(&mut hash);
            }
        }
        if self.seen.insert(hash.finish()) {
            self.new_on_page += 1;
        }
        serde_json::to_writer(&mut self.file, one)?;
        self.file.write_all(b"\n")
    }

    /// Ends a page. One that brings only what came before leads nowhere.
    pub(super) fn turn(&mut self, place: &str) -> Result<(), FetchError> {
        let is_circle = self.on_page > 0 && self.new_on_page == 0;
        self.on_page = 0;
        self.new_on_page = 0;
        if is_circle {
            return Err(endless(place.to_owned()));
        }
        Ok(())
    }

    pub(super) const fn count(&self) -> u64 {
        self.count
    }

    /// Records that are not the same as one before.
    pub(super) fn distinct(&self) -> u64 {
        self.seen.len() as u64
    }

    /// Closes the file.
    pub(super) fn end(mut self) -> Result<PathBuf, FetchError> {
        self.file.flush().map_err(|error| disk(&error))?;
        Ok(self.path)
    }
}
