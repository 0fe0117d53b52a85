//! `strace`, with which the tests record what a run does to files before they take its power away.

use std::path::PathBuf;

use anyhow::Result;

use super::{found_or_installed, on_path};

/// Path of `strace`.
pub(crate) fn strace() -> Result<PathBuf> {
    found_or_installed(
        "strace (for the simulated losses of power)",
        &["strace"],
        || on_path(&["strace"]),
    )
}
