//! Finding what others have.

use super::show::{ForeignTwin, name_of};
use crate::ports::{Facets, SearchRequest};
use crate::{Hub, HubError};
use hebewerk_guard::{metadata_audiences, payload_audiences};
use hebewerk_model::{ConnectionId, ForeignDataset, ForeignId, Principal};
use std::collections::HashMap;

/// What somebody looks for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FindForeign {
    /// Words as typed; empty lists everything, newest first.
    pub text: String,
    /// Only of this source.
    pub source: Option<ConnectionId>,
    /// Hits to pass over.
    pub offset: usize,
    /// Hits wanted, at most 100.
    pub limit: usize,
}

/// A foreign dataset in a list.
#[derive(Debug, Clone)]
pub struct ForeignCard {
    /// The dataset.
    pub dataset: ForeignDataset,
    /// What its source is called.
    pub source: String,
    /// The same dataset of other sources that the asker may know of.
    pub twins: Vec<ForeignTwin>,
}

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct FoundForeign {
    /// Hits, best first.
    pub hits: Vec<ForeignCard>,
    /// All hits.
    pub total: u64,
    /// Sources with their names and how many hits they have, most first.
    pub sources: Vec<(ConnectionId, String, u64)>,
}

impl Hub {
    /// Finds foreign datasets the principal may know of.
    pub async fn find_foreign(
        &self,
        principal: &Principal,
        request: &FindForeign,
    ) -> Result<FoundForeign, HubError> {
        let sources = self.known_sources(principal).await?;
        let result = self
            .parts
            .foreign_index
            .search(&SearchRequest {
                text: request.text.chars().take(500).collect(),
                facets: Facets {
                    organisations: request.source.iter().map(ToString::to_string).collect(),
                    ..Facets::default()
                },
                knows: metadata_audiences(principal),
                reads: payload_audiences(principal),
                offset: request.offset.min(100_000),
                limit: request.limit.clamp(1, 100),
            })
            .await?;
        let ids: Vec<ForeignId> = result
            .hits
            .iter()
            .map(|hit| ForeignId::from_uuid(hit.dataset.as_uuid()))
            .collect();
        let found = self.parts.foreigns.get_many(&ids).await?;
        let mut found: HashMap<ForeignId, ForeignDataset> = found
            .into_iter()
            .filter(|dataset| dataset.gone_at.is_none() && sources.contains_key(&dataset.source))
            .map(|dataset| (dataset.id, dataset))
            .collect();
        let mut hits = Vec::with_capacity(ids.len());
        for id in &ids {
            if let Some(dataset) = found.remove(id) {
                hits.push(ForeignCard {
                    source: name_of(&sources, dataset.source),
                    twins: self.known_twins(*id, &sources).await?,
                    dataset,
                });
            }
        }
        let dropped = ids.len() - hits.len();
        let counted = result.facets.into_iter().filter_map(|facet| {
            let id = facet.value.parse().ok()?;
            let source = sources
                .get(&id)
                .filter(|_source| facet.facet == "organisation")?;
            Some((id, source.name.clone(), facet.count))
        });
        Ok(FoundForeign {
            hits,
            total: result.total.saturating_sub(dropped as u64),
            sources: counted.collect(),
        })
    }
}
