//! Tables and queries of MariaDB and MySQL.
//!
//! Everything is read within one transaction that can only read, on one snapshot. A query is prepared alone and as
//! something to select from: what survives both is one SELECT without INTO.

mod failure;
mod kind;
mod session;
mod value;

use crate::database::{self, Columns, Kind, Misfit, Seen, Server, Sink, Wanted, quoted, shown};
use crate::reach::Reach;
use failure::{blamed, failed, is_known_twice, writes};
use hebewerk_hub::ports::{
    ConnectorForm, Fetch, FetchError, FetchTick, Fetched, FetchedFile, Offered,
};
use kind::kind;
use mysql_async::prelude::Queryable;
use mysql_async::{Column, Conn, Row, Statement};
use std::path::Path;
use tokio::time::timeout;
use value::cell;

/// What is asked.
pub(crate) const FORM: ConnectorForm = ConnectorForm {
    kind: "mysql",
    fields: database::FIELDS,
};

const PORT: u16 = 3306;
const QUOTE: char = '`';

/// Tables and views that may be read. Numbers of rows are estimates.
const TABLES: &str = "
    select table_schema, table_name, nullif(table_comment, ''), table_type, table_rows
    from information_schema.tables
    where table_schema not in ('information_schema', 'mysql', 'performance_schema', 'sys')
        and table_type <> 'SEQUENCE'
    order by table_schema <> database(), 1, 2
    limit 10000";

/// One line of [`TABLES`].
type Told = (String, String, Option<String>, String, Option<u64>);

/// Tables and views of the server that the user may see, those of the database first.
pub(crate) async fn look(reach: &Reach, fetch: &Fetch) -> Result<Vec<Offered>, FetchError> {
    let server = Server::of(fetch, PORT)?;
    let looking = async {
        let mut conn = session::begin(reach, &server, fetch.time).await?;
        let told: Vec<Told> = conn
            .query(TABLES)
            .await
            .map_err(|error| failed(&error, &server))?;
        Ok(told.into_iter().map(offered).collect())
    };
    let looked = timeout(fetch.time, looking).await;
    looked.unwrap_or_else(|_elapsed| Err(timed_out(&server)))
}

fn offered((schema, table, comment, kind, rows): Told) -> Offered {
    let is_table = kind == "BASE TABLE";
    Offered {
        field: "table",
        value: shown(&[&schema, &table]),
        // The comment of a view is the word VIEW.
        title: comment.filter(|_comment| is_table),
        size: rows.filter(|_rows| is_table),
    }
}

/// Fetches a table or the answer to a query.
pub(crate) async fn fetch(
    reach: &Reach,
    fetch: &Fetch,
    into: &Path,
    tick: FetchTick<'_>,
) -> Result<Fetched, FetchError> {
    let server = Server::of(fetch, PORT)?;
    let wanted = Wanted::of(fetch)?;
    let fetching = async {
        let mut reading = Reading {
            conn: session::begin(reach, &server, fetch.time).await?,
            server: &server,
            wanted: &wanted,
            fetch,
        };
        reading.fetch(into, tick).await
    };
    let fetched = timeout(fetch.time, fetching).await;
    fetched.unwrap_or_else(|_elapsed| Err(timed_out(&server)))
}

fn timed_out(server: &Server<'_>) -> FetchError {
    FetchError::passing("fetch_timeout", server.name())
}

/// One fetch on one snapshot.
struct Reading<'a> {
    conn: Conn,
    server: &'a Server<'a>,
    wanted: &'a Wanted,
    fetch: &'a Fetch,
}

/// A column with what its values are written as.
type Planned = (Column, Kind);

