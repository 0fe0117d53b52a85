//! What German words find.

use crate::city::{Hub, dataset, request};
use hebewerk_hub::ports::{IndexDocument, SearchIndex};

const TITLES: [&str; 20] = [
    "",
    "Abfallkalender 2026",
    "Straßenbäume im Stadtgebiet",
    "Baumkataster",
    "Sperrgut: Abholaufträge",
    "Straßenverzeichnis",
    "Bebauungspläne",
    "Hundesteuerbescheide",
    "Grünflächenpflege",
    "Einwohnerzahlen nach Stadtteilen",
    "Verkehrszählung am Hafen",
    "Offene Ganztagsschulen",
    "Schulen mit offenem Ganztag",
    "Traumtheater Spielzeit",
    "Feuerwehreinsätze",
    "Wohngeldanträge",
    "Beschlüsse des Rates",
    "Messstellen der Luftgüte",
    "Fundsachen",
    "Spielplätze und Bolzplätze",
];

async fn hub() -> Hub {
    let documents = TITLES.iter().enumerate().skip(1);
    let documents = documents.map(|(number, title)| dataset(number as u128, title));
    Hub::of(documents.collect()).await
}

#[tokio::test]
async fn written_out_umlauts_find_the_same() {
    let hub = hub().await;
    assert_eq!(hub.find("strassenbaeume").await.first(), Some(&2));
    assert_eq!(
        hub.find("Straßenbäume").await,
        hub.find("strassenbaeume").await
    );
    assert_eq!(
        hub.find("FEUERWEHREINSAETZE").await,
        hub.find("feuerwehreinsätze").await
    );
}

#[tokio::test]
async fn inflections_find_each_other() {
    let hub = hub().await;
    for word in ["Spielplatz", "Spielplätze", "Spielplätzen"] {
        assert_eq!(hub.find(word).await.first(), Some(&19), "{word}");
    }
}

#[tokio::test]
async fn a_part_finds_its_compounds_and_a_compound_its_parts() {
    let hub = hub().await;
    let found = hub.find("Bäume").await;
    assert!(found.contains(&2) && found.contains(&3), "{found:?}");
    assert!(!found.contains(&13), "Traum holds no Baum");
    let found = hub.find("Straßenbaumkataster").await;
    assert!(found.contains(&2) && found.contains(&3), "{found:?}");
}

#[tokio::test]
async fn another_word_for_the_same_thing_finds_it() {
    let hub = hub().await;
    assert_eq!(hub.find("Müllabfuhr").await.first(), Some(&1));
    assert_eq!(hub.find("muellabfuhr").await.first(), Some(&1));
    assert_eq!(hub.find("Sperrmüll").await.first(), Some(&4));
    assert_eq!(hub.find("B-Plan").await.first(), Some(&6));
}

#[tokio::test]
async fn a_literal_hit_stands_before_a_synonym() {
    let hub = Hub::of(vec![dataset(1, "Abfallkalender"), dataset(2, "Müllabfuhr")]).await;
    assert_eq!(hub.find("Müllabfuhr").await, [2, 1]);
    assert_eq!(hub.find("Abfallkalender").await, [1, 2]);
}

#[tokio::test]
async fn a_typing_error_finds_and_is_named() {
    let hub = hub().await;
    for (typed, expected, meant) in [
        ("Hundesteuerbeschiede", 7, "Hundesteuerbescheide"),
        ("Fundsahcen", 18, "Fundsachen"),
        ("Wohngeldantäge", 15, "Wohngeldanträge"),
    ] {
        let result = hub.ask(&request(typed)).await;
        assert_eq!(
            result
                .hits
                .first()
                .map(|hit| crate::city::number(hit.dataset)),
            Some(expected),
            "{typed}"
        );
        assert_eq!(result.suggestion.as_deref(), Some(meant));
    }
    let result = hub.ask(&request("offene Fundsahcen 2026")).await;
    assert_eq!(result.suggestion.as_deref(), Some("offene Fundsachen 2026"));
    assert_eq!(hub.ask(&request("Fundsachen")).await.suggestion, None);
}

#[tokio::test]
async fn the_beginning_of_the_last_word_finds() {
    let hub = hub().await;
    assert_eq!(hub.find("Funds").await, [18]);
    assert_eq!(hub.find("Feuerwehrein").await.first(), Some(&14));
}

#[tokio::test]
async fn quoted_words_must_stand_together() {
    let hub = hub().await;
    assert_eq!(hub.find("\"offene Ganztagsschulen\"").await, [11]);
    assert_eq!(hub.find("„offenem Ganztag“").await, [12]);
    assert_eq!(hub.find("\"Ganztag offenem\"").await, Vec::<u128>::new());
}

#[tokio::test]
async fn all_words_are_wanted_before_some() {
    let hub = hub().await;
    assert_eq!(hub.find("Verkehrszählung Hafen").await, [10]);
    let some = hub.find("Verkehrszählung Fundsachen Quallen").await;
    assert!(some.contains(&10) && some.contains(&18), "{some:?}");
}

#[tokio::test]
async fn nonsense_finds_nothing() {
    let hub = hub().await;
    for text in ["xyzzyqwert", "???", "\"", "-", "🚮", "%%%%", "\0"] {
        let result = hub.ask(&request(text)).await;
        assert_eq!((result.total, result.suggestion), (0, None), "{text:?}");
    }
}

