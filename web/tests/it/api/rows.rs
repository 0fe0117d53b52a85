//! `/datasets/…/tables/…/rows`

use super::{CHECKS, TREES, bare, door, get, refused_get};
use axum::body::Body;
use axum::http::{StatusCode, header};
use serde_json::json;

fn rows(query: &str) -> String {
    format!("{TREES}/tables/baeume/rows{query}")
}

#[tokio::test]
async fn rows_are_objects_of_the_columns_asked_for() {
    let door = door().await;
    let (_, page) = get(&door, &rows("?fields=pflanzjahr,art,begangen&limit=2")).await;
    assert_eq!(
        page["rows"],
        json!([
            { "pflanzjahr": 1987, "art": "<b>Eiche</b>", "begangen": "2026-11-20" },
            { "pflanzjahr": 2001, "art": null, "begangen": null }
        ])
    );
    let names: Vec<_> = page["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|column| &column["name"])
        .collect();
    assert_eq!(names, ["pflanzjahr", "art", "begangen"]);
    assert_eq!((&page["version"], &page["total"]), (&2.into(), &137.into()));
}

#[tokio::test]
async fn the_next_page_stays_in_version_and_order() {
    let door = door().await;
    let (response, page) = get(&door, &rows("?limit=2&sort=-art&umfang.gt=1")).await;
    let next = page["next"].as_str().unwrap();
    let link = response.headers()[header::LINK].to_str().unwrap();
    assert_eq!(link, format!("<{next}>; rel=\"next\""));
    let path = next.strip_prefix("http://localhost").unwrap();
    assert!(
        path.contains("version=2") && path.contains("umfang.gt=1"),
        "{path}"
    );
    let (_, second) = get(&door, path).await;
    assert_eq!(second["version"], 2);
    // The place means nothing in another order.
    let other = path.replace("sort=-art", "sort=umfang");
    let problem = refused_get(&door, &other, StatusCode::BAD_REQUEST).await;
    assert_eq!(problem["code"], "invalid_cursor");
    // Without the parameter the cursor itself keeps the version.
    let (_, older) = get(&door, &rows("?limit=2&version=1")).await;
    let after = older["after"].as_str().unwrap();
    let (_, second) = get(&door, &rows(&format!("?limit=2&after={after}"))).await;
    assert_eq!(second["version"], 1);
}

#[tokio::test]
async fn the_tag_stands_for_version_rights_and_request() {
    let door = door().await;
    let tag = async |query: &str| {
        let (response, _) = get(&door, &rows(query)).await;
        assert_eq!(
            response.headers()[header::CACHE_CONTROL],
            "public, no-cache"
        );
        response.headers()[header::ETAG]
            .to_str()
            .unwrap()
            .to_owned()
    };
    let first = tag("").await;
    assert_eq!(first, tag("?version=2").await);
    for other in [
        "?version=1",
        "?limit=5",
        "?fields=art",
        "?art=Eiche",
        "?sort=art",
    ] {
        assert_ne!(first, tag(other).await, "{other}");
    }
    for known in [first.clone(), format!("\"x\", W/{first}"), "*".to_owned()] {
        let again = bare(&rows("")).header(header::IF_NONE_MATCH, known);
        let (status, response, text) = door.send(again.body(Body::empty()).unwrap()).await;
        assert_eq!((status, text.as_str()), (StatusCode::NOT_MODIFIED, ""));
        assert_eq!(response.headers()[header::ETAG], first);
    }
}

#[tokio::test]
async fn what_cannot_be_understood_is_named() {
    let door = door().await;
    for (query, code, part) in [
        ("baumart=Eiche", "unknown_column", "baumart"),
        ("fields=art,hoehe", "unknown_column", "hoehe"),
        ("sort=-hoehe", "unknown_column", "hoehe"),
        ("art.like=E", "unknown_operator", "like"),
        ("umfang.gt=viel", "invalid_filter_value", "umfang"),
        ("begangen=20.11.2026", "invalid_filter_value", "begangen"),
        ("art.null=ja", "invalid_truth", "art.null"),
        ("sort=art,umfang", "too_many_sort_columns", ""),
        ("limit=10001", "invalid_limit", "10000"),
        ("total=1", "invalid_truth", "total"),
        ("after=7b7d", "invalid_cursor", ""),
        ("version=0", "invalid_version", ""),
    ] {
        let path = rows(&format!("?{query}"));
        let problem = refused_get(&door, &path, StatusCode::BAD_REQUEST).await;
        assert_eq!(problem["code"], code, "{query}");
        assert!(
            problem["parameters"].to_string().contains(part),
            "{query}: {problem}"
        );
    }
    let problem = refused_get(&door, &rows("?pflanz=1"), StatusCode::BAD_REQUEST).await;
    assert_eq!(problem["parameters"]["similar"], "pflanzjahr");
}

#[tokio::test]
async fn every_operator_is_understood() {
    let door = door().await;
    for query in [
        "art=Eiche",
        "art.eq=",
        "art.ne=Eiche",
        "art.contains=%25",
        "umfang.lt=5&umfang.gt=1.5",
        "pflanzjahr.lte=2000",
        "begangen.gte=2026-01-01",
        "begangen.null=true",
        "begangen.null=false",
    ] {
        get(&door, &rows(&format!("?{query}"))).await;
    }
}

#[tokio::test]
async fn a_table_is_found_only_below_its_own_dataset() {
    let door = door().await;
    let path = format!("{CHECKS}/tables/baeume/rows");
    let problem = refused_get(&door, &path, StatusCode::NOT_FOUND).await;
    assert_eq!(problem["code"], "no_such_table");
}
