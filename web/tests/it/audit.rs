//! The record as the data protection officer sees it, and as nobody else does.

use crate::answers::{Door, assert_whole, door_to, get_as};
use crate::city::city;
use crate::fake::City;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};

const OLGA: &str =
    "name=Olga&email=olga%40stadt.example&kennwort=noch+ein+langer+Satz&datenschutz=ja";
const OLGA_SIGNS_IN: &str = "email=olga%40stadt.example&kennwort=noch+ein+langer+Satz";

/// A hub with an administrator, and an officer made by them; their cookies.
async fn watched(city: City) -> (Door, String, String) {
    let door = door_to(city).await;
    let administrator = door.administrator().await;
    let (status, _, text) = door
        .post_as("/verwaltung/konten/neu", OLGA, &administrator)
        .await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let officer = door.sign_in(OLGA_SIGNS_IN).await.unwrap();
    (door, administrator, officer)
}

fn actions(door: &Door) -> Vec<(&'static str, bool, &'static str)> {
    let audit = door.nothing.audit.lock().unwrap();
    audit
        .iter()
        .map(|event| (event.action, event.allowed, event.door.code()))
        .collect()
}

#[tokio::test]
async fn the_officer_reads_the_record_and_the_administrator_does_not() {
    let (door, administrator, officer) = watched(city()).await;
    let (status, _, page) = door.send(get_as("/protokoll", &officer)).await;
    assert_eq!(status, StatusCode::OK, "{page}");
    assert!(
        page.contains("Konto für den Datenschutz angelegt"),
        "{page}"
    );
    assert!(
        page.contains("Seit dem Start wurde noch nicht geprüft."),
        "{page}"
    );
    assert!(page.contains("<a class=\"hw-nav__link\" href=\"/protokoll\" aria-current=\"page\">"));
    assert_whole("/protokoll", &page);
    for path in [
        "/protokoll",
        "/protokoll/herunterladen/protokoll.csv",
        "/protokoll/herunterladen/protokoll.ndjson",
    ] {
        let (status, _, page) = door.send(get_as(path, &administrator)).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{path}");
        assert!(page.contains("Das Protokoll liest nur, wer für den Datenschutz bestellt ist."));
        assert!(!page.contains("Angemeldet<"), "{page}");
    }
    let refused = ("read_audit", false, "pages");
    assert!(actions(&door).contains(&refused), "a refusal is on record");
    assert!(actions(&door).contains(&("read_audit", true, "pages")));
    let (_, _, page) = door.send(get_as("/verwaltung", &administrator)).await;
    assert!(!page.contains("Angemeldet"), "{page}");
    assert_whole("/verwaltung", &page);
    let (status, _, _) = door.send(get_as("/protokoll", "")).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "to the form to sign in");
}

#[tokio::test]
async fn the_administration_says_when_nobody_watches() {
    let door = door_to(City::default()).await;
    let administrator = door.administrator().await;
    let (_, _, page) = door.send(get_as("/verwaltung", &administrator)).await;
    assert!(page.contains("Noch liest niemand das Protokoll."), "{page}");
    door.post_as("/verwaltung/konten/neu", OLGA, &administrator)
        .await;
    let (_, _, page) = door.send(get_as("/verwaltung", &administrator)).await;
    assert!(
        !page.contains("Noch liest niemand das Protokoll."),
        "{page}"
    );
    let olga = door.nothing.accounts();
    let olga = olga.iter().find(|known| known.name == "Olga").unwrap();
    let path = format!("/verwaltung/konten/{}", olga.id);
    let (_, _, page) = door.send(get_as(&path, &administrator)).await;
    assert!(
        page.contains("name=\"datenschutz\" value=\"ja\" checked"),
        "{page}"
    );
    let form = "name=Olga&email=olga%40stadt.example";
    door.post_as(&path, form, &administrator).await;
    assert!(actions(&door).contains(&("unmake_officer", true, "pages")));
}

