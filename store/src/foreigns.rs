//! Memory of what other catalogues say of their datasets.

use crate::database::{Query, Row, Session, Value, insert, query};
use crate::store::Store;
use crate::stored::{from_code, from_json, to_json};
use async_trait::async_trait;
use hebewerk_hub::ports::{Foreigns, NewForeign, PutForeign, StoreError};
use hebewerk_model::{
    ConnectionId, ConnectionRunId, ForeignDataset, ForeignId, ForeignRecord, RejectReason,
    RejectedRecord,
};
use jiff::Timestamp;
use std::collections::{BTreeMap, HashMap, HashSet};
use uuid::Uuid;

/// Twins that are told.
const TOLD_TWINS: i64 = 20;
/// Identities asked for at once.
const AT_ONCE: usize = 500;

/// What is known of a record before it comes again.
struct Known {
    content: String,
    harvest: Uuid,
    is_gone: bool,
}

#[async_trait]
impl Foreigns for Store {
    async fn put(
        &self,
        source: ConnectionId,
        harvest: ConnectionRunId,
        records: Vec<NewForeign>,
        now: Timestamp,
    ) -> Result<PutForeign, StoreError> {
        let mut session = self.writing("keeping foreign records").await?;
        let known = known(&records, &mut session).await?;
        let mut changed = last_change(&mut session).await?;
        let mut put = PutForeign::default();
        let mut seen = HashSet::new();
        let mut same = Vec::new();
        let mut other = Vec::new();
        for new in records {
            let before = known.get(&new.id);
            let came_before = before.is_some_and(|before| before.harvest == harvest.as_uuid());
            if came_before || !seen.insert(new.id) {
                put.twice.push(new.record.key);
                continue;
            }
            match before {
                Some(before) if before.content == new.content && !before.is_gone => {
                    put.same += 1;
                    same.push(new.id);
                    continue;
                }
                Some(_) => put.changed += 1,
                None => put.new += 1,
            }
            other.push(new);
        }
        note_seen(&same, harvest, &mut session).await?;
        let is_known: Vec<ForeignId> = other
            .iter()
            .map(|new| new.id)
            .filter(|id| known.contains_key(id))
            .collect();
        let first_seen = first_seen(&is_known, &mut session).await?;
        for sql in [
            "delete from hw_foreign where id in",
            "delete from hw_foreign_identifier where foreign_id in",
        ] {
            run_for(sql, &is_known, &mut session).await?;
        }
        let mut rows = Vec::with_capacity(other.len());
        let mut identifiers = Vec::new();
        for new in other {
            changed += 1;
            let names: HashSet<&str> = new.record.identifiers.iter().map(String::as_str).collect();
            let own = (!names.contains(new.record.key.as_str())).then_some(new.record.key.as_str());
            identifiers.extend(
                names
                    .into_iter()
                    .chain(own)
                    .map(|name| vec![Value::from(new.id), Value::from(name)]),
            );
            rows.push(vec![
                Value::from(new.id),
                Value::from(source),
                Value::from(new.record.key.as_str()),
                Value::from(to_json("record", &new.record)?),
                Value::from(new.content),
                Value::from(new.twin),
                Value::from(harvest),
                Value::from(changed),
                Value::from(first_seen.get(&new.id).copied().unwrap_or(now)),
                Value::from(now),
                Value::from(None::<Timestamp>),
            ]);
        }
        insert(
            "hw_foreign (id, connection_id, key, record, content, twin, harvest, changed, first_seen_at, changed_at, gone_at)",
            rows,
            &mut session,
        )
        .await?;
        insert(
            "hw_foreign_identifier (foreign_id, identifier)",
            identifiers,
            &mut session,
        )
        .await?;
        session.commit().await?;
        Ok(put)
    }

    async fn end_harvest(
        &self,
        source: ConnectionId,
        harvest: ConnectionRunId,
        rejected: &[RejectedRecord],
        (now, is_whole): (Timestamp, bool),
    ) -> Result<u64, StoreError> {
        let mut session = self.writing("ending a harvest").await?;
        query("delete from hw_foreign_rejected where connection_id = $1")
            .bind(source)
            .run(&mut session)
            .await?;
        let rows = rejected.iter().enumerate().map(|(place, one)| {
            vec![
                Value::from(source),
                Value::from(place),
                Value::from(one.name.as_str()),
                Value::from(one.reason.code()),
            ]
        });
        insert(
            "hw_foreign_rejected (connection_id, place, name, reason)",
            rows.collect(),
            &mut session,
        )
        .await?;
        let gone = if is_whole {
            let missing = query(
                "select id from hw_foreign
                 where connection_id = $1 and harvest <> $2 and gone_at is null
                 order by changed",
            );
            let missing = missing.bind(source).bind(harvest).all(&mut session).await?;
            mark_gone(&missing, now, &mut session).await?
        } else {
            0
        };
        session.commit().await?;
        Ok(gone)
    }

