//! One foreign dataset, and what a harvest came to.

use super::may_know;
use crate::{Hub, HubError};
use hebewerk_model::{
    Connection, ConnectionId, ForeignDataset, ForeignId, Principal, RejectedRecord,
};
use std::collections::HashMap;

/// Rejected records that are told.
const TOLD: u32 = 1_000;

/// The same dataset, described elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignTwin {
    /// Identity.
    pub id: ForeignId,
    /// What its source is called.
    pub source: String,
}

/// A foreign dataset with where it came from.
#[derive(Debug, Clone)]
pub struct ForeignView {
    /// The dataset.
    pub dataset: ForeignDataset,
    /// What its source is called.
    pub source: String,
    /// The same dataset of other sources.
    pub twins: Vec<ForeignTwin>,
}

/// What a source has brought.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HarvestView {
    /// Records that are there.
    pub records: u64,
    /// What the newest harvest did not take over, at most a thousand of them.
    pub rejected: Vec<RejectedRecord>,
}

impl Hub {
    /// One foreign dataset, also one that is gone; for whom it is not there it is not found.
    pub async fn foreign(
        &self,
        principal: &Principal,
        id: ForeignId,
    ) -> Result<ForeignView, HubError> {
        let not_found = || HubError::not_found("dataset", id);
        let dataset = self.parts.foreigns.get(id).await?.ok_or_else(not_found)?;
        let source = self.parts.connections.get(dataset.source).await?;
        let source = source.filter(|source| may_know(principal, source));
        let source = source.ok_or_else(not_found)?;
        let sources = self.known_sources(principal).await?;
        Ok(ForeignView {
            twins: self.known_twins(id, &sources).await?,
            source: source.name,
            dataset,
        })
    }

    /// What a connection has harvested, for whoever may see the connection; nothing for one that brings files.
    pub async fn harvested(
        &self,
        principal: &Principal,
        id: ConnectionId,
    ) -> Result<HarvestView, HubError> {
        let connection = self.known_connection(principal, id).await?;
        let counts = self.parts.foreigns.counts().await?;
        Ok(HarvestView {
            records: counts.get(&connection.id).copied().unwrap_or_default(),
            rejected: self.parts.foreigns.rejected(connection.id, TOLD).await?,
        })
    }

    pub(super) async fn known_twins(
        &self,
        id: ForeignId,
        sources: &HashMap<ConnectionId, Connection>,
    ) -> Result<Vec<ForeignTwin>, HubError> {
        let twins = self.parts.foreigns.twins(id).await?;
        let known = twins
            .into_iter()
            .filter(|(_id, source)| sources.contains_key(source));
        Ok(known
            .map(|(id, source)| ForeignTwin {
                id,
                source: name_of(sources, source),
            })
            .collect())
    }
}

pub(super) fn name_of(sources: &HashMap<ConnectionId, Connection>, id: ConnectionId) -> String {
    let source = sources.get(&id);
    source.map_or_else(String::new, |source| source.name.clone())
}
