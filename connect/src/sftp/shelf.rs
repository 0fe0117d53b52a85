//! The files on a server.

use super::failure;
use super::reading::{self, Ended};
use super::session::{Server, Session};
use crate::files::{Copying, Listed, MOST_LISTED, Shelf, too_many};
use async_trait::async_trait;
use hebewerk_hub::ports::{Fetch, FetchError};
use russh_sftp::client::error::Error as SftpError;
use russh_sftp::protocol::{FileAttributes, StatusCode};
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;

/// A file that was not changed for so long is not being written any more: most servers tell whole seconds.
const SETTLING: Duration = Duration::from_secs(2);

/// A folder on a server. The line is made when it is needed, and anew when it broke.
pub(super) struct Remote {
    server: Server,
    folder: String,
    line: Mutex<Option<Arc<Session>>>,
}

impl Remote {
    pub(super) fn new(server: Server, fetch: &Fetch) -> Self {
        let folder = fetch.setting("folder").unwrap_or(".");
        let folder = match folder.trim_end_matches('/') {
            "" => "/",
            folder => folder,
        };
        Self {
            server,
            folder: folder.to_owned(),
            line: Mutex::default(),
        }
    }

    async fn line(&self) -> Result<Arc<Session>, FetchError> {
        let mut line = self.line.lock().await;
        if let Some(line) = line.as_ref().filter(|line| !line.is_closed()) {
            return Ok(Arc::clone(line));
        }
        let new = Arc::new(self.server.connect().await?);
        *line = Some(Arc::clone(&new));
        Ok(new)
    }

    fn path(&self, below: &str) -> String {
        match (self.folder.as_str(), below) {
            (folder, "") => folder.to_owned(),
            ("/", below) => format!("/{below}"),
            (folder, below) => format!("{folder}/{below}"),
        }
    }

    /// What an error says; after one of the line the next request makes a new one.
    async fn failed(&self, error: &SftpError, path: &str) -> FetchError {
        let error = failure::of_files(error, &self.server.name(), path);
        if error.passing {
            *self.line.lock().await = None;
        }
        error
    }

    /// Files of one folder, and the folders in it.
    async fn list_folder(&self, folder: &str) -> Result<(Vec<Listed>, Vec<String>), FetchError> {
        let line = self.line().await?;
        let path = self.path(folder);
        let handle = match line.files.opendir(path.as_str()).await {
            Ok(opened) => opened.handle,
            Err(error) => return Err(self.failed(&error, &path).await),
        };
        let (mut files, mut folders) = (Vec::new(), Vec::new());
        loop {
            let names = match line.files.readdir(handle.as_str()).await {
                Ok(names) => names.files,
                Err(SftpError::Status(status)) if status.status_code == StatusCode::Eof => break,
                Err(error) => return Err(self.failed(&error, &path).await),
            };
            for entry in names {
                let kind = entry.attrs.file_type();
                let Some(below) = below(folder, entry.filename) else {
                    continue;
                };
                // Links are followed by the server, or not; we do not ask it to.
                if kind.is_dir() {
                    folders.push(below);
                } else if kind.is_file() {
                    files.push(listed(below, &entry.attrs));
                }
            }
            if files.len() + folders.len() > MOST_LISTED {
                return Err(too_many(MOST_LISTED));
            }
        }
        // The server closes what it has open when the line ends.
        let _closed = line.files.close(handle).await;
        Ok((files, folders))
    }
}

/// The path of an entry; none if its name leads elsewhere or is no text, by which nobody could ask for it.
fn below(folder: &str, name: String) -> Option<String> {
    if name.contains('\u{fffd}') {
        tracing::warn!("a file whose name is no text was left out");
        return None;
    }
    if name.is_empty() || name == ".." || name == "." || name.contains(['/', '\0']) {
        return None;
    }
    Some(match folder {
        "" => name,
        folder => format!("{folder}/{name}"),
    })
}

#[async_trait]
impl Shelf for Remote {
    fn timed_out(&self) -> FetchError {
        self.server.timed_out()
    }

    async fn list(&self, below: bool) -> Result<Vec<Listed>, FetchError> {
        let mut found = Vec::new();
        let mut folders = VecDeque::from([String::new()]);
        let mut looked_at = 0;
        while let Some(folder) = folders.pop_front() {
            let (files, within) = self.list_folder(&folder).await?;
            found.extend(files);
            if below {
                folders.extend(within);
            }
            looked_at += 1;
            if found.len() + looked_at + folders.len() > MOST_LISTED {
                return Err(too_many(MOST_LISTED));
            }
        }
        Ok(found)
    }

    async fn mark(&self, file: &Listed) -> Result<Option<String>, FetchError> {
        let line = self.line().await?;
        let path = self.path(&file.path);
        match line.files.stat(path.as_str()).await {
            Ok(now) => Ok(Some(mark(&now.attrs))),
            Err(SftpError::Status(status)) if status.status_code == StatusCode::NoSuchFile => {
                Ok(None)
            }
            Err(error) => Err(self.failed(&error, &path).await),
        }
    }

    async fn read(&self, file: &Listed, copy: &mut Copying<'_>) -> Result<(), FetchError> {
        let line = self.line().await?;
        let path = self.path(&file.path);
        match reading::read(&line, (&path, file.bytes), copy).await {
            Ok(()) => Ok(()),
            Err(Ended::Here(error)) => Err(error),
            Err(Ended::There(error)) => Err(self.failed(&error, &path).await),
        }
    }

    fn settling(&self) -> Duration {
        SETTLING
    }
}

fn listed(path: String, about: &FileAttributes) -> Listed {
    Listed {
        path,
        bytes: about.size,
        modified: about.mtime.map(i64::from),
        mark: mark(about),
    }
}

fn mark(about: &FileAttributes) -> String {
    let number = |number: Option<u64>| number.map_or("?".to_owned(), |number| number.to_string());
    format!(
        "{}/{}",
        number(about.size),
        number(about.mtime.map(u64::from))
    )
}
