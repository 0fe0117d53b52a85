//! What the pages of a dataset keep, say and offer.

use crate::answers::{Door, assert_whole, door_to, get_as};
use crate::city::city;
use axum::http::StatusCode;
use hebewerk_model::{DatasetState, DeliveryId, Finding, Format, Severity, Visibility};

async fn page(door: &Door, path: &str) -> String {
    let (status, _, text) = door.get(path).await;
    assert_eq!(status, StatusCode::OK, "{path}: {text}");
    assert_whole(path, &text);
    text
}

#[tokio::test]
async fn who_reads_an_older_version_stays_in_it_wherever_a_link_leads() {
    let door = door_to(city()).await;
    for view in ["", "/tabelle", "/guete", "/fassungen", "/schnittstelle"] {
        let path = format!("/daten/stadtgruen/baeume{view}?fassung=1&tabelle=baeume");
        let text = page(&door, &path).await;
        for step in [
            "#laden",
            "",
            "/tabelle",
            "/guete",
            "/fassungen",
            "/schnittstelle",
        ] {
            let (step, place) = step
                .strip_prefix('#')
                .map_or((step, String::new()), |place| ("", format!("#{place}")));
            let link = format!(
                "href=\"/daten/stadtgruen/baeume{step}?fassung=1&#38;tabelle=baeume{place}\""
            );
            assert!(text.contains(&link), "{path} has no {link}\n{text}");
        }
    }
}

#[tokio::test]
async fn a_file_of_a_selection_holds_the_columns_chosen() {
    let door = door_to(city()).await;
    let text = page(
        &door,
        "/daten/stadtgruen/baeume/tabelle?spalte=art&spalte=pflanzjahr",
    )
    .await;
    assert!(text.contains("mit 2 Spalten"), "{text}");
    let link = "baeume.csv?spalte=art&#38;spalte=pflanzjahr";
    assert!(text.contains(link), "{text}");
    let file = "/daten/stadtgruen/baeume/herunterladen/baeume.csv";
    let (_, some, text) = door
        .get(&format!("{file}?spalte=pflanzjahr&spalte=art"))
        .await;
    assert_eq!(text.lines().next(), Some("art,pflanzjahr"));
    let (_, all, _) = door.get(file).await;
    assert_ne!(some.headers()["etag"], all.headers()["etag"]);
    // The sheet that explains the columns explains no others.
    let (status, _, _) = door
        .get("/daten/stadtgruen/baeume/herunterladen/baeume.xlsx?spalte=art")
        .await;
    assert_eq!(status, StatusCode::OK);
}

#[tokio::test]
async fn a_filter_on_a_column_that_is_hidden_stays_and_can_be_taken_back() {
    let door = door_to(city()).await;
    let text = page(
        &door,
        "/daten/stadtgruen/baeume/tabelle?spalte=art&f.umfang=%3E+1",
    )
    .await;
    assert!(
        text.contains("<input type=\"hidden\" name=\"f.umfang\" value=\"&#62; 1\">"),
        "{text}"
    );
    assert!(text.contains("Filter Umfang: &#62; 1 entfernen"), "{text}");
    assert!(text.contains("href=\"/daten/stadtgruen/baeume/tabelle?spalte=art\""));
}

#[tokio::test]
async fn a_table_can_be_paged_back() {
    let door = door_to(city()).await;
    let first = page(&door, "/daten/stadtgruen/baeume/tabelle").await;
    assert!(!first.contains("rel=\"prev\""));
    let second = page(
        &door,
        "/daten/stadtgruen/baeume/tabelle?davor=anfang&nach=50-&ab=50",
    )
    .await;
    assert!(
        second.contains("href=\"/daten/stadtgruen/baeume/tabelle\" rel=\"prev\""),
        "{second}"
    );
    assert!(
        second.contains("?davor=anfang&#38;davor=50-&#38;nach="),
        "{second}"
    );
}

#[tokio::test]
async fn an_empty_table_says_what_to_do() {
    let mut empty = city();
    empty.rows = empty.rows.map(|rows| rows.slice(0, 0));
    let door = door_to(empty).await;
    let text = page(&door, "/daten/stadtgruen/baeume/tabelle?f.art=Palme").await;
    assert!(
        text.contains("Keine Zeile passt") && text.contains("Nehmen Sie einen Filter heraus"),
        "{text}"
    );
}

