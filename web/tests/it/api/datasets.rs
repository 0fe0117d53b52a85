//! `/datasets` and `/search`

use super::{TREES, administrator, door, get, get_by, refused_get};
use axum::http::{StatusCode, header};
use serde_json::{Value, json};

#[tokio::test]
async fn a_list_says_how_many_there_are_and_a_search_says_why() {
    let door = door().await;
    let (response, page) = get(&door, "/api/v1/datasets?theme=ENVI&organisation=stadtgruen").await;
    assert_eq!(
        response.headers()[header::CACHE_CONTROL],
        "public, no-cache"
    );
    assert_eq!((&page["total"], &page["next"]), (&1.into(), &Value::Null));
    let trees = &page["items"][0];
    assert_eq!(trees["title"], "Baumkataster");
    assert_eq!(trees["version"]["number"], 2);
    assert_eq!(trees["links"]["self"], format!("http://localhost{TREES}"));
    let (_, found) = get(&door, "/api/v1/search?q=baum").await;
    assert_eq!(found["hits"][0]["dataset"]["slug"], "baeume");
    assert_eq!(found["hits"][0]["found_in"][1]["field"], "columns");
    assert_eq!(found["facets"]["tag"][0]["value"], "Bäume");
    let (_, nothing) = get(&door, "/api/v1/search?q=gibtesnicht").await;
    assert_eq!(
        (&nothing["total"], &nothing["suggestion"]),
        (&0.into(), &"Baum".into())
    );
}

#[tokio::test]
async fn the_next_page_is_an_address() {
    let door = door().await;
    let token = administrator(&door).await;
    let first = get_by("/api/v1/datasets?limit=1", &token);
    let (_, response, text) = door.send(first).await;
    let page: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(page["total"], 2);
    let next = page["next"].as_str().unwrap();
    let link = response.headers()[header::LINK].to_str().unwrap();
    assert_eq!(link, format!("<{next}>; rel=\"next\""));
    let path = next.strip_prefix("http://localhost").unwrap();
    let (status, response, _) = door.send(get_by(path, &token)).await;
    assert_eq!(status, StatusCode::OK);
    assert!(
        !response.headers().contains_key(header::LINK),
        "the second page is the last"
    );
}

#[tokio::test]
async fn typing_errors_in_parameters_are_not_passed_over() {
    let door = door().await;
    for (query, code) in [
        ("limit=0", "invalid_limit"),
        ("limit=viele", "invalid_limit"),
        ("limit=101", "invalid_limit"),
        ("thema=ENVI", "unknown_parameter"),
        ("after=zz", "invalid_cursor"),
    ] {
        let path = format!("/api/v1/datasets?{query}");
        let problem = refused_get(&door, &path, StatusCode::BAD_REQUEST).await;
        assert_eq!(problem["code"], code, "{query}");
    }
}

#[tokio::test]
async fn a_dataset_names_its_tables_and_takes_a_version() {
    let door = door().await;
    let (_, dataset) = get(&door, TREES).await;
    assert_eq!(
        (&dataset["version"]["number"], &dataset["tables"][0]["rows"]),
        (&2.into(), &137.into())
    );
    assert_eq!(dataset["tables"][0]["sql_name"], "stadtgruen.baeume");
    let (_, older) = get(&door, &format!("{TREES}?version=1")).await;
    assert_eq!(older["tables"][0]["rows"], 120);
    assert_eq!(older["tables"][0]["sql_name"], "stadtgruen.\"baeume@1\"");
    let path = format!("{TREES}?version=9");
    let problem = refused_get(&door, &path, StatusCode::NOT_FOUND).await;
    assert_eq!(problem["code"], "no_such_version");
    let path = format!("{TREES}?version=gestern");
    let problem = refused_get(&door, &path, StatusCode::BAD_REQUEST).await;
    assert_eq!(problem["code"], "invalid_version");
}

#[tokio::test]
async fn a_cursor_somebody_made_up_is_refused_and_breaks_nothing() {
    let door = door().await;
    for place in [
        json!({ "offset": u64::MAX, "last": null }),
        json!({ "offset": u64::MAX, "last": "00000000-0000-0000-0000-00000000000a" }),
        json!({ "offset": -1, "last": null }),
    ] {
        let text = place.to_string();
        let cursor: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
        for list in ["datasets", "search"] {
            let path = format!("/api/v1/{list}?after={cursor}");
            let problem = refused_get(&door, &path, StatusCode::BAD_REQUEST).await;
            assert_eq!(problem["code"], "invalid_cursor", "{text}");
        }
    }
}
