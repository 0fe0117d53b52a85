//! The rows of one table.

use super::FORMAT;
use super::blob::wkb;
use super::catalogue::{Table, TableColumn};
use super::connection::{self, damage};
use super::kinds::Kind;
use crate::archive::Damage;
use crate::frame::RecordReader;
use crate::geometry::{GeometryColumn, from_wkb};
use crate::layers::findings::LAYER_UNREADABLE;
use crate::layers::{LayerRecords, SeenGeometries};
use crate::moment_cells::iso_cell;
use crate::reference_system::Declared;
use hebewerk_hub::ports::ReadError;
use hebewerk_model::{ColumnType, Finding, Severity};
use hebewerk_profile::{RawCell, Record};
use rusqlite::types::ValueRef;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// Rows handed over at once.
const PIECE_ROWS: usize = 256;
/// Bytes after which a piece is handed over with fewer.
const PIECE_BYTES: usize = 4 << 20;

/// What the reading thread says.
enum Said {
    Rows(Vec<Record>),
    End,
    Damaged(Damage),
}

/// Reads one table through a thread of its own.
pub(super) struct PackageRecords {
    said: Receiver<Said>,
    rows: std::vec::IntoIter<Record>,
    geometries: Vec<(usize, GeometryColumn)>,
    declared: Option<Declared>,
    name: String,
    damaged: bool,
    ended: bool,
    row: u64,
}

impl PackageRecords {
    pub(super) fn open(file: &Path, table: &Table) -> Result<Self, ReadError> {
        // An error shows here and not in the thread.
        drop(connection::open(file)?);
        let (send, said) = sync_channel(2);
        let reading = Reading {
            file: file.to_owned(),
            table: table.clone(),
            send,
        };
        std::thread::Builder::new().spawn(move || reading.run())?;
        let geometries = table
            .columns
            .iter()
            .enumerate()
            .filter(|(_, column)| column.kind == Kind::Geometry)
            .map(|(number, _)| (number, GeometryColumn::default()))
            .collect();
        Ok(Self {
            said,
            rows: Vec::new().into_iter(),
            geometries,
            declared: table.declared.clone(),
            name: table.name.clone(),
            damaged: false,
            ended: false,
            row: 0,
        })
    }

    fn next_row(&mut self) -> Result<Option<Record>, ReadError> {
        loop {
            if let Some(row) = self.rows.next() {
                return Ok(Some(row));
            }
            if self.ended {
                return Ok(None);
            }
            match self.said.recv() {
                Ok(Said::Rows(rows)) => self.rows = rows.into_iter(),
                Ok(Said::End) => self.ended = true,
                Ok(Said::Damaged(damage)) if damage.is_of_machine() => {
                    return Err(damage.error(FORMAT));
                }
                Ok(Said::Damaged(_)) => {
                    self.ended = true;
                    self.damaged = true;
                }
                Err(_thread_is_gone) => return Err(Damage::Fault.error(FORMAT)),
            }
        }
    }

    /// Copies a row, its geometries turned into WKB.
    fn turn(&mut self, row: &Record, record: &mut Record) {
        record.start(self.row);
        for (number, cell) in row.cells().enumerate() {
            let geometries = self.geometries.iter_mut().find(|(it, _)| *it == number);
            match (geometries, cell) {
                (None, cell) => record.push(cell),
                (Some((_, seen)), RawCell::Binary(blob)) => {
                    if let Some(read) = wkb(blob).and_then(from_wkb) {
                        if read.stroked {
                            seen.stroke(self.row);
                        }
                        record.push(RawCell::Binary(seen.take(self.row, read.geometry)));
                    } else {
                        seen.refuse(self.row);
                        record.push(RawCell::Json(&cell.to_text()));
                    }
                }
                (Some((_, seen)), RawCell::Empty) => {
                    seen.miss(self.row);
                    record.push(RawCell::Empty);
                }
                (Some((_, seen)), other) => {
                    seen.refuse(self.row);
                    record.push(RawCell::Json(&other.to_text()));
                }
            }
        }
    }
}

impl RecordReader for PackageRecords {
    fn read(&mut self, record: &mut Record) -> Result<bool, ReadError> {
        let Some(row) = self.next_row()? else {
            return Ok(false);
        };
        self.row += 1;
        self.turn(&row, record);
        Ok(true)
    }
}

impl LayerRecords for PackageRecords {
    fn geometries(&self) -> Vec<SeenGeometries<'_>> {
        self.geometries
            .iter()
            .map(|(column, seen)| SeenGeometries {
                column: *column,
                seen,
                declared: self.declared.clone(),
            })
            .collect()
    }

    fn noticed(&self) -> Vec<Finding> {
        self.damaged
            .then(|| {
                Finding::new(LAYER_UNREADABLE, Severity::Error)
                    .at_row(self.row + 1)
                    .with("layer", &self.name)
            })
            .into_iter()
            .collect()
    }

    fn progress(&self) -> (u64, u64) {
        (self.row, self.row)
    }

    fn into_records(self: Box<Self>) -> Box<dyn RecordReader> {
        self
    }
}

/// What the thread does.
struct Reading {
    file: PathBuf,
    table: Table,
    send: SyncSender<Said>,
}

impl Reading {
    fn run(self) {
        let last = match self.rows() {
            Ok(()) => Said::End,
            Err(error) => Said::Damaged(damage(&error)),
        };
        // Nobody listens any more when reading was given up.
        drop(self.send.send(last));
    }

    fn rows(&self) -> rusqlite::Result<()> {
        let Ok(connection) = connection::open(&self.file) else {
            return Err(rusqlite::Error::InvalidQuery);
        };
        let columns: Vec<String> = self
            .table
            .columns
            .iter()
            .map(|it| quoted(&it.name))
            .collect();
        let sql = format!(
            "select {} from {}",
            columns.join(", "),
            quoted(&self.table.name)
        );
        let mut statement = connection.prepare(&sql)?;
        let mut rows = statement.query([])?;
        let mut piece = Vec::new();
        let mut bytes = 0;
        while let Some(row) = rows.next()? {
            let mut record = Record::new();
            for (number, column) in self.table.columns.iter().enumerate() {
                push(row.get_ref(number)?, column, &mut record);
            }
            bytes += record.text_bytes();
            piece.push(record);
            if piece.len() >= PIECE_ROWS || bytes >= PIECE_BYTES {
                bytes = 0;
                if self
                    .send
                    .send(Said::Rows(std::mem::take(&mut piece)))
                    .is_err()
                {
                    return Ok(());
                }
            }
        }
        drop(self.send.send(Said::Rows(piece)));
        Ok(())
    }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn push(value: ValueRef<'_>, column: &TableColumn, record: &mut Record) {
    match value {
        ValueRef::Null => record.push(RawCell::Empty),
        ValueRef::Integer(value) => record.push(RawCell::Integer(value)),
        ValueRef::Real(value) => record.push(RawCell::Number(value)),
        ValueRef::Blob(bytes) => record.push(RawCell::Binary(bytes)),
        ValueRef::Text(bytes) => {
            let text = String::from_utf8_lossy(bytes);
            record.push(match column.kind {
                Kind::Typed(
                    ColumnType::Date | ColumnType::Timestamp | ColumnType::TimestampUtc,
                ) => iso_cell(&text),
                Kind::Typed(ColumnType::Json) if !text.is_empty() => RawCell::Json(&text),
                _ => RawCell::Text(&text),
            });
        }
    }
}
