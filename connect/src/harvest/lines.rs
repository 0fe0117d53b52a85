//! The file of what a harvest brings.

use super::kept::{Kept, Place};
use super::{MOST_RECORDS, endless};
use crate::http::disk;
use hebewerk_hub::ports::{Fetch, FetchError};
use hebewerk_model::Harvested;
use serde_json::Value;
use std::collections::HashSet;
use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Records, one a line, and which of them came already.
pub(super) struct Lines {
    kept: Kept,
    file: BufWriter<File>,
    seen: HashSet<u64>,
    count: u64,
    page: Turned,
    /// Whether what comes is only looked at: the last page of a harvest that broke off.
    is_looking: bool,
}

/// What came since the page before.
#[derive(Default)]
struct Turned {
    records: u64,
    new: u64,
    /// Which records came, in their order.
    mark: DefaultHasher,
}

impl Lines {
    /// Begins, or goes on with what the try before has brought: then the last page that came whole is where it stands.
    pub(super) fn begin(fetch: &Fetch, into: &Path) -> Result<(Self, Option<Place>), FetchError> {
        let kept = Kept::of(fetch, into)?;
        let begun = kept.begun();
        let known = begun.as_ref().map(|place| kept.records(place.length));
        let (seen, count, place) = match (begun, known) {
            (Some(place), Some(Ok(keys))) => {
                let count = keys.len() as u64;
                (keys.into_iter().collect(), count, Some(place))
            }
            // What cannot be read any more is fetched again.
            _ => (HashSet::new(), 0, None),
        };
        let length = place.as_ref().map_or(0, |place| place.length);
        let file = kept.open(length)?;
        let lines = Self {
            kept,
            file: BufWriter::with_capacity(1 << 18, file),
            seen,
            count,
            page: Turned::default(),
            is_looking: place.is_some(),
        };
        Ok((lines, place))
    }

    /// Writes one.
    pub(super) fn write(&mut self, one: &Harvested) -> io::Result<()> {
        let key = key(one);
        self.page.records += 1;
        key.hash(&mut self.page.mark);
        if self.is_looking {
            return Ok(());
        }
        self.count += 1;
        if self.count > MOST_RECORDS {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        if self.seen.insert(key) {
            self.page.new += 1;
        }
        serde_json::to_writer(&mut self.file, one)?;
        self.file.write_all(b"\n")
    }

    /// Ends a page. One that brings only what came before leads nowhere. `at` is how the page is asked for, for the case that
    /// the next one does not come; `of` what else the connector must know then.
    pub(super) fn turn(&mut self, place: &str, at: &str, of: Value) -> Result<(), FetchError> {
        let page = std::mem::take(&mut self.page);
        if page.records > 0 && page.new == 0 {
            return Err(endless(place.to_owned()));
        }
        self.file.flush().map_err(|error| disk(&error))?;
        let file = self.file.get_ref();
        let length = file.metadata().map_err(|error| disk(&error))?.len();
        self.kept.note(&Place {
            at: at.to_owned(),
            mark: page.mark.finish(),
            length,
            of,
        })
    }

    /// Whether the page that was looked at is the one where the try before broke off; from here on records are written. If not,
    /// the catalogue has changed meanwhile in a way that could hide records between two pages: everything begins anew.
    pub(super) fn stands_at(&mut self, place: &Place) -> Result<bool, FetchError> {
        let page = std::mem::take(&mut self.page);
        self.is_looking = false;
        let stands = page.records > 0 && page.mark.finish() == place.mark;
        if !stands {
            self.anew()?;
        }
        Ok(stands)
    }

    /// Forgets what the try before has brought.
    pub(super) fn anew(&mut self) -> Result<(), FetchError> {
        self.is_looking = false;
        self.page = Turned::default();
        self.seen.clear();
        self.count = 0;
        let file = self.kept.anew()?;
        self.file = BufWriter::with_capacity(1 << 18, file);
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
        drop(self.file);
        self.kept.end()
    }
}

/// By what a record is known again.
pub(super) fn key(one: &Harvested) -> u64 {
    let mut hash = DefaultHasher::new();
    match one {
        Harvested::Record(record) => record.key.hash(&mut hash),
        Harvested::Rejected(rejected) => (&rejected.name, rejected.reason).hash(&mut hash),
    }
    hash.finish()
}
