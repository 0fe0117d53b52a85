//! What the operator's commands need: copies, the list of files in use, and a look at the health of the catalogue.

use crate::database::{Session, corrupt, failure, query};
use crate::held;
use crate::store::Store;
use hebewerk_hub::ports::StoreError;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, Row as _};
use std::collections::HashSet;
use std::path::Path;
use uuid::Uuid;

/// Something wrong with the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Stable snake-case code: `damaged`, `dangling`, `foreign_writer`, `unreadable_manifest`, `lost_version`.
    pub code: &'static str,
    /// What was found, for the operator; holds no cell values and no personal data.
    pub detail: String,
}

/// What a look at the catalogue found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Integrity {
    /// Everything that is wrong; empty when all is well.
    pub problems: Vec<Problem>,
}

impl Integrity {
    /// Whether all is well.
    pub fn is_well(&self) -> bool {
        self.problems.is_empty()
    }

    fn add(&mut self, code: &'static str, detail: impl Into<String>) {
        self.problems.push(Problem {
            code,
            detail: detail.into(),
        });
    }
}

/// Statements that find rows only another writer can have written; each counts what it finds.
const FOREIGN: [(&str, &str); 4] = [
    (
        "rows deleted one by one",
        "select count(*) as found from ducklake_delete_file",
    ),
    (
        "rows kept in the manifest itself",
        "select count(*) as found from ducklake_inlined_data_tables",
    ),
    (
        "statistics of whole tables",
        "select count(*) as found from ducklake_table_column_stats",
    ),
    (
        "files in a form this program does not read",
        "select count(*) as found from ducklake_data_file
         where partial_max is not null or mapping_id is not null or encryption_key is not null",
    ),
];

/// Statements that find rows which make the lake unreadable or lose a version; each counts what it finds.
const BROKEN: [(&str, &str, &str); 5] = [
    (
        "unreadable_manifest",
        "live tables without columns",
        "select count(*) as found from ducklake_table t
         where t.end_snapshot is null and not exists (
             select 1 from ducklake_column c where c.table_id = t.table_id and c.end_snapshot is null)",
    ),
    (
        "unreadable_manifest",
        "live columns that are there twice",
        "select count(*) as found from (
             select table_id from ducklake_column where end_snapshot is null
             group by table_id, lower(column_name) having count(*) > 1
             union all
             select table_id from ducklake_column where end_snapshot is null
             group by table_id, column_id having count(*) > 1) as twice",
    ),
    (
        "unreadable_manifest",
        "live tables of the same name",
        "select count(*) as found from (
             select schema_id from ducklake_table where end_snapshot is null
             group by schema_id, lower(table_name) having count(*) > 1) as twice",
    ),
    (
        "lost_version",
        "versions without tables or files",
        "select count(*) as found from hw_version v
         where not exists (select 1 from hw_table_version t where t.version_id = v.id)
            or not exists (select 1 from hw_file f where f.version_id = v.id)",
    ),
    (
        "lost_version",
        "lifted datasets without a version",
        "select count(*) as found from hw_dataset d
         where d.state = 'lifted' and not exists (select 1 from hw_version v where v.dataset_id = d.id)",
    ),
];

impl Store {
    /// Writes a consistent copy of a SQLite catalogue to a file that must not exist yet, syncs it and checks it. The
    /// copy is of another epoch: an index built from this catalogue is not one of the copy.
    ///
    /// Deliveries may go on meanwhile. A PostgreSQL catalogue is refused: its own tools (`pg_dump`) copy it.
    pub async fn backup_to(&self, copy: &Path) -> Result<(), StoreError> {
        let doing = "copying the catalogue";
        let Some(readers) = self.database.sqlite_readers() else {
            return Err(StoreError::Refused {
                what: "a copy of a PostgreSQL catalogue",
                detail: "use pg_dump for the schemas hw and lake".to_owned(),
            });
        };
        let name = copy
            .to_str()
            .ok_or_else(|| corrupt("file name", "it is not UTF-8"))?;
        let mut reader = readers
            .acquire()
            .await
            .map_err(|error| failure(doing, error))?;
        sqlx::query("vacuum into $1")
            .bind(name)
            .execute(&mut *reader)
            .await
            .map_err(|error| failure(doing, error))?;
        begin_epoch(copy).await?;
        std::fs::File::open(copy)
            .and_then(|file| file.sync_all())
            .map_err(|error| failure(doing, sqlx::Error::Io(error)))?;
        check_copy(copy).await
    }

