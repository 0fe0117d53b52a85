//! A record as a German catalogue of spatial data writes it, and answers that are none.

use super::{IsoPage, read_iso_page};
use crate::harvest::PageError;
use hebewerk_model::{ForeignRecord, Harvested, RejectReason};
use std::fmt::Write as _;

const TREES: &str = include_str!("baeume.xml");

fn answer(records: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><csw:GetRecordsResponse xmlns:csw="http://www.opengis.net/cat/csw/2.0.2"><csw:SearchStatus timestamp="2026-10-02T00:00:00Z"/><csw:SearchResults numberOfRecordsMatched="12" numberOfRecordsReturned="1" nextRecord="2" elementSet="full">{records}</csw:SearchResults></csw:GetRecordsResponse>"#
    )
}

fn read(text: &str) -> Result<(IsoPage, Vec<Harvested>), PageError> {
    let mut all = Vec::new();
    let told = read_iso_page(text.as_bytes(), &mut |one| {
        all.push(one);
        Ok(())
    })?;
    Ok((told, all))
}

fn one(records: &str) -> ForeignRecord {
    let (_told, mut all) = read(&answer(records)).unwrap();
    match all.remove(0) {
        Harvested::Record(record) => *record,
        Harvested::Rejected(rejected) => panic!("{rejected:?}"),
    }
}

#[test]
fn a_record_says_what_a_catalogue_wants_to_know() {
    let (told, _all) = read(&answer(TREES)).unwrap();
    assert_eq!(
        (told.matched, told.returned, told.next, told.seen),
        (Some(12), Some(1), Some(2), 1)
    );
    let record = one(TREES);
    insta::assert_json_snapshot!(record, @r#"
    {
      "key": "3f2a-baeume",
      "identifiers": [
        "3f2a-baeume",
        "https://registry.gdi-de.example/id/de.nw.stadt/77",
        "https://stadt.example/geo#77"
      ],
      "title": "Bäume & Sträucher",
      "text": "Jeder Baum\nder Stadt.",
      "tags": [
        "opendata",
        "Regionen und Städte"
      ],
      "themes": [
        "REGI",
        "ENVI"
      ],
      "licence": "dl-by-de/2.0",
      "publisher": "Stadtgrün",
      "contact": "gruen@stadt.example",
      "page": "https://geo.stadt.example/baeume",
      "issued": "2019-05-01",
      "modified": "2026-09-30T08:00:00Z",
      "places": [
        "059160000000"
      ],
      "area": {
        "west": 7130000,
        "south": 51500000,
        "east": 7300000,
        "north": 51580000
      },
      "span": {
        "from": "2019-05-01",
        "until": null
      },
      "files": [
        {
          "url": "https://geo.stadt.example/baeume?a=1&SERVICE=WFS",
          "title": "Dienst",
          "format": "WFS"
        },
        {
          "url": "https://geo.stadt.example/laden/7",
          "format": "SHAPE"
        },
        {
          "url": "https://geo.stadt.example/baeume.csv",
          "format": "CSV"
        }
      ]
    }
    "#);
}

#[test]
fn a_licence_is_found_in_every_way_in_which_it_is_said() {
    let json = r#"{"id":"dl-by-de/2.0","name":"Datenlizenz Deutschland Namensnennung 2.0","url":"https://www.govdata.de/dl-de/by-2-0","quelle":"© Stadt"}"#;
    for (said, expected) in [
        (r#"{"id":"cc-by/4.0"}"#, Some("cc-by/4.0")),
        (
            r#"Lizenz: { "name":"x", "url":"https://www.govdata.de/dl-de/zero-2-0" }"#,
            Some("dl-zero-de/2.0"),
        ),
        (r#"{"id":"eigene","name":"Eigene"}"#, Some("eigene")),
        (
            "siehe https://www.govdata.de/dl-de/by-2-0.",
            Some("dl-by-de/2.0"),
        ),
        ("{ keine", Some("Nutzung nach Datenlizenz Deutschland")),
        ("", Some("Nutzung nach Datenlizenz Deutschland")),
    ] {
        let record = one(&TREES.replace(json, said));
        assert_eq!(record.licence.as_deref(), expected, "{said}");
    }
}

#[test]
fn what_cannot_be_a_record_is_told_with_its_reason_and_spoils_no_other() {
    let without_title = TREES.replace("gmd:title", "gmd:untitled");
    let nameless = TREES
        .replace("gmd:fileIdentifier", "gmd:x")
        .replace("gmd:identifier>", "gmd:y>");
    let large = TREES.replace("Jeder Baum", &"Baum ".repeat(500_000));
    let wide = TREES.replace(
        "<gmd:abstract>",
        &format!("{}<gmd:abstract>", "<gmd:x/>".repeat(60_000)),
    );
    let records = [without_title.as_str(), &nameless, &large, &wide, TREES].concat();
    let (told, all) = read(&answer(&records)).unwrap();
    assert_eq!(told.seen, 5);
    let reasons: Vec<_> = all
        .iter()
        .map(|one| match one {
            Harvested::Record(record) => (record.key.as_str(), None),
            Harvested::Rejected(rejected) => (rejected.name.as_str(), Some(rejected.reason)),
        })
        .collect();
    assert_eq!(
        reasons,
        [
            ("3f2a-baeume", Some(RejectReason::NoTitle)),
            ("Bäume & Sträucher", Some(RejectReason::NoIdentity)),
            ("3f2a-baeume", Some(RejectReason::TooLarge)),
            ("3f2a-baeume", Some(RejectReason::TooLarge)),
            ("3f2a-baeume", None),
        ]
    );
}

#[test]
fn answers_that_are_none_are_told_by_what_they_are() {
    let code = |text: &str| match read(text) {
        Ok((told, _all)) => format!("{told:?}"),
        Err(PageError::Refused(code)) => code,
        Err(error) => error.to_string(),
    };
    let refused = r#"<?xml version="1.0"?><ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows"><ows:Exception exceptionCode="InvalidParameterValue" locator="typeNames"><ows:ExceptionText>x</ows:ExceptionText></ows:Exception></ows:ExceptionReport>"#;
    assert_eq!(code(refused), "InvalidParameterValue");
    assert_eq!(
        code("<!DOCTYPE html><html></html>"),
        "this is a web page, no catalogue"
    );
    assert_eq!(code(""), "this is empty");
    assert_eq!(
        code(r#"<?xml version="1.0" encoding="ISO-8859-1"?><a/>"#),
        "this is not written in UTF-8"
    );
    let whole = answer(TREES);
    let half = whole.get(..whole.len() / 2).unwrap();
    assert!(code(half).starts_with("this is no RDF"), "{}", code(half));
    let mut deep = String::new();
    for _level in 0..1_000 {
        let _written = write!(deep, "<a>");
    }
    assert_eq!(
        code(&answer(&deep)),
        "this page is larger than can be read at once"
    );
    let endless = format!("<?xml version=\"1.0\"?><a b=\"{}", "x".repeat(9 << 20));
    assert_eq!(
        code(&endless),
        "this page is larger than can be read at once"
    );
    let bomb = "<!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><r>&b;</r>";
    assert!(code(bomb).starts_with("this is no RDF"), "{}", code(bomb));
}
