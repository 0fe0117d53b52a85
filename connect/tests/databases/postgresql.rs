//! PostgreSQL.

use crate::source::{Source, same};
use hebewerk_hub::ports::{Connectors, Fetched};
use tokio_postgres::{Client, NoTls};

async fn open(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

async fn source(test: &str, sql: &str) -> Option<(Source, Client)> {
    source_of("postgresql", test, sql).await
}

/// A database of a test, read by a connector.
pub(crate) async fn source_of(
    connector: &'static str,
    test: &str,
    sql: &str,
) -> Option<(Source, Client)> {
    let source = Source::new(connector, "HEBEWERK_TEST_POSTGRES_URL", test)?;
    let server = open(source.url.as_str()).await;
    let database = &source.database;
    let drop = format!("drop database if exists {database} with (force)");
    server.batch_execute(&drop).await.unwrap();
    let create = format!("create database {database}");
    server.batch_execute(&create).await.unwrap();
    let mut url = source.url.clone();
    url.set_path(database);
    let client = open(url.as_str()).await;
    client.batch_execute(sql).await.unwrap();
    Some((source, client))
}

const EVERYTHING: &str = r#"
    create schema "Amt 66";
    create type zustand as enum ('gut', 'mäßig');
    create domain plz as char(5);
    create table "Amt 66"."Bäume ""alt""" (
        id int primary key,
        klein smallint,
        gross bigint,
        preis numeric(10, 2),
        beliebig numeric,
        riesig numeric(60, 10),
        rund numeric(3, -2),
        einfach real,
        doppelt double precision,
        ja boolean,
        "Straße" text,
        kurz varchar(20),
        fest char(5),
        ort plz,
        tag date,
        uhr time,
        offen time,
        da timestamp,
        weltweit timestamptz,
        kennung uuid,
        js json,
        jsb jsonb,
        bytes bytea,
        zahlen int[],
        zustand zustand,
        netz inet,
        dauer interval,
        geld money,
        bits bit(4),
        spitz point
    );
    insert into "Amt 66"."Bäume ""alt""" values
        (1, -32768, 9223372036854775807, -0.05, 12345678901234567890.123, 1.5, 12300, 0.1, 1e-300, true,
         'Größe 🌳 "q"', 'ä', 'ab', '01067', '1899-12-31', '23:59:59.123456', '08:00', '1871-01-18 12:00:00.5',
         '2024-06-01 12:00:00+02', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '{"a": 1}', '{"b": "ü"}', '\x00ff',
         '{1,NULL,3}', 'mäßig', '10.0.0.0/8', '1 day 02:00', null, b'1010', '(1,2)'),
        (2, 0, -1, 99999999.99, 0.5, -7, -99900, -1.5, 0.1, false,
         '', '', '', null, '9999-12-31', '00:00', '24:00', '2000-01-01', '1900-01-01 00:00Z',
         null, null, null, '', '{}', 'gut', null, null, null, null, null),
        (3, null, null, 'NaN', 'NaN', null, null, 'NaN', null, null,
         null, null, null, null, 'infinity', null, null, 'infinity', '-infinity',
         null, null, null, null, null, null, null, null, null, null, null);
"#;

#[tokio::test]
async fn every_type_keeps_its_meaning() {
    let Some((source, _client)) = source("types", EVERYTHING).await else {
        return;
    };
    let table = "Amt 66.\"Bäume \"\"alt\"\"\"";
    let columns = source.columns(&[("table", table)]).await;
    same(
        &columns,
        &[
            ("id", "Int64", &["1", "2", "3"]),
            ("klein", "Int64", &["-32768", "0", "~"]),
            ("gross", "Int64", &["9223372036854775807", "-1", "~"]),
            ("preis", "Decimal128(10, 2)", &["-0.05", "99999999.99", "~"]),
            (
                "beliebig",
                "Decimal128(38, 3)",
                &["12345678901234567890.123", "0.500", "~"],
            ),
            ("riesig", "Utf8", &["1.5000000000", "-7.0000000000", "~"]),
            ("rund", "Decimal128(5, 0)", &["12300", "-99900", "~"]),
            ("einfach", "Float64", &["0.1", "-1.5", "NaN"]),
            ("doppelt", "Float64", &["1e-300", "0.1", "~"]),
            ("ja", "Boolean", &["true", "false", "~"]),
            ("Straße", "Utf8", &["Größe 🌳 \"q\"", "", "~"]),
            ("kurz", "Utf8", &["ä", "", "~"]),
            ("fest", "Utf8", &["ab", "", "~"]),
            ("ort", "Utf8", &["01067", "~", "~"]),
            ("tag", "Date32", &["1899-12-31", "9999-12-31", "~"]),
            ("uhr", "Time64(µs)", &["23:59:59.123456", "00:00:00", "~"]),
            ("offen", "Utf8", &["08:00:00", "24:00:00", "~"]),
            (
                "da",
                "Timestamp(µs)",
                &["1871-01-18T12:00:00.500", "2000-01-01T00:00:00", "~"],
            ),
            (
                "weltweit",
                "Timestamp(µs, \"UTC\")",
                &["2024-06-01T10:00:00Z", "1900-01-01T00:00:00Z", "~"],
            ),
            (
                "kennung",
                "Utf8",
                &["a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "~", "~"],
            ),
            ("js", "Utf8", &["{\"a\": 1}", "~", "~"]),
            ("jsb", "Utf8", &["{\"b\": \"ü\"}", "~", "~"]),
            ("bytes", "Binary", &["00ff", "", "~"]),
            ("zahlen", "Utf8", &["{1,NULL,3}", "{}", "~"]),
            ("zustand", "Utf8", &["mäßig", "gut", "~"]),
            ("netz", "Utf8", &["10.0.0.0/8", "~", "~"]),
            ("dauer", "Utf8", &["P1DT2H", "~", "~"]),
            ("geld", "Decimal128(38, 0)", &["~", "~", "~"]),
            ("bits", "Utf8", &["1010", "~", "~"]),
            ("spitz", "Utf8", &["(1,2)", "~", "~"]),
        ],
    );
    let offered = source.look().await;
    let values: Vec<&str> = offered.iter().map(|it| it.value.as_str()).collect();
    assert_eq!(values, [table]);
}

#[tokio::test]
async fn values_without_a_place_in_a_file_are_counted_by_column() {
    let sql = "create table t (id int, preis numeric(5, 2), am date);
        insert into t values (1, 'NaN', 'infinity'), (2, 1.5, '-infinity'), (3, null, null)";
    let Some((source, _client)) = source("beyond", sql).await else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let fetch = source.asks(&[("table", "t")]);
    let connect = source.connect();
    let fetched = connect.fetch(&fetch, folder.path(), &|_, _| {}).await;
    let Ok(Fetched::Files { beyond, .. }) = fetched else {
        panic!("{fetched:?}");
    };
    assert_eq!(beyond, [("preis".to_owned(), 1), ("am".to_owned(), 2)]);
}

#[tokio::test]
async fn amounts_are_numbers_and_days_of_years_nobody_writes_are_counted() {
    let sql = "create table t (id int, geld money, am date, um timestamptz);
        insert into t values (1, 1234.5, '0044-03-15 BC', '2024-03-31 02:30+02'),
            (2, -3, '12000-01-01', '294276-12-31 00:00Z'), (3, null, '9999-12-31', null)";
    let Some((source, _client)) = source("amounts", sql).await else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let fetch = source.asks(&[("table", "t")]);
    let connect = source.connect();
    let fetched = connect.fetch(&fetch, folder.path(), &|_, _| {}).await;
    let Ok(Fetched::Files { beyond, .. }) = fetched else {
        panic!("{fetched:?}");
    };
    assert_eq!(beyond, [("am".to_owned(), 1), ("um".to_owned(), 1)]);
    same(
        &source.columns(&[("table", "t")]).await,
        &[
            ("id", "Int64", &["1", "2", "3"]),
            ("geld", "Decimal128(38, 2)", &["1234.50", "-3.00", "~"]),
            ("am", "Date32", &["-0043-03-15", "~", "9999-12-31"]),
            (
                "um",
                "Timestamp(µs, \"UTC\")",
                &["2024-03-31T00:30:00Z", "~", "~"],
            ),
        ],
    );
}

/// Without the extension of a geographic database, a type that looks like its own.
#[tokio::test]
async fn geometries_come_as_bytes_that_are_marked() {
    let sql = "create type geometry as (hex text);
        create function as_bytes(geometry) returns bytea language sql immutable as 'select decode(($1).hex, ''hex'')';
        create cast (geometry as bytea) with function as_bytes(geometry);
        create table t (id int, wo geometry);
        insert into t values (1, row('0101000020e864000000000000acd516410000008060c95541')), (2, null)";
    let Some((source, _client)) = source("shapes", sql).await else {
        return;
    };
    let place = "0101000020e864000000000000acd516410000008060c95541";
    same(
        &source.columns(&[("table", "t")]).await,
        &[
            ("id", "Int64", &["1", "2"]),
            ("wo", "Binary", &[place, "~"]),
        ],
    );
    let folder = tempfile::tempdir().unwrap();
    let fetch = source.asks(&[("table", "t")]);
    let connect = source.connect();
    connect
        .fetch(&fetch, folder.path(), &|_, _| {})
        .await
        .unwrap();
    let file = std::fs::File::open(folder.path().join("table")).unwrap();
    let reader =
        parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder::try_new(file).unwrap();
    let field = reader.schema().field(1).clone();
    assert_eq!(field.metadata()["ARROW:extension:name"], "geoarrow.wkb");
}

#[tokio::test]
async fn a_query_is_one_select_and_changes_nothing() {
    let sql = "create table t (id int, text text); insert into t values (1, 'a'), (2, 'b');
        create function tut() returns int language sql volatile as
            'insert into t values (3, ''c'') returning id';";
    let Some((source, client)) = source("queries", sql).await else {
        return;
    };
    let query = "select id, id, text as \"Größe\" from t order by id desc; -- alle\n;";
    let refused = source.refusal(&[("query", query)]).await;
    assert_eq!(refused.code, "fetch_query_writes");
    let query = "select id, id, text as \"Größe\" from t order by id desc -- alle\n;\n";
    same(
        &source.columns(&[("query", query)]).await,
        &[
            ("id", "Int64", &["2", "1"]),
            ("id_2", "Int64", &["2", "1"]),
            ("Größe", "Utf8", &["b", "a"]),
        ],
    );
    for (query, code) in [
        ("delete from t", "fetch_query_writes"),
        ("delete from t returning id", "fetch_query_writes"),
        (
            "with x as (delete from t returning id) select * from x",
            "fetch_query_writes",
        ),
        ("select tut()", "fetch_query_writes"),
        ("drop table t", "fetch_query_writes"),
        ("commit", "fetch_query_writes"),
        ("show all", "fetch_query_writes"),
        ("select $1::int", "fetch_query_writes"),
        ("select 1; drop table t", "fetch_query_refused"),
        ("select 1) to program 'true' --", "fetch_query_refused"),
        (
            "select id from t) as q(c1); drop table t; --",
            "fetch_query_refused",
        ),
        ("selekt", "fetch_query_refused"),
        ("select 1 / (id - 1) from t", "fetch_query_refused"),
        ("select * from nirgends", "fetch_query_refused"),
    ] {
        let refused = source.refusal(&[("query", query)]).await;
        assert_eq!(refused.code, code, "{query}");
        assert!(refused.detail.len() <= 5, "{query}: {}", refused.detail);
    }
    let count = client.query_one("select count(*) from t", &[]).await;
    assert_eq!(count.unwrap().get::<_, i64>(0), 2);
}

#[tokio::test]
async fn nothing_is_fetched_while_nothing_is_newer() {
    let sql = "create table t (id int, am date); insert into t values (1, '2024-01-01'), (2, null)";
    let Some((source, client)) = source("since", sql).await else {
        return;
    };
    let mut fetch = source.asks(&[("table", "public.t"), ("since", "am")]);
    let (_, memory) = source.fetch(&fetch).await.unwrap().unwrap();
    fetch.memory = memory;
    assert!(source.fetch(&fetch).await.unwrap().is_none());
    client
        .batch_execute("delete from t where id = 2")
        .await
        .unwrap();
    let (columns, memory) = source.fetch(&fetch).await.unwrap().unwrap();
    same(
        &columns,
        &[("id", "Int64", &["1"]), ("am", "Date32", &["2024-01-01"])],
    );
    fetch.memory = memory;
    client
        .batch_execute("update t set am = '2024-01-02'")
        .await
        .unwrap();
    assert!(source.fetch(&fetch).await.unwrap().is_some());
    let refused = source.refusal(&[("table", "t"), ("since", "nie")]).await;
    assert_eq!(
        (refused.code, refused.field),
        ("fetch_column_missing", Some("since"))
    );
}

#[tokio::test]
async fn what_cannot_be_is_told_in_the_words_of_the_form() {
    let Some((source, _client)) = source("refusals", "create table t (id int)").await else {
        return;
    };
    for (settings, code) in [
        (&[("table", "fehlt")][..], "fetch_table_missing"),
        (&[("table", "fehlt.t")], "fetch_table_missing"),
        (&[("table", "t; drop table t")], "fetch_table_missing"),
        (
            &[("table", "t"), ("database", "fehlt")],
            "fetch_database_missing",
        ),
        (&[("table", "t"), ("user", "niemand")], "fetch_login_failed"),
        (&[("table", "t"), ("tls", "required")], "fetch_tls_missing"),
        (
            &[("table", "t"), ("query", "select 1")],
            "fetch_table_or_query",
        ),
        (&[], "fetch_table_or_query"),
        (
            &[("table", "t"), ("host", "127.0.0.1:1")],
            "fetch_address_refused",
        ),
    ] {
        assert_eq!(source.refusal(settings).await.code, code, "{settings:?}");
    }
    let mut slow = source.asks(&[("query", "select pg_sleep(60)::text")]);
    slow.time = std::time::Duration::from_millis(300);
    assert_eq!(source.fetch(&slow).await.unwrap_err().code, "fetch_timeout");
}

#[tokio::test]
async fn many_rows_come_whole_and_too_many_bytes_are_an_error() {
    let Some((source, _client)) = source("many", "").await else {
        return;
    };
    let query = "select n, md5(n::text) as h from generate_series(1, 50000) as n";
    let columns = source.columns(&[("query", query)]).await;
    let (_, _, numbers) = &columns[0];
    assert_eq!(numbers.len(), 50_000);
    assert_eq!(numbers[49_999].as_deref(), Some("50000"));
    let mut fetch = source.asks(&[("query", query)]);
    fetch.most_bytes = 100_000;
    assert_eq!(
        source.fetch(&fetch).await.unwrap_err().code,
        "fetch_too_large"
    );
}
