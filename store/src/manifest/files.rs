//! Data files of a table from snapshot to snapshot.

use super::{Draft, Landing};
use crate::database::{Session, Value, insert, query};
use hebewerk_hub::ports::StoreError;
use hebewerk_model::{Column, DataFile};

/// Ends the live files and puts others in their place: a version is always a full replacement.
pub(super) async fn replace(
    table: i64,
    landing: &Landing<'_>,
    draft: &mut Draft,
    session: &mut Session,
) -> Result<(), StoreError> {
    if end_all(table, draft, session).await? {
        draft.deleted_from(table);
    }
    let row = query("select next_row_id from ducklake_table_stats where table_id = $1")
        .bind(table)
        .one(session)
        .await?;
    let mut next_row: i64 = row.get("next_row_id")?;
    let first_row = next_row;
    let mut bytes = 0;
    for (order, file) in landing.files.iter().enumerate() {
        let id = draft.file_id();
        insert_file(id, table, (order, next_row), file, draft, session).await?;
        insert_counts(id, table, landing.columns, file, session).await?;
        next_row += file.rows as i64;
        bytes += file.size_bytes as i64;
    }
    query(
        "update ducklake_table_stats
         set record_count = record_count + $1,
             next_row_id = next_row_id + $1,
             file_size_bytes = file_size_bytes + $2
         where table_id = $3",
    )
    .bind(next_row - first_row)
    .bind(bytes)
    .bind(table)
    .run(session)
    .await?;
    draft.inserted_into(table);
    Ok(())
}

/// Ends all live files of a table; whether there were any.
pub(super) async fn end_all(
    table: i64,
    draft: &Draft,
    session: &mut Session,
) -> Result<bool, StoreError> {
    let ended = query("update ducklake_data_file set end_snapshot = $1 where table_id = $2 and end_snapshot is null")
        .bind(draft.snapshot)
        .bind(table)
        .run(session)
        .await?;
    Ok(ended > 0)
}

async fn insert_file(
    id: i64,
    table: i64,
    (order, first_row): (usize, i64),
    file: &DataFile,
    draft: &Draft,
    session: &mut Session,
) -> Result<(), StoreError> {
    query(
        "insert into ducklake_data_file
             (data_file_id, table_id, begin_snapshot, file_order, path, path_is_relative, file_format,
              record_count, file_size_bytes, footer_size, row_id_start)
         values ($1, $2, $3, $4, $5, $6, 'parquet', $7, $8, $9, $10)",
    )
    .bind(id)
    .bind(table)
    .bind(draft.snapshot)
    .bind(order)
    .bind(file.path.as_str())
    .bind(true)
    .bind(file.rows)
    .bind(file.size_bytes)
    .bind(file.footer_bytes)
    .bind(first_row)
    .run(session)
    .await?;
    Ok(())
}

/// Counts, never bounds: `value_count` is the number of values that are not null.
pub(super) async fn insert_counts(
    id: i64,
    table: i64,
    columns: &[Column],
    file: &DataFile,
    session: &mut Session,
) -> Result<(), StoreError> {
    let rows = columns
        .iter()
        .zip(&file.null_counts)
        .map(|(column, nulls)| {
            vec![
                id.into(),
                table.into(),
                Value::from(i64::from(column.id.0)),
                file.rows.saturating_sub(*nulls).into(),
                (*nulls).into(),
            ]
        })
        .collect();
    insert(
        "ducklake_file_column_stats (data_file_id, table_id, column_id, value_count, null_count)",
        rows,
        session,
    )
    .await
}
