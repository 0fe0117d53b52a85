//! A delivery that waits: on pages and in the REST interface, for stewards and for others.

use crate::answers::{Door, assert_whole, door_to, get_as, post};
use crate::city::city;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use hebewerk_hub::ports::{HeldVersion, NewTable};
use hebewerk_model::*;
use serde_json::Value;

const TREES: &str = "/daten/stadtgruen/baeume";
const REST: &str = "/api/v1/datasets/stadtgruen/baeume/held";

fn drift(kind: DriftKind, is_grave: bool) -> Drift {
    Drift {
        kind,
        table: "Bäume".to_owned(),
        column: None,
        was: None,
        is: None,
        name_before: None,
        is_grave,
    }
}

/// The trees with half the rows and a column under another name, waiting.
fn held() -> HeldVersion {
    let city = city();
    let version = Version {
        number: VersionNumber(3),
        rows: Some(60),
        ..city.versions[0].clone()
    };
    HeldVersion {
        delivery: Delivery {
            outcome: DeliveryOutcome::Held,
            file_name: "Bäume <neu>.csv".to_owned(),
            ..city.deliveries[0].clone()
        },
        tables: vec![NewTable {
            table: city.tables[0].clone(),
            statistics: city.statistics.clone(),
        }],
        version,
        findings: Vec::new(),
        recipe: Recipe::default(),
        message: String::new(),
        drifts: vec![
            Drift {
                column: Some("Umfang".to_owned()),
                was: Some("Stammumfang".to_owned()),
                is: Some("Umfang".to_owned()),
                name_before: Some("stammumfang".to_owned()),
                ..drift(DriftKind::ColumnRenamed, true)
            },
            Drift {
                was: Some("137".to_owned()),
                is: Some("60".to_owned()),
                ..drift(DriftKind::RowsChanged, true)
            },
            Drift {
                column: Some("Pflanzjahr".to_owned()),
                ..drift(DriftKind::ColumnNew, false)
            },
        ],
        rows_before: 137,
    }
}

/// A door with trees that wait, and the session of a steward of their house.
async fn waiting() -> (Door, String) {
    let (door, cookie) = steward_of(city()).await;
    *door.fake().held.lock().unwrap() = Some(held());
    (door, cookie)
}

async fn steward_of(city: crate::fake::City) -> (Door, String) {
    let door = door_to(city).await;
    let administrator = door.administrator().await;
    let form = "name=Kai&email=kai%40stadt.example&kennwort=noch+ein+Satz&rolle_stadtgruen=steward";
    let (status, _, text) = door
        .post_as("/verwaltung/konten/neu", form, &administrator)
        .await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let cookie = door
        .sign_in("email=kai%40stadt.example&kennwort=noch+ein+Satz")
        .await;
    (door, cookie.unwrap())
}

async fn page(door: &Door, path: &str, cookie: &str) -> String {
    let (status, _, text) = door.send(get_as(path, cookie)).await;
    assert_eq!(status, StatusCode::OK, "{path}: {text}");
    assert_whole(path, &text);
    text
}

fn decision(how: &str, more: &str) -> String {
    let delivery = held().delivery.id;
    format!("lieferung={delivery}&entscheidung={how}{more}")
}

#[tokio::test]
async fn stewards_see_what_waits_wherever_they_look_and_nobody_else_does() {
    let (door, cookie) = waiting().await;
    let link = format!("href=\"{TREES}/freigabe\"");
    for path in [
        "/",
        "/hochladen",
        TREES,
        "/daten/stadtgruen/baeume/fassungen",
    ] {
        let text = page(&door, path, &cookie).await;
        assert!(text.contains(&link), "{path}\n{text}");
    }
    for path in ["/", TREES, "/daten/stadtgruen/baeume/fassungen"] {
        let text = page(&door, path, "").await;
        assert!(!text.contains("freigabe"), "{path}\n{text}");
    }
    let (status, _, _) = door.get(&format!("{TREES}/freigabe")).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "one has to sign in");
}

