//! The REST interface over the small city: one file a resource, as in its addresses.

mod connections;
mod datasets;
mod deliveries;
mod downloads;
mod organisations;
mod rows;
mod sessions;
mod sql;
mod tables;
mod versions;
mod views;

use crate::answers::{Door, door_to};
use crate::city::city;
use crate::fake::City;
use axum::body::Body;
use axum::http::request::Builder;
use axum::http::{Request, Response, StatusCode, header};
use hebewerk_model::Language;
use hebewerk_web::{Right, operations};
use serde_json::{Value, json};

const TREES: &str = "/api/v1/datasets/stadtgruen/baeume";
const CHECKS: &str = "/api/v1/datasets/stadtgruen/kontrollen";

async fn door() -> Door {
    door_to(city()).await
}

/// A document that must be there.
async fn get(door: &Door, path: &str) -> (Response<()>, Value) {
    let (status, response, text) = door.get(path).await;
    assert_eq!(status, StatusCode::OK, "{path}: {text}");
    let media = response.headers()[header::CONTENT_TYPE].to_str().unwrap();
    assert_eq!(media, "application/json", "{path}");
    (response, serde_json::from_str(&text).unwrap())
}

/// A refusal: its status and its problem document.
async fn refused(door: &Door, request: Request<Body>, expected: StatusCode) -> Value {
    let path = request.uri().to_string();
    let (status, response, text) = door.send(request).await;
    assert_eq!(status, expected, "{path}: {text}");
    let headers = response.headers();
    assert_eq!(headers[header::CONTENT_TYPE], "application/problem+json");
    assert_eq!(headers[header::CACHE_CONTROL], "no-store", "{path}");
    let problem: Value = serde_json::from_str(&text).unwrap();
    let code = problem["code"].as_str().unwrap();
    assert_eq!(problem["type"], format!("urn:hebewerk:problem:{code}"));
    assert_eq!(problem["status"], expected.as_u16());
    let id = headers["x-request-id"].to_str().unwrap();
    assert_eq!(problem["request_id"], id, "{path}");
    for member in ["title", "detail", "hint"] {
        let words = problem[member].as_str().unwrap_or_default();
        assert!(
            !words.starts_with('<') && !words.contains("{$"),
            "{problem}"
        );
    }
    problem
}

async fn refused_get(door: &Door, path: &str, expected: StatusCode) -> Value {
    refused(door, bare(path).body(Body::empty()).unwrap(), expected).await
}

fn bare(path: &str) -> Builder {
    Request::get(path)
}

/// The token of a signed-in person.
async fn token(door: &Door, email: &str, password: &str) -> String {
    let wish = json!({ "e_mail": email, "password": password });
    let (status, _, text) = door.send(post_json("/api/v1/sessions", &wish)).await;
    assert_eq!(status, StatusCode::CREATED, "{text}");
    let session: Value = serde_json::from_str(&text).unwrap();
    session["token"].as_str().unwrap().to_owned()
}

/// The token of the administrator, who knows of everything and reads no row of an office.
async fn administrator(door: &Door) -> String {
    door.administrator().await;
    token(door, "jana@stadt.example", "ein langer Satz").await
}

fn post_json(path: &str, body: &Value) -> Request<Body> {
    Request::post(path)
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()))
        .unwrap()
}

fn get_by(path: &str, token: &str) -> Request<Body> {
    bare(path)
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .body(Body::empty())
        .unwrap()
}

