//! Node.js and npm, which every developer of pages has; what bundles CSS and scripts.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::{found_or_installed, on_path};
use crate::checkout::read;

/// The oldest Node.js the bundler runs on.
const BUNDLER: u32 = 18;
/// The oldest Node.js the browser tests run on.
const BROWSER_TESTS: u32 = 20;

/// Path of `npm`.
pub(crate) fn npm() -> Result<PathBuf> {
    found_or_installed(
        "npm (for the front-end packages)",
        &["nodejs", "npm"],
        || on_path(&["npm"]),
    )
}

/// Path of a `node` that can bundle.
pub(crate) fn node() -> Result<PathBuf> {
    at_least(BUNDLER)
}

/// Path of a `node` that can drive a browser.
pub(crate) fn node_for_tests() -> Result<PathBuf> {
    at_least(BROWSER_TESTS)
}

fn at_least(wanted: u32) -> Result<PathBuf> {
    let node = found_or_installed("Node.js", &["nodejs", "npm"], || {
        on_path(&["node", "nodejs"])
    })?;
    let version = read(Command::new(&node).arg("--version"))?;
    let major = major(&version)
        .with_context(|| format!("cannot read the version {version:?} of Node.js"))?;
    if major < wanted {
        bail!(
            "Node.js {wanted} or newer is needed here, this machine has {}",
            version.trim()
        );
    }
    Ok(node)
}

/// `v20.20.2` → 20.
fn major(version: &str) -> Option<u32> {
    version
        .trim()
        .trim_start_matches('v')
        .split('.')
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read_from_what_node_prints() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("not a version"), None);
    }
}