#[tokio::test]
async fn rows_are_named_by_their_key() {
    let mut keyed = city();
    for known in &mut keyed.statistics {
        (known.rows, known.nulls, known.distinct) = (137, 0, 12);
    }
    keyed.statistics[0].distinct = 137;
    let door = door_to(keyed).await;
    for path in [
        "/daten/stadtgruen/baeume",
        "/daten/stadtgruen/baeume/tabelle",
    ] {
        let text = page(&door, path).await;
        assert!(
            text.contains("<th scope=\"row\" class=\"kern-table__header\">&#60;b&#62;Eiche"),
            "{path}\n{text}"
        );
    }
}

#[tokio::test]
async fn a_header_line_is_named_only_where_there_is_one() {
    let text = page(&door_to(city()).await, "/daten/stadtgruen/baeume/guete").await;
    assert!(text.contains("<dd>Zeile 4</dd>"), "{text}");
    let mut headless = city();
    for table in &mut headless.tables {
        table.header_rows = 0;
    }
    let text = page(&door_to(headless).await, "/daten/stadtgruen/baeume/guete").await;
    assert!(text.contains("<dt>Kopfzeile</dt><dd>keine</dd>"), "{text}");
    let mut json = city();
    for table in &mut json.tables {
        table.header_rows = 0;
        table.dialect.delimiter = None;
    }
    for version in &mut json.versions {
        version.format = Format::Json;
    }
    let text = page(&door_to(json).await, "/daten/stadtgruen/baeume/guete").await;
    assert!(!text.contains("Kopfzeile"), "{text}");
}

