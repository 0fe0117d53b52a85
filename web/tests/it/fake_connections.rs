//! Connections of the fake city, kept in memory, and a system that answers as it is told.

use crate::fake::Fake;
use async_trait::async_trait;
use hebewerk_hub::ports::*;
use hebewerk_model::*;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::MutexGuard;

/// What the fake city remembers of connections, and what its systems answer.
#[derive(Default)]
pub(crate) struct Systems {
    pub(crate) connections: Vec<Connection>,
    pub(crate) secrets: BTreeMap<ConnectionId, BTreeMap<String, String>>,
    pub(crate) next: BTreeMap<ConnectionId, Timestamp>,
    /// Newest first.
    pub(crate) runs: Vec<ConnectionRun>,
    /// What the systems have to choose from.
    pub(crate) offers: Vec<Offered>,
    /// Why the systems give nothing.
    pub(crate) refuses: Option<FetchError>,
    /// Whether a fetch never ends.
    pub(crate) waits: bool,
    /// How the systems were asked.
    pub(crate) asked: Vec<Fetch>,
}

impl Fake {
    /// What is remembered of connections.
    pub(crate) fn connected(&self) -> MutexGuard<'_, Systems> {
        self.systems.lock().unwrap()
    }
}

const fn field(name: &'static str, kind: FieldKind) -> Field {
    Field {
        name,
        kind,
        required: matches!(kind, FieldKind::Address),
        default: "",
    }
}

const FORMS: &[ConnectorForm] = &[ConnectorForm {
    kind: "http",
    brings: Brings::Files,
    fields: &[
        field("url", FieldKind::Address),
        field("user", FieldKind::Text),
        field("password", FieldKind::Secret),
    ],
}];

