//! Catalogues as others write them.

use super::{PageError, PageTold, package, read_page};
use hebewerk_model::{ForeignRecord, Harvested, RejectReason};
use serde_json::json;
use std::fmt::Write as _;
use std::io::{Cursor, Read};
use std::path::PathBuf;

const BASE: &str = "https://portal.example/catalog?page=1";

fn read(text: impl AsRef<[u8]>) -> Result<(Vec<Harvested>, PageTold), PageError> {
    let mut came = Vec::new();
    let told = read_page(
        Cursor::new(text),
        BASE,
        Cursor::new(Vec::new()),
        &mut |one| {
            came.push(one);
            Ok(())
        },
    )?;
    Ok((came, told))
}

fn records(came: &[Harvested]) -> Vec<&ForeignRecord> {
    let records = came.iter().filter_map(|one| match one {
        Harvested::Record(record) => Some(record.as_ref()),
        Harvested::Rejected(_) => None,
    });
    records.collect()
}

const TURTLE: &str = r#"
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix hydra: <http://www.w3.org/ns/hydra/core#> .

<https://portal.example/catalog> a dcat:Catalog ; dcat:dataset <dataset/1>, <dataset/2> .
<https://portal.example/catalog?page=1> a hydra:PartialCollectionView ; hydra:next "https://portal.example/catalog?page=2" .
<dataset/1> a dcat:Dataset ;
    dct:title "Trees"@en, "Bäume der Stadt"@de ;
    dct:description "<p>Alle Bäume.</p>" ;
    dct:identifier "baum-1" ;
    dcat:keyword "Baum", "Umwelt", "Baum" ;
    dcat:theme <http://publications.europa.eu/resource/authority/data-theme/ENVI> ;
    dct:publisher [ a foaf:Organization ; foaf:name "Stadt Musterstadt" ] ;
    dcat:contactPoint [ a vcard:Kind ; vcard:hasEmail <mailto:daten@musterstadt.example> ] ;
    dct:modified "2026-11-01" ;
    dcat:landingPage <https://portal.example/b> ;
    dcat:distribution <dataset/1/csv> .
<dataset/1/csv> a dcat:Distribution ;
    dcat:accessURL "https://portal.example/b.csv" ;
    dct:license <http://dcat-ap.de/def/licenses/dl-by-de/2.0> ;
    dct:format <http://publications.europa.eu/resource/authority/file-type/CSV> .
<dataset/2> a dcat:Dataset ; dct:description "ohne Titel" .
[] a dcat:Dataset ; dct:title "Ohne Kennung" .
[] a dcat:Dataset ; dct:title "Mit Kennung" ; dct:identifier "k-4" .
"#;

#[test]
fn a_page_gives_its_records_and_says_why_others_are_none() {
    let (came, told) = read(TURTLE).unwrap();
    assert_eq!(
        told.next.as_deref(),
        Some("https://portal.example/catalog?page=2")
    );
    assert_eq!((told.seen, came.len(), told.mistakes), (4, 4, 0));
    let records = records(&came);
    let keys: Vec<&str> = records.iter().map(|record| record.key.as_str()).collect();
    assert_eq!(keys, ["https://portal.example/dataset/1", "k-4"]);
    let tree = records[0];
    assert_eq!(tree.title, "Bäume der Stadt");
    assert_eq!(tree.text, "Alle Bäume.");
    assert_eq!(tree.tags, ["Baum", "Umwelt"]);
    assert_eq!(tree.themes, ["ENVI"]);
    assert_eq!(tree.licence.as_deref(), Some("dl-by-de/2.0"));
    assert_eq!(tree.publisher.as_deref(), Some("Stadt Musterstadt"));
    assert_eq!(tree.contact.as_deref(), Some("daten@musterstadt.example"));
    assert_eq!(tree.modified.as_deref(), Some("2026-11-01"));
    assert_eq!(
        (tree.files[0].url.as_str(), tree.files[0].format.as_str()),
        ("https://portal.example/b.csv", "CSV")
    );
    let reasons: Vec<RejectReason> = came
        .iter()
        .filter_map(|one| match one {
            Harvested::Rejected(rejected) => Some(rejected.reason),
            Harvested::Record(_) => None,
        })
        .collect();
    assert_eq!(reasons, [RejectReason::NoTitle, RejectReason::NoIdentity]);
}

#[test]
fn the_older_spelling_of_the_next_page_is_followed_too() {
    let old =
        "<https://p.example/1> <http://www.w3.org/ns/hydra/core#nextPage> <https://p.example/2> .";
    assert_eq!(
        read(old).unwrap().1.next.as_deref(),
        Some("https://p.example/2")
    );
    let both = format!(
        "{old} <https://p.example/1> <http://www.w3.org/ns/hydra/core#next> \"https://p.example/3\" ."
    );
    assert_eq!(
        read(both).unwrap().1.next.as_deref(),
        Some("https://p.example/3")
    );
}

