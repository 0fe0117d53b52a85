//! The child: makes itself ready, limits itself, reads one statement, answers it and ends.

use super::order::{Done, MARK, Order, Place};
use super::rehearsal::rehearse;
use crate::answer::{Behind, answer};
use crate::in_process::large_stack_runtime;
use crate::large_stack::on_large_stack;
use crate::limited::Deadline;
use crate::session::Base;
use crate::statement::{self, Read};
use arrow::datatypes::SchemaRef;
use arrow::ipc::writer::StreamWriter;
use futures::TryStreamExt;
use hebewerk_hub::ports::{AskError, Limits, SyntaxProblem};
use hebewerk_lake::DataFiles;
use hebewerk_model::TableName;
use rlimit::Resource;
use rustix::time::{ClockId, clock_gettime};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::process::ExitCode;
use tokio::runtime::Runtime;
use url::Url;

/// Address space of a worker besides the memory of its operators. Measured on a debug build: 0.4 GiB at start, 0.3 GiB
/// more when all its threads have their stacks; the rest is for what functions allocate outside the pool.
const BASE_BYTES: u64 = 1024 * 1024 * 1024;

/// Bytes collected before they go into the pipe.
const PIPE_BYTES: usize = 256 * 1024;

/// Processor time for reading a statement. The largest that is allowed needs 0.2 s on a debug build.
pub(crate) const READING_SECONDS: u64 = 2;

/// Reads an order from `stdin`, writes the answer to `stdout`, an error as the last line of `stderr`.
///
/// For the process `hebewerk worker ask` only: it changes the limits of the process it runs in, for good.
pub fn run(
    stdin: impl io::Read,
    stdout: impl Write + Send,
    mut stderr: impl Write + Send,
) -> ExitCode {
    // A panic's text could hold a cell; the parent only needs to know that there was one.
    std::panic::set_hook(Box::new(|_| {}));
    match work(stdin, stdout, &mut stderr) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&mut stderr, &error);
            ExitCode::FAILURE
        }
    }
}

/// Says something as a line of its own: a library may have begun one.
fn say(stderr: &mut impl Write, what: &impl Serialize) {
    let line = serde_json::to_string(what).unwrap_or_default();
    let _parent_gone = writeln!(stderr, "\n{line}");
}

fn work(
    stdin: impl io::Read,
    mut stdout: impl Write + Send,
    stderr: &mut (impl Write + Send),
) -> Result<(), AskError> {
    let mut lines = BufReader::new(stdin);
    let place: Place = line(&mut lines)?;
    // Whoever waits for a question is ready for it.
    let base = base(&place)?;
    let runtime = large_stack_runtime().map_err(|_no_threads| AskError::Memory)?;
    if place.rehearses {
        // Whether it succeeds is no matter of whoever asks next.
        let _practised = rehearse(&base, &runtime);
    }
    let order: Order = line(&mut lines)?;
    limit_self(order.limits).map_err(|_refused| AskError::Internal)?;
    let unreadable = AskError::Syntax {
        problem: SyntaxProblem::Unreadable,
        line: None,
        column: None,
    };
    let read = on_large_stack(unreadable, || statement::read(&order.sql))?;
    say_names(&mut stdout, &read.tables).map_err(|_parent_gone| AskError::Internal)?;
    let behind: Behind = line(&mut lines)?;
    limit_processor(order.limits, cpu_seconds(order.limits))
        .map_err(|_refused| AskError::Internal)?;
    // Arrow panics where a value outgrows what an array can hold: a value that cannot be computed.
    on_large_stack(AskError::Computation, || {
        let said = |bytes| say(stderr, &Done { bytes });
        let answer = AnswerOf {
            base: &base,
            order: &order,
            read,
            behind: &behind,
        };
        answer.send(runtime, stdout, said)
    })
}

fn line<T: DeserializeOwned>(lines: &mut impl BufRead) -> Result<T, AskError> {
    let mut text = String::new();
    lines
        .read_line(&mut text)
        .map_err(|_parent_gone| AskError::Internal)?;
    serde_json::from_str(&text).map_err(|_not_ours| AskError::Internal)
}

