//! One look at a folder.

use super::names::{is_left_alone, plain};
use std::fs::{self, DirEntry};
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

/// What one look shows, and where it showed nothing because it could not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Look {
    /// Files in order of their paths.
    pub files: Vec<SeenFile>,
    /// Beginnings of `organisation/path` below which nothing could be seen.
    pub blind: Vec<String>,
}

impl Look {
    /// Whether this look could not have shown the file.
    pub(super) fn is_blind_to(&self, key: &str) -> bool {
        self.blind
            .iter()
            .any(|beginning| key.starts_with(beginning))
    }
}

/// All files below the first-level folders. Links are not followed: they could lead out of the folder or in circles.
/// A root that cannot be read to its end is an error: it says nothing about any file.
pub fn scan(root: &Path) -> io::Result<Look> {
    let mut look = Look::default();
    for entry in fs::read_dir(root)? {
        let entry = entry?;
        if !is_left_alone(&entry.path()) && entry.file_type()?.is_dir() {
            let organisation = plain(&entry.file_name());
            look.descend(&entry.path(), &organisation, "", 1);
        }
    }
    look.files.sort_by(|left, right| {
        (&left.organisation_dir, &left.relative_path)
            .cmp(&(&right.organisation_dir, &right.relative_path))
    });
    Ok(look)
}

impl Look {
    fn descend(&mut self, folder: &Path, organisation: &str, prefix: &str, level: usize) {
        let entries = match fs::read_dir(folder) {
            Ok(entries) if level <= MOST_LEVELS => entries,
            Ok(_too_deep) => return self.blind_to(organisation, prefix),
            Err(error) => {
                tracing::debug!(%error, "folder below the watched one cannot be read");
                return self.blind_to(organisation, prefix);
            }
        };
        for entry in entries {
            match entry {
                Ok(entry) => self.enter(&entry, organisation, prefix, level),
                Err(_unreadable) => self.blind_to(organisation, prefix),
            }
        }
    }

    fn enter(&mut self, entry: &DirEntry, organisation: &str, prefix: &str, level: usize) {
        let path = entry.path();
        if is_left_alone(&path) {
            return;
        }
        let relative = format!("{prefix}{}", plain(&entry.file_name()));
        let about = match entry.metadata() {
            Ok(about) => about,
            // Deleted since the folder was read.
            Err(error) if error.kind() == io::ErrorKind::NotFound => return,
            Err(_unreadable) => return self.blind_to(organisation, &relative),
        };
        if about.is_dir() {
            self.descend(&path, organisation, &format!("{relative}/"), level + 1);
        } else if about.is_file() {
            self.files.push(SeenFile {
                organisation_dir: organisation.to_owned(),
                relative_path: relative,
                absolute: path,
                bytes: about.len(),
                modified: about.modified().ok(),
            });
        }
    }

    fn blind_to(&mut self, organisation: &str, below: &str) {
        self.blind.push(format!("{organisation}/{below}"));
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
            .files
            .iter()
            .map(|file| file.relative_path.as_str())
            .collect();
        assert_eq!(paths, ["2024/a.csv", "b.csv"]);
        assert!(
            seen.files
                .iter()
                .all(|file| file.organisation_dir == "umwelt")
        );
        assert!(seen.blind.is_empty());
    }

    #[test]
    fn a_missing_root_is_an_error_and_no_empty_folder() {
        let folder = tempfile::tempdir().unwrap();
        assert!(scan(&folder.path().join("fehlt")).is_err());
        fs::write(folder.path().join("datei"), "x").unwrap();
        assert!(scan(&folder.path().join("datei")).is_err());
    }

    #[test]
    fn folders_too_deep_to_follow_are_blind_spots() {
        let folder = tempfile::tempdir().unwrap();
        let deep: PathBuf = std::iter::repeat_n("d", MOST_LEVELS + 1).collect();
        fs::create_dir_all(folder.path().join(&deep)).unwrap();
        fs::write(folder.path().join(&deep).join("a.csv"), "x").unwrap();
        let look = scan(folder.path()).unwrap();
        assert!(look.files.is_empty());
        let key = format!("{}/a.csv", deep.to_string_lossy());
        assert!(look.is_blind_to(&key));
        assert!(!look.is_blind_to("d/b.csv"));
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_without_permission_is_a_blind_spot() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let locked = folder.path().join("umwelt/geheim");
        fs::create_dir_all(&locked).unwrap();
        fs::write(folder.path().join("umwelt/a.csv"), "x").unwrap();
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
        // Who may read everything (root) cannot see this.
        let is_locked = fs::read_dir(&locked).is_err();
        let look = scan(folder.path()).unwrap();
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o700)).unwrap();
        assert_eq!(look.is_blind_to("umwelt/geheim/b.csv"), is_locked);
        assert_eq!(look.files.len(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_no_text_stay_apart() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        let folder = tempfile::tempdir().unwrap();
        let office = folder.path().join("umwelt");
        fs::create_dir(&office).unwrap();
        for name in [
            &b"Stra\xdfe.csv"[..],
            b"Stra\xe4e.csv",
            "Stra\u{fffd}E4e.csv".as_bytes(),
        ] {
            fs::write(office.join(OsStr::from_bytes(name)), "x").unwrap();
        }
        let keys: std::collections::HashSet<String> = scan(folder.path())
            .unwrap()
            .files
            .iter()
            .map(SeenFile::key)
            .collect();
        assert_eq!(keys.len(), 3, "{keys:?}");
        assert!(keys.contains("umwelt/Stra\u{fffd}DFe.csv"));
    }
}
