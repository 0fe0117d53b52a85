//! Memory of connections and their fetches.

use crate::database::{Row, Session, query};
use crate::journal;
use crate::store::Store;
use crate::stored::{from_code, from_json, to_json};
use async_trait::async_trait;
use hebewerk_hub::ports::{ConnectionHistory, Connections, DueConnection, Event, StoreError};
use hebewerk_model::{
    AccountId, Connection, ConnectionId, ConnectionRun, ConnectionRunId, Maker, OrganisationId,
    PauseReason, Rhythm, RunOutcome,
};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Fetches kept per connection; older ones are forgotten.
const KEPT_RUNS: u32 = 500;
/// Fetches with news kept beside them.
const KEPT_NEWS: u32 = 50;

#[async_trait]
impl Connections for Store {
    async fn list(&self) -> Result<Vec<Connection>, StoreError> {
        let mut session = self.reading("listing connections").await?;
        let rows = query(
            "select id, organisation_id, name, connector, settings, visibility, every_minutes,
                    promised_minutes, paused, pause_reason, maker_id, operator_made, failures,
                    created_at, updated_at
             from hw_connection
             order by lower(name), id",
        )
        .all(&mut session)
        .await?;
        rows.iter().map(connection).collect()
    }

    async fn histories(
        &self,
        of: Option<ConnectionId>,
        news: u32,
    ) -> Result<BTreeMap<ConnectionId, ConnectionHistory>, StoreError> {
        let mut session = self.reading("reading what happened to connections").await?;
        histories(of, news, &mut session).await
    }

    async fn get(&self, id: ConnectionId) -> Result<Option<Connection>, StoreError> {
        let mut session = self.reading("reading a connection").await?;
        let row = query(
            "select id, organisation_id, name, connector, settings, visibility, every_minutes,
                    promised_minutes, paused, pause_reason, maker_id, operator_made, failures,
                    created_at, updated_at
             from hw_connection
             where id = $1",
        )
        .bind(id)
        .first(&mut session)
        .await?;
        row.as_ref().map(connection).transpose()
    }

    async fn save(
        &self,
        connection: &Connection,
        secrets: &BTreeMap<String, String>,
        next: Option<Timestamp>,
        event: &Event,
    ) -> Result<(), StoreError> {
        let mut session = self.writing("saving a connection").await?;
        let mut sealed = stored_secrets(connection.id, &mut session).await?;
        sealed.extend(secrets.clone());
        sealed.retain(|_field, sealed| !sealed.is_empty());
        let settings = to_json("settings", &connection.settings)?;
        query(
            "insert into hw_connection
                 (id, organisation_id, name, connector, settings, visibility, every_minutes,
                  promised_minutes, paused, secrets, next_at, created_at, updated_at,
                  pause_reason, maker_id, operator_made)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
             on conflict (id) do update
             set name = excluded.name,
                 connector = excluded.connector,
                 settings = excluded.settings,
                 visibility = excluded.visibility,
                 every_minutes = excluded.every_minutes,
                 promised_minutes = excluded.promised_minutes,
                 paused = excluded.paused,
                 pause_reason = excluded.pause_reason,
                 maker_id = excluded.maker_id,
                 operator_made = excluded.operator_made,
                 secrets = excluded.secrets,
                 memory = case
                     when hw_connection.connector = excluded.connector
                         and hw_connection.settings = excluded.settings
                     then hw_connection.memory
                 end,
                 next_at = excluded.next_at,
                 failures = 0,
                 updated_at = excluded.updated_at",
        )
        .bind(connection.id)
        .bind(connection.organisation)
        .bind(connection.name.as_str())
        .bind(connection.connector.as_str())
        .bind(settings)
        .bind(connection.visibility.code())
        .bind(connection.rhythm.minutes())
        .bind(connection.promised_minutes.map(i64::from))
        .bind(connection.paused)
        .bind(to_json("secrets", &sealed)?)
        .bind(next)
        .bind(connection.created_at)
        .bind(connection.updated_at)
        .bind(connection.pause_reason.map(PauseReason::code))
        .bind(connection.maker.account().map(AccountId::as_uuid))
        .bind(connection.maker == Maker::Operator)
        .run(&mut session)
        .await?;
        journal::write(event, &mut session).await?;
        session.commit().await
    }