impl Reading<'_> {
    async fn fetch(&mut self, into: &Path, tick: FetchTick<'_>) -> Result<Fetched, FetchError> {
        let begun = self
            .conn
            .query_drop("start transaction with consistent snapshot, read only")
            .await;
        begun.map_err(|error| failed(&error, self.server))?;
        let statement = self.prepare().await?;
        let seen = self.seen().await?;
        if seen.as_ref().is_some_and(|seen| seen.is_known(self.fetch)) {
            return Ok(Fetched::Unchanged);
        }
        let mut plan: Vec<Planned> = statement
            .columns()
            .iter()
            .map(|column| (column.clone(), kind(column)))
            .collect();
        let path = into.join("table");
        // At most twice a column: text holds everything.
        while let Some(misfit) = self.stream(&statement, &plan, (&path, tick)).await? {
            if let Some((_, kind)) = plan.get_mut(misfit) {
                *kind = kind.wider();
            }
        }
        Ok(Fetched::Files {
            files: vec![FetchedFile {
                path,
                name: self.wanted.file_name(self.server.database),
                part: None,
            }],
            memory: seen.map(|seen| seen.memory(self.fetch)),
        })
    }

    /// Prepared statements are single ones, whatever stands in them.
    async fn prepare(&mut self) -> Result<Statement, FetchError> {
        let statement = self.conn.prep(self.wanted.sql(QUOTE)).await;
        let statement = statement.map_err(|error| self.blame(&error))?;
        if statement.columns().is_empty() || statement.num_params() > 0 {
            return Err(writes());
        }
        if matches!(self.wanted, Wanted::Query(_)) {
            let nested = format!("select 1 from {} as q", self.wanted.nested(QUOTE));
            match self.conn.prep(nested).await {
                Ok(nested) => {
                    let closed = self.conn.close(nested).await;
                    closed.map_err(|error| self.blame(&error))?;
                }
                // Columns of one name are found after everything else was found to be in order.
                Err(error) if is_known_twice(&error) => {}
                Err(mysql_async::Error::Server(_)) => return Err(writes()),
                Err(error) => return Err(self.blame(&error)),
            }
        }
        Ok(statement)
    }

    async fn seen(&mut self) -> Result<Option<Seen>, FetchError> {
        let Some(column) = self.fetch.setting("since") else {
            return Ok(None);
        };
        let sql = format!(
            "select cast(max({}) as char), count(*) from {} as q",
            quoted(column, QUOTE),
            self.wanted.nested(QUOTE)
        );
        let found: Option<(Option<String>, i64)> = self
            .conn
            .query_first(sql)
            .await
            .map_err(|error| self.blame(&error))?;
        Ok(found.map(|(highest, rows)| Seen { highest, rows }))
    }

    /// Writes all rows; the column that holds not all of them, if there is one, and no file then.
    async fn stream(
        &mut self,
        statement: &Statement,
        plan: &[Planned],
        (path, tick): (&Path, FetchTick<'_>),
    ) -> Result<Option<usize>, FetchError> {
        let (wanted, server, fetch) = (self.wanted, self.server, self.fetch);
        let refused = |error: mysql_async::Error| blamed(&error, server, (wanted, fetch));
        let columns: Vec<(String, Kind)> = plan
            .iter()
            .map(|(column, kind)| (column.name_str().into_owned(), *kind))
            .collect();
        let mut rows = Columns::new(&columns);
        let mut sink = Sink::create(path, rows.schema(), fetch.most_bytes)?;
        let coming = self.conn.exec_iter(statement, ()).await;
        let mut coming = coming.map_err(refused)?;
        while let Some(row) = coming.next().await.map_err(refused)? {
            if let Err(misfit) = push(&mut rows, plan, &row) {
                sink.discard().await?;
                // The rest of the answer has to go by before another question.
                coming.drop_result().await.map_err(refused)?;
                return Ok(Some(misfit));
            }
            if rows.end_row() {
                tick(sink.add(rows.take()).await?, None);
            }
        }
        sink.add(rows.take()).await?;
        tick(sink.close().await?, None);
        Ok(None)
    }

    fn blame(&self, error: &mysql_async::Error) -> FetchError {
        blamed(error, self.server, (self.wanted, self.fetch))
    }
}

/// Adds a row; the first column its value does not fit into.
fn push(rows: &mut Columns, plan: &[Planned], row: &Row) -> Result<(), usize> {
    for (index, (column, kind)) in plan.iter().enumerate() {
        let value = row.as_ref(index).ok_or(Misfit);
        let cell = value.and_then(|value| cell(value, column, *kind));
        cell.and_then(|cell| rows.push(index, cell))
            .map_err(|Misfit| index)?;
    }
    Ok(())
}
