//! Which addresses there are and who may call them: a change of this set must be meant.

use hebewerk_web::{Right, contents};
use std::collections::BTreeSet;

#[test]
fn only_these_addresses_are_open_to_everybody() {
    let open: Vec<String> = contents()
        .iter()
        .filter(|entry| entry.right == Right::Everybody)
        .map(|entry| format!("{} {}", entry.method, entry.path))
        .collect();
    assert_eq!(
        open,
        [
            "GET /",
            "GET /daten",
            "GET /anderswo",
            "GET /anderswo/{id}",
            "GET /daten/{organisation}/{dataset}",
            "GET /daten/{organisation}/{dataset}/tabelle",
            "GET /daten/{organisation}/{dataset}/karte",
            "GET /daten/{organisation}/{dataset}/guete",
            "GET /daten/{organisation}/{dataset}/fassungen",
            "GET /daten/{organisation}/{dataset}/schnittstelle",
            "GET /daten/{organisation}/{dataset}/herunterladen/{file}",
            "GET /daten/{organisation}/{dataset}/original/{delivery}",
            "GET /daten/{organisation}/{dataset}/atom.xml",
            "GET /atom.xml",
            "GET /sitemap.xml",
            "GET /robots.txt",
            "GET /catalog",
            "GET /catalog.ttl",
            "GET /catalog.rdf",
            "GET /catalog.xml",
            "GET /catalog.jsonld",
            "GET /catalog.nt",
            "GET /catalog.n3",
            "GET /dataset/{id}",
            "GET /dataset/{id}/resource/{resource}",
            "GET /organization/{id}",
            "GET /sparql",
            "POST /sparql",
            "GET /ogc",
            "GET /ogc/",
            "GET /ogc/conformance",
            "GET /ogc/api",
            "GET /ogc/collections",
            "GET /ogc/collections/katalog",
            "GET /ogc/collections/katalog/items",
            "GET /ogc/collections/katalog/items/{record}",
            "GET /api/3",
            "GET /api/action/{action}",
            "POST /api/action/{action}",
            "GET /api/3/action/{action}",
            "POST /api/3/action/{action}",
            "GET /datastore/dump/{resource}",
            "GET /bruecken",
            "GET /bruecken/{bridge}",
            "GET /bruecken/{bridge}/tabelle",
            "GET /bruecken/{bridge}/touren",
            "GET /bruecken/{bridge}/herunterladen/{form}",
            "GET /silokarte",
            "GET /silokarte/rat",
            "GET /haeuser",
            "GET /haeuser/{organisation}",
            "GET /auswertung",
            "GET /auswertung/bild.svg",
            "GET /auswertung/herunterladen/{form}",
            "GET /sichten",
            "GET /sichten/{name}",
            "GET /sichten/{name}/herunterladen/{form}",
            "GET /uebersichten",
            "GET /uebersichten/{name}",
            "GET /einbetten/{name}",
            "GET /sql",
            "POST /sql",
            "GET /sql/schema.json",
            "POST /sql/herunterladen/{form}",
            "GET /anmelden",
            "POST /anmelden",
            "POST /anmelden/code",
            "POST /anmelden/code/passkey",
            "POST /anmelden/passkey",
            "GET /anmelden/anbieter/{provider}",
            "GET /anmelden/anbieter/{provider}/zurueck",
            "POST /anmelden/anbieter/{provider}/abmelden",
            "POST /abmelden",
            "GET /einrichten/{token}",
            "POST /einrichten/{token}",
            "GET /einladung/{token}",
            "POST /einladung/{token}",
            "GET /konto/neues-kennwort",
            "POST /konto/neues-kennwort",
            "GET /benachrichtigungen/{token}",
            "GET /impressum",
            "GET /datenschutz",
            "GET /barrierefreiheit",
        ]
    );
}

#[test]
fn everything_below_administration_asks_for_an_administrator() {
    for entry in contents() {
        assert_eq!(
            entry.path.starts_with("/verwaltung"),
            entry.right == Right::Administrator,
            "{} {}",
            entry.method,
            entry.path
        );
    }
}

/// Doors at which the leak test asks, and why it does not at others.
const DOORS: &str = include_str!("../../../e2e/tests/it/leak/doors.txt");

#[test]
fn every_door_is_known_to_the_leak_test() {
    let known: BTreeSet<String> = DOORS
        .lines()
        .map(|line| {
            let (door, why) = line
                .split_once(" | ")
                .expect("a door and what it is to the test");
            assert!(!why.trim().is_empty(), "{door}");
            door.trim().to_owned()
        })
        .collect();
    let pages = contents();
    let pages = pages
        .iter()
        .map(|entry| format!("{} {}", entry.method, entry.path));
    let operations = hebewerk_web::operations();
    let operations = operations
        .iter()
        .map(|operation| format!("{} {}", operation.method, operation.path));
    let doors: BTreeSet<String> = pages.chain(operations).collect();
    let missing: Vec<_> = doors.difference(&known).collect();
    assert!(
        missing.is_empty(),
        "the leak test does not know {missing:?}"
    );
    let gone: Vec<_> = known.difference(&doors).collect();
    assert!(gone.is_empty(), "these doors are gone: {gone:?}");
}
