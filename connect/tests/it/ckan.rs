//! Data portals that run CKAN.

use crate::fetching::Fetching;
use crate::server::{Answer, Request, Server};
use serde_json::{Value, json};

const TEXT: &str = "baum;jahr\nLinde;1990\n";

fn show(resources: &Value) -> String {
    json!({"success": true, "result": {"name": "baeume", "resources": resources}}).to_string()
}

fn here(request: &Request) -> String {
    format!("http://{}", request.header("host"))
}

/// A portal with one file of its own, changed at `changed`.
async fn portal(changed: &'static str) -> Server {
    Server::start(move |request, _before| said(request, changed)).await
}

fn said(request: &Request, changed: &str) -> Answer {
    let resource = json!([{
        "id": "r1",
        "name": "Tabelle",
        "format": "CSV",
        "url": format!("{}/download/1", here(request)),
        "url_type": "upload",
        "last_modified": changed,
    }]);
    match request.path.split('?').next().unwrap() {
        "/ckan/api/3/action/package_show" => Answer::ok(show(&resource)),
        "/download/1" => Answer::ok(TEXT),
        other => panic!("{other}"),
    }
}

/// What a portal answers.
pub(crate) fn usual(request: &Request) -> Answer {
    said(request, "2026-01-01T00:00:00")
}

pub(crate) fn fetching(server: &Server) -> Fetching {
    let url = server.url("/ckan");
    let settings = [("url", url.as_str()), ("dataset", "baeume")];
    Fetching::new("ckan", &[server], &settings)
}

#[tokio::test]
async fn a_file_comes_once_for_every_change_the_portal_knows() {
    let server = portal("2026-01-01T00:00:00").await;
    let came = fetching(&server).secret("token", "abc").file().await;
    assert_eq!((came.name.as_str(), came.text.as_str()), ("1.csv", TEXT));
    for request in server.seen() {
        assert_eq!(request.header("authorization"), "abc");
    }
    let again = fetching(&server).memory(came.memory).run().await;
    assert_eq!(again.unwrap(), None);
    assert_eq!(server.seen().len(), 3);
}

#[tokio::test]
async fn a_file_on_another_server_gets_no_token_and_is_asked_whether_it_changed() {
    let other = Server::start(|request, _before| match request.header("if-none-match") {
        "" => Answer::ok(TEXT).with("etag", "\"a\""),
        _ => Answer::status(304, ""),
    })
    .await;
    let there = other.url("/a.csv");
    let server = Server::start(move |_request, _before| {
        Answer::ok(show(
            &json!([{"id": "r", "format": "CSV", "url": there, "hash": "x"}]),
        ))
    })
    .await;
    let url = server.url("/dataset/baeume");
    let fetching = || {
        let fetching = Fetching::new("ckan", &[&server, &other], &[("url", &url)]);
        fetching.secret("token", "abc")
    };
    let came = fetching().file().await;
    assert_eq!(came.name, "a.csv");
    assert_eq!(fetching().memory(came.memory).run().await.unwrap(), None);
    for request in other.seen() {
        assert_eq!(request.header("authorization"), "");
    }
}

#[tokio::test]
async fn a_file_inside_is_not_fetched() {
    for inside in ["http://127.0.0.1/a.csv", "http://169.254.169.254/a.csv"] {
        let server = Server::start(move |_request, _before| {
            Answer::ok(show(&json!([{"id": "r", "format": "CSV", "url": inside}])))
        })
        .await;
        let error = fetching(&server).error().await;
        assert_eq!(error.code, "fetch_address_refused", "{inside}");
    }
}

#[tokio::test]
async fn half_a_file_is_an_error() {
    let server = Server::start(|request, _before| {
        let url = format!("{}/a.csv", here(request));
        if request.path.starts_with("/a.csv") {
            return Answer::ok(TEXT).cut_after(9);
        }
        Answer::ok(show(&json!([{"id": "r", "format": "CSV", "url": url}])))
    })
    .await;
    assert_eq!(fetching(&server).error().await.code, "fetch_cut_off");
}

#[tokio::test]
async fn files_of_a_dataset_or_datasets_are_offered() {
    let server = Server::start(|request, _before| {
        let id = request.parameter("id").unwrap_or_default();
        match (request.path.contains("package_show"), id.as_str()) {
            (true, "baeume") => Answer::ok(show(&json!([
                {"id": "r", "name": "Tabelle", "format": "CSV", "url": "https://x.example/a"}
            ]))),
            (true, _) => Answer::status(404, r#"{"success": false}"#),
            (false, _) => {
                assert_eq!(request.parameter("q").as_deref(), Some("bäume in"));
                let found = json!([{"name": "baeume", "title": "Bäume in Musterstadt"}]);
                Answer::ok(json!({"success": true, "result": {"results": found}}).to_string())
            }
        }
    })
    .await;
    let offered = fetching(&server).look().await.unwrap();
    assert_eq!(
        (offered[0].field, offered[0].value.as_str()),
        ("resource", "r")
    );
    assert_eq!(offered[0].title.as_deref(), Some("Tabelle (CSV)"));
    let url = server.url("/ckan/");
    let search = Fetching::new(
        "ckan",
        &[&server],
        &[("url", &url), ("dataset", "bäume in")],
    );
    let offered = search.look().await.unwrap();
    assert_eq!(
        (offered[0].field, offered[0].value.as_str()),
        ("dataset", "baeume")
    );
}

#[tokio::test]
async fn what_is_no_answer_of_ckan_is_an_error() {
    let refused = r#"{"success": false, "error": {"__type": "Authorization Error"}}"#;
    for (body, code) in [
        (refused, "fetch_request_refused"),
        ("<html>", "fetch_answer_invalid"),
        (r#"{"success": true, "result": []}"#, "fetch_answer_invalid"),
    ] {
        let server = Server::start(move |_request, _before| Answer::ok(body)).await;
        assert_eq!(fetching(&server).error().await.code, code, "{body}");
    }
}
