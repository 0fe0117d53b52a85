//! Which dataset a file goes to that a program brings.

use crate::city::{City, steward, without_person};
use hebewerk_hub::ports::{Datasets, Versions};
use hebewerk_hub::{Deliver, HubError, OnDrift, TakenIn};
use hebewerk_model::{Failure as _, Kind, Recipe, Visibility};
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
