//! Waiting for one another.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// One delivery per source at a time; others of the same source wait, of other sources do not.
#[derive(Default)]
pub(crate) struct Turns(Mutex<HashMap<String, Arc<tokio::sync::Mutex<()>>>>);

impl Turns {
    pub(crate) async fn wait(&self, key: String) -> Turn {
        self.of(key).lock_owned().await
    }

    /// The turn, if nobody has it.
    pub(crate) fn take(&self, key: String) -> Option<Turn> {
        self.of(key).try_lock_owned().ok()
    }

    fn of(&self, key: String) -> Arc<tokio::sync::Mutex<()>> {
        let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        turns.retain(|_key, turn| Arc::strong_count(turn) > 1);
        turns.entry(key).or_default().clone()
    }
}

/// Held until a delivery has become something.
pub(crate) type Turn = tokio::sync::OwnedMutexGuard<()>;
