//! `/organisations/…/deliveries` and `/datasets/…/deliveries`

use super::{TREES, administrator, get_by, refused, refused_get, token};
use crate::answers::{Door, door_to, get_as, post};
use crate::city::city;
use crate::fake::City;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use futures::{StreamExt, stream};
use hebewerk_model::{ColumnType, Dialect, Format, InspectedColumn, InspectedTable, Inspection};
use serde_json::Value;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const DELIVERIES: &str = "/api/v1/organisations/stadtgruen/deliveries";

fn inspection() -> Inspection {
    let column = |name: &str| InspectedColumn {
        label: name.to_uppercase(),
        name: name.to_owned(),
        column_type: ColumnType::Text,
        semantic_type: None,
        confidence: 0.95,
        unit: None,
        null_share: 0.0,
        distinct: 3,
        pattern: None,
        personal: None,
    };
    Inspection {
        format: Format::Csv,
        tables: vec![InspectedTable {
            name: "Bäume".to_owned(),
            member: None,
            dialect: Dialect::default(),
            header_line: 0,
            header_rows: 1,
            data_rows: 3,
            footer_rows: 0,
            set_aside: 0,
            columns: ["art", "umfang", "pflanzjahr", "begangen"]
                .map(column)
                .to_vec(),
            confidence: 0.99,
            is_prose: false,
        }],
        findings: Vec::new(),
    }
}

/// A door to the small city, and the token of a steward of its house.
async fn steward(staging: &tempfile::TempDir) -> (Door, String) {
    let door = door_to(City {
        inspection: Some(inspection()),
        staging: staging.path().to_owned(),
        ..city()
    })
    .await;
    let cookie = door.administrator().await;
    let (_, _, page) = door.send(get_as("/verwaltung/konten/neu", &cookie)).await;
    let proof = page
        .split("name=\"marke\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let form = format!(
        "marke={proof}&name=Kai&email=kai%40stadt.example&kennwort=noch+ein+Satz&rolle_stadtgruen=steward"
    );
    let (status, _, text) = door
        .send(post("/verwaltung/konten/neu", &form, &cookie))
        .await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let token = token(&door, "kai@stadt.example", "noch ein Satz").await;
    (door, token)
}

fn deliver(path: &str, token: &str, media: &str, body: &str) -> Request<Body> {
    Request::post(path)
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::CONTENT_TYPE, media)
        .body(Body::from(body.to_owned()))
        .unwrap()
}

fn part(name: &str, content: &str) -> String {
    format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{content}\r\n")
}

fn form(parts: &[(&str, &str)]) -> String {
    let mut body = String::from(
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"B\u{e4}ume_2026.csv\"\r\n\r\na;b\r\n\r\n",
    );
    for (name, content) in parts {
        body.push_str(&part(name, content));
    }
    body + "--x--\r\n"
}

const FORM: &str = "multipart/form-data; boundary=x";

#[tokio::test]
async fn a_file_is_taken_in_by_a_form_or_as_the_body_itself() {
    let staging = tempfile::tempdir().unwrap();
    let (door, token) = steward(&staging).await;
    // What is said about the file may stand behind it.
    let body = form(&[
        ("title", "Neue Bäume"),
        ("visibility", "city"),
        ("recipe", "{\"tables\":[]}"),
    ]);
    let by_form = deliver(DELIVERIES, &token, FORM, &body);
    let bare = format!("{DELIVERIES}?file_name=B%C3%A4ume_2026.csv&title=Neue+B%C3%A4ume");
    let by_body = deliver(&bare, &token, "text/csv", "a;b\r\n");
    for request in [by_form, by_body] {
        let (status, response, text) = door.send(request).await;
        assert_eq!(status, StatusCode::CREATED, "{text}");
        assert_eq!(
            response.headers()[header::LOCATION],
            "http://localhost/api/v1/datasets/stadtgruen/baeume_2026/versions/1"
        );
        let report: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(
            (&report["outcome"], &report["version"]["number"]),
            (&"version".into(), &1.into())
        );
        assert_eq!(report["tables"][0]["rows"], 3);
        assert_eq!(report["delivery"]["file_name"], "Bäume_2026.csv");
    }
    assert_eq!(
        std::fs::read_dir(staging.path()).unwrap().count(),
        0,
        "copies are left behind"
    );
}