    async fn get(&self, id: ForeignId) -> Result<Option<ForeignDataset>, StoreError> {
        Ok(self.get_many(&[id]).await?.into_iter().next())
    }

    async fn get_many(&self, ids: &[ForeignId]) -> Result<Vec<ForeignDataset>, StoreError> {
        let mut session = self.reading("reading foreign records").await?;
        let mut found = Vec::with_capacity(ids.len());
        for some in ids.chunks(AT_ONCE) {
            let asked = Query::with_list(
                "select id, connection_id, record, first_seen_at, changed_at, gone_at
                 from hw_foreign
                 where id in",
                values(some),
            );
            for row in &asked.all(&mut session).await? {
                found.push(dataset(row)?);
            }
        }
        Ok(found)
    }

    async fn twins(&self, id: ForeignId) -> Result<Vec<(ForeignId, ConnectionId)>, StoreError> {
        let mut session = self.reading("looking for the same elsewhere").await?;
        let rows = query(
            "select other.id, other.connection_id
             from hw_foreign as other
             where other.gone_at is null
               and other.id <> $1
               and (
                   other.twin = (select twin from hw_foreign where id = $1)
                   or other.id in (
                       select theirs.foreign_id
                       from hw_foreign_identifier as ours
                       join hw_foreign_identifier as theirs on theirs.identifier = ours.identifier
                       where ours.foreign_id = $1
                   )
               )
             order by other.changed
             limit $2",
        )
        .bind(id)
        .bind(TOLD_TWINS)
        .all(&mut session)
        .await?;
        rows.iter()
            .map(|row| {
                let id = ForeignId::from_uuid(row.uuid("id")?);
                Ok((id, ConnectionId::from_uuid(row.uuid("connection_id")?)))
            })
            .collect()
    }

    async fn count_twins(&self, source: ConnectionId) -> Result<u64, StoreError> {
        let mut session = self.reading("counting what is elsewhere too").await?;
        let row = query(
            "select count(*) as found
             from hw_foreign as ours
             where ours.connection_id = $1
               and ours.gone_at is null
               and (
                   exists (
                       select 1
                       from hw_foreign as other
                       where other.twin = ours.twin
                         and other.connection_id <> ours.connection_id
                         and other.gone_at is null
                   )
                   or exists (
                       select 1
                       from hw_foreign_identifier as mine
                       join hw_foreign_identifier as theirs on theirs.identifier = mine.identifier
                       join hw_foreign as other on other.id = theirs.foreign_id
                       where mine.foreign_id = ours.id
                         and other.connection_id <> ours.connection_id
                         and other.gone_at is null
                   )
               )",
        )
        .bind(source)
        .one(&mut session)
        .await?;
        row.count("found")
    }

    async fn counts(&self) -> Result<BTreeMap<ConnectionId, u64>, StoreError> {
        let mut session = self.reading("counting foreign records").await?;
        let rows = query(
            "select connection_id, count(*) as found
             from hw_foreign
             where gone_at is null
             group by connection_id",
        )
        .all(&mut session)
        .await?;
        rows.iter()
            .map(|row| {
                Ok((
                    ConnectionId::from_uuid(row.uuid("connection_id")?),
                    row.count("found")?,
                ))
            })
            .collect()
    }

    async fn rejected(
        &self,
        source: ConnectionId,
        limit: u32,
    ) -> Result<Vec<RejectedRecord>, StoreError> {
        let mut session = self.reading("reading what was not taken over").await?;
        let rows = query(
            "select name, reason
             from hw_foreign_rejected
             where connection_id = $1
             order by place
             limit $2",
        )
        .bind(source)
        .bind(limit)
        .all(&mut session)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(RejectedRecord {
                    name: row.get("name")?,
                    reason: from_code(row, "reason", RejectReason::from_code)?,
                })
            })
            .collect()
    }

    async fn changed_since(
        &self,
        sequence: i64,
        limit: u32,
    ) -> Result<Vec<(i64, ForeignDataset)>, StoreError> {
        let mut session = self.reading("looking for changed foreign records").await?;
        let rows = query(
            "select changed, id, connection_id, record, first_seen_at, changed_at, gone_at
             from hw_foreign
             where changed > $1
             order by changed
             limit $2",
        )
        .bind(sequence)
        .bind(limit)
        .all(&mut session)
        .await?;
        rows.iter()
            .map(|row| Ok((row.get("changed")?, dataset(row)?)))
            .collect()
    }

    async fn last_change(&self) -> Result<i64, StoreError> {
        let mut session = self
            .reading("reading the last change of foreign records")
            .await?;
        last_change(&mut session).await
    }

    async fn touch(&self, source: ConnectionId) -> Result<(), StoreError> {
        let mut session = self.writing("marking foreign records as changed").await?;
        let rows = query("select id from hw_foreign where connection_id = $1 and gone_at is null")
            .bind(source)
            .all(&mut session)
            .await?;
        let mut changed = last_change(&mut session).await?;
        for row in &rows {
            changed += 1;
            query("update hw_foreign set changed = $2 where id = $1")
                .bind(ForeignId::from_uuid(row.uuid("id")?))
                .bind(changed)
                .run(&mut session)
                .await?;
        }
        session.commit().await
    }

    async fn forget(&self, source: ConnectionId, now: Timestamp) -> Result<(), StoreError> {
        let mut session = self.writing("forgetting a source").await?;
        query("delete from hw_foreign_rejected where connection_id = $1")
            .bind(source)
            .run(&mut session)
            .await?;
        let rows = query("select id from hw_foreign where connection_id = $1 and gone_at is null")
            .bind(source)
            .all(&mut session)
            .await?;
        mark_gone(&rows, now, &mut session).await?;
        session.commit().await
    }
}

