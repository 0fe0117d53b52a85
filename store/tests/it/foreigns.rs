//! What other catalogues say of their datasets.

use crate::place::Place;
use hebewerk_hub::ports::{Foreigns, NewForeign, PutForeign};
use hebewerk_model::*;
use jiff::Timestamp;
use uuid::Uuid;

on_both_databases!(
    a_second_harvest_changes_nothing,
    what_a_source_does_not_name_any_more_is_a_mark_and_comes_back,
    half_a_harvest_takes_nothing_away,
    what_comes_twice_in_a_harvest_is_kept_once,
    the_same_dataset_of_two_sources_is_recognised,
    changes_are_told_in_their_order_and_a_source_can_be_forgotten,
);

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + seconds).unwrap()
}

fn source(number: u128) -> ConnectionId {
    ConnectionId::from_uuid(Uuid::from_u128(number))
}

fn harvest(number: u128) -> ConnectionRunId {
    ConnectionRunId::from_uuid(Uuid::from_u128(1_000 + number))
}

fn id(number: u128) -> ForeignId {
    ForeignId::from_uuid(Uuid::from_u128(number))
}

fn record(number: u128, title: &str) -> NewForeign {
    NewForeign {
        id: id(number),
        content: title.to_owned(),
        twin: title.to_lowercase(),
        record: ForeignRecord {
            key: format!("https://a.example/{number}"),
            title: title.to_owned(),
            text: "Alle Bäume".to_owned(),
            identifiers: vec![format!("k-{title}")],
            ..ForeignRecord::default()
        },
    }
}

async fn put(place: &Place, harvest: ConnectionRunId, records: Vec<NewForeign>) -> PutForeign {
    place
        .store
        .put(source(1), harvest, records, at(0))
        .await
        .unwrap()
}

async fn end(place: &Place, harvest: ConnectionRunId, is_whole: bool) -> u64 {
    let ended = place
        .store
        .end_harvest(source(1), harvest, &[], (at(9), is_whole));
    ended.await.unwrap()
}

fn counts(put: &PutForeign) -> (u64, u64, u64, usize) {
    (put.new, put.changed, put.same, put.twice.len())
}

async fn a_second_harvest_changes_nothing(place: &Place) {
    let records = || vec![record(1, "Bäume"), record(2, "Bäder")];
    let first = put(place, harvest(1), records()).await;
    assert_eq!(counts(&first), (2, 0, 0, 0));
    assert_eq!(end(place, harvest(1), true).await, 0);
    let last = Foreigns::last_change(&place.store).await.unwrap();
    let second = put(place, harvest(2), records()).await;
    assert_eq!(counts(&second), (0, 0, 2, 0));
    assert_eq!(end(place, harvest(2), true).await, 0);
    assert_eq!(Foreigns::last_change(&place.store).await.unwrap(), last);
    let changed = put(
        place,
        harvest(3),
        vec![record(1, "Alle Bäume"), record(2, "Bäder")],
    )
    .await;
    assert_eq!(counts(&changed), (0, 1, 1, 0));
    let kept = Foreigns::get(&place.store, id(1)).await.unwrap().unwrap();
    assert_eq!(
        (kept.record.title.as_str(), kept.first_seen),
        ("Alle Bäume", at(0))
    );
}

async fn what_a_source_does_not_name_any_more_is_a_mark_and_comes_back(place: &Place) {
    put(
        place,
        harvest(1),
        vec![record(1, "Bäume"), record(2, "Bäder")],
    )
    .await;
    end(place, harvest(1), true).await;
    put(place, harvest(2), vec![record(2, "Bäder")]).await;
    assert_eq!(end(place, harvest(2), true).await, 1);
    let gone = Foreigns::get(&place.store, id(1)).await.unwrap().unwrap();
    assert_eq!(
        (gone.gone_at, gone.record.title.as_str()),
        (Some(at(9)), "Bäume")
    );
    // What somebody has withdrawn is not kept.
    assert_eq!(
        (gone.record.text.as_str(), gone.record.identifiers.len()),
        ("", 0)
    );
    assert_eq!(place.store.counts().await.unwrap()[&source(1)], 1);
    let back = put(
        place,
        harvest(3),
        vec![record(1, "Bäume"), record(2, "Bäder")],
    )
    .await;
    assert_eq!(counts(&back), (0, 1, 1, 0));
    let here = Foreigns::get(&place.store, id(1)).await.unwrap().unwrap();
    assert_eq!(
        (here.gone_at, here.record.text.as_str()),
        (None, "Alle Bäume")
    );
}

