//! Opening the databases with the settings that keep what was acknowledged.

use super::failure;
use super::session::{Link, Session};
use crate::options::{StoreOptions, StoreUrl};
use hebewerk_hub::ports::StoreError;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions, PgSslMode};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Older libraries can damage a database in WAL mode when two connections check-point and write at once
/// (<https://sqlite.org/wal.html>, "WAL-reset bug").
pub(crate) const SMALLEST_SQLITE: (u32, u32, u32) = (3, 51, 3);

/// How long another process may hold the write lock before we give up.
const BUSY: Duration = Duration::from_mins(1);
/// How long a task waits for its turn within the process; long, because a queue of deliveries is no failure.
const TURN: Duration = Duration::from_mins(10);

/// A database.
pub(crate) struct Database {
    pub(super) connections: Connections,
    /// Transactions committed by this process.
    written: Arc<AtomicU64>,
    /// Whether nobody else writes.
    is_alone: bool,
}

/// The connections to a database.
pub(super) enum Connections {
    /// One connection that writes, several that only read.
    Sqlite {
        /// Has one connection: writers queue up here, not inside SQLite.
        writer: SqlitePool,
        /// Opened read-only.
        readers: SqlitePool,
    },
    /// Connections that do both.
    Postgres {
        /// All of them.
        pool: PgPool,
    },
}

impl Database {
    /// Opens the connections; the SQLite file is created if it is missing, readable for its owner only.
    pub(crate) async fn connect(options: &StoreOptions) -> Result<Self, StoreError> {
        let doing = "opening the catalogue";
        let connections = match &options.url {
            StoreUrl::Sqlite(path) => {
                create_private(path).map_err(|error| failure(doing, sqlx::Error::Io(error)))?;
                let writer = SqlitePoolOptions::new()
                    .max_connections(1)
                    .acquire_timeout(TURN)
                    .idle_timeout(None)
                    .max_lifetime(None)
                    .test_before_acquire(false)
                    .connect_with(sqlite(path))
                    .await
                    .map_err(|error| failure(doing, error))?;
                let readers = SqlitePoolOptions::new()
                    .max_connections(options.readers.max(1))
                    .test_before_acquire(false)
                    .connect_lazy_with(sqlite_reader(path));
                Connections::Sqlite { writer, readers }
            }
            StoreUrl::Postgres(url) => {
                let connect: PgConnectOptions =
                    url.parse().map_err(|error| failure(doing, error))?;
                let pool = PgPoolOptions::new()
                    .max_connections(options.readers.max(1) + 2)
                    .acquire_timeout(BUSY)
                    .connect_with(
                        secured(connect)
                            .application_name("hebewerk")
                            .options([("search_path", "hw,lake")]),
                    )
                    .await
                    .map_err(|error| failure(doing, error))?;
                Connections::Postgres { pool }
            }
        };
        // Whoever opens a SQLite catalogue to write holds the lock of the data directory; commands beside it add to the
        // audit and to nothing else.
        let is_alone = matches!(connections, Connections::Sqlite { .. });
        Ok(Self::of(connections, is_alone))
    }

    fn of(connections: Connections, is_alone: bool) -> Self {
        Self {
            connections,
            written: Arc::default(),
            is_alone,
        }
    }

    /// The connections that only read, if it is a SQLite database.
    pub(crate) const fn sqlite_readers(&self) -> Option<&SqlitePool> {
        match &self.connections {
            Connections::Sqlite { readers, .. } => Some(readers),
            Connections::Postgres { .. } => None,
        }
    }

    /// How often was written; none where another process may have written meanwhile.
    pub(crate) fn written(&self) -> Option<u64> {
        self.is_alone.then(|| self.written.load(Ordering::SeqCst))
    }

    /// Opens the connections beside a process that owns the catalogue: nothing is created, and SQLite's connection
    /// that writes is opened only when something is written.
    pub(crate) async fn connect_beside(options: &StoreOptions) -> Result<Self, StoreError> {
        let StoreUrl::Sqlite(path) = &options.url else {
            return Self::connect(options).await;
        };
        let connections = Connections::Sqlite {
            writer: SqlitePoolOptions::new()
                .max_connections(1)
                .acquire_timeout(TURN)
                .connect_lazy_with(sqlite(path).create_if_missing(false)),
            readers: SqlitePoolOptions::new()
                .max_connections(options.readers.max(1))
                .test_before_acquire(false)
                .connect_lazy_with(sqlite_reader(path).immutable(is_frozen(path))),
        };
        Ok(Self::of(connections, false))
    }

