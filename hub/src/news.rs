//! What is new.

use crate::reading::for_reader;
use crate::show::DatasetCard;
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Resource, decide};
use hebewerk_model::{Principal, Version};

/// A version that became visible lately.
#[derive(Debug, Clone)]
pub struct News {
    /// The dataset.
    pub card: DatasetCard,
    /// The version.
    pub version: Version,
}

impl Hub {
    /// The newest versions of datasets the principal may know of, one per dataset, newest first.
    pub async fn news(&self, principal: &Principal, limit: usize) -> Result<Vec<News>, HubError> {
        let limit = limit.min(50);
        let organisations = self.parts.organisations.list().await?;
        let mut news: Vec<News> = Vec::new();
        // Twenty times as many as wanted, so that versions of hidden datasets seldom leave gaps.
        for version in self.parts.versions.newest((limit * 20) as u32).await? {
            if news.len() == limit {
                break;
            }
            if news
                .iter()
                .any(|known| known.card.dataset.id == version.dataset)
            {
                continue;
            }
            let Some(dataset) = self.parts.datasets.get(version.dataset).await? else {
                continue;
            };
            if !decide(principal, Action::SeeMetadata, &Resource::of(&dataset)).allowed {
                continue;
            }
            let read = decide(principal, Action::ReadRows, &Resource::of(&dataset));
            let version = for_reader(version, &dataset, &read);
            if let Some(card) = self.card(principal, &organisations, dataset).await? {
                news.push(News { card, version });
            }
        }
        Ok(news)
    }
}
