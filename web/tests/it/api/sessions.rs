//! `/sessions`

use super::{administrator, door, get_by, post_json, refused};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use serde_json::{Value, json};

#[tokio::test]
async fn a_token_signs_in_until_it_is_given_back() {
    let door = door().await;
    let token = administrator(&door).await;
    let (status, _, text) = door.send(get_by("/api/v1/sessions/current", &token)).await;
    assert_eq!(status, StatusCode::OK, "{text}");
    let session: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(session["account"]["e_mail"], "jana@stadt.example");
    assert!(session["csrf_token"].is_null(), "a token needs no proof");
    let close = Request::delete("/api/v1/sessions/current")
        .header(header::AUTHORIZATION, format!("bearer {token}"))
        .body(Body::empty())
        .unwrap();
    assert_eq!(door.send(close).await.0, StatusCode::NO_CONTENT);
    // Not silently the public: a program must not take public data for all data.
    let again = get_by("/api/v1/datasets", &token);
    let problem = refused(&door, again, StatusCode::UNAUTHORIZED).await;
    assert_eq!(problem["code"], "invalid_token");
}

#[tokio::test]
async fn a_wrong_password_is_told_and_slowed_down_as_on_the_page() {
    let door = door().await;
    administrator(&door).await;
    let wish = json!({ "e_mail": "jana@stadt.example", "password": "falsch" });
    for _ in 0..6 {
        let asked = post_json("/api/v1/sessions", &wish);
        let (status, response, text) = door.send(asked).await;
        if status == StatusCode::TOO_MANY_REQUESTS {
            assert!(response.headers().contains_key(header::RETRY_AFTER));
            return;
        }
        assert_eq!(status, StatusCode::UNAUTHORIZED);
        assert_eq!(
            response.headers()[header::WWW_AUTHENTICATE],
            "Bearer realm=\"hebewerk\""
        );
        assert!(text.contains("wrong_credentials"), "{text}");
    }
    let asked = post_json("/api/v1/sessions", &wish);
    refused(&door, asked, StatusCode::TOO_MANY_REQUESTS).await;
}

#[tokio::test]
async fn the_opened_session_stands_in_no_cache_and_sets_no_cookie() {
    let door = door().await;
    door.administrator().await;
    let wish = json!({ "e_mail": "Jana@stadt.example", "password": "ein langer Satz" });
    let (status, response, _) = door.send(post_json("/api/v1/sessions", &wish)).await;
    assert_eq!(status, StatusCode::CREATED);
    assert_eq!(response.headers()[header::CACHE_CONTROL], "no-store");
    assert!(!response.headers().contains_key(header::SET_COOKIE));
}

#[tokio::test]
async fn a_cookie_alone_changes_nothing() {
    let door = door().await;
    let cookie = door.administrator().await;
    let close = |headers: &[(&'static str, &str)]| {
        let mut request =
            Request::delete("/api/v1/sessions/current").header(header::COOKIE, &cookie);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(Body::empty()).unwrap()
    };
    let problem = refused(&door, close(&[]), StatusCode::FORBIDDEN).await;
    assert_eq!(problem["code"], "foreign_form");
    let current = Request::get("/api/v1/sessions/current").header(header::COOKIE, &cookie);
    let (_, _, text) = door.send(current.body(Body::empty()).unwrap()).await;
    let session: Value = serde_json::from_str(&text).unwrap();
    let proof = session["csrf_token"].as_str().unwrap();
    let foreign = close(&[("x-csrf-token", proof), ("sec-fetch-site", "cross-site")]);
    refused(&door, foreign, StatusCode::FORBIDDEN).await;
    let own = close(&[("x-csrf-token", proof), ("sec-fetch-site", "same-origin")]);
    assert_eq!(door.send(own).await.0, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn a_token_opens_no_page() {
    let door = door().await;
    let token = administrator(&door).await;
    let (status, _, _) = door.send(get_by("/verwaltung", &token)).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "pages know only the cookie");
}

#[tokio::test]
async fn what_is_wrong_about_the_json_is_told() {
    let door = door().await;
    let asked = post_json(
        "/api/v1/sessions",
        &json!({ "email": "a", "password": "b" }),
    );
    let problem = refused(&door, asked, StatusCode::BAD_REQUEST).await;
    assert_eq!(problem["code"], "invalid_json");
    assert!(
        problem["detail"].as_str().unwrap().contains("email"),
        "{problem}"
    );
    let form = Request::post("/api/v1/sessions")
        .body(Body::from("e_mail=a"))
        .unwrap();
    refused(&door, form, StatusCode::UNSUPPORTED_MEDIA_TYPE).await;
}
