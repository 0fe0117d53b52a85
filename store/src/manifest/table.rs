//! Tables that appear, change, or end in a snapshot.

use super::{Draft, Schema, columns, files};
use crate::database::{Session, query};
use hebewerk_hub::ports::StoreError;
use hebewerk_model::{Column, DataFile, Slug, TableId};

/// A table as it shall stand in the next snapshot, with all its rows.
pub(crate) struct Landing<'a> {
    /// Number in the manifest, if the table was there before.
    pub(crate) lake_id: Option<i64>,
    /// Identity.
    pub(crate) table: TableId,
    /// Name in SQL.
    pub(crate) sql_name: &'a Slug,
    /// Columns in order.
    pub(crate) columns: &'a [Column],
    /// Files that hold all rows.
    pub(crate) files: &'a [DataFile],
}

/// Puts a table into the snapshot: new, changed, or back after it had ended. Returns its number in the manifest.
pub(crate) async fn land(
    landing: &Landing<'_>,
    schema: &Schema,
    draft: &mut Draft,
    session: &mut Session,
) -> Result<i64, StoreError> {
    let id = match landing.lake_id {
        Some(id) => id,
        None => create(draft, session).await?,
    };
    let live = live_name(id, session).await?;
    let renamed = live
        .as_deref()
        .is_some_and(|name| name != landing.sql_name.as_str());
    if renamed {
        end_row(id, draft, session).await?;
    }
    if renamed || live.is_none() {
        insert_row(id, landing, schema, draft, session).await?;
    }
    let evolved = columns::evolve(id, landing.columns, draft, session).await?;
    match live {
        None => draft.created_table(&schema.name, landing.sql_name.as_str(), id),
        Some(_) if renamed || evolved => draft.altered_table(id),
        Some(_) => {}
    }
    files::replace(id, landing, draft, session).await?;
    Ok(id)
}

/// Ends a table with its columns and files; older snapshots keep showing it. A table that is not live stays as it is.
pub(crate) async fn end(
    id: i64,
    draft: &mut Draft,
    session: &mut Session,
) -> Result<(), StoreError> {
    if live_name(id, session).await?.is_none() {
        return Ok(());
    }
    end_row(id, draft, session).await?;
    columns::end_all(id, draft, session).await?;
    files::end_all(id, draft, session).await?;
    draft.dropped_table(id);
    Ok(())
}

/// A number for a new table, with its row counter at zero.
async fn create(draft: &mut Draft, session: &mut Session) -> Result<i64, StoreError> {
    let id = draft.catalog_id();
    query("insert into ducklake_table_stats (table_id, record_count, next_row_id, file_size_bytes) values ($1, 0, 0, 0)")
        .bind(id)
        .run(session)
        .await?;
    Ok(id)
}

async fn live_name(id: i64, session: &mut Session) -> Result<Option<String>, StoreError> {
    query("select table_name from ducklake_table where table_id = $1 and end_snapshot is null")
        .bind(id)
        .first(session)
        .await?
        .map(|row| row.get("table_name"))
        .transpose()
}

async fn end_row(id: i64, draft: &Draft, session: &mut Session) -> Result<(), StoreError> {
    query(
        "update ducklake_table set end_snapshot = $1 where table_id = $2 and end_snapshot is null",
    )
    .bind(draft.snapshot)
    .bind(id)
    .run(session)
    .await?;
    Ok(())
}

/// No path of its own: files are named from the data path on, so no rename ever touches one.
async fn insert_row(
    id: i64,
    landing: &Landing<'_>,
    schema: &Schema,
    draft: &Draft,
    session: &mut Session,
) -> Result<(), StoreError> {
    query(
        "insert into ducklake_table
             (table_id, table_uuid, begin_snapshot, end_snapshot, schema_id, table_name, path, path_is_relative)
         values ($1, $2, $3, null, $4, $5, null, $6)",
    )
    .bind(id)
    .bind(landing.table)
    .bind(draft.snapshot)
    .bind(schema.id)
    .bind(landing.sql_name)
    .bind(true)
    .run(session)
    .await?;
    Ok(())
}
