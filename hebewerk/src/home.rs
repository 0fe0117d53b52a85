//! The data directory: where everything lies, and that only one process writes.

use crate::trouble::Trouble;
use anyhow::{Context, bail};
use hebewerk_hub::HubError;
use hebewerk_store::{Inventory, Store, StoreOptions, StoreUrl};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How often and how long a look by another command (`status`) at the lock is waited for.
const TRIES: u32 = 20;
const BETWEEN: Duration = Duration::from_millis(50);

/// Paths within a data directory.
#[derive(Debug, Clone)]
pub(crate) struct Home {
    pub(crate) root: PathBuf,
}

/// Held while this process writes to the directory.
pub(crate) struct WriteLock(#[expect(dead_code, reason = "held, never read")] File);

impl Home {
    /// The directory at `root`, which must have been made by `init`.
    pub(crate) fn open(root: &Path) -> anyhow::Result<Self> {
        let home = Self {
            root: std::path::absolute(root).context("the data directory has no absolute path")?,
        };
        if !home.config().exists() {
            bail!(Trouble::NoHome(root.to_owned()));
        }
        Ok(home)
    }

    /// Makes the directory and its settings; leaves what is there.
    pub(crate) fn make(root: &Path, config: &str) -> anyhow::Result<Self> {
        let home = Self {
            root: std::path::absolute(root).context("the data directory has no absolute path")?,
        };
        home.make_folders()?;
        if !home.config().exists() {
            write_private(&home.config(), config)
                .with_context(|| format!("cannot write {}", home.config().display()))?;
        }
        home.make_names_survive()?;
        Ok(home)
    }

    /// Makes the folders that are not derived, for their owner only: the directory holds everything.
    pub(crate) fn make_folders(&self) -> anyhow::Result<()> {
        for folder in [self.root.clone(), self.staging(), self.spool()] {
            std::fs::create_dir_all(&folder)
                .with_context(|| format!("cannot make {}", folder.display()))?;
        }
        restrict(&self.root, 0o700)
    }

    /// Names are part of what a loss of power must not take: those in the directory and its own.
    fn make_names_survive(&self) -> anyhow::Result<()> {
        let parent = self.root.parent().unwrap_or(&self.root);
        for folder in [&self.root, parent] {
            File::open(folder)
                .and_then(|folder| folder.sync_all())
                .with_context(|| format!("cannot sync {}", folder.display()))?;
        }
        Ok(())
    }

    /// The files the catalogue in this directory needs, read from the catalogue file itself.
    pub(crate) async fn inventory(&self) -> anyhow::Result<Inventory> {
        let url = StoreUrl::Sqlite(self.catalogue());
        let store = Store::open_beside(&StoreOptions::new(url, "")).await?;
        let inventory = store.inventory().await.map_err(HubError::from)?;
        store.close().await;
        Ok(inventory)
    }

    pub(crate) fn config(&self) -> PathBuf {
        self.root.join("config.toml")
    }

    pub(crate) fn catalogue(&self) -> PathBuf {
        self.root.join("catalogue.sqlite")
    }

    /// Says which catalogue is this directory's own when it lies elsewhere.
    pub(crate) fn catalogue_note(&self) -> PathBuf {
        self.root.join("catalogue-id")
    }

    /// Which file came from which watched folder.
    pub(crate) fn watched(&self) -> PathBuf {
        self.root.join("watched.jsonl")
    }

    pub(crate) fn lake(&self) -> PathBuf {
        self.root.join("lake")
    }

    /// The index of what other catalogues have; goes and comes back with the other one.
    pub(crate) fn foreign_index(&self) -> PathBuf {
        self.index().join("foreign")
    }

    pub(crate) fn index(&self) -> PathBuf {
        self.root.join("index")
    }

    pub(crate) fn staging(&self) -> PathBuf {
        self.root.join("staging")
    }

    /// The key that opens the secrets of connections.
    pub(crate) fn secrets_key(&self) -> PathBuf {
        self.root.join("secrets.key")
    }

    /// Heads of the audit, noted outside the catalogue.
    pub(crate) fn audit_heads(&self) -> PathBuf {
        self.root.join("audit-heads")
    }

    /// Messages that connections were sent and that are not deliveries yet.
    pub(crate) fn inbox(&self) -> PathBuf {
        self.root.join("inbox")
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
            .map_err(|error| match error.kind() {
                ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => {
                    Trouble::NotWritable(self.root.clone()).into()
                }
                _ => anyhow::Error::new(error).context(format!("cannot open {}", path.display())),
            })?;
        for _try in 0..TRIES {
            match file.try_lock() {
                Ok(()) => return Ok(WriteLock(file)),
                Err(TryLockError::WouldBlock) => std::thread::sleep(BETWEEN),
                Err(TryLockError::Error(error)) => {
                    return Err(error).with_context(|| format!("cannot lock {}", path.display()));
                }
            }
        }
        bail!(Trouble::InUse(self.root.clone()))
    }

    /// Whether a process writes to the directory now; looks without getting in its way.
    pub(crate) fn is_in_use(&self) -> bool {
        let Ok(file) = File::open(self.root.join("lock")) else {
            return false;
        };
        matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock))
    }
}

/// The settings may hold a password. They appear whole or not at all: half a file would need mending by hand.
fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    let draft = path.with_extension("toml.unfinished");
    let mut file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&draft)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    std::fs::rename(&draft, path)
}

/// Only the owner may read a file.
pub(crate) fn restrict_file(path: &Path) -> anyhow::Result<()> {
    restrict(path, 0o600)
}

fn restrict(path: &Path, mode: u32) -> anyhow::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))
        .with_context(|| format!("cannot restrict {}", path.display()))
}
