//! Programs with keys: what they may do follows what their holder may do at that moment.

use crate::city::{City, page};
use hebewerk_hub::ports::{AccountChange, Accounts, AuditFilter, Journal as _};
use hebewerk_hub::{HubError, NewAccount, NewKey, PasswordAgain};
use hebewerk_model::{
    Account, AccountId, Failure as _, KeyRight, Kind, Language, Membership, OrganisationId,
    Principal, Role, TableName, Visibility,
};
use jiff::civil::Date;
use uuid::Uuid;

const OWNER: &str = "verantwortet@umwelt.example";
const PASSWORD: &str = "ein langer Satz";
const AGAIN: PasswordAgain<'static> = PasswordAgain {
    password: PASSWORD,
    from: None,
};

/// The trees of the environment office, and an owner there who also runs the hub.
async fn city() -> City {
    let city = City::new().await;
    city.trees(Visibility::Office).await;
    let account = Account {
        id: owner_id(),
        email: OWNER.parse().unwrap(),
        name: "Olga".to_owned(),
        administrator: true,
        officer: false,
        memberships: vec![in_umwelt(Role::Owner)],
        language: Language::De,
        closed_at: None,
    };
    city.store.add(&account, "x", &city.event()).await.unwrap();
    let known = NewAccount {
        id: Some(account.id),
        email: OWNER.to_owned(),
        name: account.name,
        password: Some(PASSWORD.to_owned()),
        administrator: true,
        officer: false,
        memberships: account.memberships,
    };
    let saved = city.hub.save_account(&Principal::Operator, known);
    saved.await.unwrap();
    let last = city.hub.let_password_last(&Principal::Operator, owner_id());
    last.await.unwrap();
    city
}

fn owner_id() -> AccountId {
    AccountId::from_uuid(Uuid::from_u128(13))
}

fn in_umwelt(role: Role) -> Membership {
    Membership {
        organisation: OrganisationId::from_uuid(Uuid::from_u128(1)),
        role,
    }
}

fn key(rights: &[KeyRight]) -> NewKey {
    NewKey {
        name: "Auswertung".to_owned(),
        rights: rights.to_vec(),
        datasets: Vec::new(),
        until: None,
    }
}

async fn owner(city: &City) -> Principal {
    city.hub.principal_named(OWNER).await.unwrap()
}

async fn program(city: &City, secret: &str) -> Principal {
    city.hub.recognise_program(secret).await.unwrap().principal
}

async fn own_key(city: &City, new: NewKey) -> String {
    let owner = owner(city).await;
    city.hub
        .make_own_key(&owner, new, AGAIN)
        .await
        .unwrap()
        .secret
        .0
}

