//! The same bytes again.

use super::{OnDrift, TakeIn, TakenIn};
use crate::ports::KeptBefore;
use crate::{Hub, HubError};
use hebewerk_model::{ContentHash, Dataset, DatasetState, DeliveryOutcome, Principal, Recipe};
use std::path::Path;

impl Hub {
    /// Whether the bytes of a file are probably in the store: it is as long as what came last from where it comes from.
    pub(super) async fn kept_before(
        &self,
        dataset: Option<&Dataset>,
        file: &Path,
    ) -> Result<KeptBefore, HubError> {
        let Some(dataset) = dataset else {
            return Ok(KeptBefore::Unlikely);
        };
        let newest = self.parts.versions.deliveries(dataset.id, 1).await?;
        // A file that is not there is a matter for whoever copies it.
        let length = tokio::fs::metadata(file).await.map(|found| found.len());
        let is_as_long = newest
            .first()
            .zip(length.ok())
            .is_some_and(|(newest, length)| newest.size_bytes == length);
        Ok(if is_as_long {
            KeptBefore::Likely
        } else {
            KeptBefore::Unlikely
        })
    }

    /// The answer when the newest delivery had the same bytes and the same corrections, and reading them again would
    /// say the same.
    pub(super) async fn unchanged(
        &self,
        principal: &Principal,
        request: &TakeIn,
        dataset: &Dataset,
        recipe: &Recipe,
        content: ContentHash,
    ) -> Result<Option<TakenIn>, HubError> {
        let versions = &self.parts.versions;
        let newest = versions.deliveries(dataset.id, 1).await?;
        let Some(delivery) = newest.into_iter().find(|newest| newest.content == content) else {
            return Ok(None);
        };
        if self.read_with(dataset, &delivery).await? != *recipe {
            return Ok(None);
        }
        let is_version = delivery.outcome == DeliveryOutcome::Version;
        let would_end_otherwise = match delivery.outcome {
            DeliveryOutcome::Unreadable => delivery.reader != self.parts.reader.version(),
            // Whoever has seen it accepts it by delivering it again.
            DeliveryOutcome::Held | DeliveryOutcome::Refused | DeliveryOutcome::Overtaken => {
                request.on_drift == OnDrift::Accept
            }
            _ => false,
        };
        if would_end_otherwise {
            return Ok(None);
        }
        let newest = versions.get(dataset.id, None).await?;
        let mut dataset = dataset.clone();
        if dataset.state == DatasetState::Withdrawn {
            let state = if newest.is_some() {
                DatasetState::Lifted
            } else {
                DatasetState::RawOnly
            };
            self.change_state(principal, &dataset, state).await?;
            dataset.state = state;
        }
        let mut taken = TakenIn {
            organisation: request.organisation.clone(),
            dataset,
            delivery,
            version: None,
            tables: Vec::new(),
            findings: Vec::new(),
        };
        if is_version {
            taken.delivery.outcome = DeliveryOutcome::Unchanged;
            taken.version = newest;
        } else {
            // An older version may be there; it did not come from these bytes.
            taken.findings = versions.findings(taken.delivery.id).await?;
        }
        Ok(Some(taken))
    }
}
