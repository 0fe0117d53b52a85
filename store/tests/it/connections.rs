//! Connections, their sealed secrets and their log.

use crate::city;
use crate::place::Place;
use hebewerk_hub::ports::{
    Accounts, ConnectionHistory, Connections, Event, Journal, Organisations, SecondFactors,
    StoreError,
};
use hebewerk_model::*;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::time::Duration;
use uuid::Uuid;

on_both_databases!(
    what_is_kept_comes_back_and_secrets_stay_where_none_is_given,
    a_secret_named_as_empty_is_kept_no_longer,
    all_secrets_are_sealed_anew_or_none,
    who_made_a_connection_is_kept_and_only_their_right_pauses_it,
    what_a_fetch_left_is_forgotten_with_the_address,
    the_longest_overdue_comes_first,
    fetches_are_written_down_and_old_ones_forgotten,
    news_outlives_the_silence_after_it,
    when_a_fetch_is_due_is_told,
    what_happened_to_all_connections_is_read_at_once,
    a_connection_goes_with_its_log,
    a_reminder_is_noted_once,
);

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + seconds).unwrap()
}

fn event() -> Event {
    Event::new(at(0), "connect", "steward_maintains", Door::Pages)
}

fn id(number: u128) -> ConnectionId {
    ConnectionId::from_uuid(Uuid::from_u128(number))
}

async fn connection(place: &Place, number: u128) -> Connection {
    let organisation = city::organisation(1, "Umwelt");
    let known = Organisations::get(&place.store, organisation.id).await;
    if known.unwrap().is_none() {
        let saved = Organisations::save(&place.store, &organisation, &[]).await;
        saved.unwrap();
    }
    Connection {
        id: id(number),
        organisation: organisation.id,
        name: format!("Pegel {number}"),
        connector: "http".to_owned(),
        settings: BTreeMap::from([("url".to_owned(), "https://pegel.example".to_owned())]),
        visibility: Visibility::City,
        rhythm: Rhythm::Every(60),
        promised_minutes: Some(1_440),
        paused: false,
        pause_reason: None,
        maker: Maker::Unknown,
        created_at: at(0),
        updated_at: at(1),
    }
}

fn secrets(password: &str) -> BTreeMap<String, String> {
    BTreeMap::from([("password".to_owned(), password.to_owned())])
}

async fn save(place: &Place, connection: &Connection, next: Option<Timestamp>) {
    let nothing = BTreeMap::new();
    let saved = Connections::save(&place.store, connection, &nothing, next, &event()).await;
    saved.unwrap();
}

fn run(number: u128, connection: ConnectionId, started: i64) -> ConnectionRun {
    ConnectionRun {
        id: ConnectionRunId::from_uuid(Uuid::from_u128(number)),
        connection,
        started_at: at(started),
        ended_at: None,
        outcome: RunOutcome::Running,
        problem: None,
        details: BTreeMap::new(),
        bytes: 0,
        deliveries: Vec::new(),
    }
}

async fn what_is_kept_comes_back_and_secrets_stay_where_none_is_given(place: &Place) {
    let mut kept = connection(place, 1).await;
    let sealed = secrets("x1:abc");
    let store = &place.store;
    let saved = Connections::save(store, &kept, &sealed, Some(at(5)), &event()).await;
    saved.unwrap();
    let found = Connections::get(store, kept.id).await;
    assert_eq!(found.unwrap().as_ref(), Some(&kept));
    kept.name = "Pegel Süd".to_owned();
    kept.promised_minutes = None;
    kept.rhythm = Rhythm::ByHand;
    save(place, &kept, None).await;
    assert_eq!(store.secrets(kept.id).await.unwrap(), sealed);
    assert_eq!(Connections::list(store).await.unwrap(), [kept]);
}

