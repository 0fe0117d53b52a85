//! The shape of the database: forward only, side by side for both databases, run at every start under a lock.

use crate::database::{Database, Session, query};
use crate::manifest::birth;
use hebewerk_hub::ports::{Clock as _, StoreError, SystemClock};

/// One step for both databases. A step that was released is never edited; the next one changes what it made.
struct Migration {
    name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

/// All steps in order; the number of a step is its place, counted from 1.
const MIGRATIONS: [Migration; 3] = [
    Migration {
        name: "manifest",
        sqlite: include_str!("../migrations/sqlite/0001_manifest.sql"),
        postgres: include_str!("../migrations/postgres/0001_manifest.sql"),
    },
    Migration {
        name: "catalogue",
        sqlite: include_str!("../migrations/sqlite/0002_catalogue.sql"),
        postgres: include_str!("../migrations/postgres/0002_catalogue.sql"),
    },
    Migration {
        name: "only_writer",
        sqlite: include_str!("../migrations/sqlite/0003_only_writer.sql"),
        postgres: include_str!("../migrations/postgres/0003_only_writer.sql"),
    },
];

/// Any number no other program locks on: "hebewerk" in ASCII.
const POSTGRES_LOCK: i64 = 0x6865_6265_7765_726b;

/// Brings the database to the newest shape and gives a new one its first rows, all in one transaction.
///
/// A database that is as it should be is only read, so that opening never waits for somebody who writes.
pub(crate) async fn run(database: &Database, data_path: &str) -> Result<(), StoreError> {
    if is_current(database, data_path).await? {
        return Ok(());
    }
    let mut session = database.writing("migrating the catalogue").await?;
    if session.is_postgres() {
        query("select pg_advisory_xact_lock($1)")
            .bind(POSTGRES_LOCK)
            .all(&mut session)
            .await?;
        session.script("create schema if not exists hw").await?;
    }
    session.script(table_of_migrations(&session)).await?;
    let applied = newest(&mut session).await?;
    refuse_newer(applied)?;
    for (place, migration) in MIGRATIONS.iter().enumerate().skip(applied) {
        session
            .script(if session.is_postgres() {
                migration.postgres
            } else {
                migration.sqlite
            })
            .await?;
        query("insert into hw_migration (number, name, applied_at) values ($1, $2, $3)")
            .bind(place + 1)
            .bind(migration.name)
            .bind(SystemClock.now())
            .run(&mut session)
            .await?;
        tracing::info!(
            number = place + 1,
            name = migration.name,
            "catalogue migrated"
        );
    }
    birth::settle(&mut session, data_path).await?;
    session.commit().await
}

fn table_of_migrations(session: &Session) -> &'static str {
    if session.is_postgres() {
        "create table if not exists hw.hw_migration (
             number bigint primary key, name text not null, applied_at timestamptz not null
         )"
    } else {
        "create table if not exists hw_migration (
             number integer primary key, name text not null, applied_at text not null
         ) strict"
    }
}

async fn is_current(database: &Database, data_path: &str) -> Result<bool, StoreError> {
    let mut session = database.reading("opening the catalogue").await?;
    let exists = if session.is_postgres() {
        query(
            "select cast(count(*) as bigint) as found from pg_catalog.pg_tables
               where schemaname = 'hw' and tablename = 'hw_migration'",
        )
    } else {
        query(
            "select count(*) as found from sqlite_schema where type = 'table' and name = 'hw_migration'",
        )
    };
    if exists.one(&mut session).await?.count("found")? == 0 {
        return Ok(false);
    }
    let applied = newest(&mut session).await?;
    refuse_newer(applied)?;
    Ok(applied == MIGRATIONS.len() && birth::data_path_is(&mut session, data_path).await?)
}

async fn newest(session: &mut Session) -> Result<usize, StoreError> {
    let row = query("select coalesce(max(number), 0) as newest from hw_migration")
        .one(session)
        .await?;
    Ok(row.small_count("newest")? as usize)
}

/// A newer program may have changed what our rows mean: rather stop than guess.
fn refuse_newer(applied: usize) -> Result<(), StoreError> {
    if applied > MIGRATIONS.len() {
        return Err(StoreError::Corrupt {
            what: "shape",
            detail: format!(
                "it was migrated to step {applied} by a newer hebewerk; this one knows {}",
                MIGRATIONS.len()
            ),
        });
    }
    Ok(())
}
