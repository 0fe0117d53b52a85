//! Columns of a table from snapshot to snapshot.

use super::{Draft, lake_type};
use crate::database::{Session, Value, insert, query};
use hebewerk_hub::ports::StoreError;
use hebewerk_model::Column;
use std::collections::HashMap;

/// What the manifest says of a column: place (from 0), name, type.
type Facts = (i64, String, String);

/// Ends the live columns that are gone or changed and inserts their successors; a changed column keeps its number, by
/// which older files are still read. Returns whether anything changed.
pub(super) async fn evolve(
    table: i64,
    columns: &[Column],
    draft: &Draft,
    session: &mut Session,
) -> Result<bool, StoreError> {
    let mut live = live(table, session).await?;
    let mut successors = Vec::new();
    for (place, column) in columns.iter().enumerate() {
        let facts = (
            place as i64,
            column.name.clone(),
            lake_type(column.column_type),
        );
        let before = live.remove(&i64::from(column.id.0));
        if before.as_ref() == Some(&facts) {
            continue;
        }
        if before.is_some() {
            end(table, column.id.0.into(), draft, session).await?;
        }
        successors.push(row(table, column.id.0.into(), facts, draft));
    }
    let changed = !successors.is_empty() || !live.is_empty();
    for gone in live.into_keys() {
        end(table, gone, draft, session).await?;
    }
    insert(
        "ducklake_column (column_id, begin_snapshot, table_id, column_order, column_name, column_type, nulls_allowed)",
        successors,
        session,
    )
    .await?;
    Ok(changed)
}

/// Ends all live columns of a table.
pub(super) async fn end_all(
    table: i64,
    draft: &Draft,
    session: &mut Session,
) -> Result<(), StoreError> {
    query(
        "update ducklake_column set end_snapshot = $1 where table_id = $2 and end_snapshot is null",
    )
    .bind(draft.snapshot)
    .bind(table)
    .run(session)
    .await?;
    Ok(())
}

async fn live(table: i64, session: &mut Session) -> Result<HashMap<i64, Facts>, StoreError> {
    let rows = query(
        "select column_id, column_order, column_name, column_type
         from ducklake_column
         where table_id = $1
           and end_snapshot is null",
    )
    .bind(table)
    .all(session)
    .await?;
    rows.iter()
        .map(|row| {
            let facts = (
                row.get("column_order")?,
                row.get("column_name")?,
                row.get("column_type")?,
            );
            Ok((row.get("column_id")?, facts))
        })
        .collect()
}

async fn end(
    table: i64,
    column: i64,
    draft: &Draft,
    session: &mut Session,
) -> Result<(), StoreError> {
    query(
        "update ducklake_column
         set end_snapshot = $1
         where table_id = $2
           and column_id = $3
           and end_snapshot is null",
    )
    .bind(draft.snapshot)
    .bind(table)
    .bind(column)
    .run(session)
    .await?;
    Ok(())
}

fn row(table: i64, column: i64, (order, name, column_type): Facts, draft: &Draft) -> Vec<Value> {
    vec![
        column.into(),
        draft.snapshot.into(),
        table.into(),
        order.into(),
        name.into(),
        column_type.into(),
        true.into(),
    ]
}
