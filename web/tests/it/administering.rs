//! Accounts and houses as administrators change them.

use crate::answers::{Door, assert_whole, door_to, get_as, post};
use crate::city::city;
use crate::fake::City;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use hebewerk_model::AccountId;

const OTTO: &str =
    "name=Otto&email=otto%40stadt.example&kennwort=noch+ein+langer+Satz&verwaltung=ja";
const OTTO_SIGNS_IN: &str = "email=otto%40stadt.example&kennwort=noch+ein+langer+Satz";

fn id_of(door: &Door, name: &str) -> AccountId {
    let accounts = door.nothing.accounts();
    accounts.iter().find(|known| known.name == name).unwrap().id
}

#[tokio::test]
async fn what_was_saved_is_said() {
    let door = door_to(City::default()).await;
    let cookie = door.administrator().await;
    let (status, response, text) = door.post_as("/verwaltung/konten/neu", OTTO, &cookie).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let target = response.headers()[header::LOCATION].to_str().unwrap();
    let (_, _, page) = door.send(get_as(target, &cookie)).await;
    assert!(
        page.contains("role=\"status\">Das Konto ist gespeichert."),
        "{page}"
    );
    assert_whole(target, &page);
    let house = "name=Sport&art=office";
    let (status, response, text) = door.post_as("/verwaltung/haeuser/-", house, &cookie).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let target = response.headers()[header::LOCATION].to_str().unwrap();
    let (_, _, page) = door.send(get_as(target, &cookie)).await;
    assert!(
        page.contains("role=\"status\">Das Haus ist gespeichert."),
        "{page}"
    );
}

#[tokio::test]
async fn the_last_administrator_keeps_the_right() {
    let door = door_to(City::default()).await;
    let cookie = door.administrator().await;
    let path = format!("/verwaltung/konten/{}", id_of(&door, "Jana"));
    let form = "name=Jana&email=jana%40stadt.example";
    let (status, _, text) = door.post_as(&path, form, &cookie).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(text.contains("als einziges"), "{text}");
    let closing = format!("{path}/schliessen");
    let (status, _, text) = door.post_as(&closing, "", &cookie).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(text.contains("als einziges"), "{text}");
    assert!(door.nothing.accounts()[0].administrator);
}

#[tokio::test]
async fn a_right_withdrawn_while_a_form_arrives_is_gone() {
    let door = door_to(City::default()).await;
    let cookie = door.administrator().await;
    let form = format!("{OTTO}&marke={}", door.proof(&cookie).await);
    let nothing = door.nothing.clone();
    // Whoever sends the form is an administrator when it begins to arrive, and none when it is there.
    let body = futures::stream::once(async move {
        nothing.nobody_administers();
        Ok::<_, std::io::Error>(form)
    });
    let request = Request::post("/verwaltung/konten/neu")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::COOKIE, cookie)
        .body(Body::from_stream(body))
        .unwrap();
    let (status, _, text) = door.send(request).await;
    assert_eq!(status, StatusCode::FORBIDDEN, "{text}");
    assert_eq!(door.nothing.accounts().len(), 1);
}

#[tokio::test]
async fn a_closed_account_opens_nothing_until_it_is_opened_again() {
    let door = door_to(City::default()).await;
    let cookie = door.administrator().await;
    door.post_as("/verwaltung/konten/neu", OTTO, &cookie).await;
    let path = format!("/verwaltung/konten/{}", id_of(&door, "Otto"));
    let ottos = door.sign_in(OTTO_SIGNS_IN).await.unwrap();
    let (status, _, page) = door
        .send(get_as(&format!("{path}/schliessen"), &cookie))
        .await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("„Otto“ kann sich danach nicht mehr anmelden"));
    assert_whole(&path, &page);
    let (status, _, text) = door
        .post_as(&format!("{path}/schliessen"), "", &cookie)
        .await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let (status, _, _) = door.send(get_as("/konto", &ottos)).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "the session has ended");
    assert_eq!(door.sign_in(OTTO_SIGNS_IN).await, None);
    let (_, _, page) = door.send(get_as("/verwaltung/konten", &cookie)).await;
    assert!(
        page.contains("Otto") && page.contains("geschlossen"),
        "{page}"
    );
    let (_, _, page) = door.send(get_as(&path, &cookie)).await;
    assert!(page.contains("Konto wieder öffnen"), "{page}");
    assert_whole(&path, &page);
    let opening = format!("{path}/oeffnen");
    let (status, _, _) = door.post_as(&opening, "kennwort=kurz", &cookie).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    let form = "kennwort=ein+ganz+neuer+Satz";
    let (status, _, text) = door.post_as(&opening, form, &cookie).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let form = "email=otto%40stadt.example&kennwort=ein+ganz+neuer+Satz";
    assert!(door.sign_in(form).await.is_some());
}

