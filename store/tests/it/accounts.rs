use crate::city::{account, event, minute, organisation, umwelt, uuid};
use crate::place::Place;
use hebewerk_hub::ports::{
    AccountChange, AccountError, Accounts, Journal, Organisations, SavedQueries, Session, Sessions,
    StoreError,
};
use hebewerk_model::{
    Account, AccountId, Browser, Client, Language, Membership, OpenSession, OperatingSystem, Role,
    SavedQuery, SavedQueryId, SessionId,
};
use hebewerk_store::Store;
use jiff::Timestamp;

on_both_databases! {
    an_account_is_found_with_its_memberships,
    a_change_leaves_alone_what_it_does_not_name,
    a_new_password_ends_all_other_sessions,
    a_closed_account_stays_and_opens_nothing,
    an_address_that_somebody_else_has_is_refused,
    somebody_always_runs_the_hub,
    what_changes_an_account_and_its_audit_are_one,
    accounts_are_listed_by_name,
    an_administrator_is_noticed,
    a_session_lives_until_it_expires_or_is_closed,
    closing_a_session_also_removes_expired_ones,
    opening_a_session_removes_expired_ones,
    sessions_are_listed_and_ended_by_whose_they_are,
    a_setup_link_makes_one_administrator,
    a_taken_address_does_not_cost_the_setup_link,
    saved_queries_belong_to_their_owner,
}

