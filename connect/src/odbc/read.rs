//! What the child does with the driver.
//!
//! Nothing is committed: whatever a statement might have changed is taken back at the end.

use super::child::say;
use super::failure::{blamed, broken, writes};
use super::job::{Job, Said};
use super::statement::is_one_select;
use super::value::Planned;
use crate::database::{Columns, Kind, Misfit, SIGN_IN, Seen, Sink, Wanted, quoted, shown};
use hebewerk_hub::ports::{Fetch, FetchError};
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
    let reading = Reading {
        connection: &connection,
        quote: quote.filter(|quote| *quote != ' ').unwrap_or('"'),
        place: &job.place,
        wanted: &wanted,
        fetch: &fetch,
    };
    let said = reading.fetch(into).await;
    // The connection may be gone already; then there is nothing to take back either.
    let _taken_back = connection.rollback();
    said
}

/// One fetch.
struct Reading<'a> {
    connection: &'a Connection<'a>,
    quote: char,
    place: &'a str,
    wanted: &'a Wanted,
    fetch: &'a Fetch,
}

/// Why a file has to be begun anew.
enum Again {
    /// A value is of another kind than its column.
    Misfit(usize),
    /// A value has no room.
    Long(usize, Option<usize>),
}

type Rows<'a> = CursorImpl<StatementImpl<'a>>;

impl Reading<'_> {
    async fn fetch(&self, into: &Path) -> Result<Said, FetchError> {
        let seen = self.seen()?;
        if seen.as_ref().is_some_and(|seen| seen.is_known(self.fetch)) {
            return Ok(Said::Unchanged);
        }
        let mut plan = self.plan(&mut self.ask(&self.sql(), false)?)?;
        // At most twice a column for its kind and a few times for its room: text holds everything, memory does not.
        while let Some(again) = self.stream(&plan, into).await? {
            let (Again::Misfit(column) | Again::Long(column, _)) = again;
            let planned = plan.get_mut(column).ok_or_else(|| self.too_long(""))?;
            match again {
                Again::Misfit(_) => planned.widen(),
                Again::Long(_, bytes) => {
                    let name = planned.name.clone();
                    planned
                        .grow(bytes, ROW_BYTES)
                        .ok_or_else(|| self.too_long(&name))?;
                }
            }
        }
        Ok(Said::Whole(seen.map(|seen| seen.memory(self.fetch))))
    }

    /// The line break ends a comment at the end of a query: drivers put words of their own behind it.
    fn sql(&self) -> String {
        format!("{}\n", self.wanted.sql(self.quote))
    }

    fn seen(&self) -> Result<Option<Seen>, FetchError> {
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

    fn plan(&self, cursor: &mut Rows<'_>) -> Result<Vec<Planned>, FetchError> {
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

    /// Writes all rows; why it has to be done again if not all of them fit, and no file then.
    async fn stream(&self, plan: &[Planned], path: &Path) -> Result<Option<Again>, FetchError> {
        let failed = |error: &Error| self.blame(error, false);
        let cursor = self.ask(&self.sql(), false)?;
        let row_bytes: usize = plan.iter().map(Planned::bytes).sum();
        if row_bytes > ROW_BYTES {
            return Err(self.too_long(""));
        }
        let at_once = (ROWS_BYTES / row_bytes.max(1)).clamp(1, MOST_ROWS);
        let buffer = ColumnarDynBuffer::from_descs(at_once, plan.iter().map(Planned::buffer));
        let mut cursor = cursor.bind_buffer(buffer).map_err(|error| failed(&error))?;
        let columns: Vec<(String, Kind)> = plan
            .iter()
            .map(|column| (column.name.clone(), column.kind))
            .collect();
        let mut rows = Columns::new(&columns);
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
                    return Ok(Some(Again::Long(buffer_index, indicator)));
                }
                Err(error) => return Err(failed(&error)),
            };
            for row in 0..batch.num_rows() {
                for (index, column) in plan.iter().enumerate() {
                    let cell = column.cell(batch.column(index), row);
                    if let Err(Misfit) = cell.and_then(|cell| rows.push(index, cell)) {
                        sink.discard().await?;
                        return Ok(Some(Again::Misfit(index)));
                    }
                }
                if rows.end_row() {
                    say(&Said::Bytes(sink.add(rows.take()).await?));
                }
            }
        }
        sink.add(rows.take()).await?;
        say(&Said::Bytes(sink.close().await?));
        Ok(None)
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
