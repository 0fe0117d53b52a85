//! Connections of the fake city: none, and no connector.

use crate::fake::Fake;
use async_trait::async_trait;
use hebewerk_hub::ports::*;
use hebewerk_model::*;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::path::Path;

#[async_trait]
impl Connections for Fake {
    async fn list(&self, _: Option<&[OrganisationId]>) -> Result<Vec<Connection>, StoreError> {
        Ok(Vec::new())
    }
    async fn get(&self, _: ConnectionId) -> Result<Option<Connection>, StoreError> {
        Ok(None)
    }
    async fn save(
        &self,
        _: &Connection,
        _: &BTreeMap<String, String>,
        _: Option<Timestamp>,
        _: &Event,
    ) -> Result<(), StoreError> {
        Ok(())
    }
    async fn remove(&self, _: ConnectionId, _: &Event) -> Result<(), StoreError> {
        Ok(())
    }
    async fn secrets(&self, _: ConnectionId) -> Result<BTreeMap<String, String>, StoreError> {
        Ok(BTreeMap::new())
    }
    async fn memory(&self, _: ConnectionId) -> Result<Option<String>, StoreError> {
        Ok(None)
    }
    async fn due(&self, _: Timestamp, _: u32) -> Result<Vec<DueConnection>, StoreError> {
        Ok(Vec::new())
    }
    async fn begin(&self, _: &ConnectionRun) -> Result<(), StoreError> {
        Ok(())
    }
    async fn end(
        &self,
        _: &ConnectionRun,
        _: Option<&str>,
        _: Option<Timestamp>,
        _: u32,
    ) -> Result<(), StoreError> {
        Ok(())
    }
    async fn close_unfinished(&self, _: Timestamp) -> Result<u64, StoreError> {
        Ok(0)
    }
    async fn runs(&self, _: ConnectionId, _: u32) -> Result<Vec<ConnectionRun>, StoreError> {
        Ok(Vec::new())
    }
    async fn news(&self, _: ConnectionId, _: u32) -> Result<Vec<ConnectionRun>, StoreError> {
        Ok(Vec::new())
    }
    async fn next(&self, _: ConnectionId) -> Result<Option<Timestamp>, StoreError> {
        Ok(None)
    }
}

#[async_trait]
impl Connectors for Fake {
    fn forms(&self) -> &'static [ConnectorForm] {
        &[]
    }
    async fn look(&self, _: &Fetch) -> Result<Vec<Offered>, FetchError> {
        Ok(Vec::new())
    }
    async fn fetch(&self, _: &Fetch, _: &Path, _: FetchTick<'_>) -> Result<Fetched, FetchError> {
        Ok(Fetched::Unchanged)
    }
}

impl Vault for Fake {
    fn seal(&self, _: &str, secret: &str) -> Result<String, VaultError> {
        Ok(secret.to_owned())
    }
    fn open(&self, _: &str, sealed: &str) -> Result<String, VaultError> {
        Ok(sealed.to_owned())
    }
}
