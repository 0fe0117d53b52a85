use crate::samples::{Counting, Standing, tree_table};
use hebewerk_hub::ports::{Clock, RowFiles, SystemClock};
use hebewerk_lake::{HostDisk, Lake};
use jiff::{SignedDuration, Timestamp};
use std::collections::HashSet;
use std::sync::Arc;

fn lake_at(root: &std::path::Path, now: Timestamp, first_identifier: u64) -> Lake {
    let identifiers = Arc::new(Counting::from(first_identifier));
    Lake::on_disk(
        root.to_owned(),
        Arc::new(HostDisk),
        Arc::new(Standing(now)),
        identifiers,
    )
    .unwrap()
}

#[tokio::test]
async fn only_files_that_are_unnamed_and_older_than_a_day_are_swept() {
    let folder = tempfile::tempdir().unwrap();
    let now = SystemClock.now();
    let lake = lake_at(folder.path(), now, 0);
    let named = lake
        .write(tree_table("o1/d1", 10))
        .await
        .unwrap()
        .files
        .remove(0);
    let unnamed = lake
        .write(tree_table("o1/d1", 10))
        .await
        .unwrap()
        .files
        .remove(0);
    std::fs::write(folder.path().join("drafts/left-behind"), b"half").unwrap();
    let in_catalogue = HashSet::from([named.path.clone()]);

    assert_eq!(
        lake.sweep(&in_catalogue).await.unwrap(),
        0,
        "a fresh file was swept"
    );
    let tomorrow = lake_at(folder.path(), now + SignedDuration::from_hours(25), 1_000);
    assert_eq!(tomorrow.sweep(&in_catalogue).await.unwrap(), 2);
    assert!(tomorrow.verify(&named).await.unwrap());
    assert!(!tomorrow.verify(&unnamed).await.unwrap());
}
