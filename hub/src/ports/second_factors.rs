//! Memory of second factors.

use super::{Event, StoreError, TokenHash};
use async_trait::async_trait;
use hebewerk_model::{AccountId, SessionId};
use jiff::Timestamp;

/// What is kept of a second factor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondFactor {
    /// The secret, sealed.
    pub sealed: String,
    /// When setting up began.
    pub started_at: Timestamp,
    /// Since when it counts; none while no code has been shown to work.
    pub confirmed_at: Option<Timestamp>,
    /// Recovery codes that are left.
    pub recovery_left: u32,
}

/// Second factors, one for an account at most.
#[async_trait]
pub trait SecondFactors: Send + Sync {
    /// That of an account.
    async fn get(&self, account: AccountId) -> Result<Option<SecondFactor>, StoreError>;

    /// Begins to set one up, in place of one that was only begun. A conflict if one counts already.
    async fn start(
        &self,
        account: AccountId,
        sealed: &str,
        at: Timestamp,
    ) -> Result<(), StoreError>;

    /// Lets the one that was begun count from the time of the event on: its first code is used up, recovery codes are
    /// kept as hashes, all sessions but `surviving` end, all or nothing. `false` if there is nothing to confirm.
    async fn confirm(
        &self,
        account: AccountId,
        step: u64,
        recovery: &[TokenHash],
        surviving: Option<SessionId>,
        event: &Event,
    ) -> Result<bool, StoreError>;

    /// Uses the code of a step up; `false` if it or a later one was used before.
    async fn use_step(&self, account: AccountId, step: u64) -> Result<bool, StoreError>;

    /// Uses a recovery code up; `false` if there is none such.
    async fn use_recovery(&self, account: AccountId, code: &TokenHash) -> Result<bool, StoreError>;

    /// Removes it with its recovery codes, together with the entry in the audit; whether there was one.
    async fn remove(&self, account: AccountId, event: &Event) -> Result<bool, StoreError>;
}