#[tokio::test]
async fn a_delivery_that_is_refused_leaves_nothing_behind() {
    let staging = tempfile::tempdir().unwrap();
    let (door, token) = steward(&staging).await;
    for (parts, code) in [
        (vec![("visibility", "alle")], "invalid_visibility"),
        (vec![("recipe", "{")], "invalid_recipe"),
        (vec![("zugang", "city")], "unknown_parameter"),
    ] {
        let request = deliver(DELIVERIES, &token, FORM, &form(&parts));
        let problem = refused(&door, request, StatusCode::BAD_REQUEST).await;
        assert_eq!(problem["code"], code);
    }
    let nameless = deliver(DELIVERIES, &token, "text/csv", "a;b\r\n");
    let problem = refused(&door, nameless, StatusCode::BAD_REQUEST).await;
    assert_eq!(problem["code"], "missing_file_name");
    let empty = deliver(
        DELIVERIES,
        &token,
        FORM,
        &(part("title", "x") + "--x--\r\n"),
    );
    let problem = refused(&door, empty, StatusCode::BAD_REQUEST).await;
    assert_eq!(problem["code"], "no_file");
    let unknown = format!("{DELIVERIES}?file_name=a.csv&dataset=gibtesnicht");
    let unknown = deliver(&unknown, &token, "text/csv", "a;b\r\n");
    let problem = refused(&door, unknown, StatusCode::NOT_FOUND).await;
    assert_eq!(problem["code"], "no_such_dataset");
    assert_eq!(std::fs::read_dir(staging.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn a_delivery_to_a_dataset_of_another_circle_is_told_what_it_would_have_done() {
    let staging = tempfile::tempdir().unwrap();
    let (door, token) = steward(&staging).await;
    let office = format!("{DELIVERIES}?file_name=a.csv&dataset=baeume&visibility=office");
    let office = deliver(&office, &token, "text/csv", "a;b\r\n");
    let problem = refused(&door, office, StatusCode::CONFLICT).await;
    assert_eq!(problem["code"], "other_visibility");
    assert_eq!(problem["parameters"]["name"], "stadtgruen/baeume");
    assert_eq!(problem["parameters"]["visibility"], "public");
    let detail = problem["detail"].as_str().unwrap();
    assert!(detail.contains("„stadtgruen/baeume“") && detail.contains("alle lesen"));
    assert!(problem["hint"].as_str().unwrap().contains("„dataset“"));
    assert_eq!(std::fs::read_dir(staging.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn only_stewards_of_the_house_bring_files_and_nothing_is_stored_for_others() {
    let staging = tempfile::tempdir().unwrap();
    let (door, _) = steward(&staging).await;
    let other = token(&door, "jana@stadt.example", "ein langer Satz").await;
    let path = format!("{DELIVERIES}?file_name=a.csv");
    let request = deliver(&path, &other, "text/csv", "a;b\r\n");
    let problem = refused(&door, request, StatusCode::FORBIDDEN).await;
    assert_eq!(problem["code"], "not_a_steward");
    let nobody = Request::post(&path).body(Body::from("a;b\r\n")).unwrap();
    let problem = refused(&door, nobody, StatusCode::UNAUTHORIZED).await;
    assert_eq!(problem["code"], "unauthenticated");
    assert_eq!(std::fs::read_dir(staging.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn who_loses_their_rights_while_a_file_travels_has_brought_nothing() {
    let staging = tempfile::tempdir().unwrap();
    let (door, token) = steward(&staging).await;
    let (sender, pieces) = futures::channel::mpsc::unbounded();
    sender
        .unbounded_send(Ok::<_, std::io::Error>("a;b\r\n"))
        .unwrap();
    let request = Request::post(format!("{DELIVERIES}?file_name=a.csv"))
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .body(Body::from_stream(pieces))
        .unwrap();
    let sign_out = Request::delete("/api/v1/sessions/current")
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .body(Body::empty())
        .unwrap();
    // The file ends only after its sender has gone.
    let end = async {
        let (status, _, _) = door.send(sign_out).await;
        assert_eq!(status, StatusCode::NO_CONTENT);
        drop(sender);
    };
    let (problem, ()) = tokio::join!(refused(&door, request, StatusCode::UNAUTHORIZED), end);
    assert_eq!(problem["code"], "invalid_token");
    assert_eq!(std::fs::read_dir(staging.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn a_form_whose_part_never_begins_does_not_fill_the_memory() {
    let staging = tempfile::tempdir().unwrap();
    let (door, token) = steward(&staging).await;
    let come = Arc::new(AtomicUsize::new(0));
    let counted = come.clone();
    let head = stream::iter(["--x\r\nContent-Disposition: form-data; name=\"".to_owned()]);
    let endless = head.chain(stream::repeat_with(|| "a".repeat(1 << 16)).take(1_000));
    let body = endless.map(move |piece| {
        counted.fetch_add(piece.len(), Ordering::Relaxed);
        Ok::<_, std::io::Error>(piece)
    });
    let request = Request::post(DELIVERIES)
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::CONTENT_TYPE, FORM)
        .body(Body::from_stream(body))
        .unwrap();
    let problem = refused(&door, request, StatusCode::BAD_REQUEST).await;
    assert_eq!(problem["code"], "upload_broken");
    assert!(come.load(Ordering::Relaxed) < 16 << 20);
    assert_eq!(std::fs::read_dir(staging.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn the_raw_file_is_for_its_owner() {
    let staging = tempfile::tempdir().unwrap();
    let (door, token) = steward(&staging).await;
    let list = format!("{TREES}/deliveries");
    let (status, _, text) = door.send(get_by(&list, &token)).await;
    assert_eq!(status, StatusCode::OK, "{text}");
    let page: Value = serde_json::from_str(&text).unwrap();
    let raw = page["items"][0]["links"]["raw"].as_str().unwrap();
    let raw = raw.strip_prefix("http://localhost").unwrap();
    let (status, response, text) = door.send(get_by(raw, &token)).await;
    assert_eq!((status, text.as_str()), (StatusCode::OK, "a;b\r\n"));
    let headers = response.headers();
    assert_eq!(headers[header::CACHE_CONTROL], "private, no-cache");
    assert!(
        headers[header::CONTENT_SECURITY_POLICY]
            .to_str()
            .unwrap()
            .contains("sandbox")
    );
    for path in [&list, raw] {
        refused_get(&door, path, StatusCode::UNAUTHORIZED).await;
    }
    // The dataset is public, but an administrator does not own it.
    let door = door_to(city()).await;
    let other = administrator(&door).await;
    for path in [&list, raw] {
        refused(&door, get_by(path, &other), StatusCode::FORBIDDEN).await;
    }
}
