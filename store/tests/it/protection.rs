//! What is held back of a dataset.

use crate::city::{dataset, event, lift, minute, umwelt};
use crate::place::Place;
use hebewerk_hub::ports::{DatasetChange, Datasets, Event, StoreError};
use hebewerk_model::{Binds, ColumnName, ColumnRule, Mask, Protection};
use hebewerk_store::Store;

on_both_databases! {
    rules_are_kept_one_after_the_other,
    rules_made_from_old_ones_are_a_conflict,
    a_new_version_leaves_the_rules_as_they_are,
}

fn rules(column: &str) -> Protection {
    Protection {
        columns: vec![ColumnRule {
            column: ColumnName {
                table: "baeume".to_owned(),
                column: column.to_owned(),
            },
            mask: Mask::Group { width: 10 },
            binds: Binds::Outside,
            reason: "Alter der Melder".to_owned(),
        }],
        ..Protection::default()
    }
}

async fn lay_down(
    store: &Store,
    dataset: &hebewerk_model::Dataset,
    after: u32,
    column: &str,
) -> Result<(), StoreError> {
    let change = DatasetChange::Protection {
        protection: rules(column),
        after,
    };
    let act = Event {
        account: None,
        ..event("protect", minute(20 + i64::from(after)))
    };
    Datasets::change(store, dataset.id, change, &act).await
}

async fn rules_are_kept_one_after_the_other(place: &Place) {
    let store = &place.store;
    let trees = dataset(1, &umwelt(store).await, "Bäume");
    lift(store, &trees, 1, 3).await;
    assert_eq!(store.protections(trees.id).await.unwrap(), []);
    lay_down(store, &trees, 0, "alter").await.unwrap();
    lay_down(store, &trees, 1, "jahr").await.unwrap();
    let kept = Datasets::get(store, trees.id).await.unwrap().unwrap();
    assert_eq!(kept.protection, rules("jahr"));
    assert_eq!(kept.updated_at, minute(21));
    let changes = store.protections(trees.id).await.unwrap();
    let told: Vec<_> = changes
        .iter()
        .map(|change| (change.number, change.at, &change.protection))
        .collect();
    assert_eq!(
        told,
        [
            (2, minute(21), &rules("jahr")),
            (1, minute(20), &rules("alter"))
        ]
    );
}

async fn rules_made_from_old_ones_are_a_conflict(place: &Place) {
    let store = &place.store;
    let trees = dataset(1, &umwelt(store).await, "Bäume");
    lift(store, &trees, 1, 3).await;
    lay_down(store, &trees, 0, "alter").await.unwrap();
    for after in [0, 2] {
        let late = lay_down(store, &trees, after, "jahr").await;
        assert!(matches!(late, Err(StoreError::Conflict { .. })), "{late:?}");
    }
    let kept = Datasets::get(store, trees.id).await.unwrap().unwrap();
    assert_eq!(kept.protection, rules("alter"));
}

async fn a_new_version_leaves_the_rules_as_they_are(place: &Place) {
    let store = &place.store;
    let trees = dataset(1, &umwelt(store).await, "Bäume");
    lift(store, &trees, 1, 3).await;
    lay_down(store, &trees, 0, "alter").await.unwrap();
    // As it was read before somebody laid down the rules.
    lift(store, &trees, 2, 5).await;
    let kept = Datasets::get(store, trees.id).await.unwrap().unwrap();
    assert_eq!(kept.protection, rules("alter"));
}