#[tokio::test]
async fn where_nothing_is_found_words_that_find_something_are_proposed() {
    let hub = hub().await;
    let result = hub.ask(&request("\"Bebauungsplan Fundsachen\"")).await;
    assert_eq!((result.total, result.suggestion), (0, None));
    assert_eq!(
        result.instead.first().map(String::as_str),
        Some("Bebauungspläne")
    );
    assert!(result.instead.contains(&"Fundsachen".to_owned()));
    for word in &result.instead {
        assert!(!hub.find(word).await.is_empty(), "{word}");
    }
    assert!(hub.ask(&request("xyzzyqwert")).await.instead.is_empty());
    assert!(hub.ask(&request("Fundsachen")).await.instead.is_empty());
}

#[tokio::test]
async fn datasets_like_the_few_that_were_found_stand_behind_them() {
    let hub = Hub::of(vec![
        dataset(1, "Kastanien der Allee: Zustand"),
        dataset(2, "Linden der Allee: Zustand"),
        dataset(3, "Haushaltsplan"),
    ])
    .await;
    assert_eq!(hub.find("Kastanien").await, [1]);
    let padded = (10..60).map(|id| dataset(id, &format!("Bericht {id}")));
    hub.index.update(padded.collect(), vec![], 2).await.unwrap();
    assert_eq!(hub.find("Kastanien").await, [1, 2]);
    assert_eq!(hub.find("\"Kastanien der\"").await, [1]);
}

#[tokio::test]
async fn words_of_one_root_and_of_parts_lead_on_when_little_is_found() {
    let hub = Hub::of(vec![
        dataset(1, "Zuwanderung nach Jahren"),
        dataset(2, "Kriminalität"),
    ])
    .await;
    assert_eq!(hub.find("Zuwanderer").await.first(), Some(&1));
    assert_eq!(hub.find("Fahrraddiebstähle").await, [2]);
}

#[tokio::test]
async fn questions_are_understood_by_their_words() {
    assert_eq!(
        hub()
            .await
            .find("Wo gibt es Spielplätze in der Stadt?")
            .await
            .first(),
        Some(&19)
    );
}

#[tokio::test]
async fn a_hit_says_where_it_was_found() {
    let document = IndexDocument {
        description: "Termine der Leerung je Straße.".to_owned(),
        tags: vec!["Abfall".to_owned()],
        columns: vec!["Straße / Hausnr.".to_owned(), "strasse_hausnr".to_owned()],
        values: vec!["Hafenallee 12".to_owned(), "gemischt".to_owned()],
        theme: Some("ENVI".to_owned()),
        ..dataset(1, "Straßenbäume")
    };
    let hub = Hub::of(vec![document]).await;
    for (text, reason, word) in [
        ("Straßenbaum", "title", "Straßenbäume"),
        ("Abfall", "tags", "Abfall"),
        ("Hausnr", "columns", "Hausnr"),
        ("Termin", "description", "Termine"),
        ("Umweltamt", "organisation", "Umweltamt"),
        ("Hafenallee", "values", "Hafenallee 12"),
        ("Klima", "theme", "Klima"),
        ("Baum", "part", "Straßenbäume"),
        ("Müllabfuhr", "synonym", "Leerung"),
        ("Terimne", "similar", "Termine"),
    ] {
        let result = hub.ask(&request(text)).await;
        let found_in = &result.hits[0].found_in;
        assert_eq!(
            found_in.first(),
            Some(&(reason, word.to_owned())),
            "{text}: {found_in:?}"
        );
    }
}

#[tokio::test]
async fn another_word_does_not_lead_to_a_theme_of_that_name() {
    let themed = |id, title: &str| IndexDocument {
        theme: Some("ENVI".to_owned()),
        ..dataset(id, title)
    };
    let hub = Hub::of(vec![
        themed(1, "Baumkataster"),
        themed(2, "Abfallkalender 2026"),
        themed(3, "Abholaufträge Sperrmüll"),
        themed(4, "Klimasensoren"),
    ])
    .await;
    assert_eq!(hub.find("sperrmuell").await, [3, 2]);
    // What is thrown away is waste, also by another word.
    assert_eq!(hub.find("Sperrgut").await, [3, 2]);
    let by_theme = hub.find("Abfall").await;
    assert!(by_theme.contains(&1), "{by_theme:?}");
    assert_eq!(by_theme.first(), Some(&2));
}

#[tokio::test]
async fn titles_weigh_more_than_descriptions() {
    let mut described = dataset(1, "Verzeichnis");
    described.description = "Alle Fundsachen der Stadt".to_owned();
    let hub = Hub::of(vec![described, dataset(2, "Fundsachen")]).await;
    assert_eq!(hub.find("Fundsachen").await, [2, 1]);
}

#[tokio::test]
async fn words_are_completed_by_frequency() {
    let mut documents = vec![
        dataset(1, "Baumkataster"),
        dataset(2, "Baumfällungen"),
        dataset(3, "Baumkataster alt"),
    ];
    documents.push(dataset(4, "Bäume"));
    let hub = Hub::of(documents).await;
    let complete = async |prefix: &str, limit| {
        hub.index
            .complete(prefix, &crate::city::ALL, limit)
            .await
            .unwrap()
    };
    assert_eq!(complete("baumk", 10).await, ["Baumkataster"]);
    assert_eq!(complete("bäum", 2).await, ["Baumkataster", "Bäume"]);
    assert_eq!(complete("altes Baumf", 10).await, ["altes Baumfällungen"]);
    assert_eq!(complete("", 10).await, Vec::<String>::new());
    assert_eq!(complete("Baum ", 10).await, Vec::<String>::new());
}
