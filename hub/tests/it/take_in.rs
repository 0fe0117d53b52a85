//! What becomes of a delivery.

use crate::city::{City, without_person};
use crate::fakes::Ending;
use hebewerk_hub::ports::{Datasets, Versions as _};
use hebewerk_hub::{Corrections, Destination};
use hebewerk_model::{DeliveryOutcome, Failure as _, Kind, Visibility};
use std::sync::atomic::Ordering;

#[tokio::test]
async fn a_new_dataset_never_becomes_a_version_of_one_whose_file_had_the_same_name() {
    let city = City::new().await;
    let mut first = city.file("export.csv", &["Export"]);
    first.visibility = Some(Visibility::Public);
    let first = city.take_in(first).await;
    let mut second = city.file("export.csv", &["Personal"]);
    second.into = Destination::New;
    let second = city.take_in(second).await;
    assert_ne!(first.dataset.id, second.dataset.id);
    assert_eq!(second.dataset.visibility, Visibility::Office);
    assert_eq!(second.dataset.slug.as_str(), "export_2");
    // Nor does a third find the second.
    let mut third = city.file("export.csv", &["Personal"]);
    third.into = Destination::New;
    let third = city.take_in(third).await;
    assert_eq!(third.dataset.slug.as_str(), "export_3");
    assert_eq!(third.version.unwrap().number.0, 1);
}

#[tokio::test]
async fn two_new_datasets_of_one_name_at_once_get_two_names() {
    let city = City::new().await;
    let mut requests = Vec::new();
    for table in ["A", "B"] {
        let mut request = city.file("export.csv", &[table]);
        let own = request.file.with_file_name(table);
        std::fs::copy(&request.file, &own).unwrap();
        request.file = own;
        request.into = Destination::BySource(format!("{table}/export.csv"));
        requests.push(request);
    }
    let second = requests.pop().unwrap();
    let first = requests.pop().unwrap();
    let (first, second) = tokio::join!(city.take_in(first), city.take_in(second));
    assert_ne!(first.dataset.slug, second.dataset.slug);
}

#[tokio::test]
async fn corrections_of_one_delivery_keep_what_was_left_out_before() {
    let city = City::new().await;
    let mut first = city.file("Bäume.csv", &["Bäume"]);
    first.corrections = Corrections::Exactly(without_person("Bäume"));
    let first = city.take_in(first).await;
    let mut second = city.file("anders.csv", &["Bäume", "Orte"]);
    second.into = Destination::Existing(first.dataset.id);
    let mut changes = without_person("Bäume");
    changes.tables[0].columns.clear();
    changes.tables[0].delimiter = Some("|".to_owned());
    second.corrections = Corrections::KeptWith(changes);
    let second = city.take_in(second).await;
    let kept = city.store.recipe(first.dataset.id).await.unwrap();
    assert!(kept.leaves_out_column("Bäume", "meldende_person"));
    assert_eq!(kept.tables[0].delimiter.as_deref(), Some("|"));
    let tables = city.store.tables(second.version.unwrap().id).await.unwrap();
    let columns: Vec<_> = tables[0]
        .columns
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    assert_eq!(columns, ["art"]);
}

#[tokio::test]
async fn a_fault_of_the_machine_is_an_error_and_the_next_try_succeeds() {
    let city = City::new().await;
    *city.reader.ending.lock().unwrap() = Ending::Machine;
    let failed = city.try_take_in(city.file("Bäume.csv", &["Bäume"])).await;
    let failed = failed.unwrap_err();
    assert_eq!(
        (failed.kind(), failed.code()),
        (Kind::Unavailable, "reading_failed")
    );
    let datasets = Datasets::list(city.store.as_ref(), None, None, 9);
    assert!(datasets.await.unwrap().is_empty());
    *city.reader.ending.lock().unwrap() = Ending::Well;
    let taken = city.take_in(city.file("Bäume.csv", &["Bäume"])).await;
    assert_eq!(taken.delivery.outcome, DeliveryOutcome::Version);
    // The same on the way through the rows.
    let damaged = ("Orte".to_owned(), Ending::Machine);
    city.reader.damaged.lock().unwrap().push(damaged);
    let both = || city.file("Bäume.csv", &["Bäume", "Orte"]);
    city.try_take_in(both()).await.unwrap_err();
    city.reader.damaged.lock().unwrap().clear();
    assert_eq!(city.take_in(both()).await.version.unwrap().number.0, 2);
}

