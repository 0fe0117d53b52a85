//! Who may have the raw file.

use crate::city::{City, colleague, neighbour, steward, without_person};
use hebewerk_hub::{Corrections, Destination, HubError};
use hebewerk_model::{DeliveryId, Principal, Visibility};

async fn may(city: &City, who: &Principal, delivery: DeliveryId) -> bool {
    match city.hub.raw(who, "umwelt", "baeume", delivery, None).await {
        Ok(_) => true,
        Err(HubError::Refused(_)) => false,
        Err(error) => panic!("{error}"),
    }
}

#[tokio::test]
async fn the_raw_file_of_a_dataset_that_is_not_public_is_for_those_who_maintain_it() {
    let city = City::new().await;
    let delivery = city.trees(Visibility::City).await.delivery.id;
    assert!(may(&city, &steward(), delivery).await);
    assert!(!may(&city, &colleague(), delivery).await);
    assert!(!may(&city, &neighbour(), delivery).await);
}

#[tokio::test]
async fn the_raw_file_of_a_public_dataset_is_public_until_something_is_left_out() {
    let city = City::new().await;
    let first = city.trees(Visibility::Public).await;
    assert!(may(&city, &Principal::Anonymous, first.delivery.id).await);
    let mut second = city.file("Bäume.csv", &["Bäume"]);
    second.into = Destination::Existing(first.dataset.id);
    second.corrections = Corrections::KeptWith(without_person("Bäume"));
    let second = city.take_in(second).await;
    for delivery in [first.delivery.id, second.delivery.id] {
        assert!(!may(&city, &Principal::Anonymous, delivery).await);
        assert!(!may(&city, &colleague(), delivery).await);
        assert!(may(&city, &steward(), delivery).await);
    }
    // Once nothing is left out any more, the file that was read with it missing stays closed.
    let mut third = city.file("Bäume.csv", &["Bäume", "Orte"]);
    third.into = Destination::Existing(first.dataset.id);
    third.corrections = Corrections::Exactly(hebewerk_model::Recipe::default());
    let third = city.take_in(third).await;
    assert!(may(&city, &Principal::Anonymous, third.delivery.id).await);
    assert!(!may(&city, &Principal::Anonymous, second.delivery.id).await);
    let view = city
        .hub
        .show(&Principal::Anonymous, "umwelt", "baeume", None)
        .await
        .unwrap();
    let offered: Vec<_> = view.deliveries.iter().map(|it| it.id).collect();
    assert_eq!(offered, [third.delivery.id, first.delivery.id]);
}
