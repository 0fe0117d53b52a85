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

/// Files are missed after a second instead of minutes.
fn impatient() -> Result<Home> {
    let home = Home::new()?;
    let config = home.data().join("config.toml");
    let text = std::fs::read_to_string(&config)?;
    let quick = text.replace("missing_seconds = 180", "missing_seconds = 1");
    ensure!(quick != text, "the setting is called otherwise");
    std::fs::write(&config, quick)?;
    Ok(home)
}

/// Asks `status` until so many files are held back from being withdrawn (null for none).
fn wait_for_held(home: &Home, missing: &serde_json::Value) -> Result<()> {
    let deadline = Instant::now() + LIMIT;
    loop {
        let status = home.run(["status", "--json"])?.json()?;
        if status["watch_held"]["missing"] == *missing {
            return Ok(());
        }
        ensure!(
            Instant::now() < deadline,
            "{missing} did not come to pass:\n{status:#}"
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
    let home = impatient()?;
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
    let home = impatient()?;
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

#[test]
fn a_share_that_is_gone_withdraws_nothing_and_is_followed_again_when_it_is_back() -> Result<()> {
    let home = impatient()?;
    home.write("ablage/umwelt/a.csv", "x;y\n1;2\n")?;
    home.write("ablage/umwelt/b.csv", "x;y\n1;2\n")?;
    let folder = home.folder().join("ablage");
    let server = Server::with(
        &home,
        ServerOptions {
            watch: Some(&folder),
            expected_warnings: vec!["many files are missing"],
            ..ServerOptions::default()
        },
    )?;
    wait_for(&home, "two datasets", |all| {
        all.as_array().is_some_and(|all| all.len() == 2)
    })?;
    std::fs::rename(folder.join("umwelt"), home.folder().join("anderswo"))?;
    wait_for_held(&home, &serde_json::json!(2))?;
    let datasets = home.done(["datasets", "--json"])?.json()?;
    for name in ["a", "b"] {
        let state = &entry(&datasets, name).expect("still there")["state"];
        assert_ne!(state, "withdrawn");
    }
    std::fs::rename(home.folder().join("anderswo"), folder.join("umwelt"))?;
    wait_for_held(&home, &serde_json::Value::Null)?;
    std::fs::remove_file(folder.join("umwelt/b.csv"))?;
    wait_for(&home, "the withdrawal", |all| {
        entry(all, "b").is_some_and(|dataset| dataset["state"] == "withdrawn")
    })?;
    server.stop()
}

#[test]
fn another_folder_on_the_command_line_withdraws_nothing_of_the_first() -> Result<()> {
    let home = impatient()?;
    home.write("ablage/umwelt/a.csv", "x;y\n1;2\n")?;
    home.write("falsch/verkehr/c.csv", "x;y\n1;2\n")?;
    for (folder, count) in [("ablage", 1), ("falsch", 2)] {
        let folder = home.folder().join(folder);
        let server = Server::with(
            &home,
            ServerOptions {
                watch: Some(&folder),
                ..ServerOptions::default()
            },
        )?;
        let datasets = wait_for(&home, "the dataset of this folder", |all| {
            all.as_array().is_some_and(|all| all.len() == count)
        })?;
        let first = entry(&datasets, "a").expect("of the first folder");
        assert_ne!(first["state"], "withdrawn");
        server.stop()?;
    }
    Ok(())
}

#[test]
fn a_folder_that_is_missing_ends_watch_at_once_and_not_serve() -> Result<()> {
    let home = impatient()?;
    let missing = home.folder().join("fehlt");
    let output = home.run([std::ffi::OsStr::new("watch"), missing.as_os_str()])?;
    assert_eq!(output.code, Some(6), "{}", output.stderr);
    let server = Server::with(
        &home,
        ServerOptions {
            watch: Some(&missing),
            expected_warnings: vec!["the watched folder cannot be followed"],
            ..ServerOptions::default()
        },
    )?;
    server.stop()
}
