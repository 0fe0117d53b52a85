//! The common frame: whatever can be opened again and yields records is inspected and read the same way.

use hebewerk_hub::ports::ReadError;
use hebewerk_model::{Dialect, Finding, InspectedTable};
use hebewerk_profile::Record;

/// Yields the records of one table in file order, blank ones included.
pub trait RecordReader: Send {
    /// Fills `record` with the next record (first calling [`Record::start`]); false at the end.
    fn read(&mut self, record: &mut Record) -> Result<bool, ReadError>;
}

/// A table as a format presents it, before anything is recognised in it.
#[derive(Debug, Clone, Default)]
pub struct SourceTable {
    /// Sheet, archive member or file stem; unique within the file.
    pub name: String,
    /// Archive member that holds it.
    pub member: Option<String>,
    /// What is known of the writing (delimited text); default for other formats.
    pub dialect: Dialect,
    /// Column labels where the format itself names columns (JSON): then every record is data. Records may be
    /// longer or shorter than this list.
    pub labels: Option<Vec<String>>,
    /// How sure the format is of `dialect`, 0 to 1; 1 where there is nothing to guess.
    pub confidence: f32,
}

/// What was recognised in one table.
#[derive(Debug, Clone)]
pub struct InspectedRecords {
    /// The table; column `i` is cell `i` of each record.
    pub table: InspectedTable,
    /// What was noticed, already placed in the table.
    pub findings: Vec<Finding>,
}
