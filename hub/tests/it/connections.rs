//! Connections: kept by the office, fetched by the clock, written down.

use crate::city::{City, colleague, neighbour, steward};
use crate::fakes::Ending;
use crate::systems::Says;
use hebewerk_hub::ports::{Connections as _, FetchError, Secrets};
use hebewerk_hub::{ConnectionView, ConnectionWords, HubError, NewConnection};
use hebewerk_model::{ConnectionId, Failure as _, Principal, RunOutcome, Visibility};
use std::collections::BTreeMap;
use std::sync::atomic::Ordering;
use std::time::Duration;

fn words(url: &str, password: Option<&str>) -> ConnectionWords {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let secrets: BTreeMap<_, _> = password
        .map(|password| pair("password", password))
        .into_iter()
        .collect();
    ConnectionWords {
        name: "Pegel der Emscher".to_owned(),
        settings: BTreeMap::from([pair("url", url), pair("user", "hub")]),
        secrets: Secrets::new(secrets),
        visibility: Visibility::City,
        every_minutes: 60,
        promised_minutes: 0,
    }
}

fn new(url: &str) -> NewConnection {
    NewConnection {
        organisation: "umwelt".to_owned(),
        connector: "http".to_owned(),
        words: words(url, Some("geheim")),
    }
}

async fn connected(city: &City) -> ConnectionId {
    let new = new("https://pegel.example/a.csv");
    city.hub.connect(&steward(), new).await.unwrap()
}

async fn view(city: &City, id: ConnectionId) -> ConnectionView {
    city.hub.connection(&steward(), id).await.unwrap()
}

async fn fetch(city: &City, id: ConnectionId) {
    city.hub.fetch_and_wait(&steward(), id).await.unwrap();
}

#[tokio::test]
async fn what_is_fetched_becomes_a_dataset_and_the_next_fetch_its_next_version() {
    let city = City::new().await;
    let id = connected(&city).await;
    *city.systems.says.lock().unwrap() = Says::Files(vec!["Pegel"], Some("etag 1"));
    fetch(&city, id).await;
    let first = view(&city, id).await;
    assert_eq!(first.runs[0].outcome, RunOutcome::Delivered);
    assert_eq!(first.card.datasets.len(), 1);
    let dataset = &first.card.datasets[0];
    assert_eq!(dataset.slug.as_str(), "pegel_der_emscher");
    assert_eq!(dataset.description.title, "Pegel der Emscher");
    assert_eq!(dataset.visibility, Visibility::City);
    *city.systems.says.lock().unwrap() = Says::Files(vec!["Pegelstand"], Some("etag 2"));
    fetch(&city, id).await;
    let second = view(&city, id).await;
    assert_eq!(second.card.datasets.len(), 1);
    let versions = second
        .runs
        .iter()
        .map(|run| run.deliveries[0].version.unwrap().0);
    assert!(versions.eq([2, 1]));
    let asked = city.systems.asked.lock().unwrap();
    assert_eq!(asked[0].memory, None);
    assert_eq!(asked[1].memory.as_deref(), Some("etag 1"));
    assert_eq!(asked[1].secrets.get("password"), Some("geheim"));
    assert_eq!(asked[1].setting("user"), Some("hub"));
}

#[tokio::test]
async fn what_is_fetched_and_breaks_off_waits_behind_what_is_whole() {
    let city = City::new().await;
    let id = connected(&city).await;
    *city.systems.says.lock().unwrap() = Says::Files(vec!["Pegel"], Some("etag 1"));
    fetch(&city, id).await;
    city.reader.finds_a_cut.store(true, Ordering::Relaxed);
    *city.systems.says.lock().unwrap() = Says::Files(vec!["Pegelstand"], Some("etag 2"));
    fetch(&city, id).await;
    let seen = view(&city, id).await;
    assert_eq!(seen.runs[0].outcome, RunOutcome::Delivered);
    assert_eq!(seen.runs[0].deliveries[0].version, None);
    let waiting = city.hub.waiting(&steward()).await.unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].dataset.id, seen.card.datasets[0].id);
}

#[tokio::test]
async fn files_of_a_source_with_several_become_datasets_of_their_own() {
    let city = City::new().await;
    let id = connected(&city).await;
    *city.systems.says.lock().unwrap() = Says::Files(vec!["Nord", "Süd"], None);
    fetch(&city, id).await;
    fetch(&city, id).await;
    let view = view(&city, id).await;
    let mut slugs: Vec<_> = view
        .card
        .datasets
        .iter()
        .map(|set| set.slug.to_string())
        .collect();
    slugs.sort();
    assert_eq!(slugs, ["nord", "sued"]);
    assert_eq!(view.runs[0].outcome, RunOutcome::Unchanged);
}

