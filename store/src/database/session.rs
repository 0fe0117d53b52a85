//! One connection while something is being done.

use super::failure;
use hebewerk_hub::ports::StoreError;
use sqlx::pool::PoolConnection;
use sqlx::postgres::PgConnection;
use sqlx::sqlite::SqliteConnection;
use sqlx::{Postgres, Sqlite, Transaction};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A connection, borrowed for one reading or held by one transaction, that knows what is being done with it.
///
/// A writing session that is dropped without [`Session::commit`] is rolled back.
pub(crate) struct Session {
    pub(super) link: Link,
    /// What is being done, for error messages: *listing datasets*.
    pub(super) doing: &'static str,
    /// Counts what was written.
    pub(super) written: Arc<AtomicU64>,
}

pub(super) enum Link {
    SqliteReading(PoolConnection<Sqlite>),
    SqliteWriting(Transaction<'static, Sqlite>),
    PostgresReading(PoolConnection<Postgres>),
    PostgresWriting(Transaction<'static, Postgres>),
}

/// The bare connection.
pub(super) enum Connection<'c> {
    Sqlite(&'c mut SqliteConnection),
    Postgres(&'c mut PgConnection),
}

impl Session {
    pub(super) fn connection(&mut self) -> Connection<'_> {
        match &mut self.link {
            Link::SqliteReading(connection) => Connection::Sqlite(connection),
            Link::SqliteWriting(transaction) => Connection::Sqlite(transaction),
            Link::PostgresReading(connection) => Connection::Postgres(connection),
            Link::PostgresWriting(transaction) => Connection::Postgres(transaction),
        }
    }

    /// Whether this is PostgreSQL, for the few statements only one of the two has.
    pub(crate) fn is_postgres(&self) -> bool {
        matches!(
            self.link,
            Link::PostgresReading(_) | Link::PostgresWriting(_)
        )
    }

    /// What is being done.
    pub(crate) fn doing(&self) -> &'static str {
        self.doing
    }

    /// Makes everything written visible and durable.
    pub(crate) async fn commit(self) -> Result<(), StoreError> {
        let (doing, written) = (self.doing, self.written);
        match self.link {
            Link::SqliteReading(_) | Link::PostgresReading(_) => Ok(()),
            Link::SqliteWriting(transaction) => {
                // In a task of its own: who asked for it may go away meanwhile, and what was kept of the catalogue must
                // not outlive the commit all the same.
                let committing = tokio::spawn(async move {
                    let outcome = transaction.commit().await;
                    written.fetch_add(1, Ordering::SeqCst);
                    outcome
                });
                committing.await.unwrap_or(Err(sqlx::Error::WorkerCrashed))
            }
            Link::PostgresWriting(transaction) => transaction.commit().await,
        }
        .map_err(|error| failure(doing, error))
    }

    /// Runs several statements without parameters, as a migration has them.
    pub(crate) async fn script(&mut self, sql: &'static str) -> Result<(), StoreError> {
        let doing = self.doing;
        match self.connection() {
            Connection::Sqlite(connection) => {
                sqlx::raw_sql(sql).execute(connection).await.map(|_done| ())
            }
            Connection::Postgres(connection) => {
                sqlx::raw_sql(sql).execute(connection).await.map(|_done| ())
            }
        }
        .map_err(|error| failure(doing, error))
    }
}
