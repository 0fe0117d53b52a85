//! Audit and usage: two books, never one.

use super::StoreError;
use async_trait::async_trait;
use hebewerk_model::{AccessKeyId, AccountId, DatasetId, GrantId, OrganisationId};
use jiff::Timestamp;

/// Something that was done or refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at: Timestamp,
    /// Stable snake-case code of the flow: `take_in`, `sign_in`, `ask`, `download`, `withdraw` …
    pub action: &'static str,
    /// Who; nobody for the public and the operator.
    pub account: Option<AccountId>,
    /// With which access key, or which one was made or taken back.
    pub key: Option<AccessKeyId>,
    /// Whose account was changed.
    pub subject: Option<AccountId>,
    /// Which dataset it concerned.
    pub dataset: Option<DatasetId>,
    /// Whether it was allowed.
    pub allowed: bool,
    /// Code of the rule that determined it.
    pub rule: &'static str,
    /// The grant that allowed it, or that it gave or took back.
    pub grant: Option<GrantId>,
}

/// An entry of the audit as it is read again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// When.
    pub at: Timestamp,
    /// Code of the flow.
    pub action: String,
    /// Who; nobody for the public and the operator.
    pub account: Option<AccountId>,
    /// With which access key, or which one was made or taken back.
    pub key: Option<AccessKeyId>,
    /// Whose account was changed.
    pub subject: Option<AccountId>,
    /// Which dataset it concerned.
    pub dataset: Option<DatasetId>,
    /// Whether it was allowed.
    pub allowed: bool,
    /// Code of the rule that determined it.
    pub rule: String,
    /// The grant that allowed it, or that it gave or took back.
    pub grant: Option<GrantId>,
}

/// The two books: the audit names who did what and is restricted; the usage counts offices, not persons.
#[async_trait]
pub trait Journal: Send + Sync {
    /// Writes to the audit. Append-only.
    async fn record(&self, event: &Event) -> Result<(), StoreError>;

    /// Counts one use of a dataset by an organisation (none: the public) in the ISO week of `at`.
    async fn count_use(
        &self,
        dataset: DatasetId,
        by: Option<OrganisationId>,
        at: Timestamp,
    ) -> Result<(), StoreError>;

    /// Uses of a dataset since a moment: (organisation, count).
    async fn uses(
        &self,
        dataset: DatasetId,
        since: Timestamp,
    ) -> Result<Vec<(Option<OrganisationId>, u64)>, StoreError>;

    /// The newest audit entries, newest first.
    async fn newest(&self, limit: u32) -> Result<Vec<Recorded>, StoreError>;
}
