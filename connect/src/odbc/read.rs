//! What the child does with the driver.
//!
//! Nothing is committed: whatever a statement might have changed is taken back at the end.

use super::child::say;
use super::failure::{blamed, broken, writes};
use super::job::{Job, Said};
use super::statement::is_one_select;
use super::value::Planned;
use crate::database::{
    self, Came, Columns, Kind, Misfit, Newer, SIGN_IN, Seen, Sink, Snapshot, Streamed, Wanted,
    quoted, shown,
};
use hebewerk_hub::ports::{Fetch, FetchError, FetchTick};
use odbc_api::buffers::{BufferDesc, ColumnarDynBuffer};
use odbc_api::{
    Connection, ConnectionOptions, Cursor, CursorImpl, Environment, Error, ResultSetMetadata,
    handles::StatementImpl,
};
use std::path::Path;

/// Most tables told.
const MOST_TABLES: usize = 10_000;
/// Rows that come at once, at most.
const MOST_ROWS: usize = 1_000;
/// Memory for rows that come at once.
const ROWS_BYTES: usize = 32 << 20;
/// Memory for a single row.
const ROW_BYTES: usize = 256 << 20;

/// Schemas of the systems themselves.
const OF_THE_SYSTEM: &[&str] = &[
    "information_schema",
    "pg_catalog",
    "sys",
    "syscat",
    "sysibm",
];

fn connect<'a>(environment: &'a Environment, job: &Job) -> Result<Connection<'a>, FetchError> {
    let options = ConnectionOptions {
        login_timeout_sec: u32::try_from(SIGN_IN.as_secs()).ok(),
        packet_size: None,
    };
    let connection = environment
        .connect_with_connection_string(&job.connection, options)
        .map_err(|error| broken(&error, &job.place))?;
    let begun = connection.set_autocommit(false);
    begun.map_err(|error| broken(&error, &job.place))?;
    Ok(connection)
}

/// Tells the parent of every table and view.
pub(super) fn look(environment: &Environment, job: &Job) -> Result<Said, FetchError> {
    let connection = connect(environment, job)?;
    let failed = |error: Error| broken(&error, &job.place);
    let mut statement = connection.preallocate().map_err(failed)?;
    let cursor = statement.tables_cursor("", "%", "%", "TABLE,VIEW");
    // Catalog, schema, name, type, words about it.
    let text = BufferDesc::WText { max_str_len: 400 };
    let buffer = ColumnarDynBuffer::from_descs(100, [text; 5]);
    let mut cursor = cursor
        .and_then(|cursor| cursor.bind_buffer(buffer))
        .map_err(failed)?;
    let mut told = 0;
    while let Some(rows) = cursor.fetch().map_err(failed)? {
        for row in 0..rows.num_rows() {
            let cell = |column| {
                let units = rows.column(column).as_wide_text()?.get(row)?;
                Some(String::from_utf16_lossy(units)).filter(|text| !text.is_empty())
            };
            let Some(table) = cell(2).filter(|_table| told < MOST_TABLES) else {
                continue;
            };
            let schema = cell(1);
            let is_of_the_system =
                |schema: &String| OF_THE_SYSTEM.contains(&schema.to_lowercase().as_str());
            if schema.as_ref().is_some_and(is_of_the_system) {
                continue;
            }
            let name = match &schema {
                Some(schema) => shown(&[schema, &table]),
                None => shown(&[&table]),
            };
            told += 1;
            say(&Said::Table(name, cell(4)));
        }
    }
    Ok(Said::Told)
}

/// Writes a table or the answer to a query as a file.
pub(super) async fn fetch(
    environment: &Environment,
    job: &Job,
    into: &Path,
) -> Result<Said, FetchError> {
    let fetch = job.fetch();
    let wanted = Wanted::of(&fetch)?;
    if let Wanted::Query(query) = &wanted
        && !is_one_select(query)
    {
        return Err(writes());
    }
    let connection = connect(environment, job)?;
    let quote = connection.identifier_quote_char().ok().flatten();
    let quote = quote.filter(|quote| *quote != ' ').unwrap_or('"');
    let system = connection.database_management_system_name();
    let system = system.unwrap_or_default();
    only_read(&connection, &system);
    let mut reading = Reading {
        connection: &connection,
        quote,
        is_sql_server: system.contains("SQL Server"),
        place: &job.place,
        wanted: &wanted,
        fetch: &fetch,
        plan: Vec::new(),
    };
    reading.plan = reading.plan()?;
    let came = database::fetch(&mut reading, &fetch, into, &|bytes, _of| {
        say(&Said::Bytes(bytes));
    })
    .await;
    // The connection may be gone already; then there is nothing to take back either.
    let _taken_back = connection.rollback();
    Ok(match came? {
        Came::Unchanged => Said::Unchanged,
        Came::Whole(memory, beyond) => Said::Whole(memory, beyond),
    })
}

