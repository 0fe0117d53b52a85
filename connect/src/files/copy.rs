//! A file that is being copied: it grows, and what breaks off is taken up where it ended.

use super::{Listed, Shelf};
use crate::http::disk;
use hebewerk_hub::ports::FetchError;
use std::path::Path;
use std::time::Duration;
use tokio::fs::File;
use tokio::io::{AsyncSeekExt, AsyncWriteExt};
use tokio::time::sleep;

/// Tries of one file at a place that breaks off.
const TRIES: u32 = 4;

/// How long to wait before the second try; longer before the others.
const PAUSE: Duration = Duration::from_millis(500);

/// How many bytes there are so far.
type SoFar<'a> = &'a (dyn Fn(u64) + Send + Sync);

/// A copy.
pub(crate) struct Copying<'a> {
    file: File,
    bytes: u64,
    /// What is left of what the whole fetch may bring, and that.
    most: (u64, u64),
    so_far: SoFar<'a>,
}

impl<'a> Copying<'a> {
    pub(super) async fn create(
        path: &Path,
        most: (u64, u64),
        so_far: SoFar<'a>,
    ) -> Result<Self, FetchError> {
        Ok(Self {
            file: File::create_new(path).await.map_err(|error| disk(&error))?,
            bytes: 0,
            most,
            so_far,
        })
    }

    /// Reads all of a file.
    pub(super) async fn fill(
        &mut self,
        place: &dyn Shelf,
        file: &Listed,
    ) -> Result<(), FetchError> {
        self.require_fit(file.bytes.unwrap_or_default())?;
        let mut tries = 1;
        loop {
            let before = self.bytes;
            let error = match place.read(file, self).await {
                Ok(()) => return Ok(()),
                Err(error) => error,
            };
            // A line that brings a little each time is slow, not broken.
            if self.bytes > before {
                tries = 1;
            }
            if !error.passing || tries >= TRIES {
                return Err(error);
            }
            sleep(error.retry_after.unwrap_or(PAUSE * tries)).await;
            tries += 1;
        }
    }

    /// Bytes that are there: what comes next begins here.
    pub(crate) const fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Appends a piece.
    pub(crate) async fn add(&mut self, piece: &[u8]) -> Result<(), FetchError> {
        self.require_fit(self.bytes + piece.len() as u64)?;
        let written = self.file.write_all(piece).await;
        written.map_err(|error| disk(&error))?;
        self.bytes += piece.len() as u64;
        (self.so_far)(self.bytes);
        Ok(())
    }

    /// Drops what is there: the place gives a file only whole.
    pub(crate) async fn begin_anew(&mut self) -> Result<(), FetchError> {
        let failed = |error: std::io::Error| disk(&error);
        self.file.flush().await.map_err(failed)?;
        self.file.set_len(0).await.map_err(failed)?;
        self.file.rewind().await.map_err(failed)?;
        self.bytes = 0;
        Ok(())
    }

    pub(super) async fn close(mut self) -> Result<u64, FetchError> {
        self.file.flush().await.map_err(|error| disk(&error))?;
        Ok(self.bytes)
    }

    fn require_fit(&self, bytes: u64) -> Result<(), FetchError> {
        let (left, all) = self.most;
        if bytes > left {
            let megabytes = (all >> 20).to_string();
            return Err(FetchError::lasting("fetch_too_large", megabytes));
        }
        Ok(())
    }
}
