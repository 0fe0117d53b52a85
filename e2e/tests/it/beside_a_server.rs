//! Commands that only look: beside a running server, on a directory of another age, with a damaged index.

use anyhow::{Context, Result};
use hebewerk_e2e::{Home, Server};
use std::collections::BTreeMap;
use std::path::Path;

fn with_dataset() -> Result<Home> {
    let home = Home::new()?;
    let file = home.write("a.csv", "x;y\n1;2\n3;4\n")?;
    home.done([
        "take-in",
        "--organisation",
        "umwelt",
        file.to_str().unwrap(),
    ])?;
    Ok(home)
}

#[test]
fn looking_leaves_the_data_directory_as_it_is() -> Result<()> {
    let home = with_dataset()?;
    let job = home.data().join("spool/hebewerk-job");
    std::fs::create_dir_all(&job)?;
    std::fs::write(job.join("sheet"), "x")?;
    let before = contents(&home.data())?;
    home.done(["status", "--json"])?;
    home.done(["datasets", "--json"])?;
    home.done(["doctor", "--deep", "--json"])?;
    let backup = home.folder().join("sicherung");
    home.done(["backup", backup.to_str().unwrap()])?;
    assert_eq!(contents(&home.data())?, before);
    Ok(())
}

#[test]
fn looking_beside_a_server_answers_and_does_not_disturb_it() -> Result<()> {
    let home = with_dataset()?;
    let server = Server::start(&home)?;
    let status = home.done(["status", "--json"])?.json()?;
    assert_eq!(status["running"], true, "{status:#}");
    assert_eq!(status["datasets"], 1);
    assert_eq!(status["versions"], 1);
    assert_eq!(status["index_behind"], 0);
    assert!(status["bytes"]["raw"].as_u64() > Some(0));
    assert!(status["room"]["free_bytes"].as_u64() > Some(0));
    assert_eq!(home.sql("select x from umwelt.a order by x")?[1]["x"], 3);
    let list = home.done(["datasets", "--json"])?.json()?;
    assert_eq!(list[0]["dataset"], "a");
    home.done(["doctor", "--deep"])?;
    server.stop()
}

#[test]
fn a_damaged_index_is_named_and_not_taken_for_an_empty_hub() -> Result<()> {
    let home = with_dataset()?;
    // The rest of its folder's name changes with the layout and the stemmer.
    let is_index = |entry: &std::fs::DirEntry| {
        let name = entry.file_name();
        name.to_string_lossy().starts_with("german-")
    };
    let mut folders = std::fs::read_dir(home.data().join("index"))?.flatten();
    let folder = folders.find(is_index).context("an index")?;
    let meta = folder.path().join("meta.json");
    std::fs::write(&meta, "{")?;
    let list = home.done(["datasets", "--json"])?.json()?;
    assert_eq!(list[0]["dataset"], "a", "the list needs no index");
    let status = home.run(["status", "--json"])?;
    assert_eq!(status.code, Some(7));
    assert!(status.json()?["index_behind"].is_null());
    let said = home.run(["status"])?.text();
    assert!(said.contains("reindex"), "{said}");
    let doctor = home.run(["doctor", "--json"])?;
    assert_eq!(doctor.code, Some(7));
    assert!(doctor.text().contains("index_unreadable"));
    assert_eq!(std::fs::read_to_string(&meta)?, "{", "left as it was");
    // The data need no index.
    assert_eq!(home.sql("select count(*) as n from umwelt.a")?[0]["n"], 2);
    home.done(["reindex"])?;
    assert_eq!(
        home.done(["datasets", "--json"])?.json()?[0]["dataset"],
        "a"
    );
    home.done(["doctor", "--deep"])?;
    Ok(())
}

#[test]
fn data_without_their_catalogue_are_damage_and_no_fresh_hub() -> Result<()> {
    let home = with_dataset()?;
    let catalogue = home.data().join("catalogue.sqlite");
    let aside = home.folder().join("aside");
    std::fs::rename(&catalogue, &aside)?;
    let doctor = home.run(["doctor"])?;
    assert_eq!(doctor.code, Some(7), "{}", doctor.stderr);
    assert!(
        doctor.text().contains("Der Katalog fehlt"),
        "{}",
        doctor.text()
    );
    let file = home.write("b.csv", "x;y\n1;2\n")?;
    let commands: [&[&str]; 4] = [
        &["serve", "--listen", "127.0.0.1:0"],
        &["status"],
        &["reindex"],
        &[
            "take-in",
            "--organisation",
            "umwelt",
            file.to_str().unwrap(),
        ],
    ];
    for command in commands {
        let refused = home.run(command)?;
        assert_eq!(refused.code, Some(7), "{command:?} {}", refused.stderr);
        assert!(!catalogue.exists(), "{command:?}");
    }
    std::fs::rename(&aside, &catalogue)?;
    home.done(["doctor", "--deep"])?;
    Ok(())
}

#[test]
fn only_the_owner_may_read_what_the_hub_holds() -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let home = with_dataset()?;
    let backup = home.folder().join("sicherung");
    home.done(["backup", backup.to_str().unwrap()])?;
    for (path, mode) in [
        (home.data(), 0o700),
        (home.data().join("config.toml"), 0o600),
        (home.data().join("catalogue.sqlite"), 0o600),
        (backup.clone(), 0o700),
        (backup.join("catalogue.sqlite"), 0o600),
        (backup.join("config.toml"), 0o600),
    ] {
        let found = std::fs::metadata(&path)?.permissions().mode() & 0o777;
        assert_eq!(found, mode, "{}: {found:o}", path.display());
    }
    Ok(())
}

/// Every file with its bytes, without those of SQLite's and tantivy's bookkeeping that say who looks now.
fn contents(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder)? {
            let path = entry?.path();
            let name = path.to_string_lossy().into_owned();
            if path.is_dir() {
                found.insert(name, Vec::new());
                folders.push(path);
            } else if !["-wal", "-shm", ".lock"]
                .iter()
                .any(|ending| name.ends_with(ending))
            {
                found.insert(name, std::fs::read(&path)?);
            }
        }
    }
    Ok(found)
}
