use crate::city::{account, dataset, event as of_nobody, lift, minute, umwelt, uuid};
use crate::place::Place;
use hebewerk_hub::ports::{Accounts, Datasets, Event, Releases, StoreError};
use hebewerk_model::{
    Account, AccountId, Check, CheckKind, CheckOutcome, ColumnName, Dataset, Release,
    ReleaseChoice, ReleaseId, ReleaseState, Version, Visibility,
};
use hebewerk_store::Store;

on_both_databases! {
    a_release_is_read_back_as_it_was_applied_for,
    what_is_agreed_is_public_at_once,
    a_newer_application_overtakes_one_that_waits,
    a_release_is_decided_once,
    what_is_withdrawn_is_not_public_any_more,
}

/// Something that Anna did.
fn event(action: &'static str, at: jiff::Timestamp) -> Event {
    Event {
        account: Some(AccountId::from_uuid(uuid(11))),
        ..of_nobody(action, at)
    }
}

/// Trees of the environment office, in one version, and somebody with an account.
async fn trees(store: &Store) -> (Dataset, Version, Account) {
    let umwelt = umwelt(store).await;
    let mut trees = dataset(1, &umwelt, "Bäume");
    trees.visibility = Visibility::Office;
    let version = lift(store, &trees, 1, 3).await;
    let anna = account(11, "anna@musterstadt.example", "Anna");
    let added = event("add_account", minute(0));
    Accounts::add(store, &anna, "hash", &added).await.unwrap();
    (trees, version, anna)
}

fn release(number: u128, (trees, version, anna): &(Dataset, Version, Account)) -> Release {
    let age = ColumnName {
        table: "baeume".to_owned(),
        column: "alter".to_owned(),
    };
    Release {
        id: ReleaseId::from_uuid(uuid(number)),
        dataset: trees.id,
        version: version.number,
        delivery: version.delivery,
        state: ReleaseState::Applied,
        choice: ReleaseChoice {
            quasi: vec![age],
            reasons: [(CheckKind::Diversity, "nichts davon".to_owned())].into(),
            ..ReleaseChoice::default()
        },
        checks: vec![Check {
            kind: CheckKind::Anonymity,
            outcome: CheckOutcome::Met,
            figures: [("k".to_owned(), 12)].into(),
            reason: None,
        }],
        note: Some("wie jedes Jahr".to_owned()),
        standing: true,
        under: None,
        applied_by: Some(anna.id),
        applied_at: minute(number.try_into().unwrap()),
        decided_by: None,
        decided_at: None,
        reason: None,
        withdrawn_by: None,
        withdrawn_at: None,
    }
}

async fn keep(store: &Store, release: &Release) {
    let applied = event("apply_release", release.applied_at);
    store.keep(release, &applied).await.unwrap();
}

async fn visibility(store: &Store, trees: &Dataset) -> Visibility {
    Datasets::get(store, trees.id)
        .await
        .unwrap()
        .unwrap()
        .visibility
}

async fn a_release_is_read_back_as_it_was_applied_for(place: &Place) {
    let store = &place.store;
    let known = trees(store).await;
    let release = release(1, &known);
    keep(store, &release).await;
    let all = Releases::of_dataset(store, known.0.id).await.unwrap();
    assert_eq!(all, std::slice::from_ref(&release));
    assert_eq!(Releases::waiting(store).await.unwrap(), [release]);
    assert_eq!(visibility(store, &known.0).await, Visibility::Office);
}

async fn what_is_agreed_is_public_at_once(place: &Place) {
    let store = &place.store;
    let known = trees(store).await;
    let release = release(1, &known);
    keep(store, &release).await;
    store
        .agree(release.id, &event("agree_release", minute(5)))
        .await
        .unwrap();
    assert_eq!(visibility(store, &known.0).await, Visibility::Public);
    let all = Releases::of_dataset(store, known.0.id).await.unwrap();
    assert_eq!(all[0].state, ReleaseState::Agreed);
    assert_eq!(all[0].decided_at, Some(minute(5)));
    assert_eq!(Releases::waiting(store).await.unwrap(), []);
}

async fn a_newer_application_overtakes_one_that_waits(place: &Place) {
    let store = &place.store;
    let known = trees(store).await;
    keep(store, &release(1, &known)).await;
    keep(store, &release(2, &known)).await;
    let all = Releases::of_dataset(store, known.0.id).await.unwrap();
    let states: Vec<_> = all.iter().map(|release| release.state).collect();
    assert_eq!(states, [ReleaseState::Applied, ReleaseState::Overtaken]);
}

async fn a_release_is_decided_once(place: &Place) {
    let store = &place.store;
    let known = trees(store).await;
    let release = release(1, &known);
    keep(store, &release).await;
    let refused = event("refuse_release", minute(5));
    store.refuse(release.id, "zu fein", &refused).await.unwrap();
    let again = store
        .agree(release.id, &event("agree_release", minute(6)))
        .await;
    assert!(matches!(again, Err(StoreError::Conflict { .. })));
    assert_eq!(visibility(store, &known.0).await, Visibility::Office);
    let all = Releases::of_dataset(store, known.0.id).await.unwrap();
    assert_eq!(all[0].reason.as_deref(), Some("zu fein"));
}

async fn what_is_withdrawn_is_not_public_any_more(place: &Place) {
    let store = &place.store;
    let known = trees(store).await;
    let release = release(1, &known);
    keep(store, &release).await;
    store
        .agree(release.id, &event("agree_release", minute(5)))
        .await
        .unwrap();
    let versions = async || store.released_versions(known.0.id).await.unwrap();
    assert_eq!(versions().await, [known.1.number]);
    let back = event("withdraw_release", minute(7));
    store
        .withdraw(known.0.id, Visibility::City, "Namen", &back)
        .await
        .unwrap();
    assert_eq!(visibility(store, &known.0).await, Visibility::City);
    assert_eq!(versions().await, []);
    let all = Releases::of_dataset(store, known.0.id).await.unwrap();
    assert_eq!(all[0].state, ReleaseState::Withdrawn);
    assert_eq!(all[0].withdrawn_by, Some(known.2.id));
    let again = store
        .withdraw(known.0.id, Visibility::City, "Namen", &back)
        .await;
    assert!(matches!(again, Err(StoreError::Conflict { .. })));
}
