//! A file that is copied into the store while others read it.

use super::source::Source;
use super::{failed, keep_file};
use crate::durable::Draft;
use async_trait::async_trait;
use hebewerk_hub::ports::{Kept, RawError, StoredRaw};
use std::path::{Path, PathBuf};
use tokio::task::{JoinHandle, spawn_blocking};

/// What is kept.
pub(super) struct KeptFile {
    path: PathBuf,
    state: State,
}

enum State {
    /// It is where it belongs.
    Settled(StoredRaw),
    /// Its bytes are under way.
    Copying(JoinHandle<Result<(StoredRaw, Source), RawError>>),
}

impl KeptFile {
    /// A file that is where it belongs.
    pub(super) const fn settled(stored: StoredRaw, path: PathBuf) -> Self {
        Self {
            path,
            state: State::Settled(stored),
        }
    }

    /// A file that is copied from now on. Must be called on a runtime.
    pub(super) fn copying(mut source: Source, draft: Draft) -> Self {
        Self {
            path: source.path().clone(),
            state: State::Copying(spawn_blocking(move || {
                let stored = keep_file(&mut source, draft)?;
                Ok((stored, source))
            })),
        }
    }
}

#[async_trait]
impl Kept for KeptFile {
    fn stored(&self) -> Option<&StoredRaw> {
        match &self.state {
            State::Settled(stored) => Some(stored),
            State::Copying(_) => None,
        }
    }

    fn path(&self) -> &Path {
        &self.path
    }

    async fn settle(self: Box<Self>) -> Result<StoredRaw, RawError> {
        let copying = match self.state {
            State::Settled(stored) => return Ok(stored),
            State::Copying(copying) => copying,
        };
        let (stored, source) = copying.await.map_err(|error| failed("kept", error))??;
        // Others have read the file since it was copied: they must have read the same.
        spawn_blocking(move || {
            source.refuse_if_changed(stored.size_bytes)?;
            Ok(stored)
        })
        .await
        .map_err(|error| failed("kept", error))?
    }
}