#[tokio::test]
async fn a_failure_is_written_down_without_changing_anything_and_tried_again() {
    let city = City::new().await;
    let id = connected(&city).await;
    *city.systems.says.lock().unwrap() = Says::Files(vec!["Pegel"], Some("etag 1"));
    fetch(&city, id).await;
    let busy = FetchError::busy("pegel.example 429", Some(Duration::from_hours(5)));
    *city.systems.says.lock().unwrap() = Says::Fails(busy);
    fetch(&city, id).await;
    let seen = view(&city, id).await;
    let run = &seen.runs[0];
    assert_eq!(run.outcome, RunOutcome::Failed);
    assert_eq!(run.problem.as_deref(), Some("fetch_busy"));
    assert_eq!(run.details["detail"], "pegel.example 429");
    assert_eq!(
        city.store.memory(id).await.unwrap().as_deref(),
        Some("etag 1")
    );
    let now = hebewerk_hub::ports::Clock::now(city.clock.as_ref());
    let due = |hours: u64| city.store.due(now + Duration::from_hours(hours), 10);
    assert!(due(4).await.unwrap().is_empty());
    assert_eq!(due(5).await.unwrap()[0].failures, 1);
}

#[tokio::test]
async fn the_clock_begins_what_is_due_and_leaves_what_is_paused() {
    let city = City::new().await;
    city.steward_is_known().await;
    let id = connected(&city).await;
    let steward = &steward();
    city.hub.pause_connection(steward, id, true).await.unwrap();
    assert_eq!(city.hub.fetch_due().await.unwrap(), 0);
    city.hub.pause_connection(steward, id, false).await.unwrap();
    *city.systems.says.lock().unwrap() = Says::Waits;
    assert_eq!(city.hub.fetch_due().await.unwrap(), 1);
    city.systems.arrived.notified().await;
    // It is under way: neither the clock nor a person begins it a second time.
    assert_eq!(city.hub.fetch_due().await.unwrap(), 0);
    fetch(&city, id).await;
    let progress = view(&city, id).await.card.progress.unwrap();
    assert_eq!(
        (progress.stage, progress.done, progress.of),
        ("fetch", 1, Some(2))
    );
    let removed = city.hub.remove_connection(steward, id).await.unwrap_err();
    assert_eq!(removed.code(), "connection_under_way");
    city.hub.stop_fetch(steward, id).await.unwrap();
    while view(&city, id).await.card.progress.is_some() {
        tokio::task::yield_now().await;
    }
    let view = view(&city, id).await;
    assert_eq!(view.runs.len(), 1);
    assert_eq!(view.runs[0].outcome, RunOutcome::Stopped);
}

#[tokio::test]
async fn who_asks_for_a_fetch_sees_it_under_way_at_once() {
    let city = City::new().await;
    let id = connected(&city).await;
    *city.systems.says.lock().unwrap() = Says::Waits;
    city.hub.fetch_now(&steward(), id).await.unwrap();
    assert!(view(&city, id).await.card.progress.is_some());
}

#[tokio::test]
async fn what_came_long_ago_is_still_known_after_many_fetches_without_news() {
    let city = City::new().await;
    let id = connected(&city).await;
    *city.systems.says.lock().unwrap() = Says::Files(vec!["Pegel"], None);
    fetch(&city, id).await;
    *city.systems.says.lock().unwrap() = Says::Nothing;
    for _ in 0..60 {
        fetch(&city, id).await;
    }
    let view = view(&city, id).await;
    assert_eq!(view.runs.len(), 50);
    assert_eq!(view.card.datasets.len(), 1);
    assert!(view.card.punctuality.last_news.is_some());
    assert!(view.card.next.is_some());
}

#[tokio::test]
async fn a_fetch_cut_off_by_the_end_of_the_program_is_closed_at_the_next_start() {
    let city = City::new().await;
    city.steward_is_known().await;
    let id = connected(&city).await;
    *city.systems.says.lock().unwrap() = Says::Waits;
    city.hub.fetch_due().await.unwrap();
    city.systems.arrived.notified().await;
    assert_eq!(city.hub.close_unfinished_fetches().await.unwrap(), 1);
    let run = &view(&city, id).await.runs[0];
    assert_eq!(run.outcome, RunOutcome::Stopped);
    assert!(run.ended_at.is_some());
}

