//! Memory of organisations.

use super::{Event, StoreError};
use async_trait::async_trait;
use hebewerk_model::{Organisation, OrganisationId, Slug};

/// Organisations, few hundred at most.
#[async_trait]
pub trait Organisations: Send + Sync {
    /// All of them by name.
    async fn list(&self) -> Result<Vec<Organisation>, StoreError>;

    /// By identity.
    async fn get(&self, id: OrganisationId) -> Result<Option<Organisation>, StoreError>;

    /// By slug.
    async fn by_slug(&self, slug: &Slug) -> Result<Option<Organisation>, StoreError>;

    /// The organisations below one, at any depth, where roles of it hold: not those that are sealed, nor what is below them.
    async fn below(&self, id: OrganisationId) -> Result<Vec<OrganisationId>, StoreError>;

    /// Adds or replaces by identity, together with the entries in the audit. A slug that another organisation has is a
    /// conflict.
    async fn save(&self, organisation: &Organisation, events: &[Event]) -> Result<(), StoreError>;
}
