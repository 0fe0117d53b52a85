//! The child's side.

use super::job::Job;
use crate::spreadsheet::extract;
use rlimit::Resource;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Files the child may have open: the workbook, one spool file, the standard streams and some air.
const OPEN_FILES: u64 = 64;
/// Seconds between the signal that asks to end and the one that does not ask.
const CPU_GRACE_SECONDS: u64 = 2;

/// Does the work of a worker process: `args` are what follows `worker read` on the command line, the job's folder
/// and the file.
///
/// Call it before any thread is started: the limits hold for the whole process. Exit code 0 means that the folder
/// holds a finished manifest, 1 that the job could not be done, 2 that the arguments are wrong.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let mut args = args.into_iter();
    let (Some(folder), Some(file), None) = (args.next(), args.next(), args.next()) else {
        return ExitCode::from(2);
    };
    match work(&PathBuf::from(folder), &PathBuf::from(file)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn work(folder: &std::path::Path, file: &std::path::Path) -> io::Result<()> {
    let job = Job::load(folder)?;
    limit(&job)?;
    let mut ticks = |done: u64, all: u64| {
        // A parent that does not listen any more has given up; then the pipe's end ends the work below.
        let mut out = io::stdout().lock();
        drop(writeln!(out, "{done} {all}").and_then(|()| out.flush()));
    };
    extract(file, job.format, folder, &job.office_limits(), &mut ticks).map_err(io::Error::other)
}

fn limit(job: &Job) -> io::Result<()> {
    Resource::CORE.set(0, 0)?;
    Resource::NOFILE.set(OPEN_FILES, OPEN_FILES)?;
    Resource::FSIZE.set(job.file_bytes, job.file_bytes)?;
    Resource::CPU.set(job.cpu_seconds, job.cpu_seconds + CPU_GRACE_SECONDS)?;
    Resource::AS.set(job.memory_bytes, job.memory_bytes)
}
