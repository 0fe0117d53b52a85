//! What is on record, and what happens when nothing can be written.

use crate::city::{City, colleague, neighbour, page, steward};
use hebewerk_hub::HubError;
use hebewerk_hub::ports::Journal as _;
use hebewerk_model::{Principal, TableName, Visibility};
use std::sync::atomic::Ordering;

fn trees() -> TableName {
    "umwelt.baeume".parse().unwrap()
}

async fn reads(city: &City) -> Vec<(String, bool)> {
    let entries = city.audit().await;
    entries
        .into_iter()
        .filter(|entry| entry.action != "take_in")
        .map(|entry| {
            assert!(entry.dataset.is_some());
            (entry.action, entry.allowed)
        })
        .collect()
}

#[tokio::test]
async fn every_way_of_reading_non_public_rows_is_on_record_once_a_day() {
    let city = City::new().await;
    city.trees(Visibility::Office).await;
    let hub = &city.hub;
    for _ in 0..3 {
        hub.browse(&colleague(), &trees(), &page()).await.unwrap();
        hub.ask(&colleague(), "select * from umwelt.baeume", None)
            .await
            .unwrap();
        hub.download(&colleague(), &trees(), &[], None)
            .await
            .unwrap();
        hub.show(&colleague(), "umwelt", "baeume", None)
            .await
            .unwrap();
    }
    let expected = ["show", "download", "ask", "read_rows"].map(|it| (it.to_owned(), true));
    assert_eq!(reads(&city).await, expected);
    hub.browse(&steward(), &trees(), &page()).await.unwrap();
    assert_eq!(reads(&city).await.len(), 5, "others are others");
    city.clock.move_by(24);
    hub.browse(&colleague(), &trees(), &page()).await.unwrap();
    assert_eq!(reads(&city).await.len(), 6, "tomorrow is another day");
}

#[tokio::test]
async fn every_refusal_is_on_record_also_that_of_a_page_and_of_a_raw_file() {
    let city = City::new().await;
    let taken = city.trees(Visibility::Office).await;
    let hub = &city.hub;
    let view = hub
        .show(&neighbour(), "umwelt", "baeume", None)
        .await
        .unwrap();
    assert!(reads(&city).await.is_empty(), "words are no rows");
    hub.rows_not_shown(&neighbour(), &view).await.unwrap();
    let refused = hub
        .raw(&neighbour(), "umwelt", "baeume", taken.delivery.id, None)
        .await;
    assert!(matches!(refused.err(), Some(HubError::Refused(_))));
    let refused = hub
        .ask(&neighbour(), "select * from umwelt.baeume", None)
        .await;
    assert!(matches!(refused.err(), Some(HubError::Refused(_))));
    let expected = ["ask", "download_raw", "read_rows"].map(|it| (it.to_owned(), false));
    assert_eq!(reads(&city).await, expected);
}

#[tokio::test]
async fn a_public_read_needs_no_room_to_write() {
    let city = City::new().await;
    let taken = city.trees(Visibility::Public).await;
    city.books.are_full.store(true, Ordering::Relaxed);
    let (hub, nobody) = (&city.hub, Principal::Anonymous);
    hub.browse(&nobody, &trees(), &page()).await.unwrap();
    hub.ask(&nobody, "select * from umwelt.baeume", None)
        .await
        .unwrap();
    hub.download(&nobody, &trees(), &[], None).await.unwrap();
    hub.raw(&nobody, "umwelt", "baeume", taken.delivery.id, None)
        .await
        .unwrap();
    city.books.are_full.store(false, Ordering::Relaxed);
    assert!(reads(&city).await.is_empty());
    hub.download(&nobody, &trees(), &[], None).await.unwrap();
    let uses = city
        .books
        .uses(taken.dataset.id, jiff::Timestamp::UNIX_EPOCH);
    assert_eq!(uses.await.unwrap(), [(None, 1)]);
}

#[tokio::test]
async fn without_a_record_nobody_reads_what_is_not_public_and_refusals_stand() {
    let city = City::new().await;
    city.trees(Visibility::Office).await;
    city.books.are_full.store(true, Ordering::Relaxed);
    let read = city.hub.browse(&colleague(), &trees(), &page()).await;
    assert!(matches!(read.err(), Some(HubError::Store(_))));
    let refused = city.hub.browse(&neighbour(), &trees(), &page()).await;
    assert!(matches!(refused.err(), Some(HubError::Refused(_))));
}
