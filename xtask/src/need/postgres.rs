//! A PostgreSQL cluster of the tests' own: new, on the loopback address, gone afterwards.

use std::fs::File;
use std::net::TcpListener;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

use super::{found_or_installed, is_root, newest, on_path};
use crate::checkout::read;

const USER: &str = "hebewerk";

/// Half a minute in all: a busy machine takes a few seconds.
const ATTEMPTS: u32 = 300;
const PAUSE: Duration = Duration::from_millis(100);

/// A running server; dropping it stops the server and removes its files.
pub(crate) struct Cluster {
    programs: PathBuf,
    account: Option<Account>,
    folder: TempDir,
    server: Option<Child>,
    /// What `HEBEWERK_TEST_POSTGRES_URL` gets: a superuser who may create databases.
    pub(crate) url: String,
}

/// Whom the server runs as: PostgreSQL refuses to run as root.
#[derive(Clone, Copy)]
struct Account {
    user: u32,
    group: u32,
}

/// Starts a cluster in a temporary folder on a free port.
pub(crate) fn start() -> Result<Cluster> {
    let programs = programs()?;
    let account = if is_root() {
        Some(unprivileged()?)
    } else {
        None
    };
    let folder = tempfile::Builder::new()
        .prefix("hebewerk-postgres-")
        .tempdir()?;
    if let Some(Account { user, group }) = account {
        chown(folder.path(), Some(user), Some(group))?;
    }
    let password = password()?;
    let port = free_port()?;
    let url = format!("postgres://{USER}:{password}@127.0.0.1:{port}/postgres");
    let mut cluster = Cluster {
        programs,
        account,
        folder,
        server: None,
        url,
    };
    cluster.init(&password)?;
    cluster.run(port)?;
    Ok(cluster)
}

impl Cluster {
    fn init(&self, password: &str) -> Result<()> {
        let secret = self.folder.path().join("password");
        std::fs::write(&secret, password)?;
        read(
            self.program("initdb")
                .args([
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--no-sync",
                ])
                .args(["--username", USER])
                .arg("--pwfile")
                .arg(&secret)
                .arg("--pgdata")
                .arg(self.data()),
        )?;
        std::fs::remove_file(secret)?;
        Ok(())
    }

    /// The server stays a child of this process, so that Ctrl+C reaches it too.
    fn run(&mut self, port: u16) -> Result<()> {
        let log = File::create(self.log())?;
        let port = port.to_string();
        let mut server = self.program("postgres");
        server
            .arg("-D")
            .arg(self.data())
            .args(["-p", &port, "-c", "listen_addresses=127.0.0.1"]);
        // What is lost with the machine may be lost here: these databases live for minutes.
        server.args([
            "-c",
            "unix_socket_directories=",
            "-c",
            "fsync=off",
            "-c",
            "max_connections=200",
        ]);
        self.server = Some(
            server
                .stdin(Stdio::null())
                .stdout(log.try_clone()?)
                .stderr(log)
                .spawn()?,
        );
        for _ in 0..ATTEMPTS {
            let asked = self
                .program("pg_isready")
                .args(["-q", "-h", "127.0.0.1", "-p", &port])
                .status()?;
            if asked.success() {
                return Ok(());
            }
            std::thread::sleep(PAUSE);
        }
        bail!(
            "PostgreSQL did not start:\n{}",
            std::fs::read_to_string(self.log()).unwrap_or_default()
        )
    }

    fn program(&self, name: &str) -> Command {
        let mut command = Command::new(self.programs.join(name));
        command.current_dir(self.folder.path());
        if let Some(Account { user, group }) = self.account {
            command.uid(user).gid(group);
        }
        command
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("log")
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let Some(mut server) = self.server.take() else {
            return;
        };
        // Nothing of it is kept, so it need not close in order; and a server that is gone already is fine.
        let _stopped = self
            .program("pg_ctl")
            .args(["-s", "-m", "immediate", "-D"])
            .arg(self.data())
            .arg("stop")
            .status();
        let _ended = server.wait();
    }
}

fn programs() -> Result<PathBuf> {
    let initdb = found_or_installed("PostgreSQL (for the store suite)", &["postgresql"], || {
        // Debian keeps the server's programs off the path, beside each other by version.
        newest(Path::new("/usr/lib/postgresql"))
            .map(|version| version.join("bin/initdb"))
            .filter(|program| program.is_file())
            .or_else(|| on_path(&["initdb"]).and_then(|program| program.canonicalize().ok()))
    })?;
    Ok(initdb
        .parent()
        .context("initdb lies in a folder")?
        .to_path_buf())
}

fn unprivileged() -> Result<Account> {
    let accounts = std::fs::read_to_string("/etc/passwd")?;
    let named = |name: &str| {
        accounts.lines().find_map(|line| {
            let mut fields = line.split(':');
            let (found, user, group) = (fields.next()?, fields.nth(1)?, fields.next()?);
            (found == name).then_some(())?;
            Some(Account {
                user: user.parse().ok()?,
                group: group.parse().ok()?,
            })
        })
    };
    named("postgres")
        .or_else(|| named("nobody"))
        .context("no account to run PostgreSQL as")
}

fn password() -> Result<String> {
    use std::io::Read;
    let mut bytes = [0_u8; 16];
    std::fs::File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(format!("{:032x}", u128::from_ne_bytes(bytes)))
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_long_and_never_the_same() {
        let (one, two) = (password().unwrap(), password().unwrap());
        assert_eq!(one.len(), 32);
        assert_ne!(one, two);
    }
}
