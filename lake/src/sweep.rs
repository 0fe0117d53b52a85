//! Removing files that no version names.

use crate::Lake;
use crate::data_files::FOLDER;
use crate::durable::DRAFTS;
use jiff::{SignedDuration, Timestamp};
use std::collections::HashSet;
use std::fs::{self, DirEntry};
use std::io;
use std::path::Path;

/// How long a file may be without a name in the catalogue: a load that takes longer does not exist.
const GRACE_SECONDS: i64 = 24 * 60 * 60;

/// Times of files come from a clock that ticks every few milliseconds, and may lie before the moment they were written.
const COARSE_CLOCK: SignedDuration = SignedDuration::from_millis(50);

/// Deletes data files that `named` does not contain and forgotten drafts, all older than a day. Returns how many
/// files went. Directories stay: they cost nothing, and removing one could race with a write into it.
pub(crate) fn sweep(lake: &Lake, named: &HashSet<String>) -> io::Result<u64> {
    let before = lake.clock.now() - SignedDuration::from_secs(GRACE_SECONDS);
    remove_unnamed(lake, named, &|_file| before)
}

/// Deletes the same at once where nobody can be writing it any more: what was there before this process opened the lake,
/// and whatever lies in `folders`.
pub(crate) fn sweep_abandoned(
    lake: &Lake,
    named: &HashSet<String>,
    folders: &[String],
) -> io::Result<u64> {
    let data = lake.root().join(FOLDER);
    let given: Vec<_> = folders.iter().map(|folder| data.join(folder)).collect();
    let before_opening = lake.opened_at - COARSE_CLOCK;
    remove_unnamed(lake, named, &|file| {
        let is_given = file
            .parent()
            .is_some_and(|parent| given.iter().any(|folder| folder == parent));
        if is_given {
            Timestamp::MAX
        } else {
            before_opening
        }
    })
}

/// Deletes data files that `named` does not contain, and drafts, if they are older than `before` says.
fn remove_unnamed(
    lake: &Lake,
    named: &HashSet<String>,
    before: &dyn Fn(&Path) -> Timestamp,
) -> io::Result<u64> {
    let data = lake.root().join(FOLDER);
    let mut swept = 0;
    let mut folders = vec![data.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                folders.push(entry.path());
            } else if !is_named(&data, &entry.path(), named) {
                swept += u64::from(remove_if_old(lake, &entry, before(&entry.path()))?);
            }
        }
    }
    let drafts = lake.root().join(DRAFTS);
    for entry in fs::read_dir(&drafts)? {
        let entry = entry?;
        swept += u64::from(remove_if_old(lake, &entry, before(&entry.path()))?);
    }
    Ok(swept)
}

fn is_named(data: &Path, file: &Path, named: &HashSet<String>) -> bool {
    let Ok(relative) = file.strip_prefix(data) else {
        return true;
    };
    let parts: Option<Vec<&str>> = relative.iter().map(|part| part.to_str()).collect();
    // A name that is no text was not written by us; it stays for a person to look at.
    parts.is_none_or(|parts| named.contains(&parts.join("/")))
}

fn remove_if_old(lake: &Lake, entry: &DirEntry, before: Timestamp) -> io::Result<bool> {
    let modified = match entry.metadata().and_then(|metadata| metadata.modified()) {
        Ok(modified) => modified,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
    };
    let Ok(modified) = Timestamp::try_from(modified) else {
        return Ok(false);
    };
    if modified >= before {
        return Ok(false);
    }
    lake.home.disk().remove(&entry.path())?;
    Ok(true)
}
