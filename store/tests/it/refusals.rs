use crate::city::{column, columns, dataset, lift, table, umwelt, unread, version};
use crate::place::Place;
use hebewerk_hub::ports::{Datasets, NewVersion, StoreError, Versions};
use hebewerk_model::{ColumnId, ColumnType, DatasetState, DeliveryOutcome, OrganisationId};

on_both_databases! {
    a_version_that_would_break_the_lake_is_refused,
    names_that_people_write_are_not_refused,
    a_dataset_of_an_unknown_organisation_is_a_conflict,
    a_delivery_that_claims_to_be_a_version_is_not_recorded_as_unread,
}

type Fault = (&'static str, fn(&mut NewVersion));

/// What must never reach the manifest, one fault each.
const FAULTS: [Fault; 23] = [
    ("no table", |new| new.tables.clear()),
    ("no column", |new| {
        new.tables[0].table.columns.clear();
        new.tables[0].statistics.clear();
        new.tables[0].table.files[0].null_counts.clear();
    }),
    ("no file", |new| new.tables[0].table.files.clear()),
    ("two columns equal but for case", |new| {
        new.tables[0].table.columns[1].name = "BaumArt".to_owned();
    }),
    ("two columns of one number", |new| {
        new.tables[0].table.columns[1].id = ColumnId(1);
    }),
    ("column number 0", |new| {
        new.tables[0].table.columns[0].id = ColumnId(0);
    }),
    ("empty column name", |new| {
        new.tables[0].table.columns[0].name = String::new();
    }),
    ("column name with a line break", |new| {
        new.tables[0].table.columns[0].name = "a\nb".to_owned();
    }),
    ("column name of 64 characters", |new| {
        new.tables[0].table.columns[0].name = "ä".repeat(64);
    }),
    ("the row number", |new| {
        new.tables[0].table.columns[0].name = "_zeile".to_owned();
    }),
    ("a reserved prefix", |new| {
        new.tables[0].table.columns[0].name = "_ducklake_x".to_owned();
    }),
    ("a decimal of 39 digits", |new| {
        new.tables[0].table.columns[1].column_type = ColumnType::Decimal {
            precision: 39,
            scale: 2,
        };
    }),
    ("rows that are in no file", |new| {
        new.tables[0].table.rows += 1;
    }),
    ("nulls of a column too many", |new| {
        new.tables[0].table.files[0].null_counts.push(0);
    }),
    ("more nulls than rows", |new| {
        new.tables[0].table.files[0].null_counts[0] = 99;
    }),
    ("statistics of a column too few", |new| {
        new.tables[0].statistics.pop();
    }),
    ("a path that climbs", |new| {
        new.tables[0].table.files[0].path = "../x.parquet".to_owned();
    }),
    ("an absolute path", |new| {
        new.tables[0].table.files[0].path = "/etc/passwd".to_owned();
    }),
    ("a file named twice", |new| {
        let file = new.tables[0].table.files[0].clone();
        new.tables[0].table.files.push(file);
        new.tables[0].table.rows *= 2;
    }),
    ("a table that is there twice", |new| {
        new.tables.push(new.tables[0].clone());
    }),
    ("a table of another version", |new| {
        new.tables[0].table.version = hebewerk_model::VersionId::from_uuid(crate::city::uuid(5));
    }),
    ("a delivery that became no version", |new| {
        new.delivery.outcome = DeliveryOutcome::Unreadable;
    }),
    ("a dataset that is withdrawn", |new| {
        new.dataset.state = DatasetState::Withdrawn;
    }),
];

async fn a_version_that_would_break_the_lake_is_refused(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    lift(store, &trees, 1, 3).await;
    let before = Datasets::get(store, trees.id).await.unwrap();
    for (fault, spoil) in FAULTS {
        let mut new = version(&trees, 2, vec![table(&trees, 1, "baeume", columns(), 4)]);
        spoil(&mut new);
        let error = store.commit(new).await.expect_err(fault);
        assert!(
            matches!(error, StoreError::Refused { .. }),
            "{fault}: {error}"
        );
    }
    assert_eq!(Datasets::get(store, trees.id).await.unwrap(), before);
    assert_eq!(store.named_files().await.unwrap().len(), 1);
    assert!(store.integrity().await.unwrap().is_well());
    lift(store, &trees, 2, 4).await;
}

async fn names_that_people_write_are_not_refused(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    let names = [
        "straße / \"hausnr.\"",
        "a b",
        "größe_m²",
        "select",
        "1",
        "o'brien",
        "rowid",
        "filename",
        "💚",
    ];
    let columns: Vec<_> = (1..)
        .zip(names)
        .map(|(id, name)| column(id, name, ColumnType::Text))
        .collect();
    let new = version(
        &trees,
        1,
        vec![table(&trees, 1, "baeume", columns.clone(), 4)],
    );
    store.commit(new.clone()).await.unwrap();
    assert_eq!(
        store.tables(new.version.id).await.unwrap()[0].columns,
        columns
    );
}

async fn a_dataset_of_an_unknown_organisation_is_a_conflict(place: &Place) {
    let store = &place.store;
    let umwelt = umwelt(store).await;
    let mut trees = dataset(1, &umwelt, "Bäume");
    trees.organisation = OrganisationId::from_uuid(crate::city::uuid(9));
    let new = version(&trees, 1, vec![table(&trees, 1, "baeume", columns(), 4)]);
    let error = store.commit(new).await.unwrap_err();
    assert!(matches!(error, StoreError::Conflict { .. }), "{error}");
    let error = store.record(unread(&trees, 1)).await.unwrap_err();
    assert!(matches!(error, StoreError::Conflict { .. }), "{error}");
}

async fn a_delivery_that_claims_to_be_a_version_is_not_recorded_as_unread(place: &Place) {
    let umwelt = umwelt(&place.store).await;
    let mut unread = unread(&dataset(1, &umwelt, "Bäume"), 1);
    unread.delivery.outcome = DeliveryOutcome::Version;
    let error = place.store.record(unread).await.unwrap_err();
    assert!(matches!(error, StoreError::Refused { .. }), "{error}");
}
