//! OGC SensorThings.

use crate::fetching::Fetching;
use crate::server::{Answer, Request, Server};
use serde_json::{Value, json};

fn skipped(request: &Request) -> u64 {
    request
        .parameter("$skip")
        .map_or(0, |skip| skip.parse().unwrap())
}

/// Five measurements, two a page.
fn page(request: &Request) -> Value {
    let start = skipped(request);
    let end = (start + 2).min(5);
    let entities: Vec<Value> = (start..end)
        .map(|id| json!({"@iot.id": id, "result": 1.5}))
        .collect();
    let mut page = json!({"@iot.count": 5, "value": entities});
    if end < 5 {
        let here = request.header("host");
        let path = "v1.1/Datastreams(1)/Observations";
        page["@iot.nextLink"] = json!(format!("http://{here}/{path}?$top=2&$skip={end}"));
    }
    page
}

/// The page that is asked for.
pub(crate) fn usual(request: &Request) -> Answer {
    Answer::ok(page(request).to_string())
}

pub(crate) fn fetching(server: &Server) -> Fetching {
    let url = server.url("/v1.1");
    let query = ("query", "Datastreams(1)/Observations?$filter=result gt 1");
    Fetching::new("sensorthings", &[server], &[("url", &url), query])
}

#[tokio::test]
async fn all_pages_become_one_entity_a_line() {
    let server = Server::start(|request, _before| {
        let pretty = serde_json::to_string_pretty(&page(request)).unwrap();
        Answer::ok(pretty)
    })
    .await;
    let came = fetching(&server).file().await;
    assert_eq!(came.name, "Observations.ndjson");
    let lines: Vec<&str> = came.text.lines().collect();
    assert_eq!(lines.len(), 5);
    assert_eq!(lines[4], r#"{"@iot.id":4,"result":1.5}"#);
    let first = &server.seen()[0];
    assert_eq!(first.parameter("$count").as_deref(), Some("true"));
    assert_eq!(first.parameter("$filter").as_deref(), Some("result gt 1"));
}

#[tokio::test]
async fn fewer_than_counted_is_an_error() {
    let server = Server::start(|request, _before| {
        let mut page = page(request);
        if skipped(request) == 2 {
            page.as_object_mut().unwrap().remove("@iot.nextLink");
        }
        Answer::ok(page.to_string())
    })
    .await;
    let refusal = fetching(&server).refusal().await;
    assert_eq!(refusal, ("fetch_incomplete", "4/5".to_owned()));
}

#[tokio::test]
async fn lists_that_go_on_inside_of_entities_are_an_error() {
    let server = Server::start(|_request, _before| {
        let more = json!({"Datastreams@iot.nextLink": "x", "Datastreams": [{"name": "a"}]});
        let text = json!({"name": "\"@iot.nextLink\": is a text"});
        Answer::ok(json!({"value": [text, more]}).to_string())
    })
    .await;
    assert_eq!(fetching(&server).error().await.code, "fetch_cut_inside");
    let text = Server::start(|_request, _before| {
        let text = json!({"name": "\"@iot.nextLink\": is a text"});
        Answer::ok(json!({"value": [text]}).to_string())
    })
    .await;
    assert_eq!(fetching(&text).file().await.text.lines().count(), 1);
}

#[tokio::test]
async fn pages_elsewhere_and_in_a_circle_are_not_fetched() {
    for (next, code) in [
        ("http://127.0.0.1/v1.1", "fetch_redirect_refused"),
        ("?$skip=0", "fetch_answer_invalid"),
    ] {
        let server = Server::start(move |request, _before| {
            let mut page = page(request);
            page["@iot.nextLink"] = json!(next);
            Answer::ok(page.to_string())
        })
        .await;
        assert_eq!(fetching(&server).error().await.code, code, "{next}");
    }
}

#[tokio::test]
async fn half_a_page_and_a_busy_server_are_asked_again() {
    let server = Server::start(|request, before| match before {
        1 => Answer::ok(page(request).to_string()).cut_after(30),
        2 => Answer::status(503, "").with("retry-after", "0"),
        _ => Answer::ok(page(request).to_string()),
    })
    .await;
    assert_eq!(fetching(&server).file().await.text.lines().count(), 5);
}

#[tokio::test]
async fn an_entity_alone_is_no_list() {
    let server = Server::start(|_request, _before| Answer::ok(r#"{"@iot.id": 1}"#)).await;
    let error = fetching(&server).error().await;
    assert_eq!(
        (error.code, error.field),
        ("fetch_not_allowed", Some("query"))
    );
}

#[tokio::test]
async fn sets_are_offered() {
    let server = Server::start(|_request, _before| {
        Answer::ok(r#"{"value": [{"name": "Things", "url": "x"}]}"#)
    })
    .await;
    let offered = fetching(&server).look().await.unwrap();
    assert_eq!(
        (offered[0].field, offered[0].value.as_str()),
        ("query", "Things")
    );
}
