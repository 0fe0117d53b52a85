//! Audit and usage: two books, never one.

use super::{ChainHash, Head, StoreError};
use async_trait::async_trait;
use hebewerk_model::{AccessKeyId, AccountId, DatasetId, Door, GrantId, OrganisationId, PurposeId};
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
    /// Whose account was changed or disclosed.
    pub subject: Option<AccountId>,
    /// Which dataset it concerned.
    pub dataset: Option<DatasetId>,
    /// Whether it was allowed.
    pub allowed: bool,
    /// Code of the rule that determined it.
    pub rule: &'static str,
    /// The grant that allowed it, or that it gave or took back.
    pub grant: Option<GrantId>,
    /// Where it came in.
    pub door: Door,
    /// The organisation whose right was used.
    pub office: Option<OrganisationId>,
    /// Number of the version that was read or made.
    pub version: Option<u64>,
    /// Rows of the table that was opened, of the version that was made, or entries that were exported or removed.
    pub rows: Option<u64>,
    /// The last entry of the audit that was removed.
    pub until: Option<u64>,
    /// The purpose that was stated, or under which data were joined.
    pub purpose: Option<PurposeId>,
}

impl Event {
    /// Something that was allowed to nobody in particular; the rest is said field by field.
    pub const fn new(at: Timestamp, action: &'static str, rule: &'static str, door: Door) -> Self {
        Self {
            at,
            action,
            account: None,
            key: None,
            subject: None,
            dataset: None,
            allowed: true,
            rule,
            grant: None,
            door,
            office: None,
            version: None,
            rows: None,
            until: None,
            purpose: None,
        }
    }
}

/// An entry of the audit as it is read again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Its number; entries are numbered in the order in which they were written.
    pub entry: u64,
    /// When.
    pub at: Timestamp,
    /// Code of the flow.
    pub action: String,
    /// Who; nobody for the public and the operator.
    pub account: Option<AccountId>,
    /// With which access key, or which one was made or taken back.
    pub key: Option<AccessKeyId>,
    /// Whose account was changed or disclosed.
    pub subject: Option<AccountId>,
    /// Which dataset it concerned.
    pub dataset: Option<DatasetId>,
    /// Whether it was allowed.
    pub allowed: bool,
    /// Code of the rule that determined it.
    pub rule: String,
    /// The grant that allowed it, or that it gave or took back.
    pub grant: Option<GrantId>,
    /// Code of the door; none in entries from before doors were named.
    pub door: Option<String>,
    /// The organisation whose right was used.
    pub office: Option<OrganisationId>,
    /// Number of the version that was read or made.
    pub version: Option<u64>,
    /// Rows of the table that was opened, of the version that was made, or entries that were exported or removed.
    pub rows: Option<u64>,
    /// The last entry of the audit that was removed.
    pub until: Option<u64>,
    /// The purpose that was stated, or under which data were joined.
    pub purpose: Option<PurposeId>,
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

/// Which entries of the audit are wanted; all conditions must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// Not before.
    pub from: Option<Timestamp>,
    /// Before.
    pub before: Option<Timestamp>,
    /// Done by this account, or to it.
    pub account: Option<AccountId>,
    /// Of this dataset.
    pub dataset: Option<DatasetId>,
    /// Code of the flow.
    pub action: Option<String>,
    /// Through this door.
    pub door: Option<Door>,
    /// Allowed, or refused.
    pub allowed: Option<bool>,
}

/// An entry with its hash, as a check of the chain needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainLink {
    /// Its number.
    pub entry: u64,
    /// The hash that is stored with it; none if it is missing or no hash.
    pub hash: Option<ChainHash>,
    /// What it says; none if that cannot be read any more.
    pub recorded: Option<Recorded>,
}

/// Where the chain begins and ends by what the catalogue says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChainEnds {
    /// The entry before the oldest one that is kept; entry 0 as long as nothing was removed.
    pub checkpoint: Head,
    /// The newest entry.
    pub head: Head,
}

/// The audit as it is read, checked and, after its time, removed.
#[async_trait]
pub trait AuditTrail: Send + Sync {
    /// Entries below a number (none: from the newest), newest first.
    async fn entries(
        &self,
        filter: &AuditFilter,
        below: Option<u64>,
        limit: u32,
    ) -> Result<Vec<Recorded>, StoreError>;

    /// How many entries there are.
    async fn count(&self, filter: &AuditFilter) -> Result<u64, StoreError>;

    /// Entries above a number, oldest first, however damaged they are.
    async fn links(&self, above: u64, limit: u32) -> Result<Vec<ChainLink>, StoreError>;

    /// Where the chain begins and ends.
    async fn ends(&self) -> Result<ChainEnds, StoreError>;

    /// Removes the oldest entries: all before the first one that is not older than `before`. Writes the event with
    /// their number, and keeps the hash on which the rest builds; the number of entries removed. Nothing is written when
    /// there is nothing to remove.
    async fn forget(&self, before: Timestamp, event: &Event) -> Result<u64, StoreError>;
}

/// A head that was noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchor {
    /// When it was noted.
    pub at: Timestamp,
    /// The head.
    pub head: Head,
}

/// Heads noted outside the catalogue: who changes the catalogue alone is found out.
#[async_trait]
pub trait Anchors: Send + Sync {
    /// All of them, oldest first.
    async fn noted(&self) -> Result<Vec<Anchor>, StoreError>;

    /// Notes one more; it is durable afterwards.
    async fn note(&self, anchor: Anchor) -> Result<(), StoreError>;
}
