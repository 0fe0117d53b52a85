use crate::city::{dataset, lift, minute, umwelt};
use crate::place::Place;
use hebewerk_hub::ports::{Event, Journal};

on_both_databases! {
    another_program_cannot_write_to_the_manifest,
    another_program_can_read_the_manifest,
    statistics_of_whole_tables_are_refused_even_with_a_ticket,
    the_audit_cannot_be_rewritten,
}

async fn another_program_cannot_write_to_the_manifest(place: &Place) {
    let umwelt = umwelt(&place.store).await;
    lift(&place.store, &dataset(1, &umwelt, "Bäume"), 1, 3).await;
    for sql in [
        "insert into ducklake_snapshot (snapshot_id, schema_version, next_catalog_id, next_file_id) values (9, 9, 9, 9)",
        "update ducklake_snapshot set schema_version = 9",
        "delete from ducklake_snapshot where snapshot_id = 0",
        "update ducklake_metadata set value = '1.1' where key = 'version'",
        "insert into ducklake_metadata (key, value) values ('x', 'y')",
        "delete from ducklake_data_file",
        "update ducklake_table set end_snapshot = 1",
        "update ducklake_column set column_name = 'x'",
        "delete from ducklake_schema",
        "update ducklake_file_column_stats set null_count = 0",
    ] {
        let error = place.run(sql).await.expect_err(sql);
        assert!(error.to_string().contains("only writer"), "{sql}: {error}");
    }
    assert!(place.store.integrity().await.unwrap().is_well());
}

async fn another_program_can_read_the_manifest(place: &Place) {
    let umwelt = umwelt(&place.store).await;
    lift(&place.store, &dataset(1, &umwelt, "Bäume"), 1, 3).await;
    assert_eq!(
        place.texts("select table_name from ducklake_table").await,
        ["baeume"]
    );
}

async fn statistics_of_whole_tables_are_refused_even_with_a_ticket(place: &Place) {
    let sql = "insert into hw_ticket (purpose) values ('test');
               insert into ducklake_table_column_stats (table_id, column_id) values (1, 1)";
    let error = place.run(sql).await.unwrap_err();
    assert!(error.to_string().contains("stay empty"), "{error}");
}

async fn the_audit_cannot_be_rewritten(place: &Place) {
    let event = Event {
        at: minute(1),
        action: "ask",
        account: None,
        subject: None,
        dataset: None,
        allowed: false,
        rule: "office_only",
        grant: None,
        key: None,
    };
    place.store.record(&event).await.unwrap();
    for sql in [
        "update hw_audit set allowed = not allowed",
        "delete from hw_audit",
    ] {
        let error = place.run(sql).await.expect_err(sql);
        assert!(error.to_string().contains("append-only"), "{sql}: {error}");
    }
    assert_eq!(Journal::newest(&place.store, 9).await.unwrap().len(), 1);
}
