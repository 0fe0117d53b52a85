//! The index follows the catalogue, also one that was restored.

use crate::city::City;
use hebewerk_hub::ports::Datasets as _;
use hebewerk_model::{CatalogueId, Visibility};
use uuid::Uuid;

#[tokio::test]
async fn an_index_of_another_catalogue_is_built_anew() {
    let city = City::new().await;
    let ours = city.store.mark().await.unwrap();
    // A catalogue was restored behind an index that had come further with the one before.
    let other = CatalogueId::from_uuid(Uuid::from_u128(9));
    *city.index.mark.lock().unwrap() = (500, Some(other));
    city.trees(Visibility::City).await;
    assert_eq!(city.index.documents.lock().unwrap().len(), 1);
    assert_eq!(city.index.mark.lock().unwrap().1, Some(ours.catalogue));
}

#[tokio::test]
async fn an_index_that_is_ahead_of_its_catalogue_is_built_anew() {
    let city = City::new().await;
    city.trees(Visibility::City).await;
    let ours = city.store.mark().await.unwrap();
    *city.index.mark.lock().unwrap() = (500, Some(ours.catalogue));
    let refreshed = city.hub.refresh_index().await.unwrap();
    assert_eq!(refreshed.documents, 1);
    assert_eq!(refreshed.sequence, ours.last_change);
    let again = city.hub.refresh_index().await.unwrap();
    assert_eq!(again.documents, 0);
}