#[test]
fn only_these_operations_exist() {
    let listed: Vec<String> = operations()
        .iter()
        .map(|operation| {
            let right = match operation.right {
                Right::Everybody => "everybody",
                Right::SignedIn => "signed in",
                Right::Administrator => "administrator",
            };
            format!("{} {} {right}", operation.method, operation.path)
        })
        .collect();
    assert_eq!(
        listed,
        [
            "GET /api/v1 everybody",
            "GET /api/v1/openapi.json everybody",
            "POST /api/v1/sessions everybody",
            "GET /api/v1/sessions signed in",
            "POST /api/v1/sessions/end-others signed in",
            "GET /api/v1/sessions/current signed in",
            "DELETE /api/v1/sessions/current signed in",
            "DELETE /api/v1/sessions/{session} signed in",
            "GET /api/v1/keys signed in",
            "POST /api/v1/keys signed in",
            "POST /api/v1/keys/{key}/revoke signed in",
            "GET /api/v1/organisations/{organisation}/keys signed in",
            "POST /api/v1/organisations/{organisation}/keys signed in",
            "POST /api/v1/organisations/{organisation}/keys/{key}/revoke signed in",
            "GET /api/v1/organisations/{organisation}/invitations signed in",
            "POST /api/v1/organisations/{organisation}/invitations signed in",
            "POST /api/v1/organisations/{organisation}/invitations/{invitation}/revoke signed in",
            "GET /api/v1/organisations everybody",
            "GET /api/v1/organisations/{organisation} everybody",
            "POST /api/v1/organisations/{organisation}/deliveries signed in",
            "GET /api/v1/datasets everybody",
            "GET /api/v1/search everybody",
            "GET /api/v1/datasets/{organisation}/{dataset} everybody",
            "GET /api/v1/datasets/{organisation}/{dataset}/tables everybody",
            "GET /api/v1/datasets/{organisation}/{dataset}/tables/{table} everybody",
            "GET /api/v1/datasets/{organisation}/{dataset}/tables/{table}/rows everybody",
            "GET /api/v1/datasets/{organisation}/{dataset}/tables/{table}/tiles everybody",
            "GET /api/v1/datasets/{organisation}/{dataset}/tables/{table}/tiles/{z}/{x}/{y} everybody",
            "GET /api/v1/datasets/{organisation}/{dataset}/tables/{table}/{download} everybody",
            "GET /api/v1/datasets/{organisation}/{dataset}/versions everybody",
            "GET /api/v1/datasets/{organisation}/{dataset}/versions/{number} everybody",
            "GET /api/v1/datasets/{organisation}/{dataset}/findings everybody",
            "GET /api/v1/datasets/{organisation}/{dataset}/deliveries signed in",
            "GET /api/v1/datasets/{organisation}/{dataset}/deliveries/{delivery}/raw signed in",
            "GET /api/v1/held signed in",
            "GET /api/v1/datasets/{organisation}/{dataset}/held signed in",
            "PUT /api/v1/datasets/{organisation}/{dataset}/held signed in",
            "POST /api/v1/datasets/{organisation}/{dataset}/held/{delivery}/accept signed in",
            "POST /api/v1/datasets/{organisation}/{dataset}/held/{delivery}/refuse signed in",
            "GET /api/v1/datasets/{organisation}/{dataset}/erasures signed in",
            "POST /api/v1/datasets/{organisation}/{dataset}/erasures signed in",
            "POST /api/v1/datasets/{organisation}/{dataset}/erasures/preview signed in",
            "GET /api/v1/datasets/{organisation}/{dataset}/grants signed in",
            "POST /api/v1/datasets/{organisation}/{dataset}/grants signed in",
            "POST /api/v1/datasets/{organisation}/{dataset}/grants/{grant}/revoke signed in",
            "GET /api/v1/datasets/{organisation}/{dataset}/protection signed in",
            "PUT /api/v1/datasets/{organisation}/{dataset}/protection signed in",
            "GET /api/v1/releases signed in",
            "GET /api/v1/datasets/{organisation}/{dataset}/releases signed in",
            "POST /api/v1/datasets/{organisation}/{dataset}/releases signed in",
            "POST /api/v1/datasets/{organisation}/{dataset}/releases/withdraw signed in",
            "POST /api/v1/datasets/{organisation}/{dataset}/releases/{release}/agree signed in",
            "POST /api/v1/datasets/{organisation}/{dataset}/releases/{release}/refuse signed in",
            "GET /api/v1/bridges everybody",
            "GET /api/v1/bridge-groups everybody",
            "GET /api/v1/bridges/{bridge} everybody",
            "GET /api/v1/bridges/{bridge}/measures everybody",
            "GET /api/v1/bridges/{bridge}/rounds everybody",
            "POST /api/v1/bridges/{bridge}/{decision} signed in",
            "GET /api/v1/silo-map everybody",
            "GET /api/v1/sql everybody",
            "POST /api/v1/sql everybody",
            "GET /api/v1/views everybody",
            "POST /api/v1/views signed in",
            "GET /api/v1/views/{view} everybody",
            "PUT /api/v1/views/{view} signed in",
            "DELETE /api/v1/views/{view} signed in",
            "GET /api/v1/views/{view}/editions everybody",
            "GET /api/v1/views/{view}/columns everybody",
            "GET /api/v1/views/{view}/rows everybody",
            "GET /api/v1/connectors signed in",
            "GET /api/v1/connections signed in",
            "POST /api/v1/connections signed in",
            "GET /api/v1/connections/{connection} signed in",
            "PUT /api/v1/connections/{connection} signed in",
            "DELETE /api/v1/connections/{connection} signed in",
            "GET /api/v1/connections/{connection}/runs signed in",
            "POST /api/v1/connections/{connection}/runs signed in",
            "POST /api/v1/connections/{connection}/take-over signed in",
            "GET /api/v1/audit signed in",
            "GET /api/v1/audit/export/{download} signed in",
            "POST /api/v1/audit/check signed in",
            "GET /api/v1/audit/processing signed in",
        ]
    );
}

