//! `/datasets/…/tables/…/download.…`

use super::{TREES, bare, door, refused_get};
use crate::answers::door_to;
use crate::city::city;
use crate::fake::City;
use axum::body::Body;
use axum::http::{StatusCode, header};
use hebewerk_exchange::tabular::{Placement, TabularForm};

#[tokio::test]
async fn a_table_leaves_as_a_file_of_every_form() {
    let door = door().await;
    for form in TabularForm::offered(&Placement::Nowhere) {
        let path = format!("{TREES}/tables/baeume/download.{}", form.extension());
        let (status, response, _) = door.get(&path).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        let headers = response.headers();
        assert_eq!(headers[header::CONTENT_TYPE], form.media_type());
        let name = headers[header::CONTENT_DISPOSITION].to_str().unwrap();
        assert!(name.contains("stadtgruen_baeume_fassung_2."), "{name}");
        let again = bare(&path).header(header::IF_NONE_MATCH, &headers[header::ETAG]);
        let (status, _, _) = door.send(again.body(Body::empty()).unwrap()).await;
        assert_eq!(status, StatusCode::NOT_MODIFIED, "{path}");
    }
}

#[tokio::test]
async fn a_workbook_that_says_something_else_of_its_dataset_has_another_tag() {
    let tag = async |city: City| {
        let door = door_to(city).await;
        let path = format!("{TREES}/tables/baeume/download.xlsx");
        let (status, response, _) = door.get(&path).await;
        assert_eq!(status, StatusCode::OK);
        response.headers()[header::ETAG].clone()
    };
    let mut described = city();
    described.datasets[0].description.title = "Alle Bäume".to_owned();
    described.datasets[0].updated_at = "2026-11-21T05:10:00Z".parse().unwrap();
    assert_ne!(tag(described).await, tag(city()).await);
}

#[tokio::test]
async fn a_file_holds_the_columns_asked_for_in_their_order() {
    let door = door().await;
    let path = format!("{TREES}/tables/baeume/download.csv?fields=umfang,art&sort=-art");
    let (status, _, text) = door.get(&path).await;
    assert_eq!(status, StatusCode::OK, "{text}");
    let lines: Vec<_> = text.lines().take(2).collect();
    assert_eq!(lines, ["umfang,art", "1208.5,<b>Eiche</b>"]);
    let path = format!("{TREES}/tables/baeume/download.csv?limit=1");
    let problem = refused_get(&door, &path, StatusCode::BAD_REQUEST).await;
    assert_eq!(problem["code"], "unknown_column", "a file is never cut");
    let path = format!("{TREES}/tables/baeume/download.doc");
    refused_get(&door, &path, StatusCode::NOT_FOUND).await;
}
