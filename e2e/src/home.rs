//! A data directory of a test, and the command line on it.

use anyhow::{Context, Result, ensure};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// What a command printed and how it ended.
#[derive(Debug)]
pub struct Output {
    /// Exit code; none when a signal ended it.
    pub code: Option<i32>,
    /// Standard output.
    pub stdout: Vec<u8>,
    /// Standard error as text.
    pub stderr: String,
}

impl Output {
    /// Standard output as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.stdout).into_owned()
    }

    /// Standard output as JSON.
    pub fn json(&self) -> Result<serde_json::Value> {
        serde_json::from_slice(&self.stdout)
            .with_context(|| format!("{}\n{}", self.text(), self.stderr))
    }
}

/// A temporary folder with a data directory `hub` and room for files beside it.
pub struct Home {
    folder: TempDir,
}

impl Home {
    /// A data directory made by `hebewerk init`.
    pub fn new() -> Result<Self> {
        let home = Self::empty()?;
        home.done(["init"])?;
        Ok(home)
    }

    /// A folder without a data directory.
    pub fn empty() -> Result<Self> {
        Ok(Self {
            folder: tempfile::tempdir()?,
        })
    }

    /// The temporary folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The data directory.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("hub")
    }

    /// Writes a file beside the data directory, making its folders.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) -> Result<PathBuf> {
        let path = self.folder.path().join(path);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(&path, bytes)?;
        Ok(path)
    }

    /// The command line, not yet run.
    pub fn command(&self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
        let mut command = Command::new(binary());
        command
            .arg("--data")
            .arg(self.data())
            .args(arguments)
            .current_dir(self.folder.path())
            .env("HEBEWERK_LANGUAGE", "de")
            .env_remove("HEBEWERK_DATA")
            .env_remove("HEBEWERK_LOG");
        command
    }

    /// Runs a command to its end, however it ends.
    pub fn run(&self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Result<Output> {
        let output = self
            .command(arguments)
            .output()
            .context("the binary does not start")?;
        Ok(Output {
            code: output.status.code(),
            stdout: output.stdout,
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        })
    }

    /// Runs a command that must succeed.
    pub fn done(&self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Result<Output> {
        let output = self.run(arguments)?;
        ensure!(
            output.code == Some(0),
            "ended with {:?}\n{}\n{}",
            output.code,
            output.text(),
            output.stderr
        );
        Ok(output)
    }

    /// The answer to a query as JSON, asked with the rights of the operator.
    pub fn sql(&self, sql: &str) -> Result<serde_json::Value> {
        self.done(["sql", sql, "--json"])?.json()
    }
}

/// The built binary: named by `HEBEWERK_BINARY`, else beside this test in the target folder.
#[expect(
    clippy::disallowed_methods,
    reason = "tests are told by the environment which binary is meant"
)]
#[expect(clippy::expect_used, reason = "a test knows its own path")]
pub(crate) fn binary() -> PathBuf {
    if let Some(path) = std::env::var_os("HEBEWERK_BINARY") {
        return path.into();
    }
    let test = std::env::current_exe().expect("a running test has a path");
    let folder = test
        .parent()
        .and_then(Path::parent)
        .expect("tests lie in target/<profile>/deps");
    folder.join("hebewerk")
}
