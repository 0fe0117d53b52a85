//! A copy of a SQLite catalogue as it was before an upgrade.

use super::{has_migrations, newest};
use crate::database::{Database, failure, query};
use hebewerk_hub::ports::StoreError;
use std::fs::File;
use std::path::PathBuf;

/// Copies the catalogue to `<file>.before-step-<n>` beside it if it has been migrated to fewer than `steps` steps. A copy
/// that is there already stays: it is from an upgrade that did not come to its end.
pub(super) async fn keep(database: &Database, steps: usize) -> Result<(), StoreError> {
    let doing = "copying the catalogue before it is migrated";
    let mut session = database.reading(doing).await?;
    if session.is_postgres() || !has_migrations(&mut session).await? {
        return Ok(());
    }
    let applied = newest(&mut session).await?;
    if applied == 0 || applied >= steps {
        return Ok(());
    }
    let row = query("select file from pragma_database_list where name = 'main'")
        .one(&mut session)
        .await?;
    let copy = PathBuf::from(format!(
        "{}.before-step-{}",
        row.get::<String>("file")?,
        applied + 1
    ));
    if copy.exists() {
        return Ok(());
    }
    query("vacuum into $1")
        .bind(copy.to_string_lossy().as_ref())
        .run(&mut session)
        .await?;
    let synced = File::open(&copy).and_then(|file| file.sync_all());
    synced.map_err(|error| failure(doing, sqlx::Error::Io(error)))?;
    if let Some(folder) = copy.parent() {
        let synced = File::open(folder).and_then(|folder| folder.sync_all());
        synced.map_err(|error| failure(doing, sqlx::Error::Io(error)))?;
    }
    tracing::info!(copy = %copy.display(), "the catalogue was copied before it is migrated");
    Ok(())
}
