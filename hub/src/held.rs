//! Versions that wait: what they do otherwise, and what the stewards of the office decide about them.

mod accept;
mod look;

pub use accept::Acceptance;
pub use look::{DriftExample, HeldView, WaitingVersion};

use crate::authorise::authorise;
use crate::ports::{HeldVersion, StoreError};
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Decision, Resource};
use hebewerk_model::{Dataset, DatasetId, DeliveryId, Organisation, Principal};

/// A dataset whose versions somebody may decide about.
struct Decided {
    organisation: Organisation,
    dataset: Dataset,
    decision: Decision,
}

impl Hub {
    /// Refuses a version that waits: its delivery stays in the history with its raw file, the version before holds.
    pub async fn refuse_held(
        &self,
        principal: &Principal,
        organisation: &str,
        dataset: &str,
        delivery: DeliveryId,
    ) -> Result<(), HubError> {
        let decided = self.decided(principal, organisation, dataset).await?;
        let id = decided.dataset.id;
        let _turn = self.intake_turns.wait(id.to_string()).await;
        self.waits(id, delivery).await?;
        let event = self.event(principal, "refuse_version", Some(id), &decided.decision);
        Ok(self.parts.held.refuse(delivery, &event).await?)
    }

    /// Says whether deliveries of a dataset become current whatever they do otherwise.
    pub async fn set_takes_all(
        &self,
        principal: &Principal,
        organisation: &str,
        dataset: &str,
        takes_all: bool,
    ) -> Result<(), HubError> {
        let decided = self.decided(principal, organisation, dataset).await?;
        let id = decided.dataset.id;
        let action = if takes_all {
            "take_all_versions"
        } else {
            "hold_versions"
        };
        let event = self.event(principal, action, Some(id), &decided.decision);
        Ok(self.parts.held.set_takes_all(id, takes_all, &event).await?)
    }

    async fn decided(
        &self,
        principal: &Principal,
        organisation: &str,
        dataset: &str,
    ) -> Result<Decided, HubError> {
        let organisation = self.organisation_named(organisation).await?;
        let dataset = self
            .known_dataset(principal, &organisation, dataset)
            .await?;
        let decision = authorise(principal, Action::Maintain, &Resource::of(&dataset))?;
        Ok(Decided {
            organisation,
            dataset,
            decision,
        })
    }

    /// The version that waits, if it is the one somebody has seen: another may have come while they looked.
    async fn waits(
        &self,
        dataset: DatasetId,
        delivery: DeliveryId,
    ) -> Result<HeldVersion, HubError> {
        let held = self.parts.held.held(dataset).await?;
        let held = held.filter(|held| held.delivery.id == delivery);
        held.ok_or(HubError::Store(StoreError::Conflict {
            what: "a version that does not wait any more",
        }))
    }
}
