//! Deliveries that became no version.

use crate::database::{Session, query};
use crate::store::Store;
use crate::{dataset_rows, journal, manifest, open_changes};
use hebewerk_hub::ports::{StoreError, UnreadDelivery};
use hebewerk_model::{DatasetState, DeliveryOutcome, Recipe};

/// Records the delivery with its findings; the dataset is added if it is new, else left as it is, but that it was only
/// announced.
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
    let known = dataset_rows::find(unread.dataset.id, &mut session).await?;
    match known.map(|known| known.state) {
        None => dataset_rows::add(&unread.dataset, &Recipe::default(), &mut session).await?,
        // It was announced: now there is a file.
        Some(DatasetState::Announced) => came(unread, &mut session).await?,
        Some(_) => {}
    }
    dataset_rows::add_delivery(&unread.delivery, &unread.findings, &mut session).await?;
    journal::write(&unread.event, &mut session).await?;
    session.commit().await
}

async fn came(unread: &UnreadDelivery, session: &mut Session) -> Result<(), StoreError> {
    let changed = dataset_rows::next_change(session).await?;
    query("update hw_dataset set state = $1, updated_at = $2, changed = $3 where id = $4")
        .bind(DatasetState::RawOnly.code())
        .bind(unread.event.at)
        .bind(changed)
        .bind(unread.dataset.id)
        .run(session)
        .await?;
    open_changes::note(unread.dataset.id, session).await
}
