//! A small city to fill catalogues with: everything is made from numbers, nothing from a clock or chance.

use hebewerk_hub::ports::{Event, NewTable, NewVersion, Organisations, UnreadDelivery, Versions};
use hebewerk_model::{
    Account, AccountId, Column, ColumnId, ColumnStatistics, ColumnType, ContentHash, DataFile,
    Dataset, DatasetId, DatasetState, Delivery, DeliveryId, DeliveryOutcome, Description, Dialect,
    Door, Finding, Format, FrequentValue, Language, Licence, Newline, Organisation, OrganisationId,
    OrganisationKind, Protection, Recipe, SemanticType, Severity, Slug, Table, TableId,
    TableRecipe, TableVersion, Theme, Version, VersionChange, VersionId, VersionNumber, Visibility,
};
use hebewerk_store::Store;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// The `number`th identifier; greater numbers sort behind.
pub(crate) fn uuid(number: u128) -> Uuid {
    Uuid::from_u128(0x0193_0000_0000_7000_8000_0000_0000_0000 + number)
}

/// A moment of the morning of the tests, in minutes.
pub(crate) fn minute(minutes: i64) -> Timestamp {
    "2026-11-22T08:00:00.123456Z".parse::<Timestamp>().unwrap() + SignedDuration::from_mins(minutes)
}

pub(crate) fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

pub(crate) fn hash(number: u128) -> ContentHash {
    let mut bytes = [0; 32];
    bytes[..16].copy_from_slice(&number.to_be_bytes());
    ContentHash::from_bytes(bytes)
}

pub(crate) fn organisation(number: u128, name: &str) -> Organisation {
    Organisation {
        id: OrganisationId::from_uuid(uuid(number)),
        slug: Slug::from_text(name, "amt"),
        name: name.to_owned(),
        description: format!("{name} der Stadt"),
        kind: OrganisationKind::Enterprise,
        contact: Some("daten@musterstadt.example".to_owned()),
        parent: None,
        sealed: false,
    }
}

/// The office most tests work for, saved.
pub(crate) async fn umwelt(store: &Store) -> Organisation {
    let umwelt = organisation(1, "Umwelt");
    Organisations::save(store, &umwelt, &[]).await.unwrap();
    umwelt
}

pub(crate) fn account(number: u128, email: &str, name: &str) -> Account {
    Account {
        id: AccountId::from_uuid(uuid(number)),
        email: email.parse().unwrap(),
        name: name.to_owned(),
        administrator: false,
        officer: false,
        memberships: Vec::new(),
        language: Language::De,
        closed_at: None,
    }
}

pub(crate) fn dataset(number: u128, owner: &Organisation, title: &str) -> Dataset {
    Dataset {
        id: DatasetId::from_uuid(uuid(1_000 + number)),
        organisation: owner.id,
        slug: Slug::from_text(title, "daten"),
        description: Description {
            title: title.to_owned(),
            text: "Eine Zeile je Baum.".to_owned(),
            tags: vec!["Grün".to_owned(), "Straße".to_owned()],
            theme: Some(Theme("ENVI".to_owned())),
            licence: Some(Licence("dl-zero-de/2.0".to_owned())),
            contact: None,
        },
        visibility: Visibility::City,
        protection: Protection::default(),
        sealed: false,
        state: DatasetState::Lifted,
        source: format!("umwelt/{title}.csv"),
        created_at: minute(0),
        updated_at: minute(0),
    }
}

pub(crate) fn column(id: i32, name: &str, column_type: ColumnType) -> Column {
    Column {
        id: ColumnId(id),
        name: name.to_owned(),
        label: format!("{name} (Spalte)"),
        column_type,
        semantic_type: None,
        confidence: 0.75,
        unit: None,
    }
}

/// Two columns, the second with everything a column may say about itself.
pub(crate) fn columns() -> Vec<Column> {
    let mut height = column(
        2,
        "hoehe",
        ColumnType::Decimal {
            precision: 9,
            scale: 2,
        },
    );
    height.semantic_type = Some(SemanticType::Quantity);
    height.unit = Some("m".to_owned());
    vec![column(1, "baumart", ColumnType::Text), height]
}

