//! `/views`

use super::{bare, door, get, get_by, refused, refused_get, token};
use crate::answers::Door;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use serde_json::{Value, json};

/// A door, and the token of somebody who works for the house of the trees.
async fn reader() -> (Door, String) {
    let door = door().await;
    let administrator = door.administrator().await;
    let form = "name=Kai&email=kai%40stadt.example&kennwort=noch+ein+Satz&rolle_stadtgruen=reader";
    door.post_as("/verwaltung/konten/neu", form, &administrator)
        .await;
    let token = token(&door, "kai@stadt.example", "noch ein Satz").await;
    (door, token)
}

fn send(method: &str, path: &str, token: &str, body: &Value) -> Request<Body> {
    Request::builder()
        .method(method)
        .uri(path)
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()))
        .unwrap()
}

fn wish() -> Value {
    json!({
        "name": "parkbaeume",
        "organisation": "stadtgruen",
        "title": "Bäume im Park",
        "visibility": "public",
        "sql": "select * from stadtgruen.baeume",
    })
}

#[tokio::test]
async fn a_view_is_saved_read_changed_and_removed() {
    let (door, token) = reader().await;
    let made = send("POST", "/api/v1/views", &token, &wish());
    let (status, response, text) = door.send(made).await;
    assert_eq!(status, StatusCode::CREATED, "{text}");
    let place = response.headers()[header::LOCATION].to_str().unwrap();
    assert!(place.ends_with("/api/v1/views/parkbaeume"), "{place}");
    let (_, list) = get(&door, "/api/v1/views").await;
    assert_eq!(list["items"][0]["table"], "sichten.parkbaeume");
    let (_, view) = get(&door, "/api/v1/views/parkbaeume").await;
    assert_eq!(view["edition"], 1);
    assert_eq!(view["sources"][0]["kind"], "dataset");
    assert_eq!(view["may_change"], false);
    let (_, rows) = get(&door, "/api/v1/views/parkbaeume/rows?limit=2").await;
    assert_eq!(rows["rows"].as_array().unwrap().len(), 2);
    let change = json!({ "edition": 1, "title": "Bäume", "visibility": "public", "sql": "select art from stadtgruen.baeume" });
    let path = "/api/v1/views/parkbaeume";
    let (status, _, text) = door.send(send("PUT", path, &token, &change)).await;
    assert_eq!(status, StatusCode::OK, "{text}");
    let late = send("PUT", path, &token, &change);
    let problem = refused(&door, late, StatusCode::CONFLICT).await;
    assert_eq!(problem["code"], "conflict");
    let (_, editions) = get(&door, "/api/v1/views/parkbaeume/editions").await;
    assert_eq!(editions["items"][1]["title"], "Bäume im Park");
    let unsaid = send("DELETE", path, &token, &Value::Null);
    let problem = refused(&door, unsaid, StatusCode::BAD_REQUEST).await;
    assert_eq!(problem["code"], "view_edition_missing");
    let late = send("DELETE", &format!("{path}?edition=1"), &token, &Value::Null);
    refused(&door, late, StatusCode::CONFLICT).await;
    let removed = send("DELETE", &format!("{path}?edition=2"), &token, &Value::Null);
    let (status, _, _) = door.send(removed).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    refused_get(&door, path, StatusCode::NOT_FOUND).await;
}

#[tokio::test]
async fn what_is_wrong_is_told_by_its_code() {
    let (door, token) = reader().await;
    for (field, value, code) in [
        ("title", json!(" "), "view_title"),
        ("name", json!("Bäume"), "view_name"),
        ("visibility", json!("alle"), "invalid_visibility"),
        ("sql", Value::Null, "view_definition"),
        (
            "question",
            json!("von=stadtgruen.baeume"),
            "view_definition",
        ),
        (
            "sql",
            json!("select * from stadtgruen.nirgends"),
            "sql_unknown",
        ),
        (
            "parameters",
            json!([{ "name": "x", "kind": "farbe" }]),
            "view_parameters",
        ),
    ] {
        let mut wish = wish();
        wish[field] = value;
        let made = send("POST", "/api/v1/views", &token, &wish);
        let problem = refused(&door, made, StatusCode::BAD_REQUEST).await;
        assert_eq!(problem["code"], code, "{field}");
    }
    let request = bare("/api/v1/views/parkbaeume/rows").body(Body::empty());
    refused(&door, request.unwrap(), StatusCode::NOT_FOUND).await;
    let (status, _, _) = door.send(get_by("/api/v1/views", &token)).await;
    assert_eq!(status, StatusCode::OK);
}
