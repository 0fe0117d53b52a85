//! What became of the deliveries a connection has brought, as it stands now: one that waited may be accepted or refused
//! since.

use crate::reading::for_reader;
use crate::{Hub, HubError};
use hebewerk_guard::{Action, Resource, decide};
use hebewerk_model::{
    ConnectionRun, DatasetId, DeliveryId, DeliveryOutcome, Principal, RunDelivery, Version,
};
use std::collections::BTreeMap;

/// Deliveries of a dataset looked through for those that became no version.
const DELIVERIES: u32 = 200;

/// What became of a delivery.
#[derive(Debug, Clone, PartialEq)]
pub struct Brought {
    /// What it became.
    pub outcome: DeliveryOutcome,
    /// The version it became: what was recognised, and what it changed in structure.
    pub version: Option<Version>,
}

impl Hub {
    /// What became of the deliveries of fetches, as far as the asker may know of their datasets.
    pub async fn brought(
        &self,
        principal: &Principal,
        runs: &[ConnectionRun],
    ) -> Result<BTreeMap<DeliveryId, Brought>, HubError> {
        let mut by_dataset: BTreeMap<DatasetId, Vec<&RunDelivery>> = BTreeMap::new();
        for delivery in runs.iter().flat_map(|run| &run.deliveries) {
            by_dataset
                .entry(delivery.dataset)
                .or_default()
                .push(delivery);
        }
        let mut brought = BTreeMap::new();
        for (id, deliveries) in by_dataset {
            let Some(dataset) = self.parts.datasets.get(id).await? else {
                continue;
            };
            let resource = Resource::of(&dataset);
            if !decide(principal, Action::SeeMetadata, &resource).allowed {
                continue;
            }
            let read = decide(principal, Action::ReadRows, &resource);
            let versions = &self.parts.versions;
            let known = versions.deliveries(id, DELIVERIES).await?;
            let accepted = versions.list(id, None, DELIVERIES).await?;
            for delivery in deliveries {
                let Some(now) = known.iter().find(|known| known.id == delivery.delivery) else {
                    continue;
                };
                let version = accepted.iter().find(|one| one.delivery == now.id);
                let version = version
                    .cloned()
                    .map(|version| for_reader(version, &dataset, &read));
                let outcome = now.outcome;
                brought.insert(now.id, Brought { outcome, version });
            }
        }
        Ok(brought)
    }
}
