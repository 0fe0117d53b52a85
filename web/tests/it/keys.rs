//! Access keys on the pages and over REST.

use crate::answers::{Door, assert_whole, door_to, get_as};
use crate::city::city;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use serde_json::Value;

const NEW: &str =
    "name=Auswertung&recht_rows=ja&datensaetze=&bis=2027-02-18&kennwort=ein+langer+Satz";
/// Rows of the office, which Jana reads once she has a role there.
const ROWS: &str = "/api/v1/datasets/stadtgruen/kontrollen/tables/kontrollen/rows";

/// A door whose administrator answers for the data of the only house.
async fn owner() -> (Door, String) {
    let door = door_to(city()).await;
    let cookie = door.administrator().await;
    let id = door.nothing.accounts()[0].id;
    let form = "name=Jana&email=jana%40stadt.example&verwaltung=ja&rolle_stadtgruen=owner";
    let path = format!("/verwaltung/konten/{id}");
    let (status, _, text) = door.post_as(&path, form, &cookie).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    (door, cookie)
}

async fn asked(door: &Door, method: Method, path: &str, secret: &str) -> (StatusCode, Value) {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::AUTHORIZATION, format!("Bearer {secret}"))
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(
            r#"{"name":"x","rights":["rows"],"password":"ein langer Satz"}"#,
        ))
        .unwrap();
    let (status, _, text) = door.send(request).await;
    (status, serde_json::from_str(&text).unwrap_or_default())
}

