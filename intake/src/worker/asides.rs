//! What a child sets aside: a file in the job's folder, one JSON value a line, because rows have their own stream.

use hebewerk_hub::ports::SetAside;
use hebewerk_profile::findings::{LONG_ROW, MISFIT, TORN_ROW};
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::Path;

const ASIDES: &str = "asides.ndjson";
/// Handed on at once.
const PIECE: usize = 10_000;

#[derive(Serialize, Deserialize)]
struct Line {
    row: u64,
    column: Option<String>,
    reason: String,
    text: String,
}

/// The child's side.
pub(super) struct AsideWriter(BufWriter<File>);

impl AsideWriter {
    pub(super) fn create(folder: &Path) -> io::Result<Self> {
        Ok(Self(BufWriter::new(File::create(folder.join(ASIDES))?)))
    }

    pub(super) fn write(&mut self, asides: &[SetAside]) -> io::Result<()> {
        for aside in asides {
            let line = Line {
                row: aside.row,
                column: aside.column.clone(),
                reason: aside.reason.to_owned(),
                text: aside.text.clone(),
            };
            serde_json::to_writer(&mut self.0, &line)?;
            self.0.write_all(b"\n")?;
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// The parent's side.
pub(super) struct AsideReader(Option<BufReader<File>>);

impl AsideReader {
    /// What an ended child left; nothing where it left no file.
    pub(super) fn open(folder: &Path) -> io::Result<Self> {
        match File::open(folder.join(ASIDES)) {
            Ok(file) => Ok(Self(Some(BufReader::new(file)))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self(None)),
            Err(error) => Err(error),
        }
    }

    /// The next piece; empty at the end.
    pub(super) fn next(&mut self) -> io::Result<Vec<SetAside>> {
        let mut piece = Vec::new();
        let mut text = String::new();
        while let Some(file) = self.0.as_mut().filter(|_| piece.len() < PIECE) {
            text.clear();
            if file.read_line(&mut text)? == 0 {
                self.0 = None;
                break;
            }
            let line: Line = serde_json::from_str(&text)?;
            piece.push(SetAside {
                row: line.row,
                column: line.column,
                reason: reason(&line.reason),
                text: line.text,
            });
        }
        Ok(piece)
    }
}

/// The codes that readers of records give.
fn reason(code: &str) -> &'static str {
    match code {
        LONG_ROW => LONG_ROW,
        TORN_ROW => TORN_ROW,
        _ => MISFIT,
    }
}
