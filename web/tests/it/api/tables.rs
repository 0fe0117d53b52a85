//! `/datasets/…/tables`

use super::{TREES, door, get, refused_get};
use axum::http::StatusCode;

#[tokio::test]
async fn a_table_describes_its_columns_with_statistics() {
    let door = door().await;
    let (_, list) = get(&door, &format!("{TREES}/tables")).await;
    assert_eq!(
        (&list["total"], &list["items"][0]["column_count"]),
        (&1.into(), &4.into())
    );
    let (_, table) = get(&door, &format!("{TREES}/tables/baeume")).await;
    let kind = &table["columns"][0];
    assert_eq!(
        (
            &kind["name"],
            &kind["title"],
            &kind["type"],
            &kind["semantic_type"]
        ),
        (
            &"art".into(),
            &"Baumart".into(),
            &"text".into(),
            &"category".into()
        )
    );
    assert_eq!(kind["statistics"]["frequent"][0]["value"], "Eiche");
    assert_eq!(
        table["columns"][1]["statistics"]["histogram"]["bins"][1]["rows"],
        37
    );
    assert_eq!(table["has_statistics"], true);
    let path = format!("{TREES}/tables/gibtesnicht");
    let problem = refused_get(&door, &path, StatusCode::NOT_FOUND).await;
    assert_eq!(problem["code"], "no_such_table");
}
