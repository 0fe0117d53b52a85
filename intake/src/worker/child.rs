//! The child's side.

use super::job::{FAILED, Job, Task};
use super::outcome::Outcome;
use crate::parquet;
use crate::spreadsheet::extract;
use arrow::ipc::writer::StreamWriter;
use hebewerk_hub::ports::ReadError;
use hebewerk_model::Recipe;
use rlimit::Resource;
use std::ffi::OsString;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Files the child may have open: the workbook, one spool file, the standard streams and some air.
const OPEN_FILES: u64 = 64;
/// Seconds between the signal that asks to end and the one that does not ask.
const CPU_GRACE_SECONDS: u64 = 2;

/// Does the work of a worker process: `args` are what follows `worker read` on the command line, the job's folder
/// and the file.
///
/// Call it before any thread is started: the limits hold for the whole process. Exit code 0 means that the folder
/// holds a finished manifest, 1 that the job could not be done (what the system refused is said as a last line), 2 that the arguments are wrong.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let mut args = args.into_iter();
    let (Some(folder), Some(file), None) = (args.next(), args.next(), args.next()) else {
        return ExitCode::from(2);
    };
    match work(&PathBuf::from(folder), &PathBuf::from(file)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            if let Some(refusal) = error.raw_os_error() {
                say(format_args!("{FAILED} {refusal}"));
            }
            ExitCode::FAILURE
        }
    }
}

fn work(folder: &Path, file: &Path) -> io::Result<()> {
    let job = Job::load(folder)?;
    limit(&job)?;
    match &job.task {
        Task::TakeApart => take_apart(&job, file, folder),
        Task::Inspect { table, recipe } => {
            let tick = |done: u64, all: u64| say(format_args!("{done} {all}"));
            match parquet::inspect(file, table, recipe, &tick) {
                Ok(inspection) => Outcome::Inspected(Box::new(inspection)),
                Err(error) => Outcome::of(&error),
            }
            .save(folder)
        }
        Task::Read { table, recipe } => match hand_over(file, table, recipe) {
            Ok(()) => Outcome::Read,
            Err(error) => Outcome::of(&error),
        }
        .save(folder),
    }
}

/// Writes rows to standard output; a parent that wants no more closes it.
fn hand_over(file: &Path, table: &str, recipe: &Recipe) -> Result<(), ReadError> {
    let (schema, batches) = parquet::batches(file, recipe.for_table(table))?;
    let out = BufWriter::new(io::stdout().lock());
    let mut writer = StreamWriter::try_new(out, &schema).map_err(io::Error::other)?;
    for batch in batches {
        writer.write(&batch?).map_err(io::Error::other)?;
    }
    writer.finish().map_err(io::Error::other)?;
    Ok(writer.into_inner().map_err(io::Error::other)?.flush()?)
}

fn take_apart(job: &Job, file: &Path, folder: &Path) -> io::Result<()> {
    let mut ticks = |done: u64, all: u64| say(format_args!("{done} {all}"));
    let limits = job.office_limits();
    extract(file, job.format, folder, &limits, &mut ticks).map_err(|error| match error {
        ReadError::Io(error) => error,
        other => io::Error::other(other),
    })
}

fn say(words: std::fmt::Arguments<'_>) {
    // A parent that does not listen any more has given up; then the pipe's end ends the work.
    let mut out = io::stdout().lock();
    drop(writeln!(out, "{words}").and_then(|()| out.flush()));
}

fn limit(job: &Job) -> io::Result<()> {
    Resource::CORE.set(0, 0)?;
    Resource::NOFILE.set(OPEN_FILES, OPEN_FILES)?;
    Resource::FSIZE.set(job.file_bytes, job.file_bytes)?;
    Resource::CPU.set(job.cpu_seconds, job.cpu_seconds + CPU_GRACE_SECONDS)?;
    Resource::AS.set(job.memory_bytes, job.memory_bytes)
}
