//! The side of the process that answers.

use super::answer::answer;
use super::order::{Begin, Order, Reply, TIME_IS_UP};
use oxrdf::{Dataset, GraphName};
use oxrdfio::{RdfFormat, RdfParser};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

/// Longest line of the parent.
const LINE_BYTES: u64 = 1 << 20;
/// Stack of the thread that answers: brackets within brackets are read by functions that call themselves.
const STACK_BYTES: usize = 64 << 20;
/// Time for a graph to be read.
const LOADING: Duration = Duration::from_secs(30);
/// How long a process waits for the next query before it gives its memory back.
const IDLE: Duration = Duration::from_mins(1);

/// Reads a graph from `input` and answers one order after the other until `input` ends, nobody has asked for a minute, or the
/// time of an order is up ([`TIME_IS_UP`]). `limit` is told how much memory the process may have.
///
/// For the process `hebewerk worker sparql` only: it ends the process it runs in.
pub fn serve(
    input: impl Read + Send + 'static,
    output: impl Write + Send + 'static,
    limit: impl FnOnce(u64) -> io::Result<()> + Send + 'static,
) -> ExitCode {
    let watch = watch();
    let working = std::thread::Builder::new()
        .stack_size(STACK_BYTES)
        .spawn(move || work(BufReader::new(input), output, limit, &watch));
    let ended = working.map(std::thread::JoinHandle::join);
    if matches!(ended, Ok(Ok(Ok(())))) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn work(
    mut input: impl BufRead,
    mut output: impl Write,
    limit: impl FnOnce(u64) -> io::Result<()>,
    watch: &Sender<Watched>,
) -> io::Result<()> {
    let Some(begin) = line::<Begin>(&mut input)? else {
        return Ok(());
    };
    limit(begin.memory_bytes)?;
    set(watch, Watched::Busy(LOADING))?;
    let dataset = load(&mut input, begin.graph_bytes)?;
    set(watch, Watched::Idle)?;
    say(&mut output, &Reply::Ready, &[])?;
    while let Some(order) = line::<Order>(&mut input)? {
        set(
            watch,
            Watched::Busy(Duration::from_millis(order.milliseconds)),
        )?;
        let answered = answer(&dataset, &order);
        set(watch, Watched::Idle)?;
        match answered {
            Ok(answered) => {
                let reply = Reply::Answer {
                    kind: answered.kind,
                    bytes: answered.text.len() as u64,
                };
                say(&mut output, &reply, &answered.text)?;
            }
            Err(mistake) => say(&mut output, &Reply::Mistake(mistake), &[])?,
        }
    }
    Ok(())
}

fn load(input: &mut impl Read, bytes: u64) -> io::Result<Dataset> {
    let mut dataset = Dataset::new();
    let parser = RdfParser::from_format(RdfFormat::NTriples);
    let mut text = input.take(bytes);
    for quad in parser.for_reader(&mut text) {
        let mut quad = quad.map_err(io::Error::other)?;
        quad.graph_name = GraphName::DefaultGraph;
        dataset.insert(&quad);
    }
    Ok(dataset)
}

fn line<T: serde::de::DeserializeOwned>(input: &mut impl BufRead) -> io::Result<Option<T>> {
    let mut line = Vec::new();
    if input.take(LINE_BYTES).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    Ok(Some(serde_json::from_slice(&line)?))
}

fn say(output: &mut impl Write, reply: &Reply, text: &[u8]) -> io::Result<()> {
    serde_json::to_writer(&mut *output, reply)?;
    output.write_all(b"\n")?;
    output.write_all(text)?;
    output.flush()
}

/// What the watch is told.
enum Watched {
    /// Something is done that may take so long.
    Busy(Duration),
    /// The next order is waited for.
    Idle,
}

/// A thread that ends the process when time is up, whatever the others do.
fn watch() -> Sender<Watched> {
    let (tell, told) = channel();
    std::thread::spawn(move || look(&told));
    tell
}

fn look(told: &Receiver<Watched>) {
    let mut state = Watched::Idle;
    loop {
        let (left, code) = match state {
            Watched::Busy(left) => (left, i32::from(TIME_IS_UP)),
            Watched::Idle => (IDLE, 0),
        };
        state = match told.recv_timeout(left) {
            Ok(next) => next,
            Err(RecvTimeoutError::Timeout) => std::process::exit(code),
            Err(RecvTimeoutError::Disconnected) => return,
        };
    }
}

fn set(watch: &Sender<Watched>, to: Watched) -> io::Result<()> {
    watch.send(to).map_err(io::Error::other)
}
