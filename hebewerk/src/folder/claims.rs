//! Which file came from which watched folder.
//!
//! A source names only the path within the folder, so that a share may move. But a file is missed only in the folder
//! it came from: a wrong path on the command line must not make every dataset vanish.

use crate::home::Home;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Lines beyond one a source after which the file is written anew.
const SPARE_LINES: usize = 1_000;

/// One line: the last one for a source holds.
#[derive(Debug, Serialize, Deserialize)]
struct Claim {
    folder: String,
    source: String,
}

/// The claims of all folders, and the right of one to add to them.
#[derive(Debug)]
pub(super) struct Claims {
    path: PathBuf,
    folder: String,
    folders: BTreeMap<String, String>,
}

impl Claims {
    /// The claims in a data directory; a line torn by a crash is no claim.
    pub(super) fn open(home: &Home, folder: &Path) -> io::Result<Self> {
        let path = home.root.join("watched.jsonl");
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(error),
        };
        let mut folders = BTreeMap::new();
        for line in text.lines() {
            if let Ok(claim) = serde_json::from_str::<Claim>(line) {
                folders.insert(claim.source, claim.folder);
            }
        }
        let claims = Self {
            path,
            folder: folder.display().to_string(),
            folders,
        };
        let is_torn = !text.is_empty() && !text.ends_with('\n');
        if is_torn || text.lines().count() > claims.folders.len() + SPARE_LINES {
            claims.write_anew()?;
        }
        Ok(claims)
    }

    /// Whether the source came from this folder.
    pub(super) fn holds(&self, source: &str) -> bool {
        self.folders.get(source) == Some(&self.folder)
    }

    /// Notes that the source comes from this folder.
    pub(super) fn add(&mut self, source: String) -> io::Result<()> {
        if self.holds(&source) {
            return Ok(());
        }
        let line = line(&self.folder, &source)?;
        OpenOptions::new()
            .create(true)
            .append(true)
            .open(&self.path)?
            .write_all(line.as_bytes())?;
        self.folders.insert(source, self.folder.clone());
        Ok(())
    }

    fn write_anew(&self) -> io::Result<()> {
        let mut text = String::new();
        for (source, folder) in &self.folders {
            text.push_str(&line(folder, source)?);
        }
        let half = self.path.with_extension("half");
        fs::write(&half, text)?;
        fs::rename(half, &self.path)
    }
}

fn line(folder: &str, source: &str) -> io::Result<String> {
    let claim = Claim {
        folder: folder.to_owned(),
        source: source.to_owned(),
    };
    Ok(serde_json::to_string(&claim)? + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn home(folder: &Path) -> Home {
        Home {
            root: folder.to_owned(),
        }
    }

    #[test]
    fn a_source_belongs_to_the_folder_it_came_from_last() {
        let folder = tempfile::tempdir().unwrap();
        let home = home(folder.path());
        let (old, new) = (Path::new("/alt"), Path::new("/neu"));
        let mut claims = Claims::open(&home, old).unwrap();
        claims.add("folder:umwelt/a.csv".to_owned()).unwrap();
        claims.add("folder:umwelt/b.csv".to_owned()).unwrap();
        let mut moved = Claims::open(&home, new).unwrap();
        assert!(!moved.holds("folder:umwelt/a.csv"));
        moved.add("folder:umwelt/a.csv".to_owned()).unwrap();
        assert!(
            Claims::open(&home, new)
                .unwrap()
                .holds("folder:umwelt/a.csv")
        );
        let old = Claims::open(&home, old).unwrap();
        assert!(!old.holds("folder:umwelt/a.csv"));
        assert!(old.holds("folder:umwelt/b.csv"));
    }

    #[test]
    fn a_torn_line_is_no_claim_and_spoils_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let home = home(folder.path());
        let root = Path::new("/ablage");
        Claims::open(&home, root)
            .unwrap()
            .add("a".to_owned())
            .unwrap();
        let path = folder.path().join("watched.jsonl");
        let whole = fs::read_to_string(&path).unwrap();
        fs::write(&path, format!("{whole}{{\"folder\": \"/abl")).unwrap();
        let mut claims = Claims::open(&home, root).unwrap();
        claims.add("b".to_owned()).unwrap();
        let claims = Claims::open(&home, root).unwrap();
        assert!(claims.holds("a") && claims.holds("b"));
    }
}
