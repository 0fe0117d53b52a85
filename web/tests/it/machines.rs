//! What machines ask: is the hub alive, what does it count.

use crate::answers::{door_to, door_with};
use crate::fake::{City, hub};
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use hebewerk_web::{WebSettings, WebState, record_metrics, router};
use std::net::SocketAddr;
use tower::ServiceExt;

#[tokio::test]
async fn health_names_the_part_that_is_down() {
    let door = door_to(City::default()).await;
    let (status, _, text) = door.get("/health").await;
    assert_eq!(status, StatusCode::OK);
    let health: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(health["status"], "ok");
    *door.nothing.lake_is_gone.lock().unwrap() = true;
    let (status, _, text) = door.get("/health").await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    let health: serde_json::Value = serde_json::from_str(&text).unwrap();
    let parts = &health["parts"];
    assert_eq!(
        (&health["status"], &parts["lake"]),
        (&"unavailable".into(), &"unavailable".into())
    );
    assert_eq!(
        (&parts["catalogue"], &parts["index"]),
        (&"ok".into(), &"ok".into())
    );
}

fn asked(headers: &[(&str, &str)]) -> Request<Body> {
    let mut request = Request::get("/metrics").body(Body::empty()).unwrap();
    let here: SocketAddr = "127.0.0.1:50000".parse().unwrap();
    request.extensions_mut().insert(ConnectInfo(here));
    for (name, value) in headers {
        let name: header::HeaderName = name.parse().unwrap();
        request.headers_mut().insert(name, value.parse().unwrap());
    }
    request
}

#[tokio::test]
async fn figures_are_for_who_knows_the_token_or_for_this_machine_where_it_is_open() {
    let recorder = record_metrics().unwrap();
    let state = |token: Option<&str>, is_open| {
        let (hub, _fake) = hub(City::default());
        let settings = WebSettings {
            metrics_token: token.map(str::to_owned),
            metrics_open: is_open,
            ..WebSettings::default()
        };
        WebState::new(hub, settings).with_metrics(recorder.clone())
    };
    let check = async |state: WebState, headers: &[(&str, &str)], expected| {
        let response = router(state).oneshot(asked(headers)).await.unwrap();
        assert_eq!(response.status(), expected, "{headers:?}");
        let bytes = to_bytes(response.into_body(), 1 << 20).await.unwrap();
        String::from_utf8_lossy(&bytes).into_owned()
    };
    let (ok, forbidden) = (StatusCode::OK, StatusCode::FORBIDDEN);
    // Nothing is set: a proxy on this machine must not open them by accident.
    check(state(None, false), &[], forbidden).await;
    check(
        state(Some(""), false),
        &[("authorization", "Bearer ")],
        forbidden,
    )
    .await;
    let token = [("authorization", "Bearer geheim")];
    check(state(Some("geheim"), false), &[], forbidden).await;
    check(state(Some("andere"), false), &token, forbidden).await;
    check(
        state(None, true),
        &[("x-forwarded-for", "192.0.2.1")],
        forbidden,
    )
    .await;
    check(state(None, true), &[], ok).await;
    let text = check(state(Some("geheim"), false), &token, ok).await;
    for name in [
        "hebewerk_http_requests_total{method=\"GET\",route=\"/metrics\",status=\"403\"}",
        "hebewerk_http_request_seconds_bucket",
        "hebewerk_catalogue_datasets 0",
        "hebewerk_deliveries_total{outcome=\"version\"} 0",
        "hebewerk_index_behind_datasets 0",
        "hebewerk_memory_resident_bytes",
    ] {
        assert!(text.contains(name), "{name} is missing in\n{text}");
    }
}

#[tokio::test]
async fn whoever_found_a_weakness_learns_whom_to_tell() {
    let place = "/.well-known/security.txt";
    let told = async |settings: WebSettings| {
        let (status, response, text) = door_with(City::default(), settings).await.get(place).await;
        if status == StatusCode::OK {
            assert_eq!(
                response.headers()[header::CONTENT_TYPE],
                "text/plain; charset=utf-8"
            );
        }
        (status, text)
    };
    let nobody = told(WebSettings::default()).await;
    assert_eq!(nobody.0, StatusCode::NOT_FOUND);
    let mailbox = WebSettings {
        contact: Some("daten@stadt.example".to_owned()),
        base_url: Some("https://daten.stadt.example/".parse().unwrap()),
        ..WebSettings::default()
    };
    let (_, text) = told(mailbox.clone()).await;
    // Half a year after the noon of the tests.
    let lines = [
        "Contact: mailto:daten@stadt.example",
        "Expires: 2027-05-19T00:00:00Z",
        "Preferred-Languages: de, en",
        "Canonical: https://daten.stadt.example/.well-known/security.txt",
    ];
    assert_eq!(text.lines().collect::<Vec<_>>(), lines);
    let form = WebSettings {
        security_contact: Some("https://stadt.example/melden".to_owned()),
        ..mailbox
    };
    let (_, text) = told(form).await;
    assert!(
        text.starts_with("Contact: https://stadt.example/melden\n"),
        "{text}"
    );
}
