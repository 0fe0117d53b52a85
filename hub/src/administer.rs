//! What administrators see of the hub: its state.

use crate::authorise::authorise;
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Resource};
use hebewerk_model::Principal;

/// Changed datasets counted at most, to say how far the index is behind.
pub(crate) const MOST_BEHIND: u32 = 1_000;

/// The hub's state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HubStatus {
    /// Datasets whose search document is older than the dataset; 1,000 means that many or more.
    pub index_behind: u64,
}

impl Hub {
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
