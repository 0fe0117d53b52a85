//! Servers whose files and messages the tests fetch; each test starts its own.

use anyhow::Result;

use super::{found_or_installed, on_path};
use std::path::{Path, PathBuf};

/// OpenSSH, rclone (WebDAV and passwords of SFTP) and Mosquitto with its tools.
pub(crate) fn servers() -> Result<()> {
    for (program, package, what) in [
        ("sshd", "openssh-server", "OpenSSH"),
        ("rclone", "rclone", "rclone"),
        ("mosquitto", "mosquitto", "Mosquitto"),
        ("mosquitto_pub", "mosquitto-clients", "Mosquitto's tools"),
    ] {
        let what = format!("{what} (for the connectors to files and messages)");
        found_or_installed(&what, &[package], || found(program))?;
    }
    Ok(())
}

/// Debian keeps servers where the path of people does not lead.
fn found(program: &str) -> Option<PathBuf> {
    on_path(&[program]).or_else(|| {
        let path = Path::new("/usr/sbin").join(program);
        path.is_file().then_some(path)
    })
}