fn values(ids: &[ForeignId]) -> Vec<Value> {
    ids.iter().map(|id| Value::from(*id)).collect()
}

async fn run_for(
    sql: &'static str,
    ids: &[ForeignId],
    session: &mut Session,
) -> Result<(), StoreError> {
    for some in ids.chunks(AT_ONCE) {
        Query::with_list(sql, values(some)).run(session).await?;
    }
    Ok(())
}

async fn known(
    records: &[NewForeign],
    session: &mut Session,
) -> Result<HashMap<ForeignId, Known>, StoreError> {
    let ids: Vec<ForeignId> = records.iter().map(|new| new.id).collect();
    let mut known = HashMap::new();
    for some in ids.chunks(AT_ONCE) {
        let asked = Query::with_list(
            "select id, content, harvest, gone_at from hw_foreign where id in",
            values(some),
        );
        for row in &asked.all(session).await? {
            let one = Known {
                content: row.get("content")?,
                harvest: row.uuid("harvest")?,
                is_gone: row.optional_time("gone_at")?.is_some(),
            };
            known.insert(ForeignId::from_uuid(row.uuid("id")?), one);
        }
    }
    Ok(known)
}

async fn first_seen(
    ids: &[ForeignId],
    session: &mut Session,
) -> Result<HashMap<ForeignId, Timestamp>, StoreError> {
    let mut seen = HashMap::new();
    for some in ids.chunks(AT_ONCE) {
        let asked = Query::with_list(
            "select id, first_seen_at from hw_foreign where id in",
            values(some),
        );
        for row in &asked.all(session).await? {
            seen.insert(
                ForeignId::from_uuid(row.uuid("id")?),
                row.time("first_seen_at")?,
            );
        }
    }
    Ok(seen)
}

/// What is as before was named by this harvest too.
async fn note_seen(
    ids: &[ForeignId],
    harvest: ConnectionRunId,
    session: &mut Session,
) -> Result<(), StoreError> {
    for some in ids.chunks(AT_ONCE) {
        let places: Vec<String> = (2..=some.len() + 1)
            .map(|place| format!("${place}"))
            .collect();
        let sql = format!(
            "update hw_foreign set harvest = $1 where id in ({})",
            places.join(", ")
        );
        let mut bound = vec![Value::from(harvest)];
        bound.extend(values(some));
        Query::composed(sql, bound).run(session).await?;
    }
    Ok(())
}

/// Marks rows as gone. Of what somebody else has withdrawn no more is kept than what it was called.
async fn mark_gone(rows: &[Row], now: Timestamp, session: &mut Session) -> Result<u64, StoreError> {
    let mut changed = last_change(session).await?;
    for row in rows {
        let id = ForeignId::from_uuid(row.uuid("id")?);
        let kept = query("select record from hw_foreign where id = $1")
            .bind(id)
            .one(session)
            .await?;
        let record: ForeignRecord = from_json(&kept, "record")?;
        let mark = ForeignRecord {
            key: record.key,
            title: record.title,
            ..ForeignRecord::default()
        };
        changed += 1;
        query("update hw_foreign set gone_at = $2, record = $3, changed = $4, changed_at = $2 where id = $1")
            .bind(id)
            .bind(now)
            .bind(to_json("record", &mark)?)
            .bind(changed)
            .run(session)
            .await?;
        query("delete from hw_foreign_identifier where foreign_id = $1")
            .bind(id)
            .run(session)
            .await?;
    }
    Ok(rows.len() as u64)
}

async fn last_change(session: &mut Session) -> Result<i64, StoreError> {
    let row = query("select coalesce(max(changed), 0) as newest from hw_foreign")
        .one(session)
        .await?;
    row.get("newest")
}

fn dataset(row: &Row) -> Result<ForeignDataset, StoreError> {
    Ok(ForeignDataset {
        id: ForeignId::from_uuid(row.uuid("id")?),
        source: ConnectionId::from_uuid(row.uuid("connection_id")?),
        record: from_json(row, "record")?,
        first_seen: row.time("first_seen_at")?,
        changed_at: row.time("changed_at")?,
        gone_at: row.optional_time("gone_at")?,
    })
}
