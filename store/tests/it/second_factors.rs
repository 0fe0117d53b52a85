use crate::city::{account, event, minute, uuid};
use crate::place::Place;
use hebewerk_hub::ports::{Accounts, SecondFactors, Session, Sessions, StoreError};
use hebewerk_model::{AccountId, Client, OpenSession, SessionId};
use hebewerk_store::Store;

on_both_databases! {
    a_second_factor_counts_once_it_is_confirmed,
    a_code_is_used_once_also_by_two_at_once,
    a_recovery_code_is_used_once_by_whose_it_is,
    confirming_ends_the_other_sessions,
    what_is_removed_is_gone_with_its_codes,
}

async fn person(store: &Store, number: u128, email: &str) -> AccountId {
    let account = account(number, email, "Anna");
    let added = event("add_account", minute(0));
    Accounts::add(store, &account, "hash", &added)
        .await
        .unwrap();
    account.id
}

async fn confirmed(store: &Store) -> AccountId {
    let anna = person(store, 11, "anna@musterstadt.example").await;
    store.start(anna, "sealed", minute(1)).await.unwrap();
    let codes = [[1; 32], [2; 32]];
    let on = event("set_up_second_factor", minute(2));
    assert!(store.confirm(anna, 100, &codes, None, &on).await.unwrap());
    anna
}

async fn a_second_factor_counts_once_it_is_confirmed(place: &Place) {
    let store = &place.store;
    let anna = person(store, 11, "anna@musterstadt.example").await;
    let on = event("set_up_second_factor", minute(3));
    assert_eq!(SecondFactors::get(store, anna).await.unwrap(), None);
    assert!(!store.confirm(anna, 1, &[], None, &on).await.unwrap());
    store.start(anna, "first", minute(1)).await.unwrap();
    store.start(anna, "second", minute(2)).await.unwrap();
    let begun = SecondFactors::get(store, anna).await.unwrap().unwrap();
    assert_eq!(
        (begun.sealed.as_str(), begun.confirmed_at),
        ("second", None)
    );
    assert!(store.confirm(anna, 1, &[[1; 32]], None, &on).await.unwrap());
    assert!(!store.confirm(anna, 2, &[], None, &on).await.unwrap());
    let known = SecondFactors::get(store, anna).await.unwrap().unwrap();
    assert_eq!(
        (known.confirmed_at, known.recovery_left),
        (Some(minute(3)), 1)
    );
    let again = store.start(anna, "third", minute(4)).await;
    assert!(matches!(again, Err(StoreError::Conflict { .. })));
}

async fn a_code_is_used_once_also_by_two_at_once(place: &Place) {
    let store = &place.store;
    let anna = confirmed(store).await;
    assert!(!store.use_step(anna, 100).await.unwrap(), "it confirmed");
    let (one, other) = tokio::join!(store.use_step(anna, 101), store.use_step(anna, 101));
    assert!(one.unwrap() ^ other.unwrap());
    assert!(!store.use_step(anna, 100).await.unwrap());
    assert!(store.use_step(anna, 102).await.unwrap());
}

async fn a_recovery_code_is_used_once_by_whose_it_is(place: &Place) {
    let store = &place.store;
    let anna = confirmed(store).await;
    let otto = person(store, 12, "otto@musterstadt.example").await;
    assert!(!store.use_recovery(otto, &[1; 32]).await.unwrap());
    let (one, other) = tokio::join!(
        store.use_recovery(anna, &[1; 32]),
        store.use_recovery(anna, &[1; 32])
    );
    assert!(one.unwrap() ^ other.unwrap());
    assert!(!store.use_recovery(anna, &[9; 32]).await.unwrap());
    let known = SecondFactors::get(store, anna).await.unwrap().unwrap();
    assert_eq!(known.recovery_left, 1);
}

async fn confirming_ends_the_other_sessions(place: &Place) {
    let store = &place.store;
    let anna = person(store, 11, "anna@musterstadt.example").await;
    let id = |number: u8| SessionId::from_uuid(uuid(u128::from(number)));
    for number in [1, 2] {
        let session = Session {
            token: [number; 32],
            open: OpenSession {
                id: id(number),
                account: anna,
                client: Client::UNKNOWN,
                issuer: None,
                second_factor: false,
                opened_at: minute(0),
                used_at: minute(0),
                expires_at: minute(60),
            },
            external: None,
        };
        Sessions::open(store, &session, minute(0)).await.unwrap();
    }
    store.start(anna, "sealed", minute(1)).await.unwrap();
    let on = event("set_up_second_factor", minute(2));
    store.confirm(anna, 1, &[], Some(id(2)), &on).await.unwrap();
    let left = store.of_account(anna, minute(3)).await.unwrap();
    assert_eq!(left.iter().map(|open| open.id).collect::<Vec<_>>(), [id(2)]);
}

async fn what_is_removed_is_gone_with_its_codes(place: &Place) {
    let store = &place.store;
    let anna = confirmed(store).await;
    let off = event("remove_second_factor", minute(5));
    assert!(SecondFactors::remove(store, anna, &off).await.unwrap());
    assert!(!SecondFactors::remove(store, anna, &off).await.unwrap());
    assert!(!store.use_recovery(anna, &[1; 32]).await.unwrap());
    assert!(!store.use_step(anna, 999).await.unwrap());
    let entries = place
        .texts("select action from hw_audit where action = 'remove_second_factor'")
        .await;
    assert_eq!(entries.len(), 1);
}
