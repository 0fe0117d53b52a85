//! The first rows of a manifest, and where its files lie.

use super::draft::{put_ticket, take_ticket};
use crate::database::{Moment, Session, query};
use hebewerk_hub::ports::StoreError;
use jiff::Timestamp;
use uuid::Uuid;

/// Writes the first rows of a new manifest; corrects the data path of one whose directory has moved.
pub(crate) async fn settle(session: &mut Session, data_path: &str) -> Result<(), StoreError> {
    put_ticket(session, "settling the manifest").await?;
    let row = query("select count(*) as snapshots from ducklake_snapshot")
        .one(session)
        .await?;
    if row.count("snapshots")? == 0 {
        first_rows(session).await?;
    }
    write_data_path(session, data_path).await?;
    query("update hw_change set epoch = $1 where epoch is null")
        .bind(Uuid::now_v7())
        .run(session)
        .await?;
    take_ticket(session).await
}

/// Whether the manifest names this data path.
pub(crate) async fn data_path_is(
    session: &mut Session,
    data_path: &str,
) -> Result<bool, StoreError> {
    let row =
        query("select value from ducklake_metadata where key = 'data_path' and scope is null")
            .first(session)
            .await?;
    match row {
        Some(row) => Ok(row.get::<String>("value")? == data_path),
        None => Ok(false),
    }
}

async fn first_rows(session: &mut Session) -> Result<(), StoreError> {
    let created_by = concat!("hebewerk ", env!("CARGO_PKG_VERSION"));
    for (key, value) in [
        ("version", "1.0"),
        ("encrypted", "false"),
        ("created_by", created_by),
    ] {
        query("insert into ducklake_metadata (key, value) values ($1, $2)")
            .bind(key)
            .bind(value)
            .run(session)
            .await?;
    }
    // The empty lake is as old as time itself: whatever clock the first version brings, it comes later.
    query("insert into ducklake_snapshot (snapshot_id, snapshot_time, schema_version, next_catalog_id, next_file_id)
           values (0, $1, 0, 1, 0)")
        .bind(Moment::from(Timestamp::UNIX_EPOCH))
        .run(session)
        .await?;
    query("insert into ducklake_snapshot_changes (snapshot_id, changes_made) values (0, $1)")
        .bind("created_schema:\"main\"")
        .run(session)
        .await?;
    // Readers expect a schema of this name. No path: files are named from the data path on.
    query("insert into ducklake_schema
               (schema_id, schema_uuid, begin_snapshot, end_snapshot, schema_name, path, path_is_relative)
           values (0, $1, 0, null, 'main', null, $2)")
        .bind(Uuid::now_v7())
        .bind(true)
        .run(session)
        .await?;
    Ok(())
}

async fn write_data_path(session: &mut Session, data_path: &str) -> Result<(), StoreError> {
    let found =
        query("update ducklake_metadata set value = $1 where key = 'data_path' and scope is null")
            .bind(data_path)
            .run(session)
            .await?;
    if found == 0 {
        query("insert into ducklake_metadata (key, value) values ('data_path', $1)")
            .bind(data_path)
            .run(session)
            .await?;
    }
    Ok(())
}