#[tokio::test]
async fn the_page_says_what_is_otherwise_and_offers_to_keep_a_name() {
    let (door, cookie) = waiting().await;
    let text = page(&door, &format!("{TREES}/freigabe"), &cookie).await;
    for words in [
        "3 Änderungen sind zu prüfen.",
        "Die Spalte „Stammumfang“ heißt jetzt „Umfang“.",
        "Die Lieferung hat 60 Zeilen, die Fassung davor 137.",
        "Die Spalte „Pflanzjahr“ ist neu.",
        "Bäume &#60;neu&#62;.csv",
        "value=\"stammumfang\"",
        "zeigen weiter Fassung 2",
        "wird Fassung 3",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
}

#[tokio::test]
async fn accepting_makes_it_current_and_says_so() {
    let (door, cookie) = waiting().await;
    let path = format!("{TREES}/freigabe");
    let (status, response, text) = door
        .post_as(&path, &decision("annehmen", ""), &cookie)
        .await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let next = response.headers()[header::LOCATION].to_str().unwrap();
    assert_eq!(next, format!("{TREES}?freigabe=angenommen"));
    let committed = door.fake().committed.lock().unwrap().remove(0);
    assert_eq!(committed.event.action, "accept_version");
    assert_eq!(committed.delivery.outcome, DeliveryOutcome::Version);
    let text = page(&door, next, &cookie).await;
    assert!(text.contains("Angenommen."), "{text}");
}

#[tokio::test]
async fn refusing_ends_the_waiting_and_another_decision_comes_too_late() {
    let (door, cookie) = waiting().await;
    let path = format!("{TREES}/freigabe");
    let (status, response, _) = door
        .post_as(&path, &decision("ablehnen", ""), &cookie)
        .await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let next = response.headers()[header::LOCATION].to_str().unwrap();
    assert!(page(&door, next, &cookie).await.contains("Abgelehnt."));
    let text = page(&door, &path, &cookie).await;
    assert!(text.contains("wartet keine Lieferung"), "{text}");
    let (status, _, _) = door
        .post_as(&path, &decision("annehmen", ""), &cookie)
        .await;
    assert_eq!(status, StatusCode::CONFLICT);
    let (status, _, _) = door.post_as(&path, &decision("", ""), &cookie).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_form_without_proof_decides_nothing() {
    let (door, cookie) = waiting().await;
    let path = format!("{TREES}/freigabe");
    let (status, _, _) = door
        .send(post(&path, &decision("annehmen", ""), &cookie))
        .await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    assert!(door.fake().held.lock().unwrap().is_some());
}

#[tokio::test]
async fn whether_deliveries_wait_is_a_switch_on_the_editing_page() {
    let (door, cookie) = waiting().await;
    let edit = format!("{TREES}/bearbeiten");
    assert!(page(&door, &edit, &cookie).await.contains("Immer annehmen"));
    let path = format!("{TREES}/immer-annehmen");
    let (status, _, _) = door.post_as(&path, "immer=ja", &cookie).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert!(page(&door, &edit, &cookie).await.contains("Wieder prüfen"));
}

/// A request of the REST interface by the steward.
async fn rest(door: &Door, method: &str, path: &str, body: &str) -> (StatusCode, String) {
    let form = "{\"e_mail\":\"kai@stadt.example\",\"password\":\"noch ein Satz\"}";
    let open = Request::post("/api/v1/sessions")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(form))
        .unwrap();
    let (_, _, text) = door.send(open).await;
    let session: Value = serde_json::from_str(&text).unwrap();
    let token = session["token"].as_str().unwrap();
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_owned()))
        .unwrap();
    let (status, _, text) = door.send(request).await;
    (status, text)
}

#[tokio::test]
async fn programs_list_accept_and_refuse_what_waits() {
    let (door, _cookie) = waiting().await;
    let (status, text) = rest(&door, "GET", "/api/v1/held", "").await;
    assert_eq!(status, StatusCode::OK, "{text}");
    let list: Value = serde_json::from_str(&text).unwrap();
    let one = &list["items"][0];
    assert_eq!(one["dataset"], "baeume");
    assert_eq!(one["changes"][0]["kind"], "column_renamed");
    assert_eq!(one["changes"][0]["name_before"], "stammumfang");
    let accept = one["links"]["accept"].as_str().unwrap();
    let accept = accept.strip_prefix("http://localhost").unwrap();
    let (status, text) = rest(&door, "POST", accept, "{}").await;
    assert_eq!(status, StatusCode::CREATED, "{text}");
    let taken: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(taken["version"]["number"], 3);
    let refuse = accept.replace("accept", "refuse");
    let (status, _) = rest(&door, "POST", &refuse, "").await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    let (status, _) = rest(&door, "POST", &refuse, "").await;
    assert_eq!(status, StatusCode::CONFLICT);
    let (_, text) = rest(&door, "GET", REST, "").await;
    let approval: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(approval["takes_all"], false);
    assert!(approval["held"].is_null());
    let (_, text) = rest(&door, "PUT", REST, "{\"takes_all\":true}").await;
    let approval: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(approval["takes_all"], true);
    let (status, _, _) = door.get("/api/v1/held").await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    let (status, _, _) = door.get(REST).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn stewards_read_what_is_corrected_and_since_when_and_nobody_else_does() {
    let recipe = Recipe {
        tables: vec![TableRecipe {
            delimiter: Some(";".to_owned()),
            escape: Some("\\".to_owned()),
            columns: vec![ColumnRecipe {
                label: "Geheimname".to_owned(),
                reference_system: Some(25833),
                skip: true,
                ..ColumnRecipe::default()
            }],
            ..TableRecipe::default()
        }],
    };
    let (door, cookie) = steward_of(crate::fake::City { recipe, ..city() }).await;
    let path = "/daten/stadtgruen/baeume/guete";
    let text = page(&door, path, &cookie).await;
    for words in [
        "Trennzeichen Semikolon",
        "Maskierungszeichen \\",
        "Spalte „Geheimname“ im Bezugssystem EPSG:25833",
        "Spalte „Geheimname“ weglassen",
        "Eine Änderung am Rezept",
        "Stadtgrün &#60;Musterstadt&#62;",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    assert!(!page(&door, path, "").await.contains("Geheimname"));
}
