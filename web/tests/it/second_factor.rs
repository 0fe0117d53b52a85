//! The second factor on the pages.

use crate::answers::{Door, assert_whole, door_to, get_as, post};
use crate::fake::{City, Noon};
use axum::http::{StatusCode, header};
use hebewerk_hub::ports::Clock as _;
use totp_rs::{Algorithm, Builder, Secret};

const RIGHT: &str = "email=jana%40stadt.example&kennwort=ein+langer+Satz";

fn code(secret: &str, seconds: i64) -> String {
    let totp = Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_step_duration(30)
        .with_secret(Secret::try_from_base32(secret).unwrap())
        .with_account_name("jana")
        .build()
        .unwrap();
    totp.generate((Noon.now().as_second() + seconds) as u64)
        .to_string()
}

fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    let rest = page.split(before).nth(1).unwrap();
    rest.split(after).next().unwrap()
}

/// A door whose administrator has a second factor: cookie, secret, recovery codes.
async fn with_device() -> (Door, String, String, Vec<String>) {
    let door = door_to(City::default()).await;
    let cookie = door.administrator().await;
    let form = "kennwort=ein+langer+Satz";
    let path = "/konto/zweiter-faktor/einrichten";
    let (status, response, page) = door.post_as(path, form, &cookie).await;
    assert_eq!(status, StatusCode::OK, "{page}");
    assert_eq!(response.headers()[header::CACHE_CONTROL], "no-store");
    assert!(page.contains("<svg"), "{page}");
    assert_whole(path, &page);
    let secret = between(&page, "hw-geheimnis\">", "<").replace(' ', "");
    let proof = between(&page, "name=\"beleg\" value=\"", "\"");
    let form = format!("code={}&beleg={proof}", code(&secret, 0));
    let path = "/konto/zweiter-faktor/bestaetigen";
    let (status, response, page) = door.post_as(path, &form, &cookie).await;
    assert_eq!(status, StatusCode::OK, "{page}");
    assert_eq!(response.headers()[header::CACHE_CONTROL], "no-store");
    assert_whole(path, &page);
    let list = between(&page, "id=\"codes\">", "</ul>");
    let codes = list.split("<code>").skip(1);
    let codes = codes.map(|rest| rest.split('<').next().unwrap().to_owned());
    let codes: Vec<String> = codes.collect();
    assert_eq!(codes.len(), 10);
    (door, cookie, secret, codes)
}

#[tokio::test]
async fn signing_in_takes_password_and_code() {
    let (door, _, secret, _) = with_device().await;
    let form = format!("{RIGHT}&weiter=%2Fdaten");
    let (status, response, page) = door.send(post("/anmelden", &form, "")).await;
    assert_eq!(status, StatusCode::OK);
    assert!(!response.headers().contains_key(header::SET_COOKIE));
    assert_eq!(response.headers()[header::CACHE_CONTROL], "no-store");
    assert_whole("/anmelden", &page);
    let begun = between(&page, "name=\"anmeldung\" value=\"", "\"");
    let wrong = format!("anmeldung={begun}&weiter=%2Fdaten&code=000000");
    let (status, _, page) = door.send(post("/anmelden/code", &wrong, "")).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    assert!(page.contains("Der Code stimmt nicht"), "{page}");
    assert_whole("/anmelden/code", &page);
    let right = format!(
        "anmeldung={begun}&weiter=%2Fdaten&code={}",
        code(&secret, 30)
    );
    let (status, response, page) = door.send(post("/anmelden/code", &right, "")).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    assert_eq!(response.headers()[header::LOCATION], "/daten");
    let cookie = response.headers()[header::SET_COOKIE].to_str().unwrap();
    let cookie = cookie.split(';').next().unwrap();
    let (status, _, _) = door.send(get_as("/konto", cookie)).await;
    assert_eq!(status, StatusCode::OK);
    // The same form again: neither attempt nor code is worth anything.
    let (status, response, _) = door.send(post("/anmelden/code", &right, "")).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert_eq!(response.headers()[header::LOCATION], "/anmelden?neu=ja");
    let (_, _, page) = door.get("/anmelden?neu=ja").await;
    assert!(page.contains("von vorn"), "{page}");
}

