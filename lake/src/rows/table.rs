//! Writing one table: reading on one thread, encoding and counting on others.

use crate::Lake;
use crate::fields::aside_columns;
use crate::rows::aside::AsideBuffer;
use crate::rows::encoders::Encoders;
use crate::rows::failed;
use crate::rows::file::FileWriter;
use crate::rows::gather::Gather;
use crate::rows::group::{Encoded, GroupEncoder};
use hebewerk_hub::ports::{ReadError, Reading, RowsError, TableReading, WriteTable, WrittenTable};
use hebewerk_model::Column;
use hebewerk_profile::Statistics;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// Pieces read ahead of the encoders: one being made, one waiting, so memory stays bounded.
const READ_AHEAD: usize = 2;

/// Reads everything and returns when all files are synced and have their names.
pub(crate) fn write(lake: &Lake, table: WriteTable) -> Result<WrittenTable, RowsError> {
    let WriteTable {
        folder,
        columns,
        reading,
    } = table;
    let (sender, receiver) = sync_channel(READ_AHEAD);
    let encoder = GroupEncoder::new(&columns);
    let (encoders, work) = Encoders::new();
    thread::scope(|scope| {
        encoders.start(scope, &encoder, &work)?;
        let reader = thread::Builder::new()
            .name("read-table".to_owned())
            .spawn_scoped(scope, move || read_ahead(reading, &sender))
            .map_err(|error| failed("written", error))?;
        let course = Course::new(lake, &folder, &columns, &encoder, encoders)?;
        let written = course.run(receiver);
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

/// What a table is written with.
struct Course<'a> {
    gather: Gather,
    encoders: Encoders,
    rows: FileWriter<'a>,
    statistics: Statistics,
    entries: AsideBuffer,
    aside: FileWriter<'a>,
    aside_encoder: GroupEncoder,
}

impl<'a> Course<'a> {
    fn new(
        lake: &'a Lake,
        folder: &str,
        columns: &[Column],
        encoder: &GroupEncoder,
        encoders: Encoders,
    ) -> Result<Self, RowsError> {
        let identifiers = lake.identifiers.as_ref();
        let aside_folder = format!("{folder}-aussortiert");
        let aside_encoder = GroupEncoder::new(&aside_columns());
        Ok(Self {
            gather: Gather::default(),
            encoders,
            rows: FileWriter::new(&lake.home, identifiers, folder, encoder.schema())?,
            statistics: Statistics::new(columns),
            entries: AsideBuffer::default(),
            aside: FileWriter::new(
                &lake.home,
                identifiers,
                &aside_folder,
                aside_encoder.schema(),
            )?,
            aside_encoder,
        })
    }

    /// Takes ownership, so that the threads end with whatever this returns.
    fn run(
        mut self,
        pieces: Receiver<Result<Reading, ReadError>>,
    ) -> Result<WrittenTable, RowsError> {
        for piece in pieces {
            match piece? {
                Reading::Rows(batch) => {
                    for group in self.gather.add(&batch)? {
                        let done = self.encoders.encode(group)?;
                        self.append(done)?;
                    }
                }
                Reading::Aside(set_aside) => {
                    for group in self.entries.add(set_aside)? {
                        self.aside.append(self.aside_encoder.encode(&group)?)?;
                    }
                }
            }
        }
        if let Some(group) = self.gather.rest()? {
            let done = self.encoders.encode(group)?;
            self.append(done)?;
        }
        while let Some(done) = self.encoders.next()? {
            self.append(Some(done))?;
        }
        if let Some(group) = self.entries.rest()? {
            self.aside.append(self.aside_encoder.encode(&group)?)?;
        }
        Ok(WrittenTable {
            rows: self.rows.rows(),
            aside_rows: self.aside.rows(),
            files: self.rows.finish(true)?,
            aside: self.aside.finish(false)?,
            statistics: self.statistics.finish(),
        })
    }

    fn append(&mut self, encoded: Option<Encoded>) -> Result<(), RowsError> {
        let Some(encoded) = encoded else {
            return Ok(());
        };
        let statistics = self.rows.append(encoded)?;
        self.statistics.merge(statistics);
        Ok(())
    }
}
