//! ODBC drivers of this machine for the tests, as an administrator would set them up.

use hebewerk_connect::DriverProcess;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use tempfile::TempDir;

/// Where Debian puts drivers.
const FOLDERS: [&str; 2] = [
    "/usr/lib/x86_64-linux-gnu/odbc",
    "/usr/lib/aarch64-linux-gnu/odbc",
];

/// Drivers by the names the tests use.
const LIBRARIES: [(&str, &str); 4] = [
    ("PostgreSQL", "psqlodbcw.so"),
    ("FreeTDS", "libtdsodbc.so"),
    ("SQLite3", "libsqlite3odbc.so"),
    ("Kaputt", "gibt-es-nicht.so"),
];

static SETTINGS: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let list: String = LIBRARIES
        .iter()
        .map(|(name, library)| format!("[{name}]\nDriver={library}\n\n"))
        .collect();
    fs::write(folder.path().join("odbcinst.ini"), list).unwrap();
    let file = folder.path().join("Fachverfahren.sqlite");
    let sources = format!(
        "[Fachverfahren]\nDriver=SQLite3\nDatabase={}\n",
        file.display()
    );
    fs::write(folder.path().join("odbc.ini"), sources).unwrap();
    folder
});

/// Whether the machine has a driver; `cargo xtask test` installs them.
pub(crate) fn has(library: &str) -> bool {
    let found = FOLDERS
        .iter()
        .any(|folder| Path::new(folder).join(library).exists());
    if !found {
        eprintln!("SKIPPED: no driver: {library}");
    }
    found
}

/// The file behind the data source `Fachverfahren`.
pub(crate) fn file() -> PathBuf {
    SETTINGS.path().join("Fachverfahren.sqlite")
}

/// A process for drivers, with a data source that is allowed.
pub(crate) fn process() -> DriverProcess {
    DriverProcess {
        executable: PathBuf::from(env!("CARGO_BIN_EXE_hebewerk-connect-worker")),
        folder: SETTINGS.path().to_owned(),
        environment: vec![("ODBCSYSINI".to_owned(), SETTINGS.path().into())],
        memory_bytes: 4 << 30,
        sources: vec!["Fachverfahren".to_owned()],
    }
}
