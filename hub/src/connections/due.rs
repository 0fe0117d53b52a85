//! The clock of fetches.

use super::keep::later;
use crate::ports::DueConnection;
use crate::{Hub, HubError};
use hebewerk_model::{Connection, ConnectionId, Principal, Rhythm};
use jiff::Timestamp;
use std::sync::Arc;
use std::time::Duration;

/// Connections begun at one look at the clock.
const AT_ONCE: u32 = 32;

/// Longest pause after many failures: a day.
const LONGEST_PAUSE: Duration = Duration::from_hours(24);

impl Hub {
    /// Begins the fetch of every connection whose time has come; called often by whoever runs the hub. One whose maker
    /// has lost the right is paused instead. Returns how many were begun.
    pub async fn fetch_due(self: &Arc<Self>) -> Result<usize, HubError> {
        let now = self.parts.clock.now();
        let due = self.parts.connections.due(now, AT_ONCE).await?;
        let mut begun = 0;
        for DueConnection {
            connection,
            failures,
        } in due
        {
            let Some(turn) = self.fetching.begin(connection.id) else {
                continue;
            };
            if let Some(refusal) = self.refusal_of_maker(&connection).await? {
                self.pause_orphan(&connection, &refusal).await?;
                continue;
            }
            let hub = Arc::clone(self);
            tokio::spawn(async move {
                hub.fetch_one(turn, Principal::Operator, connection, failures)
                    .await;
            });
            begun += 1;
        }
        Ok(begun)
    }

    /// Fetches a connection now. Returns once it is under way; [`Hub::connection`] tells how far it is.
    pub async fn fetch_now(
        self: &Arc<Self>,
        principal: &Principal,
        id: ConnectionId,
    ) -> Result<(), HubError> {
        let connection = self.own_connection(principal, id).await?;
        // Its turn begins here: whoever looks at once sees it under way.
        let Some(turn) = self.fetching.begin(id) else {
            return Ok(());
        };
        let hub = Arc::clone(self);
        let principal = principal.clone();
        tokio::spawn(async move { hub.fetch_one(turn, principal, connection, 0).await });
        Ok(())
    }

    /// Fetches a connection and waits for the end.
    pub async fn fetch_and_wait(
        self: &Arc<Self>,
        principal: &Principal,
        id: ConnectionId,
    ) -> Result<(), HubError> {
        let connection = self.own_connection(principal, id).await?;
        if let Some(turn) = self.fetching.begin(id) {
            self.fetch_one(turn, principal.clone(), connection, 0).await;
        }
        Ok(())
    }

    /// Stops the fetch of a connection; what is already being taken in goes on to its end.
    pub async fn stop_fetch(
        &self,
        principal: &Principal,
        id: ConnectionId,
    ) -> Result<(), HubError> {
        let connection = self.own_connection(principal, id).await?;
        self.fetching.stop(connection.id);
        Ok(())
    }

    /// What was under way when the program ended is not any more.
    pub async fn close_unfinished_fetches(&self) -> Result<u64, HubError> {
        let now = self.parts.clock.now();
        Ok(self.parts.connections.close_unfinished(now).await?)
    }
}

/// When a connection is fetched next: by its rhythm, a little later for each one so that not all come at once; after
/// failures in a row twice as late each time; never before the system wants to be asked again.
pub(super) fn next(
    connection: &Connection,
    now: Timestamp,
    failures: u32,
    retry_after: Option<Duration>,
) -> Option<Timestamp> {
    let Rhythm::Every(minutes) = connection.rhythm else {
        return None;
    };
    let every = Duration::from_mins(u64::from(minutes));
    let doubled = every.saturating_mul(1 << failures.saturating_sub(1).min(10));
    let pause = if failures > 1 {
        doubled.min(LONGEST_PAUSE).max(every)
    } else {
        every
    };
    let pause = pause + jitter(connection.id, every);
    Some(later(now, pause.max(retry_after.unwrap_or_default())))
}

/// Up to a tenth of the rhythm, at most five minutes; always the same for one connection.
fn jitter(id: ConnectionId, every: Duration) -> Duration {
    let most = (every / 10).min(Duration::from_mins(5));
    let [.., a, b] = *id.as_uuid().as_bytes();
    let share = f64::from(u16::from_be_bytes([a, b])) / f64::from(u16::MAX);
    most.mul_f64(share)
}

#[cfg(test)]
mod tests {
    use super::*;
    use hebewerk_model::{Maker, OrganisationId, Visibility};
    use std::collections::BTreeMap;

    fn connection(rhythm: Rhythm) -> Connection {
        Connection {
            id: ConnectionId::from_uuid(uuid::Uuid::nil()),
            organisation: OrganisationId::from_uuid(uuid::Uuid::nil()),
            name: "Pegel".to_owned(),
            connector: "http".to_owned(),
            settings: BTreeMap::new(),
            visibility: Visibility::Office,
            rhythm,
            promised_minutes: None,
            paused: false,
            pause_reason: None,
            maker: Maker::Unknown,
            created_at: Timestamp::UNIX_EPOCH,
            updated_at: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn failures_in_a_row_make_the_pause_longer_up_to_a_day() {
        let hourly = connection(Rhythm::Every(60));
        let minutes = |failures, retry_after| {
            let next = next(&hourly, Timestamp::UNIX_EPOCH, failures, retry_after).unwrap();
            next.as_second() / 60
        };
        assert_eq!(minutes(0, None), 60);
        assert_eq!(minutes(1, None), 60);
        assert_eq!(minutes(2, None), 120);
        assert_eq!(minutes(4, None), 480);
        assert_eq!(minutes(30, None), 1_440);
        assert_eq!(minutes(0, Some(Duration::from_hours(3))), 180);
        let weekly = connection(Rhythm::Every(10_080));
        let next = next(&weekly, Timestamp::UNIX_EPOCH, 9, None).unwrap();
        assert_eq!(next.as_second() / 60, 10_080);
    }

    #[test]
    fn by_hand_the_clock_does_nothing() {
        let by_hand = connection(Rhythm::ByHand);
        assert_eq!(next(&by_hand, Timestamp::UNIX_EPOCH, 0, None), None);
    }

    #[test]
    fn connections_of_the_same_rhythm_come_one_after_the_other() {
        let id = |end: u16| {
            let mut bytes = [0; 16];
            bytes[14..].copy_from_slice(&end.to_be_bytes());
            ConnectionId::from_uuid(uuid::Uuid::from_bytes(bytes))
        };
        let hour = Duration::from_hours(1);
        assert_eq!(jitter(id(0), hour), Duration::ZERO);
        assert!(jitter(id(40_000), hour) > jitter(id(20_000), hour));
        assert_eq!(jitter(id(u16::MAX), hour), Duration::from_mins(5));
    }
}
