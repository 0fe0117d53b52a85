//! The record through the real binary: kept by every door, checked, kept elsewhere, and told to whom it concerns.

use crate::duckdb_reads::python;
use anyhow::{Result, ensure};
use hebewerk_e2e::{Home, Server};
use serde_json::json;
use std::process::Command;

/// A hub whose record has entries from several commands.
fn recorded() -> Result<Home> {
    let home = Home::new()?;
    for number in 1..=4 {
        let file = home.write("zahlen.csv", format!("wert;zahl\nGeheimwert;{number}\n"))?;
        let file = file.display().to_string();
        home.done(["take-in", "--organisation", "umwelt", &file])?;
        home.done(["sql", "select wert from umwelt.zahlen", "--json"])?;
    }
    Ok(home)
}

/// Runs statements in the catalogue as somebody who may do everything in it; not without a Python to do it with.
fn meddle(home: &Home, sql: &str) -> Result<bool> {
    let Some(python) = python() else {
        return Ok(false);
    };
    let script = "import sqlite3, sys\n\
                  db = sqlite3.connect(sys.argv[1])\n\
                  db.executescript('drop trigger if exists hw_audit_stands; drop trigger if exists hw_audit_stays;' + sys.argv[2])\n\
                  db.commit()";
    let done = Command::new(python)
        .args(["-c", script])
        .arg(home.data().join("catalogue.sqlite"))
        .arg(sql)
        .status()?;
    ensure!(done.success(), "{sql}");
    Ok(true)
}

#[test]
fn what_somebody_does_to_the_record_in_the_database_is_named() -> Result<()> {
    let home = recorded()?;
    let whole = home.done(["audit", "verify"])?;
    ensure!(whole.text().contains("Unverändert."), "{whole:?}");
    let list = home.done(["audit", "list", "--json"])?.json()?;
    let newest = list[0]["entry"].as_u64().unwrap_or(0);
    ensure!(newest >= 8, "{list}");
    ensure!(list.to_string().contains("\"door\":\"command\""), "{list}");
    ensure!(
        !list.to_string().contains("Geheimwert"),
        "never values: {list}"
    );
    if !meddle(
        &home,
        "update hw_audit set rule = 'public_for_all' where entry = 3",
    )? {
        eprintln!("SKIPPED: HEBEWERK_TEST_PYTHON is not set");
        return Ok(());
    }
    let found = home.run(["audit", "verify"])?;
    ensure!(found.code == Some(7), "{found:?}");
    ensure!(found.text().contains("Eintrag 3 ist nicht so"), "{found:?}");
    let found = home.run(["doctor", "--deep"])?;
    ensure!(found.code == Some(7), "{found:?}");
    ensure!(
        found.text().contains("Das Zugriffsprotokoll ist nicht so"),
        "{found:?}"
    );
    Ok(())
}

#[test]
fn a_head_kept_elsewhere_shows_that_the_end_was_cut_off() -> Result<()> {
    let home = recorded()?;
    let kept = home.done(["audit", "head"])?.text();
    let kept = kept.trim();
    let cut = "delete from hw_audit where entry > 4;
               update hw_audit_head set entry = 4, hash = (select hash from hw_audit where entry = 4);";
    if !meddle(&home, cut)? {
        eprintln!("SKIPPED: HEBEWERK_TEST_PYTHON is not set");
        return Ok(());
    }
    let found = home.run(["audit", "verify", "--json"])?;
    ensure!(found.code == Some(7), "the file of heads knows: {found:?}");
    ensure!(found.json()?["faults"][0]["kind"] == "cut_off", "{found:?}");
    std::fs::remove_file(home.data().join("audit-heads"))?;
    let found = home.run(["audit", "verify"])?;
    ensure!(found.code == Some(0), "nobody knows better: {found:?}");
    let found = home.run(["audit", "verify", "--head", kept])?;
    ensure!(found.code == Some(7), "{found:?}");
    ensure!(
        found.text().contains("Am Ende fehlen die Einträge 5 bis"),
        "{found:?}"
    );
    let wrong = home.run(["audit", "verify", "--head", "5"])?;
    ensure!(wrong.code == Some(2), "{wrong:?}");
    Ok(())
}

#[test]
fn a_backup_brings_the_record_back_whole() -> Result<()> {
    let home = recorded()?;
    let backup = home.folder().join("sicherung");
    home.done(["backup", backup.to_str().unwrap()])?;
    home.done(["sql", "select zahl from umwelt.zahlen", "--json"])?;
    let again = Home::empty()?;
    again.done(["restore", backup.to_str().unwrap()])?;
    let whole = again.done(["audit", "verify", "--json"])?.json()?;
    ensure!(whole["whole"] == true, "{whole}");
    ensure!(whole["heads_compared"].as_u64() > Some(0), "{whole}");
    Ok(())
}

#[test]
fn the_officer_is_appointed_exports_and_discloses_on_the_command_line() -> Result<()> {
    let home = recorded()?;
    let server = Server::start(&home)?;
    let visitor = server.visitor()?;
    let token = server
        .setup_token
        .clone()
        .expect("a fresh hub offers a link");
    let path = format!("/einrichten/{token}");
    let fields = [
        ("name", "Frau Verwalterin"),
        ("email", "admin@stadt.example"),
        ("kennwort", "ein langes Kennwort"),
    ];
    visitor.submit(&path, &path, &fields)?;
    let refused = visitor.get("/protokoll")?;
    ensure!(refused.status() == 403, "{}", refused.status());
    // Beside the running server: one chain, two writers.
    home.done([
        "sql",
        "select count(*) as zeilen from umwelt.zahlen",
        "--json",
    ])?;
    let found = home.done(["audit", "verify", "--json"])?.json()?;
    ensure!(found["whole"] == true, "{found}");
    let lines = home.done(["audit", "export", "--action", "read_audit", "--refused"])?;
    let line: serde_json::Value = serde_json::from_str(lines.text().lines().next().unwrap_or(""))?;
    ensure!(
        line["name"] == "Frau Verwalterin" && line["door"] == "pages",
        "{line}"
    );
    let csv = home.done(["audit", "export", "--form", "excel", "--door", "command"])?;
    ensure!(csv.text().contains(";Kommandozeile;"), "{}", csv.text());
    server.stop()?;
    home.done(["audit", "officer", "admin@stadt.example"])?;
    let held = home
        .done(["audit", "disclose", "admin@stadt.example"])?
        .json()?;
    ensure!(
        held["account"]["data_protection_officer"] == json!(true),
        "{held}"
    );
    let actions: Vec<&str> = held["audit"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|entry| entry["action"].as_str())
        .collect();
    ensure!(
        actions.contains(&"make_officer") && actions.contains(&"disclose_account"),
        "{held}"
    );
    let nobody = home.run(["audit", "disclose", "niemand@stadt.example"])?;
    ensure!(nobody.code != Some(0), "{nobody:?}");
    Ok(())
}
