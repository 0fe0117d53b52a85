//! Nothing of a hidden document changes an answer.

use crate::city::{Hub, dataset, office, request};
use hebewerk_guard::Audience;
use hebewerk_hub::ports::{Facets, IndexDocument, SearchIndex, SearchRequest};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

const WORDS: [&str; 16] = [
    "Baum",
    "Straßenbaum",
    "Baumkataster",
    "Kataster",
    "Quallen",
    "Quallenverleih",
    "Verleih",
    "Müllabfuhr",
    "Abfallkalender",
    "Sperrmüll",
    "Schule",
    "Schulweg",
    "Weg",
    "Hafenallee",
    "Hafen",
    "Allee",
];
const QUERIES: [&str; 26] = [
    // Found nowhere: what is proposed instead.
    "Zuquallungen",
    "\"Qualle Verleiher Schulwesen\"",
    "Uferalleen",
    "Restmülltonne",
    "",
    "Baum",
    "Baeume",
    "Kataster",
    "Quallen",
    "Quallenverleih",
    "Verleih",
    "Quallenverlei",
    "Qualen",
    "Müllabfuhr",
    "Sperrgut",
    "Schulweg",
    "Schulw",
    "Hafenallee",
    "Hafenalee",
    "Straßenbaumkataster",
    "\"Baum Kataster\"",
    "Baum Schule",
    "Schule Quallen Weg",
    "Wo ist der Hafen?",
    "umwelt",
    "Straßenbaumverleih",
];

fn words(most: usize) -> impl Strategy<Value = Vec<String>> {
    let word = prop::sample::select(&WORDS[..]).prop_map(str::to_owned);
    prop::collection::vec(word, 0..=most)
}

/// A document whose circle is one of those given.
fn document(circles: &'static [Audience]) -> impl Strategy<Value = IndexDocument> {
    let parts = (words(3), words(6), words(2), words(3), words(3));
    let codes = (0..3_u8, 0..3_i64, prop::sample::select(circles));
    (parts, codes).prop_map(
        |((title, description, tags, columns, values), (organisation, updated_at, audience))| {
            IndexDocument {
                description: description.join(" "),
                tags,
                columns,
                values,
                organisation: format!("amt_{organisation}"),
                organisation_name: format!("Amt {organisation}"),
                theme: (organisation > 0).then(|| "ENVI".to_owned()),
                updated_at,
                audience,
                ..dataset(0, &title.join(" "))
            }
        },
    )
}

/// Visible and hidden documents in one order; identities by number, hidden ones behind.
fn documents(
    visible: &'static [Audience],
    hidden: &'static [Audience],
) -> impl Strategy<Value = (Vec<IndexDocument>, Vec<IndexDocument>)> {
    let visible = prop::collection::vec(document(visible), 0..12);
    let hidden = prop::collection::vec(document(hidden), 1..12);
    (visible, hidden).prop_map(|(mut visible, mut hidden)| {
        for (number, document) in visible.iter_mut().chain(&mut hidden).enumerate() {
            document.dataset = crate::city::identity(number as u128 + 1);
        }
        (visible, hidden)
    })
}

/// Compares whole answers of an index with and without hidden documents.
fn compare(
    visible: &'static [Audience],
    hidden: &'static [Audience],
    knows: &[Audience],
    reads: &[Audience],
) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    let mut runner = TestRunner::new(Config {
        cases: 24,
        failure_persistence: None,
        ..Config::default()
    });
    let outcome = runner.run(&documents(visible, hidden), |(visible, hidden)| {
        runtime.block_on(async {
            let without = Hub::of(visible.clone()).await;
            // Hidden ones first, in between and afterwards, so that segments and numbers differ.
            let (before, behind) = hidden.split_at(hidden.len() / 2);
            let all = before.iter().chain(&visible).cloned().collect();
            let with = Hub::of(all).await;
            with.index.update(behind.to_vec(), vec![], 2).await.unwrap();
            same_answers(&without, &with, knows, reads).await;
        });
        Ok(())
    });
    outcome.unwrap();
}

