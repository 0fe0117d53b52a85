//! Files that lie under names somewhere else: what SFTP, S3, WebDAV and folders share.
//!
//! A place is listed, the files whose names fit are compared with what the last fetch saw, and what is new is copied.
//! A file that changes meanwhile is somebody's half-written one: it waits for the next fetch.

mod copy;
mod pattern;
mod seen;
mod whole;

pub(crate) use copy::Copying;
pub(crate) use pattern::Pattern;
pub(crate) use seen::Seen;

use crate::http::disk;
use async_trait::async_trait;
use hebewerk_hub::ports::{
    Fetch, FetchError, FetchTick, Fetched, FetchedFile, Field, FieldKind, Offered,
};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::time::{Instant, sleep_until, timeout};
use whole::Looks;

/// The folder.
pub(crate) const FOLDER: Field = Field {
    name: "folder",
    kind: FieldKind::Text,
    required: false,
    default: "",
};

/// Which names are meant.
pub(crate) const PATTERN: Field = Field {
    name: "pattern",
    kind: FieldKind::Text,
    required: false,
    default: "*",
};

/// All files, each a dataset, or the newest as the next version of one.
pub(crate) const WHICH: Field = Field {
    name: "which",
    kind: FieldKind::Choice(&["all", NEWEST]),
    required: false,
    default: "all",
};

/// Whether folders within the folder count.
pub(crate) const DEPTH: Field = Field {
    name: "depth",
    kind: FieldKind::Choice(&["here", BELOW]),
    required: false,
    default: "here",
};

const NEWEST: &str = "newest";
const BELOW: &str = "below";

/// Files of one place that are looked through; beyond that somebody means another folder.
pub(crate) const MOST_LISTED: usize = 100_000;
/// Files one fetch brings.
const MOST_FILES: usize = 1_000;
/// Files offered for choosing.
const MOST_OFFERED: usize = 500;

/// A file of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Listed {
    /// Below the folder, with `/` between folders.
    pub(crate) path: String,
    /// Its size, if the place says.
    pub(crate) bytes: Option<u64>,
    /// When it was changed, in a form whose order is that of time.
    pub(crate) modified: Option<i64>,
    /// By what the place tells one state of the file from another.
    pub(crate) mark: String,
}

impl Listed {
    /// The last part of its path.
    pub(crate) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }
}

/// A place that holds files.
#[async_trait]
pub(crate) trait Shelf: Send + Sync {
    /// The files in the folder, and in the folders below it.
    async fn list(&self, below: bool) -> Result<Vec<Listed>, FetchError>;

    /// The mark of a file as it is now; none if it is gone.
    async fn mark(&self, file: &Listed) -> Result<Option<String>, FetchError>;

    /// Appends what a copy does not have yet, up to the end. After a passing error it is called again.
    async fn read(&self, file: &Listed, copy: &mut Copying<'_>) -> Result<(), FetchError>;

    /// What to say when it took too long.
    fn timed_out(&self) -> FetchError;

    /// How long a file must stay as it is before it counts as whole.
    fn settling(&self) -> Duration {
        Duration::ZERO
    }
}

/// What somebody wants of a place.
struct Wanted {
    pattern: Pattern,
    newest: bool,
    below: bool,
}

impl Wanted {
    fn of(fetch: &Fetch) -> Self {
        Self {
            pattern: Pattern::new(fetch.setting("pattern").unwrap_or(PATTERN.default)),
            newest: fetch.setting("which") == Some(NEWEST),
            below: fetch.setting("depth") == Some(BELOW),
        }
    }

    /// The files that are meant, by path.
    async fn choose(&self, place: &dyn Shelf) -> Result<Vec<Listed>, FetchError> {
        let mut files = place.list(self.below).await?;
        if files.len() > MOST_LISTED {
            return Err(too_many(MOST_LISTED));
        }
        files.retain(|file| self.pattern.fits(&file.path));
        files.sort_by(|left, right| left.path.cmp(&right.path));
        if self.newest {
            let newest = files.into_iter().max_by(|left, right| {
                (left.modified, &left.path).cmp(&(right.modified, &right.path))
            });
            return Ok(newest.into_iter().collect());
        }
        Ok(files)
    }

