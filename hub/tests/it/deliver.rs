//! Which dataset a file goes to that a program brings.

use crate::city::{City, steward, without_person};
use hebewerk_hub::ports::{Datasets, Versions};
use hebewerk_hub::{Announce, Behind, Deliver, HubError, NextVersion, OnDrift, TakenIn};
use hebewerk_model::{
    DatasetId, Description, Failure as _, Kind, Recipe, TableId, VersionId, Visibility,
};
use std::path::PathBuf;

/// A file with a table of this name, on this side of the door.
async fn arrived(city: &City, table: &str) -> PathBuf {
    let receiving = city
        .hub
        .receive_delivery(&steward(), Some("umwelt"), 0, 1_000)
        .await;
    let mut receiving = receiving.unwrap();
    receiving.write(table.as_bytes()).await.unwrap();
    receiving.arrived().await.unwrap()
}

/// A program brings a table of this name as `export.csv`.
async fn bring(
    city: &City,
    table: &str,
    dataset: Option<&str>,
    visibility: Option<Visibility>,
) -> Result<TakenIn, HubError> {
    let file = arrived(city, table).await;
    let delivery = Deliver {
        organisation: "umwelt".to_owned(),
        dataset: dataset.map(str::to_owned),
        file: file.clone(),
        file_name: "export.csv".to_owned(),
        title: None,
        visibility,
        recipe: None,
        on_drift: OnDrift::Hold,
    };
    let taken = city.hub.deliver(&steward(), delivery).await;
    assert!(!file.exists(), "a copy is left behind");
    taken
}

#[track_caller]
fn assert_other_visibility(refused: Result<TakenIn, HubError>, found: &str) {
    let refused = refused.unwrap_err();
    assert_eq!(
        (refused.kind(), refused.code()),
        (Kind::Conflict, "other_visibility")
    );
    let told = [("name", "umwelt/export"), ("visibility", found)];
    assert_eq!(
        refused.parameters(),
        told.map(|(name, value)| (name, value.to_owned()))
    );
    assert_eq!(refused.hint(), Some("hint-name-dataset"));
}

#[tokio::test]
async fn a_file_for_the_office_is_not_published_because_its_name_was_used_for_a_public_one() {
    let city = City::new().await;
    let public = bring(&city, "A", None, Some(Visibility::Public)).await;
    let public = public.unwrap().dataset;
    let office = bring(&city, "Personal", None, Some(Visibility::Office)).await;
    assert_other_visibility(office, "public");
    // Who says nothing means the office too.
    assert_other_visibility(bring(&city, "Personal", None, None).await, "public");
    let newest = Versions::get(city.store.as_ref(), public.id, None).await;
    let newest = newest.unwrap();
    assert_eq!(newest.unwrap().number.0, 1);
    let again = bring(&city, "B", None, Some(Visibility::Public)).await;
    assert_eq!(again.unwrap().version.unwrap().number.0, 2);
    let named = bring(&city, "C", Some("export"), None).await;
    assert_eq!(named.unwrap().version.unwrap().number.0, 3);
}

#[tokio::test]
async fn a_file_for_everybody_does_not_vanish_in_a_dataset_of_the_office() {
    let city = City::new().await;
    bring(&city, "A", None, None).await.unwrap();
    let public = bring(&city, "B", None, Some(Visibility::Public)).await;
    assert_other_visibility(public, "office");
    let next = bring(&city, "B", None, None).await.unwrap();
    assert_eq!(next.version.unwrap().number.0, 2);
}

#[tokio::test]
async fn a_delivery_that_names_its_dataset_and_another_visibility_is_refused() {
    let city = City::new().await;
    bring(&city, "A", None, Some(Visibility::City))
        .await
        .unwrap();
    let office = bring(&city, "B", Some("export"), Some(Visibility::Office)).await;
    assert_other_visibility(office, "city");
    let city_wide = bring(&city, "B", Some("export"), Some(Visibility::City)).await;
    assert_eq!(city_wide.unwrap().version.unwrap().number.0, 2);
}

#[tokio::test]
async fn the_corrections_of_a_program_do_not_bring_back_what_the_office_left_out() {
    let city = City::new().await;
    let deliver = async |recipe: Recipe| {
        let delivery = Deliver {
            organisation: "umwelt".to_owned(),
            dataset: None,
            file: arrived(&city, "A").await,
            file_name: "export.csv".to_owned(),
            title: None,
            visibility: None,
            recipe: Some(recipe),
            on_drift: OnDrift::Hold,
        };
        city.hub.deliver(&steward(), delivery).await.unwrap()
    };
    let first = deliver(without_person("A")).await;
    let mut delimiter = without_person("A");
    delimiter.tables[0].columns.clear();
    delimiter.tables[0].delimiter = Some(";".to_owned());
    deliver(delimiter).await;
    let kept = Datasets::recipe(city.store.as_ref(), first.dataset.id).await;
    let kept = kept.unwrap();
    assert!(kept.leaves_out_column("A", "meldende_person"));
    assert_eq!(kept.tables[0].delimiter.as_deref(), Some(";"));
}

/// What became of a version, as a program has made it.
async fn follow(
    city: &City,
    table: &str,
    dataset: DatasetId,
    version: Option<VersionId>,
) -> Result<TakenIn, HubError> {
    let next = NextVersion {
        organisation: "umwelt".to_owned(),
        behind: Behind {
            dataset,
            version,
            table: Some(table_id()),
        },
        file: arrived(city, table).await,
        file_name: "export.parquet".to_owned(),
        recipe: Recipe::default(),
        on_drift: OnDrift::Accept,
    };
    let file = next.file.clone();
    let taken = city.hub.deliver_next(&steward(), next).await;
    assert!(!file.exists(), "a copy is left behind");
    taken
}

#[tokio::test]
async fn what_was_made_of_a_version_does_not_undo_what_came_between() {
    let city = City::new().await;
    let first = bring(&city, "A", None, None).await.unwrap();
    let version = first.version.as_ref().map(|version| version.id);
    let second = follow(&city, "B", first.dataset.id, version).await.unwrap();
    assert_eq!(second.version.as_ref().unwrap().number.0, 2);
    for behind in [version, None] {
        let refused = follow(&city, "C", first.dataset.id, behind)
            .await
            .unwrap_err();
        assert_eq!(
            (refused.kind(), refused.code()),
            (Kind::Conflict, "other_version")
        );
    }
    let newest = Versions::get(city.store.as_ref(), first.dataset.id, None).await;
    assert_eq!(newest.unwrap().unwrap().number.0, 2);
}

#[tokio::test]
async fn a_table_that_is_not_there_yet_gets_the_identity_its_maker_has_for_it_and_keeps_it() {
    let city = City::new().await;
    let announce = Announce {
        organisation: "umwelt".to_owned(),
        id: None,
        slug: "baeume".parse().unwrap(),
        source: "ckan:baeume".to_owned(),
        description: Description::titled("Baumkataster"),
        visibility: Visibility::Office,
    };
    let dataset = city.hub.announce(&steward(), announce).await.unwrap();
    let mut version = None;
    for table in ["A", "B"] {
        let taken = follow(&city, table, dataset.id, version).await.unwrap();
        version = taken.version.map(|version| version.id);
        let tables = Versions::tables(city.store.as_ref(), version.unwrap()).await;
        assert_eq!(tables.unwrap()[0].table.id, table_id(), "{table}");
    }
    let refused = follow(&city, "C", dataset.id, None).await.unwrap_err();
    assert_eq!(refused.code(), "other_version");
}

fn table_id() -> TableId {
    TableId::from_uuid(uuid::Uuid::from_u128(7))
}