async fn a_secret_named_as_empty_is_kept_no_longer(place: &Place) {
    let kept = connection(place, 1).await;
    let store = &place.store;
    let mut sealed = secrets("x1:abc");
    sealed.insert("token".to_owned(), "x1:def".to_owned());
    let saved = Connections::save(store, &kept, &sealed, None, &event()).await;
    saved.unwrap();
    let saved = Connections::save(store, &kept, &secrets(""), None, &event()).await;
    saved.unwrap();
    sealed.remove("password");
    assert_eq!(store.secrets(kept.id).await.unwrap(), sealed);
}

async fn all_secrets_are_sealed_anew_or_none(place: &Place) {
    let store = &place.store;
    let kept = connection(place, 1).await;
    let mut sealed = secrets("old");
    sealed.insert("token".to_owned(), "lost".to_owned());
    Connections::save(store, &kept, &sealed, None, &event())
        .await
        .unwrap();
    let anna = city::account(11, "anna@umwelt.example", "Anna");
    Accounts::add(store, &anna, "hash", &event()).await.unwrap();
    SecondFactors::start(store, anna.id, "old", at(0))
        .await
        .unwrap();
    let entries = async || Journal::newest(store, 9).await.unwrap().len();
    let before = entries().await;
    let broken = |purpose: &str, _sealed: &str| {
        if purpose.starts_with("connection/") {
            Err(StoreError::Conflict { what: "a test" })
        } else {
            Ok(Some("half".to_owned()))
        }
    };
    store.reseal(&broken, &event()).await.unwrap_err();
    assert_eq!(store.secrets(kept.id).await.unwrap(), sealed);
    let factor = async || SecondFactors::get(store, anna.id).await.unwrap().unwrap();
    assert_eq!(factor().await.sealed, "old");
    assert_eq!(entries().await, before, "nothing is on record either");

    let anew =
        |purpose: &str, sealed: &str| Ok((sealed == "old").then(|| format!("new {purpose}")));
    let done = store.reseal(&anew, &event()).await.unwrap();
    assert_eq!((done.secrets, done.unopened), (2, 1));
    let now = store.secrets(kept.id).await.unwrap();
    assert_eq!(
        now["password"],
        format!("new connection/{}/password", kept.id)
    );
    assert_eq!(now["token"], "lost");
    let expected = format!("new second_factor/{}", anna.id);
    assert_eq!(factor().await.sealed, expected);
    assert_eq!(entries().await, before + 1);
}

async fn who_made_a_connection_is_kept_and_only_their_right_pauses_it(place: &Place) {
    let mut kept = connection(place, 1).await;
    let store = &place.store;
    let found = async || Connections::get(store, kept.id).await.unwrap().unwrap();
    for maker in [Maker::Unknown, Maker::Operator] {
        let made = Connection {
            maker,
            ..kept.clone()
        };
        save(place, &made, Some(at(5))).await;
        assert_eq!(found().await, made);
    }
    kept.maker = Maker::Account(AccountId::from_uuid(Uuid::from_u128(11)));
    save(place, &kept, Some(at(5))).await;
    let reason = PauseReason::MakerWithoutRight;
    let written = Journal::newest(store, 99).await.unwrap().len();
    // Somebody else has taken it over meanwhile: the right of the one before is no matter any more.
    let before = Connection {
        maker: Maker::Account(AccountId::from_uuid(Uuid::from_u128(12))),
        ..kept.clone()
    };
    assert!(!store.pause_for(&before, reason, &event()).await.unwrap());
    assert_eq!(Journal::newest(store, 99).await.unwrap().len(), written);
    assert!(store.pause_for(&kept, reason, &event()).await.unwrap());
    assert_eq!(Journal::newest(store, 99).await.unwrap().len(), written + 1);
    let paused = Connections::get(store, kept.id).await.unwrap().unwrap();
    assert_eq!((paused.paused, paused.pause_reason), (true, Some(reason)));
    assert!(store.due(at(9), 9).await.unwrap().is_empty());
    assert!(!store.pause_for(&kept, reason, &event()).await.unwrap());
    // Who saves it anew takes the reason away.
    save(place, &kept, Some(at(5))).await;
    assert_eq!(
        Connections::get(store, kept.id).await.unwrap(),
        Some(kept.clone())
    );
}

