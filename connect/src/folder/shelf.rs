//! The files of a folder.

use super::places::{AllowedFolders, shown, unread};
use crate::files::{Copying, Listed, MOST_LISTED, Shelf, too_many};
use async_trait::async_trait;
use hebewerk_hub::ports::FetchError;
use std::fs::{self, File, Metadata};
use std::io::{self, Read, Seek, SeekFrom};
use std::os::fd::AsRawFd;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::task::spawn_blocking;

/// A file that was not changed for so long is not being written any more.
const SETTLING: Duration = Duration::from_secs(2);

/// Bytes read at once.
const PIECE: usize = 1 << 20;

/// A folder that may be read.
pub(super) struct Local {
    folder: PathBuf,
    allowed: AllowedFolders,
}

impl Local {
    pub(super) fn new(folder: PathBuf, allowed: AllowedFolders) -> Self {
        Self { folder, allowed }
    }

    /// Opens a file if it really lies where files may be read: asked of the open file, because a path may have become
    /// a link since it was looked at.
    fn open(path: &Path, allowed: &AllowedFolders) -> Result<(File, Metadata), FetchError> {
        let failed = |error: io::Error| unread(&error, path);
        if !fs::metadata(path).map_err(failed)?.is_file() {
            return Err(FetchError::lasting("fetch_not_found", shown(path)));
        }
        let file = File::open(path).map_err(failed)?;
        let about = file.metadata().map_err(failed)?;
        let descriptor = format!("/proc/self/fd/{}", file.as_raw_fd());
        let really = fs::read_link(descriptor).map_err(failed)?;
        if !about.is_file() || !allowed.allows(&really) {
            return Err(FetchError::lasting("fetch_denied", shown(path)));
        }
        Ok((file, about))
    }
}

#[async_trait]
impl Shelf for Local {
    fn timed_out(&self) -> FetchError {
        super::timed_out()
    }

    async fn list(&self, below: bool) -> Result<Vec<Listed>, FetchError> {
        let (folder, allowed) = (self.folder.clone(), self.allowed.clone());
        blocking(move || list(&folder, &allowed, below)).await
    }

    async fn mark(&self, file: &Listed) -> Result<Option<String>, FetchError> {
        let path = self.folder.join(&file.path);
        blocking(move || match fs::metadata(&path) {
            Ok(about) => Ok(Some(mark(&about))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(unread(&error, &path)),
        })
        .await
    }

    async fn read(&self, file: &Listed, copy: &mut Copying<'_>) -> Result<(), FetchError> {
        let path = self.folder.join(&file.path);
        let (from, allowed) = (copy.bytes(), self.allowed.clone());
        let opened = path.clone();
        let mut open = blocking(move || {
            let (mut open, _about) = Self::open(&opened, &allowed)?;
            let sought = open.seek(SeekFrom::Start(from));
            sought.map_err(|error| unread(&error, &opened))?;
            Ok(open)
        })
        .await?;
        loop {
            let (piece, again) = blocking(move || Ok((next_piece(&mut open), open))).await?;
            let piece = piece.map_err(|error| unread(&error, &path))?;
            if piece.is_empty() {
                return Ok(());
            }
            copy.add(&piece).await?;
            open = again;
        }
    }

    fn settling(&self) -> Duration {
        SETTLING
    }
}

fn next_piece(file: &mut File) -> io::Result<Vec<u8>> {
    let mut piece = Vec::with_capacity(PIECE);
    file.take(PIECE as u64).read_to_end(&mut piece)?;
    Ok(piece)
}

fn list(folder: &Path, allowed: &AllowedFolders, below: bool) -> Result<Vec<Listed>, FetchError> {
    let mut found = Vec::new();
    let mut folders = vec![(folder.to_owned(), String::new())];
    let mut looked_at = 0;
    while let Some((folder, prefix)) = folders.pop() {
        let failed = |error: io::Error| unread(&error, &folder);
        for entry in fs::read_dir(&folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            looked_at += 1;
            if looked_at > MOST_LISTED {
                return Err(too_many(MOST_LISTED));
            }
            // A name that is no text cannot be chosen, remembered or shown.
            let Ok(name) = entry.file_name().into_string() else {
                continue;
            };
            let path = format!("{prefix}{name}");
            let kind = entry.file_type().map_err(failed)?;
            if kind.is_dir() {
                if below {
                    folders.push((entry.path(), format!("{path}/")));
                }
                continue;
            }
            if let Some(about) = file(&entry.path(), kind.is_symlink(), allowed) {
                found.push(listed(path, &about));
            }
        }
    }
    Ok(found)
}

/// A file, also behind a link that stays where files may be read; one that leads out does not exist for us.
fn file(path: &Path, is_link: bool, allowed: &AllowedFolders) -> Option<Metadata> {
    if is_link && !allowed.allows(&path.canonicalize().ok()?) {
        return None;
    }
    // One that vanished meanwhile is not there.
    fs::metadata(path).ok().filter(Metadata::is_file)
}

fn listed(path: String, about: &Metadata) -> Listed {
    Listed {
        path,
        bytes: Some(about.len()),
        modified: Some(about.mtime()),
        mark: mark(about),
    }
}

fn mark(about: &Metadata) -> String {
    format!(
        "{}/{}.{:09}",
        about.len(),
        about.mtime(),
        about.mtime_nsec()
    )
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, FetchError> + Send + 'static,
) -> Result<T, FetchError> {
    let done = spawn_blocking(work).await;
    done.unwrap_or_else(|_ended| Err(FetchError::passing("fetch_disk", "")))
}
