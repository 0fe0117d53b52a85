//! Databases behind ODBC drivers: those of PostgreSQL, SQLite and SQL Server that Debian has.

use crate::drivers::{file, has, process};
use crate::postgresql::source_of;
use crate::source::{Source, columns, same};
use hebewerk_connect::{Connect, DriverProcess, Reach};
use hebewerk_hub::ports::{Connectors, Fetch, FetchError, Fetched, Secrets};
use std::collections::BTreeMap;
use std::fs::File;
use std::path::PathBuf;
use std::time::Duration;

const POSTGRESQL: (&str, &str) = ("driver", "PostgreSQL");

async fn source(test: &str, sql: &str) -> Option<(Source, tokio_postgres::Client)> {
    if !has("psqlodbcw.so") {
        return None;
    }
    source_of("odbc", test, sql).await
}

fn asks(settings: &[(&str, &str)]) -> Fetch {
    Fetch {
        connection: None,
        connector: "odbc".to_owned(),
        settings: settings
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
        secrets: Secrets::new(BTreeMap::from([(
            "password".to_owned(),
            "geheim;Server=x".to_owned(),
        )])),
        memory: None,
        former: None,
        most_bytes: 1 << 30,
        time: Duration::from_secs(20),
    }
}

async fn refusal(process: DriverProcess, allowed: &str, fetch: &Fetch) -> FetchError {
    let reach = Reach::new(vec![allowed.parse().unwrap()]);
    let folder = tempfile::tempdir().unwrap();
    let connect = Connect::new(&reach).with_drivers(process);
    let fetched = connect.fetch(fetch, folder.path(), &|_, _| {}).await;
    fetched.unwrap_err()
}

