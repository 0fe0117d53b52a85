//! What stays of a harvest that breaks off, so that the next try goes on behind the last page that came whole.
//!
//! It lies beside the folder of the run, one folder for each connection, for some hours: a catalogue put together of pages of many
//! days would be none. What was asked stands in it too; a connection that asks otherwise begins anew.

use super::lines::key;
use crate::http::disk;
use hebewerk_hub::ports::{Fetch, FetchError};
use hebewerk_model::Harvested;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long after its first page a harvest can be gone on with.
const KEPT: Duration = Duration::from_hours(6);
/// How folders begin.
const FOLDER: &str = "harvest-";
const RECORDS: &str = "records";
const PLACE: &str = "place.json";
/// Made when the first page was asked for; its age is the harvest's.
const BEGUN: &str = "begun";

/// Where a harvest stands: the last page that came whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Place {
    /// How it is asked for: an address, a number.
    pub(super) at: String,
    /// Which records it held.
    pub(super) mark: u64,
    /// Bytes of records up to its end.
    pub(super) length: u64,
    /// What else the connector knew then.
    pub(super) of: Value,
}

#[derive(Serialize, Deserialize)]
struct Noted {
    /// What was asked, and of whom.
    asked: String,
    place: Place,
}

/// The folder of one harvest.
pub(super) struct Kept {
    /// Where records lie until all have come.
    folder: PathBuf,
    into: PathBuf,
    /// What is asked; none where nothing is kept.
    asked: Option<String>,
}

impl Kept {
    /// Of a connection; who only tries one out keeps nothing.
    pub(super) fn of(fetch: &Fetch, into: &Path) -> Result<Self, FetchError> {
        let beside = into.parent().zip(fetch.connection);
        let Some((staging, connection)) = beside else {
            return Ok(Self {
                folder: into.to_owned(),
                into: into.to_owned(),
                asked: None,
            });
        };
        sweep(staging, into).map_err(|error| disk(&error))?;
        let folder = staging.join(format!("{FOLDER}{connection}"));
        fs::create_dir_all(&folder).map_err(|error| disk(&error))?;
        Ok(Self {
            folder,
            into: into.to_owned(),
            asked: Some(format!("{} {:?}", fetch.connector, fetch.settings)),
        })
    }

    /// Where the try before stopped, if it asked the same and not too long ago.
    pub(super) fn begun(&self) -> Option<Place> {
        let text = fs::read(self.folder.join(PLACE)).ok()?;
        let noted: Noted = serde_json::from_slice(&text).ok()?;
        (self.asked.as_ref() == Some(&noted.asked)).then_some(noted.place)
    }

    /// Keys of the records that came, up to a length.
    pub(super) fn records(&self, length: u64) -> io::Result<Vec<u64>> {
        let file = File::open(self.folder.join(RECORDS))?;
        if file.metadata()?.len() < length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let lines = BufReader::with_capacity(1 << 18, file.take(length)).lines();
        lines
            .map(|line| Ok(key(&serde_json::from_str::<Harvested>(&line?)?)))
            .collect()
    }

    /// The file for records behind those that stay.
    pub(super) fn open(&self, length: u64) -> Result<File, FetchError> {
        if length == 0 {
            return self.anew();
        }
        let opened = OpenOptions::new()
            .append(true)
            .open(self.folder.join(RECORDS))
            .and_then(|file| file.set_len(length).map(|()| file));
        opened.map_err(|error| disk(&error))
    }

    /// An empty file.
    pub(super) fn anew(&self) -> Result<File, FetchError> {
        let made = || {
            if self.asked.is_some() {
                remove(&self.folder.join(PLACE))?;
                File::create(self.folder.join(BEGUN))?;
            }
            OpenOptions::new()
                .create(true)
                .write(true)
                .truncate(true)
                .open(self.folder.join(RECORDS))
        };
        made().map_err(|error| disk(&error))
    }

    /// Notes where the harvest stands.
    pub(super) fn note(&self, place: &Place) -> Result<(), FetchError> {
        let Some(asked) = &self.asked else {
            return Ok(());
        };
        let noted = Noted {
            asked: asked.clone(),
            place: place.clone(),
        };
        let write = || {
            let text = serde_json::to_vec(&noted)?;
            let part = self.folder.join("place.part");
            fs::write(&part, text)?;
            fs::rename(part, self.folder.join(PLACE))
        };
        write().map_err(|error| disk(&error))
    }

    /// All have come: the file is the run's, and nothing stays.
    pub(super) fn end(self) -> Result<PathBuf, FetchError> {
        let records = self.into.join(RECORDS);
        if self.asked.is_some() {
            fs::rename(self.folder.join(RECORDS), &records).map_err(|error| disk(&error))?;
            fs::remove_dir_all(&self.folder).map_err(|error| disk(&error))?;
        }
        Ok(records)
    }
}

/// Removes what is too old to be gone on with, of every connection: nobody else comes for it.
fn sweep(staging: &Path, into: &Path) -> io::Result<()> {
    // What time it is the disk says: both ages come from one clock.
    let now = fs::metadata(into)?.modified()?;
    for entry in fs::read_dir(staging)? {
        let entry = entry?;
        if !entry.file_name().to_string_lossy().starts_with(FOLDER) {
            continue;
        }
        let begun = fs::metadata(entry.path().join(BEGUN)).and_then(|begun| begun.modified());
        let is_young =
            begun.is_ok_and(|begun| now.duration_since(begun).unwrap_or_default() < KEPT);
        if !is_young {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

fn remove(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
