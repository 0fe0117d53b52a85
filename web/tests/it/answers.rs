//! What the door itself answers, over an empty hub.

use crate::fake::{City, Fake, Noon, hub};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response, StatusCode, header};
use hebewerk_web::{Right, WebSettings, WebState, contents, router};
use std::sync::Arc;
use tower::ServiceExt;

pub(crate) struct Door {
    app: Router,
    pub(crate) nothing: Arc<Fake>,
    pub(crate) setup: String,
}

async fn door() -> Door {
    door_to(City::default()).await
}

pub(crate) async fn door_to(city: City) -> Door {
    let settings = WebSettings {
        hub_title: "Datenhub Probe".to_owned(),
        ..WebSettings::default()
    };
    door_with(city, settings).await
}

pub(crate) async fn door_with(city: City, settings: WebSettings) -> Door {
    let (hub, nothing) = hub(city);
    let setup = hub.offer_setup().await.unwrap().unwrap().0;
    let state = WebState::new(hub, settings).with_clock(Arc::new(Noon));
    Door {
        app: router(state),
        nothing,
        setup,
    }
}

impl Door {
    /// The ports behind it.
    pub(crate) fn fake(&self) -> &Fake {
        &self.nothing
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> (StatusCode, Response<()>, String) {
        let response = self.app.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 1 << 24).await.unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        (parts.status, Response::from_parts(parts, ()), text)
    }

    pub(crate) async fn get(&self, path: &str) -> (StatusCode, Response<()>, String) {
        self.send(Request::get(path).body(Body::empty()).unwrap())
            .await
    }

    /// The proof that stands in the forms of this session.
    pub(crate) async fn proof(&self, cookie: &str) -> String {
        let (_, _, page) = self.send(get_as("/konto", cookie)).await;
        let rest = page.split("name=\"marke\" value=\"").nth(1).unwrap();
        rest.split('"').next().unwrap().to_owned()
    }

    /// Sends a form of this session.
    pub(crate) async fn post_as(
        &self,
        path: &str,
        form: &str,
        cookie: &str,
    ) -> (StatusCode, Response<()>, String) {
        let proof = self.proof(cookie).await;
        self.send(post(path, &format!("{form}&marke={proof}"), cookie))
            .await
    }

    /// Signs in and returns the session cookie.
    pub(crate) async fn sign_in(&self, form: &str) -> Option<String> {
        let (_, response, _) = self.send(post("/anmelden", form, "")).await;
        let cookie = response
            .headers()
            .get(header::SET_COOKIE)?
            .to_str()
            .unwrap();
        Some(cookie.split(';').next().unwrap().to_owned())
    }

    /// Makes the first administrator and returns the session cookie.
    pub(crate) async fn administrator(&self) -> String {
        let form = "name=Jana&email=jana%40stadt.example&kennwort=ein+langer+Satz";
        let (status, response, text) = self
            .send(post(&format!("/einrichten/{}", self.setup), form, ""))
            .await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
        let cookie = response.headers()[header::SET_COOKIE].to_str().unwrap();
        cookie.split(';').next().unwrap().to_owned()
    }
}

pub(crate) fn post(path: &str, form: &str, cookie: &str) -> Request<Body> {
    Request::post(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::COOKIE, cookie)
        .body(Body::from(form.to_owned()))
        .unwrap()
}

pub(crate) fn get_as(path: &str, cookie: &str) -> Request<Body> {
    Request::get(path)
        .header(header::COOKIE, cookie)
        .body(Body::empty())
        .unwrap()
}