#[tokio::test]
async fn secrets_are_sealed_kept_and_never_sent_to_another_place() {
    let city = City::new().await;
    let steward = &steward();
    let id = connected(&city).await;
    let sealed = city.store.secrets(id).await.unwrap();
    assert_eq!(
        sealed["password"],
        format!("connection/{id}/password|mieheg")
    );
    assert_eq!(view(&city, id).await.sealed, ["password"]);
    let same_place = words("https://pegel.example/b.csv", None);
    let changed = city.hub.change_connection(steward, id, same_place).await;
    changed.unwrap();
    assert_eq!(city.store.secrets(id).await.unwrap(), sealed);
    for elsewhere in ["https://fremd.example/b.csv", "http://pegel.example/b.csv"] {
        let refused = city
            .hub
            .change_connection(steward, id, words(elsewhere, None))
            .await;
        assert_eq!(refused.unwrap_err().code(), "secrets_again");
        let mut tried = new(elsewhere);
        tried.words.secrets = Secrets::default();
        city.hub
            .try_connection(steward, &tried, Some(id))
            .await
            .unwrap();
        let asked = city.systems.asked.lock().unwrap().pop().unwrap();
        assert_eq!(asked.secrets.get("password"), None);
    }
    let again = words("https://fremd.example/b.csv", Some("neu"));
    city.hub
        .change_connection(steward, id, again)
        .await
        .unwrap();
    assert_ne!(city.store.secrets(id).await.unwrap(), sealed);
    let debug = format!("{:?}", words("x", Some("geheim")));
    assert!(!debug.contains("geheim"), "{debug}");
}

#[tokio::test]
async fn a_secret_that_shall_go_is_kept_no_longer_and_used_no_more() {
    let city = City::new().await;
    let steward = &steward();
    let id = connected(&city).await;
    let without = |url: &str, password: Option<&str>| {
        let words = words(url, password);
        ConnectionWords {
            secrets: words.secrets.clone().forgetting(["password".to_owned()]),
            ..words
        }
    };
    let here = "https://pegel.example/a.csv";
    let mut tried = new(here);
    tried.words = without(here, None);
    let hub = &city.hub;
    hub.try_connection(steward, &tried, Some(id)).await.unwrap();
    let asked = city.systems.asked.lock().unwrap().pop().unwrap();
    assert_eq!(asked.secrets.get("password"), None);
    assert_eq!(view(&city, id).await.sealed, ["password"]);
    // One that is given in its place replaces it.
    let replaced = without(here, Some("neu"));
    hub.change_connection(steward, id, replaced).await.unwrap();
    assert_eq!(view(&city, id).await.sealed, ["password"]);
    // At another address none has to be given again when none shall be there.
    let gone = without("https://offen.example/a.csv", None);
    hub.change_connection(steward, id, gone).await.unwrap();
    assert!(view(&city, id).await.sealed.is_empty());
    fetch(&city, id).await;
    let asked = city.systems.asked.lock().unwrap().pop().unwrap();
    assert_eq!(asked.secrets.get("password"), None);
}

#[tokio::test]
async fn only_the_office_knows_its_connections_and_only_stewards_change_them() {
    let city = City::new().await;
    let id = connected(&city).await;
    for stranger in [Principal::Anonymous, neighbour()] {
        assert!(city.hub.connections(&stranger).await.unwrap().is_empty());
        let hidden = city.hub.connection(&stranger, id).await.unwrap_err();
        assert!(matches!(hidden, HubError::NotFound { .. }), "{hidden:?}");
        assert!(
            city.hub
                .connect(&stranger, new("https://a.example"))
                .await
                .is_err()
        );
        assert!(city.hub.fetch_now(&stranger, id).await.is_err());
        let new = new("https://a.example");
        assert!(
            city.hub
                .try_connection(&stranger, &new, None)
                .await
                .is_err()
        );
    }
    assert_eq!(city.hub.connections(&colleague()).await.unwrap().len(), 1);
    let (colleague, words) = (colleague(), words("https://a.example", None));
    let changed = city.hub.change_connection(&colleague, id, words).await;
    assert!(matches!(changed, Err(HubError::Refused(_))));
    assert!(city.hub.fetch_now(&colleague, id).await.is_err());
    assert!(city.systems.asked.lock().unwrap().is_empty());
    assert_eq!(
        city.hub
            .connections(&Principal::Operator)
            .await
            .unwrap()
            .len(),
        1
    );
}

#[tokio::test]
async fn answers_that_are_missing_are_refused_before_anything_is_kept() {
    let city = City::new().await;
    let steward = &steward();
    let refused = async |new: NewConnection| {
        let error = city.hub.connect(steward, new).await.unwrap_err();
        error.code()
    };
    assert_eq!(refused(new("  ")).await, "answer_missing");
    let mut nameless = new("https://a.example");
    nameless.words.name = " ".to_owned();
    assert_eq!(refused(nameless).await, "connection_name");
    let mut unknown = new("https://a.example");
    unknown.connector = "brieftaube".to_owned();
    assert_eq!(refused(unknown).await, "connector");
    let mut never = new("https://a.example");
    never.words.every_minutes = u32::MAX;
    assert_eq!(refused(never).await, "rhythm");
    assert!(city.hub.connections(steward).await.unwrap().is_empty());
}

