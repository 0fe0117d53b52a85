//! Views people save.

use super::{Event, StoreError};
use async_trait::async_trait;
use hebewerk_model::{SavedView, Slug, ViewEdition, ViewId};

/// Views with their history. Each change is written together with its entry in the audit.
#[async_trait]
pub trait Views: Send + Sync {
    /// All of them in their newest edition, by name.
    async fn all(&self) -> Result<Vec<SavedView>, StoreError>;

    /// By name, in its newest edition.
    async fn by_name(&self, name: &Slug) -> Result<Option<SavedView>, StoreError>;

    /// All editions of a view, newest first.
    async fn editions(&self, id: ViewId) -> Result<Vec<ViewEdition>, StoreError>;

    /// Adds a view with its first edition; `false` where the name is taken.
    async fn add(&self, view: &SavedView, event: &Event) -> Result<bool, StoreError>;

    /// Adds an edition, whose number is that of the newest plus one; `false` where somebody else was faster.
    async fn add_edition(
        &self,
        id: ViewId,
        edition: &ViewEdition,
        event: &Event,
    ) -> Result<bool, StoreError>;

    /// Removes a view with its history, if `number` is that of its newest edition; `false` where it is not.
    async fn remove(&self, id: ViewId, number: u32, event: &Event) -> Result<bool, StoreError>;
}
