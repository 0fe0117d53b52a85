//! Our program, asked from outside as every other tool would.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;

use anyhow::{Context, Result};
use serde_json::Value;

/// Programs running at the same time.
const AT_ONCE: usize = 2;

pub(in crate::bench) struct Program {
    binary: PathBuf,
}

impl Program {
    pub(in crate::bench) fn new(binary: PathBuf) -> Self {
        Self { binary }
    }

    /// The program itself.
    pub(in crate::bench) fn binary(&self) -> &Path {
        &self.binary
    }

    /// The tables that `inspect --json` sees; none when the file was refused.
    pub(in crate::bench) fn tables(&self, file: &Path) -> Result<Vec<Value>> {
        let said = self.said(file, &["--json"], None)?;
        let document: Value = serde_json::from_slice(&said).unwrap_or_default();
        Ok(document["tables"].as_array().cloned().unwrap_or_default())
    }

    /// What `inspect --as csv` writes, and whether the file was not refused.
    pub(in crate::bench) fn as_csv(&self, file: &Path, recipe: Option<&Path>) -> Result<Vec<u8>> {
        self.said(file, &["--as", "csv"], recipe)
    }

    /// A file without tables ends with a status of its own; what was printed counts.
    fn said(&self, file: &Path, form: &[&str], recipe: Option<&Path>) -> Result<Vec<u8>> {
        let mut command = Command::new(&self.binary);
        command.arg("inspect").arg(file).args(form);
        if let Some(recipe) = recipe {
            command.arg("--recipe").arg(recipe);
        }
        let output = command
            .stdin(Stdio::null())
            .output()
            .with_context(|| format!("cannot start {}", self.binary.display()))?;
        Ok(output.stdout)
    }
}

/// `work` for each item, some at once; results in order.
pub(in crate::bench) fn each<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(&T) -> Result<R> + Sync,
) -> Result<Vec<R>> {
    let next = Mutex::new(0_usize);
    let results: Mutex<Vec<Option<Result<R>>>> = Mutex::new(items.iter().map(|_| None).collect());
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let index = {
                        let Ok(mut next) = next.lock() else { return };
                        *next += 1;
                        *next - 1
                    };
                    let Some(item) = items.get(index) else { return };
                    let result = work(item);
                    let Ok(mut results) = results.lock() else {
                        return;
                    };
                    results[index] = Some(result);
                }
            });
        }
    });
    let results = results.into_inner().unwrap_or_default();
    results
        .into_iter()
        .map(|result| result.context("a worker of the bench died")?)
        .collect()
}
