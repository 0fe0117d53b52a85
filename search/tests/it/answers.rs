//! Lists, pages and order.

use crate::city::{Hub, dataset, number, request};
use hebewerk_hub::ports::{SearchIndex, SearchRequest};

#[tokio::test]
async fn an_empty_text_lists_everything_newest_first() {
    let documents = (1..=5).map(|id| {
        let mut document = dataset(id, "Titel");
        document.updated_at = [30, 10, 50, 30, 20][id as usize - 1];
        document
    });
    let hub = Hub::of(documents.collect()).await;
    assert_eq!(hub.find("").await, [3, 1, 4, 5, 2]);
    assert_eq!(hub.find("  \n").await, [3, 1, 4, 5, 2]);
}

#[tokio::test]
async fn pages_follow_each_other_without_gaps() {
    let documents: Vec<_> = (1..=25)
        .map(|id| dataset(id, &format!("Baumkataster {id}")))
        .collect();
    let hub = Hub::of(documents).await;
    let whole = hub.find("Baumkataster").await;
    assert_eq!(whole.len(), 25);
    let mut pages = Vec::new();
    for offset in (0..30).step_by(7) {
        let request = SearchRequest {
            offset,
            limit: 7,
            ..request("Baumkataster")
        };
        let result = hub.ask(&request).await;
        assert_eq!(result.total, 25);
        pages.extend(result.hits.iter().map(|hit| number(hit.dataset)));
    }
    assert_eq!(pages, whole);
}

#[tokio::test]
async fn somebody_who_knows_of_nothing_finds_nothing() {
    let hub = Hub::of(vec![dataset(1, "Baumkataster")]).await;
    for text in ["", "Baum"] {
        let request = SearchRequest {
            knows: vec![],
            ..request(text)
        };
        assert_eq!(
            hub.ask(&request).await,
            hebewerk_hub::ports::SearchResult::default()
        );
    }
    assert!(
        hub.index
            .complete("baum", &[], 10)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn an_empty_index_answers() {
    let hub = Hub::of(vec![]).await;
    assert_eq!(hub.ask(&request("Baum")).await.total, 0);
    assert_eq!(hub.ask(&request("")).await.total, 0);
}

#[tokio::test]
async fn thousands_of_datasets_are_searched_at_once() {
    let words = [
        "Baum", "Straße", "Schule", "Abfall", "Wasser", "Verkehr", "Haus", "Park", "Markt", "Kanal",
    ];
    let kinds = [
        "kataster",
        "verzeichnis",
        "statistik",
        "plan",
        "bericht",
        "liste",
        "karte",
        "daten",
    ];
    let documents = (1..=10_000_u128).map(|id| {
        let word = words[id as usize % words.len()];
        let kind = kinds[id as usize / words.len() % kinds.len()];
        let mut document = dataset(id, &format!("{word}{kind} Bezirk {}", id / 80));
        document.description = format!("Alle {word}-Angaben aus dem Jahr {}", 2000 + id % 26);
        document.columns = vec!["Jahr".to_owned(), "Bezirk".to_owned(), format!("{word}_nr")];
        document
    });
    let hub = Hub::of(documents.collect()).await;
    let result = hub.ask(&request("Baumkataster")).await;
    assert!(result.total >= 125, "{}", result.total);
    assert!(
        result
            .hits
            .iter()
            .all(|hit| hit.found_in[0].1 == "Baumkataster")
    );
    assert_eq!(hub.ask(&request("")).await.total, 10_000);
}
