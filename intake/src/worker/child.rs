//! The child's side.

use super::asides::AsideWriter;
use super::job::{FAILED, Job, Task};
use super::outcome::Outcome;
use crate::archive::{Packed, unpack_all};
use crate::asked::Asked;
use crate::spreadsheet::extract;
use crate::{excerpt, layers, typed};
use arrow::ipc::writer::StreamWriter;
use hebewerk_hub::ports::{ReadError, Reading, TableReading};
use hebewerk_model::{Format, InspectedTable, Inspection, Recipe};
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
        Task::Unpack { name } => unpack(&job, file, folder, name),
        Task::Inspect {
            table,
            recipe,
            most,
        } => {
            let asked = Asked {
                table,
                recipe,
                most: *most,
            };
            match inspect(file, job.format, asked) {
                Ok(inspection) => Outcome::Inspected(Box::new(inspection)),
                Err(error) => Outcome::of(&error),
            }
            .save(folder)
        }
        Task::Excerpt { name } => {
            let format = job.format;
            match excerpt::make(Packed { file, format, name }, folder) {
                Ok(made) => Outcome::Cut(made),
                Err(error) => Outcome::of(&error),
            }
            .save(folder)
        }
        Task::Read { table, recipe } => {
            let rows = rows(file, job.format, table, recipe);
            match rows.and_then(|rows| hand_over(rows, folder)) {
                Ok(()) => Outcome::Read,
                Err(error) => Outcome::of(&error),
            }
            .save(folder)
        }
    }
}

fn inspect(file: &Path, format: Format, asked: Asked<'_>) -> Result<Inspection, ReadError> {
    let tick = |done: u64, all: u64| say(format_args!("{done} {all}"));
    if typed::reads(format) {
        typed::inspect(file, format, asked, &tick)
    } else {
        layers::inspect(file, format, asked, &tick)
    }
}

fn rows(
    file: &Path,
    format: Format,
    table: &InspectedTable,
    recipe: &Recipe,
) -> Result<TableReading, ReadError> {
    if typed::reads(format) {
        typed::read(file, format, recipe, table)
    } else {
        layers::read(file, format, recipe, table)
    }
}

/// Writes rows to standard output, and what is set aside into the folder; a parent that wants no more closes the
/// output.
fn hand_over(rows: TableReading, folder: &Path) -> Result<(), ReadError> {
    let mut out = Some(BufWriter::new(io::stdout().lock()));
    let mut writer = None;
    let mut asides = AsideWriter::create(folder)?;
    for piece in rows {
        match piece? {
            Reading::Rows(batch) => {
                if let Some(out) = out.take() {
                    let begun = StreamWriter::try_new(out, &batch.schema());
                    writer = Some(begun.map_err(io::Error::other)?);
                }
                if let Some(writer) = &mut writer {
                    writer.write(&batch).map_err(io::Error::other)?;
                }
            }
            Reading::Aside(aside) => asides.write(&aside)?,
        }
    }
    asides.finish()?;
    let Some(mut writer) = writer else {
        return Ok(());
    };
    writer.finish().map_err(io::Error::other)?;
    Ok(writer.into_inner().map_err(io::Error::other)?.flush()?)
}

fn unpack(job: &Job, file: &Path, folder: &Path, name: &str) -> io::Result<()> {
    let tick = |done: u64, all: u64| say(format_args!("{done} {all}"));
    let packed = Packed {
        file,
        format: job.format,
        name,
    };
    unpack_all(packed, folder, job.office_limits().unpack, &tick).map_err(|error| match error {
        ReadError::Io(error) => error,
        other => io::Error::other(other),
    })
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
