//! Tables of a real PostgreSQL and a real MariaDB become datasets whose columns can be reckoned with.

use anyhow::{Context, Result, ensure};
use hebewerk_e2e::Home;
use serde_json::json;
use std::process::Command;

/// A server of the tests, and a database of this test on it.
struct Server {
    connector: &'static str,
    user: String,
    password: String,
    host: String,
    port: String,
    database: String,
}

impl Server {
    /// None where the machine has no such server; `cargo xtask test` starts one.
    fn named(connector: &'static str, variable: &str, test: &str) -> Result<Option<Self>> {
        #[expect(
            clippy::disallowed_methods,
            reason = "the tests are told of servers so"
        )]
        let Ok(url) = std::env::var(variable) else {
            #[expect(clippy::print_stderr, reason = "what is left out is said loudly")]
            {
                eprintln!("SKIPPED: no server: {variable} is not set");
            }
            return Ok(None);
        };
        let parts = || {
            let (_, rest) = url.split_once("://")?;
            let (login, rest) = rest.split_once('@')?;
            let (user, password) = login.split_once(':')?;
            let (place, _) = rest.split_once('/')?;
            let (host, port) = place.split_once(':')?;
            Some([user, password, host, port].map(str::to_owned))
        };
        let [user, password, host, port] = parts().context("an address with name and password")?;
        let database = format!("hw_e2e_{test}_{}", std::process::id());
        Ok(Some(Self {
            connector,
            user,
            password,
            host,
            port,
            database,
        }))
    }

    fn run(&self, database: &str, sql: &str) -> Result<()> {
        let mut program = if self.connector == "mysql" {
            let mut program = Command::new("mariadb");
            program
                .args(["--no-defaults", "--default-character-set=utf8mb4"])
                .args(["-h", &self.host, "-P", &self.port, "-u", &self.user])
                .env("MYSQL_PWD", &self.password)
                .args(["-e", sql, database]);
            program
        } else {
            let mut program = Command::new("psql");
            program
                .args(["-X", "-q", "-v", "ON_ERROR_STOP=1"])
                .args(["-h", &self.host, "-p", &self.port, "-U", &self.user])
                .env("PGPASSWORD", &self.password)
                .args(["-d", database, "-c", sql]);
            program
        };
        let output = program.output().context("the client of the database")?;
        let errors = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "{errors}");
        Ok(())
    }

    /// Makes the database anew.
    fn fill(&self, usual: &str, sql: &str) -> Result<()> {
        let database = &self.database;
        self.run(usual, &format!("drop database if exists {database}"))?;
        self.run(usual, &format!("create database {database}"))?;
        self.run(database, sql)
    }

    fn connect(&self, home: &Home, name: &str, sets: &[&str]) -> Result<()> {
        let place = format!("{}:{}", self.host, self.port);
        let config = home.data().join("config.toml");
        let text = std::fs::read_to_string(&config)?;
        let allowed = format!("allowed_hosts = [\"{place}\"]");
        std::fs::write(&config, text.replace("allowed_hosts = []", &allowed))?;
        let secret = home.write("kennwort.txt", &self.password)?;
        let secret = format!("password={}", secret.display());
        let sets: Vec<String> = [
            format!("host={place}"),
            format!("database={}", self.database),
            format!("user={}", self.user),
            "tls=off".to_owned(),
        ]
        .into_iter()
        .chain(sets.iter().map(|set| (*set).to_owned()))
        .collect();
        let mut arguments = vec!["connect", self.connector, "--organisation", "Umwelt"];
        arguments.extend(["--name", name, "--secret-file", &secret]);
        for set in &sets {
            arguments.extend(["--set", set]);
        }
        home.done(arguments)?;
        Ok(())
    }
}

/// What only works with numbers, days, times and truth values.
const RECKONED: &str = "
    select
        id,
        cast(preis * 2 as varchar) as doppelt,
        cast(gross as varchar) as gross,
        date_part('year', tag) as jahr,
        date_part('hour', weltweit) as stunde,
        not ja as nein,
        baumart
    from umwelt.baeume
    order by id";

