//! Comparisons already made. Versions do not change, so they are never stale; they are told apart by the conditions
//! under which they were read, so they never tell more. That one took too much is kept for a while only: it may have
//! been a busy minute.

use super::RowChanges;
use crate::tables::Resolved;
use hebewerk_model::{TableId, VersionId};
use jiff::{SignedDuration, Timestamp};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// Comparisons kept.
const MOST: usize = 64;
/// When a comparison that took too much is tried again.
const AGAIN: SignedDuration = SignedDuration::from_mins(10);

/// Two versions of a table and the classes of policies under which they were read.
pub(crate) type Key = (VersionId, VersionId, TableId, [String; 2]);

/// The comparisons asked for last, newest first.
#[derive(Debug, Default)]
pub(crate) struct Kept(Mutex<VecDeque<(Key, Found)>>);

/// What was found, and when it is looked for anew, if ever.
type Found = (Arc<RowChanges>, Option<Timestamp>);

/// Under what a comparison is kept.
pub(crate) fn key(old: &Resolved, new: &Resolved) -> Key {
    (
        old.version.id,
        new.version.id,
        new.table.table.id,
        [old, new].map(|side| side.guarded.access.policy_class()),
    )
}

impl Kept {
    /// Forgets everything: versions do change when something is erased from them.
    pub(crate) fn clear(&self) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.clear();
    }

    pub(crate) fn get(&self, key: &Key, now: Timestamp) -> Option<Arc<RowChanges>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (_key, (changes, until)) = kept.iter().find(|(known, _changes)| known == key)?;
        until
            .is_none_or(|until| now < until)
            .then(|| changes.clone())
    }

    pub(crate) fn keep(&self, key: Key, changes: Arc<RowChanges>, now: Timestamp) {
        let is_final = !matches!(*changes, RowChanges::TooMuch);
        let until = (!is_final).then(|| now + AGAIN);
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(known, _changes)| *known != key);
        kept.push_front((key, (changes, until)));
        kept.truncate(MOST);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn what_took_too_much_is_tried_again_later_and_what_was_found_stays() {
        let kept = Kept::default();
        let begun = Timestamp::UNIX_EPOCH;
        let later = begun + AGAIN;
        let key = |number| {
            let id = Uuid::from_u128(number);
            let version = VersionId::from_uuid(id);
            (
                version,
                version,
                TableId::from_uuid(id),
                [String::new(), String::new()],
            )
        };
        kept.keep(key(1), Arc::new(RowChanges::TooMuch), begun);
        kept.keep(key(2), Arc::new(RowChanges::Same), begun);
        assert!(kept.get(&key(1), begun).is_some());
        assert!(kept.get(&key(1), later).is_none());
        assert!(kept.get(&key(2), later).is_some());
        assert!(kept.get(&key(3), begun).is_none());
    }
}
