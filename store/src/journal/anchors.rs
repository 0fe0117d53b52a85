//! Heads of the audit, noted in a file beside the catalogue.

use hebewerk_hub::ports::{Anchor, Anchors, StoreError};
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// A file of heads, one a line: the time, a blank, and the head as it is printed. Lines are only added.
pub struct AnchorFile {
    path: PathBuf,
}

impl AnchorFile {
    /// Heads in this file, which need not exist yet.
    pub const fn at(path: PathBuf) -> Self {
        Self { path }
    }
}

#[async_trait::async_trait]
impl Anchors for AnchorFile {
    async fn noted(&self) -> Result<Vec<Anchor>, StoreError> {
        let path = self.path.clone();
        let read = tokio::task::spawn_blocking(move || std::fs::read_to_string(path)).await;
        match read.map_err(std::io::Error::other).flatten() {
            Ok(text) => Ok(text.lines().filter_map(anchor).collect()),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(failed("reading the heads of the audit", error)),
        }
    }

    async fn note(&self, anchor: Anchor) -> Result<(), StoreError> {
        let path = self.path.clone();
        let line = format!("{} {}\n", anchor.at, anchor.head);
        let written = tokio::task::spawn_blocking(move || append(&path, &line)).await;
        let written = written.map_err(std::io::Error::other).flatten();
        written.map_err(|error| failed("noting a head of the audit", error))
    }
}

/// A line as it was written; half a line, which a loss of power may leave, is none.
fn anchor(line: &str) -> Option<Anchor> {
    let (at, head) = line.split_once(' ')?;
    Some(Anchor {
        at: at.parse().ok()?,
        head: head.parse().ok()?,
    })
}

fn append(path: &Path, line: &str) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let is_new = !path.exists();
    let mut file = options.open(path)?;
    file.write_all(line.as_bytes())?;
    file.sync_all()?;
    match path.parent().filter(|_folder| is_new) {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

fn failed(doing: &'static str, error: std::io::Error) -> StoreError {
    StoreError::Database {
        doing,
        source: Box::new(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hebewerk_hub::ports::{ChainHash, Head};

    #[tokio::test]
    async fn heads_are_read_in_the_order_in_which_they_were_noted() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("heads");
        let file = AnchorFile::at(path.clone());
        assert_eq!(file.noted().await.unwrap(), []);
        let anchor = |entry: u64| Anchor {
            at: "2026-11-22T08:00:00Z".parse().unwrap(),
            head: Head {
                entry,
                hash: ChainHash::from_bytes([7; 32]),
            },
        };
        file.note(anchor(1)).await.unwrap();
        file.note(anchor(2)).await.unwrap();
        let whole = [anchor(1), anchor(2)];
        assert_eq!(file.noted().await.unwrap(), whole);
        append(&path, "2026-11-22T09:00:00Z 3:07").unwrap();
        assert_eq!(file.noted().await.unwrap(), whole, "half a line is none");
    }
}
