//! Reading files: what `intake` offers.

use arrow::record_batch::RecordBatch;
use hebewerk_model::{Inspection, Recipe};
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use thiserror::Error;

/// Why a file could not be read at all. Dirty data never is an error; see [`hebewerk_model::Finding`].
#[derive(Debug, Error)]
pub enum ReadError {
    /// Opening or reading failed.
    #[error("the file could not be read")]
    Io(#[from] std::io::Error),
    /// The file is damaged in a way that leaves nothing to read, or asks for more than the limits give.
    #[error("the file cannot be read as {format}: {reason}")]
    Unreadable {
        /// Format by content.
        format: &'static str,
        /// Stable code of why, for sentences (`password`, `truncated`, `ratio` …); `other` where there is no more to say.
        cause: &'static str,
        /// Why, for logs; holds no cell values.
        reason: String,
    },
    /// The worker process that read the file ended: out of memory, out of time, or a fault in a library.
    #[error("reading was stopped: {reason}")]
    Stopped {
        /// Why.
        reason: String,
        /// Whether the file asked for more than the limits give or broke a library: then it will again. Otherwise
        /// the machine was at fault (too slow just now, out of memory, no room), and another try may succeed.
        by_file: bool,
    },
    /// An [`EarlyReading`] turned out not to hold; its end says what is to be done.
    #[error("the file must be read again as a whole")]
    Again,
}

impl ReadError {
    /// Whether the file is at fault, and not the machine: only then it says something about the delivery.
    pub fn lies_in_the_file(&self) -> bool {
        match self {
            Self::Unreadable { .. } => true,
            Self::Again => false,
            Self::Stopped { by_file, .. } => *by_file,
            // What the operating system refuses says nothing about the file; readers of formats report damage so.
            Self::Io(error) => {
                error.raw_os_error().is_none()
                    && matches!(
                        error.kind(),
                        ErrorKind::UnexpectedEof
                            | ErrorKind::InvalidData
                            | ErrorKind::InvalidInput
                            | ErrorKind::Other
                    )
            }
        }
    }

    /// Stable code of why, for sentences; `other` where there is no more to say.
    pub fn cause(&self) -> &'static str {
        match self {
            Self::Unreadable { cause, .. } => cause,
            Self::Stopped { .. } => "stopped",
            Self::Io(_) | Self::Again => "other",
        }
    }

    /// Whether the same reader will say the same of the same bytes, whatever the limits are.
    pub fn is_final(&self) -> bool {
        self.lies_in_the_file() && !matches!(self, Self::Stopped { .. })
    }
}

/// A row or cell that does not fit its table and is kept as text beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// 1-based line or row in the source.
    pub row: u64,
    /// Header of the column; none when the whole row is set aside.
    pub column: Option<String>,
    /// Code of the finding that says why.
    pub reason: &'static str,
    /// The text as it stands in the source.
    pub text: String,
}

/// A piece of a table.
#[derive(Debug, Clone)]
pub enum Reading {
    /// Rows, with one array per column that is not skipped, in order; types as in [`FileReader::inspect`]'s result.
    Rows(RecordBatch),
    /// Rows or cells that do not fit.
    Aside(Vec<SetAside>),
}

/// The rows of one table, piece by piece, in file order, in bounded memory.
pub type TableReading = Box<dyn Iterator<Item = Result<Reading, ReadError>> + Send>;

/// Rows of a file that are read while it is still being looked at.
pub struct EarlyReading {
    /// What is supposed by a look at parts of the file: one table. Names and types hold if the end says so; figures
    /// and findings are not known yet.
    pub inspection: Inspection,
    /// The rows. Arrays have the types of [`FileReader::read`], or are dictionaries of them with keys of `Int32`. It
    /// ends with [`ReadError::Again`] where the supposition does not hold: then no row of it is worth anything.
    pub reading: TableReading,
    /// How it ended, once the rows are used up. Nothing comes where the file must be looked at from the beginning.
    pub end: Receiver<EarlyEnd>,
}

/// What was there in the end.
#[derive(Debug)]
pub enum EarlyEnd {
    /// All rows were read rightly, and this is what [`FileReader::inspect`] would have said.
    Held(Inspection),
    /// This is what [`FileReader::inspect`] would have said, but the rows must be read again.
    Other(Inspection),
}

/// How much of the beginning of a file is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstRows {
    /// Tables of which rows are wanted.
    pub tables: usize,
    /// Rows of each of them.
    pub rows: usize,
}

/// What a file would become, judged by its beginning only.
#[derive(Debug, Clone)]
pub struct Beginning {
    /// What was recognised. Names and format are those of the whole; figures, types and findings may change.
    pub inspection: Inspection,
    /// First rows of the first tables of the inspection; nothing of tables that are left out.
    pub tables: Vec<Vec<RecordBatch>>,
    /// Whether the whole may have further tables.
    pub lacks_tables: bool,
}

/// Hears how far reading has come.
pub type EarlyTick = Arc<dyn Fn(u64, u64) + Send + Sync>;

/// How far reading has come, for progress bars: bytes read so far of all bytes.
pub type WatchTick<'a> = &'a (dyn Fn(u64, u64) + Send + Sync);

/// Looks at files and reads them.
///
/// All calls block; the hub runs them on threads made for that.
pub trait FileReader: Send + Sync {
    /// Grows with every release that reads some file otherwise than before, from 1: bytes an older reader could not
    /// read are worth another look.
    fn version(&self) -> u32;

    /// Reads the whole file once and says what is there. An unknown format is an inspection without tables and
    /// with a finding, not an error. `name` is the file's name as it arrived (endings are hints, never proof).
    fn inspect(
        &self,
        file: &Path,
        name: &str,
        recipe: &Recipe,
        tick: WatchTick<'_>,
    ) -> Result<Inspection, ReadError>;

    /// Looks at the beginning of a file whose whole takes its time. None where the whole is read at once anyway, and
    /// where a part of the file says nothing.
    fn beginning(
        &self,
        _file: &Path,
        _name: &str,
        _recipe: &Recipe,
        _wanted: FirstRows,
    ) -> Result<Option<Beginning>, ReadError> {
        Ok(None)
    }

    /// Begins to read a file's only table while it is still being looked at. None where it is better looked at first.
    fn read_early(
        &self,
        _file: &Path,
        _name: &str,
        _recipe: &Recipe,
        _tick: EarlyTick,
    ) -> Result<Option<EarlyReading>, ReadError> {
        Ok(None)
    }

    /// Reads the rows of table number `table` of `inspection` (made of the same bytes with the same recipe).
    ///
    /// The arrays' types are: text and json `Utf8`, integer `Int64`, decimal `Decimal128(p, s)`, float `Float64`,
    /// boolean `Boolean`, date `Date32`, time `Time64(µs)`, timestamp `Timestamp(µs)`, timestamp_utc
    /// `Timestamp(µs, "UTC")`, binary `Binary`.
    fn read(
        &self,
        file: &Path,
        name: &str,
        recipe: &Recipe,
        inspection: &Inspection,
        table: usize,
    ) -> Result<TableReading, ReadError>;
}
