//! What the tests need beside Rust: found on the machine, else installed where that is possible, else named
//! with the command that installs it.

pub(crate) mod chromium;
pub(crate) mod mapserver;
pub(crate) mod mariadb;
pub(crate) mod node;
pub(crate) mod odbc;
pub(crate) mod postgres;
pub(crate) mod python;
pub(crate) mod servers;
pub(crate) mod strace;
pub(crate) mod wapiti;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::checkout::execute;

/// The first of these programs that `PATH` knows.
pub(crate) fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|candidate| candidate.is_file())
}

/// Whether this process may install and may start servers as another user.
pub(crate) fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata("/proc/self").is_ok_and(|about| about.uid() == 0)
}

/// Installs Debian or Ubuntu packages, or says which are missing.
fn apt(what: &str, packages: &[&str]) -> Result<()> {
    let list = packages.join(" ");
    if !is_root() || on_path(&["apt-get"]).is_none() {
        bail!("{what} is missing. On Debian or Ubuntu: sudo apt-get install {list}");
    }
    println!("need: installing {list} ({what})");
    // The list of packages may be older than what the servers still have.
    execute(Command::new("apt-get").args(["update", "-qq"]))?;
    execute(
        Command::new("apt-get")
            .args(["install", "-y", "-qq", "--no-install-recommends"])
            .args(packages)
            .env("DEBIAN_FRONTEND", "noninteractive"),
    )
}

/// Finds something, installing it once if it is not there.
fn found_or_installed(
    what: &str,
    packages: &[&str],
    find: impl Fn() -> Option<PathBuf>,
) -> Result<PathBuf> {
    if let Some(path) = find() {
        return Ok(path);
    }
    apt(what, packages)?;
    match find() {
        Some(path) => Ok(path),
        None => bail!(
            "{what} was installed ({}) but is not to be found",
            packages.join(" ")
        ),
    }
}

/// The newest of the version-named folders in `folder` (`15` before `9.6`).
fn newest(folder: &Path) -> Option<PathBuf> {
    let mut versions: Vec<PathBuf> = std::fs::read_dir(folder)
        .ok()?
        .flatten()
        .map(|entry| entry.path())
        .collect();
    versions.sort_by_key(|path| {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        (name.parse::<f64>().unwrap_or_default() * 10.0) as u64
    });
    versions.pop()
}
