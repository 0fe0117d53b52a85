//! The rows a child hands over: an Arrow IPC stream on its standard output.

use super::asides::AsideReader;
use super::outcome::Outcome;
use super::parent::{by_file, reason, stopped};
use crate::scratch::ScratchFolder;
use arrow::ipc::reader::StreamReader;
use arrow::record_batch::RecordBatch;
use hebewerk_hub::ports::{ReadError, Reading};
use hebewerk_model::Format;
use std::io::BufReader;
use std::process::{Child, ChildStdout};

/// Bytes of the pipe read at once.
const BUFFER_BYTES: usize = 256 << 10;

/// The rows of one table, as they come from a child; dropped before the end, the child ends too.
pub(super) struct ChildRows {
    child: Child,
    out: Stream,
    folder: ScratchFolder,
    format: Format,
    /// What is handed on when all rows have come.
    asides: Option<AsideReader>,
}

/// The stream begins with its schema, which is read when rows are first asked for.
enum Stream {
    Closed(BufReader<ChildStdout>),
    Open(Box<StreamReader<BufReader<ChildStdout>>>),
    Ended,
}

impl ChildRows {
    pub(super) fn new(
        child: Child,
        out: ChildStdout,
        folder: ScratchFolder,
        format: Format,
    ) -> Self {
        Self {
            child,
            out: Stream::Closed(BufReader::with_capacity(BUFFER_BYTES, out)),
            folder,
            format,
            asides: None,
        }
    }

    /// The next batch; none at the end of the stream, whole or torn: how the child ended tells which.
    fn batch(&mut self) -> Option<RecordBatch> {
        let mut reader = match std::mem::replace(&mut self.out, Stream::Ended) {
            Stream::Closed(out) => Box::new(StreamReader::try_new(out, None).ok()?),
            Stream::Open(reader) => reader,
            Stream::Ended => return None,
        };
        let batch = reader.next()?.ok();
        self.out = Stream::Open(reader);
        batch
    }

    fn end(&mut self) -> Result<(), ReadError> {
        self.out = Stream::Ended;
        let status = self.child.wait()?;
        match Outcome::load(self.folder.path())? {
            Some(outcome) if status.success() => outcome.checked(self.format)?,
            _ => return Err(stopped(reason(status), by_file(status))),
        };
        self.asides = Some(AsideReader::open(self.folder.path())?);
        Ok(())
    }

    fn aside(&mut self) -> Option<Result<Reading, ReadError>> {
        match self.asides.as_mut()?.next() {
            Ok(piece) if piece.is_empty() => None,
            Ok(piece) => Some(Ok(Reading::Aside(piece))),
            Err(error) => {
                self.asides = None;
                Some(Err(error.into()))
            }
        }
    }
}

impl Iterator for ChildRows {
    type Item = Result<Reading, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if matches!(self.out, Stream::Ended) {
            return self.aside();
        }
        match self.batch() {
            Some(batch) => Some(Ok(Reading::Rows(batch))),
            None => match self.end() {
                Ok(()) => self.aside(),
                Err(error) => Some(Err(error)),
            },
        }
    }
}

impl Drop for ChildRows {
    fn drop(&mut self) {
        // After its end there is nobody to end.
        let _ended = self.child.kill();
        let _reaped = self.child.wait();
    }
}