#[tokio::test]
async fn entries_are_found_by_what_they_say_and_paged_by_key() {
    let (door, _, officer) = watched(city()).await;
    let (_, _, page) = door
        .send(get_as(
            "/protokoll?aktion=sign_in&ergebnis=erlaubt&weg=pages",
            &officer,
        ))
        .await;
    assert!(
        page.contains("<option value=\"sign_in\" selected>"),
        "{page}"
    );
    assert!(!page.contains("Zeilen lesen</td>"), "{page}");
    let (_, _, page) = door
        .send(get_as("/protokoll?aktion=withdraw", &officer))
        .await;
    assert!(page.contains("Dazu gibt es keine Einträge."), "{page}");
    assert!(page.contains("Alles zeigen"));
    assert_whole("/protokoll", &page);
    let (status, _, page) = door.send(get_as("/protokoll?von=gestern", &officer)).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(page.contains("Ein Tag hat die Form 2026-11-20."), "{page}");
    assert_whole("/protokoll", &page);
    let (status, _, page) = door
        .send(get_as("/protokoll?datensatz=umwelt%2Fnichts", &officer))
        .await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "{page}");
    let (_, _, page) = door.send(get_as("/protokoll?vor=3", &officer)).await;
    assert!(page.contains("Nr. 2") && !page.contains("Nr. 3"), "{page}");
    assert!(page.contains("Zu den neuesten"));
}

#[tokio::test]
async fn the_chain_is_checked_on_demand_and_a_fault_is_said() {
    let (door, _, officer) = watched(city()).await;
    let check = async || {
        let (status, response, text) = door.post_as("/protokoll/pruefen", "", &officer).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
        let target = response.headers()[header::LOCATION].to_str().unwrap();
        let target = target.split('#').next().unwrap().to_owned();
        door.send(get_as(&target, &officer)).await.2
    };
    let page = check().await;
    assert!(page.contains("Unverändert. Geprüft bis Eintrag"), "{page}");
    assert!(page.contains("Prüfmarke zum Aufbewahren"));
    assert_whole("/protokoll", &page);
    *door.nothing.tampered.lock().unwrap() = Some(2);
    let page = check().await;
    assert!(page.contains("Das Protokoll ist nicht so, wie es geschrieben wurde."));
    assert!(
        page.contains("Eintrag 2 ist nicht so, wie er geschrieben wurde"),
        "{page}"
    );
    assert_whole("/protokoll", &page);
}

#[tokio::test]
async fn an_export_is_safe_for_excel_and_on_record() {
    let door = door_to(city()).await;
    let administrator = door.administrator().await;
    let evil = OLGA.replace("Olga", "%3DHYPERLINK(1)");
    door.post_as("/verwaltung/konten/neu", &evil, &administrator)
        .await;
    let officer = door.sign_in(OLGA_SIGNS_IN).await.unwrap();
    let path = "/protokoll/herunterladen/protokoll.csv?aktion=add_officer";
    let (status, response, csv) = door.send(get_as(path, &officer)).await;
    assert_eq!(status, StatusCode::OK, "{csv}");
    assert!(
        csv.starts_with("\u{feff}Nr.;Wann (UTC);Zugang;Konto;Wer;Was;"),
        "{csv}"
    );
    assert!(
        csv.contains(";Konto für den Datenschutz angelegt;"),
        "{csv}"
    );
    assert!(csv.contains(";'=HYPERLINK(1);"), "no formula: {csv}");
    assert_eq!(csv.lines().count(), 2, "{csv}");
    let disposition = response.headers()[header::CONTENT_DISPOSITION]
        .to_str()
        .unwrap();
    assert!(disposition.contains("protokoll.csv"));
    let path = "/protokoll/herunterladen/protokoll.ndjson";
    let (_, _, lines) = door.send(get_as(path, &officer)).await;
    assert!(lines.contains("\"action\":\"export_audit\""), "{lines}");
    assert!(lines.contains("\"door\":\"pages\""), "{lines}");
    let audit = door.nothing.audit.lock().unwrap();
    let exports: Vec<Option<u64>> = audit
        .iter()
        .filter(|event| event.action == "export_audit")
        .map(|event| event.rows)
        .collect();
    assert_eq!(exports[0], Some(1), "how many entries left");
    assert_eq!(exports.len(), 2);
}

