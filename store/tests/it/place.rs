//! A fresh catalogue for one test, and a second way into it that the store knows nothing of.

use hebewerk_store::{Store, StoreOptions, StoreUrl};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, Row as _, SqliteConnection};
use tempfile::TempDir;
use uuid::Uuid;

/// Where the tests say the data files lie.
pub(crate) const DATA_PATH: &str = "/srv/hebewerk/lake";

/// The user of all tests on PostgreSQL: it may do what `docs/betrieb.md` says an operator has to grant, and no more. So the
/// whole suite shows that this is enough.
const USER: &str = "hw_test_least";

/// Opens a database of this machine and no data.
const PASSWORD: &str = "hw_test_least";

/// Two tests may come upon it at once.
const MAKE_USER: &str = "
    do $$ begin
        create role hw_test_least login password 'hw_test_least'
            nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
    exception when duplicate_object or unique_violation then null;
    end $$";

/// A catalogue of its own.
pub(crate) struct Place {
    pub(crate) store: Store,
    pub(crate) options: StoreOptions,
    folder: TempDir,
    server: Option<(String, String)>,
}

impl Place {
    /// A new SQLite file.
    pub(crate) async fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = StoreUrl::Sqlite(folder.path().join("catalogue.db"));
        Self::open(StoreOptions::new(url, DATA_PATH), folder, None).await
    }

    /// A new SQLite file with a data directory beside it, as other readers find them.
    pub(crate) async fn sqlite_with_lake() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = StoreUrl::Sqlite(folder.path().join("catalogue.db"));
        let lake = folder.path().join("lake").display().to_string();
        Self::open(StoreOptions::new(url, lake), folder, None).await
    }

    /// A new PostgreSQL database and a user with the least rights in it; none where no server is given.
    #[expect(
        clippy::disallowed_methods,
        reason = "tests are told by the environment where a server runs"
    )]
    pub(crate) async fn postgres() -> Option<Self> {
        let Ok(server) = std::env::var("HEBEWERK_TEST_POSTGRES_URL") else {
            eprintln!("SKIPPED: no PostgreSQL: HEBEWERK_TEST_POSTGRES_URL is not set");
            return None;
        };
        let name = format!("hw_test_{}", Uuid::now_v7().simple());
        let mut admin = PgConnection::connect(&server)
            .await
            .expect("the PostgreSQL of the tests answers");
        sqlx::raw_sql(MAKE_USER).execute(&mut admin).await.unwrap();
        for statement in [
            format!("create database {name}"),
            format!("revoke all on database {name} from public"),
            format!("grant connect, create on database {name} to {USER}"),
        ] {
            sqlx::raw_sql(AssertSqlSafe(statement))
                .execute(&mut admin)
                .await
                .unwrap();
        }
        let (base, _database) = server.rsplit_once('/').unwrap();
        let (scheme, rest) = base.split_once("://").unwrap();
        let host = rest.rsplit_once('@').map_or(rest, |(_login, host)| host);
        let url = StoreUrl::Postgres(format!("{scheme}://{USER}:{PASSWORD}@{host}/{name}"));
        let folder = tempfile::tempdir().unwrap();
        Some(
            Self::open(
                StoreOptions::new(url, DATA_PATH),
                folder,
                Some((server, name)),
            )
            .await,
        )
    }

    async fn open(
        options: StoreOptions,
        folder: TempDir,
        server: Option<(String, String)>,
    ) -> Self {
        let store = Store::open(&options).await.expect("a new catalogue opens");
        Self {
            store,
            options,
            folder,
            server,
        }
    }

    /// A second process, as far as the database can tell.
    pub(crate) async fn another(&self) -> Store {
        Store::open(&self.options)
            .await
            .expect("an existing catalogue opens")
    }

    /// The folder of this test.
    pub(crate) fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// Runs statements as another program would.
    pub(crate) async fn run(&self, sql: &str) -> Result<(), sqlx::Error> {
        let sql = AssertSqlSafe(sql.to_owned());
        match &self.options.url {
            StoreUrl::Sqlite(path) => {
                let mut connection = SqliteConnection::connect(&path.display().to_string()).await?;
                sqlx::raw_sql(sql).execute(&mut connection).await?;
                connection.close().await
            }
            StoreUrl::Postgres(url) => {
                let mut connection = PgConnection::connect(url).await?;
                sqlx::raw_sql("set search_path = hw, lake")
                    .execute(&mut connection)
                    .await?;
                sqlx::raw_sql(sql).execute(&mut connection).await?;
                connection.close().await
            }
        }
    }

    /// Reads the one text column of a statement as another program would.
    pub(crate) async fn texts(&self, sql: &str) -> Vec<String> {
        let sql = AssertSqlSafe(sql.to_owned());
        match &self.options.url {
            StoreUrl::Sqlite(path) => {
                let mut connection = SqliteConnection::connect(&path.display().to_string())
                    .await
                    .unwrap();
                let rows = sqlx::query(sql).fetch_all(&mut connection).await.unwrap();
                connection.close().await.unwrap();
                rows.iter().map(|row| row.get(0)).collect()
            }
            StoreUrl::Postgres(url) => {
                let mut connection = PgConnection::connect(url).await.unwrap();
                sqlx::raw_sql("set search_path = hw, lake")
                    .execute(&mut connection)
                    .await
                    .unwrap();
                let rows = sqlx::query(sql).fetch_all(&mut connection).await.unwrap();
                connection.close().await.unwrap();
                rows.iter().map(|row| row.get(0)).collect()
            }
        }
    }

    /// Drops the database.
    pub(crate) async fn remove(self) {
        self.store.close().await;
        if let Some((server, name)) = self.server {
            let mut admin = PgConnection::connect(&server).await.unwrap();
            sqlx::raw_sql(AssertSqlSafe(format!("drop database {name} with (force)")))
                .execute(&mut admin)
                .await
                .unwrap();
        }
    }
}
