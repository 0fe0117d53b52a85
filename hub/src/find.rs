//! Finding datasets.

use crate::ports::{FacetCount, Facets, SearchRequest};
use crate::reading::{for_reader, reads_all};
use crate::show::DatasetCard;
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Resource, decide, metadata_audiences, payload_audiences};
use hebewerk_model::{Dataset, DatasetId, Organisation, Principal};
use std::collections::HashMap;

/// How far a dataset may have moved in a list between two pages and still be found again.
const MOVED: usize = 100;

/// Hits asked of the index at once, where all are wanted.
const AT_ONCE: usize = 200;

/// What somebody looks for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FindRequest {
    /// Words as typed; empty lists everything, newest first.
    pub text: String,
    /// Chosen facets.
    pub facets: Facets,
    /// Hits to pass over.
    pub offset: usize,
    /// Hits wanted, at most 100.
    pub limit: usize,
}

/// A hit.
#[derive(Debug, Clone)]
pub struct FoundDataset {
    /// The dataset.
    pub card: DatasetCard,
    /// Where it was found and with which word; see [`crate::ports::Hit`].
    pub found_in: Vec<(&'static str, String)>,
}

/// What was found.
#[derive(Debug, Clone)]
pub struct Found {
    /// Hits, best first.
    pub hits: Vec<FoundDataset>,
    /// All hits.
    pub total: u64,
    /// Counts by facet value.
    pub facets: Vec<FacetCount>,
    /// A spelling that finds more.
    pub suggestion: Option<String>,
    /// When nothing was found: words that find something the asker may know of.
    pub instead: Vec<String>,
}

impl Hub {
    /// Finds datasets the principal may know of.
    pub async fn find(
        &self,
        principal: &Principal,
        request: &FindRequest,
    ) -> Result<Found, HubError> {
        let result = self
            .parts
            .index
            .search(&SearchRequest {
                limit: request.limit.clamp(1, 100),
                ..search_request(principal, request, request.offset)
            })
            .await?;
        let ids: Vec<_> = result.hits.iter().map(|hit| hit.dataset).collect();
        let mut datasets: HashMap<_, _> = self
            .parts
            .datasets
            .get_many(&ids)
            .await?
            .into_iter()
            // The index may lag behind a narrowed visibility: the catalogue has the last word.
            .filter(|dataset| {
                decide(principal, Action::SeeMetadata, &Resource::of(dataset)).allowed
            })
            .map(|dataset| (dataset.id, dataset))
            .collect();
        let organisations = self.parts.organisations.list().await?;
        let found = result.hits.len();
        let mut hits = Vec::with_capacity(found);
        for hit in result.hits {
            if let Some(dataset) = datasets.remove(&hit.dataset)
                && let Some(card) = self.card(principal, &organisations, dataset).await?
                && let Some(found_in) = may_be_told(hit.found_in, card.may_read)
            {
                hits.push(FoundDataset { card, found_in });
            }
        }
        let dropped = found - hits.len();
        Ok(Found {
            hits,
            total: result.total.saturating_sub(dropped as u64),
            facets: result.facets,
            suggestion: result.suggestion,
            instead: result.instead,
        })
    }

    /// The datasets the principal may know of that fit some words, best first, at most `most` of them.
    pub async fn find_ids(
        &self,
        principal: &Principal,
        text: &str,
        most: usize,
    ) -> Result<Vec<DatasetId>, HubError> {
        let request = FindRequest {
            text: text.to_owned(),
            ..FindRequest::default()
        };
        let mut ids = Vec::new();
        let mut offset = 0;
        while ids.len() < most {
            let wanted = SearchRequest {
                limit: AT_ONCE,
                ..search_request(principal, &request, offset)
            };
            let hits = self.parts.index.search(&wanted).await?.hits;
            let found: Vec<DatasetId> = hits.iter().map(|hit| hit.dataset).collect();
            let datasets = self.parts.datasets.get_many(&found).await?;
            offset += found.len();
            for hit in hits {
                let dataset = datasets.iter().find(|known| known.id == hit.dataset);
                let is_told = dataset.is_some_and(|dataset| {
                    let resource = Resource::of(dataset);
                    let may_read = decide(principal, Action::ReadRows, &resource).allowed;
                    decide(principal, Action::SeeMetadata, &resource).allowed
                        && may_be_told(hit.found_in, may_read).is_some()
                });
                if is_told {
                    ids.push(hit.dataset);
                }
            }
            if found.len() < AT_ONCE {
                break;
            }
        }
        ids.truncate(most);
        Ok(ids)
    }

