//! Memory of who somebody is at a provider.

use super::{AccountError, Event, StoreError};
use async_trait::async_trait;
use hebewerk_model::{Account, AccountId};
use jiff::Timestamp;

/// Who somebody is among the people of a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExternalIdentity {
    /// The provider, by its issuer: its short name may change.
    pub issuer: String,
    /// Who there. An address is no identity: it is given to somebody else one day.
    pub subject: String,
}

/// Where a session was signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExternalSession {
    /// Who there.
    pub identity: ExternalIdentity,
    /// Name of the sign-in at the provider, if it gives one.
    pub session: Option<String>,
    /// Whether the provider vouches for a second factor.
    pub second_factor: bool,
}

/// Which sessions end.
#[derive(Debug, Clone, Copy)]
pub struct EndedThere<'a> {
    /// The provider.
    pub issuer: &'a str,
    /// Only those of this person.
    pub subject: Option<&'a str>,
    /// Only those of this sign-in.
    pub session: Option<&'a str>,
    /// Only those opened until then.
    pub until: Timestamp,
}

/// Accounts and sessions of people a provider vouches for.
#[async_trait]
pub trait ExternalIdentities: Send + Sync {
    /// The account of somebody.
    async fn account_of(&self, who: &ExternalIdentity) -> Result<Option<AccountId>, StoreError>;

    /// Who an account is at providers, in the order of their issuers.
    async fn of_account(&self, account: AccountId) -> Result<Vec<ExternalIdentity>, StoreError>;

    /// Adds an account without a password for somebody, both or neither.
    async fn add(
        &self,
        account: &Account,
        who: &ExternalIdentity,
        event: &Event,
    ) -> Result<(), AccountError>;

    /// Lets an account be entered by somebody from now on; a conflict if they have another one already, or the account
    /// is somebody else's at the same provider.
    async fn link(
        &self,
        account: AccountId,
        who: &ExternalIdentity,
        event: &Event,
    ) -> Result<(), StoreError>;

    /// Takes that back, and ends the sessions opened that way; whether there was anything.
    async fn unlink(
        &self,
        account: AccountId,
        issuer: &str,
        event: &Event,
    ) -> Result<bool, StoreError>;

    /// Ends sessions, with one entry in the audit for each account, as the event says with the account as its subject;
    /// the number of sessions.
    async fn end_sessions(&self, ended: EndedThere<'_>, event: &Event) -> Result<u64, StoreError>;
}
