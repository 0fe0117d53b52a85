//! Memory of people, sessions and saved queries.

use super::{Event, ExternalSession, StoreError};
use async_trait::async_trait;
use hebewerk_model::{
    Account, AccountId, Email, Language, Membership, OpenSession, SavedQuery, SavedQueryId,
    SessionId,
};
use jiff::Timestamp;
use thiserror::Error;

/// An account with what is needed to check a password.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// The account.
    pub account: Account,
    /// Argon2id hash in PHC string format; none while no password is set.
    pub password_hash: Option<String>,
}

/// Hash (BLAKE3) of a secret token; the token itself is never stored.
pub type TokenHash = [u8; 32];

/// A server-side session with what is needed to find it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Hash of the cookie's token.
    pub token: TokenHash,
    /// What its owner sees of it.
    pub open: OpenSession,
    /// Where it was signed in, if not here.
    pub external: Option<ExternalSession>,
}

/// Why an account could not be made or changed.
#[derive(Debug, Error)]
pub enum AccountError {
    /// Another account has the address.
    #[error("another account has this e-mail address")]
    EmailTaken,
    /// Nobody would run the hub any more.
    #[error("this account is the last one that runs the hub")]
    LastAdministrator,
    /// There is none, or it is closed (or, to be opened again, is not).
    #[error("there is no such account")]
    Missing,
    /// The catalogue failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What is to change of an account. What is not named stays as it is, also when somebody else has changed it a moment
/// ago.
#[derive(Clone, Default)]
pub struct AccountChange {
    /// Sign-in name.
    pub email: Option<Email>,
    /// Name as shown.
    pub name: Option<String>,
    /// Whether it runs the hub.
    pub administrator: Option<bool>,
    /// Whether it is the data protection officer's.
    pub officer: Option<bool>,
    /// All its roles.
    pub memberships: Option<Vec<Membership>>,
    /// Preferred language.
    pub language: Option<Language>,
    /// Hash of a new password. Ends all sessions of the account but `surviving`.
    pub password_hash: Option<String>,
    /// When somebody else gave this new password; none if it is of the account's own choice.
    pub password_given_at: Option<Timestamp>,
    /// The session in which the password is changed.
    pub surviving: Option<TokenHash>,
}

/// Accounts. What changes one is written together with its entries in the audit, both or neither: nobody gets a right
/// that nobody can be asked about.
#[async_trait]
pub trait Accounts: Send + Sync {
    /// By identity.
    async fn get(&self, id: AccountId) -> Result<Option<Account>, StoreError>;

    /// By sign-in name, with password hash.
    async fn by_email(&self, email: &Email) -> Result<Option<Credentials>, StoreError>;

    /// When somebody else gave the password that holds now; none if it was chosen by whoever it belongs to.
    async fn password_given_at(&self, id: AccountId) -> Result<Option<Timestamp>, StoreError>;

    /// Lets a password count as if it had been chosen by whoever it belongs to.
    async fn let_password_last(&self, id: AccountId) -> Result<(), StoreError>;

    /// Adds an account with its memberships and a password that was given at the time of the event.
    async fn add(
        &self,
        account: &Account,
        password_hash: &str,
        event: &Event,
    ) -> Result<(), AccountError>;

    /// Changes an open account, all of the change or nothing.
    async fn change(
        &self,
        id: AccountId,
        change: &AccountChange,
        events: &[Event],
    ) -> Result<(), AccountError>;

    /// Closes an open account at the time of the event: removes the password and ends all sessions.
    async fn close(&self, id: AccountId, event: &Event) -> Result<(), AccountError>;

    /// Opens a closed account again, with a password that was given at the time of the event.
    async fn reopen(
        &self,
        id: AccountId,
        password_hash: &str,
        event: &Event,
    ) -> Result<(), AccountError>;

    /// All accounts by name, also closed ones.
    async fn list(&self) -> Result<Vec<Account>, StoreError>;

    /// Whether any administrator exists whose account is open.
    async fn has_administrator(&self) -> Result<bool, StoreError>;
}

/// Sessions and one-time links.
#[async_trait]
pub trait Sessions: Send + Sync {
    /// Opens a session; also removes all that expired before `now`.
    async fn open(&self, session: &Session, now: Timestamp) -> Result<(), StoreError>;

    /// The session of a token, if it has not expired at `now`.
    async fn find(
        &self,
        token: &TokenHash,
        now: Timestamp,
    ) -> Result<Option<OpenSession>, StoreError>;

    /// Remembers in which hour a session was used.
    async fn used(&self, id: SessionId, hour: Timestamp) -> Result<(), StoreError>;

    /// The sessions of an account that have not expired at `now`, the last used first.
    async fn of_account(
        &self,
        account: AccountId,
        now: Timestamp,
    ) -> Result<Vec<OpenSession>, StoreError>;

    /// Ends one session of an account, together with the entry in the audit; whether there was one.
    async fn end(
        &self,
        account: AccountId,
        id: SessionId,
        event: &Event,
    ) -> Result<bool, StoreError>;

    /// Ends all sessions of an account but `surviving`, together with the entry in the audit; the number of them.
    async fn end_all(
        &self,
        account: AccountId,
        surviving: Option<SessionId>,
        event: &Event,
    ) -> Result<u64, StoreError>;

    /// Ends a session; also removes all that expired before `now`.
    async fn close(&self, token: &TokenHash, now: Timestamp) -> Result<(), StoreError>;

    /// Removes all that expired before `now`; the number of them.
    async fn forget_expired(&self, now: Timestamp) -> Result<u64, StoreError>;

    /// Keeps the hash of the one-time link for the first administrator, replacing an older one.
    async fn keep_setup_token(
        &self,
        token: &TokenHash,
        expires_at: Timestamp,
    ) -> Result<(), StoreError>;

    /// Whether this is the kept, unexpired setup token.
    async fn is_setup_token(&self, token: &TokenHash, now: Timestamp) -> Result<bool, StoreError>;

    /// Spends the setup token at the time of the event and adds the first administrator, all or nothing; `false` when the token does not work
    /// any more or an administrator is there (somebody else was faster).
    async fn set_up(
        &self,
        token: &TokenHash,
        account: &Account,
        password_hash: &str,
        event: &Event,
    ) -> Result<bool, AccountError>;
}

/// Saved queries.
#[async_trait]
pub trait SavedQueries: Send + Sync {
    /// Those of an account, newest first.
    async fn list(&self, owner: AccountId) -> Result<Vec<SavedQuery>, StoreError>;

    /// Adds or replaces by identity; only the owner's.
    async fn save(&self, query: &SavedQuery) -> Result<(), StoreError>;

    /// Removes one of the owner's.
    async fn remove(&self, owner: AccountId, id: SavedQueryId) -> Result<(), StoreError>;
}
