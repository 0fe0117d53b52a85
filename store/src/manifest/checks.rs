//! The last look before a commit: is what the database now says what every reader can read?
//!
//! One wrong row makes the whole lake unreadable for others (two live rows of one column, a table without columns) or
//! answers wrongly (two tables of one name). The checks ask the database, not our memory of what we wrote.

use super::Schema;
use crate::database::{Session, query};
use hebewerk_hub::ports::StoreError;

/// Checks a table that was landed.
pub(crate) async fn check_table(
    id: i64,
    name: &str,
    rows: u64,
    schema: &Schema,
    session: &mut Session,
) -> Result<(), StoreError> {
    let same_name = query(
        "select count(*) as found
         from ducklake_table
         where schema_id = $1
           and table_name = $2
           and end_snapshot is null",
    )
    .bind(schema.id)
    .bind(name)
    .one(session)
    .await?;
    ensure(
        same_name.count("found")? == 1,
        name,
        "its name is not the only one of its kind",
    )?;

    let columns = query(
        "select count(*) as live,
                count(distinct column_id) as numbers,
                count(distinct lower(column_name)) as names
         from ducklake_column
         where table_id = $1
           and end_snapshot is null",
    )
    .bind(id)
    .one(session)
    .await?;
    let live = columns.count("live")?;
    ensure(live > 0, name, "it has no column")?;
    ensure(
        columns.count("numbers")? == live,
        name,
        "a column is there twice",
    )?;
    ensure(
        columns.count("names")? == live,
        name,
        "two columns have the same name",
    )?;

    let files = query(
        "select cast(coalesce(sum(record_count), 0) as bigint) as found
         from ducklake_data_file
         where table_id = $1
           and end_snapshot is null",
    )
    .bind(id)
    .one(session)
    .await?;
    ensure(
        files.count("found")? == rows,
        name,
        "its files do not have as many rows as the table",
    )
}

fn ensure(holds: bool, table: &str, why: &str) -> Result<(), StoreError> {
    if holds {
        return Ok(());
    }
    Err(StoreError::Refused {
        what: "a table",
        detail: format!("{table}: {why}"),
    })
}
