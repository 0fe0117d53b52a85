//! Signing in, guessing, and what becomes of sessions.

use crate::answers::{door_to, get_as, post};
use crate::fake::City;
use axum::http::{StatusCode, header};

const RIGHT: &str = "email=jana%40stadt.example&kennwort=ein+langer+Satz";
const WRONG: &str = "email=jana%40stadt.example&kennwort=geraten";

#[tokio::test]
async fn who_guesses_is_told_how_long_to_wait() {
    let door = door_to(City::default()).await;
    door.administrator().await;
    for _ in 0..6 {
        let (status, _, _) = door.send(post("/anmelden", WRONG, "")).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
    }
    let (status, response, text) = door.send(post("/anmelden", RIGHT, "")).await;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(response.headers()[header::RETRY_AFTER], "2");
    assert!(text.contains("Warten Sie 2 Sekunden"), "{text}");
}

#[tokio::test]
async fn a_flood_of_guesses_does_not_fill_the_audit() {
    let door = door_to(City::default()).await;
    for number in 0..30 {
        let form = format!("email=a{number}%40stadt.example&kennwort=geraten");
        door.send(post("/anmelden", &form, "")).await;
    }
    let audit = door.nothing.audit.lock().unwrap();
    let failed = audit
        .iter()
        .filter(|event| event.action == "sign_in" && !event.allowed);
    assert_eq!(failed.count(), 1, "one entry a minute and origin");
}

#[tokio::test]
async fn a_new_password_ends_the_sessions_elsewhere() {
    let door = door_to(City::default()).await;
    let here = door.administrator().await;
    let elsewhere = door.sign_in(RIGHT).await.unwrap();
    let form = "sprache=de&kennwort_bisher=ein+langer+Satz&kennwort=ein+anderer+Satz";
    let (status, _, text) = door.post_as("/konto", form, &here).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let (status, _, _) = door.send(get_as("/konto", &here)).await;
    assert_eq!(status, StatusCode::OK);
    let (status, _, _) = door.send(get_as("/konto", &elsewhere)).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "must sign in again");
    assert_eq!(door.sign_in(RIGHT).await, None);
    let audit = door.nothing.audit.lock().unwrap();
    let changed = audit.iter().find(|event| event.action == "set_password");
    assert!(changed.is_some_and(|event| event.subject == event.account && event.subject.is_some()));
}

#[tokio::test]
async fn a_wrong_old_password_changes_nothing() {
    let door = door_to(City::default()).await;
    let cookie = door.administrator().await;
    let form = "sprache=en&kennwort_bisher=geraten&kennwort=ein+anderer+Satz";
    let (status, _, _) = door.post_as("/konto", form, &cookie).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert_eq!(
        door.nothing.accounts()[0].language,
        hebewerk_model::Language::De
    );
    assert!(door.sign_in(RIGHT).await.is_some());
}

#[tokio::test]
async fn changing_the_language_brings_no_right_back() {
    let door = door_to(City::default()).await;
    let cookie = door.administrator().await;
    let proof = door.proof(&cookie).await;
    door.nothing.nobody_administers();
    let form = format!("sprache=en&marke={proof}");
    let (status, _, _) = door.send(post("/konto", &form, &cookie)).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let account = &door.nothing.accounts()[0];
    assert!(!account.administrator);
    assert_eq!(account.language, hebewerk_model::Language::En);
}

#[tokio::test]
async fn the_first_administrator_can_be_made_without_https() {
    let door = door_to(City::default()).await;
    let path = format!("/einrichten/{}", door.setup);
    let (_, response, page) = door.get(&path).await;
    // With `no-referrer` browsers send `Origin: null`, and the form would be taken for a foreign one.
    assert!(!page.contains("no-referrer"), "{page}");
    assert_eq!(response.headers()[header::REFERRER_POLICY], "same-origin");
    let form = "name=Jana&email=jana%40stadt.example&kennwort=ein+langer+Satz";
    let mut request = post(&path, form, "");
    let headers = request.headers_mut();
    headers.insert(header::HOST, "hub.lan:8321".parse().unwrap());
    headers.insert(header::ORIGIN, "http://hub.lan:8321".parse().unwrap());
    let (status, _, text) = door.send(request).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
}

#[tokio::test]
async fn a_mistake_does_not_cost_the_setup_link() {
    let door = door_to(City::default()).await;
    let path = format!("/einrichten/{}", door.setup);
    let form = "name=Jana&email=jana%40stadt.example&kennwort=kurz";
    let (status, _, _) = door.send(post(&path, form, "")).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    door.administrator().await;
}

#[tokio::test]
async fn a_form_of_a_lapsed_session_leads_back_to_the_page_it_stood_on() {
    let door = door_to(City::default()).await;
    let (status, _, text) = door.send(post("/sql/merken", "sql=select+1", "")).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    assert!(text.contains("/anmelden?weiter=%2Fsql\""), "{text}");
    assert!(text.contains("href=\"/sql?sprache=en\""), "{text}");
    assert!(!text.contains("merken"), "{text}");
}
