//! Deliveries that became no version.

use crate::store::Store;
use crate::{dataset_rows, journal, manifest};
use hebewerk_hub::ports::{StoreError, UnreadDelivery};
use hebewerk_model::{DeliveryOutcome, Recipe};

/// Records the delivery with its findings; the dataset is added if it is new, else left as it is.
pub(crate) async fn record(store: &Store, unread: &UnreadDelivery) -> Result<(), StoreError> {
    if unread.delivery.dataset != unread.dataset.id
        || unread.delivery.outcome == DeliveryOutcome::Version
    {
        return Err(StoreError::Refused {
            what: "a delivery",
            detail: format!(
                "{} is not an unread delivery of its dataset",
                unread.delivery.id
            ),
        });
    }
    let mut session = store.writing("recording a delivery").await?;
    manifest::lock(&mut session).await?;
    if dataset_rows::find(unread.dataset.id, &mut session)
        .await?
        .is_none()
    {
        dataset_rows::add(&unread.dataset, &Recipe::default(), &mut session).await?;
    }
    dataset_rows::add_delivery(&unread.delivery, &unread.findings, &mut session).await?;
    journal::write(&unread.event, &mut session).await?;
    session.commit().await
}