async fn reads(city: &City, who: &Principal) -> bool {
    let table: TableName = "umwelt.baeume".parse().unwrap();
    match city.hub.browse(who, &table, &page()).await {
        Ok(_page) => true,
        Err(error) if matches!(error.kind(), Kind::Forbidden | Kind::NotFound) => false,
        Err(HubError::Refused(_)) => false,
        Err(other) => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_key_reads_what_its_owner_reads_until_its_last_day() {
    let city = city().await;
    let secret = own_key(&city, key(&[KeyRight::Rows])).await;
    assert!(secret.starts_with("hwk_") && secret.len() == 68, "{secret}");
    let with_key = program(&city, &secret).await;
    assert!(reads(&city, &with_key).await);
    city.clock.move_by(24 * 90 - 1);
    assert!(reads(&city, &program(&city, &secret).await).await);
    city.clock.move_by(1);
    assert_eq!(program(&city, &secret).await, Principal::Anonymous);
}

#[tokio::test]
async fn a_key_stops_at_once_when_it_is_taken_back() {
    let city = city().await;
    let owner = owner(&city).await;
    let made = city
        .hub
        .make_own_key(&owner, key(&[KeyRight::Rows]), AGAIN)
        .await;
    let made = made.unwrap();
    city.hub.revoke_own_key(&owner, made.key.id).await.unwrap();
    assert_eq!(program(&city, &made.secret.0).await, Principal::Anonymous);
    let again = city.hub.revoke_own_key(&owner, made.key.id).await;
    assert_eq!(again.unwrap_err().kind(), Kind::Conflict);
}

#[tokio::test]
async fn a_key_loses_what_its_owner_loses() {
    let city = city().await;
    let secret = own_key(&city, key(&KeyRight::ALL)).await;
    let change = AccountChange {
        memberships: Some(Vec::new()),
        ..AccountChange::default()
    };
    city.store.change(owner_id(), &change, &[]).await.unwrap();
    let with_key = program(&city, &secret).await;
    assert!(!reads(&city, &with_key).await);
    let second = Account {
        id: AccountId::from_uuid(Uuid::from_u128(14)),
        email: "zwei@umwelt.example".parse().unwrap(),
        name: "Zwei".to_owned(),
        administrator: true,
        officer: false,
        memberships: Vec::new(),
        language: Language::De,
        closed_at: None,
    };
    city.store.add(&second, "x", &city.event()).await.unwrap();
    Accounts::close(&*city.store, owner_id(), &city.event())
        .await
        .unwrap();
    assert_eq!(program(&city, &secret).await, Principal::Anonymous);
}

#[tokio::test]
async fn a_key_rests_as_long_as_somebody_else_knows_the_password() {
    let city = city().await;
    let secret = own_key(&city, key(&[KeyRight::Rows])).await;
    assert!(reads(&city, &program(&city, &secret).await).await);
    let given = AccountChange {
        password_hash: Some("x".to_owned()),
        password_given_at: Some(city.event().at),
        ..AccountChange::default()
    };
    city.store.change(owner_id(), &given, &[]).await.unwrap();
    assert_eq!(program(&city, &secret).await, Principal::Anonymous);
    let chosen = AccountChange {
        password_hash: Some("y".to_owned()),
        ..AccountChange::default()
    };
    city.store.change(owner_id(), &chosen, &[]).await.unwrap();
    assert!(reads(&city, &program(&city, &secret).await).await);
}

#[tokio::test]
async fn with_a_key_nobody_makes_keys_or_grants_or_runs_the_hub() {
    let city = city().await;
    let secret = own_key(&city, key(&KeyRight::ALL)).await;
    let with_key = program(&city, &secret).await;
    let hub = &city.hub;
    let own = hub
        .make_own_key(&with_key, key(&[KeyRight::Rows]), AGAIN)
        .await;
    let house = hub.make_house_key(&with_key, "umwelt", (key(&[KeyRight::Rows]), AGAIN));
    let house = house.await;
    let new = NewAccount {
        id: None,
        email: "neu@umwelt.example".to_owned(),
        name: "Neu".to_owned(),
        password: Some("ein langer Satz".to_owned()),
        administrator: true,
        officer: false,
        memberships: Vec::new(),
    };
    let account = hub.save_account(&with_key, new).await;
    let codes = [
        own.map(|_made| ()).unwrap_err().code(),
        house.map(|_made| ()).unwrap_err().code(),
        hub.own_keys(&with_key).await.unwrap_err().code(),
        hub.own_sessions(&with_key).await.unwrap_err().code(),
        hub.keys_of_house(&with_key, "umwelt")
            .await
            .map(|_keys| ())
            .unwrap_err()
            .code(),
        hub.grants(&with_key, "umwelt", "baeume")
            .await
            .map(|grants| grants.may_grant)
            .map_or_else(
                |error| error.code(),
                |may| if may { "may" } else { "not_for_keys" },
            ),
        account.unwrap_err().code(),
        hub.audit(&with_key, &AuditFilter::default(), None, 10)
            .await
            .unwrap_err()
            .code(),
    ];
    assert_eq!(codes, ["not_for_keys"; 8]);
}

#[tokio::test]
async fn a_key_for_some_datasets_reaches_no_other() {
    let city = city().await;
    let mut request = city.file("Gräber.csv", &["Gräber"]);
    request.visibility = Some(Visibility::Office);
    city.take_in(request).await;
    let for_graves = NewKey {
        datasets: vec![("umwelt".to_owned(), "graeber".to_owned())],
        ..key(&[KeyRight::Rows])
    };
    let secret = own_key(&city, for_graves).await;
    let with_key = program(&city, &secret).await;
    assert!(!reads(&city, &with_key).await);
    let graves: TableName = "umwelt.graeber".parse().unwrap();
    city.hub.browse(&with_key, &graves, &page()).await.unwrap();
    let everything = city.hub.everything(&with_key, None).await.unwrap();
    assert_eq!(everything.len(), 1, "it knows of no other either");
}

#[tokio::test]
async fn a_key_of_a_house_goes_on_without_who_made_it_and_is_nobodys_person() {
    let city = city().await;
    let owner = owner(&city).await;
    let hub = &city.hub;
    let made = hub.make_house_key(
        &owner,
        "umwelt",
        (key(&[KeyRight::Rows, KeyRight::TakeIn]), AGAIN),
    );
    let made = made.await.unwrap();
    let change = AccountChange {
        memberships: Some(Vec::new()),
        ..AccountChange::default()
    };
    city.store.change(owner_id(), &change, &[]).await.unwrap();
    let with_key = program(&city, &made.secret.0).await;
    assert!(reads(&city, &with_key).await);
    assert_eq!(with_key.account(), None);
    let foreign = hub
        .make_house_key(&owner, "sport", (key(&[KeyRight::Rows]), AGAIN))
        .await;
    assert_eq!(foreign.map(|_made| ()).unwrap_err().code(), "not_an_owner");
    let read = city.books.newest(1).await.unwrap().remove(0);
    assert_eq!((read.account, read.key), (None, Some(made.key.id)));
}

#[tokio::test]
async fn the_audit_tells_what_a_program_read_from_what_its_owner_read() {
    let city = city().await;
    let secret = own_key(&city, key(&[KeyRight::Rows])).await;
    let (owner, with_key) = (owner(&city).await, program(&city, &secret).await);
    for who in [&owner, &with_key, &with_key] {
        assert!(reads(&city, who).await);
    }
    let entries = city.audit().await;
    let reads: Vec<_> = entries
        .iter()
        .filter(|entry| entry.action == "read_rows")
        .map(|entry| (entry.account, entry.key.is_some()))
        .collect();
    assert_eq!(
        reads,
        [(Some(owner_id()), true), (Some(owner_id()), false)],
        "each once a day"
    );
    let everything = AuditFilter::default();
    let audit = city.hub.audit(&Principal::Operator, &everything, None, 2);
    let entries = audit.await.unwrap().entries;
    let named: Vec<_> = entries
        .iter()
        .map(|entry| entry.key_name.as_deref())
        .collect();
    assert_eq!(named, [None, Some("Auswertung")]);
}

#[tokio::test]
async fn the_day_of_the_last_use_is_kept_and_nothing_finer() {
    let city = city().await;
    let secret = own_key(&city, key(&[KeyRight::Rows])).await;
    let owner = owner(&city).await;
    let used = async || {
        city.hub
            .own_keys(&owner)
            .await
            .unwrap()
            .remove(0)
            .key
            .used_at
    };
    assert_eq!(used().await, None);
    program(&city, &secret).await;
    assert_eq!(used().await, Some("2026-11-20T00:00:00Z".parse().unwrap()));
    city.clock.move_by(20);
    program(&city, &secret).await;
    assert_eq!(used().await, Some("2026-11-21T00:00:00Z".parse().unwrap()));
}

#[tokio::test]
async fn what_is_wrong_with_a_key_is_told() {
    let city = city().await;
    let owner = owner(&city).await;
    let refused =
        async |who: &Principal, new: NewKey| match city.hub.make_own_key(who, new, AGAIN).await {
            Err(HubError::Invalid { code, .. }) => code,
            other => panic!("{:?}", other.map(|made| made.key)),
        };
    let day = |text: &str| Some(text.parse::<Date>().unwrap());
    let rows = || key(&[KeyRight::Rows]);
    let reader = NewAccount {
        id: None,
        email: "liest@umwelt.example".to_owned(),
        name: "Lea".to_owned(),
        password: Some("ein langer Satz".to_owned()),
        administrator: false,
        officer: false,
        memberships: vec![in_umwelt(Role::Reader)],
    };
    city.hub.save_account(&owner, reader).await.unwrap();
    let lea = city
        .hub
        .principal_named("liest@umwelt.example")
        .await
        .unwrap();
    let codes = [
        refused(&owner, key(&[])).await,
        refused(
            &owner,
            NewKey {
                name: " ".to_owned(),
                ..rows()
            },
        )
        .await,
        refused(
            &owner,
            NewKey {
                until: day("2026-11-19"),
                ..rows()
            },
        )
        .await,
        refused(
            &owner,
            NewKey {
                until: day("2027-12-01"),
                ..rows()
            },
        )
        .await,
        refused(
            &owner,
            NewKey {
                datasets: vec![("umwelt".to_owned(), "erfunden".to_owned())],
                ..rows()
            },
        )
        .await,
        refused(&lea, key(&[KeyRight::TakeIn])).await,
    ];
    assert_eq!(
        codes,
        [
            "key_without_rights",
            "invalid_name",
            "invalid_key_until",
            "invalid_key_until",
            "unknown_dataset",
            "key_beyond_maker",
        ]
    );
}

#[tokio::test]
async fn a_session_alone_makes_no_key() {
    let city = city().await;
    let owner = owner(&city).await;
    let wrong = PasswordAgain {
        password: "geraten",
        ..AGAIN
    };
    let own = city.hub.make_own_key(&owner, key(&[KeyRight::Rows]), wrong);
    let own = own.await.map(|_made| ()).unwrap_err();
    assert_eq!(own.code(), "wrong_credentials");
    let house = (key(&[KeyRight::Rows]), wrong);
    let house = city.hub.make_house_key(&owner, "umwelt", house).await;
    assert_eq!(
        house.map(|_made| ()).unwrap_err().code(),
        "wrong_credentials"
    );
    assert_eq!(city.hub.own_keys(&owner).await.unwrap(), []);
}
