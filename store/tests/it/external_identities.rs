//! Who somebody is at a provider: one identity, one account; what ends there ends here.

use crate::city::{account, event, minute, uuid};
use crate::place::Place;
use hebewerk_hub::ports::{
    AccountError, Accounts, EndedThere, ExternalIdentities, ExternalIdentity, ExternalSession,
    Session, Sessions, StoreError,
};
use hebewerk_model::{AccountId, Client, OpenSession, SessionId};
use hebewerk_store::Store;

on_both_databases! {
    an_account_without_a_password_belongs_to_one_identity,
    an_identity_that_is_taken_is_left_to_whom_it_belongs,
    sessions_of_a_person_or_of_a_sign_in_end_and_no_others,
    a_link_that_is_taken_back_ends_its_sessions,
}

const ISSUER: &str = "https://id.example";

fn who(subject: &str) -> ExternalIdentity {
    ExternalIdentity {
        issuer: ISSUER.to_owned(),
        subject: subject.to_owned(),
    }
}

async fn person(store: &Store, number: u128, subject: &str) -> AccountId {
    let account = account(number, &format!("{subject}@musterstadt.example"), subject);
    let event = event("add_account", minute(0));
    ExternalIdentities::add(store, &account, &who(subject), &event)
        .await
        .unwrap();
    account.id
}

async fn open(
    store: &Store,
    number: u8,
    account: AccountId,
    external: Option<(&str, Option<&str>)>,
) {
    let external = external.map(|(subject, session)| ExternalSession {
        identity: who(subject),
        session: session.map(str::to_owned),
        second_factor: true,
    });
    let session = Session {
        token: [number; 32],
        open: OpenSession {
            id: SessionId::from_uuid(uuid(u128::from(number))),
            account,
            client: Client::UNKNOWN,
            issuer: external
                .as_ref()
                .map(|external| external.identity.issuer.clone()),
            second_factor: external.is_some(),
            opened_at: minute(i64::from(number)),
            used_at: minute(0),
            expires_at: minute(500),
        },
        external,
    };
    Sessions::open(store, &session, minute(0)).await.unwrap();
}

async fn left(store: &Store, account: AccountId) -> usize {
    let open = Sessions::of_account(store, account, minute(1)).await;
    open.unwrap().len()
}

async fn an_account_without_a_password_belongs_to_one_identity(place: &Place) {
    let store = &place.store;
    let anna = person(store, 11, "anna").await;
    assert_eq!(store.account_of(&who("anna")).await.unwrap(), Some(anna));
    assert_eq!(store.account_of(&who("Anna")).await.unwrap(), None);
    let elsewhere = ExternalIdentity {
        issuer: "https://id.example/".to_owned(),
        ..who("anna")
    };
    assert_eq!(store.account_of(&elsewhere).await.unwrap(), None);
    let email = "anna@musterstadt.example".parse().unwrap();
    let known = store.by_email(&email).await.unwrap().unwrap();
    assert_eq!(known.password_hash, None);
    let identities = ExternalIdentities::of_account(store, anna).await.unwrap();
    assert_eq!(identities, [who("anna")]);
}

async fn an_identity_that_is_taken_is_left_to_whom_it_belongs(place: &Place) {
    let store = &place.store;
    let anna = person(store, 11, "anna").await;
    let otto = account(12, "otto@musterstadt.example", "Otto");
    let added = event("add_account", minute(1));
    let same = ExternalIdentities::add(store, &otto, &who("anna"), &added).await;
    assert!(matches!(
        same,
        Err(AccountError::Store(StoreError::Conflict { .. }))
    ));
    assert_eq!(store.get(otto.id).await.unwrap(), None, "all or nothing");
    Accounts::add(store, &otto, "hash", &added).await.unwrap();
    let linked = event("link_identity", minute(2));
    let taken = store.link(otto.id, &who("anna"), &linked).await;
    assert!(matches!(taken, Err(StoreError::Conflict { .. })));
    let second = store.link(anna, &who("anna.second"), &linked).await;
    assert!(matches!(second, Err(StoreError::Conflict { .. })));
    store.link(otto.id, &who("otto"), &linked).await.unwrap();
    let address = account(13, "otto@musterstadt.example", "Otto");
    let taken = ExternalIdentities::add(store, &address, &who("third"), &added).await;
    assert!(matches!(taken, Err(AccountError::EmailTaken)));
    assert_eq!(store.account_of(&who("third")).await.unwrap(), None);
}

async fn sessions_of_a_person_or_of_a_sign_in_end_and_no_others(place: &Place) {
    let store = &place.store;
    let anna = person(store, 11, "anna").await;
    let otto = person(store, 12, "otto").await;
    open(store, 1, anna, Some(("anna", Some("a-1")))).await;
    open(store, 2, anna, Some(("anna", Some("a-2")))).await;
    open(store, 3, anna, Some(("anna", None))).await;
    open(store, 4, anna, None).await;
    open(store, 5, otto, Some(("otto", Some("o-1")))).await;
    let ended = event("end_sessions", minute(20));
    let end = async |subject, session, until| {
        let which = EndedThere {
            issuer: ISSUER,
            subject,
            session,
            until: minute(until),
        };
        store.end_sessions(which, &ended).await.unwrap()
    };
    assert_eq!(end(None, Some("a-9"), 20).await, 0);
    assert_eq!(end(Some("anna"), Some("o-1"), 1).await, 0);
    assert_eq!(end(None, Some("a-2"), 1).await, 0, "it came later");
    assert_eq!(end(None, Some("a-2"), 20).await, 1);
    // A session of which the provider gave no name ends with any of its person's.
    assert_eq!(end(Some("anna"), Some("a-1"), 20).await, 2);
    assert_eq!((left(store, anna).await, left(store, otto).await), (1, 1));
    assert_eq!(end(Some("otto"), None, 20).await, 1);
    let foreign = EndedThere {
        issuer: "https://elsewhere.example",
        subject: Some("anna"),
        session: None,
        until: minute(20),
    };
    assert_eq!(store.end_sessions(foreign, &ended).await.unwrap(), 0);
    assert_eq!(left(store, anna).await, 1, "the one with a password");
    let entries = place
        .texts("select action from hw_audit where action = 'end_sessions'")
        .await;
    assert_eq!(entries.len(), 3, "one for each account each time");
}

async fn a_link_that_is_taken_back_ends_its_sessions(place: &Place) {
    let store = &place.store;
    let anna = person(store, 11, "anna").await;
    open(store, 1, anna, Some(("anna", None))).await;
    open(store, 2, anna, None).await;
    let off = event("unlink_identity", minute(5));
    assert!(
        !store
            .unlink(anna, "https://elsewhere.example", &off)
            .await
            .unwrap()
    );
    assert!(store.unlink(anna, ISSUER, &off).await.unwrap());
    assert!(!store.unlink(anna, ISSUER, &off).await.unwrap());
    assert_eq!(store.account_of(&who("anna")).await.unwrap(), None);
    assert_eq!(left(store, anna).await, 1);
}
