//! A delivery that breaks what was built on the version before waits for a steward.

use crate::city::{City, colleague, neighbour, steward};
use hebewerk_hub::ports::{Datasets as _, HeldVersions as _, Versions};
use hebewerk_hub::{Acceptance, Corrections, HubError, OnDrift, TakeIn, TakenIn};
use hebewerk_model::{
    ColumnRecipe, ColumnType, DeliveryId, DeliveryOutcome, DriftKind, Failure as _, Kind,
    Principal, Recipe, TableRecipe, Visibility,
};
use std::sync::atomic::Ordering;

/// A delivery nobody looks at.
fn unseen(city: &City, name: &str, tables: &[&str]) -> TakeIn {
    TakeIn {
        on_drift: OnDrift::Hold,
        ..city.file(name, tables)
    }
}

/// The trees, and a delivery that calls the column `art` otherwise.
async fn waiting_trees() -> (City, TakenIn) {
    let city = City::new().await;
    city.trees(Visibility::Public).await;
    city.reader.renames.store(true, Ordering::Relaxed);
    let held = city.take_in(unseen(&city, "Bäume.csv", &["Bäume "])).await;
    (city, held)
}

fn accepted(delivery: DeliveryId, keep: &[&str]) -> Acceptance {
    Acceptance {
        delivery,
        keep_names: keep.iter().map(|name| (*name).to_owned()).collect(),
    }
}

async fn accept(city: &City, who: &Principal, acceptance: Acceptance) -> Result<TakenIn, HubError> {
    city.hub
        .accept_held(who, "umwelt", "baeume", acceptance)
        .await
}

async fn outcomes(city: &City, of: &TakenIn) -> Vec<DeliveryOutcome> {
    let deliveries = city.store.deliveries(of.dataset.id, 9).await.unwrap();
    deliveries.iter().map(|one| one.outcome).collect()
}

async fn columns(city: &City, of: &TakenIn) -> Vec<String> {
    let newest = Versions::get(city.store.as_ref(), of.dataset.id, None).await;
    let newest = newest.unwrap().unwrap();
    let tables = city.store.tables(newest.id).await.unwrap();
    let columns = tables[0].columns.iter();
    columns.map(|column| column.name.clone()).collect()
}

#[tokio::test]
async fn a_renamed_column_waits_and_the_version_before_goes_on_to_hold() {
    let (city, held) = waiting_trees().await;
    assert_eq!(held.delivery.outcome, DeliveryOutcome::Held);
    assert_eq!(held.version, None);
    assert_eq!(columns(&city, &held).await, ["art", "meldende_person"]);
    let codes: Vec<_> = held
        .findings
        .iter()
        .map(|finding| finding.code.as_str().to_owned())
        .collect();
    assert!(codes.contains(&"drift_column_renamed".to_owned()));
    let view = city
        .hub
        .show(&steward(), "umwelt", "baeume", None)
        .await
        .unwrap();
    assert_eq!(view.version.unwrap().number.0, 1);
    let told = view.held.unwrap();
    assert_eq!((told.waiting.rows_before, told.waiting.rows_after), (1, 1));
    assert_eq!(told.waiting.holds.0, 1);
    assert_eq!(told.waiting.drifts[0].kind, DriftKind::ColumnRenamed);
    assert_eq!(told.examples[0].before, ["Erna"]);
    assert_eq!(told.examples[0].after, ["Erna"]);
    assert_eq!(city.audit().await[0].action, "take_in");
}

#[tokio::test]
async fn what_waits_is_told_to_the_stewards_of_its_office_only() {
    let (city, held) = waiting_trees().await;
    for (who, expected) in [
        (steward(), 1),
        (colleague(), 0),
        (neighbour(), 0),
        (Principal::Anonymous, 0),
        (Principal::Operator, 1),
    ] {
        let waiting = city.hub.waiting(&who).await.unwrap();
        assert_eq!(waiting.len(), expected, "{who:?}");
        let view = city.hub.show(&who, "umwelt", "baeume", None).await.unwrap();
        assert_eq!(view.held.is_some(), expected == 1, "{who:?}");
    }
    for who in [colleague(), neighbour(), Principal::Anonymous] {
        let delivery = held.delivery.id;
        let refused = accept(&city, &who, accepted(delivery, &[])).await;
        assert!(matches!(refused, Err(HubError::Refused(_))), "{who:?}");
        let refused = city.hub.refuse_held(&who, "umwelt", "baeume", delivery);
        assert!(matches!(refused.await, Err(HubError::Refused(_))));
        let told = city.hub.held(&who, "umwelt", "baeume").await;
        assert!(matches!(told, Err(HubError::Refused(_))));
        let set = city.hub.set_takes_all(&who, "umwelt", "baeume", true).await;
        assert!(matches!(set, Err(HubError::Refused(_))));
    }
    assert_eq!(columns(&city, &held).await, ["art", "meldende_person"]);
}