#[tokio::test]
async fn the_document_is_openapi_and_names_every_operation() {
    let door = door_to(City::default()).await;
    let (_, document) = get(&door, "/api/v1/openapi.json").await;
    assert_eq!(document["openapi"], "3.1.0");
    assert_eq!(document["info"]["title"], "hebewerk");
    let mut names = Vec::new();
    for operation in operations() {
        let method = operation.method.to_lowercase();
        let said = &document["paths"][&operation.path][&method];
        assert!(said.is_object(), "{} {}", operation.method, operation.path);
        let is_open = operation.right == Right::Everybody;
        assert_eq!(said["security"].is_null(), is_open, "{}", operation.path);
        names.push(said["operationId"].as_str().unwrap().to_owned());
        for (status, response) in said["responses"].as_object().unwrap() {
            let words = response["description"].as_str().unwrap_or_default();
            assert!(!words.is_empty(), "{} {status}", operation.path);
        }
    }
    let all = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), all, "two operations have the same name");
    insta::assert_json_snapshot!("openapi", document);
}

#[tokio::test]
async fn the_entry_leads_everywhere_with_and_without_a_slash() {
    let door = door().await;
    let (response, entry) = get(&door, "/api/v1").await;
    assert_eq!(
        response.headers()[header::CACHE_CONTROL],
        "public, no-cache"
    );
    assert_eq!(entry["title"], "Datenhub Probe");
    for (relation, address) in entry["links"].as_object().unwrap() {
        let path = address
            .as_str()
            .unwrap()
            .strip_prefix("http://localhost")
            .unwrap();
        let (status, _, _) = door.get(path).await;
        let expected = match relation.as_str() {
            "sql" => StatusCode::BAD_REQUEST,
            "sessions" => StatusCode::UNAUTHORIZED,
            _ => StatusCode::OK,
        };
        assert_eq!(status, expected, "{path}");
    }
    assert_eq!(get(&door, "/api/v1/").await.1, entry);
}

#[tokio::test]
async fn a_document_that_is_known_is_not_sent_again() {
    let door = door().await;
    for path in ["/api/v1/organisations", TREES, "/api/v1/openapi.json"] {
        let (response, _) = get(&door, path).await;
        let etag = response.headers()[header::ETAG].clone();
        let again = bare(path).header(header::IF_NONE_MATCH, etag);
        let (status, _, text) = door.send(again.body(Body::empty()).unwrap()).await;
        assert_eq!((status, text.as_str()), (StatusCode::NOT_MODIFIED, ""));
    }
}

#[tokio::test]
async fn a_tag_opens_nothing_to_those_who_may_not_read() {
    let door = door().await;
    let token = administrator(&door).await;
    let asked = |path: &str, token: Option<&str>| {
        let mut request = bare(path).header(header::IF_NONE_MATCH, "*");
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        request.body(Body::empty()).unwrap()
    };
    for part in ["/tables/kontrollen/rows", "/tables/kontrollen/download.csv"] {
        let path = format!("{CHECKS}{part}");
        refused(&door, asked(&path, None), StatusCode::NOT_FOUND).await;
        refused(&door, asked(&path, Some(&token)), StatusCode::FORBIDDEN).await;
    }
    // What a shared cache may keep is told apart by who asks.
    let (_, response, _) = door.send(asked(TREES, None)).await;
    let vary = response.headers().get_all(header::VARY);
    let vary: Vec<_> = vary.iter().map(|value| value.to_str().unwrap()).collect();
    assert!(
        vary.join(", ").contains("authorization, cookie"),
        "{vary:?}"
    );
    let (_, response, _) = door.send(asked(TREES, Some(&token))).await;
    assert_eq!(
        response.headers()[header::CACHE_CONTROL],
        "private, no-cache"
    );
}

