//! The parent's side.

use super::job::Job;
use super::limits::WorkerLimits;
use crate::spreadsheet::{FOLDER_PREFIX, MANIFEST, OfficeLimits, SheetTick};
use hebewerk_hub::ports::ReadError;
use hebewerk_model::Format;
use std::fs;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Instant;

/// Starts worker processes and waits for them.
#[derive(Debug)]
pub struct WorkerReader {
    executable: PathBuf,
    spool: PathBuf,
    limits: WorkerLimits,
}

impl WorkerReader {
    /// Works with `executable` (usually the running binary), which answers to `worker read FOLDER FILE` by calling
    /// [`super::run`], in the folder `spool`, which belongs to this process alone.
    ///
    /// The spool is made if missing; what an earlier process left in it is removed.
    pub fn new(executable: PathBuf, spool: PathBuf, limits: WorkerLimits) -> io::Result<Self> {
        fs::create_dir_all(&spool)?;
        let spool = fs::canonicalize(spool)?;
        sweep(&spool)?;
        Ok(Self {
            executable,
            spool,
            limits,
        })
    }

    /// The folder in which jobs have their folders.
    pub fn spool(&self) -> &Path {
        &self.spool
    }

    /// Takes a workbook apart into the empty folder `folder`.
    pub(crate) fn extract(
        &self,
        file: &Path,
        format: Format,
        folder: &Path,
        limits: &OfficeLimits,
        tick: SheetTick<'_>,
    ) -> Result<(), ReadError> {
        let file = fs::canonicalize(file)?;
        Job::new(format, &self.limits, limits).save(folder)?;
        let mut child = Command::new(&self.executable)
            .args(["worker", "read"])
            .arg(folder)
            .arg(file)
            .env_clear()
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let status = match child.stdout.take() {
            Some(out) => self.wait(&mut child, out, tick)?,
            None => Some(child.wait()?),
        };
        match status {
            None => Err(stopped("it took longer than allowed")),
            Some(status) if status.success() && folder.join(MANIFEST).is_file() => Ok(()),
            Some(status) => Err(stopped(reason(status))),
        }
    }

    /// Waits for the child; none when it had to be ended because its time was over.
    fn wait(
        &self,
        child: &mut Child,
        out: ChildStdout,
        tick: SheetTick<'_>,
    ) -> io::Result<Option<ExitStatus>> {
        let deadline = Instant::now() + self.limits.wall;
        let lines = listen(out);
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match lines.recv_timeout(left) {
                Ok((done, all)) => tick(done, all),
                Err(RecvTimeoutError::Disconnected) => return child.wait().map(Some),
                Err(RecvTimeoutError::Timeout) => {
                    child.kill()?;
                    child.wait()?;
                    return Ok(None);
                }
            }
        }
    }
}

/// Reads what the child says until it ends.
fn listen(out: ChildStdout) -> Receiver<(u64, u64)> {
    let (send, receive) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(out).lines().map_while(Result::ok) {
            let Some((done, all)) = line.split_once(' ') else {
                continue;
            };
            if let (Ok(done), Ok(all)) = (done.parse(), all.parse())
                && send.send((done, all)).is_err()
            {
                return;
            }
        }
    });
    receive
}

fn stopped(reason: &str) -> ReadError {
    ReadError::Stopped {
        reason: reason.to_owned(),
    }
}

#[cfg(unix)]
fn reason(status: ExitStatus) -> &'static str {
    use std::os::unix::process::ExitStatusExt;
    match status.signal() {
        Some(6) => "it needed more memory than allowed, or the reading library gave up",
        Some(9) => "the system ended it, probably for want of memory",
        Some(24) => "it needed more processor time than allowed",
        Some(25) => "it unpacks to a larger file than allowed",
        Some(_) => "the reading library crashed",
        None => "the worker process failed",
    }
}

#[cfg(not(unix))]
fn reason(_status: ExitStatus) -> &'static str {
    "the worker process failed"
}

/// Removes job folders that an earlier process left behind.
fn sweep(spool: &Path) -> io::Result<()> {
    for entry in fs::read_dir(spool)? {
        let entry = entry?;
        let is_ours = entry
            .file_name()
            .to_string_lossy()
            .starts_with(FOLDER_PREFIX);
        if is_ours && entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}
