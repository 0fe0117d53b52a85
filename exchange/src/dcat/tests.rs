use super::*;
use crate::rdf::{RdfForm, read, write};
use hebewerk_model::{Frequency, HighValue, Licence, ReferenceDataset, ReferenceTerm, Span, Theme};
use std::collections::HashSet;

mod shapes;

const BASE: &str = "https://daten.musterstadt.example";

/// The `n`th of any number of records, each with another mixture of what may be said and what may be missing.
fn record(n: u64) -> Dataset {
    let pick = |of: u64| (n.wrapping_mul(2_654_435_761) >> 7) % of;
    let iri = format!("{BASE}/dataset/{n:08x}-0000-7000-8000-000000000000");
    let licence = LICENCES
        .get(pick(24) as usize)
        .map(|entry| Licence(entry.code.to_owned()));
    let house = pick(5);
    let publisher = Agent {
        iri: format!("{BASE}/haeuser/haus_{house}#stelle"),
        name: format!("Fachbereich {house} – Grün & Umwelt"),
        kind: [
            None,
            Some(AgentKind::LocalAuthority),
            Some(AgentKind::Company),
        ][house as usize % 3],
        email: (house != 1).then(|| format!("haus{house}@musterstadt.example")),
        homepage: Some(format!("{BASE}/haeuser/haus_{house}")),
    };
    let keys = ["05", "05916", "05916000", "059160000000"];
    let modified = format!("2026-{:02}-20T05:10:00Z", 1 + n % 12)
        .parse()
        .unwrap();
    let file = |form: &str, file_type, media_type| Distribution {
        iri: format!("{iri}/{form}"),
        title: format!("Tabelle „{n}“ als {form}"),
        access_url: format!("{iri}/tabelle.{form}"),
        download_url: Some(format!("{iri}/tabelle.{form}")),
        access_service: None,
        file_type,
        media_type: Some(media_type),
        licence: licence.clone(),
        attribution: "Stadt Musterstadt".to_owned(),
        modified,
    };
    let service = (!n.is_multiple_of(4)).then(|| DataService {
        iri: format!("{iri}#schnittstelle"),
        title: format!("Schnittstelle zu {n}"),
        endpoint_url: format!("{BASE}/api/v1/datasets/haus_{house}/d_{n}"),
        endpoint_description: format!("{BASE}/api/v1/openapi.json"),
        page: format!("{BASE}/daten/haus_{house}/d_{n}/schnittstelle"),
        licence: licence.clone(),
    });
    let mut distributions = Vec::new();
    if !n.is_multiple_of(7) {
        distributions.push(file("csv", Some("CSV"), "text/csv"));
        distributions.push(file("parquet", None, "application/vnd.apache.parquet"));
    }
    if let Some(service) = &service {
        distributions.push(Distribution {
            iri: format!("{iri}#ueber-schnittstelle"),
            access_url: service.endpoint_url.clone(),
            download_url: None,
            access_service: Some(service.iri.clone()),
            ..file("rest", Some("REST"), "application/json")
        });
    }
    Dataset {
        identifier: format!("{n:08x}"),
        title: format!("Datensatz {n} \"mit\" <Zeichen> & Umlauten: Straße"),
        description: [
            "",
            "Eine Zeile je Baum.\n\nStand: heute.",
            "Wasser\u{b}stand",
        ][pick(3) as usize]
            .to_owned(),
        contact: Contact {
            iri: format!("{iri}#kontakt"),
            name: publisher.name.clone(),
            email: [
                None,
                Some("gruen@musterstadt.example".to_owned()),
                Some("kein Postfach".to_owned()),
            ][pick(3) as usize]
                .clone(),
            url: format!("{BASE}/haeuser/haus_{house}"),
        },
        keywords: (0..pick(4)).map(|tag| format!("Wort {tag}")).collect(),
        themes: Theme::CODES
            .iter()
            .take(pick(3) as usize)
            .map(|code| Theme((*code).to_owned()))
            .collect(),
        place: keys.get(pick(5) as usize).and_then(|key| key.parse().ok()),
        span: Span {
            from: n.is_multiple_of(3).then(|| "2020-01-01".parse().unwrap()),
            until: n.is_multiple_of(5).then(|| "2025-12-31".parse().unwrap()),
        },
        frequency: Frequency::CODES
            .get(pick(20) as usize)
            .map(|code| Frequency((*code).to_owned())),
        issued: "2026-01-01T05:00:00Z".parse().unwrap(),
        modified,
        version: n.is_multiple_of(2).then(|| n.to_string()),
        landing_page: format!("{BASE}/daten/haus_{house}/d_{n}"),
        contributor: n.is_multiple_of(2).then(|| "openNRW".to_owned()),
        legal_basis: [None, Some("§ 4 UIG NRW"), Some("https://recht.example/uig")]
            [pick(3) as usize]
            .map(LegalBasis::of),
        reference_dataset: n
            .is_multiple_of(3)
            .then(|| ReferenceTerm::all().get(pick(268) as usize))
            .flatten()
            .filter(|term| !term.is_group())
            .map(|term| ReferenceDataset(term.path.to_owned())),
        high_value: HighValue::ALL
            .into_iter()
            .take(if n % 6 == 1 { 2 } else { 0 })
            .collect(),
        publisher,
        distributions,
        service,
        iri,
    }
}

