//! A Chromium the machine brings; browser packages of test tools are not downloaded.

use std::path::PathBuf;

use anyhow::Result;

use super::{found_or_installed, on_path};

/// Path of Chromium: `HEBEWERK_CHROMIUM`, else the usual names.
pub(crate) fn chromium() -> Result<PathBuf> {
    found_or_installed(
        "Chromium (for the tests in a browser)",
        &["chromium"],
        || {
            std::env::var_os("HEBEWERK_CHROMIUM")
                .map(PathBuf::from)
                .or_else(|| {
                    on_path(&[
                        "chromium",
                        "chromium-browser",
                        "google-chrome",
                        "google-chrome-stable",
                    ])
                })
        },
    )
}
