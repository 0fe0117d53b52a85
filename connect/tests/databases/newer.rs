//! Only what is newer is fetched, and yet the file is always the whole table.

use crate::drivers::has;
use crate::mariadb;
use crate::postgresql::source_of;
use crate::source::{Source, columns};
use hebewerk_hub::ports::{Connectors, Fetch, FetchError, Fetched, FormerFile};
use std::fs::File;
use std::path::PathBuf;
use tempfile::TempDir;

/// What can change a database, whichever it is.
enum Hand {
    PostgreSql(tokio_postgres::Client),
    MariaDb(mysql_async::Conn),
}

impl Hand {
    async fn run(&mut self, sql: &str) {
        match self {
            Self::PostgreSql(client) => client.batch_execute(sql).await.unwrap(),
            Self::MariaDb(conn) => {
                use mysql_async::prelude::Queryable;
                conn.query_drop(sql).await.unwrap();
            }
        }
    }
}

/// Fetches one after the other, each told what the one before left behind.
struct Fetches {
    source: Source,
    fetch: Fetch,
    folder: TempDir,
    count: u32,
}

impl Fetches {
    fn new(source: Source, settings: &[(&str, &str)]) -> Self {
        let usual = [("table", "t"), ("since", "am"), ("rows", "newer")];
        let settings: Vec<_> = usual.iter().chain(settings).copied().collect();
        let fetch = source.asks(&settings);
        Self {
            source,
            fetch,
            folder: tempfile::tempdir().unwrap(),
            count: 0,
        }
    }

    /// `id` and `wert` of all rows in order; none if nothing is new.
    async fn next(&mut self) -> Result<Option<Vec<String>>, FetchError> {
        self.count += 1;
        let folder = self.folder.path().join(self.count.to_string());
        std::fs::create_dir(&folder).unwrap();
        let connect = self.source.connect();
        let Fetched::Files { files, memory, .. } =
            connect.fetch(&self.fetch, &folder, &|_, _| {}).await?
        else {
            return Ok(None);
        };
        let path: PathBuf = files[0].path.clone();
        let left: Vec<_> = std::fs::read_dir(&folder).unwrap().collect();
        assert_eq!(left.len(), 1, "nothing but the file is left behind");
        let content = blake3::hash(&std::fs::read(&path).unwrap()).to_hex();
        self.fetch.memory = memory;
        self.fetch.former = Some(FormerFile {
            path: path.clone(),
            content: content.to_string(),
        });
        let columns = columns(File::open(&path).unwrap());
        let texts = |name: &str| {
            let column = columns.iter().find(|(found, _, _)| found == name);
            column.unwrap().2.clone()
        };
        let rows = texts("id").into_iter().zip(texts("wert"));
        let rows = rows.map(|(id, text)| format!("{} {}", id.unwrap(), text.unwrap()));
        let mut rows: Vec<_> = rows.collect();
        rows.sort();
        Ok(Some(rows))
    }
}

const TABLE: &str = "create table t (id int, am timestamp(6) null, wert varchar(20))";
const ROWS: &str = "insert into t values
    (1, '2024-01-01 00:00:00.123456', 'a'), (2, '2024-01-02 00:00:00', 'b'), (3, '2024-01-03 00:00:00.654321', 'c')";

/// A row that changes without the column growing is only seen where all rows are fetched: so it shows what was fetched.
const SECRETLY: &str = "update t set wert = 'heimlich' where id = 1";

