//! ODBC drivers for the connector to the rest of databases: PostgreSQL, SQLite, and FreeTDS for SQL Server.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::found_or_installed;

/// Debian's packages and what each brings.
const DRIVERS: [(&str, &str); 3] = [
    ("odbc-postgresql", "psqlodbcw.so"),
    ("libsqliteodbc", "libsqlite3odbc.so"),
    ("tdsodbc", "libtdsodbc.so"),
];

/// Installs the drivers that are missing.
pub(crate) fn drivers() -> Result<()> {
    for (package, library) in DRIVERS {
        found_or_installed("an ODBC driver (for the connectors)", &[package], || {
            found(library)
        })?;
    }
    Ok(())
}

fn found(library: &str) -> Option<PathBuf> {
    ["x86_64-linux-gnu", "aarch64-linux-gnu"]
        .iter()
        .map(|machine| {
            Path::new("/usr/lib")
                .join(machine)
                .join("odbc")
                .join(library)
        })
        .find(|path| path.exists())
}
