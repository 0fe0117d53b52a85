//! What commands print: lines for people, JSON for programs.

use serde::Serialize;
use std::io::Write;

/// Prints a line; a reader that has gone away (`| head`) is no error.
pub(crate) fn line(text: &str) -> anyhow::Result<()> {
    quiet_when_closed(writeln!(std::io::stdout().lock(), "{text}"))
}

/// Says something on stderr that is not part of the answer.
#[expect(clippy::print_stderr, reason = "a command line speaks on stderr")]
pub(crate) fn note(text: &str) {
    eprintln!("{text}");
}

/// Prints a value as indented JSON.
pub(crate) fn json(value: &impl Serialize) -> anyhow::Result<()> {
    line(&serde_json::to_string_pretty(value)?)
}

/// Longest cell of a printed table in characters; a longer one is cut and says so.
const LONGEST_CELL: usize = 60;

/// Prints a table with aligned columns.
pub(crate) fn table(header: &[String], rows: &[Vec<String>]) -> anyhow::Result<()> {
    let lines: Vec<Vec<String>> = [header]
        .into_iter()
        .chain(rows.iter().map(Vec::as_slice))
        .map(|row| row.iter().map(|cell| shortened(cell)).collect())
        .collect();
    let widths: Vec<usize> = (0..header.len())
        .map(|column| {
            let cells = lines.iter().filter_map(|line| line.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        })
        .collect();
    for cells in lines {
        let padded: Vec<String> = cells
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell:<width$}"))
            .collect();
        line(padded.join("  ").trim_end())?;
    }
    Ok(())
}

fn shortened(cell: &str) -> String {
    if cell.chars().count() <= LONGEST_CELL {
        return cell.to_owned();
    }
    let mut short: String = cell.chars().take(LONGEST_CELL - 1).collect();
    short.push('…');
    short
}

/// Standard output that remembers when its reader has gone away (`| head`): that is no error.
pub(crate) struct UntilClosed<W> {
    inner: W,
    is_closed: bool,
}

impl<W: Write> UntilClosed<W> {
    pub(crate) const fn new(inner: W) -> Self {
        Self {
            inner,
            is_closed: false,
        }
    }

    /// Whether the reader has gone away.
    pub(crate) const fn is_closed(&self) -> bool {
        self.is_closed
    }

    fn watched<T>(&mut self, result: std::io::Result<T>) -> std::io::Result<T> {
        if let Err(error) = &result
            && error.kind() == std::io::ErrorKind::BrokenPipe
        {
            self.is_closed = true;
        }
        result
    }
}

impl<W: Write> Write for UntilClosed<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.inner.write(bytes);
        self.watched(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        let flushed = self.inner.flush();
        self.watched(flushed)
    }
}

pub(crate) fn quiet_when_closed(result: std::io::Result<()>) -> anyhow::Result<()> {
    match result {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}
