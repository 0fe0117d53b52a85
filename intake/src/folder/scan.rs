//! One look at a folder.

use super::names::is_left_alone;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Folders within folders that are followed.
const MOST_LEVELS: usize = 32;

/// A file as one look shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenFile {
    /// Name of the first-level folder.
    pub organisation_dir: String,
    /// Path below it, `/` as separator.
    pub relative_path: String,
    /// Where it lies.
    pub absolute: PathBuf,
    /// Size.
    pub bytes: u64,
    /// When it was last written, if the drive says so.
    pub modified: Option<SystemTime>,
}

impl SeenFile {
    /// `organisation/path`.
    pub(super) fn key(&self) -> String {
        format!("{}/{}", self.organisation_dir, self.relative_path)
    }
}

/// All files below the first-level folders, in order of their paths. Links are not followed: they could lead out of
/// the folder or in circles. Folders that cannot be read are passed over.
pub fn scan(root: &Path) -> io::Result<Vec<SeenFile>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(root)? {
        let entry = entry?;
        if is_left_alone(&entry.path()) || !entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            continue;
        }
        let organisation = entry.file_name().to_string_lossy().into_owned();
        descend(&entry.path(), &organisation, "", 1, &mut files);
    }
    files.sort_by(|left, right| {
        (&left.organisation_dir, &left.relative_path)
            .cmp(&(&right.organisation_dir, &right.relative_path))
    });
    Ok(files)
}

fn descend(
    folder: &Path,
    organisation: &str,
    prefix: &str,
    level: usize,
    files: &mut Vec<SeenFile>,
) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) if level <= MOST_LEVELS => entries,
        Ok(_) => return,
        Err(error) => {
            tracing::warn!(%error, "folder below the watched one cannot be read");
            return;
        }
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let Ok(kind) = entry.file_type() else {
            continue;
        };
        if is_left_alone(&path) {
            continue;
        }
        let name = entry.file_name();
        let relative = format!("{prefix}{}", name.to_string_lossy());
        if kind.is_dir() {
            descend(
                &path,
                organisation,
                &format!("{relative}/"),
                level + 1,
                files,
            );
        } else if kind.is_file()
            && let Ok(about) = entry.metadata()
        {
            files.push(SeenFile {
                organisation_dir: organisation.to_owned(),
                relative_path: relative,
                absolute: path,
                bytes: about.len(),
                modified: about.modified().ok(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_below_organisations_are_seen_and_others_are_not() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("umwelt/2024")).unwrap();
        for name in [
            "liste.csv",
            "umwelt/b.csv",
            "umwelt/2024/a.csv",
            "umwelt/~$b.xlsx",
        ] {
            fs::write(root.join(name), "x").unwrap();
        }
        let seen = scan(root).unwrap();
        let paths: Vec<&str> = seen
            .iter()
            .map(|file| file.relative_path.as_str())
            .collect();
        assert_eq!(paths, ["2024/a.csv", "b.csv"]);
        assert!(seen.iter().all(|file| file.organisation_dir == "umwelt"));
    }
}
