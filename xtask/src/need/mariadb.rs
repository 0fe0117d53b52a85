//! A MariaDB server of the tests' own: new, on the loopback address, gone afterwards.

use std::fs::File;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Result, bail};
use tempfile::TempDir;

use super::{found_or_installed, is_root, on_path};
use crate::checkout::read;

const USER: &str = "hebewerk";

/// A minute in all: a busy machine takes a few seconds.
const ATTEMPTS: u32 = 600;
const PAUSE: Duration = Duration::from_millis(100);

/// A running server; dropping it stops the server and removes its files.
pub(crate) struct Database {
    folder: TempDir,
    server: Option<Child>,
    /// What `HEBEWERK_TEST_MARIADB_URL` gets: a user who may create databases.
    pub(crate) url: String,
}

/// Starts a server in a temporary folder on a free port.
pub(crate) fn start() -> Result<Database> {
    let server = server()?;
    let folder = tempfile::Builder::new()
        .prefix("hebewerk-mariadb-")
        .tempdir()?;
    // The server runs as a user of its own when root starts it.
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o777))?;
    let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
    // Any process of this machine may know it: nothing but tests is in there.
    let password = format!("test-{}-{port}", std::process::id());
    let mut database = Database {
        url: format!("mysql://{USER}:{password}@127.0.0.1:{port}/mysql"),
        folder,
        server: None,
    };
    database.init(&password)?;
    database.run(&server, port)?;
    Ok(database)
}

impl Database {
    fn init(&self, password: &str) -> Result<()> {
        read(
            as_user(Command::new("mariadb-install-db").arg("--no-defaults"))
                .arg("--skip-test-db")
                .arg("--auth-root-authentication-method=normal")
                .arg(option("datadir", &self.folder.path().join("data"))),
        )?;
        let statements = format!(
            "create user '{USER}'@'%' identified by '{password}';\n\
             grant all on *.* to '{USER}'@'%';\n"
        );
        Ok(std::fs::write(self.first(), statements)?)
    }

    /// The server stays a child of this process, so that Ctrl+C reaches it too.
    fn run(&mut self, server: &Path, port: u16) -> Result<()> {
        let log = File::create(self.log())?;
        let mut command = Command::new(server);
        as_user(command.arg("--no-defaults"))
            .arg(option("datadir", &self.folder.path().join("data")))
            .arg(option("socket", &self.folder.path().join("socket")))
            .arg(option("pid-file", &self.folder.path().join("pid")))
            .arg(option("init-file", &self.first()))
            .args(["--bind-address=127.0.0.1", "--skip-name-resolve"])
            .arg(format!("--port={port}"))
            // What is lost with the machine may be lost here: these databases live for minutes.
            .arg("--innodb-flush-log-at-trx-commit=0")
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log);
        self.server = Some(command.spawn()?);
        for _ in 0..ATTEMPTS {
            // It opens its port when it is ready, and says so then.
            if std::fs::read_to_string(self.log())?.contains("ready for connections") {
                return Ok(());
            }
            std::thread::sleep(PAUSE);
        }
        bail!(
            "MariaDB did not start:\n{}",
            std::fs::read_to_string(self.log()).unwrap_or_default()
        )
    }

    fn first(&self) -> PathBuf {
        self.folder.path().join("first.sql")
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("log")
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let Some(mut server) = self.server.take() else {
            return;
        };
        // Nothing of it is kept, so it need not close in order; and a server that is gone already is fine.
        let _killed = server.kill();
        let _ended = server.wait();
    }
}

fn server() -> Result<PathBuf> {
    found_or_installed(
        "MariaDB (for the connectors to databases)",
        &["mariadb-server"],
        || on_path(&["mariadbd"]).or_else(|| debian("/usr/sbin/mariadbd")),
    )
}

/// Debian keeps servers where the path of people does not lead.
fn debian(path: &str) -> Option<PathBuf> {
    Some(PathBuf::from(path)).filter(|path| path.is_file())
}

/// MariaDB refuses to run as root.
fn as_user(command: &mut Command) -> &mut Command {
    if is_root() {
        command.arg("--user=mysql");
    }
    command
}

fn option(name: &str, path: &Path) -> String {
    format!("--{name}={}", path.display())
}
