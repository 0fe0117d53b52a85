use crate::city::{columns, dataset, lift, slug, table, umwelt, version};
use crate::place::Place;
use hebewerk_hub::ports::{Datasets, Organisations, Versions};
use hebewerk_model::{Organisation, VersionNumber};

on_both_databases! {
    the_very_next_reading_sees_what_was_written,
    what_is_not_there_is_looked_for_again_once_something_was_written,
    whoever_reads_while_others_write_ends_with_what_was_written_last,
}

async fn the_very_next_reading_sees_what_was_written(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    lift(store, &trees, 1, 3).await;
    let newest = async || {
        let version = Versions::get(store, trees.id, None).await.unwrap();
        version.unwrap()
    };
    let rows = async || {
        let tables = Versions::tables(store, newest().await.id).await.unwrap();
        tables.iter().map(|table| table.rows).sum::<u64>()
    };
    // Twice each: the second answer is a remembered one.
    for number in 1..=5 {
        for _time in 0..2 {
            assert_eq!(newest().await.number, VersionNumber(number));
            assert_eq!(rows().await, u64::from(number) * 3);
        }
        lift(store, &trees, number + 1, u64::from(number + 1) * 3).await;
    }
    for name in ["Umweltamt", "Amt für Umwelt", "Umwelt"] {
        let renamed = Organisation {
            name: name.to_owned(),
            ..umwelt.clone()
        };
        Organisations::save(store, &renamed, &[]).await.unwrap();
        for _time in 0..2 {
            let found = Organisations::get(store, umwelt.id).await.unwrap();
            assert_eq!(found.map(|found| found.name).as_deref(), Some(name));
        }
    }
}

async fn what_is_not_there_is_looked_for_again_once_something_was_written(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let name = slug("baeume__arten");
    let found = async || {
        let found = Datasets::by_table(store, &umwelt.slug, &name).await;
        found.unwrap().map(|found| found.id)
    };
    assert_eq!((found().await, found().await), (None, None));
    let trees = dataset(1, &umwelt, "Bäume");
    let tables = vec![table(&trees, 1, name.as_str(), columns(), 3)];
    store.commit(version(&trees, 1, tables)).await.unwrap();
    assert_eq!(
        (found().await, found().await),
        (Some(trees.id), Some(trees.id))
    );
}

/// Many read without a pause while versions come: nobody sees a number go back, and all see the last one at the end.
async fn whoever_reads_while_others_write_ends_with_what_was_written_last(place: &Place) {
    const LAST: u32 = 20;
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    lift(store, &trees, 1, 3).await;
    let read = async || {
        let mut before = 0;
        while before < LAST {
            let version = Versions::get(store, trees.id, None).await.unwrap().unwrap();
            assert!(
                version.number.0 >= before,
                "{} after {before}",
                version.number.0
            );
            before = version.number.0;
            tokio::task::yield_now().await;
        }
    };
    let write = async || {
        for number in 2..=LAST {
            lift(store, &trees, number, 3).await;
            let newest = Versions::get(store, trees.id, None).await.unwrap();
            assert_eq!(newest.map(|version| version.number.0), Some(number));
        }
    };
    tokio::join!(write(), read(), read(), read(), read());
}
