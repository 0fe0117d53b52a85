//! Datasets that a file may be a new version of.

use crate::take_in::slug_of_file;
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Resource, decide};
use hebewerk_model::{Dataset, Organisation, Principal};

/// Datasets read at once.
const AT_ONCE: u32 = 500;
/// Datasets offered of one organisation; a list of more helps nobody.
const MOST: usize = 2_000;

/// A dataset one may deliver to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Its organisation.
    pub organisation: Organisation,
    /// The dataset.
    pub dataset: Dataset,
}

impl Hub {
    /// Datasets the principal may deliver to, by organisation and title.
    pub async fn deliverable(&self, principal: &Principal) -> Result<Vec<Offer>, HubError> {
        let mut offers = Vec::new();
        for organisation in self.stewarded(principal).await? {
            let mut own = Vec::new();
            let mut after = None;
            loop {
                let page = self
                    .parts
                    .datasets
                    .list(Some(organisation.id), after, AT_ONCE)
                    .await?;
                after = page.last().map(|dataset| dataset.id);
                let is_last = page.len() < AT_ONCE as usize;
                own.extend(
                    page.into_iter()
                        .filter(|dataset| dataset.organisation == organisation.id)
                        .filter(|dataset| may_know(principal, dataset)),
                );
                if is_last || own.len() >= MOST {
                    break;
                }
            }
            own.sort_by_cached_key(|dataset| dataset.description.title.to_lowercase());
            offers.extend(own.into_iter().map(|dataset| Offer {
                organisation: organisation.clone(),
                dataset,
            }));
        }
        Ok(offers)
    }

    /// Datasets that were made of a file of this name: this one may be their next delivery. Only ever an offer.
    pub async fn deliverable_by_name(
        &self,
        principal: &Principal,
        file_name: &str,
    ) -> Result<Vec<Offer>, HubError> {
        let mut offers: Vec<Offer> = Vec::new();
        let slug = slug_of_file(file_name);
        for organisation in self.stewarded(principal).await? {
            let datasets = &self.parts.datasets;
            let found = [
                datasets.by_source(organisation.id, file_name).await?,
                datasets.by_slug(organisation.id, &slug).await?,
            ];
            for dataset in found.into_iter().flatten() {
                let is_known = offers.iter().any(|offer| offer.dataset.id == dataset.id);
                if !is_known && may_know(principal, &dataset) {
                    offers.push(Offer {
                        organisation: organisation.clone(),
                        dataset,
                    });
                }
            }
        }
        Ok(offers)
    }
}

fn may_know(principal: &Principal, dataset: &Dataset) -> bool {
    decide(principal, Action::SeeMetadata, &Resource::of(dataset)).allowed
}
