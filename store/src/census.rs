//! How much the catalogue holds.

use crate::database::query;
use crate::store::Store;
use crate::stored::from_code;
use hebewerk_hub::ports::{Census, StoreError};
use hebewerk_model::DeliveryOutcome;

/// Counts datasets, versions and deliveries.
pub(crate) async fn take(store: &Store) -> Result<Census, StoreError> {
    let mut session = store.reading("counting what there is").await?;
    let row = query(
        "select (select count(*) from hw_dataset) as datasets,
                (select count(*) from hw_version) as versions",
    )
    .one(&mut session)
    .await?;
    let (datasets, versions) = (row.count("datasets")?, row.count("versions")?);
    let rows = query("select outcome, count(*) as deliveries from hw_delivery group by outcome")
        .all(&mut session)
        .await?;
    let mut deliveries = Vec::with_capacity(rows.len());
    for row in &rows {
        let outcome = from_code(row, "outcome", DeliveryOutcome::from_code)?;
        deliveries.push((outcome, row.count("deliveries")?));
    }
    Ok(Census {
        datasets,
        versions,
        deliveries,
    })
}
