//! Memory of purposes that were stated.

use super::{Event, StoreError};
use async_trait::async_trait;
use hebewerk_model::{AccessKeyId, AccountId, PurposeId, StatedPurpose};
use jiff::Timestamp;

/// Purposes. Nothing is removed: they are the record of what data of several houses were joined for.
#[async_trait]
pub trait Purposes: Send + Sync {
    /// Those that somebody need not state again at `now`, newest first.
    async fn holding(
        &self,
        account: Option<AccountId>,
        key: Option<AccessKeyId>,
        now: Timestamp,
    ) -> Result<Vec<StatedPurpose>, StoreError>;

    /// Several by identity, in any order; unknown ones are left out.
    async fn get_many(&self, ids: &[PurposeId]) -> Result<Vec<StatedPurpose>, StoreError>;

    /// Keeps a purpose, or more datasets that were joined under it, together with the entry in the audit.
    async fn keep(&self, purpose: &StatedPurpose, event: &Event) -> Result<(), StoreError>;

    /// All of them, newest first.
    async fn all(&self) -> Result<Vec<StatedPurpose>, StoreError>;
}
