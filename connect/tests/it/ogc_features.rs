//! OGC API – Features.

use crate::fetching::{Fetching, by_path};
use crate::server::{Answer, Request, Server};
use serde_json::{Value, json};
use std::time::Duration;

const LANDING: &str = "/ogc";

fn feature(id: u64) -> Value {
    json!({
        "type": "Feature",
        "id": id,
        "geometry": {"type": "Point", "coordinates": [7.2, 51.5]},
        "properties": {"name": format!("Baum {id}")},
    })
}

/// Seven trees, three a page.
fn page(server_url: &str, offset: u64) -> Value {
    let end = (offset + 3).min(7);
    let features: Vec<Value> = (offset..end).map(feature).collect();
    let mut links = vec![json!({"rel": "self", "href": "x"})];
    if end < 7 {
        let href = format!("{server_url}/ogc/collections/baeume/items?offset={end}&limit=3");
        links.push(json!({"rel": "next", "type": "text/html", "href": "http://127.0.0.1/html"}));
        links.push(json!({"rel": "next", "type": "application/geo+json", "href": href}));
    }
    json!({
        "type": "FeatureCollection",
        "features": features,
        "links": links,
        "numberMatched": 7,
        "numberReturned": end - offset,
    })
}

fn offset(request: &Request) -> u64 {
    let offset = request.parameter("offset");
    offset.map_or(0, |offset| offset.parse().unwrap())
}

fn here(request: &Request) -> String {
    format!("http://{}", request.header("host"))
}

/// The page that is asked for.
pub(crate) fn usual(request: &Request) -> Answer {
    Answer::ok(page(&here(request), offset(request)).to_string())
}

pub(crate) fn fetching(server: &Server) -> Fetching {
    let url = server.url(LANDING);
    let settings = [("url", url.as_str()), ("collection", "baeume")];
    Fetching::new("ogc_features", &[server], &settings)
}

#[tokio::test]
async fn all_pages_become_one_collection() {
    let server = Server::start(|request, _before| {
        assert!(request.header("accept").starts_with("application/geo+json"));
        Answer::ok(page(&here(request), offset(request)).to_string())
    })
    .await;
    let came = fetching(&server).file().await;
    assert_eq!(came.name, "baeume.geojson");
    let collection: Value = serde_json::from_str(&came.text).unwrap();
    let expected: Vec<Value> = (0..7).map(feature).collect();
    assert_eq!(collection["features"], Value::from(expected));
    assert_eq!(collection.get("crs"), None);
    let paths = server.paths();
    assert_eq!(paths[0], "/ogc/collections/baeume/items?limit=1000");
    assert_eq!(paths.len(), 3);
}

