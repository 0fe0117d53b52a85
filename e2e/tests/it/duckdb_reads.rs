//! DuckDB attaches to the catalogue and reads every version's rows equal to ours.

use anyhow::{Context, Result, ensure};
use hebewerk_e2e::Home;
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn every_version_is_the_same_in_duckdb() -> Result<()> {
    let Some(python) = python() else {
        eprintln!("SKIPPED: every_version_is_the_same_in_duckdb: HEBEWERK_TEST_PYTHON is not set");
        return Ok(());
    };
    let home = Home::empty()?;
    home.done(["demo", "--small", "--no-serve"])?;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("duckdb/versions.py");
    let catalogue = home.data().join("catalogue.sqlite");
    let list = Command::new(&python)
        .arg(&script)
        .arg(&catalogue)
        .arg("list")
        .output()?;
    let versions: Vec<(String, String, u32, i64)> = serde_json::from_slice(&list.stdout)
        .context(String::from_utf8_lossy(&list.stderr).into_owned())?;
    ensure!(
        versions.len() > 50,
        "the demo city has too few versions: {}",
        versions.len()
    );
    let folder = home.folder().join("csv");
    std::fs::create_dir(&folder)?;
    for (schema, table, number, _snapshot) in &versions {
        let answer = home.done([
            "sql",
            &format!("select * from {schema}.\"{table}@{number}\""),
            "--csv",
        ])?;
        std::fs::write(
            folder.join(format!("{schema}.{table}.{number}.csv")),
            answer.stdout,
        )?;
    }
    let compared = Command::new(&python)
        .arg(&script)
        .arg(&catalogue)
        .arg("compare")
        .arg(&folder)
        .output()?;
    let text = String::from_utf8_lossy(&compared.stdout);
    ensure!(
        compared.status.success(),
        "{text}\n{}",
        String::from_utf8_lossy(&compared.stderr)
    );
    println!("{text}");
    Ok(())
}

#[expect(
    clippy::disallowed_methods,
    reason = "tests are told by the environment where DuckDB is"
)]
pub(crate) fn python() -> Option<PathBuf> {
    std::env::var_os("HEBEWERK_TEST_PYTHON").map(PathBuf::from)
}