#[tokio::test]
async fn accepting_makes_current_what_was_stored_and_is_on_record() {
    let (city, held) = waiting_trees().await;
    city.clock.move_by(5);
    let acceptance = accepted(held.delivery.id, &[]);
    let taken = accept(&city, &steward(), acceptance.clone()).await.unwrap();
    let version = taken.version.clone().unwrap();
    assert_eq!(version.number.0, 2);
    assert_eq!(version.delivery, held.delivery.id);
    assert!(version.created_at > held.delivery.received_at);
    assert_eq!(columns(&city, &held).await, ["baumart", "meldende_person"]);
    assert_eq!(
        outcomes(&city, &held).await,
        [DeliveryOutcome::Version, DeliveryOutcome::Version]
    );
    let findings = city.store.findings(held.delivery.id).await.unwrap();
    assert_eq!(findings.len(), held.findings.len());
    assert_eq!(city.audit().await[0].action, "accept_version");
    assert!(city.hub.waiting(&steward()).await.unwrap().is_empty());
    // Whoever decides a second time has not seen that it was decided.
    let again = accept(&city, &steward(), acceptance).await.unwrap_err();
    assert_eq!((again.kind(), again.code()), (Kind::Conflict, "conflict"));
}

#[tokio::test]
async fn a_name_that_is_kept_is_kept_by_the_next_delivery_too() {
    let (city, held) = waiting_trees().await;
    let unknown = accept(&city, &steward(), accepted(held.delivery.id, &["hoehe"])).await;
    assert_eq!(unknown.unwrap_err().kind(), Kind::NotFound);
    let taken = accept(&city, &steward(), accepted(held.delivery.id, &["art"]))
        .await
        .unwrap();
    assert_eq!(taken.version.unwrap().delivery, held.delivery.id);
    assert_eq!(columns(&city, &held).await, ["art", "meldende_person"]);
    let next = city.take_in(unseen(&city, "Bäume.csv", &["Bäume  "])).await;
    assert_eq!(next.version.unwrap().number.0, 3);
    assert_eq!(columns(&city, &held).await, ["art", "meldende_person"]);
    let recipe = city.store.recipe(held.dataset.id).await.unwrap();
    let column = &recipe.tables[0].columns[0];
    assert_eq!(
        (column.label.as_str(), column.name.as_deref()),
        ("baumart", Some("art"))
    );
}

#[tokio::test]
async fn what_was_said_of_a_column_holds_under_its_new_heading() {
    let city = City::new().await;
    city.trees(Visibility::Public).await;
    let said = ColumnRecipe {
        label: "art".to_owned(),
        column_type: Some(ColumnType::Text),
        ..ColumnRecipe::default()
    };
    let mut request = unseen(&city, "Bäume.csv", &["Bäume  "]);
    request.corrections = Corrections::KeptWith(Recipe {
        tables: vec![TableRecipe {
            columns: vec![said.clone()],
            ..TableRecipe::default()
        }],
    });
    city.take_in(request).await;
    city.reader.renames.store(true, Ordering::Relaxed);
    let held = city.take_in(unseen(&city, "Bäume.csv", &["Bäume "])).await;
    accept(&city, &steward(), accepted(held.delivery.id, &["art"]))
        .await
        .unwrap();
    let recipe = city.store.recipe(held.dataset.id).await.unwrap();
    let renamed = ColumnRecipe {
        label: "baumart".to_owned(),
        name: Some("art".to_owned()),
        ..said.clone()
    };
    assert_eq!(recipe.tables[0].columns, [said, renamed]);
}

#[tokio::test]
async fn refusing_keeps_the_raw_file_and_the_same_file_does_not_ask_again() {
    let (city, held) = waiting_trees().await;
    let delivery = held.delivery.id;
    city.hub
        .refuse_held(&steward(), "umwelt", "baeume", delivery)
        .await
        .unwrap();
    assert_eq!(
        outcomes(&city, &held).await,
        [DeliveryOutcome::Refused, DeliveryOutcome::Version]
    );
    assert_eq!(city.audit().await[0].action, "refuse_version");
    assert_eq!(columns(&city, &held).await, ["art", "meldende_person"]);
    let raw = city
        .hub
        .raw(&steward(), "umwelt", "baeume", delivery, None)
        .await;
    assert!(raw.is_ok());
    let again = city.take_in(unseen(&city, "Bäume.csv", &["Bäume "])).await;
    assert_eq!(again.delivery.outcome, DeliveryOutcome::Refused);
    assert_eq!(again.delivery.id, delivery);
    assert!(city.hub.waiting(&steward()).await.unwrap().is_empty());
    // Who has seen it and brings it again means it.
    let meant = city.take_in(city.file("Bäume.csv", &["Bäume "])).await;
    assert_eq!(meant.version.unwrap().number.0, 2);
}

