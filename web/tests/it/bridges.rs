//! Bridges: the list, one explained, deciding, and the silo map, on pages and in REST.

use crate::answers::{Door, assert_whole, door_to, get_as};
use crate::city::city;
use axum::http::StatusCode;
use hebewerk_model::*;
use serde_json::Value;
use uuid::Uuid;

const BRIDGE: &str = "/bruecken/00000000-0000-0000-0000-000000000001";

fn side(dataset: u128, table: &str) -> BridgeSide {
    BridgeSide {
        dataset: DatasetId::from_uuid(Uuid::from_u128(dataset)),
        table: table.to_owned(),
        columns: vec!["art".to_owned()],
        part: None,
    }
}

fn bridge(state: BridgeState) -> Bridge {
    Bridge {
        id: BridgeId::from_uuid(Uuid::from_u128(1)),
        kind: BridgeKind::Join,
        left: side(10, "baeume"),
        right: side(11, "kontrollen"),
        climb: None,
        measure: BridgeMeasure {
            left_version: VersionNumber(2),
            right_version: VersionNumber(1),
            middle_version: None,
            left_share: 0.886,
            right_share: 0.5,
            left_share_as_spelled: 0.25,
            right_share_as_spelled: 0.125,
            left_values: 38_412,
            right_values: 12,
            rules: vec!["schreibung.1".to_owned(), "umlaute.1".to_owned()],
            cardinality: Some("n:1".to_owned()),
            score: 0.8,
        },
        state,
        accepted: None,
        decay: None,
        found_at: "2026-11-17T05:00:00Z".parse().unwrap(),
        measured_at: "2026-11-20T05:10:00Z".parse().unwrap(),
        decided_by: None,
        decided_at: None,
    }
}

/// A door with a bridge, and the sessions of a steward and a reader of the house.
async fn town(state: BridgeState) -> (Door, String, String) {
    town_of(city(), state).await
}

async fn town_of(city: crate::fake::City, state: BridgeState) -> (Door, String, String) {
    let door = door_to(city).await;
    door.fake().bridges.lock().unwrap().push(bridge(state));
    let administrator = door.administrator().await;
    let mut sessions = Vec::new();
    for (name, role) in [("kai", "steward"), ("rita", "reader")] {
        let sign_in = format!("email={name}%40stadt.example&kennwort=noch+ein+Satz");
        let form = format!("name={name}&{sign_in}&rolle_stadtgruen={role}");
        let (status, _, text) = door
            .post_as("/verwaltung/konten/neu", &form, &administrator)
            .await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
        sessions.push(door.sign_in(&sign_in).await.unwrap());
    }
    let [steward, reader] = sessions.try_into().unwrap();
    (door, steward, reader)
}

async fn page(door: &Door, path: &str, cookie: &str) -> String {
    let (status, _, text) = door.send(get_as(path, cookie)).await;
    assert_eq!(status, StatusCode::OK, "{path}: {text}");
    assert_whole(path, &text);
    text
}

#[tokio::test]
async fn every_page_of_bridges_is_whole_in_both_languages() {
    use BridgeState::{Accepted, Decayed, Rejected, Suggested};
    for state in [Suggested, Accepted, Decayed, Rejected] {
        let (door, steward, reader) = town(state).await;
        if state == Decayed {
            let mut bridges = door.fake().bridges.lock().unwrap();
            bridges[0].decay = Some(BridgeDecay::FewerMatches);
            bridges[0].accepted = Some(bridge(state).measure);
        }
        for cookie in [&steward, &reader] {
            for language in ["de", "en"] {
                let cookie = format!("{cookie}; hw_sprache={language}");
                let all = [
                    "/bruecken",
                    "/bruecken?haus=stadtgruen&zustand=rejected",
                    BRIDGE,
                    "/silokarte",
                    "/silokarte?monat=2026-11",
                    "/silokarte/rat",
                    "/daten/stadtgruen/baeume",
                    "/",
                ];
                for path in all {
                    page(&door, path, &cookie).await;
                }
                let table = format!("{BRIDGE}/tabelle");
                if matches!(state, Accepted | Decayed) {
                    page(&door, &table, &cookie).await;
                } else {
                    let status = door.send(get_as(&table, &cookie)).await.0;
                    assert_eq!(status, StatusCode::NOT_FOUND, "{state:?} is no view");
                }
            }
        }
    }
}

