//! Comparisons already made. Versions do not change, so they are never stale; they are told apart by the conditions
//! under which they were read, so they never tell more.

use super::RowChanges;
use crate::tables::Resolved;
use hebewerk_model::{TableId, VersionId};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// Comparisons kept.
const MOST: usize = 64;

/// Two versions of a table and the class of policies under which they were read.
pub(crate) type Key = (VersionId, VersionId, TableId, String);

/// The comparisons asked for last, newest first.
#[derive(Debug, Default)]
pub(crate) struct Kept(Mutex<VecDeque<(Key, Arc<RowChanges>)>>);

/// Under what a comparison is kept.
pub(crate) fn key(old: &Resolved, new: &Resolved) -> Key {
    (
        old.version.id,
        new.version.id,
        new.table.table.id,
        new.decision.access.policy_class(),
    )
}

impl Kept {
    pub(crate) fn get(&self, key: &Key) -> Option<Arc<RowChanges>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.iter().find(|(known, _changes)| known == key)?;
        Some(found.1.clone())
    }

    pub(crate) fn keep(&self, key: Key, changes: Arc<RowChanges>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(known, _changes)| *known != key);
        kept.push_front((key, changes));
        kept.truncate(MOST);
    }
}
