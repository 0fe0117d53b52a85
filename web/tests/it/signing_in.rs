//! Signing in, guessing, and what becomes of sessions.

use crate::answers::{assert_whole, door_to, get_as, post};
use crate::fake::City;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};

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
async fn a_password_that_is_tried_first_is_refused_and_says_why() {
    let door = door_to(City::default()).await;
    let cookie = door.administrator().await;
    for guessable in ["Passwort2026!", "jana-jana-jana", "qwertzuiop12"] {
        let form = format!("sprache=de&kennwort_bisher=ein+langer+Satz&kennwort={guessable}");
        let (status, _, text) = door.post_as("/konto", &form, &cookie).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{guessable}");
        assert!(text.contains("wird zuerst geraten"), "{text}");
    }
    assert!(door.sign_in(RIGHT).await.is_some());
}

#[tokio::test]
async fn nobody_changes_the_own_password_without_the_one_before() {
    let door = door_to(City::default()).await;
    let cookie = door.administrator().await;
    let id = door.nothing.accounts()[0].id;
    let form = "name=Jana&email=jana%40stadt.example&verwaltung=ja&kennwort=ein+anderer+Satz";
    let path = format!("/verwaltung/konten/{id}");
    let (status, _, text) = door.post_as(&path, form, &cookie).await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "{text}");
    assert!(text.contains("unter Ihr Konto"), "{text}");
    assert!(door.sign_in(RIGHT).await.is_some());
}

#[tokio::test]
async fn what_somebody_signed_in_sees_is_kept_by_no_browser() {
    let door = door_to(City::default()).await;
    let cookie = door.administrator().await;
    for path in ["/", "/konto", "/verwaltung/konten", "/api/v1/sessions"] {
        let (_, response, _) = door.send(get_as(path, &cookie)).await;
        let said = response.headers()[header::CACHE_CONTROL].to_str().unwrap();
        assert!(said.contains("no-store"), "{path}: {said}");
    }
    let (status, response, _) = door.post_as("/abmelden", "", &cookie).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert_eq!(response.headers()["clear-site-data"], "\"cache\"");
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

const FIREFOX: &str =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";

async fn main_of(door: &crate::answers::Door, path: &str, cookie: &str) -> String {
    let (status, _, page) = door.send(get_as(path, cookie)).await;
    assert_eq!(status, StatusCode::OK, "{page}");
    crate::answers::assert_whole(path, &page);
    let main = page.split("<main").nth(1).unwrap();
    main.split("</main>").next().unwrap().to_owned()
}

/// Shows once more that it is Jana.
const JANAS: &str = "kennwort=ein+langer+Satz";

const OTTO: &str = "name=Otto&email=otto%40stadt.example&kennwort=noch+ein+langer+Satz";
const OTTO_COMES: &str =
    "email=otto%40stadt.example&kennwort=noch+ein+langer+Satz&weiter=%2Fhaeuser";

#[tokio::test]
async fn whoever_was_given_a_password_chooses_an_own_one_before_anything_opens() {
    let door = door_to(City::default()).await;
    let janas = door.administrator().await;
    *door.fake().keeps_given.lock().unwrap() = true;
    door.post_as("/verwaltung/konten/neu", OTTO, &janas).await;
    let (status, response, _) = door.send(post("/anmelden", OTTO_COMES, "")).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let place = "/konto/neues-kennwort?weiter=%2Fhaeuser";
    assert_eq!(response.headers()[header::LOCATION], place);
    let cookie = response.headers()[header::SET_COOKIE].to_str().unwrap();
    let cookie = cookie.split(';').next().unwrap().to_owned();
    for closed in ["/konto", "/konto/schluessel", "/hochladen", "/anmelden"] {
        let (status, response, _) = door.send(get_as(closed, &cookie)).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{closed}");
        let to = response.headers()[header::LOCATION].to_str().unwrap();
        assert!(to.starts_with("/konto/neues-kennwort"), "{closed}: {to}");
    }
    let (status, _, _) = door.send(get_as("/api/v1/sessions", &cookie)).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    let (status, response, page) = door.send(get_as(place, &cookie)).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(
        response.headers()[header::CACHE_CONTROL],
        "private, no-store"
    );
    assert_whole(place, &page);
    let proof = page.split("name=\"marke\" value=\"").nth(1).unwrap();
    let proof = proof.split('"').next().unwrap();
    assert_eq!(proof.len(), 32);
    let wish = "kennwort_bisher=noch+ein+langer+Satz&weiter=%2Fhaeuser";
    let own = "kennwort=ein+ganz+anderer+Satz";
    let path = "/konto/neues-kennwort";
    let unproven = format!("{wish}&{own}");
    let (status, _, _) = door.send(post(path, &unproven, &cookie)).await;
    assert_eq!(status, StatusCode::FORBIDDEN, "not without the proof");
    let same = format!("{wish}&kennwort=noch+ein+langer+Satz&marke={proof}");
    let (status, _, page) = door.send(post(path, &same, &cookie)).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(page.contains("ist das bisherige"), "{page}");
    let right = format!("{wish}&{own}&marke={proof}");
    let (status, response, page) = door.send(post(path, &right, &cookie)).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    assert_eq!(response.headers()[header::LOCATION], "/haeuser");
    let (status, _, page) = door.send(get_as("/haeuser", &cookie)).await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("Otto"), "{page}");
    let (status, response, _) = door.send(get_as(place, &cookie)).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert_eq!(response.headers()[header::LOCATION], "/konto");
}

