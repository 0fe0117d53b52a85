use crate::city::{account, event, minute, uuid};
use crate::place::Place;
use hebewerk_hub::ports::{Accounts, Passkey, Passkeys, StoreError};
use hebewerk_model::{AccountId, PasskeyId};
use hebewerk_store::Store;

on_both_databases! {
    a_passkey_is_found_by_its_credential_and_belongs_to_one_account,
    one_that_counts_never_counts_back_and_one_that_does_not_may_stay_at_nothing,
    what_is_removed_is_gone_and_on_record_once,
}

async fn person(store: &Store, number: u128, email: &str) -> AccountId {
    let account = account(number, email, "Anna");
    let added = event("add_account", minute(0));
    Accounts::add(store, &account, "hash", &added)
        .await
        .unwrap();
    account.id
}

fn passkey(account: AccountId, number: u8, counter: u32) -> Passkey {
    Passkey {
        id: PasskeyId::from_uuid(uuid(u128::from(number) + 900)),
        account,
        name: format!("Gerät {number}"),
        credential: vec![number; 20],
        public_key: vec![number; 91],
        algorithm: -7,
        counter,
        added_at: minute(i64::from(number)),
        used_at: None,
    }
}

async fn a_passkey_is_found_by_its_credential_and_belongs_to_one_account(place: &Place) {
    let store = &place.store;
    let anna = person(store, 11, "anna@musterstadt.example").await;
    let otto = person(store, 12, "otto@musterstadt.example").await;
    let on = event("add_passkey", minute(3));
    let (first, second) = (passkey(anna, 1, 0), passkey(anna, 2, 7));
    for one in [&second, &first] {
        Passkeys::add(store, one, None, &on).await.unwrap();
    }
    let known = Passkeys::of_account(store, anna).await.unwrap();
    assert_eq!(known, [first.clone(), second.clone()]);
    let found = store.by_credential(&second.credential).await.unwrap();
    assert_eq!(found, Some(second));
    assert_eq!(store.by_credential(b"another").await.unwrap(), None);
    let stolen = Passkey {
        id: PasskeyId::from_uuid(uuid(999)),
        ..passkey(otto, 1, 0)
    };
    let again = Passkeys::add(store, &stolen, None, &on).await;
    assert!(matches!(again, Err(StoreError::Conflict { .. })));
    assert!(Passkeys::of_account(store, otto).await.unwrap().is_empty());
}

async fn one_that_counts_never_counts_back_and_one_that_does_not_may_stay_at_nothing(
    place: &Place,
) {
    let store = &place.store;
    let anna = person(store, 11, "anna@musterstadt.example").await;
    let on = event("add_passkey", minute(3));
    let (silent, counting) = (passkey(anna, 1, 0), passkey(anna, 2, 7));
    for one in [&silent, &counting] {
        Passkeys::add(store, one, None, &on).await.unwrap();
    }
    let used = async |id, counter| Passkeys::used(store, id, counter, minute(9)).await.unwrap();
    assert!(used(silent.id, 0).await && used(silent.id, 0).await);
    assert!(used(counting.id, 8).await);
    for copied in [8, 7, 0] {
        assert!(!used(counting.id, copied).await, "{copied}");
    }
    assert!(used(silent.id, 1).await && !used(silent.id, 0).await);
    let known = Passkeys::of_account(store, anna).await.unwrap();
    assert_eq!((known[1].counter, known[1].used_at), (8, Some(minute(9))));
}

async fn what_is_removed_is_gone_and_on_record_once(place: &Place) {
    let store = &place.store;
    let anna = person(store, 11, "anna@musterstadt.example").await;
    let otto = person(store, 12, "otto@musterstadt.example").await;
    let on = event("add_passkey", minute(3));
    for number in 1..4 {
        let one = passkey(anna, number, 0);
        Passkeys::add(store, &one, None, &on).await.unwrap();
    }
    let off = event("remove_passkey", minute(5));
    let first = passkey(anna, 1, 0).id;
    let remove = async |account, id| Passkeys::remove(store, account, id, &off).await.unwrap();
    assert_eq!(remove(otto, Some(first)).await, 0);
    assert_eq!(remove(anna, Some(first)).await, 1);
    assert_eq!(remove(anna, None).await, 2);
    assert_eq!(remove(anna, None).await, 0);
    let entries = place
        .texts("select action from hw_audit where action = 'remove_passkey'")
        .await;
    assert_eq!(entries.len(), 2);
}
