//! What administrators see of the hub: its state and its audit.

use crate::authorise::authorise;
use crate::ports::Recorded;
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Resource};
use hebewerk_model::{AccessKeyId, DatasetId, GrantId, Principal, Slug};
use std::collections::{HashMap, HashSet};

/// Audit entries returned at most.
const MOST_ENTRIES: u32 = 1_000;
/// Changed datasets counted at most, to say how far the index is behind.
pub(crate) const MOST_BEHIND: u32 = 1_000;

/// An entry of the audit with the place of the dataset it concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// The entry.
    pub recorded: Recorded,
    /// Slugs of organisation and dataset; none if it concerns no dataset, or one that is gone.
    pub place: Option<(Slug, Slug)>,
    /// What the grant is for under which somebody read, or that was given or taken back.
    pub purpose: Option<String>,
    /// What the access key is called with which it was done, or that was made or taken back.
    pub key_name: Option<String>,
}

/// The hub's state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HubStatus {
    /// Datasets whose search document is older than the dataset; 1,000 means that many or more.
    pub index_behind: u64,
}

impl Hub {
    /// The newest audit entries, newest first; for administrators.
    pub async fn audit(
        &self,
        principal: &Principal,
        limit: u32,
    ) -> Result<Vec<AuditEntry>, HubError> {
        authorise(principal, Action::Administer, &Resource::Hub)?;
        let entries = self.parts.journal.newest(limit.min(MOST_ENTRIES)).await?;
        let ids: HashSet<DatasetId> = entries.iter().filter_map(|entry| entry.dataset).collect();
        let ids: Vec<DatasetId> = ids.into_iter().collect();
        let organisations = self.parts.organisations.list().await?;
        let mut places = HashMap::new();
        for dataset in self.parts.datasets.get_many(&ids).await? {
            let mut owners = organisations.iter();
            if let Some(owner) = owners.find(|owner| owner.id == dataset.organisation) {
                places.insert(dataset.id, (owner.slug.clone(), dataset.slug));
            }
        }
        let purposes = self.purposes(&entries).await?;
        let keys = self.key_names(&entries).await?;
        Ok(entries
            .into_iter()
            .map(|recorded| AuditEntry {
                key_name: recorded.key.and_then(|id| keys.get(&id).cloned()),
                place: recorded.dataset.and_then(|id| places.get(&id).cloned()),
                purpose: recorded.grant.and_then(|id| purposes.get(&id).cloned()),
                recorded,
            })
            .collect())
    }

    /// What the grants are for that entries name.
    async fn purposes(&self, entries: &[Recorded]) -> Result<HashMap<GrantId, String>, HubError> {
        let granted: HashSet<DatasetId> = entries
            .iter()
            .filter(|entry| entry.grant.is_some())
            .filter_map(|entry| entry.dataset)
            .collect();
        let mut purposes = HashMap::new();
        for dataset in granted {
            for grant in self.parts.grants.of_dataset(dataset).await? {
                purposes.insert(grant.id, grant.purpose);
            }
        }
        Ok(purposes)
    }

    /// What the access keys are called that entries name.
    async fn key_names(
        &self,
        entries: &[Recorded],
    ) -> Result<HashMap<AccessKeyId, String>, HubError> {
        let ids: HashSet<AccessKeyId> = entries.iter().filter_map(|entry| entry.key).collect();
        let mut names = HashMap::new();
        for id in ids {
            if let Some(key) = self.parts.access_keys.get(id).await? {
                names.insert(id, key.name);
            }
        }
        Ok(names)
    }

    /// The hub's state; for administrators.
    pub async fn status(&self, principal: &Principal) -> Result<HubStatus, HubError> {
        authorise(principal, Action::Administer, &Resource::Hub)?;
        let sequence = self.parts.index.sequence().await?;
        let changed = self
            .parts
            .datasets
            .changed_since(sequence, MOST_BEHIND)
            .await?;
        Ok(HubStatus {
            index_behind: changed.len() as u64,
        })
    }
}
