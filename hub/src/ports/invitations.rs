//! Memory of people from outside who were invited.

use super::{AccountError, Event, StoreError, TokenHash};
use async_trait::async_trait;
use hebewerk_model::{Account, AccountId, Grant, Invitation, InvitationId, OrganisationId};
use jiff::Timestamp;

/// What becomes of an invitation whose link is used.
#[derive(Debug, Clone)]
pub struct Acceptance {
    /// Which one.
    pub invitation: InvitationId,
    /// The account it makes, with its roles.
    pub account: Account,
    /// Hash of its password.
    pub password_hash: String,
    /// When the account ends.
    pub ends_at: Timestamp,
    /// What it may read from then on, each with its entry in the audit.
    pub grants: Vec<(Grant, Event)>,
    /// That there is an account now.
    pub event: Event,
}

/// Invitations, and the accounts that came of them.
#[async_trait]
pub trait Invitations: Send + Sync {
    /// Adds one, with the hash of the secret of its link.
    async fn add(
        &self,
        invitation: &Invitation,
        secret: &TokenHash,
        event: &Event,
    ) -> Result<(), StoreError>;

    /// The one with this link, whatever its state.
    async fn by_secret(&self, secret: &TokenHash) -> Result<Option<Invitation>, StoreError>;

    /// Those of an organisation, newest first.
    async fn of_organisation(
        &self,
        organisation: OrganisationId,
    ) -> Result<Vec<Invitation>, StoreError>;

    /// Uses a link up: account, roles, grants and entries, all or nothing; `false` if it was used or taken back meanwhile.
    async fn accept(&self, acceptance: &Acceptance) -> Result<bool, AccountError>;

    /// Takes one back: its link, the grants and roles that came of it; and its account, if nothing is left that it may read.
    /// `false` if it was taken back before.
    async fn revoke(&self, id: InvitationId, event: &Event) -> Result<bool, StoreError>;

    /// When the account of a guest ends; none for an account of the city.
    async fn ends_at(&self, account: AccountId) -> Result<Option<Timestamp>, StoreError>;

    /// Open accounts of guests whose time is over.
    async fn ended(&self, now: Timestamp) -> Result<Vec<AccountId>, StoreError>;
}