    /// Where a list goes on behind a dataset that stood in front of `request.offset`: behind the place where it
    /// stands now, so that a new version elsewhere neither repeats nor skips a hit; else at the offset itself.
    pub async fn offset_behind(
        &self,
        principal: &Principal,
        request: &FindRequest,
        last: DatasetId,
    ) -> Result<usize, HubError> {
        let from = request.offset.saturating_sub(MOVED);
        let near = self
            .parts
            .index
            .search(&SearchRequest {
                limit: 2 * MOVED,
                ..search_request(principal, request, from)
            })
            .await?;
        let place = near.hits.iter().position(|hit| hit.dataset == last);
        Ok(place.map_or(request.offset, |place| from + place + 1))
    }

    pub(crate) async fn card(
        &self,
        principal: &Principal,
        organisations: &[Organisation],
        dataset: Dataset,
    ) -> Result<Option<DatasetCard>, HubError> {
        let Some(organisation) = organisations
            .iter()
            .find(|organisation| organisation.id == dataset.organisation)
        else {
            return Ok(None);
        };
        let read = decide(principal, Action::ReadRows, &Resource::of(&dataset));
        let version = self.parts.versions.get(dataset.id, None).await?;
        Ok(Some(DatasetCard {
            organisation: organisation.clone(),
            may_read: read.allowed,
            reads_all: version
                .as_ref()
                .is_some_and(|version| reads_all(&read, version)),
            version: version.map(|version| for_reader(version, &dataset, &read)),
            dataset,
        }))
    }
}

/// Why a dataset was found, without what only readers of its rows may know; nothing if no other reason is left.
/// The index may lag behind a narrowed visibility, and a value that was found would tell that it is there.
fn may_be_told(
    mut found_in: Vec<(&'static str, String)>,
    may_read: bool,
) -> Option<Vec<(&'static str, String)>> {
    if may_read || found_in.is_empty() {
        return Some(found_in);
    }
    found_in.retain(|(place, _word)| *place != "values");
    (!found_in.is_empty()).then_some(found_in)
}

/// What the index is asked, without the number of hits.
fn search_request(principal: &Principal, request: &FindRequest, offset: usize) -> SearchRequest {
    SearchRequest {
        text: request.text.chars().take(500).collect(),
        facets: request.facets.clone(),
        knows: metadata_audiences(principal),
        reads: payload_audiences(principal),
        offset: offset.min(100_000),
        limit: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::may_be_told;

    fn places(places: &[&'static str], may_read: bool) -> Option<Vec<&'static str>> {
        let found_in = places
            .iter()
            .map(|place| (*place, "x".to_owned()))
            .collect();
        let told = may_be_told(found_in, may_read)?;
        Some(told.into_iter().map(|(place, _word)| place).collect())
    }

    #[test]
    fn a_value_is_no_reason_for_those_who_may_not_read_it() {
        assert_eq!(
            places(&["title", "values"], true),
            Some(vec!["title", "values"])
        );
        assert_eq!(places(&["title", "values"], false), Some(vec!["title"]));
        assert_eq!(places(&["values"], false), None);
        // A list without words has no reasons at all.
        assert_eq!(places(&[], false), Some(vec![]));
    }
}
