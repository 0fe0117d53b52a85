use crate::city::{columns, dataset, event, lift, minute, table, umwelt, version};
use crate::place::Place;
use hebewerk_hub::ports::{DatasetChange, Datasets, StoreError, Versions};
use hebewerk_model::{DeliveryId, VersionId, Visibility};
use hebewerk_store::Store;
use std::collections::HashSet;

on_both_databases! {
    of_two_versions_with_the_same_number_one_wins,
    many_writers_in_two_processes_lose_nothing,
    a_commit_that_is_given_up_half_way_leaves_nothing_behind,
}

async fn of_two_versions_with_the_same_number_one_wins(place: &Place) {
    let umwelt = umwelt(&place.store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    lift(&place.store, &trees, 1, 3).await;
    let another = place.another().await;
    let mut rival = version(&trees, 2, vec![table(&trees, 1, "baeume", columns(), 9)]);
    rival.version.id = VersionId::from_uuid(crate::city::uuid(7));
    rival.tables[0].table.version = rival.version.id;
    rival.delivery.id = DeliveryId::from_uuid(crate::city::uuid(8));
    rival.version.delivery = rival.delivery.id;
    let (one, other) = tokio::join!(
        place.store.commit(version(
            &trees,
            2,
            vec![table(&trees, 1, "baeume", columns(), 4)]
        )),
        another.commit(rival),
    );
    let lost = match (one, other) {
        (Ok(_), Err(lost)) | (Err(lost), Ok(_)) => lost,
        both => panic!("one of two must win: {both:?}"),
    };
    assert!(matches!(lost, StoreError::Conflict { .. }), "{lost}");
    assert_eq!(
        Versions::list(&place.store, trees.id, None, 9)
            .await
            .unwrap()
            .len(),
        2
    );
    another.close().await;
}

async fn many_writers_in_two_processes_lose_nothing(place: &Place) {
    let umwelt = umwelt(&place.store).await;
    let another = place.another().await;
    let stores = [&place.store, &another];
    let write = async |number: usize| {
        let store: &Store = stores[number % 2];
        let trees = dataset(number as u128, &umwelt, &format!("Daten {number}"));
        let mut snapshots = Vec::new();
        for version in 1..=4 {
            snapshots.push(lift(store, &trees, version, version.into()).await.snapshot);
            let change = DatasetChange::Visibility(Visibility::Public);
            store
                .change(trees.id, change, &event("change", minute(9)))
                .await
                .unwrap();
        }
        snapshots
    };
    let (a, b, c, d) = tokio::join!(write(1), write(2), write(3), write(4));
    let snapshots: HashSet<i64> = [a, b, c, d].into_iter().flatten().collect();
    assert_eq!(snapshots, (1..=16).collect());
    assert!(place.store.integrity().await.unwrap().is_well());
    let changes = Datasets::changed_since(&place.store, 0, 99).await.unwrap();
    assert_eq!(changes.len(), 4);
    assert_eq!(changes.last().map(|(sequence, _)| *sequence), Some(32));
    another.close().await;
}

async fn a_commit_that_is_given_up_half_way_leaves_nothing_behind(place: &Place) {
    let umwelt = umwelt(&place.store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    lift(&place.store, &trees, 1, 3).await;
    // Each round lets the commit go a few steps further before it is dropped, as when a request is cancelled. One that
    // is dropped while the database commits may have been made: then it is there as a whole, and the next one clashes.
    for steps in 0..200 {
        let new = version(&trees, 2, vec![table(&trees, 1, "baeume", columns(), 4)]);
        let commit = place.store.commit(new);
        tokio::pin!(commit);
        let mut outcome = None;
        for _step in 0..steps {
            tokio::select! {
                biased;
                result = &mut commit => { outcome = Some(result); break; }
                () = tokio::task::yield_now() => {}
            }
        }
        match outcome {
            None => {}
            Some(Ok(_) | Err(StoreError::Conflict { .. })) => break,
            Some(Err(error)) => panic!("a dropped commit disturbs the next one: {error}"),
        }
    }
    let newest = Versions::get(&place.store, trees.id, None).await.unwrap();
    if newest.unwrap().number.0 == 1 {
        lift(&place.store, &trees, 2, 4).await;
    }
    assert!(place.store.integrity().await.unwrap().is_well());
    assert_eq!(
        place.texts("select purpose from hw_ticket").await,
        Vec::<String>::new()
    );
    let numbers: Vec<_> = Versions::list(&place.store, trees.id, None, 9)
        .await
        .unwrap();
    assert_eq!(
        numbers
            .iter()
            .map(|version| version.number.0)
            .collect::<Vec<_>>(),
        [2, 1]
    );
}