async fn with_a_key(source: Source, mut hand: Hand, settings: &[(&str, &str)]) {
    hand.run(ROWS).await;
    let settings: Vec<_> = settings.iter().copied().chain([("key", "id")]).collect();
    let mut fetches = Fetches::new(source, &settings);
    assert_eq!(
        fetches.next().await.unwrap().unwrap(),
        ["1 a", "2 b", "3 c"]
    );
    assert_eq!(fetches.next().await.unwrap(), None);
    hand.run(SECRETLY).await;
    hand.run("insert into t values (4, '2024-01-04 00:00:00.000001', 'd')")
        .await;
    hand.run("update t set wert = 'B', am = '2024-01-03 12:00:00' where id = 2")
        .await;
    assert_eq!(
        fetches.next().await.unwrap().unwrap(),
        ["1 a", "2 B", "3 c", "4 d"]
    );
    // A row with the same highest value, and nothing else.
    hand.run("insert into t values (5, '2024-01-04 00:00:00.000001', 'e')")
        .await;
    assert_eq!(
        fetches.next().await.unwrap().unwrap(),
        ["1 a", "2 B", "3 c", "4 d", "5 e"]
    );
    // What is gone is only seen because the rows are counted: then all of them are fetched.
    hand.run("delete from t where id = 3").await;
    let all = fetches.next().await.unwrap().unwrap();
    assert_eq!(all, ["1 heimlich", "2 B", "4 d", "5 e"]);
    // A file that is not the one of the last fetch is not built upon.
    hand.run("update t set wert = 'noch einmal' where id = 1")
        .await;
    hand.run("insert into t values (6, '2024-01-06 00:00:00', 'f')")
        .await;
    fetches.fetch.former.as_mut().unwrap().content = "0".repeat(64);
    let all = fetches.next().await.unwrap().unwrap();
    assert_eq!(all, ["1 noch einmal", "2 B", "4 d", "5 e", "6 f"]);
    fetches
        .fetch
        .settings
        .insert("key".to_owned(), "fehlt".to_owned());
    let refused = fetches.next().await.unwrap_err();
    assert_eq!(
        (refused.code, refused.field),
        ("fetch_column_missing", Some("key"))
    );
}

async fn without_a_key(source: Source, mut hand: Hand, settings: &[(&str, &str)]) {
    hand.run(ROWS).await;
    let mut fetches = Fetches::new(source, settings);
    assert_eq!(
        fetches.next().await.unwrap().unwrap(),
        ["1 a", "2 b", "3 c"]
    );
    hand.run(SECRETLY).await;
    hand.run("insert into t values (4, '2024-01-04 00:00:00', 'd')")
        .await;
    assert_eq!(
        fetches.next().await.unwrap().unwrap(),
        ["1 a", "2 b", "3 c", "4 d"]
    );
    // A row that only moved would be there twice.
    hand.run("update t set am = '2024-01-05 00:00:00' where id = 2")
        .await;
    let all = fetches.next().await.unwrap().unwrap();
    assert_eq!(all, ["1 heimlich", "2 b", "3 c", "4 d"]);
}

#[tokio::test]
async fn postgresql_brings_what_is_newer_by_key() {
    if let Some((source, client)) = source_of("postgresql", "newer_key", TABLE).await {
        with_a_key(source, Hand::PostgreSql(client), &[]).await;
    }
}

#[tokio::test]
async fn postgresql_brings_what_was_added() {
    if let Some((source, client)) = source_of("postgresql", "newer_added", TABLE).await {
        without_a_key(source, Hand::PostgreSql(client), &[]).await;
    }
}

#[tokio::test]
async fn mariadb_brings_what_is_newer_by_key() {
    if let Some((source, conn)) = mariadb::source("newer_key", &[TABLE]).await {
        with_a_key(source, Hand::MariaDb(conn), &[]).await;
    }
}

#[tokio::test]
async fn mariadb_brings_what_was_added() {
    if let Some((source, conn)) = mariadb::source("newer_added", &[TABLE]).await {
        without_a_key(source, Hand::MariaDb(conn), &[]).await;
    }
}

#[tokio::test]
async fn a_driver_brings_what_is_newer_by_key() {
    if has("psqlodbcw.so")
        && let Some((source, client)) = source_of("odbc", "newer_odbc_key", TABLE).await
    {
        let driver = [("driver", "PostgreSQL")];
        with_a_key(source, Hand::PostgreSql(client), &driver).await;
    }
}

#[tokio::test]
async fn a_driver_brings_what_was_added() {
    if has("psqlodbcw.so")
        && let Some((source, client)) = source_of("odbc", "newer_odbc_added", TABLE).await
    {
        let driver = [("driver", "PostgreSQL")];
        without_a_key(source, Hand::PostgreSql(client), &driver).await;
    }
}
