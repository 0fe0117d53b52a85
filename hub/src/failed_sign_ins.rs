//! Failed sign-ins in the audit: one entry stands for all of one minute and one origin.
//!
//! Every entry is synced to the disk and never deleted; without this, anybody could fill it.

use crate::throttle::Origin;
use jiff::Timestamp;
use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

/// Entries written in one minute at most, however many origins there are.
const MOST_IN_A_MINUTE: usize = 60;

/// Who has failed in the running minute.
#[derive(Default)]
pub(crate) struct FailedSignIns(Mutex<(i64, HashSet<Origin>)>);

impl FailedSignIns {
    /// Whether this failure gets an entry.
    pub(crate) fn is_first(&self, origin: Origin, now: Timestamp) -> bool {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let minute = now.as_second().div_euclid(60);
        if seen.0 != minute {
            *seen = (minute, HashSet::new());
        }
        seen.1.len() < MOST_IN_A_MINUTE && seen.1.insert(origin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_entry_stands_for_all_failures_of_a_minute_and_an_origin() {
        let failed = FailedSignIns::default();
        let at = |second| Timestamp::from_second(second).unwrap();
        let origin = Origin::V4([10, 0, 0, 1]);
        assert!(failed.is_first(origin, at(0)));
        assert!(!failed.is_first(origin, at(59)));
        assert!(failed.is_first(Origin::Unknown, at(59)));
        assert!(failed.is_first(origin, at(60)));
        let written = (0..10_000_u64)
            .filter(|network| failed.is_first(Origin::V6(network.to_be_bytes()), at(61)))
            .count();
        assert_eq!(written, MOST_IN_A_MINUTE - 1);
    }
}
