use crate::city::{
    columns, dataset, delivery, event, findings, hash, lift, minute, table, umwelt, uuid, version,
};
use crate::place::Place;
use hebewerk_hub::ports::{
    Datasets, Event, HeldVersion, HeldVersions, Journal, StoreError, Versions,
};
use hebewerk_model::{
    Dataset, DeliveryId, DeliveryOutcome, Drift, DriftKind, OrganisationId, Version, VersionNumber,
};
use hebewerk_store::Store;

on_both_databases! {
    a_version_that_waits_is_read_back_as_it_was_kept,
    the_catalogue_shows_the_version_before_while_another_waits,
    accepting_makes_one_version_of_the_same_delivery,
    a_refused_version_stays_in_the_history_and_its_files_are_nobodys,
    at_most_one_version_of_a_dataset_waits,
    what_is_committed_overtakes_what_waits,
    a_delivery_that_does_not_wait_any_more_is_a_conflict,
    what_could_not_be_committed_does_not_wait,
    what_waits_is_listed_by_organisation,
    whether_everything_is_taken_is_remembered_and_on_record,
}

/// Version `number` of the dataset with `rows` rows, waiting.
fn waits(dataset: &Dataset, number: u32, rows: u64) -> HeldVersion {
    let key = dataset.id.as_uuid().as_u128() % 100_000;
    let table = table(dataset, key, dataset.slug.as_str(), columns(), rows);
    let mut new = version(dataset, number, vec![table]);
    // Several may try to become the same number.
    new.delivery.id = DeliveryId::from_uuid(uuid(5_000_000 + u128::from(rows)));
    new.delivery.content = hash(77 + u128::from(rows));
    new.version.delivery = new.delivery.id;
    new.version.id = hebewerk_model::VersionId::from_uuid(uuid(6_000_000 + u128::from(rows)));
    for table in &mut new.tables {
        table.table.version = new.version.id;
    }
    new.delivery.outcome = DeliveryOutcome::Held;
    HeldVersion {
        delivery: new.delivery,
        version: new.version,
        tables: new.tables,
        findings: new.findings,
        recipe: new.recipe,
        message: new.message,
        drifts: vec![Drift {
            kind: DriftKind::RowsChanged,
            table: "Tabelle 1".to_owned(),
            column: None,
            was: Some("3".to_owned()),
            is: Some(rows.to_string()),
            name_before: None,
            is_grave: true,
        }],
        rows_before: 3,
    }
}

fn act(action: &'static str) -> Event {
    event(action, minute(30))
}

async fn trees(store: &Store) -> (Dataset, Version) {
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    let first = lift(store, &trees, 1, 3).await;
    (trees, first)
}

async fn outcomes(store: &Store, dataset: &Dataset) -> Vec<DeliveryOutcome> {
    let deliveries = store.deliveries(dataset.id, 9).await.unwrap();
    deliveries.iter().map(|one| one.outcome).collect()
}

async fn a_version_that_waits_is_read_back_as_it_was_kept(place: &Place) {
    let store = &place.store;
    let (trees, _first) = trees(store).await;
    let mut held = waits(&trees, 2, 90);
    store.hold(held.clone(), &act("take_in")).await.unwrap();
    held.findings
        .sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let another = place.another().await;
    assert_eq!(another.held(trees.id).await.unwrap(), Some(held.clone()));
    let waiting = another.waiting(None).await.unwrap();
    assert_eq!(waiting, [(trees.id, held.waiting())]);
    assert_eq!(waiting[0].1.holds, VersionNumber(1));
    another.close().await;
    assert_eq!(
        Journal::newest(store, 1).await.unwrap()[0].action,
        "take_in"
    );
}

async fn the_catalogue_shows_the_version_before_while_another_waits(place: &Place) {
    let store = &place.store;
    let (trees, first) = trees(store).await;
    let known = Datasets::get(store, trees.id).await.unwrap();
    let mark = store.mark().await.unwrap();
    let held = waits(&trees, 2, 90);
    store.hold(held.clone(), &act("take_in")).await.unwrap();
    assert_eq!(Datasets::get(store, trees.id).await.unwrap(), known);
    assert_eq!(store.mark().await.unwrap(), mark);
    let newest = Versions::get(store, trees.id, None).await.unwrap();
    assert_eq!(newest, Some(first));
    assert_eq!(
        place
            .texts("select cast(count(*) as text) from ducklake_snapshot")
            .await,
        ["2"]
    );
    let path = &held.tables[0].table.files[0].path;
    assert!(store.named_files().await.unwrap().contains(path));
    let inventory = store.inventory().await.unwrap();
    assert!(inventory.data.iter().any(|file| &file.path == path));
    let raw = (held.delivery.content, held.delivery.size_bytes);
    assert!(inventory.raw.contains(&raw));
    assert!(store.integrity().await.unwrap().is_well());
}

async fn accepting_makes_one_version_of_the_same_delivery(place: &Place) {
    let store = &place.store;
    let (trees, _first) = trees(store).await;
    let held = waits(&trees, 2, 90);
    store.hold(held.clone(), &act("take_in")).await.unwrap();
    let mut new = held.clone().accepted(trees.clone(), act("accept_version"));
    new.findings.truncate(1);
    let version = store.commit(new.clone()).await.unwrap();
    assert_eq!(version.created_at, minute(30));
    assert_eq!(version.delivery, held.delivery.id);
    assert_eq!(
        outcomes(store, &trees).await,
        [DeliveryOutcome::Version, DeliveryOutcome::Version]
    );
    assert_eq!(
        store.findings(held.delivery.id).await.unwrap(),
        new.findings
    );
    assert_eq!(store.held(trees.id).await.unwrap(), None);
    assert_eq!(store.recipe(trees.id).await.unwrap(), held.recipe);
    assert!(store.integrity().await.unwrap().is_well());
    // Once.
    let error = store.commit(new).await.unwrap_err();
    assert!(matches!(error, StoreError::Conflict { .. }), "{error}");
}

