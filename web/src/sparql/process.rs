//! A process that holds the graph and answers, from outside.

use super::graph::Graph;
use hebewerk_exchange::sparql::{AnswerKind, Begin, Mistake, Order, Reply, TIME_IS_UP};
use std::io;
use std::path::Path;
use std::process::{ExitStatus, Stdio};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::time::timeout;

/// Longest line of a child.
const LINE_BYTES: u64 = 1 << 20;
/// How long a graph may take to be handed over and read; the child gives up by itself before.
const LOADING: Duration = Duration::from_secs(40);
/// How much longer than the time of an order its end is waited for: the child ends itself.
const GRACE: Duration = Duration::from_secs(1);

/// A child; dropped, it ends.
pub(super) struct Process {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    pub(super) graph: Arc<Graph>,
}

/// How a child ended without an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    /// Nobody had asked it for a while.
    Unneeded,
    /// Its time was up.
    OutOfTime,
    /// It needed more memory, or a deeper stack, than it may have.
    OutOfMemory,
    /// By a fault of ours.
    Broken,
}

/// An answer or why there is none.
pub(super) type Outcome = Result<(AnswerKind, Vec<u8>), Mistake>;

impl Process {
    /// Starts one and waits until it has read the graph.
    pub(super) async fn start(
        executable: &Path,
        graph: Arc<Graph>,
        memory_bytes: u64,
    ) -> Result<Self, Ended> {
        let spawned = Command::new(executable)
            .args(["worker", "sparql"])
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn();
        let mut child = spawned.map_err(|error| {
            tracing::error!(%error, "a worker for SPARQL could not be started");
            Ended::Broken
        })?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(Ended::Broken);
        };
        let mut process = Self {
            child,
            input,
            output: BufReader::new(output),
            graph: Arc::clone(&graph),
        };
        let begin = Begin {
            graph_bytes: graph.text.len() as u64,
            memory_bytes,
        };
        let loading = async {
            process.tell(&begin, &graph.text).await?;
            process.reply().await
        };
        match timeout(LOADING, loading).await {
            Ok(Ok(Reply::Ready)) => Ok(process),
            Ok(_other) => Err(process.why().await),
            Err(_elapsed) => Err(Ended::OutOfTime),
        }
    }

    /// Has an order answered. After an error there is no process any more.
    pub(super) async fn ask(&mut self, order: &Order) -> Result<Outcome, Ended> {
        let asking = async {
            self.tell(order, &[]).await?;
            match self.reply().await? {
                Reply::Ready => Err(io::Error::from(io::ErrorKind::InvalidData)),
                Reply::Mistake(mistake) => Ok(Err(mistake)),
                Reply::Answer { kind, bytes } if bytes <= order.most_bytes => {
                    let mut text = vec![0; usize::try_from(bytes).map_err(io::Error::other)?];
                    self.output.read_exact(&mut text).await?;
                    Ok(Ok((kind, text)))
                }
                Reply::Answer { .. } => Err(io::ErrorKind::FileTooLarge.into()),
            }
        };
        let time = Duration::from_millis(order.milliseconds) + GRACE;
        match timeout(time, asking).await {
            Ok(Ok(outcome)) => Ok(outcome),
            Ok(Err(_torn)) => Err(self.why().await),
            Err(_elapsed) => Err(Ended::OutOfTime),
        }
    }

    async fn tell(&mut self, line: &impl serde::Serialize, text: &[u8]) -> io::Result<()> {
        let mut line = serde_json::to_vec(line)?;
        line.push(b'\n');
        self.input.write_all(&line).await?;
        self.input.write_all(text).await?;
        self.input.flush().await
    }

    async fn reply(&mut self) -> io::Result<Reply> {
        let mut line = Vec::new();
        let mut output = (&mut self.output).take(LINE_BYTES);
        output.read_until(b'\n', &mut line).await?;
        Ok(serde_json::from_slice(&line)?)
    }

    /// How it ended; a child that still lives has said what nobody understands.
    async fn why(&mut self) -> Ended {
        match timeout(GRACE, self.child.wait()).await {
            Ok(Ok(status)) => ended(status),
            _ => Ended::Broken,
        }
    }
}

fn ended(status: ExitStatus) -> Ended {
    use std::os::unix::process::ExitStatusExt;
    match (status.code(), status.signal()) {
        (Some(0), _) => Ended::Unneeded,
        (Some(code), _) if code == i32::from(TIME_IS_UP) => Ended::OutOfTime,
        // SIGABRT: an allocation failed or the stack ran over. SIGSEGV, SIGBUS: the latter. SIGKILL: the system ran out of memory.
        (_, Some(6 | 7 | 9 | 11)) => Ended::OutOfMemory,
        (code, signal) => {
            tracing::error!(code, signal, "a worker for SPARQL ended without a word");
            Ended::Broken
        }
    }
}
