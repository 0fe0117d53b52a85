use crate::city::{account, minute, organisation, umwelt, uuid};
use crate::place::Place;
use hebewerk_hub::ports::{Accounts, Organisations, SavedQueries, Session, Sessions, StoreError};
use hebewerk_model::{Account, Language, Membership, Role, SavedQuery, SavedQueryId};
use hebewerk_store::Store;

on_both_databases! {
    an_account_is_found_with_its_memberships,
    saving_an_account_without_a_password_keeps_the_old_one,
    an_address_that_somebody_else_has_is_a_conflict,
    accounts_are_listed_by_name,
    an_administrator_is_noticed,
    a_session_lives_until_it_expires_or_is_closed,
    closing_a_session_also_removes_expired_ones,
    a_setup_link_can_be_used_once,
    saved_queries_belong_to_their_owner,
}

async fn anna(store: &Store) -> Account {
    let umwelt = umwelt(store).await;
    let sport = organisation(2, "Sport");
    Organisations::save(store, &sport).await.unwrap();
    let anna = Account {
        memberships: vec![
            Membership {
                organisation: sport.id,
                role: Role::Steward,
            },
            Membership {
                organisation: umwelt.id,
                role: Role::Reader,
            },
        ],
        language: Language::En,
        ..account(11, "anna@musterstadt.example", "Anna Ärmel")
    };
    Accounts::save(store, &anna, Some("hash-1")).await.unwrap();
    anna
}

async fn an_account_is_found_with_its_memberships(place: &Place) {
    let store = &place.store;
    let anna = anna(store).await;
    assert_eq!(
        Accounts::get(store, anna.id).await.unwrap(),
        Some(anna.clone())
    );
    let found = Accounts::by_email(store, &anna.email)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(found.account, anna);
    assert_eq!(found.password_hash.as_deref(), Some("hash-1"));
    let nobody = "nobody@musterstadt.example".parse().unwrap();
    assert!(Accounts::by_email(store, &nobody).await.unwrap().is_none());
}

async fn saving_an_account_without_a_password_keeps_the_old_one(place: &Place) {
    let store = &place.store;
    let mut anna = anna(store).await;
    anna.name = "Anna Beispiel".to_owned();
    anna.memberships.remove(0);
    Accounts::save(store, &anna, None).await.unwrap();
    let found = Accounts::by_email(store, &anna.email)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(found.account, anna);
    assert_eq!(found.password_hash.as_deref(), Some("hash-1"));
    Accounts::save(store, &anna, Some("hash-2")).await.unwrap();
    let found = Accounts::by_email(store, &anna.email)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(found.password_hash.as_deref(), Some("hash-2"));
}

async fn an_address_that_somebody_else_has_is_a_conflict(place: &Place) {
    let anna = anna(&place.store).await;
    let other = account(12, anna.email.as_str(), "Otto");
    let error = Accounts::save(&place.store, &other, None)
        .await
        .unwrap_err();
    assert!(matches!(error, StoreError::Conflict { .. }), "{error}");
    assert!(
        !error.to_string().contains('@'),
        "errors name no address: {error}"
    );
}

async fn accounts_are_listed_by_name(place: &Place) {
    let store = &place.store;
    let anna = anna(store).await;
    let zoe = account(12, "zoe@musterstadt.example", "Zoë");
    let arno = account(13, "arno@musterstadt.example", "arno");
    for account in [&zoe, &arno] {
        Accounts::save(store, account, None).await.unwrap();
    }
    assert_eq!(Accounts::list(store).await.unwrap(), [anna, arno, zoe]);
}

async fn an_administrator_is_noticed(place: &Place) {
    let mut anna = anna(&place.store).await;
    assert!(!place.store.has_administrator().await.unwrap());
    anna.administrator = true;
    Accounts::save(&place.store, &anna, None).await.unwrap();
    assert!(place.store.has_administrator().await.unwrap());
}

