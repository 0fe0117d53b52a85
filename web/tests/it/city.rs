//! Pages of a small city: one public dataset with everything, one that only its own office may read.

use crate::answers::{Door, assert_whole, door_to, get_as};
use crate::fake::City;
use arrow::array::{ArrayRef, Date32Array, Float64Array, Int64Array, StringArray};
use arrow::record_batch::RecordBatch;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use hebewerk_exchange::tabular::{Placement, TabularForm};
use hebewerk_model::*;
use std::sync::Arc;
use uuid::Uuid;

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn column(
    number: i32,
    name: &str,
    label: &str,
    column_type: ColumnType,
    semantic: Option<SemanticType>,
) -> Column {
    Column {
        id: ColumnId(number),
        name: name.to_owned(),
        label: label.to_owned(),
        column_type,
        semantic_type: semantic,
        confidence: 0.9,
        unit: None,
    }
}

fn dataset(number: u128, slug: &str, title: &str, visibility: Visibility) -> Dataset {
    Dataset {
        id: DatasetId::from_uuid(id(number)),
        organisation: OrganisationId::from_uuid(id(1)),
        slug: slug.parse().unwrap(),
        description: Description {
            title: title.to_owned(),
            text: "Jede Zeile ist ein Baum.\n\nStand der letzten Begehung.".to_owned(),
            tags: vec!["Bäume".to_owned()],
            theme: Some(Theme("ENVI".to_owned())),
            licence: Some(Licence("dl-zero-de/2.0".to_owned())),
            contact: Some("gruen@stadt.example".to_owned()),
            details: Details::default(),
        },
        visibility,
        protection: Protection::default(),
        sealed: false,
        state: DatasetState::Lifted,
        source: format!("{slug}.csv"),
        created_at: "2026-11-01T05:00:00Z".parse().unwrap(),
        updated_at: "2026-11-20T05:10:00Z".parse().unwrap(),
    }
}

fn version(number: u32, dataset: u128, rows: u64, before: Option<u64>) -> Version {
    Version {
        id: VersionId::from_uuid(id(100 + u128::from(number) + dataset * 10)),
        dataset: DatasetId::from_uuid(id(dataset)),
        number: VersionNumber(number),
        snapshot: i64::from(number),
        delivery: DeliveryId::from_uuid(id(200 + dataset)),
        format: Format::Csv,
        created_at: "2026-11-20T05:10:00Z".parse().unwrap(),
        rows: Some(rows),
        errors: 0,
        warnings: 1,
        change: VersionChange {
            rows_before: before,
            columns_added: before
                .map(|_| "baeume.pflanzjahr".to_owned())
                .into_iter()
                .collect(),
            ..VersionChange::default()
        },
        personal: Vec::new(),
    }
}

fn table(version: &Version, columns: &[Column], slug: &str) -> TableVersion {
    TableVersion {
        table: Table {
            id: TableId::from_uuid(id(300)),
            dataset: version.dataset,
            sql_name: slug.parse().unwrap(),
            name: "Bäume".to_owned(),
        },
        version: version.id,
        columns: columns.to_vec(),
        rows: version.rows.unwrap(),
        files: Vec::new(),
        dialect: Dialect {
            encoding: Some("windows-1252".to_owned()),
            delimiter: Some(";".to_owned()),
            decimal: Some(','),
            ..Dialect::default()
        },
        header_line: 3,
        header_rows: 1,
        footer_rows: 1,
        set_aside: 0,
    }
}

fn rows() -> RecordBatch {
    let columns: Vec<(&str, ArrayRef)> = vec![
        (
            "art",
            Arc::new(StringArray::from(vec![
                Some("<b>Eiche</b>"),
                None,
                Some("=Linde"),
            ])),
        ),
        (
            "umfang",
            Arc::new(Float64Array::from(vec![Some(1208.5), Some(0.5), None])),
        ),
        (
            "pflanzjahr",
            Arc::new(Int64Array::from(vec![Some(1987), Some(2001), Some(2020)])),
        ),
        (
            "begangen",
            Arc::new(Date32Array::from(vec![Some(20_777), None, Some(0)])),
        ),
    ];
    RecordBatch::try_from_iter(columns).unwrap()
}

fn statistics() -> Vec<ColumnStatistics> {
    let base = ColumnStatistics {
        rows: 137,
        nulls: 3,
        distinct: 12,
        ..ColumnStatistics::default()
    };
    let frequent = |value: &str, rows| FrequentValue {
        value: value.to_owned(),
        rows,
    };
    let histogram = Histogram {
        bins: vec![
            HistogramBin {
                from: 0.0,
                to: 100.0,
                rows: 100,
            },
            HistogramBin {
                from: 100.0,
                to: 200.0,
                rows: 37,
            },
        ],
        estimated: false,
    };
    vec![
        ColumnStatistics {
            frequent: vec![frequent("Eiche", 40), frequent(" ", 2)],
            ..base.clone()
        },
        ColumnStatistics {
            min: Some("0.5".to_owned()),
            max: Some("1208.5".to_owned()),
            histogram: Some(histogram),
            ..base.clone()
        },
        base.clone(),
        ColumnStatistics {
            min: Some("1970-01-01".to_owned()),
            max: Some("2026-11-20".to_owned()),
            ..base
        },
    ]
}

