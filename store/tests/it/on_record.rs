use crate::city::{columns, dataset, event, minute, table, umwelt, unread, version};
use crate::place::Place;
use hebewerk_hub::ports::{DatasetChange, Datasets, Journal, Versions};
use hebewerk_model::Visibility;
use jiff::SignedDuration;

on_both_databases! {
    what_happened_is_in_the_audit_and_what_failed_is_not,
    the_newest_delivery_is_the_one_recorded_last_whatever_the_clock_said,
    a_delivery_keeps_how_it_was_read,
    text_with_a_null_character_is_kept_by_both_databases,
}

async fn actions(place: &Place) -> Vec<String> {
    let entries = Journal::newest(&place.store, 20).await.unwrap();
    entries.into_iter().map(|entry| entry.action).collect()
}

async fn what_happened_is_in_the_audit_and_what_failed_is_not(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    let one = |number| {
        version(
            &trees,
            number,
            vec![table(&trees, 1, "baeume", columns(), 3)],
        )
    };
    store.commit(one(1)).await.unwrap();
    assert_eq!(actions(place).await, ["take_in"]);
    store.commit(one(3)).await.unwrap_err();
    assert_eq!(actions(place).await, ["take_in"]);
    Versions::record(store, unread(&trees, 900)).await.unwrap();
    assert_eq!(actions(place).await, ["take_in", "take_in"]);
    let wider = DatasetChange::Visibility(Visibility::Public);
    store
        .change(trees.id, wider.clone(), &event("set_visibility", minute(9)))
        .await
        .unwrap();
    assert_eq!(actions(place).await[0], "set_visibility");
    let changed = Datasets::get(store, trees.id).await.unwrap().unwrap();
    assert_eq!(changed.updated_at, minute(9));
    let unknown = dataset(2, &umwelt, "Brunnen").id;
    store
        .change(unknown, wider, &event("set_visibility", minute(9)))
        .await
        .unwrap_err();
    assert_eq!(actions(place).await.len(), 3);
}

async fn the_newest_delivery_is_the_one_recorded_last_whatever_the_clock_said(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    let mut recorded = Vec::new();
    for (key, hours) in [(900, 5), (800, -3), (901, 1)] {
        let mut unread = unread(&trees, key);
        unread.delivery.received_at = minute(0) + SignedDuration::from_hours(hours);
        recorded.insert(0, unread.delivery.id);
        Versions::record(store, unread).await.unwrap();
    }
    let deliveries = store.deliveries(trees.id, 9).await.unwrap();
    let found: Vec<_> = deliveries.iter().map(|delivery| delivery.id).collect();
    assert_eq!(found, recorded);
}

async fn a_delivery_keeps_how_it_was_read(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    for (key, reader, leaves_out) in [(900, 7, true), (901, 0, false)] {
        let mut unread = unread(&trees, key);
        unread.delivery.reader = reader;
        unread.delivery.leaves_out = leaves_out;
        let expected = unread.delivery.clone();
        Versions::record(store, unread).await.unwrap();
        assert_eq!(store.deliveries(trees.id, 1).await.unwrap(), [expected]);
    }
}

async fn text_with_a_null_character_is_kept_by_both_databases(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    let mut columns = columns();
    columns[0].label = "Baum\0art".to_owned();
    let mut new = version(&trees, 1, vec![table(&trees, 1, "baeume", columns, 3)]);
    new.delivery.file_name = "B\0ume.csv".to_owned();
    new.findings[1].column = Some("H\0he".to_owned());
    let version = store.commit(new).await.unwrap();
    let tables = store.tables(version.id).await.unwrap();
    assert_eq!(tables[0].columns[0].label, "Baum\u{fffd}art");
    let deliveries = store.deliveries(trees.id, 1).await.unwrap();
    assert_eq!(deliveries[0].file_name, "B\u{fffd}ume.csv");
}
