//! The child's side.

use super::failure::broken;
use super::job::{Failed, Job, Said};
use super::read;
use hebewerk_hub::ports::FetchError;
use rlimit::Resource;
use std::io::{self, BufRead, Read, Write};
use std::process::ExitCode;

/// Longest job in bytes.
const JOB_BYTES: u64 = 4 << 20;
/// Files a driver may have open.
const OPEN_FILES: u64 = 256;
/// Bytes a driver may write besides the file.
const MORE_BYTES: u64 = 64 << 20;

/// Does the work of a worker process that speaks with a driver: the job comes on standard input.
///
/// Call it before any thread is started: the limits hold for the whole process.
pub fn run_driver() -> ExitCode {
    let mut line = Vec::new();
    let read = io::stdin()
        .lock()
        .take(JOB_BYTES)
        .read_until(b'\n', &mut line);
    let job: Option<Job> = read
        .ok()
        .and_then(|_bytes| serde_json::from_slice(&line).ok());
    let Some(job) = job else {
        return ExitCode::from(2);
    };
    if limit(&job).is_err() {
        return ExitCode::FAILURE;
    }
    end_with_the_parent();
    let last = match work(&job) {
        Ok(said) => said,
        Err(error) => Said::Failed(Failed::of(&error)),
    };
    say(&last);
    ExitCode::SUCCESS
}

fn work(job: &Job) -> Result<Said, FetchError> {
    // Packing the file is work for a thread of its own; everything else waits for the driver.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| FetchError::passing("fetch_driver_failed", error.kind().to_string()))?;
    let environment = odbc_api::Environment::new().map_err(|error| broken(&error, &job.place))?;
    match &job.into {
        Some(into) => runtime.block_on(read::fetch(&environment, job, into)),
        None => read::look(&environment, job),
    }
}

/// One line for the parent.
pub(super) fn say(said: &Said) {
    let mut out = io::stdout().lock();
    // Without a parent nobody listens; the process ends by itself then.
    drop(
        out.write_all(said.line().as_bytes())
            .and_then(|()| out.flush()),
    );
}

/// The parent keeps our input open as long as it lives and wants the answer.
fn end_with_the_parent() {
    std::thread::spawn(|| {
        let mut rest = [0; 64];
        while io::stdin()
            .lock()
            .read(&mut rest)
            .is_ok_and(|bytes| bytes > 0)
        {}
        std::process::exit(1);
    });
}

fn limit(job: &Job) -> io::Result<()> {
    let file_bytes = job.most_bytes.saturating_add(MORE_BYTES);
    Resource::CORE.set(0, 0)?;
    Resource::NOFILE.set(OPEN_FILES, OPEN_FILES)?;
    Resource::FSIZE.set(file_bytes, file_bytes)?;
    Resource::CPU.set(job.seconds, job.seconds + 2)?;
    Resource::AS.set(job.memory_bytes, job.memory_bytes)
}
