//! MariaDB.

use crate::source::{Source, same};
use mysql_async::prelude::Queryable;
use mysql_async::{Conn, Opts, OptsBuilder};

pub(crate) async fn source(test: &str, sql: &[&str]) -> Option<(Source, Conn)> {
    let source = Source::new("mysql", "HEBEWERK_TEST_MARIADB_URL", test)?;
    let options = Opts::from_url(source.url.as_str()).unwrap();
    let options = OptsBuilder::from_opts(options).prefer_socket(false);
    let mut conn = Conn::new(options).await.unwrap();
    let database = &source.database;
    for sql in [
        &format!("drop database if exists {database}"),
        &format!("create database {database} character set utf8mb4"),
        &format!("use {database}"),
        "set sql_mode = '', time_zone = '+02:00'",
    ]
    .iter()
    .chain(sql)
    {
        conn.query_drop(*sql).await.unwrap();
    }
    Some((source, conn))
}

const TABLE: &str = "
    create table `Bäume ``alt``` (
        id int primary key,
        klein tinyint,
        ja tinyint(1),
        viele tinyint(1),
        wahr boolean,
        mittel mediumint unsigned,
        gross bigint,
        positiv bigint unsigned,
        preis decimal(10, 2),
        riesig decimal(65, 10),
        einfach float,
        doppelt double,
        `Straße` text,
        kurz varchar(20) character set latin1,
        fest char(5),
        tag date,
        uhr time(6),
        dauer time,
        da datetime(6),
        weltweit timestamp(3) null,
        jahr year,
        bits bit(4),
        schalter bit(1),
        js json,
        bytes blob,
        kurzbytes varbinary(4),
        zustand enum('gut', 'mäßig'),
        merkmale set('a', 'ö'),
        kennung uuid,
        punkt point
    ) comment 'Bäume der Stadt'";

const ROWS: &str = r#"
    insert into `Bäume ``alt``` values
        (1, -128, 1, 1, true, 16777215, -9223372036854775808, 18446744073709551615, -0.05, 1.5, 0.1, 1e-300,
         'Größe 🌳 "q"', 'ä', 'ab', '1899-12-31', '23:59:59.123456', '-51:04:05', '1871-01-18 12:00:00.5',
         '2024-06-01 12:00:00', 1999, b'1010', b'1', '{"b": "ü"}', x'00ff', x'01', 'mäßig', 'a,ö',
         'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', point(1, 2)),
        (2, 0, 0, 7, false, 0, 0, 0, 99999999.99, -7, -1.5, 0.1,
         '', '', '', '0000-00-00', '00:00:00', '08:00:00', '0000-00-00 00:00:00',
         '1970-01-02 02:00:00', 0, b'0', b'0', null, '', null, 'gut', '', null, null),
        (3, null, null, null, null, null, null, null, null, null, null, null,
         null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null)"#;

