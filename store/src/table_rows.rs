//! Rows of tables in versions: columns, files, statistics.

mod columns;
mod files;

use crate::database::{Session, query};
use crate::stored::{from_json, to_json};
use hebewerk_hub::ports::{ErasedTable, NewTable, NewestTable, StoreError};
use hebewerk_model::{
    Column, DatasetId, OrganisationId, Slug, Table, TableId, TableVersion, VersionId,
};
use std::collections::HashMap;

/// The manifest's number of a table, if it has one.
pub(crate) async fn lake_table(
    table: TableId,
    session: &mut Session,
) -> Result<Option<i64>, StoreError> {
    query("select lake_table_id from hw_table where id = $1")
        .bind(table)
        .first(session)
        .await?
        .map(|row| row.get("lake_table_id"))
        .transpose()
}

/// The manifest's numbers of a dataset's tables that are live.
pub(crate) async fn live_lake_tables(
    dataset: DatasetId,
    session: &mut Session,
) -> Result<Vec<i64>, StoreError> {
    let rows = query(
        "select t.lake_table_id
         from hw_table t
         join ducklake_table l on l.table_id = t.lake_table_id
         where t.dataset_id = $1
           and l.end_snapshot is null
         order by t.lake_table_id",
    )
    .bind(dataset)
    .all(session)
    .await?;
    rows.iter().map(|row| row.get("lake_table_id")).collect()
}

/// Remembers a new table.
pub(crate) async fn add_table(
    table: &Table,
    lake_table: i64,
    session: &mut Session,
) -> Result<(), StoreError> {
    query("insert into hw_table (id, dataset_id, lake_table_id) values ($1, $2, $3)")
        .bind(table.id)
        .bind(table.dataset)
        .bind(lake_table)
        .run(session)
        .await?;
    Ok(())
}

/// Reserves the SQL name for the dataset; a name another dataset has had is a conflict.
pub(crate) async fn claim_name(
    organisation: OrganisationId,
    name: &Slug,
    dataset: DatasetId,
    session: &mut Session,
) -> Result<(), StoreError> {
    let owner =
        query("select dataset_id from hw_table_name where organisation_id = $1 and sql_name = $2")
            .bind(organisation)
            .bind(name)
            .first(session)
            .await?;
    match owner {
        Some(row) if row.uuid("dataset_id")? == dataset.as_uuid() => Ok(()),
        Some(_) => Err(StoreError::Conflict {
            what: "the name of a table",
        }),
        None => {
            query("insert into hw_table_name (organisation_id, sql_name, dataset_id) values ($1, $2, $3)")
                .bind(organisation)
                .bind(name)
                .bind(dataset)
                .run(session)
                .await?;
            Ok(())
        }
    }
}

/// Remembers a table of a version: its shape, files and statistics.
pub(crate) async fn add_version(
    position: usize,
    new: &NewTable,
    snapshot: i64,
    session: &mut Session,
) -> Result<(), StoreError> {
    let table = &new.table;
    query(
        "insert into hw_table_version
             (version_id, table_id, position, sql_name, name, row_count, dialect,
              header_line, header_rows, footer_rows, set_aside)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(table.version)
    .bind(table.table.id)
    .bind(position)
    .bind(&table.table.sql_name)
    .bind(table.table.name.as_str())
    .bind(table.rows)
    .bind(to_json("a dialect", &table.dialect)?)
    .bind(table.header_line)
    .bind(table.header_rows)
    .bind(table.footer_rows)
    .bind(table.set_aside)
    .run(session)
    .await?;
    columns::evolve(table, snapshot, session).await?;
    files::add((table.version, table.table.id), &table.files, session).await?;
    query("insert into hw_statistics (version_id, table_id, by_column) values ($1, $2, $3)")
        .bind(table.version)
        .bind(table.table.id)
        .bind(to_json("statistics", &new.statistics)?)
        .run(session)
        .await?;
    Ok(())
}

/// Puts other files and statistics in place of those a table of a version had.
pub(crate) async fn replace(table: &ErasedTable, session: &mut Session) -> Result<(), StoreError> {
    query("update hw_table_version set row_count = $1 where version_id = $2 and table_id = $3")
        .bind(table.rows)
        .bind(table.version)
        .bind(table.table)
        .run(session)
        .await?;
    query("delete from hw_file where version_id = $1 and table_id = $2")
        .bind(table.version)
        .bind(table.table)
        .run(session)
        .await?;
    files::add((table.version, table.table), &table.files, session).await?;
    query("update hw_statistics set by_column = $1 where version_id = $2 and table_id = $3")
        .bind(to_json("statistics", &table.statistics)?)
        .bind(table.version)
        .bind(table.table)
        .run(session)
        .await?;
    Ok(())
}

/// The tables of the newest version of every dataset with their columns.
pub(crate) async fn newest_tables(session: &mut Session) -> Result<Vec<NewestTable>, StoreError> {
    let rows = query(
        "select v.table_id, n.dataset_id, v.sql_name, n.personal
         from hw_version n
         join hw_table_version v on v.version_id = n.id
         where not exists (
             select 1
             from hw_version newer
             where newer.dataset_id = n.dataset_id
               and newer.number > n.number
         )
         order by n.dataset_id, v.position",
    )
    .all(session)
    .await?;
    let mut columns: HashMap<TableId, Vec<Column>> = HashMap::new();
    for (table, column) in columns::of_newest_versions(session).await? {
        columns.entry(table).or_default().push(column);
    }
    rows.iter()
        .map(|row| {
            let table = TableId::from_uuid(row.uuid("table_id")?);
            Ok(NewestTable {
                dataset: DatasetId::from_uuid(row.uuid("dataset_id")?),
                sql_name: row.parsed("sql_name")?,
                columns: columns.remove(&table).unwrap_or_default(),
                personal: from_json(row, "personal")?,
            })
        })
        .collect()
}

/// The tables of a version with columns and files, in order.
pub(crate) async fn tables_of(
    version: VersionId,
    session: &mut Session,
) -> Result<Vec<TableVersion>, StoreError> {
    let tables = query(
        "select v.table_id, t.dataset_id, v.sql_name, v.name, v.row_count, v.dialect,
                v.header_line, v.header_rows, v.footer_rows, v.set_aside
         from hw_table_version v
         join hw_table t on t.id = v.table_id
         where v.version_id = $1
         order by v.position",
    )
    .bind(version)
    .all(session)
    .await?;
    let mut columns = columns::of_version(version, session).await?;
    let mut files = files::of_version(version, session).await?;
    let mut found = Vec::with_capacity(tables.len());
    for row in &tables {
        let id = TableId::from_uuid(row.uuid("table_id")?);
        found.push(TableVersion {
            table: Table {
                id,
                dataset: DatasetId::from_uuid(row.uuid("dataset_id")?),
                sql_name: row.parsed("sql_name")?,
                name: row.get("name")?,
            },
            version,
            columns: take(&mut columns, id),
            rows: row.count("row_count")?,
            files: take(&mut files, id),
            dialect: from_json(row, "dialect")?,
            header_line: row.count("header_line")?,
            header_rows: row.small_count("header_rows")?,
            footer_rows: row.count("footer_rows")?,
            set_aside: row.count("set_aside")?,
        });
    }
    Ok(found)
}

/// Takes out what belongs to a table, keeping the order.
fn take<T>(all: &mut Vec<(TableId, T)>, table: TableId) -> Vec<T> {
    all.extract_if(.., |(owner, _)| *owner == table)
        .map(|(_, value)| value)
        .collect()
}
