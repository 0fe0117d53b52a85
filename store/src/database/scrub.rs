//! Overwriting what a database still holds of rows that were removed (DSGVO Art. 17).

use super::connect::Connections;
use super::{Database, failure};
use hebewerk_hub::ports::StoreError;
use sqlx::Row as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How often the log is folded into the file until nobody reads it any more, and how long is waited in between.
const TRIES: u32 = 40;
const BETWEEN: Duration = Duration::from_millis(250);

/// Tables whose removed rows held values.
const WITH_VALUES: [&str; 6] = [
    "hw.hw_statistics",
    "hw.hw_finding",
    "hw.hw_held",
    "hw.hw_sketch",
    "hw.hw_saved_query",
    "hw.hw_view_edition",
];

impl Database {
    /// Writes the database anew, so that no free page holds anything, and empties its log. Copies of a SQLite file from
    /// before an upgrade are removed.
    pub(crate) async fn scrub(&self) -> Result<(), StoreError> {
        let doing = "overwriting what was erased";
        match &self.connections {
            Connections::Sqlite { writer, .. } => {
                let mut connection = writer
                    .acquire()
                    .await
                    .map_err(|error| failure(doing, error))?;
                sqlx::query("vacuum")
                    .execute(&mut *connection)
                    .await
                    .map_err(|error| failure(doing, error))?;
                let mut tries = 0;
                loop {
                    let row = sqlx::query("pragma wal_checkpoint(truncate)")
                        .fetch_one(&mut *connection)
                        .await
                        .map_err(|error| failure(doing, error))?;
                    let is_held: i64 = row.try_get(0).map_err(|error| failure(doing, error))?;
                    if is_held == 0 {
                        break;
                    }
                    tries += 1;
                    if tries == TRIES {
                        return Err(failure(doing, sqlx::Error::PoolTimedOut));
                    }
                    tokio::time::sleep(BETWEEN).await;
                }
                let row = sqlx::query("select file from pragma_database_list where name = 'main'")
                    .fetch_one(&mut *connection)
                    .await
                    .map_err(|error| failure(doing, error))?;
                let file: String = row.try_get(0).map_err(|error| failure(doing, error))?;
                remove_copies(Path::new(&file))
                    .map_err(|error| failure(doing, sqlx::Error::Io(error)))
            }
            Connections::Postgres { pool } => {
                for table in WITH_VALUES {
                    sqlx::query(sqlx::AssertSqlSafe(format!("vacuum (full) {table}")))
                        .execute(pool)
                        .await
                        .map_err(|error| failure(doing, error))?;
                }
                Ok(())
            }
        }
    }
}

/// Removes copies from before an upgrade: they hold what the catalogue held then.
fn remove_copies(catalogue: &Path) -> std::io::Result<()> {
    let (Some(folder), Some(name)) = (catalogue.parent(), catalogue.file_name()) else {
        return Ok(());
    };
    let begins = format!("{}.before-step-", name.to_string_lossy());
    let mut copies: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(&begins) {
            copies.push(entry.path());
        }
    }
    for copy in &copies {
        std::fs::remove_file(copy)?;
    }
    if !copies.is_empty() {
        std::fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}