    async fn pause_for(
        &self,
        connection: &Connection,
        reason: PauseReason,
        event: &Event,
    ) -> Result<bool, StoreError> {
        let mut session = self.writing("pausing a connection").await?;
        let maker = connection.maker.account().map(AccountId::as_uuid);
        let paused = query(
            "update hw_connection
             set paused = $2, pause_reason = $3
             where id = $1 and maker_id = $4 and paused = $5",
        )
        .bind(connection.id)
        .bind(true)
        .bind(reason.code())
        .bind(maker)
        .bind(false)
        .run(&mut session)
        .await?;
        if paused > 0 {
            journal::write(event, &mut session).await?;
        }
        session.commit().await?;
        Ok(paused > 0)
    }

    async fn remove(&self, id: ConnectionId, event: &Event) -> Result<(), StoreError> {
        let mut session = self.writing("removing a connection").await?;
        for sql in [
            "delete from hw_connection_run where connection_id = $1",
            "delete from hw_connection where id = $1",
        ] {
            query(sql).bind(id).run(&mut session).await?;
        }
        journal::write(event, &mut session).await?;
        session.commit().await
    }

    async fn secrets(&self, id: ConnectionId) -> Result<BTreeMap<String, String>, StoreError> {
        let mut session = self.reading("reading sealed secrets").await?;
        stored_secrets(id, &mut session).await
    }

    async fn memory(&self, id: ConnectionId) -> Result<Option<String>, StoreError> {
        let mut session = self.reading("reading what a fetch left").await?;
        let row = query("select memory from hw_connection where id = $1")
            .bind(id)
            .first(&mut session)
            .await?;
        row.map_or(Ok(None), |row| row.get("memory"))
    }

