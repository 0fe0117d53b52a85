//! Front-end packages and the bundle in `web/dist`, each only when something changed.

use std::fmt::Write;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result};

use crate::checkout::{Checkout, execute};
use crate::need;

/// Makes `web/dist` what the sources say. Two at once wait for each other.
pub(crate) fn make(checkout: &Checkout) -> Result<()> {
    let web = checkout.root.join("web");
    fs::create_dir_all(checkout.tools())?;
    let turn = File::create(checkout.tools().join("assets.lock"))?;
    turn.lock()
        .context("cannot wait for another `cargo xtask assets`")?;
    install(&web)?;
    bundle(&web)
}

/// Installs what a lock file names, unless it is there.
pub(crate) fn install(folder: &Path) -> Result<()> {
    let lock = fs::read(folder.join("package-lock.json"))?;
    let stamp = folder.join("node_modules/.hebewerk-lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    println!("npm: installing the packages of {}", folder.display());
    // Install scripts of packages are not run: none of ours needs one, and they would be foreign code on every
    // developer's machine.
    execute(
        Command::new(need::node::npm()?)
            .args([
                "ci",
                "--ignore-scripts",
                "--no-fund",
                "--no-audit",
                "--loglevel=error",
            ])
            .current_dir(folder),
    )?;
    fs::write(stamp, lock)?;
    Ok(())
}

fn bundle(web: &Path) -> Result<()> {
    let stamp = web.join("node_modules/.hebewerk-bundle");
    let wanted = fingerprint(web)?;
    let built = web.join("dist/manifest.json").exists();
    if built && fs::read_to_string(&stamp).is_ok_and(|last| last == wanted) {
        return Ok(());
    }
    println!("assets: bundling CSS and scripts");
    execute(
        Command::new(need::node::node()?)
            .arg("assets/build.js")
            .current_dir(web),
    )?;
    fs::write(stamp, wanted)?;
    Ok(())
}

/// One line per source with its size and time of change: what a bundle was made from.
fn fingerprint(web: &Path) -> Result<String> {
    let mut files = vec![web.join("package-lock.json")];
    collect(&web.join("assets"), &mut files)?;
    files.sort();
    let mut lines = String::new();
    for file in files {
        let about = fs::metadata(&file)?;
        let changed = about
            .modified()?
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        let when = changed.as_nanos();
        writeln!(lines, "{} {} {when}", file.display(), about.len())?;
    }
    Ok(lines)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
