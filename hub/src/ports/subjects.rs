//! What the catalogue holds of a person beside the account and the audit.

use super::{ExternalIdentity, StoreError};
use async_trait::async_trait;
use hebewerk_model::{AccountId, DatasetId, Grant, Invitation};
use jiff::Timestamp;

/// A delivery somebody brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BroughtDelivery {
    /// For which dataset.
    pub dataset: DatasetId,
    /// Name of the file.
    pub file_name: String,
    /// When it arrived.
    pub received_at: Timestamp,
}

/// A view somebody saved or changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedEdition {
    /// Its name behind `sichten.`.
    pub name: String,
    /// Which edition of it.
    pub number: u32,
    /// What it was called then.
    pub title: String,
    /// When.
    pub saved_at: Timestamp,
}

/// What is held of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Holdings {
    /// Rights to read that were granted to them or by them, also those that ended.
    pub grants: Vec<Grant>,
    /// Files they brought, oldest first.
    pub deliveries: Vec<BroughtDelivery>,
    /// Names of the connections that are fetched on their behalf.
    pub connections: Vec<String>,
    /// Who they are at providers.
    pub identities: Vec<ExternalIdentity>,
    /// Invitations by which they came, or with which they let somebody in.
    pub invitations: Vec<Invitation>,
    /// Views they saved or changed, oldest first.
    pub views: Vec<SavedEdition>,
}

/// Everything that names a person.
#[async_trait]
pub trait Subjects: Send + Sync {
    /// What is held of an account.
    async fn holdings(&self, account: AccountId) -> Result<Holdings, StoreError>;
}