#[tokio::test]
async fn damaged_bytes_are_read_again_by_another_reader_only() {
    let city = City::new().await;
    city.take_in(city.file("Bäume.csv", &["Bäume"])).await;
    let broken = || city.file("Bäume.csv", &["kaputt"]);
    *city.reader.ending.lock().unwrap() = Ending::Damage;
    let first = city.take_in(broken()).await;
    assert_eq!(first.delivery.outcome, DeliveryOutcome::Unreadable);
    let again = city.take_in(broken()).await;
    assert_eq!(again.delivery, first.delivery);
    assert_eq!(
        again.version, None,
        "the older version is not of these bytes"
    );
    assert_eq!(again.findings, first.findings);
    let deliveries = city.store.deliveries(first.dataset.id, 9).await.unwrap();
    assert_eq!(deliveries.len(), 2);
    *city.reader.ending.lock().unwrap() = Ending::Well;
    city.reader.version.store(2, Ordering::Relaxed);
    let taken = city.take_in(broken()).await;
    assert_eq!(taken.version.unwrap().number.0, 2);
}

#[tokio::test]
async fn the_same_bytes_are_unchanged_and_older_ones_are_a_version_though_the_clock_goes_back() {
    let city = City::new().await;
    let first = city.take_in(city.file("Bäume.csv", &["A"])).await;
    city.clock.move_by(-5);
    city.take_in(city.file("Bäume.csv", &["B"])).await;
    let again = city.take_in(city.file("Bäume.csv", &["B"])).await;
    assert_eq!(again.delivery.outcome, DeliveryOutcome::Unchanged);
    assert_eq!(again.version.unwrap().number.0, 2);
    let third = city.take_in(city.file("Bäume.csv", &["A"])).await;
    assert_eq!(third.delivery.content, first.delivery.content);
    assert_eq!(third.version.unwrap().number.0, 3);
}

#[tokio::test]
async fn a_table_that_cannot_be_read_costs_no_other_its_place() {
    let city = City::new().await;
    let damaged = ("Orte".to_owned(), Ending::Damage);
    city.reader.damaged.lock().unwrap().push(damaged);
    let taken = city
        .take_in(city.file("Bäume.csv", &["Bäume", "Orte", "Arten"]))
        .await;
    let names: Vec<_> = taken.tables.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["baeume__baeume", "baeume__arten"]);
    let finding = taken
        .findings
        .iter()
        .find(|finding| finding.code.as_str() == "unreadable")
        .unwrap();
    assert_eq!(finding.table.as_deref(), Some("Orte"));
    assert_eq!(
        finding.parameters.get("reason").map(String::as_str),
        Some("container")
    );
    // All of them: the raw file is kept, and there is no version.
    let damaged = ["Bäume", "Arten"].map(|name| (name.to_owned(), Ending::Damage));
    city.reader.damaged.lock().unwrap().extend(damaged);
    let taken = city
        .take_in(city.file("Bäume.csv", &["Arten", "Bäume", "Orte"]))
        .await;
    assert_eq!(taken.delivery.outcome, DeliveryOutcome::Unreadable);
}

#[tokio::test]
async fn tables_of_one_beginning_get_names_of_their_own_and_so_does_what_is_set_aside() {
    let city = City::new().await;
    city.reader.sets_aside.store(true, Ordering::Relaxed);
    let long = "Bestand der Straßenbäume im Stadtgebiet";
    let tables = [
        format!("{long} Nord"),
        format!("{long} Süd"),
        format!("{long} West"),
        "aussortiert".to_owned(),
        "aussortiert".to_owned(),
    ];
    let tables: Vec<_> = tables.iter().map(String::as_str).collect();
    for file in [
        "Baumkataster der Stadt mit allen Straßenbäumen und Parkbäumen alt.xlsx",
        // Another dataset, whose cut names begin the same.
        "Baumkataster der Stadt mit allen Straßenbäumen und Parkbäumen alt und neu.xlsx",
    ] {
        let taken = city.take_in(city.file(file, &tables)).await;
        let mut names: Vec<_> = taken.tables.iter().map(|(name, _)| name.clone()).collect();
        assert_eq!(names.len(), 10);
        names.sort();
        names.dedup();
        assert_eq!(names.len(), 10);
        // The next delivery finds the same tables again.
        let mut more = tables.clone();
        more.push("Neu");
        let again = city.take_in(city.file(file, &more)).await;
        let change = again.version.unwrap().change;
        assert_eq!(change.tables_added.len(), 2, "{change:?}");
        assert!(change.tables_removed.is_empty(), "{change:?}");
    }
}

#[tokio::test]
async fn no_finding_speaks_of_a_column_that_is_left_out() {
    let city = City::new().await;
    let mut request = city.file("Bäume.csv", &["Bäume"]);
    request.corrections = Corrections::Exactly(without_person(""));
    let taken = city.take_in(request).await;
    let about: Vec<_> = taken
        .findings
        .iter()
        .filter_map(|finding| finding.column.as_deref())
        .collect();
    assert_eq!(about, ["art"]);
}