fn expect_reckoned(home: &Home) -> Result<()> {
    let nothing = serde_json::Value::Null;
    assert_eq!(
        home.sql(RECKONED)?,
        json!([
            {
                "id": 1, "doppelt": "-0.10", "gross": "9223372036854775807", "jahr": 1899, "stunde": 10,
                "nein": false, "baumart": "Säulen-Eiche 🌳",
            },
            {
                "id": 2, "doppelt": "199999999.98", "gross": "-1", "jahr": 2024, "stunde": 0, "nein": true,
                "baumart": "",
            },
            {
                "id": 3, "doppelt": nothing, "gross": nothing, "jahr": nothing, "stunde": nothing,
                "nein": nothing, "baumart": nothing,
            },
        ])
    );
    Ok(())
}

/// Fetched once, found unchanged, and fetched again after a change.
fn expect_versions(home: &Home, server: &Server) -> Result<()> {
    let first = home.done(["fetch", "Baeume", "--json"])?.json()?;
    assert_eq!(first["outcome"], "delivered", "{first:#}");
    expect_reckoned(home)?;
    let again = home.done(["fetch", "Baeume", "--json"])?.json()?;
    assert_eq!(again["outcome"], "unchanged", "{again:#}");
    server.run(&server.database, "insert into baeume (id) values (4)")?;
    let next = home.done(["fetch", "Baeume", "--json"])?.json()?;
    assert_eq!(next["outcome"], "delivered", "{next:#}");
    let datasets = home.done(["datasets", "--json"])?.json()?;
    assert_eq!(
        (&datasets[0]["version"], &datasets[0]["rows"]),
        (&json!(2), &json!(4))
    );
    Ok(())
}

#[test]
fn a_table_of_postgresql_becomes_a_dataset_one_can_reckon_with() -> Result<()> {
    let Some(server) = Server::named("postgresql", "HEBEWERK_TEST_POSTGRES_URL", "tables")? else {
        return Ok(());
    };
    server.fill(
        "postgres",
        "create table baeume (id int, preis numeric(10, 2), gross bigint, tag date, weltweit timestamptz,
            ja boolean, baumart text);
        insert into baeume values
            (1, -0.05, 9223372036854775807, '1899-12-31', '2024-06-01 12:00:00+02', true, 'Säulen-Eiche 🌳'),
            (2, 99999999.99, -1, '2024-02-29', '1900-01-01 00:00Z', false, ''),
            (3, null, null, null, null, null, null);",
    )?;
    let home = Home::new()?;
    server.connect(&home, "Baeume", &["table=public.baeume", "since=id"])?;
    expect_versions(&home, &server)?;
    server.connect(
        &home,
        "Loeschen",
        &["query=delete from baeume returning id"],
    )?;
    let refused = home.run(["fetch", "Loeschen"])?;
    assert_eq!(refused.code, Some(1));
    assert!(
        refused.text().contains("ein einzelnes SELECT"),
        "{}",
        refused.text()
    );
    server.run("postgres", &format!("drop database {}", server.database))
}

#[test]
fn a_table_of_mariadb_becomes_a_dataset_one_can_reckon_with() -> Result<()> {
    let Some(server) = Server::named("mysql", "HEBEWERK_TEST_MARIADB_URL", "tables")? else {
        return Ok(());
    };
    server.fill(
        "mysql",
        "set time_zone = '+02:00';
        create table baeume (id int, preis decimal(10, 2), gross bigint, tag date, weltweit timestamp null,
            ja boolean, baumart text) character set utf8mb4;
        insert into baeume values
            (1, -0.05, 9223372036854775807, '1899-12-31', '2024-06-01 12:00:00', true, 'Säulen-Eiche 🌳'),
            (2, 99999999.99, -1, '2024-02-29', '1970-01-02 02:00:00', false, ''),
            (3, null, null, null, null, null, null);",
    )?;
    let home = Home::new()?;
    server.connect(&home, "Baeume", &["table=baeume", "since=id"])?;
    expect_versions(&home, &server)?;
    server.run("mysql", &format!("drop database {}", server.database))
}

