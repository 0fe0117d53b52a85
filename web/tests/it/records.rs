//! The catalogue as programs of maps read it: OGC API Records.

use crate::answers::{Door, door_with};
use crate::city::city;
use axum::http::{StatusCode, header};
use hebewerk_exchange::records::Extent;
use hebewerk_model::{DatasetId, DatasetState, Details, Span, Visibility};
use hebewerk_web::{OpenData, WebSettings};
use serde_json::Value;

const TREES: &str = "00000000-0000-0000-0000-00000000000a";
const HIDDEN: &str = "00000000-0000-0000-0000-00000000000b";
const ITEMS: &str = "/ogc/collections/katalog/items";

/// The city of these tests, with four public datasets, one that was withdrawn, and one that only its office knows.
async fn door() -> Door {
    let mut city = city();
    city.datasets[0].description.details = Details {
        span: Span {
            from: "2020-01-01".parse().ok(),
            until: None,
        },
        ..Details::default()
    };
    for number in 0x20..0x24_u128 {
        let mut other = city.datasets[0].clone();
        other.id = DatasetId::from_uuid(uuid::Uuid::from_u128(number));
        other.slug = format!("anderes_{number}").parse().unwrap();
        other.description.title = format!("Anderes {number}");
        other.description.text = String::from("Nichts Grünes.");
        other.description.tags = Vec::new();
        other.description.details = Details::default();
        other.visibility = Visibility::Public;
        if number == 0x20 {
            other.description.details.place = "05915".parse().ok();
        }
        if number == 0x23 {
            other.state = DatasetState::Withdrawn;
        }
        city.datasets.push(other);
    }
    let settings = WebSettings {
        hub_title: "Datenhub Probe".to_owned(),
        base_url: "https://daten.stadt.example".parse().ok(),
        open_data: OpenData {
            place: "05916".parse().ok(),
            extent: Extent::new([7.13, 51.5, 7.3, 51.58]).ok(),
            ..OpenData::default()
        },
        ..WebSettings::default()
    };
    door_with(city, settings).await
}

async fn json(door: &Door, path: &str) -> Value {
    let (status, response, text) = door.get(path).await;
    assert_eq!(status, StatusCode::OK, "{path}: {text}");
    assert_eq!(
        response.headers()[header::ACCESS_CONTROL_ALLOW_ORIGIN],
        "*",
        "{path}"
    );
    serde_json::from_str(&text).unwrap()
}