/// Every sentence of a page has its words and its parameters, there is one heading of the first level, and no id
/// stands twice.
#[track_caller]
pub(crate) fn assert_whole(path: &str, page: &str) {
    if !page.starts_with("<!doctype html>") {
        return;
    }
    for missing in page.split("&lt;").skip(1) {
        let key = missing.split("&gt;").next().unwrap();
        let is_key = key.contains('-') && key.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        assert!(!is_key, "{path}: no words for {key}");
    }
    assert!(
        !page.contains("{$") && !page.contains("{ $"),
        "{path} has a sentence without its parameter\n{page}"
    );
    assert_eq!(page.matches("<h1").count(), 1, "{path} has not one heading");
    let mut ids: Vec<&str> = page
        .split(" id=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    ids.sort_unstable();
    for pair in ids.windows(2) {
        assert_ne!(pair[0], pair[1], "{path} has two elements {}", pair[0]);
    }
}

/// A path for every route, with its parameters filled in.
fn filled(path: &str) -> String {
    path.replace("{id}", "019ad5b0-0000-7000-8000-000000000000")
        .replace("{form}", "csv")
        .replace(['{', '}'], "")
}

#[tokio::test]
async fn the_first_page_of_an_empty_hub_says_how_to_begin_in_both_languages() {
    let door = door().await;
    let (status, response, text) = door.get("/").await;
    assert_eq!(status, StatusCode::OK);
    assert!(text.contains("So beginnen Sie") && text.contains("<html lang=\"de\""));
    assert!(
        !text.contains("&lt;") && !text.contains("Unknown"),
        "{text}"
    );
    let policy = response.headers()[header::CONTENT_SECURITY_POLICY]
        .to_str()
        .unwrap();
    assert!(policy.contains("default-src 'self'") && policy.contains("frame-ancestors 'none'"));
    assert_eq!(response.headers()[header::X_FRAME_OPTIONS], "DENY");
    assert_eq!(response.headers()[header::X_XSS_PROTECTION], "0");
    let english = Request::get("/")
        .header(header::ACCEPT_LANGUAGE, "en-GB,en;q=0.9")
        .body(Body::empty())
        .unwrap();
    let (_, _, text) = door.send(english).await;
    assert!(text.contains("This is how to begin") && text.contains("<html lang=\"en\""));
}

#[tokio::test]
async fn a_chosen_language_is_kept_and_the_address_stays_clean() {
    let door = door().await;
    let (status, response, _) = door.get("/daten?q=a&sprache=en").await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert_eq!(response.headers()[header::LOCATION], "/daten?q=a");
    let (_, _, text) = door.send(get_as("/", "hw_sprache=en")).await;
    assert!(text.contains("<html lang=\"en\""));
    let (_, response, _) = door.get("//evil.example/?sprache=en").await;
    assert!(
        !response.headers()[header::LOCATION]
            .to_str()
            .unwrap()
            .starts_with("//")
    );
}

#[tokio::test]
async fn every_route_that_asks_for_a_right_turns_the_public_away() {
    let door = door().await;
    for entry in contents()
        .iter()
        .filter(|entry| entry.right != Right::Everybody)
    {
        let path = filled(entry.path);
        let request = if entry.method == "GET" {
            Request::get(&path).body(Body::empty()).unwrap()
        } else {
            post(&path, "", "")
        };
        let (status, response, _) = door.send(request).await;
        if entry.method == "GET" {
            assert_eq!(status, StatusCode::SEE_OTHER, "{path}");
            let target = response.headers()[header::LOCATION].to_str().unwrap();
            assert!(
                target.starts_with("/anmelden?weiter="),
                "{path} leads to {target}"
            );
        } else {
            assert_eq!(status, StatusCode::UNAUTHORIZED, "{path}");
        }
    }
}

#[tokio::test]
async fn every_page_answers_an_administrator_with_a_page() {
    let door = door().await;
    let cookie = door.administrator().await;
    // Programs of CKAN, of maps and of the web of data are answered in their own shape.
    let of_programs = ["/api/", "/datastore/", "/ogc", "/sparql"];
    let is_page = |path: &str| !of_programs.iter().any(|door| path.starts_with(door));
    let pages = contents();
    let pages = pages.iter().filter(|entry| entry.method == "GET");
    for entry in pages.filter(|entry| is_page(entry.path)) {
        let path = filled(entry.path);
        let (status, response, text) = door.send(get_as(&path, &cookie)).await;
        assert!(!status.is_server_error(), "{path}: {status}\n{text}");
        assert_whole(&path, &text);
        if status == StatusCode::NOT_FOUND {
            let media = response.headers()[header::CONTENT_TYPE].to_str().unwrap();
            assert!(media.starts_with("text/html"), "{path}: {media}");
        }
    }
}

#[tokio::test]
async fn forms_of_foreign_pages_change_nothing() {
    let door = door().await;
    let cookie = door.administrator().await;
    let form = "sprache=en";
    // No proof in the form.
    let (status, _, text) = door.send(post("/konto", form, &cookie)).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    assert!(text.contains("foreign_form"));
    // Another site, as a browser says.
    let mut foreign = post("/anmelden", "email=a&kennwort=b", "");
    foreign
        .headers_mut()
        .insert("sec-fetch-site", "cross-site".parse().unwrap());
    let (status, _, _) = door.send(foreign).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    // The page's own form works.
    let (_, _, page) = door.send(get_as("/konto", &cookie)).await;
    let token = page
        .split("name=\"marke\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let (status, _, text) = door
        .send(post("/konto", &format!("{form}&marke={token}"), &cookie))
        .await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
}

#[tokio::test]
async fn errors_are_pages_for_people_and_problems_for_programs() {
    let door = door().await;
    let (status, response, text) = door.get("/gibt/es/nicht").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    let id = response.headers()["x-request-id"].to_str().unwrap();
    assert!(text.contains("<h1>") && text.contains(id));
    let json = Request::get("/gibt/es/nicht")
        .header(header::ACCEPT, "application/json")
        .body(Body::empty())
        .unwrap();
    let (status, response, text) = door.send(json).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert_eq!(
        response.headers()[header::CONTENT_TYPE],
        "application/problem+json"
    );
    let problem: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        (&problem["status"], &problem["code"]),
        (&404.into(), &"not_found".into())
    );
    let (status, response, _) = door.get("/api/gibt/es/nicht").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert_eq!(
        response.headers()[header::CONTENT_TYPE],
        "application/problem+json"
    );
    let (status, _, text) = door.send(post("/daten", "", "")).await;
    assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(text.contains("<h1>"));
}

#[tokio::test]
async fn what_failed_inside_is_not_told_outside() {
    let door = door().await;
    *door.nothing.broken.lock().unwrap() = true;
    let (status, _, text) = door.get("/haeuser").await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(text.contains("<h1>") && !text.contains("secret details"));
    // Also when not even the session can be looked up.
    let (status, _, text) = door.send(get_as("/", "hw_sitzung=abc")).await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(text.contains("<h1>") && !text.contains("secret details"));
    let (status, _, _) = door.get("/health").await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn a_wrong_password_is_told_without_saying_which_half_was_wrong() {
    let door = door().await;
    door.administrator().await;
    let known = post(
        "/anmelden",
        "email=jana%40stadt.example&kennwort=falsch",
        "",
    );
    let unknown = post(
        "/anmelden",
        "email=niemand%40stadt.example&kennwort=falsch",
        "",
    );
    let (status, response, text) = door.send(known).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    assert!(!response.headers().contains_key(header::SET_COOKIE));
    let (_, _, other) = door.send(unknown).await;
    // What a passkey has to sign is another one each time.
    let without = |page: &str| -> String {
        let (before, rest) = page.split_once("data-aufforderung=\"").unwrap();
        let (_challenge, after) = rest.split_once('"').unwrap();
        format!("{before}{after}")
    };
    assert_eq!(
        without(&text).replace("jana@", ""),
        without(&other).replace("niemand@", "")
    );
}

#[tokio::test]
async fn signing_in_gives_a_careful_cookie_and_leads_onward() {
    let door = door().await;
    door.administrator().await;
    let form = "email=Jana%40Stadt.example&kennwort=ein+langer+Satz&weiter=%2Fsql%3Fsql%3D1";
    let (status, response, _) = door.send(post("/anmelden", form, "")).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert_eq!(response.headers()[header::LOCATION], "/sql?sql=1");
    let cookie = response.headers()[header::SET_COOKIE].to_str().unwrap();
    assert!(
        cookie.contains("HttpOnly; SameSite=Lax; Max-Age=43200"),
        "{cookie}"
    );
}

#[tokio::test]
async fn the_setup_link_works_once() {
    let door = door().await;
    door.administrator().await;
    let (status, _, _) = door.get(&format!("/einrichten/{}", door.setup)).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_mistake_in_sql_is_marked_where_it_stands() {
    let door = door().await;
    let (status, _, text) = door
        .send(post("/sql", "sql=select+*%0D%0Aform+x", ""))
        .await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text.contains("form x\n^"), "{text}");
    assert!(text.contains("Zeile 2, Zeichen 1"));
}

#[tokio::test]
async fn assets_may_be_kept_for_ever_and_pages_may_not() {
    let door = door().await;
    let (_, response, page) = door.get("/").await;
    assert_eq!(
        response.headers()[header::CACHE_CONTROL],
        "private, no-cache"
    );
    let style = page
        .split("rel=\"stylesheet\" href=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let (status, response, _) = door.get(style).await;
    assert_eq!(status, StatusCode::OK);
    assert!(
        response.headers()[header::CACHE_CONTROL]
            .to_str()
            .unwrap()
            .contains("immutable")
    );
    let etag = response.headers()[header::ETAG].clone();
    let again = Request::get(style)
        .header(header::IF_NONE_MATCH, etag)
        .body(Body::empty())
        .unwrap();
    assert_eq!(door.send(again).await.0, StatusCode::NOT_MODIFIED);
    assert_eq!(
        door.get("/assets/..%2F..%2FCargo.toml").await.0,
        StatusCode::NOT_FOUND
    );
}