#[tokio::test]
async fn the_same_file_waits_once_and_a_newer_one_takes_its_place() {
    let (city, held) = waiting_trees().await;
    let again = city.take_in(unseen(&city, "Bäume.csv", &["Bäume "])).await;
    assert_eq!(again.delivery.id, held.delivery.id);
    let newer = city.take_in(unseen(&city, "Bäume.csv", &["Bäume  "])).await;
    assert_eq!(newer.delivery.outcome, DeliveryOutcome::Held);
    assert_eq!(
        outcomes(&city, &held).await,
        [
            DeliveryOutcome::Held,
            DeliveryOutcome::Overtaken,
            DeliveryOutcome::Version
        ]
    );
    let late = accept(&city, &steward(), accepted(held.delivery.id, &[])).await;
    assert_eq!(late.unwrap_err().kind(), Kind::Conflict);
    accept(&city, &steward(), accepted(newer.delivery.id, &[]))
        .await
        .unwrap();
}

#[tokio::test]
async fn what_becomes_current_meanwhile_overtakes_what_waits() {
    let (city, held) = waiting_trees().await;
    city.reader.renames.store(false, Ordering::Relaxed);
    let next = city
        .take_in(unseen(&city, "Bäume.csv", &["Bäume   "]))
        .await;
    assert_eq!(next.version.unwrap().number.0, 2);
    assert_eq!(outcomes(&city, &held).await[1], DeliveryOutcome::Overtaken);
    assert!(city.hub.waiting(&steward()).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_dataset_that_takes_everything_and_one_that_is_new_wait_for_nobody() {
    let city = City::new().await;
    let first = city.take_in(unseen(&city, "Bäume.csv", &["Bäume"])).await;
    assert_eq!(first.version.unwrap().number.0, 1);
    city.hub
        .set_takes_all(&steward(), "umwelt", "baeume", true)
        .await
        .unwrap();
    assert_eq!(city.audit().await[0].action, "take_all_versions");
    city.reader.renames.store(true, Ordering::Relaxed);
    let second = city.take_in(unseen(&city, "Bäume.csv", &["Bäume "])).await;
    let version = second.version.unwrap();
    assert_eq!(version.number.0, 2);
    let codes: Vec<_> = second.findings.iter().map(|it| it.code.as_str()).collect();
    assert!(codes.contains(&"drift_column_renamed"), "{codes:?}");
    assert!(
        city.hub
            .takes_all(&steward(), "umwelt", "baeume")
            .await
            .unwrap()
    );
}

#[tokio::test]
async fn what_a_recipe_has_just_been_told_waits_for_nobody() {
    let city = City::new().await;
    city.trees(Visibility::Office).await;
    let mut request = unseen(&city, "Bäume.csv", &["Bäume "]);
    let recipe = crate::city::without_person("");
    request.corrections = Corrections::KeptWith(recipe);
    let taken = city.take_in(request).await;
    assert_eq!(taken.version.as_ref().unwrap().number.0, 2);
    assert_eq!(columns(&city, &taken).await, ["art"]);
    assert_ne!(
        city.store.recipe(taken.dataset.id).await.unwrap(),
        Recipe::default()
    );
}

#[tokio::test]
async fn the_recipe_of_what_waits_is_kept_when_it_is_accepted_and_not_before() {
    let (city, first) = waiting_trees().await;
    let mut request = unseen(&city, "Bäume.csv", &["Bäume  "]);
    let mut recipe = crate::city::without_person("");
    recipe.tables[0].columns.clear();
    recipe.tables[0].delimiter = Some("|".to_owned());
    request.corrections = Corrections::KeptWith(recipe.clone());
    let held = city.take_in(request).await;
    let kept = city.store.recipe(first.dataset.id).await.unwrap();
    assert_eq!(kept, Recipe::default());
    accept(&city, &steward(), accepted(held.delivery.id, &[]))
        .await
        .unwrap();
    assert_eq!(city.store.recipe(first.dataset.id).await.unwrap(), recipe);
}

#[tokio::test]
async fn rows_of_what_waits_are_not_swept_and_those_of_what_was_refused_are() {
    let (city, held) = waiting_trees().await;
    let kept = city.store.held(held.dataset.id).await.unwrap().unwrap();
    let path = kept.tables[0].table.files[0].path.clone();
    assert!(city.store.named_files().await.unwrap().contains(&path));
    let inventory = city.store.inventory().await.unwrap();
    assert!(inventory.data.iter().any(|file| file.path == path));
    let delivery = held.delivery.id;
    city.hub
        .refuse_held(&steward(), "umwelt", "baeume", delivery)
        .await
        .unwrap();
    assert!(!city.store.named_files().await.unwrap().contains(&path));
}

#[tokio::test]
async fn the_log_of_a_connection_says_what_became_of_a_delivery_since() {
    let (city, held) = waiting_trees().await;
    let first = city.store.deliveries(held.dataset.id, 9).await.unwrap();
    let first = first.last().unwrap().id;
    let deliveries = [first, held.delivery.id].map(|delivery| {
        serde_json::json!({
            "dataset": held.dataset.id,
            "delivery": delivery,
            "version": null,
            "rows": 1,
        })
    });
    let run: hebewerk_model::ConnectionRun = serde_json::from_value(serde_json::json!({
        "id": uuid::Uuid::from_u128(1),
        "connection": uuid::Uuid::from_u128(2),
        "started_at": "2026-11-20T11:00:00Z",
        "ended_at": null,
        "outcome": "delivered",
        "problem": null,
        "details": {},
        "bytes": 7,
        "deliveries": deliveries,
    }))
    .unwrap();
    let runs = [run];
    let brought = city.hub.brought(&steward(), &runs).await.unwrap();
    assert_eq!(brought[&held.delivery.id].outcome, DeliveryOutcome::Held);
    assert_eq!(brought[&held.delivery.id].version, None);
    let known = brought[&first].version.as_ref().unwrap();
    assert_eq!((known.number.0, known.warnings), (1, 2));
    let delivery = held.delivery.id;
    city.hub
        .refuse_held(&steward(), "umwelt", "baeume", delivery)
        .await
        .unwrap();
    let brought = city.hub.brought(&steward(), &runs).await.unwrap();
    assert_eq!(brought[&delivery].outcome, DeliveryOutcome::Refused);
    let nothing = city.hub.brought(&Principal::Anonymous, &[]).await.unwrap();
    assert!(nothing.is_empty());
}

#[tokio::test]
async fn a_file_that_breaks_off_waits_behind_one_that_is_whole() {
    let city = City::new().await;
    city.trees(Visibility::Public).await;
    city.reader.finds_a_cut.store(true, Ordering::Relaxed);
    let held = city.take_in(unseen(&city, "Bäume.csv", &["Bäume "])).await;
    assert_eq!(held.delivery.outcome, DeliveryOutcome::Held);
    let view = city.hub.held(&steward(), "umwelt", "baeume").await;
    let drifts = view.unwrap().unwrap().waiting.drifts;
    let kinds: Vec<_> = drifts.iter().map(|drift| drift.kind).collect();
    assert_eq!(kinds, [DriftKind::CutOff]);
    let told = drifts[0].finding();
    assert_eq!(
        (
            told.parameters["expected"].as_str(),
            told.parameters["found"].as_str()
        ),
        ("1", "1")
    );
    // Accepted all the same, it is what holds: the next one of the same kind is no loss.
    let taken = accept(&city, &steward(), accepted(held.delivery.id, &[])).await;
    assert_eq!(taken.unwrap().version.unwrap().number.0, 2);
    let next = city.take_in(unseen(&city, "Bäume.csv", &["Bäume  "])).await;
    assert_eq!(next.version.unwrap().number.0, 3);
}

#[tokio::test]
async fn a_first_file_that_breaks_off_is_lifted_with_its_finding() {
    let city = City::new().await;
    city.reader.finds_a_cut.store(true, Ordering::Relaxed);
    let first = city.take_in(unseen(&city, "Bäume.csv", &["Bäume"])).await;
    assert_eq!(first.version.unwrap().number.0, 1);
    assert!(
        first
            .findings
            .iter()
            .any(hebewerk_model::Finding::says_cut_off)
    );
    city.reader.finds_a_cut.store(false, Ordering::Relaxed);
    let whole = city.take_in(unseen(&city, "Bäume.csv", &["Bäume "])).await;
    assert_eq!(whole.version.unwrap().number.0, 2);
}
