//! `wapiti`, the scanner of web applications that looks at a running hub from outside.

use std::path::PathBuf;

use anyhow::Result;

use super::{found_or_installed, on_path};

/// Path of `wapiti`.
pub(crate) fn wapiti() -> Result<PathBuf> {
    found_or_installed(
        "wapiti (a scanner of web applications)",
        &["wapiti"],
        || on_path(&["wapiti"]),
    )
}