const EVERYTHING: &str = r#"
    create schema "Amt 66";
    create table "Amt 66"."Bäume" (
        id int primary key,
        klein smallint,
        gross bigint,
        preis numeric(10, 2),
        beliebig numeric,
        einfach real,
        doppelt double precision,
        ja boolean,
        "Straße" text,
        kurz varchar(20),
        fest char(5),
        tag date,
        uhr time,
        da timestamp,
        kennung uuid,
        bytes bytea
    );
    insert into "Amt 66"."Bäume" values
        (1, -32768, 9223372036854775807, -0.05, 12345678901234567890.123456789, 0.1, 1e-300, true,
         'Größe 🌳 "q"', 'ä', 'ab', '1899-12-31', '23:59:59.123456', '1871-01-18 12:00:00.5',
         'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '\x00ff'),
        (2, 0, -1, 99999999.99, 0.5, -1.5, 0.1, false, '', '', '', '9999-12-31', '00:00', '2000-01-01', null, ''),
        (3, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
"#;

#[tokio::test]
async fn every_type_keeps_its_meaning() {
    let Some((source, _client)) = source("odbc_types", EVERYTHING).await else {
        return;
    };
    let columns = source
        .columns(&[POSTGRESQL, ("table", "Amt 66.Bäume")])
        .await;
    same(
        &columns,
        &[
            ("id", "Int64", &["1", "2", "3"]),
            ("klein", "Int64", &["-32768", "0", "~"]),
            ("gross", "Int64", &["9223372036854775807", "-1", "~"]),
            ("preis", "Decimal128(10, 2)", &["-0.05", "99999999.99", "~"]),
            // More digits than the driver says there are.
            (
                "beliebig",
                "Utf8",
                &["12345678901234567890.123456789", "0.5", "~"],
            ),
            ("einfach", "Float64", &["0.1", "-1.5", "~"]),
            ("doppelt", "Float64", &["1e-300", "0.1", "~"]),
            ("ja", "Boolean", &["true", "false", "~"]),
            ("Straße", "Utf8", &["Größe 🌳 \"q\"", "", "~"]),
            ("kurz", "Utf8", &["ä", "", "~"]),
            ("fest", "Utf8", &["ab", "", "~"]),
            ("tag", "Date32", &["1899-12-31", "9999-12-31", "~"]),
            ("uhr", "Time64(µs)", &["23:59:59.123456", "00:00:00", "~"]),
            (
                "da",
                "Timestamp(µs)",
                &["1871-01-18T12:00:00.500", "2000-01-01T00:00:00", "~"],
            ),
            (
                "kennung",
                "Utf8",
                &["a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "~", "~"],
            ),
            ("bytes", "Binary", &["00ff", "", "~"]),
        ],
    );
    let offered = source.connect().look(&source.asks(&[POSTGRESQL])).await;
    let offered = offered.unwrap();
    let values: Vec<&str> = offered.iter().map(|it| it.value.as_str()).collect();
    assert_eq!(values, ["Amt 66.Bäume"]);
}

#[tokio::test]
async fn a_query_is_one_select_and_changes_nothing() {
    let sql = "create table t (id int, text text); insert into t values (1, 'a'), (2, 'b');
        create function tut() returns int language sql volatile as
            'insert into t values (3, ''c'') returning id';";
    let Some((source, client)) = source("odbc_queries", sql).await else {
        return;
    };
    let query = "select id, id, text as \"Größe\" from t order by id desc -- alle\n;\n";
    same(
        &source.columns(&[POSTGRESQL, ("query", query)]).await,
        &[
            ("id", "Int64", &["2", "1"]),
            ("id_2", "Int64", &["2", "1"]),
            ("Größe", "Utf8", &["b", "a"]),
        ],
    );
    for (query, code) in [
        ("delete from t", "fetch_query_writes"),
        ("select 1; drop table t", "fetch_query_writes"),
        (
            "with x as (delete from t returning id) select * from x",
            "fetch_query_writes",
        ),
        ("select tut()", "fetch_query_writes"),
        ("select selekt from", "fetch_query_refused"),
        ("select * from nirgends", "fetch_query_refused"),
    ] {
        let refused = source.refusal(&[POSTGRESQL, ("query", query)]).await;
        assert_eq!(refused.code, code, "{query}: {refused:?}");
        assert!(refused.detail.len() <= 5, "{query}: {}", refused.detail);
    }
    let count = client.query_one("select count(*) from t", &[]).await;
    assert_eq!(count.unwrap().get::<_, i64>(0), 2);
}

#[tokio::test]
async fn what_cannot_be_is_told_in_the_words_of_the_form() {
    let Some((source, _client)) = source("odbc_refusals", "create table t (id int)").await else {
        return;
    };
    for (settings, code) in [
        (&[("table", "fehlt")][..], "fetch_table_missing"),
        (&[("table", "t"), ("user", "niemand")], "fetch_login_failed"),
        (&[("table", "t"), ("tls", "required")], "fetch_tls_missing"),
        (
            &[("table", "t"), ("query", "select 1")],
            "fetch_table_or_query",
        ),
        (&[("table", "t"), ("since", "nie")], "fetch_column_missing"),
        (
            &[("table", "t"), ("host", "127.0.0.1:1")],
            "fetch_address_refused",
        ),
        (&[("table", "t"), ("database", "../t")], "fetch_not_allowed"),
        (
            &[("table", "t"), ("parameters", "Server=10.0.0.1")],
            "fetch_parameter_refused",
        ),
    ] {
        let settings: Vec<_> = [POSTGRESQL]
            .into_iter()
            .chain(settings.iter().copied())
            .collect();
        assert_eq!(source.refusal(&settings).await.code, code, "{settings:?}");
    }
    let mut slow = source.asks(&[POSTGRESQL, ("query", "select pg_sleep(60)::text")]);
    slow.time = Duration::from_secs(1);
    assert_eq!(source.fetch(&slow).await.unwrap_err().code, "fetch_timeout");
}

#[tokio::test]
async fn nothing_is_fetched_while_nothing_is_newer() {
    let sql = "create table t (id int, am date); insert into t values (1, '2024-01-01'), (2, null)";
    let Some((source, client)) = source("odbc_since", sql).await else {
        return;
    };
    let mut fetch = source.asks(&[POSTGRESQL, ("table", "public.t"), ("since", "am")]);
    let (_, memory) = source.fetch(&fetch).await.unwrap().unwrap();
    fetch.memory = memory;
    assert!(source.fetch(&fetch).await.unwrap().is_none());
    client
        .batch_execute("delete from t where id = 2")
        .await
        .unwrap();
    assert!(source.fetch(&fetch).await.unwrap().is_some());
}

#[tokio::test]
async fn many_rows_and_long_values_come_whole_and_too_many_bytes_are_an_error() {
    let Some((source, _client)) = source("odbc_many", "").await else {
        return;
    };
    let query = "select n, repeat('ä', case n when 19999 then 100000 else 3 end) as lang
        from generate_series(1, 20000) as n";
    let columns = source.columns(&[POSTGRESQL, ("query", query)]).await;
    let (_, _, numbers) = &columns[0];
    assert_eq!(numbers.len(), 20_000);
    let (_, _, texts) = &columns[1];
    assert_eq!(
        texts[19_998].as_deref().map(|text| text.chars().count()),
        Some(100_000)
    );
    let query = "select md5(n::text) from generate_series(1, 200000) as n";
    let mut fetch = source.asks(&[POSTGRESQL, ("query", query)]);
    fetch.most_bytes = 100_000;
    assert_eq!(
        source.fetch(&fetch).await.unwrap_err().code,
        "fetch_too_large"
    );
}

#[tokio::test]
async fn a_file_is_only_read_through_a_data_source_the_administrator_allows() {
    if !has("libsqlite3odbc.so") {
        return;
    }
    // The driver itself makes the file: no other program for it is needed.
    let database = rusqlite::Connection::open(file()).unwrap();
    database
        .execute_batch(
            "drop table if exists baeume;
            create table baeume (id integer, art varchar(30), hoehe double, am date);
            insert into baeume values (1, 'Säulen-Eiche 🌳', 12.5, '2024-02-29'), (2, null, null, null);",
        )
        .unwrap();
    let connect = Connect::new(&Reach::default()).with_drivers(process());
    let fetch = asks(&[("source", "Fachverfahren"), ("table", "baeume")]);
    let folder = tempfile::tempdir().unwrap();
    let fetched = connect.fetch(&fetch, folder.path(), &|_, _| {}).await;
    let Ok(Fetched::Files { files, .. }) = fetched else {
        panic!("{fetched:?}");
    };
    same(
        &columns(File::open(&files[0].path).unwrap()),
        &[
            ("id", "Int64", &["1", "2"]),
            ("art", "Utf8", &["Säulen-Eiche 🌳", "~"]),
            ("hoehe", "Float64", &["12.5", "~"]),
            ("am", "Date32", &["2024-02-29", "~"]),
        ],
    );
    let offered = connect
        .look(&asks(&[("source", "Fachverfahren")]))
        .await
        .unwrap();
    assert_eq!(offered[0].value, "baeume");
    for (settings, code) in [
        (
            &[("source", "Andere"), ("table", "t")][..],
            "fetch_source_refused",
        ),
        (
            &[
                ("driver", "SQLite3"),
                ("host", "127.0.0.1:1"),
                ("database", "x"),
                ("table", "t"),
            ],
            "fetch_driver_files",
        ),
        (
            &[
                ("driver", "SQLite3"),
                ("source", "Fachverfahren"),
                ("table", "t"),
            ],
            "fetch_driver_or_source",
        ),
        (&[("table", "t")], "fetch_missing"),
    ] {
        let refused = refusal(process(), "127.0.0.1:1", &asks(settings)).await;
        assert_eq!(refused.code, code, "{settings:?}");
    }
}

#[tokio::test]
async fn the_drivers_of_the_machine_are_offered_but_not_those_of_files() {
    let connect = Connect::new(&Reach::default()).with_drivers(process());
    let offered = connect.look(&asks(&[])).await.unwrap();
    let offered: Vec<_> = offered
        .iter()
        .map(|it| (it.field, it.value.as_str()))
        .collect();
    assert_eq!(
        offered,
        [
            ("driver", "PostgreSQL"),
            ("driver", "FreeTDS"),
            ("driver", "Kaputt"),
            ("source", "Fachverfahren"),
        ]
    );
}

#[tokio::test]
async fn a_server_that_refuses_hangs_up_or_says_nothing_is_a_clear_error() {
    if !has("libtdsodbc.so") {
        return;
    }
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let free = closed.local_addr().unwrap().to_string();
    drop(closed);
    let ask = |place: &str| {
        asks(&[
            ("driver", "FreeTDS"),
            ("host", place),
            ("database", "fach"),
            ("user", "hub"),
            ("table", "dbo.t"),
            ("tls", "off"),
        ])
    };
    let refused = refusal(process(), &free, &ask(&free)).await;
    assert_eq!(
        (refused.code, refused.detail.as_str()),
        ("fetch_unreachable", free.as_str())
    );
    let rude = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let place = rude.local_addr().unwrap().to_string();
    std::thread::spawn(move || rude.incoming().for_each(drop));
    let refused = refusal(process(), &place, &ask(&place)).await;
    assert!(refused.passing, "{refused:?}");
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let place = silent.local_addr().unwrap().to_string();
    let mut fetch = ask(&place);
    fetch.time = Duration::from_secs(1);
    let refused = refusal(process(), &place, &fetch).await;
    assert_eq!(refused.code, "fetch_timeout");
}

#[tokio::test]
async fn a_driver_that_breaks_ends_alone() {
    let kaputt = asks(&[
        ("driver", "Kaputt"),
        ("host", "127.0.0.1:1"),
        ("tls", "driver"),
        ("table", "t"),
    ]);
    let refused = refusal(process(), "127.0.0.1:1", &kaputt).await;
    assert_eq!(refused.code, "fetch_driver_missing");
    let mut starved = process();
    starved.memory_bytes = 1 << 20;
    let refused = refusal(starved, "127.0.0.1:1", &kaputt).await;
    assert_eq!(refused.code, "fetch_driver_failed");
    let mut other = process();
    other.executable = PathBuf::from("/bin/false");
    let refused = refusal(other, "127.0.0.1:1", &kaputt).await;
    assert_eq!(refused.code, "fetch_driver_failed");
}
