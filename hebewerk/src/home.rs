//! The data directory: where everything lies, and that only one process writes.

use anyhow::{Context, bail};
use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};

/// Paths within a data directory.
#[derive(Debug, Clone)]
pub(crate) struct Home {
    pub(crate) root: PathBuf,
}

/// Held while this process writes to the directory.
pub(crate) struct WriteLock(
    #[expect(dead_code, reason = "held, never read")] fd_lock::RwLockWriteGuard<'static, File>,
);

impl Home {
    /// The directory at `root`, which must have been made by `init`.
    pub(crate) fn open(root: &Path) -> anyhow::Result<Self> {
        let home = Self {
            root: std::path::absolute(root).context("the data directory has no absolute path")?,
        };
        if !home.config().exists() {
            bail!(NoHome(root.to_owned()));
        }
        Ok(home)
    }

    /// Makes the directory and its settings; leaves what is there.
    pub(crate) fn make(root: &Path, config: &str) -> anyhow::Result<Self> {
        let home = Self {
            root: std::path::absolute(root).context("the data directory has no absolute path")?,
        };
        for folder in [home.root.clone(), home.staging(), home.spool()] {
            std::fs::create_dir_all(&folder)
                .with_context(|| format!("cannot make {}", folder.display()))?;
        }
        restrict(&home.root)?;
        if !home.config().exists() {
            std::fs::write(home.config(), config)
                .with_context(|| format!("cannot write {}", home.config().display()))?;
        }
        Ok(home)
    }

    pub(crate) fn config(&self) -> PathBuf {
        self.root.join("config.toml")
    }

    pub(crate) fn catalogue(&self) -> PathBuf {
        self.root.join("catalogue.sqlite")
    }

    pub(crate) fn lake(&self) -> PathBuf {
        self.root.join("lake")
    }

    pub(crate) fn index(&self) -> PathBuf {
        self.root.join("index")
    }

    pub(crate) fn staging(&self) -> PathBuf {
        self.root.join("staging")
    }

    pub(crate) fn spool(&self) -> PathBuf {
        self.root.join("spool")
    }

    /// Takes the right to write; refused while another process has it.
    pub(crate) fn lock(&self) -> anyhow::Result<WriteLock> {
        let path = self.root.join("lock");
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .with_context(|| format!("cannot open {}", path.display()))?;
        // Lives as long as the process: the guard borrows it.
        let lock: &'static mut fd_lock::RwLock<File> =
            Box::leak(Box::new(fd_lock::RwLock::new(file)));
        match lock.try_write() {
            Ok(guard) => Ok(WriteLock(guard)),
            Err(_held) => bail!(InUse(self.root.clone())),
        }
    }
}

/// Only the owner may look into the directory: it holds everything.
fn restrict(folder: &Path) -> anyhow::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))
        .with_context(|| format!("cannot restrict {}", folder.display()))
}

/// There is no data directory here.
#[derive(Debug, thiserror::Error)]
#[error("there is no data directory at {}", .0.display())]
pub(crate) struct NoHome(pub(crate) PathBuf);

/// Another process writes to the directory.
#[derive(Debug, thiserror::Error)]
#[error("another process uses {}", .0.display())]
pub(crate) struct InUse(pub(crate) PathBuf);
