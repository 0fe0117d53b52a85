//! The parent's side.

use super::job::{FAILED, Job, Task};
use super::limits::WorkerLimits;
use super::outcome::Outcome;
use super::rows::ChildRows;
use crate::archive::{Packed, is_unpacked};
use crate::asked::Asked;
use crate::excerpt::Excerpt;
use crate::scratch::Scratch;
use crate::spreadsheet::{MANIFEST, OfficeLimits, SheetTick};
use hebewerk_hub::ports::{ReadError, TableReading, WatchTick};
use hebewerk_model::{Format, InspectedTable, Inspection, Recipe};
use std::fs;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// Bytes of a file for which a child gets one more second.
const BYTES_A_SECOND: u64 = 1 << 20;
/// Processor time for a look at a beginning: whoever waits longer sees the whole sooner.
const BEGINNING_SECONDS: u64 = 20;

/// Starts worker processes and waits for them.
#[derive(Debug)]
pub struct WorkerReader {
    executable: PathBuf,
    scratch: Scratch,
    limits: WorkerLimits,
}

impl WorkerReader {
    /// Works with `executable` (usually the running binary), which answers to `worker read FOLDER FILE` by calling
    /// [`super::run`], in the folder `spool`.
    ///
    /// The spool is made if missing. Other processes may use it at the same time; what dead ones left in it is
    /// removed.
    pub fn new(executable: PathBuf, spool: PathBuf, limits: WorkerLimits) -> io::Result<Self> {
        Ok(Self {
            executable,
            scratch: Scratch::open(spool)?,
            limits,
        })
    }

    /// Where jobs have their folders.
    pub(crate) fn scratch(&self) -> &Scratch {
        &self.scratch
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
        let job = Job::new(format, Task::TakeApart, &self.limits, limits);
        let status = self.run(&job, file, folder, tick)?;
        if status.success() && folder.join(MANIFEST).is_file() {
            Ok(())
        } else {
            Err(stopped(reason(status), by_file(status)))
        }
    }

    /// Unpacks a container into the empty folder `folder`.
    pub(crate) fn unpack(
        &self,
        packed: Packed<'_>,
        folder: &Path,
        limits: &OfficeLimits,
        tick: WatchTick<'_>,
    ) -> Result<(), ReadError> {
        let task = Task::Unpack {
            name: packed.name.to_owned(),
        };
        let job = self.job(task, packed.file, packed.format, limits)?;
        let mut ticks = |done: u64, all: u64| tick(done, all);
        let status = self.run(&job, packed.file, folder, &mut ticks)?;
        if status.success() && is_unpacked(folder) {
            Ok(())
        } else {
            Err(stopped(reason(status), by_file(status)))
        }
    }

    /// Looks at a file.
    pub(crate) fn inspect(
        &self,
        (file, format): (&Path, Format),
        asked: Asked<'_>,
        tick: WatchTick<'_>,
    ) -> Result<Inspection, ReadError> {
        let folder = self.scratch.folder()?;
        let task = Task::Inspect {
            table: asked.table.to_owned(),
            recipe: asked.recipe.clone(),
            most: asked.most,
        };
        let mut job = self.job(task, file, format, &OfficeLimits::default())?;
        if asked.most.is_some() {
            job.cpu_seconds = job.cpu_seconds.min(BEGINNING_SECONDS);
        }
        let status = self.run(&job, file, folder.path(), &mut |done, all| tick(done, all))?;
        let outcome = Outcome::load(folder.path())?.filter(|_| status.success());
        match outcome
            .map(|outcome| outcome.checked(job.format))
            .transpose()?
        {
            Some(Outcome::Inspected(inspection)) => Ok(*inspection),
            _ => Err(stopped(reason(status), by_file(status))),
        }
    }

    /// Cuts an excerpt of a file into the empty folder `folder`.
    pub(crate) fn excerpt(
        &self,
        packed: Packed<'_>,
        folder: &Path,
    ) -> Result<Option<Excerpt>, ReadError> {
        let task = Task::Excerpt {
            name: packed.name.to_owned(),
        };
        let mut job = Job::new(packed.format, task, &self.limits, &OfficeLimits::default());
        job.cpu_seconds = job.cpu_seconds.min(BEGINNING_SECONDS);
        let status = self.run(&job, packed.file, folder, &mut |_, _| {})?;
        let outcome = Outcome::load(folder)?.filter(|_| status.success());
        match outcome.map(|it| it.checked(job.format)).transpose()? {
            Some(Outcome::Cut(made)) => Ok(made),
            _ => Err(stopped(reason(status), by_file(status))),
        }
    }

