//! A PostgreSQL cluster of the tests' own: new, on the loopback address, gone afterwards.

use std::net::TcpListener;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use tempfile::TempDir;

use super::{found_or_installed, is_root, newest, on_path};
use crate::checkout::read;

const USER: &str = "hebewerk";

/// A running server; dropping it stops the server and removes its files.
pub(crate) struct Cluster {
    programs: PathBuf,
    account: Option<Account>,
    folder: TempDir,
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
    let cluster = Cluster {
        programs,
        account,
        folder,
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

    fn run(&self, port: u16) -> Result<()> {
        // What is lost with the machine may be lost here: these databases live for minutes.
        let options = format!(
            "-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c max_connections=200"
        );
        self.pg_ctl()
            .args(["--options", &options, "--wait", "start"])
            .status_ok(&self.log())
    }

    fn pg_ctl(&self) -> Command {
        let mut command = self.program("pg_ctl");
        command
            .arg("--silent")
            .arg("--pgdata")
            .arg(self.data())
            .arg("--log")
            .arg(self.log());
        command
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
        // Nothing of it is kept, so it need not close in order; and a server that is gone already is fine.
        let _stopped = self.pg_ctl().args(["--mode", "immediate", "stop"]).status();
    }
}

/// Starting a server with captured output would wait for the server's end: its children keep the pipe open.
trait StatusOk {
    fn status_ok(&mut self, log: &Path) -> Result<()>;
}

impl StatusOk for Command {
    fn status_ok(&mut self, log: &Path) -> Result<()> {
        let status = self.stdout(std::process::Stdio::null()).status()?;
        let said = std::fs::read_to_string(log).unwrap_or_default();
        anyhow::ensure!(status.success(), "PostgreSQL did not start:\n{said}");
        Ok(())
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