#[tokio::test]
async fn the_audit_says_who_changed_whose_account_and_how() {
    let door = door_to(City::default()).await;
    let cookie = door.administrator().await;
    door.post_as("/verwaltung/konten/neu", OTTO, &cookie).await;
    let (jana, otto) = (id_of(&door, "Jana"), id_of(&door, "Otto"));
    let path = format!("/verwaltung/konten/{otto}");
    let form = "name=Otto&email=otto%40stadt.example&kennwort=ein+ganz+neuer+Satz";
    let (status, _, text) = door.post_as(&path, form, &cookie).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let audit = door.nothing.audit.lock().unwrap();
    let actions: Vec<&str> = audit
        .iter()
        .filter(|event| event.subject == Some(otto) && event.account == Some(jana))
        .map(|event| event.action)
        .collect();
    assert_eq!(
        actions,
        ["add_account", "unmake_administrator", "set_password"]
    );
}

#[tokio::test]
async fn an_address_that_is_taken_is_told_in_the_form() {
    let door = door_to(City::default()).await;
    let cookie = door.administrator().await;
    let form = "name=Otto&email=jana%40stadt.example&kennwort=noch+ein+langer+Satz";
    let proof = door.proof(&cookie).await;
    let request = post(
        "/verwaltung/konten/neu",
        &format!("{form}&marke={proof}"),
        &cookie,
    );
    let (status, _, text) = door.send(request).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(text.contains("schon ein Konto"), "{text}");
}

#[tokio::test]
async fn who_runs_the_hub_without_a_role_is_told_where_to_take_one() {
    let door = door_to(city()).await;
    let cookie = door.administrator().await;
    let own = format!("href=\"/verwaltung/konten/{}\"", id_of(&door, "Jana"));
    for path in ["/verwaltung", "/hochladen"] {
        let (_, _, text) = door.send(get_as(path, &cookie)).await;
        assert_whole(path, &text);
        assert!(text.contains(&own), "{path}: {text}");
    }
    let path = format!("/verwaltung/konten/{}", id_of(&door, "Jana"));
    let form = "name=Jana&email=jana%40stadt.example&verwaltung=ja&rolle_stadtgruen=steward";
    let (status, _, text) = door.post_as(&path, form, &cookie).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    for path in ["/verwaltung", "/hochladen"] {
        let (_, _, text) = door.send(get_as(path, &cookie)).await;
        assert!(!text.contains(&own), "{path}: {text}");
    }
}

#[tokio::test]
async fn every_role_in_a_house_can_be_chosen_and_is_explained() {
    let door = door_to(city()).await;
    let cookie = door.administrator().await;
    let (_, _, page) = door.send(get_as("/verwaltung/konten/neu", &cookie)).await;
    assert_whole("/verwaltung/konten/neu", &page);
    for words in [
        "<option value=\"reader\">Lesen",
        "<option value=\"steward\">Datenpflege",
        "<option value=\"owner\">Datenverantwortung",
        "auch anderen das Lesen für einen Zweck erlauben",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    let form = OTTO.replace("verwaltung=ja", "rolle_stadtgruen=owner");
    let (status, _, text) = door.post_as("/verwaltung/konten/neu", &form, &cookie).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let (_, _, page) = door.send(get_as("/verwaltung/konten", &cookie)).await;
    assert!(page.contains("Datenverantwortung"), "{page}");
}
