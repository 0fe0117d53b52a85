//! Reminders by mail: to those who look after a connection, rarely, and without anything of the data.

use crate::city::{City, steward};
use crate::systems::Says;
use hebewerk_hub::ports::{AccountChange, Accounts, Event, FetchError, ReminderCause, Secrets};
use hebewerk_hub::{ConnectionWords, NewConnection};
use hebewerk_model::{
    Account, AccountId, ConnectionId, Language, Membership, OrganisationId, Role, Visibility,
};
use std::collections::BTreeMap;
use uuid::Uuid;

fn event(city: &City) -> Event {
    Event {
        at: hebewerk_hub::ports::Clock::now(city.clock.as_ref()),
        action: "add_account",
        account: None,
        subject: None,
        dataset: None,
        allowed: true,
        rule: "operator",
        grant: None,
        key: None,
    }
}

/// An account with one role.
async fn person(city: &City, number: u128, email: &str, office: u128, role: Role) -> AccountId {
    let account = Account {
        id: AccountId::from_uuid(Uuid::from_u128(number)),
        email: email.parse().unwrap(),
        name: "Eine Person".to_owned(),
        administrator: false,
        memberships: vec![Membership {
            organisation: OrganisationId::from_uuid(Uuid::from_u128(office)),
            role,
        }],
        language: Language::De,
        closed_at: None,
    };
    city.store.add(&account, "x", &event(city)).await.unwrap();
    account.id
}

/// A city with two stewards, of whom one has gone, a reader and a neighbour.
async fn peopled() -> City {
    let city = City::new().await;
    person(&city, 31, "pflege@umwelt.example", 1, Role::Steward).await;
    let gone = person(&city, 32, "frueher@umwelt.example", 1, Role::Steward).await;
    person(&city, 33, "liest@umwelt.example", 1, Role::Reader).await;
    person(&city, 34, "pflege@sport.example", 2, Role::Steward).await;
    let closed = Accounts::close(city.store.as_ref(), gone, &event(&city)).await;
    closed.unwrap();
    city
}

async fn connected(city: &City, promised_minutes: u32) -> ConnectionId {
    let new = NewConnection {
        organisation: "umwelt".to_owned(),
        connector: "http".to_owned(),
        words: ConnectionWords {
            name: "Pegel".to_owned(),
            settings: BTreeMap::from([("url".to_owned(), "https://pegel.example".to_owned())]),
            secrets: Secrets::default(),
            visibility: Visibility::Office,
            every_minutes: 60,
            promised_minutes,
        },
    };
    city.hub.connect(&steward(), new).await.unwrap()
}

async fn fails(city: &City, id: ConnectionId) {
    let error = FetchError::lasting("fetch_denied", "pegel.example 401");
    *city.systems.says.lock().unwrap() = Says::Fails(error);
    city.hub.fetch_and_wait(&steward(), id).await.unwrap();
}

#[tokio::test]
async fn who_looks_after_a_connection_is_reminded_once_when_it_becomes_late() {
    let city = peopled().await;
    let id = connected(&city, 24 * 60).await;
    city.clock.move_by(36);
    assert_eq!(city.hub.remind_of_late().await.unwrap(), 0);
    city.clock.move_by(1);
    assert_eq!(city.hub.remind_of_late().await.unwrap(), 1);
    let sent = city.post.taken();
    let [(to, language, reminder)] = sent.as_slice() else {
        panic!("{sent:?}");
    };
    assert_eq!(
        (to.as_str(), *language),
        ("pflege@umwelt.example", Language::De)
    );
    assert_eq!((reminder.connection, reminder.name.as_str()), (id, "Pegel"));
    assert_eq!(reminder.organisation, "umwelt");
    let promised_minutes = 1_440;
    assert_eq!(reminder.cause, ReminderCause::Late { promised_minutes });
    // It stays late: nobody is reminded again.
    city.clock.move_by(48);
    assert_eq!(city.hub.remind_of_late().await.unwrap(), 0);
    // It brings something and becomes late anew.
    *city.systems.says.lock().unwrap() = Says::Files(vec!["Pegel"], None);
    city.hub.fetch_and_wait(&steward(), id).await.unwrap();
    assert_eq!(city.hub.remind_of_late().await.unwrap(), 0);
    city.clock.move_by(37);
    assert_eq!(city.hub.remind_of_late().await.unwrap(), 1);
}

#[tokio::test]
async fn the_third_failure_in_a_row_is_told_and_no_other() {
    let city = peopled().await;
    let id = connected(&city, 0).await;
    for _ in 0..2 {
        fails(&city, id).await;
    }
    assert!(city.post.taken().is_empty());
    fails(&city, id).await;
    let sent = city.post.taken();
    assert_eq!(sent[0].2.cause, ReminderCause::Failing { times: 3 });
    fails(&city, id).await;
    assert!(city.post.taken().is_empty());
    *city.systems.says.lock().unwrap() = Says::Nothing;
    city.hub.fetch_and_wait(&steward(), id).await.unwrap();
    // Three more on the same day are not told again; on the next they are.
    for _ in 0..3 {
        fails(&city, id).await;
    }
    assert!(city.post.taken().is_empty());
    *city.systems.says.lock().unwrap() = Says::Nothing;
    city.hub.fetch_and_wait(&steward(), id).await.unwrap();
    city.clock.move_by(25);
    for _ in 0..3 {
        fails(&city, id).await;
    }
    assert_eq!(city.post.taken().len(), 1);
}

#[tokio::test]
async fn everybody_is_written_to_in_their_language() {
    let city = peopled().await;
    let english = AccountChange {
        language: Some(Language::En),
        ..AccountChange::default()
    };
    let id = AccountId::from_uuid(Uuid::from_u128(31));
    city.store.change(id, &english, &[]).await.unwrap();
    connected(&city, 60).await;
    city.clock.move_by(2);
    city.hub.remind_of_late().await.unwrap();
    assert_eq!(city.post.taken()[0].1, Language::En);
}

#[tokio::test]
async fn a_mail_server_that_does_not_answer_stops_nothing() {
    let city = peopled().await;
    let id = connected(&city, 60).await;
    city.post.breaks();
    city.clock.move_by(2);
    assert_eq!(city.hub.remind_of_late().await.unwrap(), 1);
    for _ in 0..3 {
        fails(&city, id).await;
    }
    let view = city.hub.connection(&steward(), id).await.unwrap();
    assert_eq!(view.runs.len(), 3);
}
