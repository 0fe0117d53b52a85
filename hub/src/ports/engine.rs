//! Questions to the data: what `engine` offers. Everything handed over is guarded already.

use arrow::datatypes::SchemaRef;
use arrow::record_batch::RecordBatch;
use async_trait::async_trait;
use futures::stream::BoxStream;
use hebewerk_guard::Access;
use hebewerk_model::{Column, DataFile, Kind, TableName};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use thiserror::Error;

/// One version of one table, with the conditions under which this asker reads it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GuardedTable {
    /// How the question names it.
    pub name: TableName,
    /// Columns in order.
    pub columns: Vec<Column>,
    /// Files in order.
    pub files: Vec<DataFile>,
    /// Rows in all files (of all, not only of the visible ones: never to be shown).
    pub rows: u64,
    /// Conditions from the guard.
    pub access: Access,
}

/// Limits of one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Longest time from start to last row.
    pub time: Duration,
    /// Memory of operators in bytes.
    pub memory_bytes: u64,
    /// Most rows returned; more are cut and said to be.
    pub rows: u64,
}

/// SQL and the tables it may touch.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// One SELECT statement.
    pub sql: String,
    /// Exactly the tables it names ([`Engine::tables_of`]).
    pub tables: Vec<GuardedTable>,
    /// Limits.
    pub limits: Limits,
}

/// Batches as they come.
pub type BatchStream = BoxStream<'static, Result<RecordBatch, AskError>>;

/// What comes back.
pub struct Answer {
    /// Shape of the batches.
    pub schema: SchemaRef,
    /// The rows; ends early with [`AskError`] when a limit is hit, except for the row limit, which cuts silently:
    /// a consumer asks for one row more than it shows.
    pub batches: BatchStream,
}

/// Why a question has no answer. Texts never hold values of cells or literals of policies.
#[derive(Debug, Error, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum AskError {
    /// The text is no SQL we understand.
    #[error("the statement cannot be understood: {message}")]
    Syntax {
        /// What is wrong, from the parser (refers to the asker's own text only).
        message: String,
        /// 1-based line.
        line: Option<u64>,
        /// 1-based column.
        column: Option<u64>,
    },
    /// The statement is not a single SELECT or uses something that is not offered.
    #[error("{what} is not offered")]
    NotOffered {
        /// What.
        what: String,
    },
    /// A table or column does not exist, or the asker may not know of it.
    #[error("there is no {what} {name}")]
    Unknown {
        /// `table`, `column` or `function`.
        what: String,
        /// Name as written.
        name: String,
        /// Names that are close.
        similar: Vec<String>,
    },
    /// The statement is too large or too deep.
    #[error("the statement is too large: at most {limit} {what}")]
    TooLarge {
        /// What is counted.
        what: String,
        /// How many are allowed.
        limit: u64,
    },
    /// A value could not be computed (division by zero, cast, overflow). Which value is not said.
    #[error("a value could not be computed")]
    Computation,
    /// The time limit was reached.
    #[error("the answer took longer than {seconds} seconds")]
    Timeout {
        /// Limit.
        seconds: u64,
    },
    /// The memory limit was reached.
    #[error("the answer needs more memory than allowed")]
    Memory,
    /// Our fault; the log has details under the request id.
    #[error("the question could not be answered")]
    Internal,
}

impl AskError {
    /// The class of the failure.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Syntax { .. }
            | Self::NotOffered { .. }
            | Self::TooLarge { .. }
            | Self::Computation => Kind::Invalid,
            Self::Unknown { .. } => Kind::NotFound,
            Self::Timeout { .. } => Kind::Timeout,
            Self::Memory => Kind::TooMany,
            Self::Internal => Kind::Internal,
        }
    }
}

/// How a filter compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Comparator {
    /// Equal.
    Eq,
    /// Not equal (null counts as not equal).
    Ne,
    /// Less than.
    Lt,
    /// At most.
    Le,
    /// Greater than.
    Gt,
    /// At least.
    Ge,
    /// Text contains, ignoring case.
    Contains,
    /// No value.
    IsNull,
    /// Any value.
    NotNull,
}

/// A condition on one column; several must all hold.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Filter {
    /// Column name.
    pub column: String,
    /// How.
    pub comparator: Comparator,
    /// With what, in standard notation (ISO dates, decimal point); ignored for the null comparators.
    pub value: String,
}

/// Order by one column.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Sort {
    /// Column name.
    pub column: String,
    /// Downwards. Rows without a value come last either way.
    pub descending: bool,
}

/// A value of a cursor: as text in standard notation, or none.
pub type Cell = Option<String>;

/// Where the next page begins: behind the row with this sort value and row number.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Cursor {
    /// Value of the sort column in the last row shown; none when sorting by row number or when it has no value.
    pub sort_value: Cell,
    /// `_zeile` of the last row shown.
    pub row: i64,
}

/// A page of a table.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PageRequest {
    /// Columns to return, in order; empty for all.
    pub fields: Vec<String>,
    /// Conditions.
    pub filters: Vec<Filter>,
    /// Order; by row number if none.
    pub sort: Option<Sort>,
    /// Where to begin.
    pub after: Option<Cursor>,
    /// Rows wanted, at most 10,000.
    pub limit: u32,
    /// Whether to count all rows that satisfy the filters.
    pub with_total: bool,
}

/// What a page shows.
#[derive(Debug, Clone)]
pub struct Page {
    /// Shape of the rows (only the fields asked for).
    pub schema: SchemaRef,
    /// The rows.
    pub batches: Vec<RecordBatch>,
    /// Rows in all, if counted.
    pub total: Option<u64>,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
}

/// The query engine over guarded tables.
#[async_trait]
pub trait Engine: Send + Sync {
    /// Parses a statement, checks its size and kind, and lists the tables it names. Plans and reads nothing.
    fn tables_of(&self, sql: &str) -> Result<Vec<TableName>, AskError>;

    /// Answers SQL typed by people, in a worker process with limits of time and memory.
    async fn ask(&self, question: Question) -> Result<Answer, AskError>;

    /// A page of one table: a plan of our own making, in this process.
    async fn page(
        &self,
        table: &GuardedTable,
        request: &PageRequest,
        limits: Limits,
    ) -> Result<Page, AskError>;

    /// All rows of one table that satisfy the filters, as a stream in order of row number, for downloads.
    async fn scan(
        &self,
        table: &GuardedTable,
        filters: &[Filter],
        sort: Option<&Sort>,
        limits: Limits,
    ) -> Result<Answer, AskError>;
}
