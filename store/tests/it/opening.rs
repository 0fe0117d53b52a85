use crate::city::{dataset, lift, umwelt};
use crate::place::Place;
use hebewerk_hub::ports::{Datasets, StoreError, Versions};
use hebewerk_store::{Store, StoreOptions, StoreUrl};

on_both_databases! {
    what_was_acknowledged_is_there_after_opening_again,
    opening_again_migrates_nothing,
    a_moved_data_directory_is_corrected_in_the_manifest,
    a_catalogue_of_a_newer_program_is_not_opened,
    a_step_that_was_edited_after_it_was_applied_is_found_out,
}

async fn what_was_acknowledged_is_there_after_opening_again(place: &Place) {
    let umwelt = umwelt(&place.store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    let version = lift(&place.store, &trees, 1, 3).await;
    let another = place.another().await;
    assert_eq!(
        Versions::get(&another, trees.id, None).await.unwrap(),
        Some(version)
    );
    another.close().await;
    lift(&place.store, &trees, 2, 4).await;
}

async fn opening_again_migrates_nothing(place: &Place) {
    let applied = "select name || cast(applied_at as text) from hw_migration order by number";
    let before = place.texts(applied).await;
    assert!(!before.is_empty());
    place.another().await.close().await;
    assert_eq!(place.texts(applied).await, before);
}

async fn a_moved_data_directory_is_corrected_in_the_manifest(place: &Place) {
    let moved = StoreOptions {
        data_path: "/mnt/neu/lake/".to_owned(),
        ..place.options.clone()
    };
    Store::open(&moved).await.unwrap().close().await;
    let path = place
        .texts("select value from ducklake_metadata where key = 'data_path'")
        .await;
    assert_eq!(path, ["/mnt/neu/lake/"]);
}

async fn a_catalogue_of_a_newer_program_is_not_opened(place: &Place) {
    place
        .run("insert into hw_migration (number, name, applied_at) values (99, 'future', '2030-01-01 00:00:00+00')")
        .await
        .unwrap();
    let error = Store::open(&place.options)
        .await
        .err()
        .expect("a newer shape is refused");
    assert!(matches!(error, StoreError::Corrupt { .. }), "{error}");
}

async fn a_step_that_was_edited_after_it_was_applied_is_found_out(place: &Place) {
    place
        .run("update hw_migration set checksum = 'another' where number = 2")
        .await
        .unwrap();
    let error = Store::open(&place.options).await.err().unwrap();
    assert!(error.to_string().contains("step 2"), "{error}");
    place
        .run("update hw_migration set checksum = null where number = 2")
        .await
        .unwrap();
    place.another().await.close().await;
}

#[tokio::test]
async fn a_sqlite_catalogue_is_copied_before_it_is_upgraded() {
    let place = Place::sqlite().await;
    let umwelt = umwelt(&place.store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    lift(&place.store, &trees, 1, 3).await;
    // As if the newest step were still to come; it then fails half-way, because its tables are there.
    let newest = place
        .texts("select cast(max(number) as text) from hw_migration")
        .await
        .remove(0);
    place
        .run(&format!("delete from hw_migration where number = {newest}"))
        .await
        .unwrap();
    Store::open(&place.options).await.err().unwrap();
    let copy = place
        .folder()
        .join(format!("catalogue.db.before-step-{newest}"));
    let attached = format!(
        "attach '{}' as before; create table copied as select * from before.hw_version;",
        copy.display()
    );
    place.run(&attached).await.unwrap();
    let versions = place
        .texts("select cast(count(*) as text) from copied")
        .await;
    assert_eq!(versions, ["1"]);
}

#[tokio::test]
async fn a_file_that_is_no_database_is_an_error_and_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("catalogue.db");
    let bytes = "no database at all, but long enough to be read as a header of one ".repeat(40);
    std::fs::write(&path, &bytes).unwrap();
    let options = StoreOptions::new(StoreUrl::Sqlite(path.clone()), "/srv/lake");
    assert!(Store::open(&options).await.is_err());
    assert_eq!(std::fs::read_to_string(path).unwrap(), bytes);
}

#[tokio::test]
async fn a_missing_folder_is_an_error_that_says_what_was_tried() {
    let options = StoreOptions::new(
        StoreUrl::Sqlite("/does/not/exist/catalogue.db".into()),
        "/srv/lake",
    );
    let error = Store::open(&options)
        .await
        .err()
        .expect("there is no such folder");
    assert!(
        error.to_string().contains("opening the catalogue"),
        "{error}"
    );
}

#[cfg(unix)]
#[tokio::test]
async fn the_database_file_is_readable_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Place::sqlite().await;
    let umwelt = umwelt(&place.store).await;
    lift(&place.store, &dataset(1, &umwelt, "Bäume"), 1, 3).await;
    let mut files = 0;
    for entry in std::fs::read_dir(place.folder()).unwrap() {
        let mode = entry.unwrap().metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0);
        files += 1;
    }
    assert!(files >= 2, "the write-ahead log lies beside the database");
}

#[tokio::test]
async fn readers_see_the_last_commit_while_a_version_is_being_written() {
    let place = Place::sqlite().await;
    let umwelt = umwelt(&place.store).await;
    let trees = dataset(1, &umwelt, "Bäume");
    lift(&place.store, &trees, 1, 3).await;
    let StoreUrl::Sqlite(path) = &place.options.url else {
        unreachable!("this is the SQLite place")
    };
    let mut other =
        <sqlx::SqliteConnection as sqlx::Connection>::connect(&path.display().to_string())
            .await
            .unwrap();
    sqlx::raw_sql(
        "begin immediate; insert into hw_ticket (purpose) values ('held by another process')",
    )
    .execute(&mut other)
    .await
    .unwrap();
    assert!(
        Datasets::get(&place.store, trees.id)
            .await
            .unwrap()
            .is_some()
    );
    assert!(place.store.integrity().await.unwrap().is_well());
    sqlx::raw_sql("rollback").execute(&mut other).await.unwrap();
    lift(&place.store, &trees, 2, 4).await;
}
