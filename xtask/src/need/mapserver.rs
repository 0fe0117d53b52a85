//! MapServer's CGI program, whose WFS the tests connect to.

use std::path::PathBuf;

use anyhow::Result;

use super::{found_or_installed, on_path};

/// Path of `mapserv`.
pub(crate) fn mapserver() -> Result<PathBuf> {
    found_or_installed(
        "MapServer (for the connector to WFS)",
        &["cgi-mapserver", "mapserver-bin"],
        || on_path(&["mapserv"]),
    )
}
