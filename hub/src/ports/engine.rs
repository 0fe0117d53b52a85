//! Questions to the data: what `engine` offers. Everything handed over is guarded already.

use super::{AskError, CountingKey, Place, PseudonymKey};
use arrow::datatypes::SchemaRef;
use arrow::record_batch::RecordBatch;
use async_trait::async_trait;
use futures::stream::BoxStream;
use hebewerk_guard::Access;
use hebewerk_model::{Column, ColumnType, Comparator, DataFile, ParameterKind, TableName};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// One version of one table, with the conditions under which this asker reads it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GuardedTable {
    /// How the question names it.
    pub name: TableName,
    /// Columns in order.
    pub columns: Vec<Column>,
    /// Files in order.
    pub files: Vec<DataFile>,
    /// Rows in all files, hidden ones included. Shown only where nothing is hidden: the number a reader sees counts what
    /// that reader may see (decision 0007).
    pub rows: u64,
    /// Conditions from the guard.
    pub access: Access,
    /// Key of the pseudonyms; there where a mask needs one.
    pub pseudonyms: Option<PseudonymKey>,
    /// Key of the noise; there where rows may only be counted.
    pub counting: Option<CountingKey>,
}

/// Limits of one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Longest time from start to last row.
    pub time: Duration,
    /// Memory of operators in bytes (of a page: of all pages together).
    pub memory_bytes: u64,
    /// Most rows returned; more are cut and said to be.
    pub rows: u64,
}

/// SQL typed by somebody.
#[derive(Debug)]
pub struct Question {
    /// One SELECT statement.
    pub sql: String,
    /// Limits from reading the statement to the last row.
    pub limits: Limits,
    /// The asker's place, given back when the work ends.
    pub place: Place,
}

/// A name that stands for a statement over guarded tables. Whoever names it reads what the statement reads, and no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    /// How the question names it.
    pub name: TableName,
    /// One SELECT statement that names tables, and views that stand before this one.
    pub sql: String,
    /// Whether the hub wrote it; else somebody did, and it is measured like any statement.
    pub is_ours: bool,
    /// Whether the asker may read the statement, and so what is wrong with it.
    pub is_shown: bool,
    /// Values of its parameters.
    pub values: Vec<BoundValue>,
}

impl View {
    /// One whose statement the hub wrote.
    pub const fn ours(name: TableName, sql: String) -> Self {
        Self {
            name,
            sql,
            is_ours: true,
            is_shown: true,
            values: Vec::new(),
        }
    }
}

/// A value bound to `$name` in a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoundValue {
    /// Name of the parameter.
    pub name: String,
    /// Its kind.
    pub kind: ParameterKind,
    /// The value in standard notation; none is a null of the kind.
    pub value: Option<String>,
}

impl BoundValue {
    /// Reads a value of this kind; nothing typed is no value, except for texts. `None` where it is none of the kind.
    pub fn read(name: &str, kind: ParameterKind, text: &str) -> Option<Self> {
        let typed = text.trim();
        let value = match kind {
            ParameterKind::Text => Some(text.to_owned()),
            _ if typed.is_empty() => None,
            ParameterKind::Integer => Some(typed.parse::<i64>().ok()?.to_string()),
            ParameterKind::Decimal => {
                crate::inquiry::literal(ColumnType::Float, typed)?;
                Some(typed.to_owned())
            }
            ParameterKind::Date => Some(typed.parse::<Date>().ok()?.to_string()),
            ParameterKind::Boolean => Some(typed.parse::<bool>().ok()?.to_string()),
        };
        Some(Self {
            name: name.to_owned(),
            kind,
            value,
        })
    }
}

/// A statement that has been read: what it names is known, nothing of it has been planned.
#[async_trait]
pub trait Statement: Send + Sync {
    /// The tables it names, each once.
    fn tables(&self) -> &[TableName];

    /// Plans and runs it over `tables`: exactly those it names, guarded.
    async fn answer(self: Box<Self>, tables: Vec<GuardedTable>) -> Result<Answer, AskError> {
        self.answer_through(tables, Vec::new()).await
    }

    /// The same where some of the names are views: the tables behind them are among `tables`.
    async fn answer_through(
        self: Box<Self>,
        tables: Vec<GuardedTable>,
        views: Vec<View>,
    ) -> Result<Answer, AskError>;

    /// Plans it over the same, runs nothing of it and reads no row: its columns, and where their values come from.
    async fn trace(
        self: Box<Self>,
        tables: Vec<GuardedTable>,
        views: Vec<View>,
    ) -> Result<Vec<TracedColumn>, AskError>;
}

/// A column of an answer, and the columns its values come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TracedColumn {
    /// Its name.
    pub name: String,
    /// Tables and their columns, each pair once; none where its values are made of nothing that is read.
    pub from: Vec<(TableName, String)>,
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

/// Which rows of a table, in which order.
#[derive(Debug, Clone, Copy, Default)]
pub struct Selection<'a> {
    /// Conditions; all must hold.
    pub filters: &'a [Filter],
    /// Order; by row number if none.
    pub sort: Option<&'a Sort>,
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
    /// Reads a statement in a worker process, checks its size and kind, and lists the tables it names.
    ///
    /// Reading alone can take for ever (parsers go back and try again), so it never happens in this process.
    async fn read(&self, question: Question) -> Result<Box<dyn Statement>, AskError>;

    /// A page of one table: a plan of our own making, in this process. All pages share one pool of memory.
    async fn page(
        &self,
        table: &GuardedTable,
        request: &PageRequest,
        limits: Limits,
    ) -> Result<Page, AskError>;

    /// All rows of one table in their order, with their numbers as last column: what the guard lets through, for a form of
    /// it that is kept in memory. The limit of rows does not hold: a form of a part would answer wrongly.
    async fn numbered(&self, table: &GuardedTable, limits: Limits) -> Result<Answer, AskError>;

    /// All selected rows of one table as a stream, for downloads. What its order needs beyond the memory allowed is kept
    /// on disk meanwhile.
    ///
    /// A reader who stops reading loses the rows and its place.
    async fn scan(
        &self,
        table: &GuardedTable,
        selection: Selection<'_>,
        limits: Limits,
        place: Place,
    ) -> Result<Answer, AskError>;
}