#[tokio::test]
async fn a_given_password_gives_programs_no_session() {
    let door = door_to(City::default()).await;
    let janas = door.administrator().await;
    *door.fake().keeps_given.lock().unwrap() = true;
    door.post_as("/verwaltung/konten/neu", OTTO, &janas).await;
    let wish = r#"{"e_mail": "otto@stadt.example", "password": "noch ein langer Satz"}"#;
    let request = Request::post("/api/v1/sessions")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(wish))
        .unwrap();
    let (status, _, text) = door.send(request).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    assert!(text.contains("password_given"), "{text}");
}

#[tokio::test]
async fn every_page_has_the_way_out() {
    let door = door_to(City::default()).await;
    let cookie = door.administrator().await;
    for path in [
        "/",
        "/daten",
        "/sql",
        "/haeuser",
        "/konto",
        "/verwaltung",
        "/impressum",
    ] {
        let (status, _, page) = door.send(get_as(path, &cookie)).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        let head = page.split("</header>").next().unwrap();
        // Once in the bar, once in the menu of narrow screens.
        assert_eq!(head.matches("action=\"/abmelden\"").count(), 2, "{path}");
    }
    let (_, _, page) = door.get("/").await;
    assert!(!page.contains("/abmelden"), "nobody is signed in");
}

#[tokio::test]
async fn one_sees_where_one_is_signed_in_and_ends_it() {
    let door = door_to(City::default()).await;
    let here = door.administrator().await;
    let mut elsewhere = post("/anmelden", RIGHT, "");
    let agent = FIREFOX.parse().unwrap();
    elsewhere.headers_mut().insert(header::USER_AGENT, agent);
    let (_, response, _) = door.send(elsewhere).await;
    let elsewhere = response.headers()[header::SET_COOKIE].to_str().unwrap();
    let elsewhere = elsewhere.split(';').next().unwrap();
    let page = main_of(&door, "/konto/anmeldungen", &here).await;
    assert!(page.contains("Firefox unter Windows"), "{page}");
    assert_eq!(page.matches("Diese Anmeldung").count(), 1);
    let secret = elsewhere.split('=').nth(1).unwrap();
    assert!(!page.contains(secret), "a secret stands in the page");
    let action = page
        .split("formaction=\"/konto/anmeldungen/")
        .nth(1)
        .unwrap();
    let action = action.split('"').next().unwrap();
    let path = format!("/konto/anmeldungen/{action}");
    let (status, _, text) = door.post_as(&path, "kennwort=geraten", &here).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(text.contains("Kennwort stimmen nicht"), "{text}");
    let (status, _, _) = door.send(get_as("/konto", elsewhere)).await;
    assert_eq!(status, StatusCode::OK, "it goes on");
    let (status, _, text) = door.post_as(&path, JANAS, &here).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let (status, _, _) = door.send(get_as("/konto", elsewhere)).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "it has ended");
    let page = main_of(&door, "/konto/anmeldungen?getan=beendet", &here).await;
    assert!(page.contains("Die Anmeldung ist beendet"), "{page}");
    let (status, _, _) = door.post_as(&path, JANAS, &here).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn nobody_ends_the_session_of_somebody_else() {
    let door = door_to(City::default()).await;
    let janas = door.administrator().await;
    let otto = "name=Otto&email=otto%40stadt.example&kennwort=noch+ein+langer+Satz";
    door.post_as("/verwaltung/konten/neu", otto, &janas).await;
    let form = "email=otto%40stadt.example&kennwort=noch+ein+langer+Satz";
    let ottos = door.sign_in(form).await.unwrap();
    let (_, _, list) = door.send(get_as("/api/v1/sessions", &janas)).await;
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    assert_eq!(list["total"], 1);
    let id = list["items"][0]["id"].as_str().unwrap();
    let path = format!("/konto/anmeldungen/{id}/beenden");
    let own = "kennwort=noch+ein+langer+Satz";
    let (status, _, _) = door.post_as(&path, own, &ottos).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    let others = "/konto/anmeldungen/andere-beenden";
    let (status, _, _) = door.post_as(others, own, &ottos).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (status, _, _) = door.send(get_as("/konto", &janas)).await;
    assert_eq!(status, StatusCode::OK);
}

