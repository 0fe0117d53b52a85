//! From records to Arrow batches and what is set aside.

use crate::frame::RecordReader;
use hebewerk_hub::ports::{ReadError, Reading, SetAside, TableReading};
use hebewerk_model::{InspectedTable, TableRecipe};
use hebewerk_profile::{Aside, Record, TableConverter};
use std::collections::VecDeque;

/// Reads the rows of an inspected table from freshly opened records.
///
/// Columns the recipe skips are left out; everything else is as [`crate::inspect_records`] said.
pub fn read_records(
    reader: Box<dyn RecordReader>,
    table: &InspectedTable,
    recipe: Option<&TableRecipe>,
) -> TableReading {
    read_with(reader, TableConverter::new(table, recipe))
}

/// Reads rows with a converter that knows where they stand in their table.
pub(crate) fn read_with(reader: Box<dyn RecordReader>, converter: TableConverter) -> TableReading {
    Box::new(RecordReading {
        reader,
        record: Record::new(),
        converter,
        ready: VecDeque::new(),
        ended: false,
    })
}

/// An iterator over the pieces of one table.
struct RecordReading {
    reader: Box<dyn RecordReader>,
    record: Record,
    converter: TableConverter,
    ready: VecDeque<Reading>,
    ended: bool,
}

impl RecordReading {
    /// Reads until a batch is full or the table ends.
    fn fill(&mut self) -> Result<(), ReadError> {
        while !self.converter.is_full() {
            if self.converter.is_done() || !self.reader.read(&mut self.record)? {
                self.ended = true;
                break;
            }
            self.converter.add(&self.record);
        }
        let aside = self.converter.take_aside();
        if let Some(batch) = self
            .converter
            .take_batch()
            .map_err(|error| ReadError::Unreadable {
                format: "table",
                cause: "other",
                reason: error.to_string(),
            })?
        {
            self.ready.push_back(Reading::Rows(batch));
        }
        if !aside.is_empty() {
            self.ready
                .push_back(Reading::Aside(aside.into_iter().map(set_aside).collect()));
        }
        Ok(())
    }
}

impl Iterator for RecordReading {
    type Item = Result<Reading, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.ready.is_empty() && !self.ended {
            if let Err(error) = self.fill() {
                self.ended = true;
                return Some(Err(error));
            }
        }
        self.ready.pop_front().map(Ok)
    }
}

/// What a converter hands back, as the hub takes it.
pub(crate) fn set_aside(aside: Aside) -> SetAside {
    SetAside {
        row: aside.row,
        column: aside.column,
        reason: aside.reason,
        text: aside.text,
    }
}