fn catalogue() -> Catalogue {
    Catalogue {
        iri: format!("{BASE}/catalog"),
        title: "Datenhub Musterstadt".to_owned(),
        description: "Die offenen Daten der Stadt.".to_owned(),
        publisher: Agent {
            iri: format!("{BASE}/#stadt"),
            name: "Stadt Musterstadt".to_owned(),
            kind: Some(AgentKind::LocalAuthority),
            email: None,
            homepage: Some(BASE.to_owned()),
        },
        homepage: BASE.to_owned(),
        modified: "2026-11-20T05:10:00Z".parse().ok(),
        place: Some(place(&"05916".parse().unwrap())),
        service: None,
    }
}

fn page(next: bool) -> Hydra {
    Hydra {
        page: format!("{BASE}/catalog.ttl"),
        first: format!("{BASE}/catalog.ttl"),
        next: next.then(|| format!("{BASE}/catalog.ttl?after=1")),
        total: 2,
        per_page: 1,
    }
}

fn text(graph: &crate::rdf::Graph) -> String {
    String::from_utf8(write(graph, RdfForm::Turtle).unwrap()).unwrap()
}

#[test]
fn a_catalogue_says_the_same_in_four_forms() {
    let records: Vec<Dataset> = (0..60).map(record).collect();
    let graph = catalogue().graph(&records, Some(&page(true)), Mirror::Legacy);
    let said: HashSet<_> = graph.triples().collect();
    for form in RdfForm::ALL {
        let read: HashSet<_> = read(&write(&graph, form).unwrap(), form)
            .unwrap()
            .into_iter()
            .collect();
        assert_eq!(read.len(), said.len(), "{form:?}");
        assert_eq!(read, said, "{form:?}");
    }
}

#[test]
fn a_page_names_the_next_one_in_both_spellings_and_the_last_none() {
    let first = text(&catalogue().graph(&[record(1)], Some(&page(true)), Mirror::Strict));
    for name in [
        "hydra:PartialCollectionView",
        "hydra:PagedCollection",
        "hydra:next \"",
        "hydra:nextPage \"",
        "hydra:totalItems",
    ] {
        assert!(first.contains(name), "{name} in {first}");
    }
    let last = text(&catalogue().graph(&[record(2)], Some(&page(false)), Mirror::Strict));
    assert!(!last.contains("next"), "{last}");
}

#[test]
fn what_3_0_gave_up_is_said_only_to_those_who_still_read_it() {
    let old = [
        "dcatde:legalBasis",
        "dcatde:politicalGeocodingURI",
        "dcatde:maintainer",
    ];
    let mut dataset = record(4);
    dataset.place = "05916".parse().ok();
    dataset.legal_basis = Some(LegalBasis::of("§ 4 UIG NRW"));
    let strict = text(&dataset.graph(Mirror::Strict));
    let legacy = text(&dataset.graph(Mirror::Legacy));
    for name in old {
        assert!(!strict.contains(name), "{name}");
        assert!(legacy.contains(name), "{name}");
    }
    assert!(strict.contains("districtKey/05916"));
}

#[test]
fn a_licence_is_always_said_and_its_attribution_where_it_asks_for_one() {
    let mut dataset = record(2);
    assert!(!dataset.distributions.is_empty());
    for (code, iri, attributed) in [
        (None, "http://dcat-ap.de/def/licenses/other-closed", false),
        (
            Some("unbekannt"),
            "http://dcat-ap.de/def/licenses/other-closed",
            false,
        ),
        (
            Some("dl-by-de/2.0"),
            "http://dcat-ap.de/def/licenses/dl-by-de/2.0",
            true,
        ),
        (
            Some("dl-zero-de/2.0"),
            "http://dcat-ap.de/def/licenses/dl-zero-de/2.0",
            false,
        ),
        (
            Some("https://lizenz.example/1"),
            "https://lizenz.example/1",
            false,
        ),
    ] {
        for distribution in &mut dataset.distributions {
            distribution.licence = code.map(|code| Licence(code.to_owned()));
        }
        let text = text(&dataset.graph(Mirror::Strict));
        assert!(
            text.contains(&format!("dct:license <{iri}>")),
            "{code:?}: {text}"
        );
        assert_eq!(
            text.contains("licenseAttributionByText"),
            attributed,
            "{code:?}"
        );
    }
}

#[test]
fn every_high_value_dataset_has_an_interface_a_file_and_the_regulation() {
    let mut dataset = record(2);
    dataset.high_value = vec![HighValue::Mobility];
    assert!(dataset.service.is_some());
    let text = text(&dataset.graph(Mirror::Strict));
    let regulation = "<http://data.europa.eu/eli/reg_impl/2023/138/oj>";
    // Of the dataset, each way to have it, the service; and once as what it is.
    assert_eq!(
        text.matches(regulation).count(),
        2 + dataset.distributions.len() + 1
    );
    assert!(text.contains("<http://data.europa.eu/bna/c_b79e35eb>"));
    assert!(text.contains("dcat:accessService"));
}

#[test]
fn licences_are_named_once() {
    let codes: HashSet<&str> = LICENCES.iter().map(|entry| entry.code).collect();
    assert_eq!(codes.len(), LICENCES.len());
    assert!(licence_entry("dl-zero-de/2.0").unwrap().is_open);
    assert!(!licence_entry("cc-by-nc/4.0").unwrap().is_open);
    assert!(licence_entry("cc-by/4_0").is_none());
}
