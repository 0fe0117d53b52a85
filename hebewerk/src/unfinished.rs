//! A folder that is whole under its name, or not there: built beside it and renamed at the end.

use crate::trouble::Trouble;
use anyhow::{Context, bail};
use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// Held by the process that builds; also the mark that a leftover folder is ours and may go.
const MARK: &str = ".hebewerk-unfinished";

/// A folder being built.
pub(crate) struct Unfinished {
    folder: PathBuf,
    target: PathBuf,
    /// Locked as long as it is open.
    mark: File,
}

impl Unfinished {
    /// Begins `target`, which must not exist or be empty. What an earlier run left is removed; what another run
    /// is building is refused.
    pub(crate) fn begin(target: &Path) -> anyhow::Result<Self> {
        let target = std::path::absolute(target)?;
        if !is_free(&target)? {
            bail!(Trouble::ThereAlready(target));
        }
        let name = target.file_name().context("a folder needs a name")?;
        // Appended, not put in place of an ending: `hub.2026-11-21` and `hub.2026-11-22` are two.
        let mut beside = name.to_owned();
        beside.push(".unfinished");
        let folder = target.with_file_name(beside);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).with_context(|| parent.display().to_string())?;
        }
        let mark_path = folder.join(MARK);
        if folder.exists() && !mark_path.exists() && !is_free(&folder)? {
            bail!(Trouble::ThereAlready(folder));
        }
        make_private(&folder)?;
        let mark = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&mark_path)
            .with_context(|| mark_path.display().to_string())?;
        match mark.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => bail!(Trouble::BeingMade(target)),
            Err(TryLockError::Error(error)) => {
                return Err(error).with_context(|| mark_path.display().to_string());
            }
        }
        restrict(&folder)?;
        clear(&folder)?;
        Ok(Self {
            folder,
            target,
            mark,
        })
    }

    /// Where to build.
    pub(crate) fn path(&self) -> &Path {
        &self.folder
    }

    /// What it will be called; absolute.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// Makes everything durable and gives the folder its name.
    ///
    /// The mark goes last: a folder without it that lies beside its target belongs to somebody else, and whoever ends
    /// this at any moment must be able to begin again. One that has its name is whole, with or without the mark.
    pub(crate) fn finish(self) -> anyhow::Result<()> {
        sync_folders(&self.folder)?;
        fs::rename(&self.folder, &self.target)
            .with_context(|| self.target.display().to_string())?;
        if let Some(parent) = self.target.parent() {
            sync(parent)?;
        }
        fs::remove_file(self.target.join(MARK))?;
        sync(&self.target)?;
        drop(self.mark);
        Ok(())
    }
}

/// Whether there is nothing, or an empty folder.
fn is_free(path: &Path) -> anyhow::Result<bool> {
    match fs::read_dir(path) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::NotADirectory => Ok(false),
        Err(error) => Err(error).with_context(|| path.display().to_string()),
    }
}

/// Removes what an earlier run left, but not the mark.
fn clear(folder: &Path) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name() == MARK {
            continue;
        }
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// A leftover may have been made by hand, with other rights.
fn restrict(folder: &Path) -> anyhow::Result<()> {
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
        .with_context(|| folder.display().to_string())
}

/// Makes a folder for its owner only: it holds everything the hub holds.
fn make_private(folder: &Path) -> anyhow::Result<()> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .with_context(|| folder.display().to_string())
}

/// Copies a file, making the folders on the way, and syncs it; the folders are synced by
/// [`Unfinished::finish`].
pub(crate) fn copy_file(from: &Path, to: &Path) -> anyhow::Result<()> {
    if let Some(folder) = to.parent() {
        make_private(folder)?;
    }
    fs::copy(from, to).with_context(|| from.display().to_string())?;
    File::open(to)?
        .sync_all()
        .with_context(|| to.display().to_string())
}

fn sync_folders(folder: &Path) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sync_folders(&entry.path())?;
        }
    }
    sync(folder)
}

fn sync(folder: &Path) -> anyhow::Result<()> {
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .with_context(|| folder.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn what_a_killed_run_left_is_no_obstacle_and_no_part_of_the_result() {
        let room = tempfile::tempdir().unwrap();
        let target = room.path().join("hub.2026-11-21");
        let killed = Unfinished::begin(&target).unwrap();
        fs::write(killed.path().join("half"), "x").unwrap();
        drop(killed);
        let again = Unfinished::begin(&target).unwrap();
        fs::write(again.path().join("whole"), "x").unwrap();
        again.finish().unwrap();
        assert_eq!(names(&target), ["whole"]);
        assert_eq!(names(room.path()), ["hub.2026-11-21"]);
    }

    #[test]
    fn names_that_differ_only_in_their_ending_are_built_apart() {
        let room = tempfile::tempdir().unwrap();
        let first = Unfinished::begin(&room.path().join("hub.2026-11-21")).unwrap();
        let second = Unfinished::begin(&room.path().join("hub.2026-11-22")).unwrap();
        assert_ne!(first.path(), second.path());
    }

    #[test]
    fn two_runs_on_one_target_are_refused() {
        let room = tempfile::tempdir().unwrap();
        let target = room.path().join("a");
        let _first = Unfinished::begin(&target).unwrap();
        let refused = Unfinished::begin(&target).err().unwrap();
        assert!(matches!(
            refused.downcast_ref::<Trouble>(),
            Some(Trouble::BeingMade(_))
        ));
    }

    #[test]
    fn a_folder_that_is_not_ours_is_left_alone() {
        let room = tempfile::tempdir().unwrap();
        let target = room.path().join("a");
        let strange = room.path().join("a.unfinished");
        fs::create_dir(&strange).unwrap();
        fs::write(strange.join("dissertation.txt"), "x").unwrap();
        assert!(Unfinished::begin(&target).is_err());
        assert_eq!(names(&strange), ["dissertation.txt"]);
    }
}
