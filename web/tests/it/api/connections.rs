//! `/connections` and `/connectors`

use super::{get_by, refused, token};
use crate::answers::{Door, door_to};
use crate::city::city;
use crate::fake::City;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use hebewerk_model::PauseReason;
use serde_json::{Value, json};

const ALL: &str = "/api/v1/connections";
/// Must never stand in an answer.
const SECRET: &str = "Kanarienvogel4711";

/// A door to the small city and the token of a steward of its house.
async fn steward(staging: &tempfile::TempDir) -> (Door, String) {
    let door = door_to(City {
        staging: staging.path().to_owned(),
        ..city()
    })
    .await;
    let cookie = door.administrator().await;
    let kai =
        "name=Kai&email=kai%40stadt.example&kennwort=noch+ein+langer+Satz&rolle_stadtgruen=steward";
    door.post_as("/verwaltung/konten/neu", kai, &cookie).await;
    let token = token(&door, "kai@stadt.example", "noch ein langer Satz").await;
    (door, token)
}

fn pegel() -> Value {
    json!({
        "organisation": "stadtgruen",
        "connector": "http",
        "name": "Pegel",
        "settings": { "url": "https://pegel.example/a.csv", "user": "hub" },
        "secrets": { "password": SECRET },
        "every_minutes": 60,
        "promised_minutes": 1440
    })
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

async fn answered(
    door: &Door,
    request: Request<Body>,
    expected: StatusCode,
) -> (Response<()>, Value) {
    let path = request.uri().to_string();
    let (status, response, text) = door.send(request).await;
    assert_eq!(status, expected, "{path}: {text}");
    assert!(!text.contains(SECRET), "{path} shows a secret: {text}");
    let value = serde_json::from_str(&text).unwrap_or_default();
    (response, value)
}

/// Makes a connection and answers its address.
async fn connected(door: &Door, token: &str) -> String {
    let (response, _) = answered(
        door,
        send("POST", ALL, token, &pegel()),
        StatusCode::CREATED,
    )
    .await;
    let place = response.headers()[header::LOCATION].to_str().unwrap();
    place.strip_prefix("http://localhost").unwrap().to_owned()
}

#[tokio::test]
async fn the_connectors_say_what_they_ask() {
    let staging = tempfile::tempdir().unwrap();
    let (door, token) = steward(&staging).await;
    let (_, list) = answered(&door, get_by("/api/v1/connectors", &token), StatusCode::OK).await;
    let http = &list["items"][0];
    assert_eq!(http["connector"], "http");
    assert_eq!(http["title"], "Datei im Netz");
    assert_eq!(http["fields"][0]["kind"], "address");
    assert_eq!(http["fields"][0]["required"], true);
    assert_eq!(http["fields"][2]["kind"], "secret");
}

#[tokio::test]
async fn a_connection_is_made_read_changed_and_removed() {
    let staging = tempfile::tempdir().unwrap();
    let (door, token) = steward(&staging).await;
    let place = connected(&door, &token).await;
    let (_, made) = answered(&door, get_by(&place, &token), StatusCode::OK).await;
    assert_eq!(made["sealed_secrets"], json!(["password"]));
    assert_eq!(
        (&made["visibility"], &made["late"]),
        (&json!("office"), &json!(false))
    );
    assert_eq!(made["next_at"], "2026-11-20T11:00:00Z");
    let (_, list) = answered(&door, get_by(ALL, &token), StatusCode::OK).await;
    assert_eq!(list["total"], 1);
    let change = json!({
        "name": "Pegel Nord",
        "settings": { "url": "https://pegel.example/b.csv" },
        "visibility": "city",
        "every_minutes": 0,
        "paused": true
    });
    let (_, changed) = answered(&door, send("PUT", &place, &token, &change), StatusCode::OK).await;
    assert_eq!(changed["name"], "Pegel Nord");
    assert_eq!(
        (&changed["paused"], &changed["promised_minutes"]),
        (&json!(true), &json!(0))
    );
    assert_eq!(changed["sealed_secrets"], json!(["password"]));
    let mut forgetting = change.clone();
    forgetting["secrets"] = json!({ "password": null });
    let request = send("PUT", &place, &token, &forgetting);
    let (_, changed) = answered(&door, request, StatusCode::OK).await;
    assert_eq!(changed["sealed_secrets"], json!([]));
    let gone = send("DELETE", &place, &token, &Value::Null);
    answered(&door, gone, StatusCode::NO_CONTENT).await;
    refused(&door, get_by(&place, &token), StatusCode::NOT_FOUND).await;
}

#[tokio::test]
async fn what_the_clock_paused_says_why_and_is_taken_over() {
    let staging = tempfile::tempdir().unwrap();
    let (door, token) = steward(&staging).await;
    let place = connected(&door, &token).await;
    let (_, made) = answered(&door, get_by(&place, &token), StatusCode::OK).await;
    assert_eq!(made.get("pause_reason"), None);
    {
        let connection = &mut door.nothing.connected().connections[0];
        connection.paused = true;
        connection.pause_reason = Some(PauseReason::MakerWithoutRight);
    }
    let (_, list) = answered(&door, get_by(ALL, &token), StatusCode::OK).await;
    assert_eq!(list["items"][0]["pause_reason"], "maker_without_right");
    let request = send("POST", &format!("{place}/take-over"), &token, &Value::Null);
    let (_, owned) = answered(&door, request, StatusCode::OK).await;
    assert_eq!(owned["paused"], false);
    assert_eq!(owned.get("pause_reason"), None);
    assert_eq!(owned["next_at"], "2026-11-20T11:00:00Z");
}

#[tokio::test]
async fn a_fetch_is_accepted_and_its_outcome_read_in_the_runs() {
    let staging = tempfile::tempdir().unwrap();
    let (door, token) = steward(&staging).await;
    let place = connected(&door, &token).await;
    let runs = format!("{place}/runs");
    let request = send("POST", &runs, &token, &Value::Null);
    let (response, _) = answered(&door, request, StatusCode::ACCEPTED).await;
    let location = response.headers()[header::LOCATION].to_str().unwrap();
    assert!(location.ends_with(&runs), "{location}");
    let mut outcome = Value::Null;
    for _ in 0..1_000 {
        if outcome == "unchanged" {
            break;
        }
        tokio::task::yield_now().await;
        let (_, list) = answered(&door, get_by(&runs, &token), StatusCode::OK).await;
        outcome = list["items"][0]["outcome"].clone();
    }
    assert_eq!(outcome, "unchanged");
}

#[tokio::test]
async fn what_a_connector_does_not_ask_is_refused_and_a_secret_among_the_settings_too() {
    let staging = tempfile::tempdir().unwrap();
    let (door, token) = steward(&staging).await;
    for (key, value, code) in [
        (
            "settings",
            json!({ "url": "https://a.example", "password": "x" }),
            "unknown_parameter",
        ),
        ("secrets", json!({ "url": "x" }), "unknown_parameter"),
        ("settings", json!({}), "answer_missing"),
        ("connector", json!("fax"), "connector"),
        ("visibility", json!("all"), "invalid_visibility"),
        ("name", json!(" "), "connection_name"),
        ("colour", json!("blue"), "invalid_json"),
    ] {
        let mut wish = pegel();
        wish[key] = value;
        let request = send("POST", ALL, &token, &wish);
        let problem = refused(&door, request, StatusCode::BAD_REQUEST).await;
        assert_eq!(problem["code"], code, "{problem}");
    }
    assert!(door.nothing.connected().connections.is_empty());
}

#[tokio::test]
async fn who_is_not_of_the_office_learns_nothing_and_changes_nothing() {
    let staging = tempfile::tempdir().unwrap();
    let (door, steward) = steward(&staging).await;
    let place = connected(&door, &steward).await;
    let runner = token(&door, "jana@stadt.example", "ein langer Satz").await;
    let (_, list) = answered(&door, get_by(ALL, &runner), StatusCode::OK).await;
    assert_eq!(list["total"], 1);
    for request in [
        send("POST", ALL, &runner, &pegel()),
        send("DELETE", &place, &runner, &Value::Null),
        send("POST", &format!("{place}/runs"), &runner, &Value::Null),
        send("POST", &format!("{place}/take-over"), &runner, &Value::Null),
    ] {
        refused(&door, request, StatusCode::FORBIDDEN).await;
    }
    door.nothing.nobody_stewards();
    let (_, list) = answered(&door, get_by(ALL, &steward), StatusCode::OK).await;
    assert_eq!(list["total"], 0);
    for method in ["GET", "DELETE"] {
        let request = send(method, &place, &steward, &Value::Null);
        refused(&door, request, StatusCode::NOT_FOUND).await;
    }
}