#[tokio::test]
async fn the_reference_system_is_kept() {
    let crs = json!({"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}});
    let kept = crs.clone();
    let server = Server::start(move |_request, _before| {
        Answer::ok(json!({"type": "FeatureCollection", "crs": kept, "features": []}).to_string())
    })
    .await;
    let came = fetching(&server).file().await;
    let collection: Value = serde_json::from_str(&came.text).unwrap();
    assert_eq!(collection["crs"], crs);

    let asked = Server::start(|request, _before| {
        assert!(request.parameter("crs").is_some());
        Answer::ok(r#"{"features": []}"#)
    })
    .await;
    let url = asked.url("/ogc/collections/b/items?crs=http://www.opengis.net/def/crs/EPSG/0/25832");
    let came = Fetching::new("ogc_features", &[&asked], &[("url", &url)]);
    let came = came.file().await;
    let collection: Value = serde_json::from_str(&came.text).unwrap();
    let name = &collection["crs"]["properties"]["name"];
    assert_eq!(name, "http://www.opengis.net/def/crs/EPSG/0/25832");
}

#[tokio::test]
async fn fewer_than_there_are_is_an_error() {
    let server = Server::start(|request, _before| {
        let mut page = page(&here(request), offset(request));
        if offset(request) == 3 {
            page["links"] = json!([]);
        }
        Answer::ok(page.to_string())
    })
    .await;
    let refusal = fetching(&server).refusal().await;
    assert_eq!(refusal, ("fetch_incomplete", "6/7".to_owned()));
}

#[tokio::test]
async fn a_page_shorter_than_it_says_is_an_error() {
    let server = Server::start(|_request, _before| {
        Answer::ok(r#"{"features": [{"id": 1}], "numberReturned": 2}"#)
    })
    .await;
    let refusal = fetching(&server).refusal().await;
    assert_eq!(refusal, ("fetch_incomplete", "1/2".to_owned()));
}

#[tokio::test]
async fn links_in_a_circle_end() {
    let round = Server::start(|request, _before| {
        let mut page = page(&here(request), offset(request));
        page["links"] = json!([{"rel": "next", "href": "/ogc/collections/baeume/items?offset=3"}]);
        Answer::ok(page.to_string())
    })
    .await;
    assert_eq!(fetching(&round).error().await.code, "fetch_answer_invalid");
    let endless = Server::start(|request, _before| {
        let mut page = page(&here(request), 0);
        let next = format!("?offset={}", offset(request) + 3);
        page["links"] = json!([{"rel": "next", "href": next}]);
        Answer::ok(page.to_string())
    })
    .await;
    assert_eq!(
        fetching(&endless).error().await.code,
        "fetch_answer_invalid"
    );
}

#[tokio::test]
async fn pages_elsewhere_are_not_fetched() {
    let server = Server::start(|request, _before| {
        let mut page = page(&here(request), 0);
        page["links"] = json!([{"rel": "next", "href": "http://169.254.169.254/next"}]);
        Answer::ok(page.to_string())
    })
    .await;
    let refusal = fetching(&server).secret("token", "abc").refusal().await;
    let expected = ("fetch_redirect_refused", "169.254.169.254".to_owned());
    assert_eq!(refusal, expected);
}

#[tokio::test]
async fn a_page_that_breaks_off_is_asked_for_again() {
    let server = Server::start(|request, before| {
        let answer = Answer::ok(page(&here(request), offset(request)).to_string());
        match before {
            1 => answer.cut_after(100),
            2 => Answer::status(429, "").with("retry-after", "0"),
            _ => answer,
        }
    })
    .await;
    let came = fetching(&server).file().await;
    assert_eq!(came.text.matches("\"Feature\"").count(), 7);
    assert_eq!(server.seen().len(), 5);
}

#[tokio::test]
async fn half_a_page_without_a_length_is_an_error() {
    let server = Server::start(|request, _before| {
        let text = page(&here(request), 0).to_string();
        Answer::ok(text).with("no-length", "1").cut_after(150)
    })
    .await;
    assert_eq!(fetching(&server).error().await.code, "fetch_cut_off");
}

#[tokio::test]
async fn a_silent_server_and_too_much_are_errors() {
    let silent = Server::start(|request, _before| {
        Answer::ok(page(&here(request), 0).to_string()).silent_after(50)
    })
    .await;
    let short = fetching(&silent).time(Duration::from_millis(200));
    assert_eq!(short.error().await.code, "fetch_timeout");
    let long = Server::start(|request, _before| {
        Answer::ok(page(&here(request), offset(request)).to_string())
    })
    .await;
    let error = fetching(&long).most_bytes(1000).error().await;
    assert_eq!(error.code, "fetch_too_large");
}

#[tokio::test]
async fn collections_are_offered_with_their_titles() {
    let pages = by_path(&[
        (
            "/ogc",
            json!({"links": [{"rel": "data", "href": "/ogc/sammlungen"}]}).to_string(),
        ),
        (
            "/ogc/sammlungen",
            json!({"collections": [
                {"id": "baeume", "title": "Bäume"},
                {"id": "luftbild", "itemType": "coverage"},
            ]})
            .to_string(),
        ),
    ]);
    let server = Server::start(move |request, _before| match pages.get(&request.path) {
        Some(page) => Answer::ok(page.as_str()),
        None => Answer::status(404, ""),
    })
    .await;
    let offered = fetching(&server).look().await.unwrap();
    let [trees] = offered.as_slice() else {
        panic!("{offered:?}");
    };
    assert_eq!(
        (trees.field, trees.value.as_str()),
        ("collection", "baeume")
    );
    assert_eq!(trees.title.as_deref(), Some("Bäume"));
}

#[tokio::test]
async fn without_a_collection_one_is_asked_for() {
    let server = Server::start(|_request, _before| Answer::status(404, "")).await;
    let url = server.url(LANDING);
    let fetching = Fetching::new("ogc_features", &[&server], &[("url", &url)]);
    let error = fetching.error().await;
    assert_eq!(
        (error.code, error.field),
        ("fetch_missing", Some("collection"))
    );
}