pub(crate) fn city() -> City {
    let columns = [
        column(
            1,
            "art",
            "Baumart",
            ColumnType::Text,
            Some(SemanticType::Category),
        ),
        column(
            2,
            "umfang",
            "Umfang",
            ColumnType::Float,
            Some(SemanticType::Quantity),
        ),
        column(
            3,
            "pflanzjahr",
            "Pflanzjahr",
            ColumnType::Integer,
            Some(SemanticType::Year),
        ),
        column(4, "begangen", "Begangen am", ColumnType::Date, None),
    ];
    let versions = vec![
        version(2, 10, 137, Some(120)),
        version(1, 10, 120, None),
        version(1, 11, 40, None),
    ];
    let delivery = Delivery {
        id: DeliveryId::from_uuid(id(210)),
        dataset: DatasetId::from_uuid(id(10)),
        file_name: "Bäume \"neu\".csv".to_owned(),
        content: ContentHash::from_bytes([7; 32]),
        size_bytes: 5,
        received_at: "2026-11-20T05:10:00Z".parse().unwrap(),
        by: None,
        outcome: DeliveryOutcome::Version,
        reader: 1,
        leaves_out: false,
    };
    City {
        organisations: vec![Organisation {
            id: OrganisationId::from_uuid(id(1)),
            slug: "stadtgruen".parse().unwrap(),
            name: "Stadtgrün <Musterstadt>".to_owned(),
            description: "Pflegt Bäume und Parks.".to_owned(),
            kind: OrganisationKind::Office,
            contact: None,
            parent: None,
            sealed: false,
        }],
        datasets: vec![
            dataset(10, "baeume", "Baumkataster", Visibility::Public),
            dataset(11, "kontrollen", "Baumkontrollen", Visibility::Office),
        ],
        tables: vec![
            table(&versions[0], &columns, "baeume"),
            table(&versions[1], &columns, "baeume"),
            table(&versions[2], &columns, "kontrollen"),
        ],
        versions,
        statistics: statistics(),
        findings: vec![
            Finding::new("ragged_row", Severity::Warning)
                .in_table("Bäume")
                .at_row(7)
                .times(3),
        ],
        deliveries: vec![delivery],
        rows: Some(rows()),
        raw: b"a;b\r\n",
        ..City::default()
    }
}

async fn door() -> Door {
    door_to(city()).await
}

const VIEWS: [&str; 18] = [
    "/",
    "/daten",
    "/daten?q=baum&zugang=public&haus=stadtgruen&ab=0",
    "/daten?q=gibtesnicht",
    "/daten/stadtgruen/baeume",
    "/daten/stadtgruen/baeume?fassung=1",
    "/daten/stadtgruen/baeume/tabelle?f.umfang=%3E+1&sortieren=art&richtung=ab&nach=50%3DEiche&ab=50",
    "/daten/stadtgruen/baeume/guete",
    "/daten/stadtgruen/baeume/fassungen",
    "/daten/stadtgruen/baeume/schnittstelle",
    "/bruecken",
    "/silokarte",
    "/haeuser",
    "/haeuser/stadtgruen",
    "/auswertung",
    "/auswertung?von=stadtgruen.baeume",
    "/sql",
    "/sql/schema.json",
];

#[tokio::test]
async fn every_view_is_whole_in_both_languages() {
    let door = door().await;
    for path in VIEWS {
        for language in ["de", "en"] {
            let (status, _, text) = door
                .send(get_as(path, &format!("hw_sprache={language}")))
                .await;
            assert_eq!(status, StatusCode::OK, "{path}: {text}");
            assert_whole(path, &text);
            assert!(!text.contains("<b>Eiche"), "{path} writes a cell as markup");
            assert!(
                !text.contains("<Musterstadt>"),
                "{path} writes a name as markup"
            );
        }
    }
}

#[tokio::test]
async fn cells_are_written_as_people_write_values() {
    let door = door().await;
    let (_, _, text) = door.get("/daten/stadtgruen/baeume/tabelle").await;
    assert!(
        text.contains("1.208,5") && text.contains(">1987<") && text.contains("20.11.2026"),
        "{text}"
    );
    let (_, _, text) = door
        .send(get_as("/daten/stadtgruen/baeume/tabelle", "hw_sprache=en"))
        .await;
    assert!(
        text.contains("1,208.5") && text.contains("20 Nov 2026"),
        "{text}"
    );
}

/// What a page says, without the name asked for and the number of the request.
fn told(page: &str, name: &str) -> String {
    let main = page
        .split("<main")
        .nth(1)
        .unwrap()
        .split("</main>")
        .next()
        .unwrap();
    let parts = main.replace(name, "");
    parts
        .split("<code>")
        .map(|part| part.rsplit("</code>").next().unwrap())
        .collect()
}

