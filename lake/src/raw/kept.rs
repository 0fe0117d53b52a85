//! A file that is in the store already, but whose sync is still under way.

use super::{failed, target_failed};
use crate::durable::{Draft, Published};
use async_trait::async_trait;
use hebewerk_hub::ports::{Kept, RawError, StoredRaw};
use std::io;
use std::path::{Path, PathBuf};
use tokio::task::{JoinHandle, spawn_blocking};

/// What was kept.
pub(super) struct KeptFile {
    stored: StoredRaw,
    path: PathBuf,
    /// Ends with the draft, whose path is read from until then; none when file and name have survived already.
    settling: Option<JoinHandle<io::Result<Draft>>>,
}

impl KeptFile {
    /// A file that is where it belongs.
    pub(super) const fn settled(stored: StoredRaw, path: PathBuf) -> Self {
        Self {
            stored,
            path,
            settling: None,
        }
    }

    /// A file that is given its name while others read it. Must be called on a runtime.
    pub(super) fn settling(stored: StoredRaw, mut draft: Draft) -> Self {
        let path = draft.path().to_owned();
        let address = super::address(stored.content);
        let settling = spawn_blocking(move || {
            // Another thread may have won in between: the same content under the same name, so either is right.
            match draft.name(&address)? {
                Published::New | Published::Taken => Ok(draft),
            }
        });
        Self {
            stored,
            path,
            settling: Some(settling),
        }
    }
}

#[async_trait]
impl Kept for KeptFile {
    fn stored(&self) -> &StoredRaw {
        &self.stored
    }

    fn path(&self) -> &Path {
        &self.path
    }

    async fn settle(self: Box<Self>) -> Result<(), RawError> {
        let Some(settling) = self.settling else {
            return Ok(());
        };
        let draft = settling.await.map_err(|error| failed("kept", error))?;
        draft.map(drop).map_err(target_failed)
    }
}
