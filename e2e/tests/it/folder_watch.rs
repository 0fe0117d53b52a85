//! A folder of offices' files becomes a hub that follows it.

use anyhow::{Result, ensure};
use hebewerk_e2e::{Home, Server, ServerOptions};
use std::time::{Duration, Instant};

const LIMIT: Duration = Duration::from_mins(1);

/// Asks the catalogue until `holds`, or fails with what it said last.
fn wait_for(
    home: &Home,
    what: &str,
    holds: impl Fn(&serde_json::Value) -> bool,
) -> Result<serde_json::Value> {
    let deadline = Instant::now() + LIMIT;
    loop {
        let datasets = home.done(["datasets", "--json"])?.json()?;
        if holds(&datasets) {
            return Ok(datasets);
        }
        ensure!(
            Instant::now() < deadline,
            "{what} did not come to pass:\n{datasets:#}"
        );
    }
}

fn entry<'a>(datasets: &'a serde_json::Value, name: &str) -> Option<&'a serde_json::Value> {
    datasets
        .as_array()?
        .iter()
        .find(|dataset| dataset["dataset"] == name)
}

#[test]
fn folders_are_organisations_and_files_are_datasets() -> Result<()> {
    let home = Home::new()?;
    home.write(
        "ablage/Entsorgung/Sperrmüll Aufträge.csv",
        "Nr;Straße\n1;Am Markt\n2;Ring\n",
    )?;
    home.write(
        "ablage/Umwelt/unter/Messwerte.csv",
        "tag;wert\n2024-01-01;1\n",
    )?;
    home.write("ablage/Umwelt/~$Messwerte.xlsx", "lock")?;
    home.write("ablage/Umwelt/halb.csv.part", "a;b\n")?;
    let folder = home.folder().join("ablage");
    let server = Server::with(
        &home,
        ServerOptions {
            watch: Some(&folder),
            ..ServerOptions::default()
        },
    )?;
    let datasets = wait_for(&home, "two datasets", |all| {
        all.as_array().is_some_and(|all| all.len() == 2)
    })?;
    let orders = entry(&datasets, "sperrmuell_auftraege").expect("named after its file");
    assert_eq!(orders["organisation"], "entsorgung");
    assert_eq!(orders["rows"], 2);

    home.write(
        "ablage/Entsorgung/Sperrmüll Aufträge.csv",
        "Nr;Straße\n1;Am Markt\n2;Ring\n3;Kai\n",
    )?;
    wait_for(&home, "a second version", |all| {
        entry(all, "sperrmuell_auftraege").is_some_and(|dataset| dataset["version"] == 2)
    })?;

    std::fs::remove_file(folder.join("Umwelt/unter/Messwerte.csv"))?;
    wait_for(&home, "the withdrawal", |all| {
        entry(all, "messwerte").is_some_and(|dataset| dataset["state"] == "withdrawn")
    })?;
    server.stop()
}

#[test]
fn a_file_that_vanished_while_the_hub_was_stopped_is_withdrawn_at_the_next_start() -> Result<()> {
    let home = Home::new()?;
    home.write("ablage/umwelt/a.csv", "x;y\n1;2\n")?;
    home.write("ablage/umwelt/b.csv", "x;y\n1;2\n")?;
    let folder = home.folder().join("ablage");
    let options = || ServerOptions {
        watch: Some(&folder),
        ..ServerOptions::default()
    };
    let server = Server::with(&home, options())?;
    wait_for(&home, "two datasets", |all| {
        all.as_array().is_some_and(|all| all.len() == 2)
    })?;
    server.stop()?;
    std::fs::remove_file(folder.join("umwelt/b.csv"))?;
    let server = Server::with(&home, options())?;
    let datasets = wait_for(&home, "the withdrawal", |all| {
        entry(all, "b").is_some_and(|dataset| dataset["state"] == "withdrawn")
    })?;
    assert_eq!(
        entry(&datasets, "a").expect("still there")["version"],
        1,
        "unchanged bytes are no new version"
    );
    server.stop()
}
