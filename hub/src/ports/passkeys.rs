//! Memory of passkeys.

use super::{Event, StoreError};
use async_trait::async_trait;
use hebewerk_model::{AccountId, PasskeyId, SessionId};
use jiff::Timestamp;

/// A passkey somebody has added to their account (WebAuthn Level 2, § 4 *credential record*).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passkey {
    /// Identity here.
    pub id: PasskeyId,
    /// Whose it is.
    pub account: AccountId,
    /// What they call it.
    pub name: String,
    /// Identity at the authenticator, up to 1,023 bytes.
    pub credential: Vec<u8>,
    /// Public key as SubjectPublicKeyInfo (RFC 5280), DER.
    pub public_key: Vec<u8>,
    /// Algorithm by its number in the COSE registry: −7, −8, −257.
    pub algorithm: i64,
    /// How often it has signed, as far as it counts; 0 if it does not.
    pub counter: u32,
    /// When it was added.
    pub added_at: Timestamp,
    /// Beginning of the day it was last used.
    pub used_at: Option<Timestamp>,
}

/// Passkeys, some for an account.
#[async_trait]
pub trait Passkeys: Send + Sync {
    /// Those of an account, the oldest first.
    async fn of_account(&self, account: AccountId) -> Result<Vec<Passkey>, StoreError>;

    /// By its identity at the authenticator.
    async fn by_credential(&self, credential: &[u8]) -> Result<Option<Passkey>, StoreError>;

    /// Adds one, with the entry in the audit; all sessions but `surviving` end. One that is there already is a conflict.
    async fn add(
        &self,
        passkey: &Passkey,
        surviving: Option<SessionId>,
        event: &Event,
    ) -> Result<(), StoreError>;

    /// Notes that it was used. `false` if it counts and its counter is not higher than before: then there are two of it.
    async fn used(&self, id: PasskeyId, counter: u32, day: Timestamp) -> Result<bool, StoreError>;

    /// Removes one of an account, or all of them, with the entry in the audit; how many there were.
    async fn remove(
        &self,
        account: AccountId,
        id: Option<PasskeyId>,
        event: &Event,
    ) -> Result<u64, StoreError>;
}
