//! Memory of releases.

use super::{Event, StoreError};
use async_trait::async_trait;
use hebewerk_model::{DatasetId, Release, ReleaseId, VersionNumber, Visibility};

/// Releases. Nothing is removed: they say on which evidence, and by whom, something became public.
#[async_trait]
pub trait Releases: Send + Sync {
    /// Those of a dataset, newest first.
    async fn of_dataset(&self, dataset: DatasetId) -> Result<Vec<Release>, StoreError>;

    /// The versions of a dataset whose release is agreed to and stands; every public reading asks.
    async fn released_versions(&self, dataset: DatasetId)
    -> Result<Vec<VersionNumber>, StoreError>;

    /// Those of all datasets that wait for a decision, longest first.
    async fn waiting(&self) -> Result<Vec<Release>, StoreError>;

    /// Keeps one, together with the entry in the audit. One of the same dataset that still waits is overtaken.
    async fn keep(&self, release: &Release, event: &Event) -> Result<(), StoreError>;

    /// Agrees at the time of the event: in **one** transaction with the entry in the audit the dataset becomes public.
    /// A conflict if it does not wait (any more).
    async fn agree(&self, id: ReleaseId, event: &Event) -> Result<(), StoreError>;

    /// Refuses, with a reason. A conflict if it does not wait (any more).
    async fn refuse(&self, id: ReleaseId, reason: &str, event: &Event) -> Result<(), StoreError>;

    /// Takes everything back that was agreed for a dataset, with a reason: in one transaction it is open to a narrower
    /// circle. A conflict if nothing is released.
    async fn withdraw(
        &self,
        dataset: DatasetId,
        to: Visibility,
        reason: &str,
        event: &Event,
    ) -> Result<(), StoreError>;
}