#[test]
fn all_forms_say_the_same() {
    let xml = r#"<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        xmlns:dcat="http://www.w3.org/ns/dcat#" xmlns:dct="http://purl.org/dc/terms/">
        <dcat:Dataset rdf:about="https://a.example/1"><dct:title xml:lang="de">Pegel</dct:title></dcat:Dataset></rdf:RDF>"#;
    let json = r#"{"@context": {"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/"},
        "@graph": [{"@id": "https://a.example/1", "@type": "dcat:Dataset", "dct:title": {"@value": "Pegel", "@language": "de"}}]}"#;
    let lines = "<https://a.example/1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/dcat#Dataset> .\n\
        <https://a.example/1> <http://purl.org/dc/terms/title> \"Pegel\"@de .\n";
    for text in [xml, json, lines] {
        let (came, _told) = read(text).unwrap();
        let records = records(&came);
        assert_eq!(records.len(), 1, "{text}");
        assert_eq!(
            (records[0].key.as_str(), records[0].title.as_str()),
            ("https://a.example/1", "Pegel")
        );
    }
}

#[test]
fn where_a_record_came_from_before_is_kept() {
    let text = r#"@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
        @prefix foaf: <http://xmlns.com/foaf/0.1/> .
        <https://land.example/c> a dcat:Catalog .
        <https://stadt.example/c> a dcat:Catalog ; dct:isPartOf <https://land.example/c> ; dcat:dataset <https://stadt.example/d> .
        [] a dcat:CatalogRecord ; foaf:primaryTopic <https://stadt.example/d> ; dct:source <https://amt.example/d> .
        <https://stadt.example/d> a dcat:Dataset ; dct:title "Bäder" ."#;
    let (came, _told) = read(text).unwrap();
    assert_eq!(
        records(&came)[0].hops,
        ["https://amt.example/d", "https://stadt.example/c"]
    );
}

#[test]
fn a_mistake_in_one_statement_leaves_the_others_and_is_counted() {
    let mut text = TURTLE.to_owned();
    text.push_str("<dataset/5> a dcat:Dataset ; dct:title \"kaputt ;;; \n<dataset/6> a ] .\n<https://a.example/7> a dcat:Dataset ; dct:title \"Ganz\" .\n");
    let (came, told) = read(&text).unwrap();
    assert!(told.mistakes > 0);
    assert_eq!(told.seen, came.len() as u64);
    assert!(
        records(&came)
            .iter()
            .any(|record| record.title == "Bäume der Stadt")
    );
}

#[test]
fn what_is_no_catalogue_is_told_apart() {
    assert!(matches!(
        read("<!DOCTYPE html><html></html>"),
        Err(PageError::Html)
    ));
    assert!(matches!(read(""), Err(PageError::Empty)));
    assert!(matches!(
        read(b"<?xml version='1.0' encoding='ISO-8859-1'?><rdf:RDF/>"),
        Err(PageError::Encoding)
    ));
    assert!(matches!(
        read(
            "<?xml version='1.0'?><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><x"
        ),
        Err(PageError::Syntax(_))
    ));
    assert!(matches!(read("{\"@graph\": [{"), Err(PageError::Syntax(_))));
}

#[test]
fn bombs_do_not_grow() {
    // A text without end.
    let head = "<https://a.example/1> <http://purl.org/dc/terms/title> \"";
    let endless = head.as_bytes().chain(std::io::repeat(b'a'));
    let told = read_page(endless, BASE, Cursor::new(Vec::new()), &mut |_one| Ok(()));
    assert!(matches!(told, Err(PageError::TooLarge)), "{told:?}");
    // Brackets without end.
    let nested = std::io::repeat(b'[');
    let told = read_page(
        "<https://a.example/1> <http://a.example/p> "
            .as_bytes()
            .chain(nested),
        BASE,
        Cursor::new(Vec::new()),
        &mut |_one| Ok(()),
    );
    assert!(told.is_err());
    // Elements without end.
    let head = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:a='http://a.example/'>";
    let deep = std::io::repeat(0).take(40_000_000);
    let deep = Repeating {
        text: b"<a:A>",
        at: 0,
        rest: deep,
    };
    let told = read_page(
        head.as_bytes().chain(deep),
        BASE,
        Cursor::new(Vec::new()),
        &mut |_one| Ok(()),
    );
    assert!(told.is_err());
    // Entities that double.
    let mut bomb = "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY a0 \"aaaaaaaaaa\">".to_owned();
    for step in 1..30 {
        let _written = write!(bomb, "<!ENTITY a{step} \"&a{0};&a{0};\">", step - 1);
    }
    bomb.push_str(
        "]><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>&a29;</rdf:RDF>",
    );
    assert!(matches!(read(bomb), Err(PageError::Syntax(_))));
}

