//! Rows of tables in versions: columns, files, statistics.

use crate::database::{Row, Session, Value, insert, query};
use crate::stored::{column_type, from_code, from_json, semantic_type, to_json};
use hebewerk_hub::ports::{NewTable, StoreError};
use hebewerk_model::{
    Column, ColumnId, DataFile, DatasetId, OrganisationId, Slug, Table, TableId, TableVersion,
    VersionId,
};

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
    evolve_columns(table, snapshot, session).await?;
    add_files(table, session).await?;
    query("insert into hw_statistics (version_id, table_id, by_column) values ($1, $2, $3)")
        .bind(table.version)
        .bind(table.table.id)
        .bind(to_json("statistics", &new.statistics)?)
        .run(session)
        .await?;
    Ok(())
}

/// Ends columns that changed and adds what replaces them, so that equal versions share their rows.
async fn evolve_columns(
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
    let mut before = std::collections::HashMap::new();
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

async fn add_files(table: &TableVersion, session: &mut Session) -> Result<(), StoreError> {
    let mut rows = Vec::with_capacity(table.files.len());
    for (position, file) in table.files.iter().enumerate() {
        rows.push(vec![
            table.version.into(),
            table.table.id.into(),
            position.into(),
            file.path.as_str().into(),
            file.rows.into(),
            file.size_bytes.into(),
            file.footer_bytes.into(),
            file.content.to_string().into(),
            to_json("null counts", &file.null_counts)?.into(),
        ]);
    }
    insert(
        "hw_file (version_id, table_id, position, path, row_count, size_bytes, footer_bytes, content, null_counts)",
        rows,
        session,
    )
    .await
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
    let mut columns = columns_of(version, session).await?;
    let mut files = files_of(version, session).await?;
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

async fn columns_of(
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

fn column(row: &Row) -> Result<Column, StoreError> {
    let number: i64 = row.get("column_id")?;
    let number =
        i32::try_from(number).map_err(|error| crate::database::corrupt("column number", error))?;
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

async fn files_of(
    version: VersionId,
    session: &mut Session,
) -> Result<Vec<(TableId, DataFile)>, StoreError> {
    let rows = query(
        "select table_id, path, row_count, size_bytes, footer_bytes, content, null_counts
         from hw_file
         where version_id = $1
         order by table_id, position",
    )
    .bind(version)
    .all(session)
    .await?;
    rows.iter()
        .map(|row| Ok((TableId::from_uuid(row.uuid("table_id")?), file(row)?)))
        .collect()
}

fn file(row: &Row) -> Result<DataFile, StoreError> {
    Ok(DataFile {
        path: row.get("path")?,
        rows: row.count("row_count")?,
        size_bytes: row.count("size_bytes")?,
        footer_bytes: row.count("footer_bytes")?,
        content: row.parsed("content")?,
        null_counts: from_json(row, "null_counts")?,
    })
}
