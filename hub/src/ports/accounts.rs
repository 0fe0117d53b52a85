//! Memory of people, sessions and saved queries.

use super::StoreError;
use async_trait::async_trait;
use hebewerk_model::{Account, AccountId, Email, SavedQuery, SavedQueryId};
use jiff::Timestamp;

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

/// A server-side session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Hash of the cookie's token.
    pub token: TokenHash,
    /// Whose it is.
    pub account: AccountId,
    /// When it ends at the latest.
    pub expires_at: Timestamp,
}

/// Accounts.
#[async_trait]
pub trait Accounts: Send + Sync {
    /// By identity.
    async fn get(&self, id: AccountId) -> Result<Option<Account>, StoreError>;

    /// By sign-in name, with password hash.
    async fn by_email(&self, email: &Email) -> Result<Option<Credentials>, StoreError>;

    /// Adds or replaces account, memberships and, if given, the password hash.
    async fn save(&self, account: &Account, password_hash: Option<&str>) -> Result<(), StoreError>;

    /// All accounts by name.
    async fn list(&self) -> Result<Vec<Account>, StoreError>;

    /// Whether any administrator exists.
    async fn has_administrator(&self) -> Result<bool, StoreError>;
}

/// Sessions and one-time links.
#[async_trait]
pub trait Sessions: Send + Sync {
    /// Opens a session.
    async fn open(&self, session: &Session) -> Result<(), StoreError>;

    /// The session of a token, if it has not expired at `now`.
    async fn find(&self, token: &TokenHash, now: Timestamp) -> Result<Option<Session>, StoreError>;

    /// Ends a session; also removes all that expired before `now`.
    async fn close(&self, token: &TokenHash, now: Timestamp) -> Result<(), StoreError>;

    /// Keeps the hash of the one-time link for the first administrator, replacing an older one.
    async fn keep_setup_token(
        &self,
        token: &TokenHash,
        expires_at: Timestamp,
    ) -> Result<(), StoreError>;

    /// Whether this is the kept, unexpired setup token.
    async fn is_setup_token(&self, token: &TokenHash, now: Timestamp) -> Result<bool, StoreError>;

    /// Removes the setup token; `false` when it was gone already (somebody else was faster).
    async fn use_setup_token(&self, token: &TokenHash, now: Timestamp) -> Result<bool, StoreError>;
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
