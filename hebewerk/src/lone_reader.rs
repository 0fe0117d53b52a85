//! Reading files without a data directory: what a file breaks ends a process of its own and not the command.

use crate::config::Config;
use crate::wiring;
use anyhow::Context as _;
use hebewerk_intake::Intake;
use hebewerk_intake::worker::WorkerReader;
use std::ops::Deref;
use tempfile::TempDir;

/// A reader of files with a spool of its own.
pub(crate) struct LoneReader {
    reader: Intake,
    // After the reader: it goes when nobody works in it any more.
    _spool: TempDir,
}

impl LoneReader {
    /// Within the limits a hub has if nobody sets others.
    pub(crate) fn new() -> anyhow::Result<Self> {
        let spool = tempfile::Builder::new().prefix("hebewerk-").tempdir();
        let spool = spool.context("the temporary folder cannot be written to")?;
        let limits = wiring::worker_limits(&Config::default());
        let worker = WorkerReader::new(wiring::executable()?, spool.path().join("spool"), limits)?;
        Ok(Self {
            reader: Intake::with_worker(worker),
            _spool: spool,
        })
    }
}

impl Deref for LoneReader {
    type Target = Intake;

    fn deref(&self) -> &Intake {
        &self.reader
    }
}
