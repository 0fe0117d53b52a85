use super::*;
use std::collections::HashSet;

fn graph() -> Graph {
    let mut graph = Graph::default();
    graph
        .about("https://daten.stadt.example/d/1")
        .unwrap()
        .is_a("http://www.w3.org/ns/dcat#Dataset")
        .says(
            "http://purl.org/dc/terms/title",
            "Bäume & <Büsche> „alt“\u{1}\n\"neu\"",
            "de",
        )
        .links(
            "http://purl.org/dc/terms/publisher",
            "https://daten.stadt.example/h/1",
        )
        .links("http://purl.org/dc/terms/source", "keine Adresse")
        .at(
            "http://purl.org/dc/terms/modified",
            "2026-11-20T05:10:00Z".parse().unwrap(),
        )
        .on(
            "http://www.w3.org/ns/dcat#startDate",
            "2020-01-01".parse().unwrap(),
        )
        .counts("http://www.w3.org/ns/hydra/core#totalItems", 12);
    graph
}

#[test]
fn the_four_forms_say_the_same() {
    let graph = graph();
    let said: HashSet<_> = graph.triples().collect();
    assert_eq!(said.len(), 6, "an address that is none is left out");
    for form in RdfForm::ALL {
        let text = write(&graph, form).unwrap();
        let read: HashSet<_> = read(&text, form).unwrap().into_iter().collect();
        assert_eq!(read, said, "{form:?}: {}", String::from_utf8_lossy(&text));
    }
}

#[test]
fn a_thing_is_spoken_of_once() {
    let mut graph = graph();
    assert!(graph.about("https://daten.stadt.example/d/1").is_none());
    assert!(graph.about("not an address").is_none());
    assert_eq!(graph.len(), 6);
    assert!(!graph.is_empty());
}

#[test]
fn turtle_is_short_and_the_same_each_time() {
    let text = String::from_utf8(write(&graph(), RdfForm::Turtle).unwrap()).unwrap();
    assert!(text.contains("a dcat:Dataset"), "{text}");
    assert!(text.contains("dct:modified \"2026-11-20T05:10:00Z\"^^xsd:dateTime"));
    let again = String::from_utf8(write(&graph(), RdfForm::Turtle).unwrap()).unwrap();
    assert_eq!(text, again);
}

#[test]
fn forms_are_known_by_ending_and_media_type() {
    for form in RdfForm::ALL {
        assert_eq!(RdfForm::of_extension(form.extension()), Some(form));
        let media_type = form.media_type().split(';').next().unwrap();
        assert_eq!(RdfForm::of_media_type(media_type), Some(form));
    }
    assert_eq!(RdfForm::of_extension("xml"), Some(RdfForm::Xml));
    assert_eq!(RdfForm::of_extension("csv"), None);
}

#[test]
fn broken_text_is_told_and_not_believed() {
    for form in RdfForm::ALL {
        assert!(read(b"<html><p>Fehler", form).is_err(), "{form:?}");
    }
}
