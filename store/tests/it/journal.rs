use crate::city::{dataset, minute, organisation, umwelt, unread, uuid};
use crate::place::Place;
use hebewerk_hub::ports::{Event, Journal, Organisations, Recorded, Versions};
use hebewerk_model::{AccountId, DatasetId, Door};
use jiff::SignedDuration;

on_both_databases! {
    the_audit_shows_its_newest_entries_first,
    uses_are_counted_by_office_and_week,
}

async fn the_audit_shows_its_newest_entries_first(place: &Place) {
    let anna = AccountId::from_uuid(uuid(1));
    let otto = AccountId::from_uuid(uuid(2));
    for (minutes, action, account) in [
        (1, "sign_in", Some(anna)),
        (3, "ask", None),
        (2, "download", Some(anna)),
    ] {
        let event = Event {
            account,
            subject: account.map(|_| otto),
            dataset: Some(DatasetId::from_uuid(uuid(9))),
            allowed: minutes != 3,
            version: Some(4),
            rows: Some(12),
            ..Event::new(minute(minutes), action, "public", Door::Rest)
        };
        Journal::record(&place.store, &event).await.unwrap();
    }
    let newest = Journal::newest(&place.store, 2).await.unwrap();
    let recorded = |entry, at, action: &str, account: Option<AccountId>| Recorded {
        entry,
        at,
        action: action.to_owned(),
        account,
        subject: account.map(|_| otto),
        dataset: Some(DatasetId::from_uuid(uuid(9))),
        allowed: account.is_some(),
        rule: "public".to_owned(),
        grant: None,
        door: Some("rest".to_owned()),
        office: None,
        version: Some(4),
        rows: Some(12),
        until: None,
        key: None,
        purpose: None,
    };
    assert_eq!(
        newest,
        [
            recorded(3, minute(2), "download", Some(anna)),
            recorded(2, minute(3), "ask", None),
        ]
    );
}

async fn uses_are_counted_by_office_and_week(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let sport = organisation(2, "Sport");
    Organisations::save(store, &sport, &[]).await.unwrap();
    let trees = dataset(1, &umwelt, "Bäume");
    Versions::record(store, unread(&trees, 1)).await.unwrap();
    let week = SignedDuration::from_hours(7 * 24);
    for (by, at) in [
        (None, minute(0)),
        (Some(sport.id), minute(0)),
        (Some(sport.id), minute(5)),
        (Some(sport.id), minute(0) + week),
        (Some(umwelt.id), minute(0) - week * 60),
    ] {
        store.count_use(trees.id, by, at).await.unwrap();
    }
    assert_eq!(
        store.uses(trees.id, minute(0)).await.unwrap(),
        [(None, 1), (Some(sport.id), 3)]
    );
    assert_eq!(
        store.uses(trees.id, minute(0) + week).await.unwrap(),
        [(Some(sport.id), 1)]
    );
    let all = store.uses(trees.id, minute(0) - week * 70).await.unwrap();
    assert_eq!(all, [(None, 1), (Some(umwelt.id), 1), (Some(sport.id), 3)]);
    let rows = place
        .texts("select cast(count(*) as text) from hw_usage")
        .await;
    assert_eq!(
        rows,
        ["4"],
        "uses of one week share a row: no sequence of single uses is kept"
    );
}
