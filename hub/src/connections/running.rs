//! Fetches under way, in memory.

use hebewerk_model::ConnectionId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{Notify, Semaphore};

/// Fetches at once: each may fill a disk and a line.
const PLACES: usize = 4;

/// How far a fetch is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FetchProgress {
    /// `fetch`, then the stages of taking in: `keep`, `look`, `write`, `commit`.
    pub stage: &'static str,
    /// Bytes fetched, or steps of the stage.
    pub done: u64,
    /// Of how many, if that is known.
    pub of: Option<u64>,
}

/// Fetches under way.
pub(crate) struct Fetching {
    under_way: Mutex<HashMap<ConnectionId, Handle>>,
    pub(super) places: Semaphore,
}

#[derive(Clone)]
struct Handle {
    progress: FetchProgress,
    stop: Arc<Notify>,
}

impl Default for Fetching {
    fn default() -> Self {
        Self {
            under_way: Mutex::default(),
            places: Semaphore::new(PLACES),
        }
    }
}

/// A connection's turn; given back when it is dropped, however the fetch ends.
pub(super) struct Turn {
    fetching: Arc<Fetching>,
    id: ConnectionId,
    pub(super) stop: Arc<Notify>,
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.fetching.with(|under_way| under_way.remove(&self.id));
    }
}

impl Fetching {
    /// The turn of a connection; none while it is being fetched already.
    pub(super) fn begin(self: &Arc<Self>, id: ConnectionId) -> Option<Turn> {
        let stop = Arc::new(Notify::new());
        let handle = Handle {
            progress: FetchProgress {
                stage: "fetch",
                done: 0,
                of: None,
            },
            stop: Arc::clone(&stop),
        };
        self.with(|under_way| {
            if under_way.contains_key(&id) {
                return None;
            }
            under_way.insert(id, handle);
            Some(())
        })?;
        Some(Turn {
            fetching: Arc::clone(self),
            id,
            stop,
        })
    }

    pub(crate) fn note(&self, id: ConnectionId, progress: FetchProgress) {
        self.with(|under_way| {
            if let Some(handle) = under_way.get_mut(&id) {
                handle.progress = progress;
            }
        });
    }

    pub(super) fn is_under_way(&self, id: ConnectionId) -> bool {
        self.progress(id).is_some()
    }

    /// How far the fetch of a connection is, if one is under way.
    pub(crate) fn progress(&self, id: ConnectionId) -> Option<FetchProgress> {
        self.with(|under_way| under_way.get(&id).map(|handle| handle.progress))
    }

    /// Stops the fetch of a connection, if it still fetches.
    pub(super) fn stop(&self, id: ConnectionId) {
        self.with(|under_way| {
            if let Some(handle) = under_way.get(&id) {
                handle.stop.notify_one();
            }
        });
    }

    fn with<T>(&self, work: impl FnOnce(&mut HashMap<ConnectionId, Handle>) -> T) -> T {
        work(
            &mut self
                .under_way
                .lock()
                .unwrap_or_else(PoisonError::into_inner),
        )
    }
}