async fn made(door: &Door, path: &str, form: &str, cookie: &str) -> String {
    let (status, response, page) = door.post_as(path, form, cookie).await;
    assert_eq!(status, StatusCode::OK, "{page}");
    assert_eq!(response.headers()[header::CACHE_CONTROL], "no-store");
    assert_whole(path, &page);
    let secret = page.split("id=\"geheimnis\">").nth(1).unwrap();
    secret.split('<').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_key_is_shown_once_and_opens_what_it_is_for() {
    let (door, cookie) = owner().await;
    let secret = made(&door, "/konto/schluessel", NEW, &cookie).await;
    let (status, _) = asked(&door, Method::GET, ROWS, &secret).await;
    assert_eq!(status, StatusCode::OK);
    let (_, _, page) = door.send(get_as("/konto/schluessel", &cookie)).await;
    assert_whole("/konto/schluessel", &page);
    assert!(
        page.contains("Auswertung") && page.contains("20.11.2026"),
        "{page}"
    );
    assert!(!page.contains(&secret), "a secret is shown twice");
    let audit = door.nothing.audit.lock().unwrap();
    assert!(
        audit
            .iter()
            .any(|event| event.action == "make_key" && event.key.is_some())
    );
}

#[tokio::test]
async fn a_key_that_was_taken_back_is_refused_and_not_taken_for_the_public() {
    let (door, cookie) = owner().await;
    let secret = made(&door, "/konto/schluessel", NEW, &cookie).await;
    let (_, _, page) = door.send(get_as("/konto/schluessel", &cookie)).await;
    let path = page.split("href=\"/konto/schluessel/").nth(1).unwrap();
    let path = format!("/konto/schluessel/{}", path.split('"').next().unwrap());
    let (status, _, asking) = door.send(get_as(&path, &cookie)).await;
    assert_eq!(status, StatusCode::OK);
    assert_whole(&path, &asking);
    let (status, _, text) = door.post_as(&path, "", &cookie).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    for path in [ROWS, "/api/v1/datasets"] {
        let (status, problem) = asked(&door, Method::GET, path, &secret).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
        assert_eq!(problem["code"], "invalid_token");
    }
    let (_, _, page) = door.send(get_as("/konto/schluessel", &cookie)).await;
    assert!(page.contains("Ein Schlüssel gilt nicht mehr"), "{page}");
}

#[tokio::test]
async fn a_key_opens_no_page_and_is_worth_nothing_as_a_cookie() {
    let (door, cookie) = owner().await;
    let secret = made(&door, "/konto/schluessel", NEW, &cookie).await;
    let planted = format!("hw_sitzung={secret}");
    let (status, _, _) = door.send(get_as("/konto", &planted)).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (status, _, _) = door.send(get_as(ROWS, &planted)).await;
    assert_eq!(status, StatusCode::NOT_FOUND, "as for the public");
    let request = Request::get("/konto")
        .header(header::AUTHORIZATION, format!("Bearer {secret}"))
        .body(Body::empty())
        .unwrap();
    assert_eq!(door.send(request).await.0, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_key_manages_nothing_whatever_it_is_for() {
    let (door, cookie) = owner().await;
    let all = "name=Alles&recht_metadata=ja&recht_rows=ja&recht_take_in=ja&recht_maintain=ja&bis=2027-02-18&kennwort=ein+langer+Satz";
    let secret = made(&door, "/konto/schluessel", all, &cookie).await;
    for (method, path) in [
        (Method::GET, "/api/v1/sessions"),
        (Method::GET, "/api/v1/sessions/current"),
        (Method::DELETE, "/api/v1/sessions/current"),
        (Method::POST, "/api/v1/sessions/end-others"),
        (Method::GET, "/api/v1/keys"),
        (Method::POST, "/api/v1/keys"),
        (Method::GET, "/api/v1/organisations/stadtgruen/keys"),
        (Method::POST, "/api/v1/organisations/stadtgruen/keys"),
    ] {
        let (status, problem) = asked(&door, method.clone(), path, &secret).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{method} {path}: {problem}");
        assert_eq!(problem["code"], "not_for_keys", "{method} {path}");
    }
}

#[tokio::test]
async fn a_key_to_read_brings_no_file() {
    let (door, cookie) = owner().await;
    let secret = made(&door, "/konto/schluessel", NEW, &cookie).await;
    let path = "/api/v1/organisations/stadtgruen/deliveries?file_name=a.csv";
    let (status, problem) = asked(&door, Method::POST, path, &secret).await;
    assert_eq!(status, StatusCode::FORBIDDEN, "{problem}");
    assert_eq!(problem["code"], "beyond_key");
}

#[tokio::test]
async fn a_house_has_keys_of_its_own_for_those_who_answer_for_its_data() {
    let (door, cookie) = owner().await;
    let path = "/haeuser/stadtgruen/schluessel";
    let (_, _, house) = door.send(get_as("/haeuser/stadtgruen", &cookie)).await;
    assert!(house.contains(path), "{house}");
    let secret = made(&door, path, NEW, &cookie).await;
    let (status, _) = asked(&door, Method::GET, ROWS, &secret).await;
    assert_eq!(status, StatusCode::OK);
    door.nothing.nobody_stewards();
    let (status, _) = asked(&door, Method::GET, ROWS, &secret).await;
    assert_eq!(status, StatusCode::OK, "it belongs to the house");
    // Who runs the hub still sees and takes back, but makes none.
    let (status, _, page) = door.send(get_as(path, &cookie)).await;
    assert_eq!(status, StatusCode::OK);
    assert!(!page.contains("id=\"neu\""), "{page}");
    let (status, _, _) = door.post_as(path, NEW, &cookie).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    door.nothing.nobody_administers();
    let (status, _, _) = door.send(get_as(path, &cookie)).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_is_wrong_with_a_key_is_told_beside_what_was_typed() {
    let (door, cookie) = owner().await;
    for (form, sentence) in [
        (
            "name=A&bis=2027-02-18&kennwort=ein+langer+Satz",
            "mindestens ein Recht",
        ),
        (
            "name=A&recht_rows=ja&bis=2030-01-01&kennwort=ein+langer+Satz",
            "binnen eines Jahres",
        ),
        (
            "name=A&recht_rows=ja&bis=2027-02-18&datensaetze=unsinn",
            "gibt es nicht",
        ),
        (
            "name=&recht_rows=ja&bis=2027-02-18",
            "fehlt oder ist zu lang",
        ),
        (
            "name=A&recht_rows=ja&bis=2027-02-18&kennwort=geraten",
            "Kennwort",
        ),
    ] {
        let (status, _, page) = door.post_as("/konto/schluessel", form, &cookie).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{form}");
        assert!(page.contains(sentence), "{form}: {page}");
        assert_whole(form, &page);
    }
}
