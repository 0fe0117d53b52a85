//! Memory of rights to read that were granted.

use super::{Event, StoreError};
use async_trait::async_trait;
use hebewerk_model::{AccountId, DatasetId, Grant, GrantId, HeldGrants, OrganisationId};
use jiff::Timestamp;

/// Grants. Nothing is removed: what ended says under what somebody read.
#[async_trait]
pub trait Grants: Send + Sync {
    /// Those of a dataset, also ended ones, newest first.
    async fn of_dataset(&self, dataset: DatasetId) -> Result<Vec<Grant>, StoreError>;

    /// All of them, also ended ones, newest first.
    async fn all(&self) -> Result<Vec<Grant>, StoreError>;

    /// What holds at `now` for an account, by itself or through an organisation in which it has a role.
    async fn held(&self, account: AccountId, now: Timestamp) -> Result<HeldGrants, StoreError>;

    /// What holds at `now` for an organisation itself.
    async fn held_by_house(
        &self,
        organisation: OrganisationId,
        now: Timestamp,
    ) -> Result<HeldGrants, StoreError>;

    /// Adds one, together with the entry in the audit.
    async fn give(&self, grant: &Grant, event: &Event) -> Result<(), StoreError>;

    /// Takes one back at the time of the event, together with the entry in the audit. A conflict if it has ended.
    async fn revoke(&self, id: GrantId, event: &Event) -> Result<(), StoreError>;
}