/// Asks the systems that can for one state of the data, and to refuse what changes them. They have different words for
/// it; the others see nothing committed.
fn only_read(connection: &Connection<'_>, system: &str) {
    let system = system.to_lowercase();
    let sql = match () {
        () if system.contains("postgres") => {
            "set transaction isolation level repeatable read, read only"
        }
        () if system.contains("mysql") || system.contains("mariadb") => {
            "set session transaction isolation level repeatable read, read only"
        }
        () if system.contains("oracle") => "set transaction read only",
        () => return,
    };
    // A data source may be set up to refuse everything but a SELECT, this too.
    let _asked = connection.execute(sql, (), None);
}

/// One fetch.
struct Reading<'a> {
    connection: &'a Connection<'a>,
    quote: char,
    is_sql_server: bool,
    place: &'a str,
    wanted: &'a Wanted,
    fetch: &'a Fetch,
    plan: Vec<Planned>,
}

/// How far a try of writing all rows came.
enum Try {
    Done(Streamed),
    /// A value has no room.
    Long(usize, Option<usize>),
}

type Rows<'a> = CursorImpl<StatementImpl<'a>>;

impl Reading<'_> {
    /// The line break ends a comment at the end of a query: drivers put words of their own behind it.
    fn sql(&self, condition: Option<&str>) -> String {
        match condition {
            Some(_) => format!(
                "select * from {} q",
                self.wanted.narrowed(self.quote, condition)
            ),
            None => format!("{}\n", self.wanted.sql(self.quote)),
        }
    }

    fn ask(&self, sql: &str, since: bool) -> Result<Rows<'_>, FetchError> {
        let seconds = usize::try_from(self.fetch.time.as_secs()).ok();
        let asked = match self.connection.execute(sql, (), seconds) {
            // Not every driver knows limits of time; the parent has one.
            Err(Error::Diagnostics { record, .. })
                if matches!(record.state.as_str(), "HYC00" | "IM001" | "HY092") =>
            {
                self.connection.execute(sql, (), None)
            }
            asked => asked,
        };
        asked
            .map_err(|error| self.blame(&error, since))?
            .ok_or_else(writes)
    }

    fn plan(&self) -> Result<Vec<Planned>, FetchError> {
        let mut cursor = self.ask(&self.sql(None), false)?;
        let failed = |error: Error| self.blame(&error, false);
        let count = cursor.num_result_cols().map_err(failed)?;
        let mut plan = Vec::new();
        for number in 1..=u16::try_from(count).unwrap_or_default() {
            let name = cursor.col_name(number).map_err(failed)?;
            let data_type = cursor.col_data_type(number).map_err(failed)?;
            let is_unsigned = cursor.column_is_unsigned(number).unwrap_or(false);
            plan.push(Planned::of(name, data_type, is_unsigned));
        }
        if plan.is_empty() {
            return Err(writes());
        }
        Ok(plan)
    }

    /// Writes all rows, if every value has room.
    async fn try_stream(
        &self,
        condition: Option<&str>,
        path: &Path,
        tick: FetchTick<'_>,
    ) -> Result<Try, FetchError> {
        let plan = &self.plan;
        let failed = |error: &Error| self.blame(error, false);
        let cursor = self.ask(&self.sql(condition), false)?;
        let row_bytes: usize = plan.iter().map(Planned::bytes).sum();
        if row_bytes > ROW_BYTES {
            return Err(self.too_long(""));
        }
        let at_once = (ROWS_BYTES / row_bytes.max(1)).clamp(1, MOST_ROWS);
        let buffer = ColumnarDynBuffer::from_descs(at_once, plan.iter().map(Planned::buffer));
        let mut cursor = cursor.bind_buffer(buffer).map_err(|error| failed(&error))?;
        let mut rows = Columns::new(&self.columns());
        let mut sink = Sink::create(path, rows.schema(), self.fetch.most_bytes)?;
        loop {
            let batch = match cursor.fetch_with_truncation_check(true) {
                Ok(Some(batch)) => batch,
                Ok(None) => break,
                Err(Error::TooLargeValueForBuffer {
                    indicator,
                    buffer_index,
                }) => {
                    sink.discard().await?;
                    return Ok(Try::Long(buffer_index, indicator));
                }
                Err(error) => return Err(failed(&error)),
            };
            for row in 0..batch.num_rows() {
                for (index, column) in plan.iter().enumerate() {
                    let cell = column.cell(batch.column(index), row);
                    if let Err(Misfit) = cell.and_then(|cell| rows.push(index, cell)) {
                        sink.discard().await?;
                        return Ok(Try::Done(Streamed::Misfit(index)));
                    }
                }
                if rows.end_row() {
                    tick(sink.add(rows.take()).await?, None);
                }
            }
        }
        sink.add(rows.take()).await?;
        tick(sink.close().await?, None);
        Ok(Try::Done(Streamed::Whole(rows.beyond())))
    }

    fn too_long(&self, column: &str) -> FetchError {
        FetchError::lasting(
            "fetch_value_long",
            format!("{} {column}", self.place).trim(),
        )
    }

    fn blame(&self, error: &Error, since: bool) -> FetchError {
        blamed(error, self.place, (self.wanted, self.fetch, since))
    }
}

