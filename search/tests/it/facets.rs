//! Facets: several values of one are alternatives, different ones must all hold.

use crate::city::{Hub, dataset, number, request};
use hebewerk_hub::ports::{Facets, IndexDocument, SearchRequest, SearchResult};

fn documents() -> Vec<IndexDocument> {
    let row = |id, organisation: &str, format: &str, tags: &[&str]| IndexDocument {
        organisation: organisation.to_owned(),
        format: Some(format.to_owned()),
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        ..dataset(id, "Kataster")
    };
    vec![
        row(1, "umwelt", "csv", &["Baum", "Grün"]),
        row(2, "umwelt", "xlsx", &["Baum"]),
        row(3, "verkehr", "csv", &["Straße"]),
        row(4, "verkehr", "json", &[]),
        row(5, "kultur", "csv", &["Grün"]),
    ]
}

async fn ask(facets: Facets) -> SearchResult {
    let hub = Hub::of(documents()).await;
    let request = SearchRequest {
        facets,
        ..request("Kataster")
    };
    hub.ask(&request).await
}

fn counts(result: &SearchResult, facet: &str) -> Vec<(String, u64)> {
    let of_facet = result.facets.iter().filter(|count| count.facet == facet);
    of_facet
        .map(|count| (count.value.clone(), count.count))
        .collect()
}

fn owned(counts: &[(&str, u64)]) -> Vec<(String, u64)> {
    counts
        .iter()
        .map(|(value, count)| ((*value).to_owned(), *count))
        .collect()
}

fn found(result: &SearchResult) -> Vec<u128> {
    let mut found: Vec<_> = result.hits.iter().map(|hit| number(hit.dataset)).collect();
    found.sort_unstable();
    found
}

#[tokio::test]
async fn without_a_choice_every_value_is_counted() {
    let result = ask(Facets::default()).await;
    assert_eq!(
        counts(&result, "organisation"),
        owned(&[("umwelt", 2), ("verkehr", 2), ("kultur", 1)])
    );
    assert_eq!(
        counts(&result, "format"),
        owned(&[("csv", 3), ("json", 1), ("xlsx", 1)])
    );
    assert_eq!(
        counts(&result, "tag"),
        owned(&[("Baum", 2), ("Grün", 2), ("Straße", 1)])
    );
}

#[tokio::test]
async fn a_choice_narrows_the_other_facets_but_not_its_own() {
    let facets = Facets {
        organisations: vec!["umwelt".to_owned()],
        ..Facets::default()
    };
    let result = ask(facets).await;
    assert_eq!((result.total, found(&result)), (2, vec![1, 2]));
    assert_eq!(
        counts(&result, "organisation"),
        owned(&[("umwelt", 2), ("verkehr", 2), ("kultur", 1)])
    );
    assert_eq!(counts(&result, "format"), owned(&[("csv", 1), ("xlsx", 1)]));
}

#[tokio::test]
async fn values_of_one_facet_are_alternatives_and_facets_add_up() {
    let facets = Facets {
        organisations: vec!["umwelt".to_owned(), "kultur".to_owned()],
        formats: vec!["csv".to_owned()],
        ..Facets::default()
    };
    let result = ask(facets).await;
    assert_eq!(found(&result), [1, 5]);
    assert_eq!(
        counts(&result, "organisation"),
        owned(&[("kultur", 1), ("umwelt", 1), ("verkehr", 1)])
    );
    assert_eq!(counts(&result, "format"), owned(&[("csv", 2), ("xlsx", 1)]));
    assert_eq!(counts(&result, "tag"), owned(&[("Grün", 2), ("Baum", 1)]));
}

#[tokio::test]
async fn a_chosen_value_without_hits_can_still_be_unchosen() {
    let facets = Facets {
        tags: vec!["Quallen".to_owned()],
        ..Facets::default()
    };
    let result = ask(facets).await;
    assert_eq!(result.total, 0);
    assert!(counts(&result, "tag").contains(&("Quallen".to_owned(), 0)));
    assert_eq!(counts(&result, "format"), []);
}
