//! Tables and queries of MariaDB and MySQL.
//!
//! Everything is read within one transaction that can only read, on one snapshot. A query is prepared alone and as
//! something to select from: what survives both is one SELECT without INTO.

mod failure;
mod kind;
mod session;
mod value;

use crate::database::{
    self, Columns, Kind, Misfit, Seen, Server, Sink, Snapshot, Streamed, Wanted, fetched, quoted,
    shown, within,
};
use crate::reach::Reach;
use failure::{blamed, failed, is_known_twice, writes};
use hebewerk_hub::ports::{Brings, ConnectorForm, Fetch, FetchError, FetchTick, Fetched, Offered};
use kind::kind;
use mysql_async::prelude::Queryable;
use mysql_async::{Column, Conn, Row, Statement};
use std::path::Path;
use value::cell;

/// What is asked.
pub(crate) const FORM: ConnectorForm = ConnectorForm {
    kind: "mysql",
    brings: Brings::Files,
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
    within(fetch, &server, looking).await
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
            plan: Vec::new(),
        };
        reading.begin().await?;
        let path = into.join("table");
        let came = database::fetch(&mut reading, fetch, &path, tick).await?;
        Ok(fetched(came, path, wanted.file_name(server.database)))
    };
    within(fetch, &server, fetching).await
}

/// One fetch on one snapshot.
struct Reading<'a> {
    conn: Conn,
    server: &'a Server<'a>,
    wanted: &'a Wanted,
    fetch: &'a Fetch,
    plan: Vec<Planned>,
}

/// A column with what its values are written as.
type Planned = (Column, Kind);

impl Reading<'_> {
    async fn begin(&mut self) -> Result<(), FetchError> {
        let begun = self
            .conn
            .query_drop("start transaction with consistent snapshot, read only")
            .await;
        begun.map_err(|error| failed(&error, self.server))?;
        let statement = self.prepare().await?;
        self.plan = statement
            .columns()
            .iter()
            .map(|column| (column.clone(), kind(column)))
            .collect();
        let closed = self.conn.close(statement).await;
        closed.map_err(|error| failed(&error, self.server))
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

    fn blame(&self, error: &mysql_async::Error) -> FetchError {
        blamed(error, self.server, (self.wanted, self.fetch))
    }
}

impl Snapshot for Reading<'_> {
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

    fn columns(&self) -> Vec<(String, Kind)> {
        let columns = self.plan.iter();
        columns
            .map(|(column, kind)| (column.name_str().into_owned(), *kind))
            .collect()
    }

    fn widen(&mut self, column: usize) {
        if let Some((_, kind)) = self.plan.get_mut(column) {
            *kind = kind.wider();
        }
    }

    fn quoted(&self, column: &str) -> String {
        quoted(column, QUOTE)
    }

    async fn stream(
        &mut self,
        condition: Option<&str>,
        path: &Path,
        tick: FetchTick<'_>,
    ) -> Result<Streamed, FetchError> {
        let (wanted, server, fetch) = (self.wanted, self.server, self.fetch);
        let refused = |error: mysql_async::Error| blamed(&error, server, (wanted, fetch));
        let mut rows = Columns::new(&self.columns());
        let mut sink = Sink::create(path, rows.schema(), fetch.most_bytes)?;
        let sql = match condition {
            Some(_) => format!("select * from {} q", wanted.narrowed(QUOTE, condition)),
            None => wanted.sql(QUOTE),
        };
        let coming = self.conn.exec_iter(sql, ()).await;
        let mut coming = coming.map_err(refused)?;
        while let Some(row) = coming.next().await.map_err(refused)? {
            if let Err(misfit) = push(&mut rows, &self.plan, &row) {
                sink.discard().await?;
                // The rest of the answer has to go by before another question.
                coming.drop_result().await.map_err(refused)?;
                return Ok(Streamed::Misfit(misfit));
            }
            if rows.end_row() {
                tick(sink.add(rows.take()).await?, None);
            }
        }
        sink.add(rows.take()).await?;
        tick(sink.close().await?, None);
        Ok(Streamed::Whole(rows.beyond()))
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