async fn same_answers(without: &Hub, with: &Hub, knows: &[Audience], reads: &[Audience]) {
    for text in QUERIES {
        for organisations in [vec![], vec!["amt_1".to_owned()]] {
            let request = SearchRequest {
                knows: knows.to_vec(),
                reads: reads.to_vec(),
                facets: Facets {
                    organisations,
                    ..Facets::default()
                },
                ..request(text)
            };
            assert_eq!(
                without.ask(&request).await,
                with.ask(&request).await,
                "{text:?}"
            );
        }
    }
    for prefix in ["b", "qu", "hafen", "schulw", "ver"] {
        let complete = async |hub: &Hub| hub.index.complete(prefix, knows, 20).await.unwrap();
        assert_eq!(complete(without).await, complete(with).await, "{prefix:?}");
    }
}

static PUBLIC: [Audience; 1] = [Audience::Public];
static CITY: [Audience; 1] = [Audience::City];

#[test]
fn hidden_documents_change_nothing_for_the_public() {
    compare(&PUBLIC, &CITY, &[Audience::Public], &[Audience::Public]);
}

#[test]
fn documents_of_other_offices_change_nothing_for_an_office() {
    static OFFICES: std::sync::LazyLock<[[Audience; 1]; 2]> =
        std::sync::LazyLock::new(|| [[office(1)], [office(2)]]);
    let [own, other] = &*OFFICES;
    let knows = [Audience::Public, office(1)];
    compare(own, other, &knows, &knows);
}

#[tokio::test]
async fn values_are_found_only_by_those_who_may_read_rows() {
    let secret = IndexDocument {
        values: vec!["Quallenzüchter".to_owned()],
        audience: office(1),
        ..dataset(1, "Betriebe")
    };
    let hub = Hub::of(vec![secret, dataset(2, "Quallen")]).await;
    let ask = async |reads: &[Audience], text: &str| {
        let request = SearchRequest {
            reads: reads.to_vec(),
            ..request(text)
        };
        hub.ask(&request).await
    };
    let member = ask(&[Audience::Public, office(1)], "Quallenzüchter").await;
    assert_eq!(
        member.hits[0].found_in,
        [("values", "Quallenzüchter".to_owned())]
    );
    let stranger = ask(&[Audience::Public, office(2)], "Quallenzüchter").await;
    assert!(
        !stranger
            .hits
            .iter()
            .any(|hit| hit.dataset == crate::city::identity(1)),
        "{stranger:?}"
    );
    // Somebody to whom this dataset was granted, and somebody to whom another one was.
    let granted = |number| Audience::Dataset(crate::city::identity(number));
    let holder = ask(&[Audience::Public, granted(1)], "Quallenzüchter").await;
    assert_eq!(holder.hits[0].found_in, member.hits[0].found_in);
    let other = ask(&[Audience::Public, granted(2)], "Quallenzüchter").await;
    assert_eq!(other, stranger);
    // Found by its title, nothing is said of its values.
    let titled = ask(&[Audience::Public], "Betriebe").await;
    assert_eq!(titled.hits[0].found_in, [("title", "Betriebe".to_owned())]);
    assert!(
        hub.index
            .complete("quallenz", &crate::city::ALL, 9)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn values_that_may_not_be_read_do_not_move_the_order() {
    let with_values = |values: &[&str]| {
        let hidden = IndexDocument {
            values: values.iter().map(|value| (*value).to_owned()).collect(),
            audience: office(1),
            ..dataset(1, "Hafen")
        };
        let readable = IndexDocument {
            values: vec!["Hafenallee".to_owned()],
            ..dataset(2, "Schule")
        };
        vec![hidden, readable, dataset(3, "Hafenallee")]
    };
    let plain = Hub::of(with_values(&[])).await;
    let telling = Hub::of(with_values(&["Hafenallee", "Hafenallee 3", "Hafen", "Weg"])).await;
    for text in ["Hafenallee", "Hafen", "Weg", "Hafenalle"] {
        let request = SearchRequest {
            reads: vec![Audience::Public],
            ..request(text)
        };
        assert_eq!(
            plain.ask(&request).await,
            telling.ask(&request).await,
            "{text}"
        );
    }
}