    async fn due(&self, now: Timestamp, limit: u32) -> Result<Vec<DueConnection>, StoreError> {
        let mut session = self.reading("looking for due connections").await?;
        let rows = query(
            "select id, organisation_id, name, connector, settings, visibility, every_minutes,
                    promised_minutes, paused, pause_reason, maker_id, operator_made, failures,
                    created_at, updated_at
             from hw_connection
             where next_at <= $1 and paused = $2
             order by next_at, id
             limit $3",
        )
        .bind(now)
        .bind(false)
        .bind(limit)
        .all(&mut session)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(DueConnection {
                    connection: connection(row)?,
                    failures: row.small_count("failures")?,
                })
            })
            .collect()
    }

    async fn begin(&self, run: &ConnectionRun) -> Result<(), StoreError> {
        let mut session = self.writing("beginning a fetch").await?;
        query(
            "insert into hw_connection_run
                 (id, connection_id, started_at, outcome, details, bytes, deliveries)
             values ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(run.id)
        .bind(run.connection)
        .bind(run.started_at)
        .bind(run.outcome.code())
        .bind(to_json("details", &run.details)?)
        .bind(run.bytes)
        .bind(to_json("deliveries", &run.deliveries)?)
        .run(&mut session)
        .await?;
        session.commit().await
    }

    async fn end(
        &self,
        run: &ConnectionRun,
        memory: Option<&str>,
        next: Option<Timestamp>,
        failures: u32,
    ) -> Result<(), StoreError> {
        let mut session = self.writing("ending a fetch").await?;
        query(
            "update hw_connection_run
             set ended_at = $2, outcome = $3, problem = $4, details = $5, bytes = $6, deliveries = $7
             where id = $1",
        )
        .bind(run.id)
        .bind(run.ended_at)
        .bind(run.outcome.code())
        .bind(run.problem.as_deref())
        .bind(to_json("details", &run.details)?)
        .bind(run.bytes)
        .bind(to_json("deliveries", &run.deliveries)?)
        .run(&mut session)
        .await?;
        query(
            "update hw_connection
             set memory = coalesce($2, memory), next_at = $3, failures = $4
             where id = $1",
        )
        .bind(run.connection)
        .bind(memory)
        .bind(next)
        .bind(failures)
        .run(&mut session)
        .await?;
        forget_old_runs(run.connection, &mut session).await?;
        session.commit().await
    }

    async fn close_unfinished(&self, now: Timestamp) -> Result<u64, StoreError> {
        let mut session = self.writing("closing unfinished fetches").await?;
        let closed =
            query("update hw_connection_run set outcome = $1, ended_at = $2 where outcome = $3")
                .bind(RunOutcome::Stopped.code())
                .bind(now)
                .bind(RunOutcome::Running.code())
                .run(&mut session)
                .await?;
        session.commit().await?;
        Ok(closed)
    }

    async fn runs(&self, id: ConnectionId, limit: u32) -> Result<Vec<ConnectionRun>, StoreError> {
        let mut session = self.reading("reading the log of a connection").await?;
        let rows = query(
            "select id, connection_id, started_at, ended_at, outcome, problem, details, bytes,
                    deliveries
             from hw_connection_run
             where connection_id = $1
             order by started_at desc, id desc
             limit $2",
        )
        .bind(id)
        .bind(limit)
        .all(&mut session)
        .await?;
        rows.iter().map(run).collect()
    }

    async fn news(&self, id: ConnectionId, limit: u32) -> Result<Vec<ConnectionRun>, StoreError> {
        let mut session = self.reading("reading what a connection brought").await?;
        let rows = query(
            "select id, connection_id, started_at, ended_at, outcome, problem, details, bytes,
                    deliveries
             from hw_connection_run
             where connection_id = $1
               and outcome = $2
             order by started_at desc, id desc
             limit $3",
        )
        .bind(id)
        .bind(RunOutcome::Delivered.code())
        .bind(limit)
        .all(&mut session)
        .await?;
        rows.iter().map(run).collect()
    }

    async fn note_reminder(
        &self,
        id: ConnectionId,
        now: Timestamp,
        not_after: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut session = self.writing("noting a reminder").await?;
        let noted = query(
            "update hw_connection
             set reminded_at = $2
             where id = $1 and (reminded_at is null or reminded_at <= $3)",
        )
        .bind(id)
        .bind(now)
        .bind(not_after)
        .run(&mut session)
        .await?;
        session.commit().await?;
        Ok(noted > 0)
    }
}

