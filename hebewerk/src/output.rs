//! What commands print: lines for people, JSON for programs.

use serde::Serialize;
use std::io::Write;

/// Prints a line; a reader that has gone away (`| head`) is no error.
pub(crate) fn line(text: &str) -> anyhow::Result<()> {
    quiet_when_closed(writeln!(std::io::stdout().lock(), "{text}"))
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

pub(crate) fn quiet_when_closed(result: std::io::Result<()>) -> anyhow::Result<()> {
    match result {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}