fn ids(page: &Value) -> Vec<&str> {
    let records = page["features"].as_array().unwrap().iter();
    records
        .map(|record| record["id"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn a_program_finds_its_way_from_the_landing_page_to_a_record() {
    let door = door().await;
    for path in ["/ogc", "/ogc/", "/ogc?f=json"] {
        let landing = json(&door, path).await;
        let links = landing["links"].as_array().unwrap();
        for rel in ["self", "conformance", "data", "service-desc"] {
            let link = links.iter().find(|link| link["rel"] == rel).unwrap();
            let href = link["href"].as_str().unwrap();
            let below = href.strip_prefix("https://daten.stadt.example").unwrap();
            json(&door, below).await;
        }
    }
    let catalogue = &json(&door, "/ogc/collections").await["collections"][0];
    assert_eq!(*catalogue, json(&door, "/ogc/collections/katalog").await);
    assert_eq!(catalogue["itemType"], "record");
    assert_eq!(catalogue["extent"]["spatial"]["bbox"][0][0], 7.13);
    let record = json(&door, &format!("{ITEMS}/{TREES}")).await;
    assert_eq!(record["type"], "Feature");
    assert_eq!(record["geometry"]["coordinates"][0][2][1], 51.58);
    assert_eq!(record["time"]["interval"][0], "2020-01-01");
    assert_eq!(record["time"]["interval"][1], "..");
    let said = &record["properties"];
    assert_eq!(said["type"], "dataset");
    assert_eq!(said["title"], "Baumkataster");
    assert_eq!(said["license"], "DL-DE-ZERO-2.0");
    assert_eq!(said["themes"][0]["concepts"][0]["id"], "ENVI");
    assert_eq!(
        said["externalIds"][0]["value"],
        format!("https://daten.stadt.example/dataset/{TREES}")
    );
    let links = record["links"].as_array().unwrap();
    let csv = links
        .iter()
        .find(|link| link["rel"] == "enclosure" && link["type"] == "text/csv");
    assert!(csv.is_some(), "{record}");
}

#[tokio::test]
async fn only_what_everybody_may_know_is_a_record() {
    let door = door().await;
    let page = json(&door, ITEMS).await;
    assert_eq!(page["numberMatched"], 4);
    assert_eq!(page["numberReturned"], 4);
    let withdrawn = "00000000-0000-0000-0000-000000000023";
    assert!(!page.to_string().contains(HIDDEN) && !page.to_string().contains(withdrawn));
    for unknown in [HIDDEN, withdrawn, "keine-kennung"] {
        let (status, _, text) = door.get(&format!("{ITEMS}/{unknown}")).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{text}");
        assert!(text.starts_with('{'), "a problem document: {text}");
    }
}

#[tokio::test]
async fn pages_lead_to_each_other_and_keep_the_conditions() {
    let door = door().await;
    let mut path = format!("{ITEMS}?limit=2&type=dataset");
    let mut found: Vec<String> = Vec::new();
    for _page in 0..2 {
        let page = json(&door, &path).await;
        assert_eq!(page["numberMatched"], 4, "on every page");
        found.extend(ids(&page).into_iter().map(str::to_owned));
        let links = page["links"].as_array().unwrap();
        let next = links.iter().find(|link| link["rel"] == "next");
        path = next.map_or_else(String::new, |next| {
            let href = next["href"].as_str().unwrap();
            href.trim_start_matches("https://daten.stadt.example")
                .to_owned()
        });
    }
    assert_eq!(path, "", "no page is named that would be empty");
    assert_eq!(found.len(), 4);
    assert!(found.is_sorted(), "{found:?}");
    let second = json(&door, &format!("{ITEMS}?limit=2&offset=2")).await;
    assert_eq!(ids(&second), found[2..]);
}

#[tokio::test]
async fn records_are_found_by_what_the_standard_names() {
    let door = door().await;
    for (query, matched) in [
        ("q=baumkataster", 1),
        ("q=baumkataster,anderes", 4),
        ("q=ist+ein+Baum", 1),
        ("q=Baum+ein", 0),
        ("bbox=7.2,51.5,7.25,51.55", 3),
        ("bbox=8,51,9,52", 0),
        ("datetime=2024-05-01", 1),
        ("datetime=../2019-12-31", 0),
        ("type=dataset,service", 4),
        ("type=service", 0),
        ("ids=00000000-0000-0000-0000-00000000000a,x", 1),
        (
            "externalIds=https://daten.stadt.example/dataset/00000000-0000-0000-0000-00000000000a",
            1,
        ),
        ("externalIds=https://anderswo.example/1", 0),
        ("q=anderes&bbox=7.2,51.5,7.25,51.55&limit=1", 2),
    ] {
        let page = json(&door, &format!("{ITEMS}?{query}")).await;
        assert_eq!(page["numberMatched"], matched, "{query}: {page}");
    }
    for wrong in [
        "limit=0",
        "limit=x",
        "bbox=1,2",
        "datetime=gestern",
        "sortby=title",
        "f=xml",
        "after=x",
    ] {
        let (status, response, text) = door.get(&format!("{ITEMS}?{wrong}")).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{wrong}: {text}");
        assert_eq!(
            response.headers()[header::CONTENT_TYPE],
            "application/problem+json",
            "{wrong}"
        );
    }
}