async fn a_refused_version_stays_in_the_history_and_its_files_are_nobodys(place: &Place) {
    let store = &place.store;
    let (trees, first) = trees(store).await;
    let held = waits(&trees, 2, 90);
    store.hold(held.clone(), &act("take_in")).await.unwrap();
    let id = held.delivery.id;
    store.refuse(id, &act("refuse_version")).await.unwrap();
    assert_eq!(
        outcomes(store, &trees).await,
        [DeliveryOutcome::Refused, DeliveryOutcome::Version]
    );
    assert_eq!(store.findings(id).await.unwrap().len(), findings().len());
    let newest = Versions::get(store, trees.id, None).await.unwrap();
    assert_eq!(newest, Some(first));
    let path = &held.tables[0].table.files[0].path;
    assert!(!store.named_files().await.unwrap().contains(path));
    assert_eq!(
        Journal::newest(store, 1).await.unwrap()[0].action,
        "refuse_version"
    );
    let again = store.refuse(id, &act("refuse_version")).await.unwrap_err();
    assert!(matches!(again, StoreError::Conflict { .. }), "{again}");
}

async fn at_most_one_version_of_a_dataset_waits(place: &Place) {
    let store = &place.store;
    let (trees, _first) = trees(store).await;
    for rows in [90, 91] {
        let held = waits(&trees, 2, rows);
        store.hold(held, &act("take_in")).await.unwrap();
    }
    let waiting = store.waiting(None).await.unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].1.rows_after, 91);
    assert_eq!(
        outcomes(store, &trees).await,
        [
            DeliveryOutcome::Held,
            DeliveryOutcome::Overtaken,
            DeliveryOutcome::Version
        ]
    );
}

async fn what_is_committed_overtakes_what_waits(place: &Place) {
    let store = &place.store;
    let (trees, _first) = trees(store).await;
    let held = waits(&trees, 2, 90);
    store.hold(held.clone(), &act("take_in")).await.unwrap();
    lift(store, &trees, 2, 4).await;
    assert_eq!(store.held(trees.id).await.unwrap(), None);
    assert_eq!(
        outcomes(store, &trees).await,
        [
            DeliveryOutcome::Version,
            DeliveryOutcome::Overtaken,
            DeliveryOutcome::Version
        ]
    );
}

async fn a_delivery_that_does_not_wait_any_more_is_a_conflict(place: &Place) {
    let store = &place.store;
    let (trees, _first) = trees(store).await;
    let held = waits(&trees, 2, 90);
    store.hold(held.clone(), &act("take_in")).await.unwrap();
    store
        .refuse(held.delivery.id, &act("refuse_version"))
        .await
        .unwrap();
    let new = held.accepted(trees.clone(), act("accept_version"));
    let error = store.commit(new).await.unwrap_err();
    assert!(matches!(error, StoreError::Conflict { .. }), "{error}");
    assert_eq!(
        Versions::list(store, trees.id, None, 9)
            .await
            .unwrap()
            .len(),
        1,
        "nothing is left behind"
    );
}

async fn what_could_not_be_committed_does_not_wait(place: &Place) {
    let store = &place.store;
    let (trees, _first) = trees(store).await;
    let mut empty = waits(&trees, 2, 90);
    empty.tables.clear();
    let mut unmarked = waits(&trees, 2, 91);
    unmarked.delivery.outcome = DeliveryOutcome::Version;
    let late = waits(&trees, 1, 92);
    let umwelt = umwelt(store).await;
    let unknown = waits(&dataset(9, &umwelt, "Bänke"), 1, 93);
    for wrong in [empty, unmarked, late, unknown] {
        store.hold(wrong, &act("take_in")).await.unwrap_err();
    }
    assert_eq!(outcomes(store, &trees).await, [DeliveryOutcome::Version]);
    assert!(store.waiting(None).await.unwrap().is_empty());
    let known = delivery(&trees, 1, DeliveryOutcome::Held);
    let refused = store.refuse(known.id, &act("refuse_version")).await;
    refused.unwrap_err();
}

async fn what_waits_is_listed_by_organisation(place: &Place) {
    let store = &place.store;
    let (trees, _first) = trees(store).await;
    store
        .hold(waits(&trees, 2, 90), &act("take_in"))
        .await
        .unwrap();
    let other = OrganisationId::from_uuid(uuid(99));
    assert!(store.waiting(Some(&[other])).await.unwrap().is_empty());
    assert!(store.waiting(Some(&[])).await.unwrap().is_empty());
    let own = [other, trees.organisation];
    assert_eq!(store.waiting(Some(&own)).await.unwrap().len(), 1);
}

async fn whether_everything_is_taken_is_remembered_and_on_record(place: &Place) {
    let store = &place.store;
    let (trees, _first) = trees(store).await;
    assert!(!store.takes_all(trees.id).await.unwrap());
    for (takes_all, action) in [(true, "take_all_versions"), (false, "hold_versions")] {
        store
            .set_takes_all(trees.id, takes_all, &act(action))
            .await
            .unwrap();
        assert_eq!(store.takes_all(trees.id).await.unwrap(), takes_all);
        assert_eq!(Journal::newest(store, 1).await.unwrap()[0].action, action);
    }
}
