//! What administrators see of the hub: its state and its audit.

use crate::authorise::authorise;
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Resource};
use hebewerk_model::{AccountId, Principal};
use jiff::Timestamp;

/// Audit entries returned at most.
const MOST_ENTRIES: u32 = 1_000;
/// Changed datasets counted at most, to say how far the index is behind.
const MOST_BEHIND: u32 = 1_000;

/// One entry of the audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// When.
    pub at: Timestamp,
    /// Code of the flow.
    pub action: String,
    /// Who; nobody for the public and the operator.
    pub account: Option<AccountId>,
    /// Whether it was allowed.
    pub allowed: bool,
    /// Code of the rule that determined it.
    pub rule: String,
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
        Ok(entries
            .into_iter()
            .map(|(at, action, account, allowed, rule)| AuditEntry {
                at,
                action,
                account,
                allowed,
                rule,
            })
            .collect())
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