#[tokio::test]
async fn everybody_gets_what_is_held_of_them_and_nobody_what_is_held_of_others() {
    let (door, administrator, officer) = watched(city()).await;
    let (status, response, text) = door.send(get_as("/konto/auskunft", &officer)).await;
    assert_eq!(status, StatusCode::OK, "{text}");
    let disposition = response.headers()[header::CONTENT_DISPOSITION]
        .to_str()
        .unwrap();
    assert!(disposition.contains("auskunft.json"));
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(document["account"]["e_mail"], "olga@stadt.example");
    assert_eq!(document["account"]["data_protection_officer"], true);
    assert_eq!(
        document["sessions"][0]["expires_at"],
        "2026-11-20T23:00:00Z"
    );
    let audit = document["audit"].as_array().unwrap();
    assert!(
        audit.iter().any(|entry| entry["action"] == "sign_in"),
        "{text}"
    );
    assert!(!text.contains("jana@stadt.example"), "{text}");
    assert!(
        !text.contains("argon2"),
        "no hash of a password leaves: {text}"
    );
    let jana = document["audit"].as_array().unwrap();
    let jana = jana.iter().find(|entry| entry["action"] == "add_officer");
    let jana = jana.unwrap()["by"].as_str().unwrap().to_owned();
    let path = format!("/protokoll/auskunft/{jana}");
    let (status, _, text) = door.send(get_as(&path, &officer)).await;
    assert_eq!(status, StatusCode::OK);
    assert!(text.contains("jana@stadt.example"), "{text}");
    let olga = document["account"]["id"].as_str().unwrap();
    let path = format!("/protokoll/auskunft/{olga}");
    let (status, _, text) = door.send(get_as(&path, &administrator)).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    assert!(!text.contains("olga@stadt.example"));
    let disclosures = actions(&door);
    let told = |allowed| disclosures.contains(&("disclose_account", allowed, "pages"));
    assert!(told(true) && told(false), "both are on record");
}

#[tokio::test]
async fn programs_read_and_check_the_record_through_their_own_door() {
    let (door, administrator, officer) = watched(city()).await;
    let json = async |path: &str, cookie: &str| {
        let (status, _, text) = door.send(get_as(path, cookie)).await;
        let document = serde_json::from_str::<serde_json::Value>(&text);
        (status, document.unwrap_or_default(), text)
    };
    let (status, page, text) = json(
        "/api/v1/audit?limit=2&action=sign_in&account=olga%40stadt.example",
        &officer,
    )
    .await;
    assert_eq!(status, StatusCode::OK, "{text}");
    assert_eq!(page["total"], 1);
    assert_eq!(page["items"][0]["account"]["name"], "Olga");
    let (_, page, _) = json("/api/v1/audit?limit=1", &officer).await;
    let first = page["items"][0]["entry"].as_u64().unwrap();
    assert_eq!(page["items"][0]["door"], "rest");
    let next = page["after"].as_str().unwrap();
    let (_, page, _) = json(&format!("/api/v1/audit?limit=1&after={next}"), &officer).await;
    assert_eq!(page["items"][0]["entry"].as_u64(), Some(first - 1));
    for path in ["/api/v1/audit", "/api/v1/audit/export/audit.ndjson"] {
        let (status, problem, text) = json(path, &administrator).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{text}");
        assert_eq!(problem["code"], "not_an_officer");
        let (status, _, _) = json(path, "").await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
    }
    let (status, _, _) = json("/api/v1/audit?door=hinten", &officer).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    let (_, _, lines) = json("/api/v1/audit/export/audit.ndjson?action=sign_in", &officer).await;
    assert!(lines.contains("\"action\":\"sign_in\""), "{lines}");
    let (status, _, text) = json("/api/v1/audit/processing", &officer).await;
    assert_eq!(status, StatusCode::OK, "{text}");
    assert!(text.starts_with("{\"items\":["), "{text}");
    let (status, problem, _) = json("/api/v1/audit/processing", &administrator).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    assert_eq!(problem["code"], "not_an_officer");
    let check = async |body: &'static str| {
        let proof = door.proof(&officer).await;
        let request = Request::post("/api/v1/audit/check")
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::COOKIE, &officer)
            .header("x-csrf-token", proof)
            .body(Body::from(body))
            .unwrap();
        let (status, _, text) = door.send(request).await;
        let document = serde_json::from_str::<serde_json::Value>(&text);
        (status, document.unwrap_or_default(), text)
    };
    let (status, found, text) = check("{}").await;
    assert_eq!(status, StatusCode::OK, "{text}");
    assert_eq!(found["whole"], true);
    let kept =
        r#"{"heads":["1:00000000000000000000000000000000000000000000000000000000000000ff"]}"#;
    let (_, found, _) = check(kept).await;
    assert_eq!(found["faults"][0]["kind"], "rewritten");
    let (status, problem, _) = check(r#"{"heads":["1"]}"#).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert_eq!(problem["code"], "invalid_head");
}