fn say_names(stdout: &mut impl Write, names: &[TableName]) -> io::Result<()> {
    stdout.write_all(MARK)?;
    serde_json::to_writer(&mut *stdout, names)?;
    stdout.write_all(b"\n")?;
    stdout.flush()
}

fn base(place: &Place) -> Result<Base, AskError> {
    let data = Url::parse(&place.data).map_err(|_no_address| AskError::Internal)?;
    let files = DataFiles::at_url(&data).map_err(|_gone| AskError::Internal)?;
    Base::new(&files).map_err(|_unusable| AskError::Internal)
}

/// What an answer is made of.
struct AnswerOf<'a> {
    base: &'a Base,
    order: &'a Order,
    read: Read,
    behind: &'a Behind,
}

impl AnswerOf<'_> {
    /// Sends the rows, and says at once that they are all: clearing up takes longer than some answers.
    fn send(
        self,
        runtime: Runtime,
        stdout: impl Write,
        said: impl FnOnce(u64),
    ) -> Result<(), AskError> {
        let limits = self.order.limits;
        let outcome = runtime.block_on(async {
            let deadline = Deadline::begin(limits);
            let mut answer = answer(self.base, self.read, self.behind, limits, deadline).await?;
            let mut pipe = Pipe::open(stdout, &answer.schema)?;
            while let Some(batch) = answer.batches.try_next().await? {
                pipe.send(&batch)?;
            }
            said(pipe.close()?);
            Ok(())
        });
        // Work that was cut off by a limit may still hold threads; nothing is left to wait for.
        runtime.shutdown_background();
        outcome
    }
}

/// Limits of this process: address space, processor time, no files, no core image.
fn limit_self(limits: Limits) -> io::Result<()> {
    let address_space = limits.memory_bytes.saturating_add(BASE_BYTES);
    for (resource, limit) in [
        (Resource::AS, address_space),
        (Resource::CORE, 0),
        (Resource::FSIZE, 0),
    ] {
        let (_, most) = resource.get()?;
        let limit = limit.min(most);
        resource.set(limit, limit)?;
    }
    limit_processor(limits, READING_SECONDS)
}

/// `seconds` from now on, which may be raised later up to the time of a whole answer. What was used before a question came is
/// no matter of whoever asks; the system counts in whole seconds.
fn limit_processor(limits: Limits, seconds: u64) -> io::Result<()> {
    let used = clock_gettime(ClockId::ProcessCPUTime);
    let used = used.tv_sec.unsigned_abs() + u64::from(used.tv_nsec >= 500_000_000);
    let (_, most) = Resource::CPU.get()?;
    let most = most.min(used.saturating_add(cpu_seconds(limits)));
    Resource::CPU.set(used.saturating_add(seconds).min(most), most)
}

/// Time on every core, and a little to begin.
fn cpu_seconds(limits: Limits) -> u64 {
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get() as u64);
    let seconds = limits.time.as_secs().saturating_add(1);
    seconds
        .saturating_mul(cores)
        .saturating_add(READING_SECONDS)
}

struct Pipe<W: Write> {
    writer: StreamWriter<BufWriter<Counted<W>>>,
}

/// What is written, and how many bytes it was.
struct Counted<W> {
    inner: W,
    bytes: u64,
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl<W: Write> Pipe<W> {
    fn open(stdout: W, schema: &SchemaRef) -> Result<Self, AskError> {
        let counted = Counted {
            inner: stdout,
            bytes: 0,
        };
        let buffer = BufWriter::with_capacity(PIPE_BYTES, counted);
        let writer = StreamWriter::try_new(buffer, schema).map_err(|_gone| AskError::Internal)?;
        Ok(Self { writer })
    }

    fn send(&mut self, batch: &arrow::record_batch::RecordBatch) -> Result<(), AskError> {
        self.writer
            .write(batch)
            .map_err(|_gone| AskError::Internal)?;
        self.writer.flush().map_err(|_gone| AskError::Internal)
    }

    /// Ends the answer; how many bytes it has.
    fn close(mut self) -> Result<u64, AskError> {
        self.writer.finish().map_err(|_gone| AskError::Internal)?;
        self.writer.flush().map_err(|_gone| AskError::Internal)?;
        Ok(self.writer.get_ref().get_ref().bytes)
    }
}
