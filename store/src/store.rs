//! The store: connections and how they are opened.

use crate::database::{Database, SMALLEST_SQLITE, Session, query, sqlite_is_safe};
use crate::migrations;
use crate::options::StoreOptions;
use crate::remembered::Remembered;
use hebewerk_hub::ports::StoreError;

/// The memory of the hub; implements the ports `Organisations`, `Datasets`, `Versions`, `Accounts`, `Sessions`,
/// `SavedQueries`, `Connections` and `Journal`.
pub struct Store {
    pub(crate) database: Database,
    pub(crate) remembered: Remembered,
}

impl Store {
    /// Opens the catalogue, creates or migrates it, and corrects the data path in the manifest if the data directory
    /// has moved.
    pub async fn open(options: &StoreOptions) -> Result<Self, StoreError> {
        let database = Database::connect(options).await?;
        let store = Self {
            database,
            remembered: Remembered::default(),
        };
        store.refuse_unsafe_library().await?;
        migrations::run(&store.database, &options.manifest_data_path()).await?;
        store.warn_of_foreign_rows().await?;
        Ok(store)
    }

    /// Closes all connections. What was acknowledged is durable also without it.
    pub async fn close(&self) {
        self.database.close().await;
    }

    pub(crate) async fn reading(&self, doing: &'static str) -> Result<Session, StoreError> {
        self.database.reading(doing).await
    }

    pub(crate) async fn writing(&self, doing: &'static str) -> Result<Session, StoreError> {
        self.database.writing(doing).await
    }

    async fn refuse_unsafe_library(&self) -> Result<(), StoreError> {
        let mut session = self.reading("opening the catalogue").await?;
        if session.is_postgres() {
            return Ok(());
        }
        let row = query("select sqlite_version() as version")
            .one(&mut session)
            .await?;
        let version: String = row.get("version")?;
        if sqlite_is_safe(&version) {
            return Ok(());
        }
        let (major, minor, patch) = SMALLEST_SQLITE;
        Err(StoreError::Refused {
            what: "this SQLite library",
            detail: format!(
                "{version} is older than {major}.{minor}.{patch} and may damage the catalogue"
            ),
        })
    }
}
