//! Pages put together of views.

use super::{Event, StoreError};
use async_trait::async_trait;
use hebewerk_model::{Overview, OverviewId, Slug};

/// Pages. Each change is written together with its entry in the audit.
#[async_trait]
pub trait Overviews: Send + Sync {
    /// All of them, by name.
    async fn all(&self) -> Result<Vec<Overview>, StoreError>;

    /// By name.
    async fn by_name(&self, name: &Slug) -> Result<Option<Overview>, StoreError>;

    /// Adds a page; `false` where the name is taken.
    async fn add(&self, page: &Overview, event: &Event) -> Result<bool, StoreError>;

    /// Changes a page, whose edition is one more than before; `false` where somebody else was faster.
    async fn change(&self, page: &Overview, event: &Event) -> Result<bool, StoreError>;

    /// Removes a page, if this is its edition; `false` where it is not.
    async fn remove(&self, id: OverviewId, edition: u32, event: &Event)
    -> Result<bool, StoreError>;
}
