//! A child at work and the pipes to it.

use super::ending::error_of;
use super::order::{Done, MARK};
use crate::delivery::Outbox;
use arrow::buffer::Buffer;
use arrow::datatypes::SchemaRef;
use arrow::ipc::reader::StreamDecoder;
use hebewerk_hub::ports::AskError;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command};
use tokio::sync::oneshot;
use tokio::time::timeout;

/// Most bytes of a child's stderr that are looked at.
const MAX_SAID_BYTES: u64 = 64 * 1024;

/// Most bytes before the mark.
const MAX_PREFACE_BYTES: u64 = 64 * 1024;

/// Most bytes of a line of the child's.
const MAX_LINE_BYTES: u64 = 1024 * 1024;

/// Bytes read at once: as many as a pipe holds.
const PIECE_BYTES: usize = 64 * 1024;

/// How long a child that has closed its answer may take to end.
const ENDING: Duration = Duration::from_secs(5);

/// A child at work. Dropping it kills the child.
#[derive(Debug)]
pub(crate) struct Running {
    child: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
    stderr: ChildStderr,
    /// What came from there.
    said: Vec<u8>,
}

impl Running {
    pub(crate) fn start(executable: &Path, arguments: &[String]) -> io::Result<Self> {
        let mut child = Command::new(executable)
            .args(arguments)
            // Nothing of our environment is the child's business, least of all secrets.
            .env_clear()
            // Every arena reserves 64 MiB of the address space the child is limited to.
            .env("MALLOC_ARENA_MAX", "2")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (Some(stdin), Some(stdout), Some(stderr)) = pipes else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        Ok(Self {
            child,
            stdin,
            stdout: BufReader::new(stdout),
            stderr,
            said: Vec::new(),
        })
    }

    /// Whether it has not ended yet.
    pub(crate) fn is_alive(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Tells the child something. One that does not listen has ended; its status tells why.
    pub(crate) async fn tell(&mut self, message: &impl Serialize) {
        let mut line = serde_json::to_vec(message).unwrap_or_default();
        line.push(b'\n');
        let _ended = self.stdin.write_all(&line).await;
    }

    /// The first thing the child says; none if it ended without.
    pub(crate) async fn first_word<T: DeserializeOwned>(&mut self) -> Option<T> {
        let mut preface = Vec::new();
        let mut limited = (&mut self.stdout).take(MAX_PREFACE_BYTES);
        while !preface.ends_with(MARK) {
            if limited.read_until(b'\n', &mut preface).await.ok()? == 0 {
                return None;
            }
        }
        let mut line = Vec::new();
        let mut limited = (&mut self.stdout).take(MAX_LINE_BYTES);
        limited.read_until(b'\n', &mut line).await.ok()?;
        serde_json::from_slice(&line).ok()
    }

    /// Hands over the rows of the answer as they come, and their shape before them.
    pub(crate) async fn rows(
        &mut self,
        begin: oneshot::Sender<SchemaRef>,
        outbox: &Outbox,
    ) -> Result<(), AskError> {
        let mut begin = Some(begin);
        match self.decode(&mut begin, outbox).await {
            Ok(All::Said) if begin.is_none() => Ok(()),
            // The end mark of the stream may be missing without an error; the status is not.
            Ok(All::Closed) if begin.is_none() && self.has_succeeded().await => Ok(()),
            _ => Err(self.why().await),
        }
    }

    async fn decode(
        &mut self,
        begin: &mut Option<oneshot::Sender<SchemaRef>>,
        outbox: &Outbox,
    ) -> Result<All, arrow::error::ArrowError> {
        let mut decoder = StreamDecoder::new();
        let (mut read, mut all) = (0_u64, None);
        let mut speaks = true;
        let mut piece = Vec::with_capacity(PIECE_BYTES);
        loop {
            if all == Some(read) {
                return decoder.finish().map(|()| All::Said);
            }
            let room = MAX_SAID_BYTES.saturating_sub(self.said.len() as u64);
            let mut stderr = (&mut self.stderr).take(room);
            tokio::select! {
                came = self.stdout.read_buf(&mut piece) => {
                    if came? == 0 {
                        return decoder.finish().map(|()| All::Closed);
                    }
                }
                came = stderr.read_buf(&mut self.said), if speaks => {
                    speaks = came? > 0;
                    all = done(&self.said).or(all);
                    continue;
                }
            }
            read += piece.len() as u64;
            let whole = std::mem::replace(&mut piece, Vec::with_capacity(PIECE_BYTES));
            let mut piece = Buffer::from_vec(whole);
            while !piece.is_empty() {
                let batch = decoder.decode(&mut piece)?;
                if begin.is_some()
                    && let Some(schema) = decoder.schema()
                    && let Some(begin) = begin.take()
                {
                    let _nobody_waits = begin.send(schema);
                }
                if let Some(batch) = batch
                    && !outbox.put(batch).await
                {
                    return Ok(All::Closed);
                }
            }
        }
    }

    async fn has_succeeded(&mut self) -> bool {
        let ended = timeout(ENDING, self.child.wait()).await;
        matches!(ended, Ok(Ok(status)) if status.success())
    }

    /// Why the child ended before its time.
    pub(crate) async fn why(&mut self) -> AskError {
        let ending = async {
            let room = MAX_SAID_BYTES.saturating_sub(self.said.len() as u64);
            let mut limited = (&mut self.stderr).take(room);
            let _partly = limited.read_to_end(&mut self.said).await;
            let said = String::from_utf8_lossy(&self.said).into_owned();
            (self.child.wait().await, said)
        };
        match timeout(ENDING, ending).await {
            Ok((Ok(status), said)) => error_of(status, &said),
            Ok((Err(_), _)) | Err(_) => AskError::Internal,
        }
    }

    /// Ends the child, if it has not ended yet, and waits until it is gone.
    pub(crate) async fn end(mut self) {
        if let Err(error) = self.child.kill().await {
            tracing::error!(%error, "a worker could not be ended");
        }
    }
}

/// How the rows of an answer came to their end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum All {
    /// The child has said that these are all.
    Said,
    /// The pipe was closed, or nobody wants more.
    Closed,
}

/// How many bytes the answer has, where the child's last whole line says so.
fn done(said: &[u8]) -> Option<u64> {
    let said = said.strip_suffix(b"\n")?;
    let last = said.rsplit(|byte| *byte == b'\n').next()?;
    // A list is read as an object otherwise.
    if !last.starts_with(b"{") {
        return None;
    }
    let done: Done = serde_json::from_slice(last).ok()?;
    Some(done.bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_words_of_a_child_say_that_the_answer_is_whole() {
        for (said, expected) in [
            (&b"\n{\"hebewerk_answer_bytes\":7}\n"[..], Some(7)),
            (b"warning\n{\"hebewerk_answer_bytes\":7}\n", Some(7)),
            (b"{\"hebewerk_answer_bytes\":7}", None),
            (b"{\"hebewerk_answer_bytes\":7}\nwarning\n", None),
            (b"{\"hebewerk_answer_bytes\":7,\"peak\":1}\n", None),
            (b"[7]\n", None),
            (b"", None),
        ] {
            assert_eq!(done(said), expected, "{}", String::from_utf8_lossy(said));
        }
    }
}
