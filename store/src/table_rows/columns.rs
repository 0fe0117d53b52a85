//! Columns of a table, valid from one snapshot to another, with what the manifest has no place for.

use crate::database::{Row, Session, Value, corrupt, insert, query};
use crate::stored::{column_type, from_code, semantic_type};
use hebewerk_hub::ports::StoreError;
use hebewerk_model::{Column, ColumnId, TableId, TableVersion, VersionId};
use std::collections::HashMap;

/// Ends columns that changed and adds what replaces them, so that equal versions share their rows.
pub(super) async fn evolve(
    table: &TableVersion,
    snapshot: i64,
    session: &mut Session,
) -> Result<(), StoreError> {
    let live = query(
        "select column_id, name, label, column_type, semantic_type, confidence, unit, position
         from hw_column
         where table_id = $1
           and end_snapshot is null",
    )
    .bind(table.table.id)
    .all(session)
    .await?;
    let mut before = HashMap::new();
    for row in &live {
        before.insert(
            row.get::<i64>("column_id")?,
            (row.get::<i64>("position")?, column(row)?),
        );
    }
    let mut successors = Vec::new();
    let mut ended = Vec::new();
    for (position, column) in table.columns.iter().enumerate() {
        let number = i64::from(column.id.0);
        match before.remove(&number) {
            Some(known) if known == (position as i64, column.clone()) => continue,
            Some(_) => ended.push(number),
            None => {}
        }
        successors.push(column_row(table.table.id, position, column, snapshot));
    }
    ended.extend(before.into_keys());
    for number in ended {
        query(
            "update hw_column
             set end_snapshot = $1
             where table_id = $2
               and column_id = $3
               and end_snapshot is null",
        )
        .bind(snapshot)
        .bind(table.table.id)
        .bind(number)
        .run(session)
        .await?;
    }
    insert(
        "hw_column (table_id, column_id, begin_snapshot, position, name, label, column_type, semantic_type, confidence, unit)",
        successors,
        session,
    )
    .await
}

fn column_row(table: TableId, position: usize, column: &Column, snapshot: i64) -> Vec<Value> {
    vec![
        table.into(),
        i64::from(column.id.0).into(),
        snapshot.into(),
        position.into(),
        column.name.as_str().into(),
        column.label.as_str().into(),
        column.column_type.to_string().into(),
        column
            .semantic_type
            .map(hebewerk_model::SemanticType::name)
            .into(),
        f64::from(column.confidence).into(),
        column.unit.as_deref().into(),
    ]
}

/// The columns of a version, by table and in order.
pub(super) async fn of_version(
    version: VersionId,
    session: &mut Session,
) -> Result<Vec<(TableId, Column)>, StoreError> {
    let rows = query(
        "select c.table_id, c.column_id, c.name, c.label, c.column_type, c.semantic_type, c.confidence, c.unit
         from hw_version v
         join hw_table_version t on t.version_id = v.id
         join hw_column c on c.table_id = t.table_id
         where v.id = $1
           and c.begin_snapshot <= v.snapshot_id
           and (c.end_snapshot is null or c.end_snapshot > v.snapshot_id)
         order by c.position",
    )
    .bind(version)
    .all(session)
    .await?;
    rows.iter()
        .map(|row| Ok((TableId::from_uuid(row.uuid("table_id")?), column(row)?)))
        .collect()
}

/// The columns of the newest version of every dataset, by table and in order.
pub(super) async fn of_newest_versions(
    session: &mut Session,
) -> Result<Vec<(TableId, Column)>, StoreError> {
    let rows = query(
        "select c.table_id, c.column_id, c.name, c.label, c.column_type, c.semantic_type, c.confidence, c.unit
         from hw_version n
         join hw_table_version t on t.version_id = n.id
         join hw_column c on c.table_id = t.table_id
         where c.begin_snapshot <= n.snapshot_id
           and (c.end_snapshot is null or c.end_snapshot > n.snapshot_id)
           and not exists (
               select 1
               from hw_version newer
               where newer.dataset_id = n.dataset_id
                 and newer.number > n.number
           )
         order by c.table_id, c.position",
    )
    .all(session)
    .await?;
    rows.iter()
        .map(|row| Ok((TableId::from_uuid(row.uuid("table_id")?), column(row)?)))
        .collect()
}

fn column(row: &Row) -> Result<Column, StoreError> {
    let number: i64 = row.get("column_id")?;
    let number = i32::try_from(number).map_err(|error| corrupt("column number", error))?;
    Ok(Column {
        id: ColumnId(number),
        name: row.get("name")?,
        label: row.get("label")?,
        column_type: from_code(row, "column_type", column_type)?,
        semantic_type: row
            .get::<Option<String>>("semantic_type")?
            .and_then(|name| semantic_type(&name)),
        confidence: row.get::<f64>("confidence")? as f32,
        unit: row.get("unit")?,
    })
}
