//! Memory of access keys.

use super::{Event, StoreError, TokenHash};
use async_trait::async_trait;
use hebewerk_model::{AccessKey, AccessKeyId, AccountId, KeyHolder};
use jiff::Timestamp;

/// Access keys. None is removed: the audit names it.
#[async_trait]
pub trait AccessKeys: Send + Sync {
    /// Adds one with the hash of its secret, together with the entry in the audit.
    async fn add(
        &self,
        key: &AccessKey,
        secret: &TokenHash,
        event: &Event,
    ) -> Result<(), StoreError>;

    /// The one with this secret, whether it works or not.
    async fn by_secret(&self, secret: &TokenHash) -> Result<Option<AccessKey>, StoreError>;

    /// By identity.
    async fn get(&self, id: AccessKeyId) -> Result<Option<AccessKey>, StoreError>;

    /// Those of a holder, also ended ones, newest first.
    async fn of_holder(&self, holder: KeyHolder) -> Result<Vec<AccessKey>, StoreError>;

    /// The keys that act in a person's name or that they made, newest first, also those that ended.
    async fn of_person(&self, account: AccountId) -> Result<Vec<AccessKey>, StoreError>;

    /// Remembers on which day one was used.
    async fn used(&self, id: AccessKeyId, day: Timestamp) -> Result<(), StoreError>;

    /// Takes one back at the time of the event, together with the entry in the audit. A conflict if it has ended.
    async fn revoke(&self, id: AccessKeyId, event: &Event) -> Result<(), StoreError>;
}
