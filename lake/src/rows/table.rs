//! Writing one table: reading on one thread, encoding and counting on another.

use crate::Lake;
use crate::fields::aside_columns;
use crate::rows::aside::AsideBuffer;
use crate::rows::failed;
use crate::rows::file::FileWriter;
use hebewerk_hub::ports::{ReadError, Reading, RowsError, TableReading, WriteTable, WrittenTable};
use hebewerk_profile::Statistics;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// Pieces read ahead of the encoder: one being made, one waiting, so memory stays bounded.
const READ_AHEAD: usize = 2;

/// Reads everything and returns when all files are synced and have their names.
pub(crate) fn write(lake: &Lake, table: WriteTable) -> Result<WrittenTable, RowsError> {
    let WriteTable {
        folder,
        columns,
        reading,
    } = table;
    let (sender, receiver) = sync_channel(READ_AHEAD);
    thread::scope(|scope| {
        let reader = thread::Builder::new()
            .name("read-table".to_owned())
            .spawn_scoped(scope, move || read_ahead(reading, &sender))
            .map_err(|error| failed("written", error))?;
        let written = encode(lake, &folder, &columns, receiver);
        // A panic of the reader closed the channel: what was written looks whole but is not.
        match reader.join() {
            Ok(()) => written,
            Err(_panic) => Err(RowsError::Read(ReadError::Stopped {
                reason: "a fault while reading".to_owned(),
                by_file: true,
            })),
        }
    })
}

fn read_ahead(reading: TableReading, sender: &SyncSender<Result<Reading, ReadError>>) {
    for piece in reading {
        let last = piece.is_err();
        // The encoder has given up, or nothing comes after an error.
        if sender.send(piece).is_err() || last {
            return;
        }
    }
}

fn encode(
    lake: &Lake,
    folder: &str,
    columns: &[hebewerk_model::Column],
    pieces: Receiver<Result<Reading, ReadError>>,
) -> Result<WrittenTable, RowsError> {
    let identifiers = lake.identifiers.as_ref();
    let mut rows = FileWriter::new(&lake.home, identifiers, folder, columns)?;
    let aside_folder = format!("{folder}-aussortiert");
    let mut aside = FileWriter::new(&lake.home, identifiers, &aside_folder, &aside_columns())?;
    let mut entries = AsideBuffer::default();
    let mut statistics = Statistics::new(columns);
    for piece in pieces {
        match piece? {
            Reading::Rows(batch) => {
                statistics.add(&batch);
                rows.append(&batch)?;
            }
            Reading::Aside(set_aside) => entries.add(set_aside, &mut aside)?,
        }
    }
    entries.flush(&mut aside)?;
    Ok(WrittenTable {
        rows: rows.rows(),
        aside_rows: aside.rows(),
        files: rows.finish(true)?,
        aside: aside.finish(false)?,
        statistics: statistics.finish(),
    })
}
