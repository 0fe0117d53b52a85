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

use crate::database::{
    self, Columns, Kind, Misfit, Seen, Server, Sink, Snapshot, Streamed, Wanted, fetched, quoted,
    shown, within,
};
use crate::reach::Reach;
use failure::Failure;
use futures::TryStreamExt;
use hebewerk_hub::ports::{Brings, ConnectorForm, Fetch, FetchError, FetchTick, Fetched, Offered};
use plan::Plan;
use session::Session;
use std::path::Path;
use std::pin::pin;
use tokio_postgres::{IsolationLevel, Row, Transaction};
use value::cell;

/// What is asked.
pub(crate) const FORM: ConnectorForm = ConnectorForm {
    kind: "postgresql",
    brings: Brings::Files,
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
    within(fetch, &server, looking).await
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
        let plan = Plan::make(&transaction, &wanted)
            .await
            .map_err(|failure| failure.blame(&wanted, fetch))?;
        let mut reading = Reading {
            transaction,
            server: &server,
            wanted: &wanted,
            fetch,
            plan,
        };
        let path = into.join("table");
        let came = database::fetch(&mut reading, fetch, &path, tick).await?;
        Ok(fetched(came, path, wanted.file_name(server.database)))
    };
    within(fetch, &server, fetching).await
}

/// One fetch on one snapshot.
struct Reading<'a> {
    transaction: Transaction<'a>,
    server: &'a Server<'a>,
    wanted: &'a Wanted,
    fetch: &'a Fetch,
    plan: Plan,
}

impl Reading<'_> {
    fn blame(&self, failure: Failure) -> FetchError {
        failure.blame(self.wanted, self.fetch)
    }
}

impl Snapshot for Reading<'_> {
    fn columns(&self) -> Vec<(String, Kind)> {
        self.plan.columns()
    }

    fn widen(&mut self, column: usize) {
        self.plan.widen(column);
    }

    fn quoted(&self, column: &str) -> String {
        quoted(column, QUOTE)
    }

    async fn seen(&mut self) -> Result<Option<Seen>, FetchError> {
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

    async fn stream(
        &mut self,
        condition: Option<&str>,
        path: &Path,
        tick: FetchTick<'_>,
    ) -> Result<Streamed, FetchError> {
        let failed = |error| self.blame(Failure::of(&error, self.server));
        let columns = self.plan.columns();
        let mut rows = Columns::new(&columns);
        let mut sink = Sink::create(path, rows.schema(), self.fetch.most_bytes)?;
        let sql = self.plan.sql(self.wanted, condition);
        let nothing: [&str; 0] = [];
        let coming = self.transaction.query_raw(&sql, nothing).await;
        let mut coming = pin!(coming.map_err(failed)?);
        while let Some(row) = coming.try_next().await.map_err(failed)? {
            for (index, (_, kind)) in columns.iter().enumerate() {
                let value = cell(&row, index, *kind);
                if let Err(Misfit) = value.and_then(|value| rows.push(index, value)) {
                    sink.discard().await?;
                    return Ok(Streamed::Misfit(index));
                }
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
