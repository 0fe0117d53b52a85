//! Memory of connections and their fetches.

use super::{Event, StoreError};
use async_trait::async_trait;
use hebewerk_model::{Connection, ConnectionId, ConnectionRun, PauseReason};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// A connection whose time has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueConnection {
    /// The connection.
    pub connection: Connection,
    /// Fetches that failed one after the other, until now.
    pub failures: u32,
}

/// What happened to a connection.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ConnectionHistory {
    /// The newest fetch.
    pub last: Option<ConnectionRun>,
    /// The newest fetches that brought something new, newest first.
    pub news: Vec<ConnectionRun>,
    /// When the clock fetches it next, unless it is paused.
    pub next: Option<Timestamp>,
}

/// Connections, their sealed secrets and their log.
#[async_trait]
pub trait Connections: Send + Sync {
    /// All connections, by name.
    async fn list(&self) -> Result<Vec<Connection>, StoreError>;

    /// What happened to one connection, or to all of them at once: of news the newest `news`.
    async fn histories(
        &self,
        of: Option<ConnectionId>,
        news: u32,
    ) -> Result<BTreeMap<ConnectionId, ConnectionHistory>, StoreError>;

    /// One connection.
    async fn get(&self, id: ConnectionId) -> Result<Option<Connection>, StoreError>;

    /// Makes or changes a connection. `secrets` are sealed; those not named stay as they are, and where an empty text is
    /// named none is kept. Whatever the last fetch left behind is forgotten when connector or settings change. It is
    /// due at `next`.
    async fn save(
        &self,
        connection: &Connection,
        secrets: &BTreeMap<String, String>,
        next: Option<Timestamp>,
        event: &Event,
    ) -> Result<(), StoreError>;

    /// Pauses a connection for a reason, unless somebody has paused or taken it over meanwhile; whether it was paused.
    async fn pause_for(
        &self,
        connection: &Connection,
        reason: PauseReason,
        event: &Event,
    ) -> Result<bool, StoreError>;

    /// Forgets a connection, its secrets and its log. Datasets stay.
    async fn remove(&self, id: ConnectionId, event: &Event) -> Result<(), StoreError>;

    /// The sealed secrets of a connection, by field.
    async fn secrets(&self, id: ConnectionId) -> Result<BTreeMap<String, String>, StoreError>;

    /// What the last successful fetch left behind.
    async fn memory(&self, id: ConnectionId) -> Result<Option<String>, StoreError>;

    /// Connections that are not paused and due at `now`, longest overdue first, at most `limit`.
    async fn due(&self, now: Timestamp, limit: u32) -> Result<Vec<DueConnection>, StoreError>;

    /// Writes down that a fetch begins.
    async fn begin(&self, run: &ConnectionRun) -> Result<(), StoreError>;

    /// Writes down how a fetch ended, what it leaves to the next one (`Some` replaces), when that is due, and how many
    /// failed in a row.
    async fn end(
        &self,
        run: &ConnectionRun,
        memory: Option<&str>,
        next: Option<Timestamp>,
        failures: u32,
    ) -> Result<(), StoreError>;

    /// Fetches that this program left unfinished when it ended last time become [`hebewerk_model::RunOutcome::Stopped`].
    async fn close_unfinished(&self, now: Timestamp) -> Result<u64, StoreError>;

    /// The newest fetches of a connection, newest first.
    async fn runs(&self, id: ConnectionId, limit: u32) -> Result<Vec<ConnectionRun>, StoreError>;

    /// The newest fetches that brought something new, newest first. They are remembered longer than the others: a
    /// source may be asked every minute and speak once a month.
    async fn news(&self, id: ConnectionId, limit: u32) -> Result<Vec<ConnectionRun>, StoreError>;

    /// Notes that somebody is being reminded of a connection now, unless somebody was after `not_after`; whether it
    /// was noted. Of two that ask at once one is told no.
    async fn note_reminder(
        &self,
        id: ConnectionId,
        now: Timestamp,
        not_after: Timestamp,
    ) -> Result<bool, StoreError>;
}
