//! On whose behalf the clock fetches, and what happens when they have lost the right.

use crate::city::{City, colleague, steward};
use crate::systems::Says;
use hebewerk_hub::ports::{AccountChange, Accounts, Connections, Secrets};
use hebewerk_hub::{ConnectionWords, NewConnection};
use hebewerk_model::*;
use std::collections::BTreeMap;
use uuid::Uuid;

fn new() -> NewConnection {
    NewConnection {
        organisation: "umwelt".to_owned(),
        connector: "http".to_owned(),
        words: ConnectionWords {
            name: "Pegel".to_owned(),
            settings: BTreeMap::from([("url".to_owned(), "https://pegel.example".to_owned())]),
            secrets: Secrets::default(),
            visibility: Visibility::Office,
            every_minutes: 60,
            promised_minutes: 0,
        },
    }
}

/// A city in which the steward, who has an account, has made a connection that is due.
async fn made() -> (City, AccountId, ConnectionId) {
    let city = City::new().await;
    *city.systems.says.lock().unwrap() = Says::Waits;
    let account = city.steward_is_known().await;
    let id = city.hub.connect(&steward(), new()).await.unwrap();
    (city, account, id)
}

async fn role(city: &City, account: AccountId, role: Role) {
    let membership = Membership {
        organisation: city.umwelt.id,
        role,
    };
    let change = AccountChange {
        memberships: Some(vec![membership]),
        ..AccountChange::default()
    };
    let changed = Accounts::change(city.store.as_ref(), account, &change, &[]).await;
    changed.unwrap();
}

async fn kept(city: &City, id: ConnectionId) -> Connection {
    let view = city.hub.connection(&steward(), id).await.unwrap();
    view.card.connection
}

/// Another steward of the same office.
fn successor() -> Principal {
    let Principal::Person { memberships, .. } = steward() else {
        panic!("the steward is a person");
    };
    Principal::Person {
        account: AccountId::from_uuid(Uuid::from_u128(13)),
        administrator: false,
        officer: false,
        memberships,
        grants: HeldGrants::default(),
    }
}

#[tokio::test]
async fn the_clock_pauses_what_somebody_made_who_may_not_write_there_any_more() {
    let (city, account, id) = made().await;
    assert_eq!(kept(&city, id).await.maker, Maker::Account(account));
    role(&city, account, Role::Reader).await;
    assert_eq!(city.hub.fetch_due().await.unwrap(), 0);
    let paused = kept(&city, id).await;
    assert!(paused.paused);
    assert_eq!(paused.pause_reason, Some(PauseReason::MakerWithoutRight));
    let view = city.hub.connection(&colleague(), id).await.unwrap();
    assert!(view.runs.is_empty() && view.card.progress.is_none());
    let entry = &city.audit().await[0];
    assert_eq!(
        (entry.action.as_str(), entry.allowed, entry.subject),
        ("pause_connection", false, Some(account))
    );
    // It stays paused, and is written down once.
    let entries = city.audit().await.len();
    assert_eq!(city.hub.fetch_due().await.unwrap(), 0);
    assert_eq!(city.audit().await.len(), entries);
}

#[tokio::test]
async fn the_clock_pauses_what_a_closed_account_made() {
    let (city, account, id) = made().await;
    let closed = Accounts::close(city.store.as_ref(), account, &city.event()).await;
    closed.unwrap();
    assert_eq!(city.hub.fetch_due().await.unwrap(), 0);
    let reason = kept(&city, id).await.pause_reason;
    assert_eq!(reason, Some(PauseReason::MakerWithoutRight));
}

#[tokio::test]
async fn a_steward_takes_over_and_the_clock_goes_on_for_them() {
    let (city, account, id) = made().await;
    role(&city, account, Role::Reader).await;
    city.hub.fetch_due().await.unwrap();
    let refused = city.hub.take_over_connection(&colleague(), id).await;
    assert!(refused.is_err());
    // Who takes over has an account too: that of the steward who got the right back.
    role(&city, account, Role::Steward).await;
    city.hub.take_over_connection(&steward(), id).await.unwrap();
    let taken = kept(&city, id).await;
    assert_eq!((taken.paused, taken.pause_reason), (false, None));
    let entry = &city.audit().await[0];
    assert_eq!(
        (entry.action.as_str(), entry.account),
        ("take_over_connection", Some(account))
    );
    assert_eq!(city.hub.fetch_due().await.unwrap(), 1);
}

#[tokio::test]
async fn who_changes_a_connection_becomes_its_maker_and_a_pause_stays() {
    let (city, account, id) = made().await;
    role(&city, account, Role::Reader).await;
    city.hub.fetch_due().await.unwrap();
    let words = new().words;
    let changed = city.hub.change_connection(&successor(), id, words).await;
    changed.unwrap();
    let changed = kept(&city, id).await;
    assert_eq!(changed.maker, Maker::of(&successor()));
    assert_eq!((changed.paused, changed.pause_reason), (true, None));
}

#[tokio::test]
async fn what_the_operator_made_and_what_was_made_before_goes_on() {
    let (city, account, id) = made().await;
    let before = Connection {
        maker: Maker::Unknown,
        ..kept(&city, id).await
    };
    let (none, due) = (BTreeMap::new(), Some(before.created_at));
    let saved = Connections::save(city.store.as_ref(), &before, &none, due, &city.event()).await;
    saved.unwrap();
    let mut other = new();
    other.words.name = "Pegel der Ruhr".to_owned();
    let operators = city.hub.connect(&Principal::Operator, other).await.unwrap();
    assert_eq!(kept(&city, operators).await.maker, Maker::Operator);
    role(&city, account, Role::Reader).await;
    assert_eq!(city.hub.fetch_due().await.unwrap(), 2);
}
