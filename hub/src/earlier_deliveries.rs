//! Deliveries beyond those that the page of a dataset brings along.

use crate::{Hub, HubError};
use hebewerk_model::{Delivery, DeliveryId, Principal};

impl Hub {
    /// Deliveries recorded before `before`, newest first, up to `limit`: like [`crate::DatasetView::deliveries`] only
    /// those whose file the principal may have.
    pub async fn earlier_deliveries(
        &self,
        principal: &Principal,
        organisation: &str,
        dataset: &str,
        before: DeliveryId,
        limit: u32,
    ) -> Result<Vec<Delivery>, HubError> {
        let organisation = self.organisation_named(organisation).await?;
        let dataset = self
            .known_dataset(principal, &organisation, dataset)
            .await?;
        let judge = self.raw_judge(principal, &dataset).await?;
        let versions = &self.parts.versions;
        let earlier = versions
            .deliveries_before(dataset.id, before, limit)
            .await?;
        Ok(earlier
            .into_iter()
            .filter(|delivery| judge.offers(delivery))
            .collect())
    }
}