async fn what_a_fetch_left_is_forgotten_with_the_address(place: &Place) {
    let mut kept = connection(place, 1).await;
    save(place, &kept, None).await;
    let first = run(1, kept.id, 10);
    place.store.begin(&first).await.unwrap();
    place
        .store
        .end(&first, Some("etag"), None, 0)
        .await
        .unwrap();
    place.store.end(&first, None, None, 0).await.unwrap();
    let memory = async || place.store.memory(kept.id).await.unwrap();
    assert_eq!(memory().await.as_deref(), Some("etag"));
    kept.name = "Anders".to_owned();
    save(place, &kept, None).await;
    assert_eq!(
        place.store.memory(kept.id).await.unwrap().as_deref(),
        Some("etag")
    );
    kept.settings
        .insert("url".to_owned(), "https://neu.example".to_owned());
    save(place, &kept, None).await;
    assert_eq!(place.store.memory(kept.id).await.unwrap(), None);
}

async fn the_longest_overdue_comes_first(place: &Place) {
    for (number, due) in [(1, Some(30)), (2, Some(10)), (3, Some(99)), (4, None)] {
        let kept = connection(place, number).await;
        save(place, &kept, due.map(at)).await;
    }
    let paused = Connection {
        paused: true,
        ..connection(place, 5).await
    };
    save(place, &paused, Some(at(1))).await;
    let due = place.store.due(at(30), 10).await.unwrap();
    let ids: Vec<_> = due.iter().map(|due| due.connection.id).collect();
    assert_eq!(ids, [id(2), id(1)]);
    let failed = run(1, id(2), 30);
    place.store.begin(&failed).await.unwrap();
    place
        .store
        .end(&failed, None, Some(at(20)), 3)
        .await
        .unwrap();
    let due = place.store.due(at(30), 1).await.unwrap();
    assert_eq!((due[0].connection.id, due[0].failures), (id(2), 3));
}

async fn fetches_are_written_down_and_old_ones_forgotten(place: &Place) {
    let kept = connection(place, 1).await;
    save(place, &kept, None).await;
    let store = &place.store;
    let mut first = run(1, kept.id, 10);
    store.begin(&first).await.unwrap();
    assert_eq!(
        store.runs(kept.id, 9).await.unwrap(),
        std::slice::from_ref(&first)
    );
    assert_eq!(store.close_unfinished(at(11)).await.unwrap(), 1);
    first.ended_at = Some(at(12));
    first.outcome = RunOutcome::Delivered;
    first.bytes = 1_234;
    first.details.insert("detail".to_owned(), "ä".to_owned());
    first.deliveries.push(RunDelivery {
        dataset: DatasetId::from_uuid(Uuid::from_u128(7)),
        delivery: DeliveryId::from_uuid(Uuid::from_u128(8)),
        version: Some(VersionNumber(3)),
        rows: 99,
        changes: None,
    });
    store.end(&first, None, None, 0).await.unwrap();
    assert_eq!(store.runs(kept.id, 9).await.unwrap(), [first]);
    for number in 2..=502 {
        let later = run(number, kept.id, number as i64 * 10);
        store.begin(&later).await.unwrap();
    }
    let last = run(502, kept.id, 5_020);
    store.end(&last, None, None, 0).await.unwrap();
    let runs = store.runs(kept.id, 1_000).await.unwrap();
    // The one with news is beyond the count.
    assert_eq!((runs.len(), runs[0].started_at), (501, at(5_020)));
}