/// The same text again and again, as long as there is something behind it.
struct Repeating<R> {
    text: &'static [u8],
    at: usize,
    rest: R,
}

impl<R: Read> Read for Repeating<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let bytes = self.rest.read(buffer)?;
        for byte in &mut buffer[..bytes] {
            *byte = self.text[self.at % self.text.len()];
            self.at += 1;
        }
        Ok(bytes)
    }
}

#[test]
fn packages_are_read_however_portals_write_them() {
    let read = |value| match package(&value) {
        Some(Harvested::Record(record)) => *record,
        other => panic!("{other:?}"),
    };
    let whole = read(json!({
        "id": "0d5e", "name": "baeume", "title": "Bäume", "notes": "<b>Alle</b>", "state": "active", "type": "dataset",
        "tags": [{"name": "baum"}, "grün"], "groups": [{"name": "envi"}], "license_id": "dl-zero-de/2.0",
        "organization": {"title": "Grünflächenamt"}, "maintainer_email": "gruen@stadt.example",
        "metadata_modified": "2026-11-01T10:11:12.123456",
        "extras": [{"key": "guid", "value": "https://stadt.example/d/1"}, {"key": "harvest_source_url", "value": "https://stadt.example/c.ttl"},
            {"key": "issued", "value": "2020-01-02"}],
        "resources": [{"url": "https://stadt.example/b.csv", "format": "csv", "name": "Tabelle"}, {"url": "", "format": "PDF"}],
    }));
    assert_eq!(
        (
            whole.key.as_str(),
            whole.title.as_str(),
            whole.text.as_str()
        ),
        ("0d5e", "Bäume", "Alle")
    );
    assert_eq!(
        (whole.tags, whole.themes),
        (
            vec!["baum".to_owned(), "grün".to_owned()],
            vec!["ENVI".to_owned()]
        )
    );
    assert_eq!(
        (whole.issued.as_deref(), whole.modified.as_deref()),
        (Some("2020-01-02"), Some("2026-11-01T10:11:12Z"))
    );
    assert_eq!(whole.identifiers, ["https://stadt.example/d/1"]);
    assert_eq!(whole.hops, ["https://stadt.example/c.ttl"]);
    assert_eq!(whole.files.len(), 1);
    let sparse = read(
        json!({"id": "1", "name": "x", "title": null, "notes": null, "tags": null, "extras": "?", "resources": {}}),
    );
    assert_eq!(sparse.title, "x");
    let titles = read(json!({"id": "1", "title": {"en": "Trees", "de": "Bäume"}}));
    assert_eq!(titles.title, "Bäume");
    assert_eq!(
        package(&json!({"id": "1", "type": "harvest", "title": "Quelle"})),
        None
    );
    assert_eq!(
        package(&json!({"id": "1", "state": "deleted", "title": "Weg"})),
        None
    );
    for broken in [
        json!(7),
        json!({"title": "Ohne Kennung"}),
        json!({"id": {}, "title": []}),
    ] {
        assert!(
            matches!(package(&broken), Some(Harvested::Rejected(_))),
            "{broken}"
        );
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a test program has no settings of its own: it is told by the environment"
)]
fn shared() -> PathBuf {
    let told = std::env::var_os("HEBEWERK_SHARED");
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    told.map_or_else(beside, PathBuf::from)
}

#[test]
fn real_catalogues_come_whole() {
    let folder = shared().join("standards/dcat-ap-de/govdata-shacl-validation/testcases/dashboard");
    if !folder.is_dir() {
        eprintln!("SKIPPED: no real catalogues in HEBEWERK_SHARED or ../shared");
        return;
    }
    // As many as another reader of RDF (rdflib) finds in the files.
    for (city, datasets) in [
        ("bremen", 153),
        ("brandenburg", 112),
        ("rostock", 100),
        ("destatis", 135),
    ] {
        let path = folder.join(format!("{city}-catalog-original-input.rdf"));
        let (came, told) = read(std::fs::read(path).unwrap()).unwrap();
        let kept = records(&came).len() as u64;
        let rejected = came.len() as u64 - kept;
        eprintln!(
            "{city}: {} seen, {kept} kept, {rejected} rejected",
            told.seen
        );
        assert_eq!(told.seen, kept + rejected);
        assert_eq!(told.seen, datasets, "{city}");
    }
}
