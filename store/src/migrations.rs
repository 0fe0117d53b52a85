//! The shape of the database: forward only, side by side for both databases, run at every start under a lock.

mod copy_of_before;

use crate::database::{Database, Session, query};
use crate::journal;
use crate::manifest::birth;
use hebewerk_hub::ports::{Clock as _, StoreError, SystemClock};
use std::cmp::Ordering;

/// One step for both databases. A step that was released is never edited; the next one changes what it made.
struct Migration {
    name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

/// The step with which the audit becomes a chain: what is in it already is chained by the program.
const AUDIT: &str = "audit";

/// All steps in order; the number of a step is its place, counted from 1.
const MIGRATIONS: [Migration; 31] = [
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
    Migration {
        name: "accounts_end",
        sqlite: include_str!("../migrations/sqlite/0004_accounts_end.sql"),
        postgres: include_str!("../migrations/postgres/0004_accounts_end.sql"),
    },
    Migration {
        name: "deliveries",
        sqlite: include_str!("../migrations/sqlite/0005_deliveries.sql"),
        postgres: include_str!("../migrations/postgres/0005_deliveries.sql"),
    },
    Migration {
        name: "connections",
        sqlite: include_str!("../migrations/sqlite/0006_connections.sql"),
        postgres: include_str!("../migrations/postgres/0006_connections.sql"),
    },
    Migration {
        name: "drift",
        sqlite: include_str!("../migrations/sqlite/0007_drift.sql"),
        postgres: include_str!("../migrations/postgres/0007_drift.sql"),
    },
    Migration {
        name: "reminders",
        sqlite: include_str!("../migrations/sqlite/0008_reminders.sql"),
        postgres: include_str!("../migrations/postgres/0008_reminders.sql"),
    },
    Migration {
        name: "recipes",
        sqlite: include_str!("../migrations/sqlite/0009_recipes.sql"),
        postgres: include_str!("../migrations/postgres/0009_recipes.sql"),
    },
    Migration {
        name: "makers",
        sqlite: include_str!("../migrations/sqlite/0010_makers.sql"),
        postgres: include_str!("../migrations/postgres/0010_makers.sql"),
    },
    Migration {
        name: "grants",
        sqlite: include_str!("../migrations/sqlite/0011_grants.sql"),
        postgres: include_str!("../migrations/postgres/0011_grants.sql"),
    },
    Migration {
        name: "protection",
        sqlite: include_str!("../migrations/sqlite/0012_protection.sql"),
        postgres: include_str!("../migrations/postgres/0012_protection.sql"),
    },
    Migration {
        name: AUDIT,
        sqlite: include_str!("../migrations/sqlite/0013_audit.sql"),
        postgres: include_str!("../migrations/postgres/0013_audit.sql"),
    },
    Migration {
        name: "identity",
        sqlite: include_str!("../migrations/sqlite/0014_identity.sql"),
        postgres: include_str!("../migrations/postgres/0014_identity.sql"),
    },
    Migration {
        name: "tree",
        sqlite: include_str!("../migrations/sqlite/0015_tree.sql"),
        postgres: include_str!("../migrations/postgres/0015_tree.sql"),
    },
    Migration {
        name: "releases",
        sqlite: include_str!("../migrations/sqlite/0016_releases.sql"),
        postgres: include_str!("../migrations/postgres/0016_releases.sql"),
    },
    Migration {
        name: "bridges",
        sqlite: include_str!("../migrations/sqlite/0017_bridges.sql"),
        postgres: include_str!("../migrations/postgres/0017_bridges.sql"),
    },
    Migration {
        name: "statistics",
        sqlite: include_str!("../migrations/sqlite/0018_statistics.sql"),
        postgres: include_str!("../migrations/postgres/0018_statistics.sql"),
    },
    Migration {
        name: "outside",
        sqlite: include_str!("../migrations/sqlite/0019_outside.sql"),
        postgres: include_str!("../migrations/postgres/0019_outside.sql"),
    },
    Migration {
        name: "bridge_groups",
        sqlite: include_str!("../migrations/sqlite/0020_bridge_groups.sql"),
        postgres: include_str!("../migrations/postgres/0020_bridge_groups.sql"),
    },
    Migration {
        name: "erasure",
        sqlite: include_str!("../migrations/sqlite/0021_erasure.sql"),
        postgres: include_str!("../migrations/postgres/0021_erasure.sql"),
    },
    Migration {
        name: "purposes",
        sqlite: include_str!("../migrations/sqlite/0022_purposes.sql"),
        postgres: include_str!("../migrations/postgres/0022_purposes.sql"),
    },
    Migration {
        name: "details",
        sqlite: include_str!("../migrations/sqlite/0023_details.sql"),
        postgres: include_str!("../migrations/postgres/0023_details.sql"),
    },
    Migration {
        name: "bridge_trail",
        sqlite: include_str!("../migrations/sqlite/0024_bridge_trail.sql"),
        postgres: include_str!("../migrations/postgres/0024_bridge_trail.sql"),
    },
    Migration {
        name: "passkeys",
        sqlite: include_str!("../migrations/sqlite/0025_passkeys.sql"),
        postgres: include_str!("../migrations/postgres/0025_passkeys.sql"),
    },
    Migration {
        name: "views",
        sqlite: include_str!("../migrations/sqlite/0026_views.sql"),
        postgres: include_str!("../migrations/postgres/0026_views.sql"),
    },
    Migration {
        name: "foreign",
        sqlite: include_str!("../migrations/sqlite/0028_foreign.sql"),
        postgres: include_str!("../migrations/postgres/0028_foreign.sql"),
    },
    Migration {
        name: "given_passwords",
        sqlite: include_str!("../migrations/sqlite/0029_given_passwords.sql"),
        postgres: include_str!("../migrations/postgres/0029_given_passwords.sql"),
    },
    Migration {
        name: "hierarchies",
        sqlite: include_str!("../migrations/sqlite/0030_hierarchies.sql"),
        postgres: include_str!("../migrations/postgres/0030_hierarchies.sql"),
    },
    Migration {
        name: "subscriptions",
        sqlite: include_str!("../migrations/sqlite/0031_subscriptions.sql"),
        postgres: include_str!("../migrations/postgres/0031_subscriptions.sql"),
    },
    Migration {
        name: "open_changes",
        sqlite: include_str!("../migrations/sqlite/0032_open_changes.sql"),
        postgres: include_str!("../migrations/postgres/0032_open_changes.sql"),
    },
];

impl Migration {
    fn script(&self, session: &Session) -> &'static str {
        if session.is_postgres() {
            self.postgres
        } else {
            self.sqlite
        }
    }