#[async_trait]
impl Connections for Fake {
    async fn list(&self) -> Result<Vec<Connection>, StoreError> {
        Ok(self.connected().connections.clone())
    }
    async fn histories(
        &self,
        of: Option<ConnectionId>,
        _: u32,
    ) -> Result<BTreeMap<ConnectionId, ConnectionHistory>, StoreError> {
        let systems = self.connected();
        let ids = systems.connections.iter().map(|known| known.id);
        let ids = ids.filter(|id| of.is_none_or(|of| of == *id));
        let history = |id: ConnectionId| {
            let runs = systems.runs.iter().filter(|run| run.connection == id);
            let is_news = |run: &ConnectionRun| run.outcome == RunOutcome::Delivered;
            let history = ConnectionHistory {
                last: runs.clone().next().cloned(),
                news: runs.filter(|run| is_news(run)).cloned().collect(),
                next: systems.next.get(&id).copied(),
            };
            (id, history)
        };
        Ok(ids.map(history).collect())
    }
    async fn get(&self, id: ConnectionId) -> Result<Option<Connection>, StoreError> {
        let systems = self.connected();
        let mut known = systems.connections.iter();
        Ok(known.find(|known| known.id == id).cloned())
    }
    async fn save(
        &self,
        connection: &Connection,
        secrets: &BTreeMap<String, String>,
        next: Option<Timestamp>,
        event: &Event,
    ) -> Result<(), StoreError> {
        let mut systems = self.connected();
        systems
            .connections
            .retain(|known| known.id != connection.id);
        systems.connections.push(connection.clone());
        let sealed = systems.secrets.entry(connection.id).or_default();
        sealed.extend(secrets.clone());
        sealed.retain(|_field, sealed| !sealed.is_empty());
        systems.next.remove(&connection.id);
        systems.next.extend(next.map(|next| (connection.id, next)));
        self.audit.lock().unwrap().push(event.clone());
        Ok(())
    }
    async fn pause_for(
        &self,
        connection: &Connection,
        reason: PauseReason,
        event: &Event,
    ) -> Result<bool, StoreError> {
        let mut systems = self.connected();
        let mut known = systems.connections.iter_mut();
        let known = known.find(|it| it.id == connection.id && it.maker == connection.maker);
        let Some(known) = known.filter(|known| !known.paused) else {
            return Ok(false);
        };
        known.paused = true;
        known.pause_reason = Some(reason);
        self.audit.lock().unwrap().push(event.clone());
        Ok(true)
    }
    async fn remove(&self, id: ConnectionId, _: &Event) -> Result<(), StoreError> {
        let mut systems = self.connected();
        systems.connections.retain(|known| known.id != id);
        systems.runs.retain(|run| run.connection != id);
        Ok(())
    }
    async fn secrets(&self, id: ConnectionId) -> Result<BTreeMap<String, String>, StoreError> {
        let secrets = self.connected().secrets.get(&id).cloned();
        Ok(secrets.unwrap_or_default())
    }
    async fn memory(&self, _: ConnectionId) -> Result<Option<String>, StoreError> {
        Ok(None)
    }
    async fn due(&self, _: Timestamp, _: u32) -> Result<Vec<DueConnection>, StoreError> {
        Ok(Vec::new())
    }
    async fn begin(&self, run: &ConnectionRun) -> Result<(), StoreError> {
        self.connected().runs.insert(0, run.clone());
        Ok(())
    }
    async fn end(
        &self,
        run: &ConnectionRun,
        _: Option<&str>,
        _: Option<Timestamp>,
        _: u32,
    ) -> Result<(), StoreError> {
        let mut systems = self.connected();
        for known in &mut systems.runs {
            if known.id == run.id {
                *known = run.clone();
            }
        }
        Ok(())
    }
    async fn close_unfinished(&self, _: Timestamp) -> Result<u64, StoreError> {
        Ok(0)
    }
    async fn runs(&self, id: ConnectionId, limit: u32) -> Result<Vec<ConnectionRun>, StoreError> {
        let systems = self.connected();
        let runs = systems.runs.iter().filter(|run| run.connection == id);
        Ok(runs.take(limit as usize).cloned().collect())
    }
    async fn news(&self, id: ConnectionId, limit: u32) -> Result<Vec<ConnectionRun>, StoreError> {
        let mut runs = self.runs(id, u32::MAX).await?;
        runs.retain(|run| run.outcome == RunOutcome::Delivered);
        runs.truncate(limit as usize);
        Ok(runs)
    }
    async fn note_reminder(
        &self,
        _: ConnectionId,
        _: Timestamp,
        _: Timestamp,
    ) -> Result<bool, StoreError> {
        Ok(false)
    }
}

#[async_trait]
impl Connectors for Fake {
    fn forms(&self) -> &'static [ConnectorForm] {
        FORMS
    }
    async fn look(&self, fetch: &Fetch) -> Result<Vec<Offered>, FetchError> {
        let mut systems = self.connected();
        systems.asked.push(fetch.clone());
        match &systems.refuses {
            Some(error) => Err(error.clone()),
            None => Ok(systems.offers.clone()),
        }
    }
    async fn fetch(&self, _: &Fetch, _: &Path, tick: FetchTick<'_>) -> Result<Fetched, FetchError> {
        let (waits, refuses) = {
            let systems = self.connected();
            (systems.waits, systems.refuses.clone())
        };
        tick(3_000_000, Some(12_000_000));
        if waits {
            std::future::pending::<()>().await;
        }
        refuses.map_or(Ok(Fetched::Unchanged), Err)
    }
}

impl Vault for Fake {
    fn seal(&self, _: &str, secret: &str) -> Result<String, VaultError> {
        Ok(secret.chars().rev().collect())
    }
    fn open(&self, _: &str, sealed: &str) -> Result<String, VaultError> {
        Ok(sealed.chars().rev().collect())
    }
    fn derive(&self, purpose: &str) -> Result<[u8; 32], VaultError> {
        let mut key = [0; 32];
        for (place, byte) in purpose.bytes().enumerate() {
            key[place % 32] ^= byte;
        }
        Ok(key)
    }
}