#[tokio::test]
async fn a_wrong_password_does_not_tell_whether_there_is_a_second_factor() {
    let (door, _, _, _) = with_device().await;
    let wrong = "email=jana%40stadt.example&kennwort=geraten";
    let (status, _, with_one) = door.send(post("/anmelden", wrong, "")).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    let nobody = "email=niemand%40stadt.example&kennwort=geraten";
    let (status, _, without) = door.send(post("/anmelden", nobody, "")).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    let told = |page: &str| between(page, "role=\"alert\"", "</p>").to_owned();
    assert_eq!(told(&with_one), told(&without));
}

#[tokio::test]
async fn it_is_turned_off_with_password_and_recovery_code() {
    let (door, cookie, _, codes) = with_device().await;
    let (_, _, page) = door.send(get_as("/konto/zweiter-faktor", &cookie)).await;
    assert!(page.contains("10 Notfallcodes sind noch übrig"), "{page}");
    assert_whole("/konto/zweiter-faktor", &page);
    let path = "/konto/zweiter-faktor/abschalten";
    let form = format!("kennwort=geraten&code={}", codes[0]);
    let (status, _, _) = door.post_as(path, &form, &cookie).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    let form = format!("kennwort=ein+langer+Satz&code={}", codes[0]);
    let (status, _, page) = door.post_as(path, &form, &cookie).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    assert!(door.sign_in(RIGHT).await.is_some());
}

#[tokio::test]
async fn a_wrong_first_code_shows_the_same_secret_again() {
    let door = door_to(City::default()).await;
    let cookie = door.administrator().await;
    let path = "/konto/zweiter-faktor/einrichten";
    let (status, _, _) = door.post_as(path, "kennwort=geraten", &cookie).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    let form = "kennwort=ein+langer+Satz";
    let (_, _, page) = door.post_as(path, form, &cookie).await;
    let secret = between(&page, "hw-geheimnis\">", "<").to_owned();
    let proof = between(&page, "name=\"beleg\" value=\"", "\"");
    let path = "/konto/zweiter-faktor/bestaetigen";
    let form = format!("code=123&beleg={proof}");
    let (status, _, page) = door.post_as(path, &form, &cookie).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert_eq!(between(&page, "hw-geheimnis\">", "<"), secret);
    let (status, _, page) = door.post_as(path, "code=123", &cookie).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert!(!page.contains(&secret), "{page}");
    // Whoever only looks at the page is not shown the secret.
    let (_, _, page) = door.send(get_as("/konto/zweiter-faktor", &cookie)).await;
    assert!(!page.contains(&secret), "{page}");
}

#[tokio::test]
async fn an_administrator_resets_the_second_factor_of_somebody() {
    let (door, cookie, _, _) = with_device().await;
    let id = door.nothing.accounts()[0].id;
    let path = format!("/verwaltung/konten/{id}");
    let (_, _, page) = door.send(get_as(&path, &cookie)).await;
    assert!(page.contains("Zweiten Faktor zurücksetzen"), "{page}");
    assert_whole(&path, &page);
    let reset = format!("{path}/zweiter-faktor-zuruecksetzen");
    let (status, _, text) = door.post_as(&reset, "", &cookie).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(
        text.contains("woran Sie die Person erkannt haben"),
        "{text}"
    );
    let recognised = "erkannt=person_called_back";
    let (status, _, text) = door.post_as(&reset, recognised, &cookie).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let newest = door.fake().audit.lock().unwrap().last().cloned();
    assert_eq!(newest.unwrap().rule, "person_called_back");
    assert!(door.sign_in(RIGHT).await.is_some());
    let (status, _, _) = door.post_as(&reset, recognised, &cookie).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}