#[tokio::test]
async fn all_versions_can_be_reached_however_many_there_are() {
    let mut long = city();
    let newest = long.versions[0].clone();
    for number in 3..=130 {
        let mut version = newest.clone();
        version.number = hebewerk_model::VersionNumber(number);
        long.versions.insert(0, version);
    }
    let door = door_to(long).await;
    let text = page(&door, "/daten/stadtgruen/baeume/fassungen").await;
    assert!(
        text.contains("Fassungen (130)") && text.contains("130 Fassungen"),
        "{text}"
    );
    assert!(text.contains("href=\"/daten/stadtgruen/baeume/fassungen?vor=81\""));
    let text = page(&door, "/daten/stadtgruen/baeume/fassungen?vor=31").await;
    assert!(text.contains("Fassung 1</a>") && !text.contains("Ältere Fassungen"));
    let (status, _, _) = door
        .get("/daten/stadtgruen/baeume/fassungen?von=1&bis=999")
        .await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn all_deliveries_can_be_reached_however_many_there_are() {
    let mut long = city();
    let first = long.deliveries[0].clone();
    for number in 1..120_u128 {
        let mut delivery = first.clone();
        delivery.id = DeliveryId::from_uuid(uuid::Uuid::from_u128(9_000 + number));
        delivery.file_name = format!("Lieferung {number}.csv");
        // Only files of which everything may be read are offered.
        let mut version = long.versions[0].clone();
        version.delivery = delivery.id;
        long.versions.push(version);
        long.deliveries.push(delivery);
    }
    let door = door_to(long).await;
    let mut path = "/daten/stadtgruen/baeume/fassungen".to_owned();
    let mut seen = 0;
    for last in [49, 99, 119] {
        let text = page(&door, &path).await;
        seen += text.matches("/original/").count();
        assert!(text.contains(&format!("Lieferung {last}.csv")), "{text}");
        match text.split_once("#lieferungen\" rel=\"next\"") {
            Some((before, _)) if last < 119 => {
                let (_, id) = before.rsplit_once("?lieferung=").unwrap();
                path = format!("/daten/stadtgruen/baeume/fassungen?lieferung={id}");
            }
            link => assert_eq!((link, last), (None, 119)),
        }
    }
    assert_eq!(seen, 120);
    let (status, _, _) = door
        .get("/daten/stadtgruen/baeume/fassungen?lieferung=gestern")
        .await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_said_of_several_tables_in_the_same_words_is_said_once() {
    let mut sheets = city();
    sheets.findings = ["Januar", "Februar", "März"]
        .into_iter()
        .map(|sheet| {
            Finding::new("footer", Severity::Note)
                .in_table(sheet)
                .at_row(7)
        })
        .collect();
    let door = door_to(sheets).await;
    let text = page(&door, "/daten/stadtgruen/baeume/guete").await;
    assert_eq!(text.matches("kern-icon--info").count(), 1, "{text}");
    assert!(text.contains("<summary>an 3 Stellen</summary>"), "{text}");
    for sheet in ["Januar", "Februar", "März"] {
        assert!(text.contains(&format!("<li>Tabelle „{sheet}“, Zeile 7</li>")));
    }
}

#[tokio::test]
async fn who_may_not_read_is_not_told_that_nothing_was_found() {
    let door = door_to(city()).await;
    let cookie = door.administrator().await;
    for view in ["", "/fassungen"] {
        let path = format!("/daten/stadtgruen/kontrollen{view}");
        let (status, _, text) = door.send(get_as(&path, &cookie)).await;
        assert_eq!(status, StatusCode::OK, "{text}");
        assert_whole(&path, &text);
        assert!(text.contains("<dd>nicht einsehbar</dd>"), "{text}");
        assert!(!text.contains(">Fehler</th>"), "{text}");
    }
    for path in ["/", "/daten?q=Baumkontrollen"] {
        let (_, _, text) = door.send(get_as(path, &cookie)).await;
        let (_, entry) = text.split_once("/daten/stadtgruen/kontrollen\"").unwrap();
        let entry = entry.split("<li>").next().unwrap();
        assert!(!entry.contains("Hinweis"), "{path}: {entry}");
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_read_is_not_said_to_be_unchecked() {
    let mut broken = city();
    broken.datasets[0].state = DatasetState::RawOnly;
    broken.versions.clear();
    broken.tables.clear();
    broken.findings = vec![Finding::new("unreadable", Severity::Error)];
    let door = door_to(broken).await;
    let text = page(&door, "/daten/stadtgruen/baeume/guete").await;
    assert!(text.contains("<dd>nicht lesbar</dd>"), "{text}");
    assert!(
        text.contains("Aus dieser Datei ließ sich keine Tabelle lesen."),
        "{text}"
    );
}

#[tokio::test]
async fn what_is_open_is_a_part_of_what_can_be_used() {
    let mut known = city();
    known.datasets[1].visibility = Visibility::Public;
    known.datasets[1].state = DatasetState::RawOnly;
    let text = page(&door_to(known).await, "/").await;
    assert!(text.contains("1 <small>von 2</small>"), "{text}");
    assert!(text.contains("Davon offen für alle: 1."), "{text}");
}

#[tokio::test]
async fn versions_are_compared_without_rows_for_those_who_may_not_read_them() {
    let mut closed = city();
    closed.datasets[0].visibility = Visibility::Office;
    let door = door_to(closed).await;
    let cookie = door.administrator().await;
    let path = "/daten/stadtgruen/baeume/fassungen?von=1&bis=2";
    let (status, _, text) = door.send(get_as(path, &cookie)).await;
    assert_eq!(status, StatusCode::OK, "{text}");
    assert_whole(path, &text);
    assert!(
        text.contains("vorher 120 Zeilen, jetzt 137") && !text.contains("Eiche"),
        "{text}"
    );
}

#[tokio::test]
async fn a_refusal_says_under_which_number_to_ask() {
    let door = door_to(city()).await;
    let cookie = door.administrator().await;
    for view in ["/tabelle", "/guete", "/herunterladen/kontrollen.csv"] {
        let path = format!("/daten/stadtgruen/kontrollen{view}");
        let (_, response, text) = door.send(get_as(&path, &cookie)).await;
        let number = response.headers()["x-request-id"].to_str().unwrap();
        assert!(text.contains(&format!("<code>{number}</code>")), "{text}");
    }
}

#[tokio::test]
async fn the_page_says_that_a_change_is_saved() {
    let door = door_to(city()).await;
    let text = page(&door, "/daten/stadtgruen/baeume?gespeichert=ja").await;
    assert!(text.contains("role=\"status\">Gespeichert."), "{text}");
    assert!(!text.contains("gespeichert=ja\""), "a link keeps the note");
}