#[tokio::test]
async fn all_other_sessions_end_at_once() {
    let door = door_to(City::default()).await;
    let here = door.administrator().await;
    let mut others = Vec::new();
    for _ in 0..2 {
        others.push(door.sign_in(RIGHT).await.unwrap());
    }
    let path = "/konto/anmeldungen/andere-beenden";
    let (status, _, _) = door.send(post(path, "", &here)).await;
    assert_eq!(status, StatusCode::FORBIDDEN, "not without the proof");
    let (status, _, _) = door.post_as(path, JANAS, &here).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    for other in others {
        let (status, _, _) = door.send(get_as("/konto", &other)).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
    }
    let page = main_of(&door, "/konto/anmeldungen", &here).await;
    assert!(!page.contains("Alle anderen abmelden"), "{page}");
}

#[tokio::test]
async fn an_administrator_signs_somebody_out_everywhere() {
    let door = door_to(City::default()).await;
    let janas = door.administrator().await;
    let otto = "name=Otto&email=otto%40stadt.example&kennwort=noch+ein+langer+Satz";
    door.post_as("/verwaltung/konten/neu", otto, &janas).await;
    let form = "email=otto%40stadt.example&kennwort=noch+ein+langer+Satz";
    let ottos = door.sign_in(form).await.unwrap();
    let accounts = door.nothing.accounts();
    let id = accounts
        .iter()
        .find(|known| known.name == "Otto")
        .unwrap()
        .id;
    let page = main_of(&door, &format!("/verwaltung/konten/{id}"), &janas).await;
    assert!(page.contains("Überall abmelden"), "{page}");
    let path = format!("/verwaltung/konten/{id}/abmelden");
    let (status, _, _) = door.post_as(&path, "", &ottos).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    let (status, _, text) = door.post_as(&path, "", &janas).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let (status, _, _) = door.send(get_as("/konto", &ottos)).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let audit = door.nothing.audit.lock().unwrap();
    let ended = audit.iter().find(|event| event.action == "end_sessions");
    assert!(ended.is_some_and(|event| event.subject == Some(id)));
}

#[tokio::test]
async fn a_session_that_was_planted_is_neither_taken_over_nor_left_open() {
    let door = door_to(City::default()).await;
    door.administrator().await;
    let planted = format!("hw_sitzung={}", "0".repeat(64));
    let (_, response, _) = door.send(post("/anmelden", RIGHT, &planted)).await;
    let fresh = response.headers()[header::SET_COOKIE].to_str().unwrap();
    let fresh = fresh.split(';').next().unwrap();
    assert_ne!(fresh, planted);
    let (status, _, _) = door.send(get_as("/konto", &planted)).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    // Whoever signs in again with the cookie of a session leaves no second one behind.
    let proof = door.proof(fresh).await;
    let form = format!("{RIGHT}&marke={proof}");
    let (status, _, _) = door.send(post("/anmelden", &form, fresh)).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (status, _, _) = door.send(get_as("/konto", fresh)).await;
    assert_eq!(
        status,
        StatusCode::SEE_OTHER,
        "the former session has ended"
    );
}