async fn anna(store: &Store) -> Account {
    let umwelt = umwelt(store).await;
    let sport = organisation(2, "Sport");
    Organisations::save(store, &sport, &[]).await.unwrap();
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
    store
        .add(&anna, "hash-1", &event("add_account", minute(0)))
        .await
        .unwrap();
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

async fn a_change_leaves_alone_what_it_does_not_name(place: &Place) {
    let store = &place.store;
    let mut anna = anna(store).await;
    let roles = AccountChange {
        memberships: Some(anna.memberships.split_off(1)),
        administrator: Some(true),
        ..AccountChange::default()
    };
    store.change(anna.id, &roles, &[]).await.unwrap();
    // Whoever changes the language holds an account as it was before.
    let language = AccountChange {
        language: Some(Language::De),
        ..AccountChange::default()
    };
    store.change(anna.id, &language, &[]).await.unwrap();
    let found = Accounts::by_email(store, &anna.email)
        .await
        .unwrap()
        .unwrap();
    let expected = Account {
        administrator: true,
        memberships: roles.memberships.unwrap(),
        language: Language::De,
        ..anna
    };
    assert_eq!(found.account, expected);
    assert_eq!(found.password_hash.as_deref(), Some("hash-1"));
}

async fn open_session(store: &Store, token: [u8; 32], account: AccountId) {
    let session = session(token, account, minute(60));
    Sessions::open(store, &session, minute(0)).await.unwrap();
}

/// A session opened in the first minute; its identity is the first byte of its token.
fn session(token: [u8; 32], account: AccountId, expires_at: Timestamp) -> Session {
    Session {
        token,
        open: OpenSession {
            id: SessionId::from_uuid(uuid(900 + u128::from(token[0]))),
            account,
            client: Client {
                browser: Browser::Firefox,
                system: OperatingSystem::Linux,
            },
            issuer: None,
            second_factor: false,
            opened_at: minute(0),
            used_at: minute(0),
            expires_at,
        },
        external: None,
    }
}

async fn a_new_password_ends_all_other_sessions(place: &Place) {
    let store = &place.store;
    let anna = anna(store).await;
    let otto = account(12, "otto@musterstadt.example", "Otto");
    store
        .add(&otto, "hash", &event("add_account", minute(0)))
        .await
        .unwrap();
    open_session(store, [1; 32], anna.id).await;
    open_session(store, [2; 32], anna.id).await;
    open_session(store, [3; 32], otto.id).await;
    let change = AccountChange {
        password_hash: Some("hash-2".to_owned()),
        surviving: Some([2; 32]),
        ..AccountChange::default()
    };
    store.change(anna.id, &change, &[]).await.unwrap();
    let is_open = async |token| store.find(&token, minute(1)).await.unwrap().is_some();
    assert!(!is_open([1; 32]).await);
    assert!(is_open([2; 32]).await && is_open([3; 32]).await);
    let change = AccountChange {
        password_hash: Some("hash-3".to_owned()),
        ..AccountChange::default()
    };
    store.change(anna.id, &change, &[]).await.unwrap();
    assert!(!is_open([2; 32]).await);
}

async fn a_closed_account_stays_and_opens_nothing(place: &Place) {
    let store = &place.store;
    let anna = anna(store).await;
    open_session(store, [1; 32], anna.id).await;
    Accounts::close(store, anna.id, &event("close_account", minute(5)))
        .await
        .unwrap();
    let found = Accounts::by_email(store, &anna.email)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(found.account.closed_at, Some(minute(5)));
    assert_eq!(found.password_hash, None);
    assert_eq!(store.find(&[1; 32], minute(1)).await.unwrap(), None);
    let missing = store.change(anna.id, &AccountChange::default(), &[]).await;
    assert!(matches!(missing, Err(AccountError::Missing)));
    let twice = Accounts::close(store, anna.id, &event("close_account", minute(6))).await;
    assert!(matches!(twice, Err(AccountError::Missing)));
    store
        .reopen(anna.id, "hash-2", &event("reopen_account", minute(9)))
        .await
        .unwrap();
    let found = Accounts::by_email(store, &anna.email)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(found.account, anna);
    assert_eq!(found.password_hash.as_deref(), Some("hash-2"));
    let twice = store
        .reopen(anna.id, "hash-3", &event("reopen_account", minute(9)))
        .await;
    assert!(matches!(twice, Err(AccountError::Missing)));
}

async fn an_address_that_somebody_else_has_is_refused(place: &Place) {
    let store = &place.store;
    let anna = anna(store).await;
    let other = account(12, anna.email.as_str(), "Otto");
    let error = store
        .add(&other, "hash", &event("add_account", minute(0)))
        .await
        .unwrap_err();
    assert!(matches!(error, AccountError::EmailTaken), "{error}");
    let otto = account(12, "otto@musterstadt.example", "Otto");
    store
        .add(&otto, "hash", &event("add_account", minute(0)))
        .await
        .unwrap();
    let change = AccountChange {
        email: Some(anna.email.clone()),
        name: Some("Anna".to_owned()),
        ..AccountChange::default()
    };
    let error = store.change(otto.id, &change, &[]).await.unwrap_err();
    assert!(matches!(error, AccountError::EmailTaken), "{error}");
    let unchanged = Accounts::get(store, otto.id).await.unwrap();
    assert_eq!(unchanged, Some(otto), "all of a change or nothing");
}

async fn somebody_always_runs_the_hub(place: &Place) {
    let store = &place.store;
    let mut accounts = [
        account(12, "otto@musterstadt.example", "Otto"),
        account(13, "zoe@musterstadt.example", "Zoë"),
    ];
    for account in &mut accounts {
        account.administrator = true;
        store
            .add(account, "hash", &event("add_account", minute(0)))
            .await
            .unwrap();
    }
    let [otto, zoe] = accounts.map(|account| account.id);
    let withdraw = AccountChange {
        administrator: Some(false),
        ..AccountChange::default()
    };
    let closing = event("close_account", minute(1));
    let (one, other) = tokio::join!(
        store.change(otto, &withdraw, &[]),
        Accounts::close(store, zoe, &closing)
    );
    assert!(
        one.is_ok() ^ other.is_ok(),
        "of two at once only one may succeed"
    );
    assert!(store.has_administrator().await.unwrap());
    let left = if one.is_ok() { zoe } else { otto };
    let error = store.change(left, &withdraw, &[]).await.unwrap_err();
    assert!(matches!(error, AccountError::LastAdministrator), "{error}");
    let error = Accounts::close(store, left, &event("close_account", minute(2)))
        .await
        .unwrap_err();
    assert!(matches!(error, AccountError::LastAdministrator), "{error}");
}

async fn what_changes_an_account_and_its_audit_are_one(place: &Place) {
    let store = &place.store;
    let anna = anna(store).await;
    let actions = async || -> Vec<String> {
        let entries = Journal::newest(store, 9).await.unwrap();
        entries.into_iter().map(|entry| entry.action).collect()
    };
    assert_eq!(actions().await, ["add_account"]);
    let added = event("add_account", minute(1));
    store.add(&anna, "hash", &added).await.unwrap_err();
    let roles = AccountChange {
        memberships: Some(Vec::new()),
        ..AccountChange::default()
    };
    let events = ["save_account", "set_roles"].map(|action| event(action, minute(2)));
    store.change(anna.id, &roles, &events).await.unwrap();
    let nobody = AccountId::from_uuid(uuid(99));
    let missing = store.change(nobody, &roles, &events).await;
    missing.unwrap_err();
    let closed = event("close_account", minute(3));
    Accounts::close(store, anna.id, &closed).await.unwrap();
    Accounts::close(store, anna.id, &closed).await.unwrap_err();
    let reopened = event("reopen_account", minute(4));
    store.reopen(anna.id, "hash", &reopened).await.unwrap();
    store.reopen(anna.id, "hash", &reopened).await.unwrap_err();
    assert_eq!(
        actions().await,
        [
            "reopen_account",
            "close_account",
            "set_roles",
            "save_account",
            "add_account"
        ]
    );
    // An audit that cannot be written, and nothing is changed.
    place.run("drop table hw_audit").await.unwrap();
    let lost = store
        .change(
            anna.id,
            &AccountChange {
                administrator: Some(true),
                ..AccountChange::default()
            },
            &events,
        )
        .await;
    lost.unwrap_err();
    let found = Accounts::get(store, anna.id).await.unwrap().unwrap();
    assert!(!found.administrator);
}

async fn accounts_are_listed_by_name(place: &Place) {
    let store = &place.store;
    let anna = anna(store).await;
    let zoe = account(12, "zoe@musterstadt.example", "Zoë");
    let arno = account(13, "arno@musterstadt.example", "arno");
    for account in [&zoe, &arno] {
        store
            .add(account, "hash", &event("add_account", minute(0)))
            .await
            .unwrap();
    }
    assert_eq!(Accounts::list(store).await.unwrap(), [anna, arno, zoe]);
}

async fn an_administrator_is_noticed(place: &Place) {
    let mut anna = anna(&place.store).await;
    assert!(!place.store.has_administrator().await.unwrap());
    anna.id = AccountId::from_uuid(uuid(12));
    anna.email = "anna.zwei@musterstadt.example".parse().unwrap();
    anna.administrator = true;
    place
        .store
        .add(&anna, "hash", &event("add_account", minute(0)))
        .await
        .unwrap();
    assert!(place.store.has_administrator().await.unwrap());
}

async fn a_session_lives_until_it_expires_or_is_closed(place: &Place) {
    let store = &place.store;
    let session = session([7; 32], anna(store).await.id, minute(10));
    Sessions::open(store, &session, minute(0)).await.unwrap();
    assert_eq!(
        store.find(&session.token, minute(9)).await.unwrap(),
        Some(session.open.clone())
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
        let session = session(token, account, expires_at);
        Sessions::open(store, &session, minute(0)).await.unwrap();
    }
    Sessions::close(store, &[9; 32], minute(10)).await.unwrap();
    let left = place
        .texts("select cast(count(*) as text) from hw_session")
        .await;
    assert_eq!(left, ["1"]);
    assert!(store.find(&[3; 32], minute(10)).await.unwrap().is_some());
}

async fn opening_a_session_removes_expired_ones(place: &Place) {
    let store = &place.store;
    let account = anna(store).await.id;
    open_session(store, [1; 32], account).await;
    let session = session([2; 32], account, minute(90));
    Sessions::open(store, &session, minute(60)).await.unwrap();
    let count = "select cast(count(*) as text) from hw_session";
    assert_eq!(place.texts(count).await, ["1"]);
    assert_eq!(store.forget_expired(minute(90)).await.unwrap(), 1);
    assert_eq!(place.texts(count).await, ["0"]);
}

async fn sessions_are_listed_and_ended_by_whose_they_are(place: &Place) {
    let store = &place.store;
    let anna = anna(store).await.id;
    let otto = account(12, "otto@musterstadt.example", "Otto");
    store
        .add(&otto, "hash", &event("add_account", minute(0)))
        .await
        .unwrap();
    for (token, owner) in [
        ([1; 32], anna),
        ([2; 32], anna),
        ([3; 32], anna),
        ([4; 32], otto.id),
    ] {
        open_session(store, token, owner).await;
    }
    let id = |number: u128| SessionId::from_uuid(uuid(900 + number));
    store.used(id(2), minute(30)).await.unwrap();
    store.used(id(2), minute(20)).await.unwrap();
    let listed = async |owner| {
        let sessions = store.of_account(owner, minute(40)).await.unwrap();
        sessions
            .into_iter()
            .map(|session| session.id)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        listed(anna).await,
        [id(2), id(3), id(1)],
        "the last used first"
    );
    let used = store.of_account(anna, minute(40)).await.unwrap()[0].used_at;
    assert_eq!(used, minute(30), "time goes forward only");
    assert_eq!(store.of_account(anna, minute(60)).await.unwrap(), []);
    let ending = event("end_session", minute(41));
    assert!(!store.end(otto.id, id(1), &ending).await.unwrap());
    assert!(store.end(anna, id(1), &ending).await.unwrap());
    assert!(!store.end(anna, id(1), &ending).await.unwrap());
    assert_eq!(store.end_all(anna, Some(id(2)), &ending).await.unwrap(), 1);
    assert_eq!(listed(anna).await, [id(2)]);
    assert_eq!(listed(otto.id).await, [id(4)]);
    assert_eq!(store.end_all(anna, None, &ending).await.unwrap(), 1);
    let entries = store.newest(10).await.unwrap();
    let on_record = entries.iter().filter(|entry| entry.action == "end_session");
    assert_eq!(on_record.count(), 3, "what ended nothing is not on record");
}

async fn a_setup_link_makes_one_administrator(place: &Place) {
    let store = &place.store;
    let first = Account {
        administrator: true,
        ..account(12, "otto@musterstadt.example", "Otto")
    };
    let second = Account {
        administrator: true,
        ..account(13, "zoe@musterstadt.example", "Zoë")
    };
    let set_up = async |token: [u8; 32], at, account| {
        let event = event("add_account", at);
        store.set_up(&token, account, "h", &event).await
    };
    assert!(!set_up([1; 32], minute(1), &first).await.unwrap());
    store.keep_setup_token(&[1; 32], minute(10)).await.unwrap();
    store.keep_setup_token(&[2; 32], minute(20)).await.unwrap();
    assert!(
        !store.is_setup_token(&[1; 32], minute(1)).await.unwrap(),
        "a newer link replaces an older one"
    );
    assert!(store.is_setup_token(&[2; 32], minute(1)).await.unwrap());
    assert!(!store.is_setup_token(&[2; 32], minute(20)).await.unwrap());
    assert!(!set_up([2; 32], minute(20), &first).await.unwrap());
    let (one, other) = tokio::join!(
        set_up([2; 32], minute(19), &first),
        set_up([2; 32], minute(19), &second),
    );
    assert!(
        one.unwrap() ^ other.unwrap(),
        "of two at once exactly one may use it"
    );
    store.keep_setup_token(&[3; 32], minute(20)).await.unwrap();
    let third = account(14, "uwe@musterstadt.example", "Uwe");
    assert!(
        !set_up([3; 32], minute(1), &third).await.unwrap(),
        "somebody runs the hub already"
    );
}

async fn a_taken_address_does_not_cost_the_setup_link(place: &Place) {
    let store = &place.store;
    let anna = anna(store).await;
    store.keep_setup_token(&[1; 32], minute(10)).await.unwrap();
    let first = Account {
        administrator: true,
        ..account(12, anna.email.as_str(), "Otto")
    };
    let error = store
        .set_up(&[1; 32], &first, "h", &event("add_account", minute(1)))
        .await
        .unwrap_err();
    assert!(matches!(error, AccountError::EmailTaken), "{error}");
    assert!(store.is_setup_token(&[1; 32], minute(1)).await.unwrap());
}

async fn saved_queries_belong_to_their_owner(place: &Place) {
    let store = &place.store;
    let anna = anna(store).await;
    let otto = account(12, "otto@musterstadt.example", "Otto");
    store
        .add(&otto, "hash", &event("add_account", minute(0)))
        .await
        .unwrap();
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