#[tokio::test]
async fn a_bridge_that_is_taken_over_is_a_table_with_files_and_a_line() {
    let (door, steward, reader) = town(BridgeState::Accepted).await;
    let text = page(&door, BRIDGE, &reader).await;
    for said in [
        "bruecken.baeume_kontrollen",
        "3 Auswertungen in einem halben Jahr",
        "Güte über die Zeit",
        "id=\"guete\"",
    ] {
        assert!(text.contains(said), "{said} is missing\n{text}");
    }
    let dataset = page(&door, "/daten/stadtgruen/baeume", &reader).await;
    assert!(dataset.contains("zusammen mit"), "{dataset}");
    let file = format!("{BRIDGE}/herunterladen/csv");
    let (status, answer, _) = door.send(get_as(&file, &reader)).await;
    assert_eq!(status, StatusCode::OK);
    let told = answer.headers()["content-disposition"].to_str().unwrap();
    assert!(told.contains("baeume_kontrollen.csv"), "{told}");
    for path in ["tabelle", "herunterladen/csv", "touren"] {
        let path = format!("{BRIDGE}/{path}");
        assert_eq!(door.get(&path).await.0, StatusCode::NOT_FOUND, "{path}");
    }
    // Without places of streets there are no rounds.
    let rounds = format!("{BRIDGE}/touren");
    let status = door.send(get_as(&rounds, &steward)).await.0;
    assert_eq!(status, StatusCode::NOT_FOUND);
    let mend = format!("{BRIDGE}/nachbessern");
    let status = door.send(get_as(&mend, &reader)).await.0;
    assert_eq!(status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_bridge_to_data_somebody_may_not_read_is_nowhere() {
    let (door, steward, _reader) = town(BridgeState::Suggested).await;
    assert_eq!(door.get(BRIDGE).await.0, StatusCode::NOT_FOUND);
    let list = page(&door, "/bruecken", "").await;
    assert!(!list.contains("Baumkontrollen"), "{list}");
    assert!(list.contains("Noch keine Brücke"), "{list}");
    let known = page(&door, "/bruecken", &steward).await;
    assert!(known.contains("Baumkontrollen"), "{known}");
    let (_, _, rest) = door.get("/api/v1/bridges").await;
    let rest: Value = serde_json::from_str(&rest).unwrap();
    assert_eq!(rest["total"], 0);
}

#[tokio::test]
async fn a_bridge_says_what_fits_and_what_joining_does() {
    let (door, steward, reader) = town(BridgeState::Suggested).await;
    let text = page(&door, BRIDGE, &steward).await;
    for said in [
        "Diese Spalten passen zusammen.",
        "88,6\u{a0}%",
        "38.412 verschiedenen Werten",
        "nach 2 Regeln",
        "Mehrere Zeilen links treffen dieselbe Zeile rechts",
        "Übernehmen",
        "Ablehnen",
        "from stadtgruen.baeume as l",
        "17.11.2026",
    ] {
        assert!(text.contains(said), "{said} is missing\n{text}");
    }
    let only_read = page(&door, BRIDGE, &reader).await;
    assert!(!only_read.contains("name=\"tun\""), "{only_read}");
    assert!(only_read.contains("Entscheiden kann"), "{only_read}");
}

#[tokio::test]
async fn a_bridge_says_what_speaks_for_it_and_how_fresh_both_sides_are() {
    let mut city = city();
    let texts = [
        "Gebietsstand 31.12.2020",
        "Stand heute, Gebietsstand: 1. Januar 2026",
    ];
    for (dataset, text) in city.datasets.iter_mut().zip(texts) {
        text.clone_into(&mut dataset.description.text);
    }
    let until = |year| Some(jiff::civil::date(year, 12, 31));
    let from = |year| Some(jiff::civil::date(year, 1, 1));
    city.datasets[0].description.details.span = Span {
        from: from(2019),
        until: until(2020),
    };
    city.datasets[1].description.details.span.from = from(2025);
    let (door, steward, _reader) = town_of(city, BridgeState::Suggested).await;
    let text = page(&door, BRIDGE, &steward).await;
    for said in [
        "Auf einer Seite kommt jeder Wert nur einmal vor",
        "88,6\u{a0}% der Werte, die einen Partner suchen, finden einen.",
        "Eine Seite hat 3.201-mal so viele verschiedene Werte",
        "Die Überschriften sind gleich.",
        "28,2\u{a0}% der gemeinsamen Werte sind gleich geschrieben",
        "Beide Seiten gehören demselben Haus.",
        "Zeitraum 01.01.2019 bis 31.12.2020",
        "Zeitraum ab 01.01.2025",
        "Gebietsstand laut Beschreibung: 31.12.2020",
        "Verschiedene Gebietsstände: 31.12.2020 und 01.01.2026.",
        "Beide Datensätze handeln von verschiedenen Zeiträumen.",
    ] {
        assert!(text.contains(said), "{said} is missing\n{text}");
    }
    assert!(!text.contains("Steht weiter"), "nobody decided: {text}");
}

/// Nobody learns from the order of suggestions what was decided about data they may not know.
#[tokio::test]
async fn what_was_decided_moves_what_is_alike_and_only_for_those_who_may_know() {
    let (door, steward, reader) = town(BridgeState::Suggested).await;
    {
        let mut bridges = door.fake().bridges.lock().unwrap();
        // One that everybody sees, and refused ones with the other bank in a dataset of the house.
        bridges[0].right = side(10, "baeume");
        bridges[0].right.columns = vec!["umfang".to_owned()];
        for number in 2..9 {
            let mut refused = bridge(BridgeState::Rejected);
            refused.id = BridgeId::from_uuid(Uuid::from_u128(number));
            refused.decided_at = Some(refused.measured_at);
            bridges.push(refused);
        }
    }
    let score = async |cookie: &str| {
        let path = "/api/v1/bridges/00000000-0000-0000-0000-000000000001";
        let (status, _, text) = door.send(get_as(path, cookie)).await;
        assert_eq!(status, StatusCode::OK, "{text}");
        let bridge: Value = serde_json::from_str(&text).unwrap();
        (bridge["score"].as_f64().unwrap(), bridge["learned"].clone())
    };
    let (untouched, nothing) = score("").await;
    assert_eq!(nothing, Value::Null);
    for cookie in [&steward, &reader] {
        let (moved, learned) = score(cookie).await;
        assert!(
            moved < 0.95 * untouched && moved > 0.6 * untouched,
            "{moved} {untouched}"
        );
        assert_eq!(learned["moves"], "down");
        assert_eq!(learned["because"][0]["rejected"], 7, "{learned}");
        let said = "Steht weiter hinten, weil ähnliche Vorschläge abgelehnt wurden.";
        let text = page(&door, BRIDGE, cookie).await;
        assert!(
            text.contains(said) && text.contains("0 übernommen, 7 abgelehnt"),
            "{text}"
        );
        let list = page(&door, "/bruecken", cookie).await;
        assert!(list.contains(said), "{list}");
    }
    for path in [BRIDGE, "/bruecken"] {
        let text = page(&door, path, "").await;
        assert!(!text.contains("Steht weiter"), "{text}");
    }
}

#[tokio::test]
async fn a_steward_takes_a_bridge_over_and_thinks_again() {
    let (door, steward, reader) = town(BridgeState::Suggested).await;
    let (status, _, _) = door.post_as(BRIDGE, "tun=accept", &reader).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    let (status, answer, _) = door.post_as(BRIDGE, "tun=accept", &steward).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let to = answer.headers()["location"].to_str().unwrap().to_owned();
    let text = page(&door, &to, &steward).await;
    assert!(text.contains("Die Brücke ist übernommen."), "{text}");
    assert!(text.contains("von kai"), "{text}");
    let dataset = page(&door, "/daten/stadtgruen/baeume", &reader).await;
    assert!(
        dataset.contains("Brücken zu anderen Datensätzen"),
        "{dataset}"
    );
    let told = door.fake().audit.lock().unwrap().clone();
    let about: Vec<_> = told
        .iter()
        .filter(|event| event.action == "accept_bridge")
        .filter_map(|event| event.dataset)
        .collect();
    assert_eq!(about.len(), 2, "both banks have it on record");
    let (status, _, _) = door.post_as(BRIDGE, "tun=accept", &steward).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    let (status, _, _) = door.post_as(BRIDGE, "tun=reopen", &steward).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let state = door.fake().bridges.lock().unwrap()[0].state;
    assert_eq!(state, BridgeState::Suggested);
}

#[tokio::test]
async fn a_bridge_that_bears_no_longer_is_told_to_those_who_maintain_it() {
    let (door, steward, reader) = town(BridgeState::Decayed).await;
    door.fake().bridges.lock().unwrap()[0].decay = Some(BridgeDecay::KeyLost);
    let start = page(&door, "/", &steward).await;
    assert!(start.contains("Brücken, die nicht mehr tragen"), "{start}");
    let start = page(&door, "/", &reader).await;
    assert!(!start.contains("Brücken, die nicht mehr tragen"), "{start}");
}

#[tokio::test]
async fn a_column_that_is_masked_takes_its_bridges_out_of_sight() {
    let mut city = city();
    let name = ColumnName {
        table: "kontrollen".to_owned(),
        column: "art".to_owned(),
    };
    city.datasets[1].protection.columns = vec![ColumnRule {
        column: name,
        mask: Mask::Hide,
        binds: Binds::Outside,
        reason: "geht niemanden etwas an".to_owned(),
    }];
    let door = door_to(city).await;
    let suggested = bridge(BridgeState::Suggested);
    door.fake().bridges.lock().unwrap().push(suggested);
    let administrator = door.administrator().await;
    let sign_in = "email=kai%40stadt.example&kennwort=noch+ein+Satz";
    let form = format!("name=kai&{sign_in}&rolle_stadtgruen=steward");
    door.post_as("/verwaltung/konten/neu", &form, &administrator)
        .await;
    let steward = door.sign_in(sign_in).await.unwrap();
    let status = door.send(get_as(BRIDGE, &steward)).await.0;
    assert_eq!(status, StatusCode::NOT_FOUND, "nobody sees it");
}
