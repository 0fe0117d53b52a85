//! Tables and queries of PostgreSQL.
//!
//! Everything is read within one transaction that can only read, on one snapshot. A query is prepared alone first and
//! then as something to select from: what survives both is one SELECT and nothing else.

mod failure;
mod kind;
mod numeric;
mod plan;
mod session;
mod value;

use crate::database::{self, Columns, Misfit, Seen, Server, Sink, Wanted, quoted, shown};
use crate::reach::Reach;
use failure::Failure;
use futures::TryStreamExt;
use hebewerk_hub::ports::{
    ConnectorForm, Fetch, FetchError, FetchTick, Fetched, FetchedFile, Offered,
};
use plan::Plan;
use session::Session;
use std::path::Path;
use std::pin::pin;
use tokio::time::timeout;
use tokio_postgres::{IsolationLevel, Row, Transaction};
use value::cell;

/// What is asked.
pub(crate) const FORM: ConnectorForm = ConnectorForm {
    kind: "postgresql",
    fields: database::FIELDS,
};

const PORT: u16 = 5432;
const QUOTE: char = '"';

/// Tables and views that may be read. What the planner believes of their size is kept up by the server.
const TABLES: &str = "
    select
        n.nspname::text,
        c.relname::text,
        obj_description(c.oid, 'pg_class'),
        case when c.relkind in ('r', 'm', 'p') then c.reltuples else -1 end::float8
    from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f')
        and not c.relispartition
        and n.nspname !~ '^pg_'
        and n.nspname <> 'information_schema'
        and has_any_column_privilege(c.oid, 'select')
    order by 1, 2
    limit 10000";

/// Tables and views of the database.
pub(crate) async fn look(reach: &Reach, fetch: &Fetch) -> Result<Vec<Offered>, FetchError> {
    let server = Server::of(fetch, PORT)?;
    let looking = async {
        let session = Session::begin(reach, &server, fetch.time).await?;
        let rows = session.client.query(TABLES, &[]).await;
        rows.map_err(|error| Failure::of(&error, &server).error())?
            .iter()
            .map(|row| offered(row).map_err(|error| Failure::of(&error, &server).error()))
            .collect()
    };
    let looked = timeout(fetch.time, looking).await;
    looked.unwrap_or_else(|_elapsed| Err(timed_out(&server)))
}

fn offered(row: &Row) -> Result<Offered, tokio_postgres::Error> {
    let (schema, table): (&str, &str) = (row.try_get(0)?, row.try_get(1)?);
    let rows: f64 = row.try_get(3)?;
    Ok(Offered {
        field: "table",
        value: shown(&[schema, table]),
        title: row.try_get(2)?,
        size: (rows >= 0.0).then_some(rows as u64),
    })
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
        let mut session = Session::begin(reach, &server, fetch.time).await?;
        let transaction = session
            .client
            .build_transaction()
            .read_only(true)
            .isolation_level(IsolationLevel::RepeatableRead)
            .start()
            .await
            .map_err(|error| Failure::of(&error, &server).error())?;
        let reading = Reading {
            transaction,
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
    transaction: Transaction<'a>,
    server: &'a Server<'a>,
    wanted: &'a Wanted,
    fetch: &'a Fetch,
}

impl Reading<'_> {
    async fn fetch(&self, into: &Path, tick: FetchTick<'_>) -> Result<Fetched, FetchError> {
        let mut plan = Plan::make(&self.transaction, self.wanted)
            .await
            .map_err(|failure| self.blame(failure))?;
        let seen = self.seen().await?;
        if seen.as_ref().is_some_and(|seen| seen.is_known(self.fetch)) {
            return Ok(Fetched::Unchanged);
        }
        let path = into.join("table");
        let mut misfit = self.stream(&plan, &path, tick).await?;
        // At most once a column: text holds everything.
        while let Some(column) = misfit {
            plan.widen(column);
            misfit = self.stream(&plan, &path, tick).await?;
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

    async fn seen(&self) -> Result<Option<Seen>, FetchError> {
        let Some(column) = self.fetch.setting("since") else {
            return Ok(None);
        };
        let sql = format!(
            "select max({})::text, count(*) from {} as q",
            quoted(column, QUOTE),
            self.wanted.nested(QUOTE)
        );
        let failed = |error| self.blame(Failure::of(&error, self.server));
        let row = self.transaction.query_one(&sql, &[]).await;
        let row = row.map_err(failed)?;
        Ok(Some(Seen {
            highest: row.try_get(0).map_err(failed)?,
            rows: row.try_get(1).map_err(failed)?,
        }))
    }

    /// Writes all rows; the column that holds not all of them, if there is one, and no file then.
    async fn stream(
        &self,
        plan: &Plan,
        path: &Path,
        tick: FetchTick<'_>,
    ) -> Result<Option<usize>, FetchError> {
        let failed = |error| self.blame(Failure::of(&error, self.server));
        let columns = plan.columns();
        let mut rows = Columns::new(&columns);
        let mut sink = Sink::create(path, rows.schema(), self.fetch.most_bytes)?;
        let sql = plan.sql(self.wanted);
        let nothing: [&str; 0] = [];
        let coming = self.transaction.query_raw(&sql, nothing).await;
        let mut coming = pin!(coming.map_err(failed)?);
        while let Some(row) = coming.try_next().await.map_err(failed)? {
            for (index, (_, kind)) in columns.iter().enumerate() {
                let value = cell(&row, index, *kind);
                if let Err(Misfit) = value.and_then(|value| rows.push(index, value)) {
                    sink.discard().await?;
                    return Ok(Some(index));
                }
            }
            if rows.end_row() {
                tick(sink.add(rows.take()).await?, None);
            }
        }
        sink.add(rows.take()).await?;
        tick(sink.close().await?, None);
        Ok(None)
    }

    fn blame(&self, failure: Failure) -> FetchError {
        failure.blame(self.wanted, self.fetch)
    }
}