    /// Every data file that any version names, or one that waits to be accepted, below the data path: what a sweep must leave alone.
    pub async fn named_files(&self) -> Result<HashSet<String>, StoreError> {
        let mut session = self.reading("listing data files").await?;
        let rows = query("select path from hw_file union select path from ducklake_data_file")
            .all(&mut session)
            .await?;
        let mut named: HashSet<String> = rows
            .iter()
            .map(|row| row.get("path"))
            .collect::<Result<_, _>>()?;
        let held = held::files(&mut session).await?;
        named.extend(held.into_iter().map(|file| file.path));
        Ok(named)
    }

    /// Looks through the whole catalogue; takes time in proportion to its size.
    pub async fn integrity(&self) -> Result<Integrity, StoreError> {
        let mut session = self.reading("checking the catalogue").await?;
        let mut found = Integrity::default();
        if !session.is_postgres() {
            for line in damage(&mut session).await? {
                found.add("damaged", line);
            }
            let dangling = query("select count(*) as found from pragma_foreign_key_check")
                .one(&mut session)
                .await?
                .count("found")?;
            if dangling > 0 {
                found.add("dangling", format!("{dangling} rows point to nothing"));
            }
        }
        for (what, sql) in FOREIGN {
            let count = query(sql).one(&mut session).await?.count("found")?;
            if count > 0 {
                found.add("foreign_writer", format!("{what}: {count}"));
            }
        }
        for (code, what, sql) in BROKEN {
            let count = query(sql).one(&mut session).await?.count("found")?;
            if count > 0 {
                found.add(code, format!("{what}: {count}"));
            }
        }
        Ok(found)
    }

    /// Says in the log if somebody else wrote to the manifest: answers may then be wrong.
    pub(crate) async fn warn_of_foreign_rows(&self) -> Result<(), StoreError> {
        let mut session = self.reading("opening the catalogue").await?;
        // The last statement reads every file row; it is left to `integrity`.
        for (what, sql) in &FOREIGN[..3] {
            if query(sql).one(&mut session).await?.count("found")? > 0 {
                tracing::error!(what, "another program has written to the catalogue");
            }
        }
        Ok(())
    }
}

async fn damage(session: &mut Session) -> Result<Vec<String>, StoreError> {
    let rows = query("select integrity_check as line from pragma_integrity_check")
        .all(session)
        .await?;
    let lines = rows
        .iter()
        .map(|row| row.get("line"))
        .collect::<Result<Vec<String>, _>>()?;
    Ok(lines.into_iter().filter(|line| line != "ok").collect())
}

async fn begin_epoch(copy: &Path) -> Result<(), StoreError> {
    let doing = "marking the copy of the catalogue";
    let mut connection: SqliteConnection = SqliteConnectOptions::new()
        .filename(copy)
        .connect()
        .await
        .map_err(|error| failure(doing, error))?;
    sqlx::query("update hw_change set epoch = $1")
        .bind(Uuid::now_v7().to_string())
        .execute(&mut connection)
        .await
        .map_err(|error| failure(doing, error))?;
    connection
        .close()
        .await
        .map_err(|error| failure(doing, error))
}

async fn check_copy(copy: &Path) -> Result<(), StoreError> {
    let doing = "checking the copy of the catalogue";
    let mut connection: SqliteConnection = SqliteConnectOptions::new()
        .filename(copy)
        .read_only(true)
        .connect()
        .await
        .map_err(|error| failure(doing, error))?;
    let row = sqlx::query(AssertSqlSafe("pragma integrity_check".to_owned()))
        .fetch_one(&mut connection)
        .await
        .map_err(|error| failure(doing, error))?;
    let line: String = row.try_get(0).map_err(|error| failure(doing, error))?;
    if line == "ok" {
        return Ok(());
    }
    Err(corrupt("copy", line))
}
