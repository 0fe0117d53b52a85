//! The files on a server.

use super::failure;
use super::session::{Server, Session};
use crate::files::{Copying, Listed, MOST_LISTED, Shelf, too_many};
use async_trait::async_trait;
use hebewerk_hub::ports::{Fetch, FetchError};
use russh_sftp::client::error::Error as SftpError;
use russh_sftp::client::fs::Metadata;
use russh_sftp::protocol::StatusCode;
use std::collections::VecDeque;
use std::io::SeekFrom;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncSeekExt};
use tokio::sync::Mutex;

/// A file that was not changed for so long is not being written any more: most servers tell whole seconds.
const SETTLING: Duration = Duration::from_secs(2);

/// Bytes read at once.
const PIECE: usize = 256 << 10;

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

    pub(super) fn timed_out(&self) -> FetchError {
        self.server.timed_out()
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
        let entries = match line.files.read_dir(path.as_str()).await {
            Ok(entries) => entries,
            Err(error) => return Err(self.failed(&error, &path).await),
        };
        let (mut files, mut folders) = (Vec::new(), Vec::new());
        for entry in entries {
            let name = entry.file_name();
            // A name is what a server says: it must not lead elsewhere.
            if name.is_empty() || name == ".." || name == "." || name.contains(['/', '\0']) {
                continue;
            }
            let below = match folder {
                "" => name,
                folder => format!("{folder}/{name}"),
            };
            let kind = entry.file_type();
            // Links are followed by the server, or not; we do not ask it to.
            if kind.is_dir() {
                folders.push(below);
            } else if kind.is_file() {
                files.push(listed(below, &entry.metadata()));
            }
        }
        Ok((files, folders))
    }
}

#[async_trait]
impl Shelf for Remote {
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
        match line.files.metadata(path.as_str()).await {
            Ok(now) => Ok(Some(mark(&now))),
            Err(SftpError::Status(status)) if status.status_code == StatusCode::NoSuchFile => {
                Ok(None)
            }
            Err(error) => Err(self.failed(&error, &path).await),
        }
    }

    async fn read(&self, file: &Listed, copy: &mut Copying<'_>) -> Result<(), FetchError> {
        let line = self.line().await?;
        let path = self.path(&file.path);
        let mut open = match line.files.open(path.as_str()).await {
            Ok(open) => open,
            Err(error) => return Err(self.failed(&error, &path).await),
        };
        let mut piece = vec![0; PIECE];
        let from = SeekFrom::Start(copy.bytes());
        let mut result = open.seek(from).await.map(|_at| ());
        while result.is_ok() {
            match open.read(&mut piece).await {
                Ok(0) => return Ok(()),
                Ok(read) => copy.add(piece.get(..read).unwrap_or_default()).await?,
                Err(error) => result = Err(error),
            }
        }
        // While bytes come, only the line can break.
        *self.line.lock().await = None;
        Err(FetchError::passing("fetch_cut_off", self.server.name()))
    }

    fn settling(&self) -> Duration {
        SETTLING
    }
}

fn listed(path: String, about: &Metadata) -> Listed {
    Listed {
        path,
        bytes: about.size,
        modified: about.mtime.map(i64::from),
        mark: mark(about),
    }
}

fn mark(about: &Metadata) -> String {
    let number = |number: Option<u64>| number.map_or("?".to_owned(), |number| number.to_string());
    format!(
        "{}/{}",
        number(about.size),
        number(about.mtime.map(u64::from))
    )
}
