use crate::city::{account, dataset, event, lift, minute, umwelt, uuid};
use crate::place::Place;
use hebewerk_hub::ports::{AccessKeys, Accounts, Grants, Journal, StoreError};
use hebewerk_model::{
    AccessKey, AccessKeyId, AccountId, Grant, GrantId, Grantee, KeyHolder, KeyRight, KeyScope,
};
use hebewerk_store::Store;

on_both_databases! {
    a_key_is_read_back_as_it_was_made_and_found_by_its_secret,
    a_key_stays_restricted_when_its_datasets_are_gone,
    a_key_is_taken_back_once_and_named_by_the_audit,
    grants_of_an_organisation_are_held_by_its_keys,
}

const SECRET: [u8; 32] = [5; 32];

async fn anna(store: &Store) -> AccountId {
    let anna = account(11, "anna@musterstadt.example", "Anna");
    let added = event("add_account", minute(0));
    Accounts::add(store, &anna, "hash", &added).await.unwrap();
    anna.id
}

fn key(number: u128, holder: KeyHolder, made_by: AccountId, scope: KeyScope) -> AccessKey {
    AccessKey {
        id: AccessKeyId::from_uuid(uuid(number)),
        name: "Auswertung".to_owned(),
        holder,
        scope,
        made_by,
        made_at: minute(number as i64),
        expires_at: minute(90),
        used_at: None,
        revoked_at: None,
    }
}

async fn add(store: &Store, key: &AccessKey, secret: [u8; 32]) {
    let mut made = event("make_key", key.made_at);
    made.key = Some(key.id);
    AccessKeys::add(store, key, &secret, &made).await.unwrap();
}

async fn a_key_is_read_back_as_it_was_made_and_found_by_its_secret(place: &Place) {
    let store = &place.store;
    let (anna, umwelt) = (anna(store).await, umwelt(store).await);
    let trees = dataset(1, &umwelt, "Bäume").id;
    let own = key(
        1,
        KeyHolder::Account(anna),
        anna,
        KeyScope::new([KeyRight::Rows, KeyRight::TakeIn], Some(vec![trees])),
    );
    let mut house = key(
        2,
        KeyHolder::Organisation(umwelt.id),
        anna,
        KeyScope::new([KeyRight::Maintain], None),
    );
    add(store, &own, SECRET).await;
    add(store, &house, [6; 32]).await;
    assert_eq!(store.by_secret(&SECRET).await.unwrap(), Some(own.clone()));
    assert_eq!(store.by_secret(&[7; 32]).await.unwrap(), None);
    assert_eq!(
        AccessKeys::get(store, own.id).await.unwrap(),
        Some(own.clone())
    );
    assert_eq!(store.of_holder(own.holder).await.unwrap(), [own]);
    store.used(house.id, minute(60)).await.unwrap();
    store.used(house.id, minute(50)).await.unwrap();
    house.used_at = Some(minute(60));
    assert_eq!(store.of_holder(house.holder).await.unwrap(), [house]);
}

async fn a_key_stays_restricted_when_its_datasets_are_gone(place: &Place) {
    let store = &place.store;
    let anna = anna(store).await;
    let nothing = KeyScope::new([KeyRight::Rows], Some(Vec::new()));
    let own = key(1, KeyHolder::Account(anna), anna, nothing);
    add(store, &own, SECRET).await;
    let found = store.by_secret(&SECRET).await.unwrap().unwrap();
    assert_eq!(found.scope.datasets(), Some(&[][..]));
}

async fn a_key_is_taken_back_once_and_named_by_the_audit(place: &Place) {
    let store = &place.store;
    let anna = anna(store).await;
    let own = key(1, KeyHolder::Account(anna), anna, KeyScope::new([], None));
    add(store, &own, SECRET).await;
    let mut back = event("revoke_key", minute(30));
    back.key = Some(own.id);
    AccessKeys::revoke(store, own.id, &back).await.unwrap();
    let again = AccessKeys::revoke(store, own.id, &back).await;
    assert!(matches!(again, Err(StoreError::Conflict { .. })));
    let found = store.by_secret(&SECRET).await.unwrap().unwrap();
    assert!(!found.holds_at(minute(30)) && found.holds_at(minute(29)));
    let entries = store.newest(2).await.unwrap();
    let named: Vec<_> = entries
        .iter()
        .map(|entry| (entry.action.as_str(), entry.key))
        .collect();
    assert_eq!(
        named,
        [("revoke_key", Some(own.id)), ("make_key", Some(own.id))]
    );
}

async fn grants_of_an_organisation_are_held_by_its_keys(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    lift(store, &trees, 1, 3).await;
    let grant = Grant {
        id: GrantId::from_uuid(uuid(1)),
        dataset: trees.id,
        to: Grantee::Organisation(umwelt.id),
        purpose: "Schulwege planen".to_owned(),
        legal_basis: "§ 5 DSG NRW".to_owned(),
        reference: None,
        granted_by: None,
        granted_at: minute(10),
        expires_at: Some(minute(50)),
        revoked_at: None,
        covers_protected: false,
        statistics_only: false,
    };
    store
        .give(&grant, &event("grant", minute(10)))
        .await
        .unwrap();
    for (at, holds) in [(9, false), (10, true), (50, false)] {
        let held = store.held_by_house(umwelt.id, minute(at)).await.unwrap();
        assert_eq!(held.of(trees.id).is_some(), holds, "at {at}");
    }
}
