//! Memory of versions that wait for somebody to accept them.

use super::{Event, NewTable, NewVersion, StoreError};
use async_trait::async_trait;
use hebewerk_model::{
    Dataset, DatasetId, DatasetState, Delivery, DeliveryId, DeliveryOutcome, Drift, Finding,
    OrganisationId, Recipe, Version, VersionNumber, Waiting,
};

/// A version that is stored whole and is not current: its rows lie in the lake, and nothing but this names them.
///
/// It always follows the version that holds: whatever becomes current meanwhile ends the waiting, and its delivery is
/// [`DeliveryOutcome::Overtaken`].
#[derive(Debug, Clone, PartialEq)]
pub struct HeldVersion {
    /// The delivery; [`DeliveryOutcome::Held`].
    pub delivery: Delivery,
    /// The version it would become.
    pub version: Version,
    /// Its tables.
    pub tables: Vec<NewTable>,
    /// What was noticed.
    pub findings: Vec<Finding>,
    /// The recipe it was read with.
    pub recipe: Recipe,
    /// Sentence for the manifest, as in [`NewVersion::message`].
    pub message: String,
    /// What it does otherwise than the version that holds.
    pub drifts: Vec<Drift>,
    /// Rows of the version that holds, over all tables.
    pub rows_before: u64,
}

impl HeldVersion {
    /// What is told of it: nothing of its values.
    pub fn waiting(&self) -> Waiting {
        Waiting {
            delivery: self.delivery.id,
            file_name: self.delivery.file_name.clone(),
            since: self.delivery.received_at,
            holds: VersionNumber(self.version.number.0.saturating_sub(1)),
            rows_before: self.rows_before,
            rows_after: self.version.rows.unwrap_or(0),
            drifts: self.drifts.clone(),
        }
    }

    /// The version it becomes when somebody accepts it.
    pub fn accepted(self, dataset: Dataset, mut event: Event) -> NewVersion {
        event.version = Some(self.version.number.0.into());
        event.rows = self.version.rows;
        NewVersion {
            dataset: Dataset {
                state: DatasetState::Lifted,
                updated_at: event.at,
                ..dataset
            },
            delivery: Delivery {
                outcome: DeliveryOutcome::Version,
                ..self.delivery
            },
            version: Version {
                created_at: event.at,
                ..self.version
            },
            tables: self.tables,
            findings: self.findings,
            recipe: self.recipe,
            message: self.message,
            event,
        }
    }
}

/// Versions that wait, at most one for each dataset. Accepting one is [`super::Versions::commit`] of what it is made
/// of: the one transaction that makes any version visible.
#[async_trait]
pub trait HeldVersions: Send + Sync {
    /// Keeps a version that waits: delivery, findings and everything it is made of in **one** transaction with the
    /// entry in the audit. One that waited before is overtaken. Dataset and manifest stay as they are; its number must
    /// follow the version that holds, else conflict.
    async fn hold(&self, held: HeldVersion, event: &Event) -> Result<(), StoreError>;

    /// The version of this dataset that waits.
    async fn held(&self, dataset: DatasetId) -> Result<Option<HeldVersion>, StoreError>;

    /// What waits in these organisations (in all of them if none are named), longest first.
    async fn waiting(
        &self,
        organisations: Option<&[OrganisationId]>,
    ) -> Result<Vec<(DatasetId, Waiting)>, StoreError>;

    /// Ends the waiting: the delivery stays as refused, with its raw file and its findings. A conflict if it does not
    /// wait (any more).
    async fn refuse(&self, delivery: DeliveryId, event: &Event) -> Result<(), StoreError>;

    /// Whether deliveries of this dataset become current whatever they do otherwise.
    async fn takes_all(&self, dataset: DatasetId) -> Result<bool, StoreError>;

    /// Says so, or takes it back, together with the entry in the audit.
    async fn set_takes_all(
        &self,
        dataset: DatasetId,
        takes_all: bool,
        event: &Event,
    ) -> Result<(), StoreError>;
}