async fn a_session_lives_until_it_expires_or_is_closed(place: &Place) {
    let store = &place.store;
    let session = Session {
        token: [7; 32],
        account: anna(store).await.id,
        expires_at: minute(10),
    };
    Sessions::open(store, &session).await.unwrap();
    assert_eq!(
        store.find(&session.token, minute(9)).await.unwrap(),
        Some(session.clone())
    );
    assert_eq!(store.find(&session.token, minute(10)).await.unwrap(), None);
    assert_eq!(store.find(&[8; 32], minute(9)).await.unwrap(), None);
    Sessions::close(store, &session.token, minute(9))
        .await
        .unwrap();
    assert_eq!(store.find(&session.token, minute(9)).await.unwrap(), None);
}

async fn closing_a_session_also_removes_expired_ones(place: &Place) {
    let store = &place.store;
    let account = anna(store).await.id;
    for (token, expires_at) in [
        ([1; 32], minute(5)),
        ([2; 32], minute(10)),
        ([3; 32], minute(20)),
    ] {
        Sessions::open(
            store,
            &Session {
                token,
                account,
                expires_at,
            },
        )
        .await
        .unwrap();
    }
    Sessions::close(store, &[9; 32], minute(10)).await.unwrap();
    let left = place
        .texts("select cast(count(*) as text) from hw_session")
        .await;
    assert_eq!(left, ["1"]);
    assert!(store.find(&[3; 32], minute(10)).await.unwrap().is_some());
}

async fn a_setup_link_can_be_used_once(place: &Place) {
    let store = &place.store;
    assert!(!store.use_setup_token(&[1; 32], minute(1)).await.unwrap());
    store.keep_setup_token(&[1; 32], minute(10)).await.unwrap();
    store.keep_setup_token(&[2; 32], minute(20)).await.unwrap();
    assert!(
        !store.is_setup_token(&[1; 32], minute(1)).await.unwrap(),
        "a newer link replaces an older one"
    );
    assert!(store.is_setup_token(&[2; 32], minute(1)).await.unwrap());
    assert!(!store.is_setup_token(&[2; 32], minute(20)).await.unwrap());
    assert!(!store.use_setup_token(&[2; 32], minute(20)).await.unwrap());
    let (one, other) = tokio::join!(
        store.use_setup_token(&[2; 32], minute(19)),
        store.use_setup_token(&[2; 32], minute(19)),
    );
    assert!(
        one.unwrap() ^ other.unwrap(),
        "of two at once exactly one may use it"
    );
}

async fn saved_queries_belong_to_their_owner(place: &Place) {
    let store = &place.store;
    let anna = anna(store).await;
    let otto = account(12, "otto@musterstadt.example", "Otto");
    Accounts::save(store, &otto, None).await.unwrap();
    let query = |number: u128, title: &str| SavedQuery {
        id: SavedQueryId::from_uuid(uuid(number)),
        owner: anna.id,
        title: title.to_owned(),
        sql: "select 'Grün' from umwelt.baeume".to_owned(),
        saved_at: minute(number as i64),
    };
    let first = query(1, "Erste");
    let second = query(2, "Zweite");
    SavedQueries::save(store, &first).await.unwrap();
    SavedQueries::save(store, &second).await.unwrap();
    assert_eq!(
        SavedQueries::list(store, anna.id).await.unwrap(),
        [second.clone(), first.clone()]
    );
    assert_eq!(SavedQueries::list(store, otto.id).await.unwrap(), []);

    let stolen = SavedQuery {
        owner: otto.id,
        ..first.clone()
    };
    let error = SavedQueries::save(store, &stolen).await.unwrap_err();
    assert!(matches!(error, StoreError::Conflict { .. }), "{error}");
    store.remove(otto.id, first.id).await.unwrap();
    assert_eq!(SavedQueries::list(store, anna.id).await.unwrap().len(), 2);

    let renamed = SavedQuery {
        title: "Anders".to_owned(),
        ..first
    };
    SavedQueries::save(store, &renamed).await.unwrap();
    store.remove(anna.id, second.id).await.unwrap();
    assert_eq!(SavedQueries::list(store, anna.id).await.unwrap(), [renamed]);
}
