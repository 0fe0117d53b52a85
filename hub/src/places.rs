//! Places for work that costs: so many at once, one of them never taken by guests.

use crate::HubError;
use crate::ports::{AskError, Place};
use hebewerk_model::Principal;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// How long a place is waited for. Longer, and whoever waits is better told so.
const PATIENCE: Duration = Duration::from_secs(3);

/// After how many seconds another attempt makes sense.
const RETRY_SECONDS: u64 = 5;

/// Places of one kind of work.
#[derive(Debug)]
pub(crate) struct Places {
    all: Arc<Semaphore>,
    /// Guests need one of these as well: whoever has signed in finds a place however many guests there are.
    for_guests: Arc<Semaphore>,
    patience: Duration,
}

impl Places {
    /// Questions at once: each is a process that may use every core and its memory.
    pub(crate) fn for_questions() -> Self {
        Self::new(4, 3, PATIENCE)
    }

    /// Downloads at once: each holds the memory of a sort.
    pub(crate) fn for_downloads() -> Self {
        Self::new(6, 4, PATIENCE)
    }

    fn new(all: usize, for_guests: usize, patience: Duration) -> Self {
        Self {
            all: Arc::new(Semaphore::new(all)),
            for_guests: Arc::new(Semaphore::new(for_guests)),
            patience,
        }
    }

    /// A place for the principal, after a short wait if need be.
    pub(crate) async fn take(&self, principal: &Principal) -> Result<Place, HubError> {
        let is_guest = matches!(principal, Principal::Anonymous);
        let taking = async {
            let mut permits = Vec::with_capacity(2);
            if is_guest {
                permits.push(Arc::clone(&self.for_guests).acquire_owned().await);
            }
            permits.push(Arc::clone(&self.all).acquire_owned().await);
            permits.into_iter().collect::<Result<Vec<_>, _>>()
        };
        match timeout(self.patience, taking).await {
            Ok(Ok(permits)) => Ok(Place::holding(permits)),
            Ok(Err(_closed)) => Err(AskError::Internal.into()),
            Err(_elapsed) => Err(HubError::Busy {
                seconds: RETRY_SECONDS,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn guests_leave_a_place_to_those_who_signed_in() {
        let places = Places::new(3, 2, Duration::ZERO);
        let guest = Principal::Anonymous;
        let mut taken = Vec::new();
        for _ in 0..2 {
            taken.push(places.take(&guest).await.unwrap());
        }
        let refused = places.take(&guest).await.unwrap_err();
        assert!(
            matches!(refused, HubError::Busy { seconds: 5 }),
            "{refused}"
        );
        let known = places.take(&Principal::Operator).await.unwrap();
        assert!(places.take(&Principal::Operator).await.is_err());
        drop(known);
        taken.pop();
        assert!(places.take(&guest).await.is_ok());
    }
}