async fn news_outlives_the_silence_after_it(place: &Place) {
    let kept = connection(place, 1).await;
    save(place, &kept, None).await;
    let store = &place.store;
    let delivered = ConnectionRun {
        outcome: RunOutcome::Delivered,
        ..run(1, kept.id, 10)
    };
    store.begin(&delivered).await.unwrap();
    for number in 2..=502 {
        let silent = ConnectionRun {
            outcome: RunOutcome::Unchanged,
            ..run(number, kept.id, number as i64 * 10)
        };
        store.begin(&silent).await.unwrap();
    }
    let last = run(503, kept.id, 5_030);
    store.begin(&last).await.unwrap();
    store.end(&last, None, None, 0).await.unwrap();
    assert_eq!(store.news(kept.id, 9).await.unwrap(), [delivered]);
}

async fn when_a_fetch_is_due_is_told(place: &Place) {
    let kept = connection(place, 1).await;
    let next = async |of: ConnectionId| {
        let histories = place.store.histories(Some(of), 9).await.unwrap();
        histories.get(&of).map(|history| history.next)
    };
    save(place, &kept, Some(at(7))).await;
    assert_eq!(next(kept.id).await, Some(Some(at(7))));
    save(place, &kept, None).await;
    assert_eq!(next(kept.id).await, Some(None));
    assert_eq!(next(id(9)).await, None);
}

async fn what_happened_to_all_connections_is_read_at_once(place: &Place) {
    let (one, other) = (connection(place, 1).await, connection(place, 2).await);
    save(place, &one, None).await;
    save(place, &other, Some(at(7))).await;
    let of = |number: u128, connection, outcome| ConnectionRun {
        outcome,
        ..run(number, connection, number as i64)
    };
    let runs = [
        of(1, one.id, RunOutcome::Delivered),
        of(2, one.id, RunOutcome::Delivered),
        of(3, one.id, RunOutcome::Delivered),
        of(4, one.id, RunOutcome::Failed),
        of(5, other.id, RunOutcome::Delivered),
    ];
    for run in &runs {
        place.store.begin(run).await.unwrap();
    }
    let histories = place.store.histories(None, 2).await.unwrap();
    let [_, second, third, failed, fifth] = runs;
    let expected = [
        (
            one.id,
            ConnectionHistory {
                last: Some(failed),
                news: vec![third, second],
                next: None,
            },
        ),
        (
            other.id,
            ConnectionHistory {
                last: Some(fifth.clone()),
                news: vec![fifth],
                next: Some(at(7)),
            },
        ),
    ];
    assert_eq!(histories, BTreeMap::from(expected));
    let only = place.store.histories(Some(other.id), 2).await.unwrap();
    assert_eq!(only.into_keys().collect::<Vec<_>>(), [other.id]);
}

async fn a_connection_goes_with_its_log(place: &Place) {
    let kept = connection(place, 1).await;
    save(place, &kept, None).await;
    place.store.begin(&run(1, kept.id, 1)).await.unwrap();
    Connections::remove(&place.store, kept.id, &event())
        .await
        .unwrap();
    let gone = Connections::get(&place.store, kept.id).await;
    assert_eq!(gone.unwrap(), None);
    assert!(place.store.runs(kept.id, 9).await.unwrap().is_empty());
    let later = Duration::from_secs(9);
    assert!(place.store.due(at(0) + later, 9).await.unwrap().is_empty());
}

async fn a_reminder_is_noted_once(place: &Place) {
    let pegel = connection(place, 1).await;
    save(place, &pegel, None).await;
    let note = |now, not_after| place.store.note_reminder(pegel.id, at(now), at(not_after));
    assert!(note(100, 0).await.unwrap());
    assert!(!note(200, 99).await.unwrap());
    assert!(note(300, 100).await.unwrap());
    // A change of the connection is no reason to remind again.
    save(place, &pegel, None).await;
    assert!(!note(400, 200).await.unwrap());
    let unknown = place.store.note_reminder(id(9), at(500), at(400)).await;
    assert!(!unknown.unwrap());
}
