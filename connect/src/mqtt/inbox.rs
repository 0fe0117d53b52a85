//! Where messages lie from their acknowledgement until they are deliveries.

use crate::http::disk;
use hebewerk_hub::ports::FetchError;
use hebewerk_model::ConnectionId;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use tokio::fs::{self, File, OpenOptions};
use tokio::io::AsyncWriteExt;

/// The topics the broker was asked for.
const ASKED: &str = "asked.json";

/// What a fetch leaves behind: the number of the last file that was handed on.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
struct HandedOn {
    handed_on: u64,
}

/// The inbox of a connection: files of lines, numbered.
pub(super) struct Inbox {
    folder: PathBuf,
    /// Numbers of files that are not deliveries yet, in order.
    waiting: Vec<u64>,
    current: Option<File>,
    next: u64,
}

impl Inbox {
    /// Opens the inbox and removes what has become deliveries since.
    pub(super) async fn open(
        inboxes: &Path,
        connection: ConnectionId,
        memory: Option<&str>,
    ) -> Result<Self, FetchError> {
        let folder = inboxes.join(connection.to_string());
        let failed = |error| disk(&error);
        fs::create_dir_all(&folder).await.map_err(failed)?;
        let done: HandedOn = memory
            .and_then(|memory| serde_json::from_str(memory).ok())
            .unwrap_or_default();
        let mut numbers = Vec::new();
        let mut entries = fs::read_dir(&folder).await.map_err(failed)?;
        while let Some(entry) = entries.next_entry().await.map_err(failed)? {
            let name = entry.file_name();
            let number = name.to_str().and_then(|name| name.strip_suffix(".ndjson"));
            numbers.extend(number.and_then(|number| number.parse::<u64>().ok()));
        }
        numbers.sort_unstable();
        let mut inbox = Self {
            next: numbers.last().copied().unwrap_or(0).max(done.handed_on) + 1,
            folder,
            waiting: Vec::new(),
            current: None,
        };
        for number in numbers {
            if number > done.handed_on {
                inbox.waiting.push(number);
            } else {
                let path = inbox.path(number);
                fs::remove_file(path).await.map_err(failed)?;
            }
        }
        Ok(inbox)
    }

    /// The topics the broker was asked for; none if it never was.
    pub(super) async fn asked(&self) -> Option<Vec<String>> {
        let text = fs::read(self.folder.join(ASKED)).await.ok()?;
        serde_json::from_slice(&text).ok()
    }

    /// Notes the topics the broker was asked for.
    pub(super) async fn note_asked(&self, topics: &[String]) -> Result<(), FetchError> {
        let text = serde_json::to_vec(topics).unwrap_or_default();
        let written = fs::write(self.folder.join(ASKED), text).await;
        written.map_err(|error| disk(&error))
    }

    /// Appends lines; they are on the disk when this returns.
    pub(super) async fn keep(&mut self, lines: &[u8]) -> Result<(), FetchError> {
        let failed = |error: std::io::Error| disk(&error);
        if self.current.is_none() {
            let path = self.path(self.next);
            let mut new = OpenOptions::new();
            let new = new.create_new(true).append(true).open(path).await;
            self.current = Some(new.map_err(failed)?);
            self.waiting.push(self.next);
            self.next += 1;
            // The name must outlast a loss of power as well.
            let folder = File::open(&self.folder).await.map_err(failed)?;
            folder.sync_all().await.map_err(failed)?;
        }
        if let Some(file) = &mut self.current {
            file.write_all(lines).await.map_err(failed)?;
            file.sync_data().await.map_err(failed)?;
        }
        Ok(())
    }

    /// Writes all that waits into one file; what is to be left behind, or none if nothing waits.
    pub(super) async fn hand_on(
        &mut self,
        path: &Path,
        most_bytes: u64,
    ) -> Result<Option<String>, FetchError> {
        let failed = |error: std::io::Error| disk(&error);
        self.current = None;
        let mut handed_on = None;
        let mut file = None;
        let mut bytes = 0;
        for number in &self.waiting {
            let lines = whole_lines(fs::read(self.path(*number)).await.map_err(failed)?);
            bytes += lines.len() as u64;
            // What is too much for one fetch comes with the next.
            if bytes > most_bytes && handed_on.is_some() {
                break;
            }
            if !lines.is_empty() && file.is_none() {
                file = Some(File::create_new(path).await.map_err(failed)?);
            }
            if let Some(file) = &mut file {
                file.write_all(&lines).await.map_err(failed)?;
            }
            handed_on = Some(*number);
        }
        let Some(mut file) = file else {
            return Ok(None);
        };
        file.flush().await.map_err(failed)?;
        let handed_on = handed_on.map(|handed_on| HandedOn { handed_on });
        Ok(handed_on.and_then(|handed_on| serde_json::to_string(&handed_on).ok()))
    }

    fn path(&self, number: u64) -> PathBuf {
        self.folder.join(format!("{number:012}.ndjson"))
    }
}

/// Without a line that a loss of power cut off: it was not acknowledged and comes again.
fn whole_lines(mut text: Vec<u8>) -> Vec<u8> {
    let end = text.iter().rposition(|byte| *byte == b'\n');
    text.truncate(end.map_or(0, |end| end + 1));
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    async fn open(folder: &TempDir, memory: Option<&str>) -> Inbox {
        let connection = "018f4d3c-0000-7000-8000-000000000001".parse().unwrap();
        Inbox::open(folder.path(), connection, memory)
            .await
            .unwrap()
    }

    async fn handed_on(inbox: &mut Inbox) -> Option<(String, String)> {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("messages");
        let memory = inbox.hand_on(&path, 1 << 20).await.unwrap()?;
        Some((std::fs::read_to_string(path).unwrap(), memory))
    }

    #[tokio::test]
    async fn messages_are_handed_on_until_they_have_become_a_delivery() {
        let folder = TempDir::new().unwrap();
        let mut inbox = open(&folder, None).await;
        inbox.keep(b"1\n").await.unwrap();
        inbox.keep(b"2\n").await.unwrap();
        let (text, memory) = handed_on(&mut inbox).await.unwrap();
        assert_eq!(text, "1\n2\n");
        // The hub ended before: they come again, with what came since.
        let mut inbox = open(&folder, None).await;
        inbox.keep(b"3\n").await.unwrap();
        assert_eq!(handed_on(&mut inbox).await.unwrap().0, "1\n2\n3\n");
        // It did not end: only the rest comes.
        let mut inbox = open(&folder, Some(&memory)).await;
        let (text, memory) = handed_on(&mut inbox).await.unwrap();
        assert_eq!(text, "3\n");
        let mut inbox = open(&folder, Some(&memory)).await;
        assert_eq!(handed_on(&mut inbox).await, None);
        // Numbers are never given twice, also when all files are gone.
        inbox.keep(b"4\n").await.unwrap();
        let mut inbox = open(&folder, Some(&memory)).await;
        assert_eq!(handed_on(&mut inbox).await.unwrap().0, "4\n");
    }

    #[tokio::test]
    async fn a_line_cut_off_by_a_loss_of_power_is_no_message() {
        let folder = TempDir::new().unwrap();
        let mut inbox = open(&folder, None).await;
        inbox.keep(b"1\n{\"a\":").await.unwrap();
        assert_eq!(handed_on(&mut inbox).await.unwrap().0, "1\n");
    }
}
