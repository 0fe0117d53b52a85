//! Copies of a hub: taken while it works, brought back elsewhere, interrupted at any moment.

use anyhow::{Context, Result, ensure};
use hebewerk_e2e::Home;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

fn take_in(home: &Home, path: &Path) -> Result<()> {
    home.done(
        ["take-in", "--organisation", "umwelt"]
            .map(std::ffi::OsStr::new)
            .into_iter()
            .chain([path.as_os_str()]),
    )?;
    Ok(())
}

#[test]
fn a_backup_taken_during_a_take_in_is_whole() -> Result<()> {
    let home = Home::new()?;
    for number in 0..24 {
        let rows: String = (0..200 + number)
            .map(|row| format!("{row};wert {row}\n"))
            .collect();
        home.write(
            &format!("lieferung/datei_{number:02}.csv"),
            format!("nr;text\n{rows}"),
        )?;
    }
    let mut child = home
        .command(["take-in", "--organisation", "umwelt", "lieferung"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let mut lines = BufReader::new(child.stdout.take().context("piped")?).lines();
    lines.next().context("the first file is lifted")??;
    let backup = home.folder().join("hub.2026-11-21");
    let report = home
        .done(["backup", "--verify", "--json", backup.to_str().unwrap()])?
        .json()?;
    for line in lines {
        line?;
    }
    ensure!(child.wait()?.success(), "the take-in is not disturbed");
    ensure!(report["files"].as_u64() >= Some(2), "{report:#}");

    let elsewhere = Home::empty()?;
    elsewhere.done(["restore", backup.to_str().unwrap()])?;
    let doctor = elsewhere.done(["doctor", "--deep", "--json"])?.json()?;
    assert_eq!(doctor["problems"].as_array().map(Vec::len), Some(0));
    let list = elsewhere.done(["datasets", "--json"])?.json()?;
    let list = list.as_array().context("a list")?;
    assert!(!list.is_empty());
    for dataset in list {
        let name = dataset["dataset"].as_str().context("a name")?;
        let sql = format!("select nr, text from umwelt.{name} order by nr");
        assert_eq!(elsewhere.sql(&sql)?, home.sql(&sql)?, "{name}");
    }
    Ok(())
}

#[test]
fn drafts_and_scratch_are_no_part_of_a_backup() -> Result<()> {
    let home = Home::new()?;
    let file = home.write("a.csv", "x;y\n1;2\n")?;
    take_in(&home, &file)?;
    std::fs::write(home.data().join("lake/drafts/halb"), "x")?;
    std::fs::write(home.data().join("lake/data/niemandes.parquet"), "x")?;
    let backup = home.folder().join("sicherung");
    home.done(["backup", backup.to_str().unwrap()])?;
    assert!(!backup.join("lake/drafts/halb").exists());
    assert!(!backup.join("lake/data/niemandes.parquet").exists());
    let names: Vec<_> = std::fs::read_dir(&backup)?
        .map(|entry| entry.map(|entry| entry.file_name()))
        .collect::<Result<_, _>>()?;
    assert_eq!(
        names.len(),
        4,
        "catalogue, heads of its audit, lake and settings: {names:?}"
    );
    Ok(())
}

#[test]
fn a_backup_that_was_interrupted_is_begun_anew() -> Result<()> {
    let home = Home::new()?;
    let leftover = home.folder().join("sicherung.unfinished");
    std::fs::create_dir(&leftover)?;
    std::fs::write(leftover.join(".hebewerk-unfinished"), "")?;
    std::fs::write(leftover.join("catalogue.sqlite"), "half")?;
    let backup = home.folder().join("sicherung");
    home.done(["backup", backup.to_str().unwrap()])?;
    assert!(!leftover.exists());
    let again = home.run(["backup", backup.to_str().unwrap()])?;
    assert_eq!(again.code, Some(1), "a backup is never overwritten");
    assert!(again.stderr.contains("gibt es schon"), "{}", again.stderr);
    Ok(())
}

#[test]
fn a_damaged_hub_is_backed_up_as_far_as_it_goes_and_says_so() -> Result<()> {
    let home = Home::new()?;
    for name in ["a.csv", "b.csv"] {
        let file = home.write(name, format!("x;y\n1;{name}\n"))?;
        take_in(&home, &file)?;
    }
    std::fs::remove_dir_all(home.data().join("lake/raw"))?;
    let backup = home.folder().join("sicherung");
    let report = home.run(["backup", "--json", backup.to_str().unwrap()])?;
    assert_eq!(report.code, Some(7), "{}", report.stderr);
    assert!(report.text().contains("raw_missing"), "{}", report.text());
    let elsewhere = Home::empty()?;
    let restored = elsewhere.run(["restore", backup.to_str().unwrap()])?;
    assert_eq!(restored.code, Some(7), "{}", restored.stderr);
    assert_eq!(
        elsewhere.sql("select count(*) as n from umwelt.a")?[0]["n"],
        1
    );
    Ok(())
}

#[test]
fn a_restore_killed_at_any_moment_is_whole_or_not_there_and_can_be_repeated() -> Result<()> {
    let home = Home::new()?;
    for number in 0..6 {
        home.write(
            &format!("lieferung/{number}.csv"),
            format!("x;y\n{number};2\n"),
        )?;
    }
    take_in(&home, &home.folder().join("lieferung"))?;
    let backup = home.folder().join("sicherung");
    home.done(["backup", backup.to_str().unwrap()])?;
    let elsewhere = Home::empty()?;
    for milliseconds in [5, 20, 60, 120, 200] {
        let mut child = elsewhere
            .command(["restore", backup.to_str().unwrap()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let deadline = Instant::now() + Duration::from_millis(milliseconds);
        while Instant::now() < deadline && child.try_wait()?.is_none() {
            std::thread::park_timeout(Duration::from_millis(1));
        }
        child.kill()?;
        child.wait()?;
        if elsewhere.data().exists() {
            break;
        }
        let serve = elsewhere.run(["serve", "--listen", "127.0.0.1:0"])?;
        assert_eq!(serve.code, Some(3), "nothing is served: {}", serve.stderr);
    }
    if !elsewhere.data().exists() {
        elsewhere.done(["restore", backup.to_str().unwrap()])?;
    }
    // Whatever was missing of the index comes with the next command that may write.
    elsewhere.done(["reindex"])?;
    elsewhere.done(["doctor", "--deep"])?;
    let list = elsewhere.done(["datasets", "--json"])?.json()?;
    assert_eq!(list.as_array().map(Vec::len), Some(6));
    let again = elsewhere.run(["restore", backup.to_str().unwrap()])?;
    assert_eq!(again.code, Some(1), "a hub is never overwritten");
    Ok(())
}

#[test]
fn a_folder_that_is_no_backup_is_named() -> Result<()> {
    let home = Home::empty()?;
    let folder = home.folder().join("leer");
    std::fs::create_dir(&folder)?;
    let refused = home.run(["restore", folder.to_str().unwrap()])?;
    assert_eq!(refused.code, Some(6));
    assert!(
        refused.stderr.contains("keine Sicherung"),
        "{}",
        refused.stderr
    );
    assert!(!home.data().exists());
    Ok(())
}