#[tokio::test]
async fn every_type_keeps_its_meaning() {
    let Some((source, _conn)) = source("types", &[TABLE, ROWS]).await else {
        return;
    };
    let columns = source.columns(&[("table", "\"Bäume `alt`\"")]).await;
    let point = "0101000000000000000000f03f0000000000000040";
    same(
        &columns,
        &[
            ("id", "Int64", &["1", "2", "3"]),
            ("klein", "Int64", &["-128", "0", "~"]),
            ("ja", "Boolean", &["true", "false", "~"]),
            ("viele", "Int64", &["1", "7", "~"]),
            ("wahr", "Boolean", &["true", "false", "~"]),
            ("mittel", "Int64", &["16777215", "0", "~"]),
            ("gross", "Int64", &["-9223372036854775808", "0", "~"]),
            (
                "positiv",
                "Decimal128(20, 0)",
                &["18446744073709551615", "0", "~"],
            ),
            ("preis", "Decimal128(10, 2)", &["-0.05", "99999999.99", "~"]),
            ("riesig", "Utf8", &["1.5000000000", "-7.0000000000", "~"]),
            ("einfach", "Float64", &["0.1", "-1.5", "~"]),
            ("doppelt", "Float64", &["1e-300", "0.1", "~"]),
            ("Straße", "Utf8", &["Größe 🌳 \"q\"", "", "~"]),
            ("kurz", "Utf8", &["ä", "", "~"]),
            ("fest", "Utf8", &["ab", "", "~"]),
            ("tag", "Date32", &["1899-12-31", "~", "~"]),
            ("uhr", "Time64(µs)", &["23:59:59.123456", "00:00:00", "~"]),
            ("dauer", "Utf8", &["-51:04:05", "08:00:00", "~"]),
            (
                "da",
                "Timestamp(µs)",
                &["1871-01-18T12:00:00.500", "~", "~"],
            ),
            (
                "weltweit",
                "Timestamp(µs, \"UTC\")",
                &["2024-06-01T10:00:00Z", "1970-01-02T00:00:00Z", "~"],
            ),
            ("jahr", "Int64", &["1999", "~", "~"]),
            ("bits", "Int64", &["10", "0", "~"]),
            ("schalter", "Boolean", &["true", "false", "~"]),
            ("js", "Utf8", &["{\"b\": \"ü\"}", "~", "~"]),
            ("bytes", "Binary", &["00ff", "", "~"]),
            ("kurzbytes", "Binary", &["01", "~", "~"]),
            ("zustand", "Utf8", &["mäßig", "gut", "~"]),
            ("merkmale", "Utf8", &["a,ö", "", "~"]),
            (
                "kennung",
                "Utf8",
                &["a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "~", "~"],
            ),
            ("punkt", "Binary", &[point, "~", "~"]),
        ],
    );
    let offered = source.look().await;
    assert_eq!(
        offered[0].value,
        format!("{}.\"Bäume `alt`\"", source.database)
    );
    assert_eq!(offered[0].title.as_deref(), Some("Bäume der Stadt"));
}

#[tokio::test]
async fn keys_keep_the_zeros_the_database_shows_and_geometries_their_system() {
    let sql = [
        "create table t (nr int(5) zerofill, lang bigint zerofill, jahr year, wo geometry)",
        "insert into t values (42, 7, 1999, st_geomfromtext('point(374123 5711234)', 25832)), (123456, null, 0, null)",
        "create view gut as select nr from t",
        "create view kaputt as select * from weg",
    ];
    let weg = "create table weg (id int)";
    let all = [sql[0], sql[1], weg, sql[2], sql[3], "drop table weg"];
    let Some((source, _conn)) = source("zeros", &all).await else {
        return;
    };
    let place = "0101000020e864000000000000acd516410000008060c95541";
    same(
        &source.columns(&[("table", "t")]).await,
        &[
            ("nr", "Utf8", &["00042", "123456"]),
            ("lang", "Utf8", &["00000000000000000007", "~"]),
            ("jahr", "Int64", &["1999", "~"]),
            ("wo", "Binary", &[place, "~"]),
        ],
    );
    same(
        &source.columns(&[("table", "gut")]).await,
        &[("nr", "Utf8", &["00042", "123456"])],
    );
    let refused = source.refusal(&[("table", "kaputt")]).await;
    assert_eq!(refused.code, "fetch_view_broken");
}

#[tokio::test]
async fn a_query_is_one_select_and_changes_nothing() {
    let sql = [
        "create table t (id int, text text)",
        "insert into t values (1, 'a'), (2, 'b')",
        "create function tut() returns int begin insert into t values (3, 'c'); return 1; end",
    ];
    let Some((source, mut conn)) = source("queries", &sql).await else {
        return;
    };
    let query = "select id, id, text as `Größe` from t order by id desc # alle\n;\n";
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
        ("select tut()", "fetch_query_writes"),
        ("drop table t", "fetch_query_writes"),
        ("show tables", "fetch_query_writes"),
        ("select ?", "fetch_query_writes"),
        (
            "select id from t into outfile 'hebewerk'",
            "fetch_query_writes",
        ),
        ("select 1; drop table t", "fetch_query_refused"),
        (
            "select 1 from t) as q; drop table t; --",
            "fetch_query_refused",
        ),
        ("selekt", "fetch_query_refused"),
        ("select * from nirgends", "fetch_query_refused"),
    ] {
        let refused = source.refusal(&[("query", query)]).await;
        assert_eq!(refused.code, code, "{query}");
        assert!(refused.detail.len() <= 10, "{query}: {}", refused.detail);
    }
    let count: Option<i64> = conn.query_first("select count(*) from t").await.unwrap();
    assert_eq!(count, Some(2));
}

#[tokio::test]
async fn nothing_is_fetched_while_nothing_is_newer() {
    let sql = [
        "create table t (id int, am date)",
        "insert into t values (1, '2024-01-01'), (2, null)",
    ];
    let Some((source, mut conn)) = source("since", &sql).await else {
        return;
    };
    let mut fetch = source.asks(&[("table", "t"), ("since", "am")]);
    let (_, memory) = source.fetch(&fetch).await.unwrap().unwrap();
    fetch.memory = memory;
    assert!(source.fetch(&fetch).await.unwrap().is_none());
    conn.query_drop("delete from t where id = 2").await.unwrap();
    let (columns, memory) = source.fetch(&fetch).await.unwrap().unwrap();
    same(
        &columns,
        &[("id", "Int64", &["1"]), ("am", "Date32", &["2024-01-01"])],
    );
    fetch.memory = memory;
    conn.query_drop("update t set am = '2024-01-02'")
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
    let Some((source, _conn)) = source("refusals", &["create table t (id int)"]).await else {
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
            &[("table", "t"), ("host", "127.0.0.1:1")],
            "fetch_address_refused",
        ),
    ] {
        assert_eq!(source.refusal(settings).await.code, code, "{settings:?}");
    }
    let mut slow = source.asks(&[("query", "select sleep(60)")]);
    slow.time = std::time::Duration::from_millis(1500);
    assert_eq!(source.fetch(&slow).await.unwrap_err().code, "fetch_timeout");
}

#[tokio::test]
async fn many_rows_come_whole_and_too_many_bytes_are_an_error() {
    let Some((source, _conn)) = source("many", &[]).await else {
        return;
    };
    let query = "select seq as n, md5(seq) as h from seq_1_to_50000";
    let columns = source.columns(&[("query", query)]).await;
    let (_, _, numbers) = &columns[0];
    assert_eq!(numbers.len(), 50_000);
    let mut fetch = source.asks(&[("query", query)]);
    fetch.most_bytes = 100_000;
    assert_eq!(
        source.fetch(&fetch).await.unwrap_err().code,
        "fetch_too_large"
    );
}