    /// By what the next fetch finds the dataset of a file. A connection of one file has one dataset, and that bears
    /// the connection's name.
    fn part(&self, file: &Listed) -> Option<String> {
        (!self.newest && self.pattern.is_open()).then(|| file.path.clone())
    }
}

/// The files that would come, within the time of the fetch.
pub(crate) async fn look(shelf: &dyn Shelf, fetch: &Fetch) -> Result<Vec<Offered>, FetchError> {
    let looked = timeout(fetch.time, offered(shelf, fetch)).await;
    looked.unwrap_or_else(|_elapsed| Err(shelf.timed_out()))
}

async fn offered(shelf: &dyn Shelf, fetch: &Fetch) -> Result<Vec<Offered>, FetchError> {
    let wanted = Wanted::of(fetch);
    let files = wanted.choose(shelf).await?;
    if files.is_empty() {
        return Err(nothing_fits(fetch));
    }
    let offered = files.into_iter().take(MOST_OFFERED).map(|file| Offered {
        field: PATTERN.name,
        size: file.bytes,
        title: None,
        value: file.path,
    });
    Ok(offered.collect())
}

/// Copies the files that are new or changed, within the time of the fetch.
pub(crate) async fn fetch(
    shelf: &dyn Shelf,
    fetch: &Fetch,
    into: &Path,
    tick: FetchTick<'_>,
) -> Result<Fetched, FetchError> {
    let fetched = timeout(fetch.time, copied(shelf, fetch, into, tick)).await;
    fetched.unwrap_or_else(|_elapsed| Err(shelf.timed_out()))
}

async fn copied(
    shelf: &dyn Shelf,
    fetch: &Fetch,
    into: &Path,
    tick: FetchTick<'_>,
) -> Result<Fetched, FetchError> {
    let wanted = Wanted::of(fetch);
    let seen = Seen::read(fetch.memory.as_deref());
    let listed_at = Instant::now();
    let files = wanted.choose(shelf).await?;
    if files.is_empty() {
        // Who empties the folder once everything was fetched is no reason for alarm.
        return match seen {
            Some(_) => Ok(Fetched::Unchanged),
            None => Err(nothing_fits(fetch)),
        };
    }
    let mut seen = seen.unwrap_or_default();
    seen.keep(&files);
    let changed: Vec<Listed> = files.into_iter().filter(|file| !seen.knows(file)).collect();
    if changed.is_empty() {
        return Ok(Fetched::Unchanged);
    }
    if changed.len() > MOST_FILES {
        return Err(too_many(MOST_FILES));
    }
    let copies = copy_all(shelf, &changed, (into, fetch), tick).await?;
    let settling = shelf.settling();
    let quiet = copies.iter().map(|copied| copied.looks.quiet(settling));
    sleep_until(listed_at + quiet.max().unwrap_or_default()).await;
    let files = only_whole(shelf, copies, &mut seen).await?;
    let files = files.into_iter().map(|copied| FetchedFile {
        name: copied.file.name().to_owned(),
        part: wanted.part(&copied.file),
        path: copied.path,
    });
    Ok(Fetched::Files {
        files: files.collect(),
        memory: Some(seen.write()),
        beyond: Vec::new(),
    })
}

/// The copies of files that are whole, noted as seen; an error if none is.
async fn only_whole(
    shelf: &dyn Shelf,
    copies: Vec<Copied>,
    seen: &mut Seen,
) -> Result<Vec<Copied>, FetchError> {
    let is_written_in_place = shelf.settling() > Duration::ZERO;
    let mut whole = Vec::new();
    let mut growing = None;
    for copied in copies {
        let file = &copied.file;
        let is_same = shelf.mark(file).await?.as_ref() == Some(&file.mark);
        let is_half = is_written_in_place && copied.looks == Looks::Half;
        if !is_same || is_half {
            growing.get_or_insert_with(|| file.name().to_owned());
            continue;
        }
        if file.bytes.is_some_and(|listed| listed != copied.bytes) {
            return Err(FetchError::passing("fetch_cut_off", file.name()));
        }
        seen.note(file);
        whole.push(copied);
    }
    match growing {
        Some(name) if whole.is_empty() => Err(FetchError::passing("fetch_still_growing", name)),
        _ => Ok(whole),
    }
}

/// A file that was copied.
struct Copied {
    file: Listed,
    path: PathBuf,
    bytes: u64,
    looks: Looks,
}

async fn copy_all(
    shelf: &dyn Shelf,
    files: &[Listed],
    (into, fetch): (&Path, &Fetch),
    tick: FetchTick<'_>,
) -> Result<Vec<Copied>, FetchError> {
    let sizes: Option<u64> = files.iter().map(|file| file.bytes).sum();
    let mut before = 0;
    let mut copies = Vec::new();
    for (index, file) in files.iter().enumerate() {
        let path = into.join(index.to_string());
        let so_far = move |bytes| tick(before + bytes, sizes);
        let left = fetch.most_bytes.saturating_sub(before);
        let mut copy = Copying::create(&path, (left, fetch.most_bytes), &so_far).await?;
        copy.fill(shelf, file).await?;
        let bytes = copy.close().await?;
        before += bytes;
        let looked_at = path.clone();
        let looks = tokio::task::spawn_blocking(move || Looks::of(&looked_at)).await;
        copies.push(Copied {
            file: file.clone(),
            path,
            bytes,
            looks: looks
                .map_or(Ok(Looks::Half), |looks| looks)
                .map_err(|error| disk(&error))?,
        });
    }
    Ok(copies)
}

fn nothing_fits(fetch: &Fetch) -> FetchError {
    let pattern = fetch.setting("pattern").unwrap_or(PATTERN.default);
    FetchError {
        field: Some(PATTERN.name),
        ..FetchError::passing("fetch_no_file_fits", pattern)
    }
}

pub(crate) fn too_many(most: usize) -> FetchError {
    FetchError::lasting("fetch_too_many_files", most.to_string())
}

#[cfg(test)]
mod tests;