async fn half_a_harvest_takes_nothing_away(place: &Place) {
    put(
        place,
        harvest(1),
        vec![record(1, "Bäume"), record(2, "Bäder")],
    )
    .await;
    end(place, harvest(1), true).await;
    put(place, harvest(2), vec![record(2, "Bäder")]).await;
    let rejected = [RejectedRecord {
        name: "https://a.example/3".to_owned(),
        reason: RejectReason::NoTitle,
    }];
    let gone = place
        .store
        .end_harvest(source(1), harvest(2), &rejected, (at(9), false));
    assert_eq!(gone.await.unwrap(), 0);
    assert_eq!(place.store.rejected(source(1), 10).await.unwrap(), rejected);
    end(place, harvest(3), false).await;
    assert_eq!(place.store.rejected(source(1), 10).await.unwrap(), []);
}

async fn what_comes_twice_in_a_harvest_is_kept_once(place: &Place) {
    let first = put(
        place,
        harvest(1),
        vec![record(1, "Bäume"), record(1, "Bäume II")],
    )
    .await;
    assert_eq!(counts(&first), (1, 0, 0, 1));
    let later = put(place, harvest(1), vec![record(1, "Bäume III")]).await;
    assert_eq!(counts(&later), (0, 0, 0, 1));
    let kept = Foreigns::get(&place.store, id(1)).await.unwrap().unwrap();
    assert_eq!(kept.record.title, "Bäume");
}

async fn the_same_dataset_of_two_sources_is_recognised(place: &Place) {
    put(
        place,
        harvest(1),
        vec![record(1, "Bäume"), record(2, "Bäder")],
    )
    .await;
    let mut by_identifier = record(3, "Trees");
    by_identifier.record.identifiers = vec!["https://a.example/1".to_owned()];
    let by_content = record(4, "BÄUME");
    let other = vec![by_identifier, by_content, record(5, "Pegel")];
    let kept = place.store.put(source(2), harvest(2), other, at(1)).await;
    assert_eq!(kept.unwrap().new, 3);
    let twins = place.store.twins(id(1)).await.unwrap();
    assert_eq!(twins, [(id(3), source(2)), (id(4), source(2))]);
    assert_eq!(place.store.twins(id(2)).await.unwrap(), []);
    assert_eq!(place.store.count_twins(source(1)).await.unwrap(), 1);
    assert_eq!(place.store.count_twins(source(2)).await.unwrap(), 2);
}

async fn changes_are_told_in_their_order_and_a_source_can_be_forgotten(place: &Place) {
    put(
        place,
        harvest(1),
        vec![record(1, "Bäume"), record(2, "Bäder")],
    )
    .await;
    let sequence = |changes: Vec<(i64, ForeignDataset)>| -> Vec<(i64, ForeignId)> {
        changes.into_iter().map(|(at, one)| (at, one.id)).collect()
    };
    let all = Foreigns::changed_since(&place.store, 0, 10).await.unwrap();
    assert_eq!(sequence(all), [(1, id(1)), (2, id(2))]);
    let rest = Foreigns::changed_since(&place.store, 1, 10).await.unwrap();
    assert_eq!(sequence(rest), [(2, id(2))]);
    place.store.touch(source(1)).await.unwrap();
    let touched = Foreigns::changed_since(&place.store, 2, 10).await.unwrap();
    assert_eq!(touched.len(), 2);
    place.store.forget(source(1), at(5)).await.unwrap();
    let gone = Foreigns::changed_since(&place.store, 4, 10).await.unwrap();
    assert!(gone.iter().all(|(_at, one)| one.gone_at == Some(at(5))));
    assert_eq!(gone.len(), 2);
    assert!(place.store.counts().await.unwrap().is_empty());
}