/// The newest run of each connection, and its newest ones with news ($2, at most $3).
macro_rules! histories_of {
    ($only:literal) => {
        concat!(
            "select id, connection_id, started_at, ended_at, outcome, problem, details, bytes,
                    deliveries
             from (
                 select id, connection_id, started_at, ended_at, outcome, problem, details, bytes,
                        deliveries,
                        row_number() over (
                            partition by connection_id order by started_at desc, id desc
                        ) as place,
                        row_number() over (
                            partition by connection_id, outcome order by started_at desc, id desc
                        ) as place_of_outcome
                 from hw_connection_run ",
            $only,
            ") as placed
             where place = $1
                or (outcome = $2 and place_of_outcome <= $3)
             order by started_at desc, id desc"
        )
    };
}

/// The newest fetch and the newest news of each connection, read at once.
async fn histories(
    of: Option<ConnectionId>,
    news: u32,
    session: &mut Session,
) -> Result<BTreeMap<ConnectionId, ConnectionHistory>, StoreError> {
    let due = match of {
        Some(id) => {
            query("select id, next_at from hw_connection where id = $1")
                .bind(id)
                .all(session)
                .await?
        }
        None => {
            query("select id, next_at from hw_connection")
                .all(session)
                .await?
        }
    };
    let mut histories = BTreeMap::new();
    for row in &due {
        let history = ConnectionHistory {
            next: row.optional_time("next_at")?,
            ..ConnectionHistory::default()
        };
        histories.insert(ConnectionId::from_uuid(row.uuid("id")?), history);
    }
    let asked = match of {
        Some(_id) => query(histories_of!("where connection_id = $4")),
        None => query(histories_of!("")),
    };
    let mut asked = asked
        .bind(1_i64)
        .bind(RunOutcome::Delivered.code())
        .bind(news);
    if let Some(id) = of {
        asked = asked.bind(id);
    }
    for row in &asked.all(session).await? {
        let run = run(row)?;
        let Some(history) = histories.get_mut(&run.connection) else {
            continue;
        };
        if run.outcome == RunOutcome::Delivered && history.news.len() < news as usize {
            history.news.push(run.clone());
        }
        history.last.get_or_insert(run);
    }
    Ok(histories)
}

pub(crate) async fn stored_secrets(
    id: ConnectionId,
    session: &mut Session,
) -> Result<BTreeMap<String, String>, StoreError> {
    let row = query("select secrets from hw_connection where id = $1")
        .bind(id)
        .first(session)
        .await?;
    row.map_or(Ok(BTreeMap::new()), |row| from_json(&row, "secrets"))
}

/// A connection that is fetched every minute would fill the catalogue with its log.
async fn forget_old_runs(id: ConnectionId, session: &mut Session) -> Result<(), StoreError> {
    query(
        "delete from hw_connection_run
         where connection_id = $1
           and id not in (
               select id
               from hw_connection_run
               where connection_id = $1
               order by started_at desc, id desc
               limit $2
           )
           and id not in (
               select id
               from hw_connection_run
               where connection_id = $1
                 and outcome = $3
               order by started_at desc, id desc
               limit $4
           )",
    )
    .bind(id)
    .bind(KEPT_RUNS)
    .bind(RunOutcome::Delivered.code())
    .bind(KEPT_NEWS)
    .run(session)
    .await?;
    Ok(())
}

fn connection(row: &Row) -> Result<Connection, StoreError> {
    Ok(Connection {
        id: ConnectionId::from_uuid(row.uuid("id")?),
        organisation: OrganisationId::from_uuid(row.uuid("organisation_id")?),
        name: row.get("name")?,
        connector: row.get("connector")?,
        settings: from_json(row, "settings")?,
        visibility: row.parsed("visibility")?,
        rhythm: Rhythm::from_minutes(row.small_count("every_minutes")?),
        promised_minutes: row
            .get::<Option<i64>>("promised_minutes")?
            .and_then(|minutes| u32::try_from(minutes).ok()),
        paused: row.get("paused")?,
        pause_reason: pause_reason(row)?,
        maker: maker(row)?,
        created_at: row.time("created_at")?,
        updated_at: row.time("updated_at")?,
    })
}

fn maker(row: &Row) -> Result<Maker, StoreError> {
    if let Some(account) = row.optional_uuid("maker_id")? {
        return Ok(Maker::Account(AccountId::from_uuid(account)));
    }
    let by_operator: Option<bool> = row.get("operator_made")?;
    Ok(if by_operator == Some(true) {
        Maker::Operator
    } else {
        Maker::Unknown
    })
}

fn pause_reason(row: &Row) -> Result<Option<PauseReason>, StoreError> {
    let code: Option<String> = row.get("pause_reason")?;
    code.map(|_code| from_code(row, "pause_reason", PauseReason::from_code))
        .transpose()
}

fn run(row: &Row) -> Result<ConnectionRun, StoreError> {
    Ok(ConnectionRun {
        id: ConnectionRunId::from_uuid(row.uuid("id")?),
        connection: ConnectionId::from_uuid(row.uuid("connection_id")?),
        started_at: row.time("started_at")?,
        ended_at: row.optional_time("ended_at")?,
        outcome: from_code(row, "outcome", RunOutcome::from_code)?,
        problem: row.get("problem")?,
        details: from_json(row, "details")?,
        bytes: row.count("bytes")?,
        deliveries: from_json(row, "deliveries")?,
    })
}