#[tokio::test]
async fn what_is_not_offered_is_told_as_a_problem() {
    let door = door().await;
    for path in ["/api", "/api/v1/gibt/es/nicht", "/api/v2"] {
        let problem = refused_get(&door, path, StatusCode::NOT_FOUND).await;
        assert_eq!(problem["code"], "not_found");
    }
    let delete = Request::delete(TREES).body(Body::empty()).unwrap();
    let (status, response, text) = door.send(delete).await;
    assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(response.headers()[header::ALLOW], "GET,HEAD");
    assert!(text.contains("method_not_allowed"), "{text}");
    let english = bare("/api/v1/datasets?limit=0").header(header::ACCEPT_LANGUAGE, "en");
    let english = english.body(Body::empty()).unwrap();
    let problem = refused(&door, english, StatusCode::BAD_REQUEST).await;
    assert_eq!(problem["detail"], "“limit” is a number from 1 to 100.");
}

#[tokio::test]
async fn what_somebody_may_not_know_of_does_not_exist_for_programs_either() {
    let door = door().await;
    for part in [
        "",
        "?version=1",
        "/tables",
        "/tables/kontrollen",
        "/tables/kontrollen/rows",
        "/tables/kontrollen/download.csv",
        "/tables/kontrollen/download.parquet",
        "/versions",
        "/versions/1",
        "/findings",
    ] {
        let hidden = refused_get(&door, &format!("{CHECKS}{part}"), StatusCode::NOT_FOUND).await;
        let invented = format!("{CHECKS}{part}").replace("kontrollen", "erfunden");
        let unknown = refused_get(&door, &invented, StatusCode::NOT_FOUND).await;
        let told = |problem: &Value, name: &str| {
            let mut problem = problem.clone();
            problem["request_id"] = Value::Null;
            problem.to_string().replace(name, "")
        };
        assert_eq!(
            told(&hidden, "kontrollen"),
            told(&unknown, "erfunden"),
            "{part} tells more than it should"
        );
    }
    for path in [
        "/api/v1/datasets",
        "/api/v1/search?q=baum",
        "/api/v1/organisations",
    ] {
        let (_, document) = get(&door, path).await;
        assert!(!document.to_string().contains("kontrollen"), "{path}");
    }
    let question = json!({ "sql": "select * from stadtgruen.kontrollen" });
    let asked = post_json("/api/v1/sql", &question);
    let problem = refused(&door, asked, StatusCode::BAD_REQUEST).await;
    assert_eq!(problem["code"], "sql_unknown");
}

#[tokio::test]
async fn who_may_not_read_rows_gets_the_description_and_a_reason() {
    let door = door().await;
    let token = administrator(&door).await;
    let (status, response, text) = door.send(get_by(CHECKS, &token)).await;
    assert_eq!(status, StatusCode::OK, "{text}");
    assert_eq!(
        response.headers()[header::CACHE_CONTROL],
        "private, no-cache"
    );
    let dataset: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        (&dataset["may_read_rows"], &dataset["rule"]),
        (&json!(false), &json!("not_a_member"))
    );
    let table = format!("{CHECKS}/tables/kontrollen");
    let (_, _, text) = door.send(get_by(&table, &token)).await;
    let described: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(described["has_statistics"], false);
    assert!(!text.contains("Eiche"), "statistics are payload: {text}");
    for part in [
        "/tables/kontrollen/rows",
        "/tables/kontrollen/download.csv",
        "/findings",
        "/deliveries",
        "/deliveries/00000000-0000-0000-0000-0000000000d2/raw",
    ] {
        let request = get_by(&format!("{CHECKS}{part}"), &token);
        let problem = refused(&door, request, StatusCode::FORBIDDEN).await;
        assert!(problem["hint"].is_string(), "{part}: {problem}");
        assert!(!problem.to_string().contains("Eiche"));
    }
}

#[test]
fn every_refusal_of_the_interface_has_words() {
    for key in [
        "unknown-parameter",
        "unknown-column",
        "unknown-operator",
        "invalid-filter-value",
        "invalid-condition",
        "too-many-conditions",
        "too-many-sort-columns",
        "invalid-limit",
        "invalid-version",
        "invalid-truth",
        "invalid-cursor",
        "json-expected",
        "invalid-json",
        "invalid-recipe",
        "not-acceptable",
        "missing-statement",
        "missing-file-name",
        "more-than-one-file",
        "field-too-long",
        "invalid-token",
    ] {
        for language in [Language::De, Language::En] {
            assert!(
                hebewerk_words::has(language, &format!("refusal-{key}")),
                "{key}"
            );
        }
    }
    for hint in [
        "bearer",
        "proof",
        "operators",
        "columns",
        "similar-columns",
        "standard-notation",
        "cursor",
    ] {
        for language in [Language::De, Language::En] {
            assert!(
                hebewerk_words::has(language, &format!("hint-{hint}")),
                "{hint}"
            );
        }
    }
}