impl Snapshot for Reading<'_> {
    fn columns(&self) -> Vec<(String, Kind)> {
        let columns = self.plan.iter();
        columns
            .map(|column| (column.name.clone(), column.kind))
            .collect()
    }

    fn widen(&mut self, column: usize) {
        if let Some(planned) = self.plan.get_mut(column) {
            planned.widen();
        }
    }

    fn quoted(&self, column: &str) -> String {
        quoted(column, self.quote)
    }

    /// Points in time are written in the way of ODBC, which the driver puts into the words of its system. That of SQL
    /// Server would cut off parts of seconds; but it reads the standard's way.
    fn literal(&self, newer: &Newer<'_>, kind: Kind) -> Option<String> {
        let text = newer.literal(kind)?;
        let is_of_time = |sign: char| sign.is_ascii_digit() || "'-: .".contains(sign);
        match kind {
            Kind::Date | Kind::Timestamp if !text.chars().all(is_of_time) => None,
            Kind::Date | Kind::Timestamp if self.is_sql_server => Some(text.replace(' ', "T")),
            Kind::Date => Some(format!("{{d {text}}}")),
            Kind::Timestamp => Some(format!("{{ts {text}}}")),
            _ => Some(text),
        }
    }

    async fn seen(&mut self) -> Result<Option<Seen>, FetchError> {
        let Some(column) = self.fetch.setting("since") else {
            return Ok(None);
        };
        let sql = format!(
            "select max({}), count(*) from {} q",
            quoted(column, self.quote),
            self.wanted.nested(self.quote)
        );
        let failed = |error: Error| self.blame(&error, true);
        let cursor = self.ask(&sql, true)?;
        let text = BufferDesc::WText { max_str_len: 4_000 };
        let buffer = ColumnarDynBuffer::from_descs(1, [text, BufferDesc::I64 { nullable: true }]);
        let mut cursor = cursor.bind_buffer(buffer).map_err(failed)?;
        let row = cursor.fetch_with_truncation_check(true).map_err(failed)?;
        let Some(row) = row.filter(|row| row.num_rows() > 0) else {
            return Ok(None);
        };
        let highest = row.column(0).as_wide_text().and_then(|text| text.get(0));
        let rows = row.column(1).as_nullable_slice::<i64>();
        Ok(Some(Seen {
            highest: highest.map(String::from_utf16_lossy),
            rows: rows.and_then(|rows| rows.get(0).copied()).unwrap_or(0),
        }))
    }

    async fn stream(
        &mut self,
        condition: Option<&str>,
        path: &Path,
        tick: FetchTick<'_>,
    ) -> Result<Streamed, FetchError> {
        loop {
            match self.try_stream(condition, path, tick).await? {
                Try::Done(streamed) => return Ok(streamed),
                // A few times for one column: then memory has an end.
                Try::Long(column, bytes) => {
                    let grown = self.plan.get_mut(column);
                    let grown = grown.and_then(|column| column.grow(bytes, ROW_BYTES));
                    if grown.is_none() {
                        let name = self.plan.get(column).map_or("", |column| &column.name);
                        return Err(self.too_long(name));
                    }
                }
            }
        }
    }
}