#[tokio::test]
async fn what_a_connector_does_not_ask_is_refused_with_what_it_does() {
    let city = City::new().await;
    let told = |new: NewConnection| async {
        let error = city.hub.connect(&steward(), new).await.unwrap_err();
        (error.code(), error.parameters())
    };
    let mut misspelt = new("https://pegel.example/a.csv");
    let settings = &mut misspelt.words.settings;
    settings.insert("usre".to_owned(), "hub".to_owned());
    let (code, parameters) = told(misspelt).await;
    assert_eq!(code, "unknown_setting");
    let expected = [("name", "usre"), ("known", "url, user")];
    assert_eq!(
        parameters,
        expected.map(|(name, text)| (name, text.to_owned()))
    );
    let mut in_the_open = new("https://pegel.example/a.csv");
    let settings = &mut in_the_open.words.settings;
    settings.insert("password".to_owned(), "geheim".to_owned());
    assert_eq!(told(in_the_open).await.0, "unknown_setting");
    let mut secret = new("https://pegel.example/a.csv");
    let given = BTreeMap::from([("url".to_owned(), "geheim".to_owned())]);
    secret.words.secrets = Secrets::new(given);
    let (code, parameters) = told(secret).await;
    assert_eq!(
        (code, parameters[1].1.as_str()),
        ("unknown_setting", "password")
    );
}

#[tokio::test]
async fn two_connections_of_an_office_have_different_names() {
    let city = City::new().await;
    let first = connected(&city).await;
    let mut second = new("https://pegel.example/b.csv");
    second.words.name = " pegel der EMSCHER ".to_owned();
    let error = city
        .hub
        .connect(&steward(), second.clone())
        .await
        .unwrap_err();
    assert_eq!(error.code(), "connection_name_taken");
    second.words.name = "Pegel der Ruhr".to_owned();
    let second = city.hub.connect(&steward(), second).await.unwrap();
    let taken = words("https://pegel.example/b.csv", Some("geheim"));
    let change = city.hub.change_connection(&steward(), second, taken).await;
    assert_eq!(change.unwrap_err().code(), "connection_name_taken");
    // Its own name it may keep.
    let own = words("https://pegel.example/c.csv", Some("geheim"));
    city.hub
        .change_connection(&steward(), first, own)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_sealed_office_connects_nothing_for_the_city() {
    let city = City::new().await;
    let mut office = city.hub.organisation("umwelt").await.unwrap();
    office.sealed = true;
    let sealed = city.hub.save_organisation(&Principal::Operator, office);
    sealed.await.unwrap();
    let mut wide = new("https://pegel.example/a.csv");
    wide.words.visibility = Visibility::City;
    let error = city.hub.connect(&steward(), wide.clone()).await;
    assert_eq!(error.unwrap_err().code(), "sealed_from_city");
    wide.words.visibility = Visibility::Office;
    city.hub.connect(&steward(), wide).await.unwrap();
}

#[tokio::test]
async fn what_comes_and_is_no_table_is_a_failure_until_a_table_comes_again() {
    let city = City::new().await;
    let id = connected(&city).await;
    *city.systems.says.lock().unwrap() = Says::Files(vec!["Pegel"], Some("etag 1"));
    fetch(&city, id).await;
    *city.reader.ending.lock().unwrap() = Ending::Damage;
    *city.systems.says.lock().unwrap() = Says::Files(vec!["Anmelden"], Some("etag 2"));
    for _ in 0..2 {
        fetch(&city, id).await;
        let seen = view(&city, id).await;
        assert_eq!(seen.runs[0].outcome, RunOutcome::Failed);
        assert_eq!(seen.runs[0].problem.as_deref(), Some("fetch_unreadable"));
        assert_eq!(seen.runs[0].deliveries.len(), 1);
    }
    let memory = city.store.memory(id).await.unwrap();
    assert_eq!(memory.as_deref(), Some("etag 1"));
    *city.reader.ending.lock().unwrap() = Ending::Well;
    *city.systems.says.lock().unwrap() = Says::Files(vec!["Pegelstand"], Some("etag 3"));
    fetch(&city, id).await;
    let seen = view(&city, id).await;
    assert_eq!(seen.runs[0].outcome, RunOutcome::Delivered);
    assert_eq!(seen.runs[0].deliveries[0].version.unwrap().0, 2);
}
