//! Rights to read: the page for owners, stewards and others, the same in REST, and reading under one.

use crate::answers::{Door, assert_whole, door_to, get_as, post};
use crate::city::city;
use crate::fake::City;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use hebewerk_model::*;
use serde_json::{Value, json};
use uuid::Uuid;

const CHECKS: &str = "/daten/stadtgruen/kontrollen";
const PAGE: &str = "/daten/stadtgruen/kontrollen/berechtigungen";
const REST: &str = "/api/v1/datasets/stadtgruen/kontrollen/grants";
const PASSWORD: &str = "noch ein Satz";

/// The checks of trees, which only their office reads, and a neighbour that would like to.
fn with_neighbour() -> City {
    let mut city = city();
    city.organisations.push(Organisation {
        id: OrganisationId::from_uuid(Uuid::from_u128(2)),
        slug: "tiefbau".parse().unwrap(),
        name: "Tiefbau & <Brücken>".to_owned(),
        ..city.organisations[0].clone()
    });
    city
}

/// A door with an owner, a steward and a neighbour, and their sessions.
struct Town {
    door: Door,
    owner: String,
    steward: String,
    neighbour: String,
}

async fn town() -> Town {
    town_of(with_neighbour()).await
}

async fn town_of(city: City) -> Town {
    let door = door_to(city).await;
    let administrator = door.administrator().await;
    let mut sessions = Vec::new();
    for (name, role) in [
        ("olga", "rolle_stadtgruen=owner"),
        ("kai", "rolle_stadtgruen=steward"),
        ("tim", "rolle_tiefbau=reader"),
    ] {
        let sign_in = format!("email={name}%40stadt.example&kennwort=noch+ein+Satz");
        let form = format!("name={name}&{sign_in}&{role}");
        let (status, _, text) = door
            .post_as("/verwaltung/konten/neu", &form, &administrator)
            .await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
        sessions.push(door.sign_in(&sign_in).await.unwrap());
    }
    let [owner, steward, neighbour] = sessions.try_into().unwrap();
    Town {
        door,
        owner,
        steward,
        neighbour,
    }
}

impl Town {
    async fn page(&self, path: &str, cookie: &str) -> String {
        let (status, _, text) = self.door.send(get_as(path, cookie)).await;
        assert_eq!(status, StatusCode::OK, "{path}: {text}");
        assert_whole(path, &text);
        text
    }

    async fn status(&self, path: &str, cookie: &str) -> StatusCode {
        self.door.send(get_as(path, cookie)).await.0
    }

    /// Grants by the form, as the owner.
    async fn give(&self, form: &str) -> (StatusCode, String) {
        let (status, _, text) = self.door.post_as(PAGE, form, &self.owner).await;
        (status, text)
    }

    /// The only grant there is: the address of the page that takes it back.
    async fn revoke_path(&self) -> String {
        let text = self.page(PAGE, &self.owner).await;
        let mut links = text.split("href=\"").skip(1);
        let link = links.find(|link| link.starts_with(PAGE) && link.contains("/zuruecknehmen\""));
        link.unwrap().split('"').next().unwrap().to_owned()
    }

    /// A request of a program.
    async fn rest(&self, name: &str, method: &str, path: &str, body: Value) -> (StatusCode, Value) {
        let wish = json!({ "e_mail": format!("{name}@stadt.example"), "password": PASSWORD });
        let session = self.call("POST", "/api/v1/sessions", "", &wish).await.1;
        let token = session["token"].as_str().unwrap();
        self.call(method, path, token, &body).await
    }

    async fn call(
        &self,
        method: &str,
        path: &str,
        token: &str,
        body: &Value,
    ) -> (StatusCode, Value) {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::CONTENT_TYPE, "application/json");
        if !token.is_empty() {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let body = match body {
            Value::Null => Body::empty(),
            body => Body::from(body.to_string()),
        };
        let (status, _, text) = self.door.send(request.body(body).unwrap()).await;
        (status, serde_json::from_str(&text).unwrap_or_default())
    }
}

const TO_TIM: &str = "wer=person&haus=&person=tim%40stadt.example&zweck=Baustellen+%3Cplanen%3E&grundlage=%C2%A7+5+DSG+NRW&aktenzeichen=66-12%2F2026&dauer=bis&bis=2027-06-30";

