//! `/sql`

use super::{bare, door, get, post_json, refused, refused_get};
use axum::body::Body;
use axum::http::{StatusCode, header};
use serde_json::{Value, json};

const SQL: &str = "select * from stadtgruen.baeume";

#[tokio::test]
async fn an_answer_is_cut_and_says_so() {
    let door = door().await;
    // The engine of the small city always answers with 300 rows.
    for (limit, rows, truncated) in [
        (2, 2, true),
        (299, 299, true),
        (300, 300, false),
        (400, 300, false),
    ] {
        let asked = post_json("/api/v1/sql", &json!({ "sql": SQL, "limit": limit }));
        let (status, _, text) = door.send(asked).await;
        assert_eq!(status, StatusCode::OK, "{text}");
        let answer: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(answer["rows"].as_array().unwrap().len(), rows);
        assert_eq!(answer["truncated"], truncated, "limit {limit}");
    }
    let (_, answer) = get(
        &door,
        "/api/v1/sql?q=select+1+from+stadtgruen.baeume&limit=1",
    )
    .await;
    assert_eq!(
        answer["columns"][1],
        json!({ "name": "umfang", "type": "float" })
    );
    assert_eq!(answer["rows"][0]["pflanzjahr"], 1987);
    assert_eq!(answer["tables"], json!(["stadtgruen.baeume"]));
}

#[tokio::test]
async fn the_form_is_negotiated() {
    let door = door().await;
    let path = "/api/v1/sql?q=select+1+from+stadtgruen.baeume&limit=1";
    let ask = async |accept: &str| {
        let request = bare(path).header(header::ACCEPT, accept);
        door.send(request.body(Body::empty()).unwrap()).await
    };
    let (_, response, text) = ask("text/csv").await;
    assert_eq!(
        response.headers()[header::CONTENT_TYPE],
        "text/csv; charset=utf-8; header=present"
    );
    assert_eq!(text.lines().count(), 2, "{text}");
    let (_, response, text) = ask("application/x-ndjson, application/json;q=0.5").await;
    assert_eq!(
        response.headers()[header::CONTENT_TYPE],
        "application/x-ndjson"
    );
    assert_eq!(text.lines().count(), 1, "{text}");
    let (status, _, _) = ask("image/png").await;
    assert_eq!(status, StatusCode::NOT_ACCEPTABLE);
}

#[tokio::test]
async fn mistakes_in_a_statement_are_told_with_their_place() {
    let door = door().await;
    let asked = post_json("/api/v1/sql", &json!({ "sql": "select 1\nform x" }));
    let problem = refused(&door, asked, StatusCode::BAD_REQUEST).await;
    assert_eq!(
        (&problem["code"], &problem["parameters"]["line"]),
        (&"sql_syntax".into(), &"2".into())
    );
    let asked = post_json("/api/v1/sql", &json!({ "sql": SQL, "limit": 100_001 }));
    let problem = refused(&door, asked, StatusCode::BAD_REQUEST).await;
    assert_eq!(problem["code"], "invalid_limit");
    let problem = refused_get(&door, "/api/v1/sql", StatusCode::BAD_REQUEST).await;
    assert_eq!(problem["code"], "missing_statement");
}