/// What a run says of the rows of its only dataset.
fn changed(home: &Home) -> Result<serde_json::Value> {
    let run = home.done(["fetch", "Baeume", "--json"])?.json()?;
    assert_eq!(run["outcome"], "delivered", "{run:#}");
    Ok(run["deliveries"][0]["changes"].clone())
}

/// Only what is newer is fetched; the dataset is whole all the same, and the log says what changed.
fn expect_newer(home: &Home, server: &Server) -> Result<()> {
    assert_eq!(changed(home)?, serde_json::Value::Null);
    let again = home.done(["fetch", "Baeume", "--json"])?.json()?;
    assert_eq!(again["outcome"], "unchanged", "{again:#}");
    server.run(
        &server.database,
        "update baeume set baumart = 'Linde', am = '2024-02-01' where id = 2;
        insert into baeume values (4, 'Ulme', '2024-02-02')",
    )?;
    assert_eq!(
        changed(home)?,
        json!({"inserted": 1, "updated": 1, "deleted": 0})
    );
    server.run(&server.database, "delete from baeume where id = 1")?;
    assert_eq!(
        changed(home)?,
        json!({"inserted": 0, "updated": 0, "deleted": 1})
    );
    assert_eq!(
        home.sql("select id, baumart from umwelt.baeume order by id")?,
        json!([
            {"id": 2, "baumart": "Linde"},
            {"id": 3, "baumart": "Esche"},
            {"id": 4, "baumart": "Ulme"},
        ])
    );
    Ok(())
}

const GROWING: &str = "
    create table baeume (id int primary key, baumart text, am date);
    insert into baeume values (1, 'Eiche', '2024-01-01'), (2, 'Buche', '2024-01-02'), (3, 'Esche', '2024-01-03')";

#[test]
fn what_is_newer_in_postgresql_makes_a_whole_version_and_the_log_says_what_changed() -> Result<()> {
    let Some(server) = Server::named("postgresql", "HEBEWERK_TEST_POSTGRES_URL", "newer")? else {
        return Ok(());
    };
    server.fill("postgres", GROWING)?;
    let home = Home::new()?;
    let sets = ["table=baeume", "since=am", "rows=newer", "key=id"];
    server.connect(&home, "Baeume", &sets)?;
    expect_newer(&home, &server)?;
    server.run("postgres", &format!("drop database {}", server.database))
}

#[test]
fn a_table_behind_a_driver_of_odbc_becomes_a_dataset() -> Result<()> {
    let drivers = std::fs::read_to_string("/etc/odbcinst.ini").unwrap_or_default();
    if !drivers.contains("[PostgreSQL Unicode]") {
        eprintln!("SKIPPED: no driver: PostgreSQL Unicode");
        return Ok(());
    }
    let Some(server) = Server::named("odbc", "HEBEWERK_TEST_POSTGRES_URL", "odbc")? else {
        return Ok(());
    };
    server.fill("postgres", GROWING)?;
    let home = Home::new()?;
    let sets = [
        "driver=PostgreSQL Unicode",
        "table=baeume",
        "since=am",
        "rows=newer",
        "key=id",
    ];
    server.connect(&home, "Baeume", &sets)?;
    expect_newer(&home, &server)?;
    server.connect(&home, "Fehlt", &["driver=Fehlt", "table=baeume"])?;
    let refused = home.run(["fetch", "Fehlt"])?;
    assert_eq!(refused.code, Some(1));
    let text = refused.text();
    assert!(
        text.contains("Treiber gibt es auf diesem Server nicht"),
        "{text}"
    );
    server.run("postgres", &format!("drop database {}", server.database))
}