#[tokio::test]
async fn the_page_says_who_reads_and_offers_owners_to_grant() {
    let town = town().await;
    let text = town.page(PAGE, &town.owner).await;
    for words in [
        "Die Zeilen lesen die Mitglieder von Stadtgrün &#60;Musterstadt&#62;",
        "Noch hat niemand sonst ein Leserecht.",
        "Mit einem Leserecht liest ein anderes Haus oder eine Person",
        "value=\"tiefbau\"",
        "Tiefbau &#38; &#60;Brücken&#62;",
        "value=\"2027-11-20\"",
        "min=\"2026-11-20\"",
        "aria-current=\"page\">Berechtigungen",
        "href=\"/daten/stadtgruen/kontrollen/bearbeiten\"",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    assert!(
        !text.contains("value=\"stadtgruen\""),
        "the owner reads anyway"
    );
    assert!(!text.contains("ändern zurzeit nichts"));
    let english = format!("{}; hw_sprache=en", town.owner);
    town.page(PAGE, &english).await;
}

#[tokio::test]
async fn stewards_see_the_list_and_who_may_grant_and_others_see_nothing() {
    let town = town().await;
    let (status, text) = town.give(TO_TIM).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let text = town.page(PAGE, &town.steward).await;
    assert!(text.contains("<h3>tim</h3>"), "{text}");
    assert!(text.contains("die Rolle Datenverantwortung"), "{text}");
    assert!(!text.contains("zuruecknehmen") && !text.contains("name=\"zweck\""));
    let revoke = town.revoke_path().await;
    for path in [PAGE, &revoke] {
        assert_eq!(
            town.status(path, &town.neighbour).await,
            StatusCode::FORBIDDEN
        );
        assert_eq!(town.status(path, "").await, StatusCode::SEE_OTHER);
    }
    assert_eq!(
        town.status(&revoke, &town.steward).await,
        StatusCode::FORBIDDEN
    );
    for (path, form) in [(PAGE, TO_TIM), (&revoke, "")] {
        for cookie in [&town.steward, &town.neighbour] {
            let (status, _, _) = town.door.post_as(path, form, cookie).await;
            assert_eq!(status, StatusCode::FORBIDDEN, "{path}");
        }
    }
    let overview = town.page(CHECKS, &town.neighbour).await;
    assert!(!overview.contains("berechtigungen"), "{overview}");
}

#[tokio::test]
async fn what_is_wrong_stands_at_its_field_with_what_was_typed() {
    let town = town().await;
    for (from, to, field, words) in [
        (
            "zweck=Baustellen+%3Cplanen%3E",
            "zweck=+",
            "zweck",
            "Zweck fehlt",
        ),
        (
            "grundlage=%C2%A7+5+DSG+NRW",
            "grundlage=",
            "grundlage",
            "Rechtsgrundlage fehlt",
        ),
        ("bis=2027-06-30", "bis=2026-11-19", "bis", "ist vorbei"),
        ("bis=2027-06-30", "bis=", "bis", "Tag fehlt"),
        (
            "tim%40",
            "niemand%40",
            "person",
            "meldet sich hier niemand an",
        ),
        ("tim%40", "tim", "person", "name@domäne"),
        ("wer=person", "wer=haus", "haus", "Wählen Sie ein Haus"),
    ] {
        let (status, text) = town.give(&TO_TIM.replacen(from, to, 1)).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{words}: {text}");
        assert_whole(PAGE, &text);
        let error = text.split(&format!("id=\"{field}-fehler\"")).nth(1);
        let error = error.unwrap_or_else(|| panic!("no error at {field}\n{text}"));
        assert!(
            error.split("</p>").next().unwrap().contains(words),
            "{text}"
        );
        assert!(text.contains("value=\"66-12/2026\""), "{text}");
        if field != "zweck" {
            assert!(text.contains(">Baustellen &#60;planen&#62;</textarea>"));
        }
    }
    let text = town.page(PAGE, &town.owner).await;
    assert!(text.contains("Noch hat niemand"), "nothing was granted");
}

#[tokio::test]
async fn a_form_without_proof_grants_nothing() {
    let town = town().await;
    let (status, _, _) = town.door.send(post(PAGE, TO_TIM, &town.owner)).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    let text = town.page(PAGE, &town.owner).await;
    assert!(text.contains("Noch hat niemand"));
}

#[tokio::test]
async fn who_reads_under_a_grant_is_told_so_until_it_is_taken_back() {
    let town = town().await;
    let closed = town.page(CHECKS, &town.neighbour).await;
    assert!(closed.contains("für Sie geschlossen"), "{closed}");
    assert!(
        closed.contains("kann Ihnen oder Ihrem Haus das Lesen für einen Zweck erlauben")
            && closed.contains("mailto:gruen@stadt.example"),
        "{closed}"
    );
    let (status, text) = town.give(TO_TIM).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let reading = town.page(CHECKS, &town.neighbour).await;
    assert!(
        reading.contains(
            "Zweck: Baustellen &#60;planen&#62; (bis 30.06.2027). Grundlage: § 5 DSG NRW."
        ),
        "{reading}"
    );
    let own = town.page(CHECKS, &town.owner).await;
    assert!(!own.contains("Sie lesen diese Daten für einen Zweck"));

    let text = town
        .page(&format!("{PAGE}?getan=erteilt"), &town.owner)
        .await;
    for words in [
        "Ein Leserecht gilt.",
        "66-12/2026",
        "20.11.2026 von olga",
        "ist erteilt",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    let path = town.revoke_path().await;
    let text = town.page(&path, &town.owner).await;
    assert!(text.contains("Leserecht von tim zurücknehmen?"), "{text}");
    let (status, response, _) = town.door.post_as(&path, "", &town.owner).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let next = response.headers()[header::LOCATION].to_str().unwrap();
    let text = town.page(next, &town.owner).await;
    assert!(
        text.contains("Niemand liest mehr darunter")
            && text.contains("Ein Leserecht, das nicht mehr gilt"),
        "{text}"
    );
    assert_eq!(town.status(&path, &town.owner).await, StatusCode::NOT_FOUND);
    let closed = town.page(CHECKS, &town.neighbour).await;
    assert!(closed.contains("für Sie geschlossen"), "{closed}");
}

#[tokio::test]
async fn a_grant_can_be_for_statistics_only_and_says_so() {
    let town = town().await;
    let text = town.page(PAGE, &town.owner).await;
    assert!(
        text.contains("name=\"umfang\" value=\"statistik\"") && text.contains("Nur Statistik"),
        "{text}"
    );
    let wish = format!("{TO_TIM}&umfang=statistik");
    let (status, text) = town.give(&wish).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let text = town.page(PAGE, &town.owner).await;
    assert!(text.contains("nur Statistik"), "{text}");
    let closed = town.page(CHECKS, &town.neighbour).await;
    assert!(
        closed.contains("für Sie geschlossen")
            && closed.contains("Ihnen ist nur Statistik erlaubt")
            && closed.contains("Mit einer Abfrage zählen</a>"),
        "{closed}"
    );
}

#[tokio::test]
async fn the_page_says_when_a_grant_changes_nothing() {
    for (visibility, words) in [
        (Visibility::Public, "Der Datensatz ist öffentlich"),
        (Visibility::City, "Wer sich hier anmelden kann"),
    ] {
        let mut city = with_neighbour();
        city.datasets[1].visibility = visibility;
        let town = town_of(city).await;
        let text = town.page(PAGE, &town.owner).await;
        assert!(text.contains("ändern zurzeit nichts"), "{text}");
        assert!(text.contains(words), "{words}\n{text}");
    }
}

#[tokio::test]
async fn where_there_is_no_other_house_a_person_can_be_allowed() {
    let town = town_of(city()).await;
    let text = town.page(PAGE, &town.owner).await;
    assert!(text.contains("Es gibt noch kein anderes Haus"), "{text}");
    assert!(!text.contains("name=\"haus\""));
    assert!(text.contains("value=\"person\" checked"), "{text}");
}

fn wish() -> Value {
    json!({
        "person": "tim@stadt.example",
        "purpose": "Baustellen planen",
        "legal_basis": "§ 5 DSG NRW",
        "until_revoked": true,
    })
}

#[tokio::test]
async fn programs_grant_list_and_take_back() {
    let town = town().await;
    let (status, given) = town.rest("olga", "POST", REST, wish()).await;
    assert_eq!(status, StatusCode::CREATED, "{given}");
    assert_eq!(
        (
            &given["kind"],
            &given["to"],
            &given["granted_by"],
            &given["holds"]
        ),
        (
            &json!("person"),
            &json!("tim"),
            &json!("olga"),
            &json!(true)
        )
    );
    assert!(given["expires_at"].is_null() && given["reference"].is_null());
    let revoke = given["links"]["revoke"].as_str().unwrap();
    let revoke = revoke.strip_prefix("http://localhost").unwrap();
    let (_, list) = town.rest("kai", "GET", REST, Value::Null).await;
    assert_eq!(list["items"][0]["id"], given["id"]);
    assert!(list["items"][0]["links"]["revoke"].is_null(), "{list}");
    let dataset = "/api/v1/datasets/stadtgruen/kontrollen";
    let (_, seen) = town.rest("tim", "GET", dataset, Value::Null).await;
    assert_eq!(seen["may_read_rows"], true, "{seen}");
    assert_eq!(seen["rule"], "granted_for_purpose");
    assert_eq!(seen["grant"]["purpose"], "Baustellen planen");
    for (name, expected) in [
        ("kai", StatusCode::FORBIDDEN),
        ("tim", StatusCode::FORBIDDEN),
        ("olga", StatusCode::NO_CONTENT),
    ] {
        let (status, _) = town.rest(name, "POST", revoke, Value::Null).await;
        assert_eq!(status, expected, "{name}");
    }
    let (_, list) = town.rest("olga", "GET", REST, Value::Null).await;
    assert_eq!(list["items"][0]["holds"], false);
    assert!(list["items"][0]["revoked_at"].is_string(), "{list}");
    let (_, seen) = town.rest("tim", "GET", dataset, Value::Null).await;
    assert_eq!(seen["may_read_rows"], false, "{seen}");
    assert!(seen["grant"].is_null());
}

#[tokio::test]
async fn programs_are_told_what_is_wrong_and_strangers_no_names() {
    let town = town().await;
    let with = |name: &str, value: Value| {
        let mut wish = wish();
        wish[name] = value;
        wish
    };
    for (wish, code) in [
        (with("organisation", json!("tiefbau")), "invalid_grantee"),
        (with("person", Value::Null), "invalid_grantee"),
        (with("until", json!("2027-06-30")), "invalid_until"),
        (with("until_revoked", json!(false)), "invalid_until"),
        (with("purpose", json!(" ")), "invalid_purpose"),
        (with("legal_basis", json!("")), "invalid_legal_basis"),
        (
            with("person", json!("niemand@stadt.example")),
            "unknown_account",
        ),
    ] {
        let (status, problem) = town.rest("olga", "POST", REST, wish).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{problem}");
        assert_eq!(problem["code"], code, "{problem}");
    }
    for name in ["kai", "tim"] {
        let (status, _) = town.rest(name, "POST", REST, wish()).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{name}");
    }
    let (status, _) = town.rest("tim", "GET", REST, Value::Null).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    let (status, _) = town.call("GET", REST, "", &Value::Null).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    let unknown = format!("{REST}/00000000-0000-0000-0000-0000000000ff/revoke");
    let (status, problem) = town.rest("olga", "POST", &unknown, Value::Null).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert_eq!(problem["code"], "no_such_grant");
}

#[test]
fn what_can_be_wrong_with_a_grant_has_words() {
    for code in [
        "invalid-purpose",
        "invalid-legal-basis",
        "invalid-reference",
        "invalid-until",
        "invalid-grantee",
        "grant-to-itself",
        "unknown-organisation",
        "unknown-account",
        "not-an-owner",
        "no-such-grant",
    ] {
        for language in [Language::De, Language::En] {
            assert!(
                hebewerk_words::has(language, &format!("error-{code}")),
                "{code}"
            );
        }
    }
}