#[tokio::test]
async fn what_somebody_may_not_know_of_does_not_exist_for_them() {
    let door = door().await;
    for path in [
        "",
        "/tabelle",
        "/guete",
        "/fassungen",
        "/schnittstelle",
        "/herunterladen/kontrollen.csv",
    ] {
        let (status, _, text) = door
            .get(&format!("/daten/stadtgruen/kontrollen{path}"))
            .await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
        let invented = path.replace("kontrollen", "erfunden");
        let (other, _, unknown) = door
            .get(&format!("/daten/stadtgruen/erfunden{invented}"))
            .await;
        assert_eq!(other, status);
        assert_eq!(
            told(&text, "kontrollen"),
            told(&unknown, "erfunden"),
            "{path} tells more than it should"
        );
    }
}

#[tokio::test]
async fn who_may_not_read_rows_is_told_why_and_sees_the_description() {
    let door = door().await;
    // An administrator without a role in the house knows of the dataset, but reads no rows.
    let cookie = door.administrator().await;
    let (status, _, text) = door
        .send(get_as("/daten/stadtgruen/kontrollen", &cookie))
        .await;
    assert_eq!(status, StatusCode::OK);
    assert!(
        text.contains("Baumkontrollen") && !text.contains("Eiche"),
        "{text}"
    );
    assert_whole("kontrollen", &text);
    for path in ["/tabelle", "/guete", "/herunterladen/kontrollen.csv"] {
        let (status, _, text) = door
            .send(get_as(
                &format!("/daten/stadtgruen/kontrollen{path}"),
                &cookie,
            ))
            .await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{path}");
        assert!(
            text.contains("Die Zeilen sind den Mitgliedern des Hauses vorbehalten"),
            "{text}"
        );
        assert!(!text.contains("Eiche"));
        assert_whole(path, &text);
    }
    let (status, _, _) = door
        .send(get_as("/daten/stadtgruen/kontrollen/bearbeiten", &cookie))
        .await;
    assert_eq!(status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_table_leaves_as_a_file_of_every_form() {
    let door = door().await;
    for form in TabularForm::offered(&Placement::Nowhere) {
        let path = format!(
            "/daten/stadtgruen/baeume/herunterladen/baeume.{}",
            form.extension()
        );
        let (status, response, _) = door.get(&path).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        let headers = response.headers();
        assert_eq!(headers[header::CONTENT_TYPE], form.media_type());
        let name = format!("stadtgruen_baeume_fassung_2.{}", form.extension());
        assert!(
            headers[header::CONTENT_DISPOSITION]
                .to_str()
                .unwrap()
                .contains(&name)
        );
        let etag = headers[header::ETAG].clone();
        let again = Request::get(&path)
            .header(header::IF_NONE_MATCH, etag)
            .body(Body::empty())
            .unwrap();
        assert_eq!(door.send(again).await.0, StatusCode::NOT_MODIFIED, "{path}");
    }
    let (_, _, text) = door
        .get("/daten/stadtgruen/baeume/herunterladen/baeume.csv")
        .await;
    assert_eq!(text.lines().next(), Some("art,umfang,pflanzjahr,begangen"));
    let (_, _, text) = door
        .get("/daten/stadtgruen/baeume/herunterladen/baeume.excel.csv")
        .await;
    assert!(
        text.starts_with("\u{feff}Baumart;Umfang") && text.contains("'=Linde"),
        "{text}"
    );
}

#[tokio::test]
async fn a_download_with_a_filter_nobody_understands_is_refused_rather_than_larger() {
    let door = door().await;
    let (status, _, text) = door
        .get("/daten/stadtgruen/baeume/herunterladen/baeume.csv?f.umfang=viel")
        .await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(text.contains("umfang"));
}

#[tokio::test]
async fn the_original_comes_back_byte_for_byte_and_cannot_run_as_a_page() {
    let door = door().await;
    let delivery = id(210);
    let (status, response, text) = door
        .get(&format!("/daten/stadtgruen/baeume/original/{delivery}"))
        .await;
    assert_eq!((status, text.as_str()), (StatusCode::OK, "a;b\r\n"));
    let headers = response.headers();
    assert_eq!(headers[header::CONTENT_TYPE], "application/octet-stream");
    let name = headers[header::CONTENT_DISPOSITION].to_str().unwrap();
    assert!(
        name.starts_with("attachment;") && name.contains("B%C3%A4ume"),
        "{name}"
    );
    assert!(
        headers[header::CONTENT_SECURITY_POLICY]
            .to_str()
            .unwrap()
            .contains("sandbox")
    );
}

#[tokio::test]
async fn an_answer_is_cut_on_the_page_and_says_so() {
    let door = door().await;
    let request = Request::post("/sql")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from("sql=select+*+from+stadtgruen.baeume"))
        .unwrap();
    let (status, _, text) = door.send(request).await;
    assert_eq!(status, StatusCode::OK, "{text}");
    assert!(
        text.contains("Die ersten 200 Zeilen") && text.contains("Es gibt mehr Zeilen"),
        "{text}"
    );
    assert!(
        text.contains("1.208,5") && text.contains(">1987<"),
        "{text}"
    );
    assert_eq!(text.matches("<tr class=\"kern-table__row\">").count(), 201);
    assert_whole("/sql", &text);
}