    /// What is remembered of a step, so that one that was edited after it was applied is found out.
    fn checksum(&self, session: &Session) -> String {
        blake3::hash(self.script(session).as_bytes())
            .to_hex()
            .to_string()
    }
}

/// Any number no other program locks on: "hebewerk" in ASCII.
const POSTGRES_LOCK: i64 = 0x6865_6265_7765_726b;

/// Brings the database to the newest shape and gives a new one its first rows, all in one transaction.
///
/// A database that is as it should be is only read, so that opening never waits for somebody who writes. A SQLite file
/// is copied before the first step of an upgrade: steps go forward only.
pub(crate) async fn run(database: &Database, data_path: &str) -> Result<(), StoreError> {
    if is_current(database, data_path).await? {
        return Ok(());
    }
    copy_of_before::keep(database, MIGRATIONS.len()).await?;
    let mut session = database.writing("migrating the catalogue").await?;
    if session.is_postgres() {
        query("select pg_advisory_xact_lock($1)")
            .bind(POSTGRES_LOCK)
            .all(&mut session)
            .await?;
        session.script("create schema if not exists hw").await?;
    }
    session.script(table_of_migrations(&session)).await?;
    add_checksums(&mut session).await?;
    let applied = newest(&mut session).await?;
    refuse_newer(applied)?;
    refuse_edited(&mut session).await?;
    let mut begins_chain = false;
    for (place, migration) in MIGRATIONS.iter().enumerate().skip(applied) {
        let checksum = migration.checksum(&session);
        session.script(migration.script(&session)).await?;
        begins_chain |= migration.name == AUDIT;
        query(
            "insert into hw_migration (number, name, applied_at, checksum) values ($1, $2, $3, $4)",
        )
        .bind(place + 1)
        .bind(migration.name)
        .bind(SystemClock.now())
        .bind(checksum)
        .run(&mut session)
        .await?;
        tracing::info!(
            number = place + 1,
            name = migration.name,
            "catalogue migrated"
        );
    }
    if begins_chain {
        // Behind the last step: the program knows the entries in their newest shape only.
        journal::begin(&mut session).await?;
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

/// Adds the column of checksums to a catalogue that has none yet, and remembers those of the steps applied before.
async fn add_checksums(session: &mut Session) -> Result<(), StoreError> {
    if session.is_postgres() {
        session
            .script("alter table hw.hw_migration add column if not exists checksum text")
            .await?;
    } else {
        let found = query(
            "select count(*) as found from pragma_table_info('hw_migration') where name = 'checksum'",
        );
        if found.one(session).await?.count("found")? == 0 {
            session
                .script("alter table hw_migration add column checksum text")
                .await?;
        }
    }
    for (place, migration) in MIGRATIONS.iter().enumerate() {
        let checksum = migration.checksum(session);
        query("update hw_migration set checksum = $1 where number = $2 and checksum is null")
            .bind(checksum)
            .bind(place + 1)
            .run(session)
            .await?;
    }
    Ok(())
}

/// A step that is not what was applied would leave catalogues of one number in two shapes.
async fn refuse_edited(session: &mut Session) -> Result<(), StoreError> {
    let rows = query("select number, checksum from hw_migration order by number")
        .all(session)
        .await?;
    for row in &rows {
        let number = row.small_count("number")? as usize;
        let checksum: Option<String> = row.get("checksum")?;
        let Some(migration) = number
            .checked_sub(1)
            .and_then(|place| MIGRATIONS.get(place))
        else {
            continue;
        };
        if checksum.is_some_and(|checksum| checksum != migration.checksum(session)) {
            return Err(StoreError::Corrupt {
                what: "shape",
                detail: format!(
                    "step {number} ({}) is not the one this catalogue was migrated with",
                    migration.name
                ),
            });
        }
    }
    Ok(())
}

/// How the shape of a database compares with what this program knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// It has to be migrated, or is empty.
    Older,
    /// As it should be.
    Current,
    /// A newer program has migrated it.
    Newer,
}

/// Looks at the shape; changes nothing.
pub(crate) async fn shape(database: &Database) -> Result<Shape, StoreError> {
    let mut session = database.reading("opening the catalogue").await?;
    if !has_migrations(&mut session).await? {
        return Ok(Shape::Older);
    }
    let applied = newest(&mut session).await?;
    Ok(match applied.cmp(&MIGRATIONS.len()) {
        Ordering::Less => Shape::Older,
        Ordering::Equal => Shape::Current,
        Ordering::Greater => Shape::Newer,
    })
}

async fn is_current(database: &Database, data_path: &str) -> Result<bool, StoreError> {
    let mut session = database.reading("opening the catalogue").await?;
    if !has_migrations(&mut session).await? {
        return Ok(false);
    }
    let applied = newest(&mut session).await?;
    refuse_newer(applied)?;
    if applied < MIGRATIONS.len() {
        return Ok(false);
    }
    refuse_edited(&mut session).await?;
    birth::data_path_is(&mut session, data_path).await
}

pub(crate) async fn has_migrations(session: &mut Session) -> Result<bool, StoreError> {
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
    Ok(exists.one(session).await?.count("found")? > 0)
}

pub(crate) async fn newest(session: &mut Session) -> Result<usize, StoreError> {
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