/// A table with one file of `rows` rows; `number` makes identity and path.
pub(crate) fn table(
    dataset: &Dataset,
    number: u128,
    sql_name: &str,
    columns: Vec<Column>,
    rows: u64,
) -> NewTable {
    let file = DataFile {
        path: format!("o1/d{number}/{}-{rows}.parquet", dataset.id),
        rows,
        size_bytes: 1_000 + rows,
        footer_bytes: 321,
        content: hash(u128::from(rows)),
        null_counts: columns.iter().map(|_column| rows / 2).collect(),
    };
    let statistics = columns.iter().map(|_column| statistics(rows)).collect();
    NewTable {
        table: TableVersion {
            table: Table {
                id: TableId::from_uuid(uuid(2_000 + number)),
                dataset: dataset.id,
                sql_name: slug(sql_name),
                name: "Tabelle 1".to_owned(),
            },
            version: VersionId::from_uuid(uuid(0)),
            columns,
            rows,
            files: vec![file],
            dialect: Dialect {
                encoding: Some("windows-1252".to_owned()),
                newline: Some(Newline::CrLf),
                delimiter: Some(";".to_owned()),
                quote: Some('"'),
                ..Dialect::default()
            },
            header_line: 2,
            header_rows: 1,
            footer_rows: 3,
            set_aside: 0,
        },
        statistics,
    }
}

fn statistics(rows: u64) -> ColumnStatistics {
    ColumnStatistics {
        rows,
        nulls: rows / 2,
        distinct: 2,
        min: Some("Ahorn".to_owned()),
        max: Some("Öl-Weide".to_owned()),
        mean: Some(2.5),
        frequent: vec![FrequentValue {
            value: "Linde".to_owned(),
            rows: 1,
        }],
        ..ColumnStatistics::default()
    }
}

/// Version `number` of a dataset with these tables, delivered `number` minutes into the morning.
pub(crate) fn version(dataset: &Dataset, number: u32, mut tables: Vec<NewTable>) -> NewVersion {
    let one = dataset.id.as_uuid().as_u128() % 100_000;
    let key = 1_000_000 + one * 1_000 + u128::from(number);
    let id = VersionId::from_uuid(uuid(key));
    for table in &mut tables {
        table.table.version = id;
    }
    let delivery = delivery(dataset, key, DeliveryOutcome::Version);
    NewVersion {
        dataset: Dataset {
            updated_at: minute(number.into()),
            ..dataset.clone()
        },
        version: Version {
            id,
            dataset: dataset.id,
            number: VersionNumber(number),
            snapshot: 0,
            delivery: delivery.id,
            format: Format::Csv,
            created_at: minute(number.into()),
            rows: Some(tables.iter().map(|table| table.table.rows).sum()),
            errors: 1,
            warnings: 2,
            personal: Vec::new(),
            change: VersionChange {
                rows_before: Some(7),
                columns_added: vec!["baeume.hoehe".to_owned()],
                ..VersionChange::default()
            },
        },
        delivery,
        tables,
        findings: findings(),
        recipe: Recipe {
            tables: vec![TableRecipe {
                delimiter: Some(";".to_owned()),
                ..TableRecipe::default()
            }],
        },
        message: format!("Lieferung {number}"),
        event: event("take_in", minute(number.into())),
    }
}

pub(crate) fn delivery(dataset: &Dataset, key: u128, outcome: DeliveryOutcome) -> Delivery {
    Delivery {
        id: DeliveryId::from_uuid(uuid(2_000_000_000 + key)),
        dataset: dataset.id,
        file_name: "Bäume 2024.csv".to_owned(),
        content: hash(key),
        size_bytes: 12_345,
        received_at: minute((key % 1_000) as i64),
        by: Some(AccountId::from_uuid(uuid(77))),
        outcome,
        reader: 1,
        leaves_out: key.is_multiple_of(2),
    }
}

/// What the audit says of an act at a moment.
pub(crate) fn event(action: &'static str, at: Timestamp) -> Event {
    Event {
        account: Some(AccountId::from_uuid(uuid(77))),
        ..Event::new(at, action, "steward_maintains", Door::Pages)
    }
}

/// Findings of all severities, not in order.
pub(crate) fn findings() -> Vec<Finding> {
    vec![
        Finding::new("footer_rows", Severity::Note).times(3),
        Finding::new("ragged_row", Severity::Error)
            .in_table("Tabelle 1")
            .at_row(17)
            .in_column("Höhe")
            .with("expected", 7)
            .with("found", 9),
        Finding::new("mixed_dates", Severity::Warning).at_row(3),
    ]
}

/// A delivery that could not be read, of a dataset that has no version yet.
pub(crate) fn unread(dataset: &Dataset, key: u128) -> UnreadDelivery {
    UnreadDelivery {
        dataset: Dataset {
            state: DatasetState::RawOnly,
            ..dataset.clone()
        },
        delivery: delivery(dataset, key, DeliveryOutcome::Unreadable),
        findings: vec![Finding::new("unknown_format", Severity::Error)],
        event: event("take_in", minute(0)),
    }
}

/// Commits a version with one table named like the dataset.
pub(crate) async fn lift(store: &Store, dataset: &Dataset, number: u32, rows: u64) -> Version {
    let key = dataset.id.as_uuid().as_u128() % 100_000;
    let table = table(dataset, key, dataset.slug.as_str(), columns(), rows);
    store
        .commit(version(dataset, number, vec![table]))
        .await
        .expect("a sound version is committed")
}
