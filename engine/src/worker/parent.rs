//! The parent: starts a child for each question, reads its answer and makes sure that it ends.

use super::ending::error_of;
use super::order::{MARK, Order};
use crate::limited::Deadline;
use arrow::datatypes::SchemaRef;
use arrow::ipc::reader::StreamReader;
use arrow::record_batch::RecordBatch;
use futures::stream::{self, StreamExt};
use hebewerk_hub::ports::{Answer, AskError, Question};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot};
use tokio::task::spawn_blocking;
use url::Url;

/// Children at work at the same time; further questions wait, and their waiting counts.
const MAX_CHILDREN: usize = 4;

/// Batches read ahead of the consumer; the pipe holds back the child.
const AHEAD: usize = 2;

/// Most bytes of a child's stderr that are looked at.
const MAX_SAID_BYTES: u64 = 64 * 1024;

/// Most bytes before the mark.
const MAX_PREFACE_BYTES: u64 = 64 * 1024;

/// Starts children.
#[derive(Debug)]
pub(crate) struct Workers {
    executable: PathBuf,
    arguments: Vec<String>,
    data: Url,
    places: Arc<Semaphore>,
}

/// A child that ends with this value.
#[derive(Debug)]
struct Running {
    child: Mutex<Child>,
    _place: OwnedSemaphorePermit,
}

impl Drop for Running {
    fn drop(&mut self) {
        let child = self.child.get_mut().unwrap_or_else(PoisonError::into_inner);
        let _ended = child.kill();
        let _reaped = child.wait();
    }
}

impl Running {
    fn kill(&self) {
        let _ended = self
            .child
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .kill();
    }
}

/// Kills when the consumer goes; the thread that reads holds the child as well and then sees the end of its pipe.
#[derive(Debug)]
struct KillOnDrop(Arc<Running>);

impl Drop for KillOnDrop {
    fn drop(&mut self) {
        self.0.kill();
    }
}

type Began = oneshot::Sender<Result<SchemaRef, AskError>>;
type Batches = mpsc::Sender<Result<RecordBatch, AskError>>;

impl Workers {
    pub(crate) fn new(executable: PathBuf, arguments: Vec<String>, data: Url) -> Self {
        Self {
            executable,
            arguments,
            data,
            places: Arc::new(Semaphore::new(MAX_CHILDREN)),
        }
    }

    /// Has a child answer the question.
    pub(crate) async fn ask(&self, question: Question) -> Result<Answer, AskError> {
        let deadline = Deadline::begin(question.limits);
        let place = deadline
            .wait(Arc::clone(&self.places).acquire_owned())
            .await?
            .map_err(|_closed| AskError::Internal)?;
        let order = Order {
            data: self.data.to_string(),
            question,
        };
        let child = self.start().map_err(|error| {
            tracing::error!(%error, "a worker could not be started");
            AskError::Internal
        })?;
        let running = Arc::new(Running {
            child: Mutex::new(child),
            _place: place,
        });
        let guard = KillOnDrop(Arc::clone(&running));
        let (begin, schema) = oneshot::channel();
        let (sender, receiver) = mpsc::channel(AHEAD);
        spawn_blocking(move || converse(&running, &order, begin, &sender));
        let schema = deadline
            .wait(schema)
            .await?
            .unwrap_or(Err(AskError::Internal));
        let schema = schema.map_err(|error| in_time(error, deadline))?;
        Ok(Answer {
            schema,
            batches: stream::unfold(Some((receiver, guard)), move |state| next(state, deadline))
                .boxed(),
        })
    }

    fn start(&self) -> io::Result<Child> {
        Command::new(&self.executable)
            .args(&self.arguments)
            // Nothing of our environment is the child's business, least of all secrets.
            .env_clear()
            // Every arena reserves 64 MiB of the address space the child is limited to.
            .env("MALLOC_ARENA_MAX", "2")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
    }
}

type Receiving = (mpsc::Receiver<Result<RecordBatch, AskError>>, KillOnDrop);

async fn next(
    state: Option<Receiving>,
    deadline: Deadline,
) -> Option<(Result<RecordBatch, AskError>, Option<Receiving>)> {
    let (mut receiver, guard) = state?;
    match deadline.wait(receiver.recv()).await {
        Ok(Some(Ok(batch))) => Some((Ok(batch), Some((receiver, guard)))),
        Ok(Some(Err(error))) => Some((Err(in_time(error, deadline)), None)),
        Ok(None) => None,
        Err(missed) => Some((Err(missed), None)),
    }
}

/// A child that used up its processor time says nothing; how long it had is known here.
fn in_time(error: AskError, deadline: Deadline) -> AskError {
    match error {
        AskError::Timeout { .. } => deadline.missed(),
        other => other,
    }
}

/// Hands over the order and reads until the end, on a thread of its own.
fn converse(running: &Running, order: &Order, begin: Began, batches: &Batches) {
    let (stdin, stdout, stderr) = {
        let mut child = running.child.lock().unwrap_or_else(PoisonError::into_inner);
        (child.stdin.take(), child.stdout.take(), child.stderr.take())
    };
    let (Some(mut stdin), Some(stdout), Some(stderr)) = (stdin, stdout, stderr) else {
        return;
    };
    // A child that does not take its order has ended; its status tells why.
    let _ended = serde_json::to_vec(order).map(|bytes| stdin.write_all(&bytes));
    drop(stdin);
    let mut begin = Some(begin);
    let complete = read_answer(stdout, &mut begin, batches);
    if complete.is_ok_and(|complete| complete) {
        return;
    }
    let mut said = String::new();
    let _partly = stderr.take(MAX_SAID_BYTES).read_to_string(&mut said);
    let status = running
        .child
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .wait();
    let error = status.map_or(AskError::Internal, |status| error_of(status, &said));
    match begin.take() {
        Some(begin) => {
            let _nobody_waits = begin.send(Err(error));
        }
        None => {
            let _nobody_waits = batches.blocking_send(Err(error));
        }
    }
}

/// Whether the answer came to its end, or nobody wants it any more.
fn read_answer(
    stdout: ChildStdout,
    begin: &mut Option<Began>,
    batches: &Batches,
) -> Result<bool, arrow::error::ArrowError> {
    let mut pipe = BufReader::with_capacity(256 * 1024, stdout);
    if !skip_to_mark(&mut pipe)? {
        return Ok(false);
    }
    let mut counted = Ended {
        inner: pipe,
        ended: false,
    };
    let reader = StreamReader::try_new(&mut counted, None)?;
    if let Some(begin) = begin.take() {
        let _nobody_waits = begin.send(Ok(reader.schema()));
    }
    for batch in reader {
        if batches.blocking_send(Ok(batch?)).is_err() {
            return Ok(true);
        }
    }
    Ok(!counted.ended)
}

fn skip_to_mark(pipe: &mut impl BufRead) -> io::Result<bool> {
    let mut preface = Vec::new();
    let mut limited = pipe.take(MAX_PREFACE_BYTES);
    while limited.read_until(b'\n', &mut preface)? > 0 {
        if preface.ends_with(MARK) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Notices when the pipe ends: a stream is complete only when its end mark comes before the pipe's end.
struct Ended<R> {
    inner: R,
    ended: bool,
}

impl<R: Read> Read for Ended<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        if read == 0 && !buffer.is_empty() {
            self.ended = true;
        }
        Ok(read)
    }
}
