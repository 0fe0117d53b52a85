//! Listing every dataset from the catalogue itself: complete also while the search index lags behind or is gone.

use crate::{DatasetCard, Hub, HubError};
use hebewerk_guard::{Action, Resource, decide};
use hebewerk_model::{OrganisationId, Principal};
use std::cmp::Reverse;

/// Datasets asked for at once.
const PAGE: u32 = 200;

impl Hub {
    /// Every dataset the principal may know of, newest change first; of one organisation if given. Grows with the hub:
    /// for the command line, not for pages.
    pub async fn everything(
        &self,
        principal: &Principal,
        organisation: Option<OrganisationId>,
    ) -> Result<Vec<DatasetCard>, HubError> {
        let organisations = self.parts.organisations.list().await?;
        let mut cards = Vec::new();
        let mut after = None;
        loop {
            let page = self.parts.datasets.list(organisation, after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = Some(last.id);
            for dataset in page {
                if decide(principal, Action::SeeMetadata, &Resource::of(&dataset)).allowed {
                    cards.extend(self.card(principal, &organisations, dataset).await?);
                }
            }
        }
        cards.sort_by_key(|card| Reverse((card.dataset.updated_at, card.dataset.id)));
        Ok(cards)
    }
}