    /// Reads the rows of a table as it was inspected.
    pub(crate) fn read(
        &self,
        (file, format): (&Path, Format),
        recipe: &Recipe,
        table: &InspectedTable,
    ) -> Result<TableReading, ReadError> {
        let folder = self.scratch.folder()?;
        let task = Task::Read {
            table: Box::new(table.clone()),
            recipe: recipe.clone(),
        };
        let job = self.job(task, file, format, &OfficeLimits::default())?;
        let mut child = self.start(&job, file, folder.path())?;
        let out = child
            .stdout
            .take()
            .ok_or_else(|| stopped("the worker process has no output", false))?;
        Ok(Box::new(ChildRows::new(child, out, folder, job.format)))
    }

    /// Streams may be long: processor time grows with the file.
    fn job(
        &self,
        task: Task,
        file: &Path,
        format: Format,
        office: &OfficeLimits,
    ) -> io::Result<Job> {
        let mut limits = self.limits;
        let bytes = fs::metadata(file)?.len();
        let more_seconds = bytes / BYTES_A_SECOND;
        limits.cpu_seconds += more_seconds;
        Ok(Job::new(format, task, &limits, office))
    }

    fn start(&self, job: &Job, file: &Path, folder: &Path) -> io::Result<Child> {
        let file = fs::canonicalize(file)?;
        job.save(folder)?;
        Command::new(&self.executable)
            .args(["worker", "read"])
            .arg(folder)
            .arg(file)
            .env_clear()
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
    }

    /// Starts a child and waits until it has ended by itself.
    fn run(
        &self,
        job: &Job,
        file: &Path,
        folder: &Path,
        tick: SheetTick<'_>,
    ) -> Result<ExitStatus, ReadError> {
        let mut child = self.start(job, file, folder)?;
        let seconds = job.cpu_seconds.saturating_sub(self.limits.cpu_seconds);
        let wall = self.limits.wall + Duration::from_secs(seconds);
        let ended = match child.stdout.take() {
            Some(out) => wait(&mut child, out, wall, tick)?,
            None => Ended::Itself(child.wait()?),
        };
        match ended {
            Ended::OutOfTime => Err(stopped("it took longer than allowed", false)),
            Ended::Refused(error) => Err(error.into()),
            Ended::Itself(status) => Ok(status),
        }
    }
}

/// Waits for the child, and ends it when its time is over.
fn wait(
    child: &mut Child,
    out: ChildStdout,
    wall: Duration,
    tick: SheetTick<'_>,
) -> io::Result<Ended> {
    let deadline = Instant::now() + wall;
    let lines = listen(out);
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        match lines.recv_timeout(left) {
            Ok(Said::Done(done, all)) => tick(done, all),
            Ok(Said::Failed(refusal)) => {
                child.wait()?;
                return Ok(Ended::Refused(io::Error::from_raw_os_error(refusal)));
            }
            Err(RecvTimeoutError::Disconnected) => return child.wait().map(Ended::Itself),
            Err(RecvTimeoutError::Timeout) => {
                child.kill()?;
                child.wait()?;
                return Ok(Ended::OutOfTime);
            }
        }
    }
}

/// How a child ended.
enum Ended {
    Itself(ExitStatus),
    /// The system refused it something; it could not do its job.
    Refused(io::Error),
    OutOfTime,
}

/// What a child says.
enum Said {
    /// Parts done of all.
    Done(u64, u64),
    /// Number of the system's error.
    Failed(i32),
}

impl Said {
    fn of(line: &str) -> Option<Self> {
        let (first, second) = line.split_once(' ')?;
        if first == FAILED {
            return second.parse().ok().map(Self::Failed);
        }
        Some(Self::Done(first.parse().ok()?, second.parse().ok()?))
    }
}

/// Reads what the child says until it ends.
fn listen(out: ChildStdout) -> Receiver<Said> {
    let (send, receive) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(out).lines().map_while(Result::ok) {
            if let Some(said) = Said::of(&line)
                && send.send(said).is_err()
            {
                return;
            }
        }
    });
    receive
}

pub(super) fn stopped(reason: &str, by_file: bool) -> ReadError {
    ReadError::Stopped {
        reason: reason.to_owned(),
        by_file,
    }
}

/// Whether the file made the child end: it broke a library or went beyond a limit of ours. What the system ends from
/// outside, and a child that could not do its work, say nothing about the file.
#[cfg(unix)]
pub(super) fn by_file(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    !matches!(status.signal(), None | Some(1 | 2 | 9 | 15))
}

#[cfg(not(unix))]
pub(super) fn by_file(_status: ExitStatus) -> bool {
    false
}

#[cfg(unix)]
pub(super) fn reason(status: ExitStatus) -> &'static str {
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
pub(super) fn reason(_status: ExitStatus) -> &'static str {
    "the worker process failed"
}