    /// A connection to read with.
    pub(crate) async fn reading(&self, doing: &'static str) -> Result<Session, StoreError> {
        let link = match &self.connections {
            Connections::Sqlite { readers, .. } => readers.acquire().await.map(Link::SqliteReading),
            Connections::Postgres { pool } => pool.acquire().await.map(Link::PostgresReading),
        };
        let link = link.map_err(|error| failure(doing, error))?;
        Ok(Session {
            link,
            doing,
            written: Arc::clone(&self.written),
        })
    }

    /// A transaction that writes. SQLite's takes the write lock at once: no transaction fails half-way for want of it.
    pub(crate) async fn writing(&self, doing: &'static str) -> Result<Session, StoreError> {
        let link = match &self.connections {
            Connections::Sqlite { writer, .. } => writer
                .begin_with("begin immediate")
                .await
                .map(Link::SqliteWriting),
            Connections::Postgres { pool } => pool.begin().await.map(Link::PostgresWriting),
        };
        let link = link.map_err(|error| failure(doing, error))?;
        Ok(Session {
            link,
            doing,
            written: Arc::clone(&self.written),
        })
    }

    /// Closes all connections; SQLite then folds the write-ahead log into the file.
    pub(crate) async fn close(&self) {
        match &self.connections {
            Connections::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Connections::Postgres { pool } => pool.close().await,
        }
    }
}

/// To another machine only with TLS and a certificate that fits its name: PostgreSQL's own default takes what there is.
/// Whoever has another way of securing the line says `sslmode=disable` in the address.
fn secured(connect: PgConnectOptions) -> PgConnectOptions {
    let is_here = connect.get_socket().is_some()
        || matches!(
            connect.get_host(),
            "localhost" | "127.0.0.1" | "::1" | "[::1]"
        )
        || connect.get_host().starts_with('/');
    match connect.get_ssl_mode() {
        PgSslMode::Allow | PgSslMode::Prefer if !is_here => connect.ssl_mode(PgSslMode::VerifyFull),
        _ => connect,
    }
}

/// Whether a version text as `sqlite_version()` gives it is new enough.
pub(crate) fn sqlite_is_safe(version: &str) -> bool {
    let mut parts = version
        .split('.')
        .map(|part| part.parse::<u32>().unwrap_or(0));
    let mut part = || parts.next().unwrap_or(0);
    (part(), part(), part()) >= SMALLEST_SQLITE
}

fn sqlite(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Wal)
        // NORMAL may lose the last commits when the power fails.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY)
        .pragma("trusted_schema", "OFF")
        // What is erased must not remain in free pages (Art. 17 DSGVO).
        .pragma("secure_delete", "ON")
        .pragma("mmap_size", "0")
        .statement_cache_capacity(200)
}

fn sqlite_reader(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .read_only(true)
        .busy_timeout(BUSY)
        .pragma("trusted_schema", "OFF")
        .pragma("mmap_size", "0")
        .statement_cache_capacity(200)
}

/// Whether nobody can change the database: its file system is mounted read-only, and there is no log beside it with
/// commits that are not in the file. SQLite then needs to be told, because it cannot make the log's index there.
fn is_frozen(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    let is_read_only = rustix::fs::statvfs(path)
        .is_ok_and(|about| about.f_flag.contains(rustix::fs::StatVfsMountFlags::RDONLY));
    is_read_only && std::fs::metadata(log).map_or(true, |log| log.len() == 0)
}

/// Creates the file for its owner only; SQLite gives its side files the same rights.
fn create_private(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_created) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::{secured, sqlite_is_safe};
    use sqlx::postgres::{PgConnectOptions, PgSslMode};

    #[test]
    fn a_catalogue_elsewhere_is_spoken_to_over_tls_unless_somebody_says_otherwise() {
        let mode = |url: &str| {
            let connect: PgConnectOptions = url.parse().unwrap();
            format!("{:?}", secured(connect).get_ssl_mode())
        };
        for url in [
            "postgres://hub@db.intern/hub",
            "postgres://hub@10.1.2.3/hub?sslmode=prefer",
            "postgres://hub@db.intern/hub?sslmode=verify-full",
        ] {
            assert_eq!(mode(url), format!("{:?}", PgSslMode::VerifyFull), "{url}");
        }
        for url in [
            "postgres://hub@localhost/hub",
            "postgres://hub@127.0.0.1:5433/hub",
        ] {
            assert_eq!(mode(url), format!("{:?}", PgSslMode::Prefer), "{url}");
        }
        let off = "postgres://hub@db.intern/hub?sslmode=disable";
        assert_eq!(mode(off), format!("{:?}", PgSslMode::Disable));
    }

    #[test]
    fn versions_with_the_wal_fault_are_not_safe() {
        for (version, safe) in [
            ("3.46.0", false),
            ("3.51.2", false),
            ("3.51.3", true),
            ("3.54", true),
            ("4.0.0", true),
            ("", false),
        ] {
            assert_eq!(sqlite_is_safe(version), safe, "{version}");
        }
    }
}
