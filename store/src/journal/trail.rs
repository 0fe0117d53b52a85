//! The audit as it is read, checked and, after its time, removed.

use super::chain;
use crate::database::{Query, Row, Value, query};
use crate::manifest;
use crate::store::Store;
use async_trait::async_trait;
use hebewerk_hub::ports::{
    AuditFilter, AuditTrail, ChainEnds, ChainHash, ChainLink, Event, Head, Recorded, StoreError,
};
use hebewerk_model::{AccountId, DatasetId};
use jiff::Timestamp;

/// What the pages call an entry that cannot be read any more.
const UNREADABLE: &str = "unreadable";

#[async_trait]
impl AuditTrail for Store {
    async fn entries(
        &self,
        filter: &AuditFilter,
        below: Option<u64>,
        limit: u32,
    ) -> Result<Vec<Recorded>, StoreError> {
        let mut session = self.reading("reading the audit").await?;
        let mut conditions = Conditions::of(filter);
        if let Some(below) = below {
            conditions.add("entry < ", below);
        }
        let head =
            "select entry, at, action, account_id, subject_id, dataset_id, allowed, rule, grant_id,
                           door, office_id, version, row_count, until_entry, key_id, purpose_id, hash
                    from hw_audit";
        let tail = format!("order by entry desc limit {limit}");
        let rows = conditions.query(head, &tail).all(&mut session).await?;
        rows.iter().map(shown).collect()
    }

    async fn count(&self, filter: &AuditFilter) -> Result<u64, StoreError> {
        let mut session = self.reading("counting the audit").await?;
        let query = Conditions::of(filter).query("select count(*) as found from hw_audit", "");
        query.one(&mut session).await?.count("found")
    }

    async fn links(&self, above: u64, limit: u32) -> Result<Vec<ChainLink>, StoreError> {
        let mut session = self.reading("checking the audit").await?;
        chain::links(above, limit, &mut session).await
    }

    async fn ends(&self) -> Result<ChainEnds, StoreError> {
        let mut session = self.reading("checking the audit").await?;
        let head = query("select entry, hash from hw_audit_head where place = 1")
            .first(&mut session)
            .await?;
        let checkpoint = query("select entry, hash from hw_audit_checkpoint where place = 1")
            .first(&mut session)
            .await?;
        // What is damaged or gone is like nothing: the check says that the chain does not fit it.
        let read = |row: Option<Row>| row.and_then(|row| chain::head(&row).ok());
        Ok(ChainEnds {
            checkpoint: read(checkpoint).unwrap_or(BEGINNING),
            head: read(head).unwrap_or(BEGINNING),
        })
    }

    async fn forget(&self, before: Timestamp, event: &Event) -> Result<u64, StoreError> {
        let mut session = self.writing("removing old entries of the audit").await?;
        manifest::lock(&mut session).await?;
        let head = chain::held_head(&mut session).await?;
        let kept = query("select min(entry) as oldest from hw_audit where at >= $1")
            .bind(before)
            .one(&mut session)
            .await?;
        let kept: Option<i64> = kept.get("oldest")?;
        let until = kept.map_or(head.entry, |kept| u64::try_from(kept - 1).unwrap_or(0));
        let last =
            query("select entry, hash from hw_audit where entry <= $1 order by entry desc limit 1")
                .bind(until)
                .first(&mut session)
                .await?;
        let Some(last) = last else {
            return Ok(0);
        };
        let last = chain::head(&last)?;
        let removed = query("select count(*) as found from hw_audit where entry <= $1")
            .bind(last.entry)
            .one(&mut session)
            .await?
            .count("found")?;
        query(
            "insert into hw_audit_checkpoint (place, entry, hash, removed_at)
             values (1, $1, $2, $3)
             on conflict (place) do update
             set entry = excluded.entry,
                 hash = excluded.hash,
                 removed_at = excluded.removed_at",
        )
        .bind(last.entry)
        .bind(last.hash.as_bytes())
        .bind(event.at)
        .run(&mut session)
        .await?;
        let event = Event {
            rows: Some(removed),
            until: Some(last.entry),
            ..event.clone()
        };
        chain::write(&event, &mut session).await?;
        manifest::put_ticket(&mut session, "removing old entries of the audit").await?;
        query("delete from hw_audit where entry <= $1")
            .bind(last.entry)
            .run(&mut session)
            .await?;
        manifest::commit(session).await?;
        Ok(removed)
    }
}

/// What stands before the first entry.
const BEGINNING: Head = Head {
    entry: 0,
    hash: ChainHash::BEGINNING,
};

/// An entry for those who read. One that cannot be read is shown as such: it must not hide the others.
fn shown(row: &Row) -> Result<Recorded, StoreError> {
    if let Ok(recorded) = chain::recorded(row) {
        return Ok(recorded);
    }
    Ok(Recorded {
        entry: row.count("entry")?,
        at: row.time("at").unwrap_or(Timestamp::UNIX_EPOCH),
        action: UNREADABLE.to_owned(),
        account: None,
        subject: None,
        dataset: None,
        allowed: false,
        rule: UNREADABLE.to_owned(),
        grant: None,
        door: None,
        office: None,
        version: None,
        rows: None,
        until: None,
        key: None,
        purpose: None,
    })
}

/// Conditions with their values; the texts are ours, the values are bound.
#[derive(Default)]
struct Conditions {
    texts: Vec<String>,
    values: Vec<Value>,
}

impl Conditions {
    fn of(filter: &AuditFilter) -> Self {
        let mut conditions = Self::default();
        if let Some(from) = filter.from {
            conditions.add("at >= ", from);
        }
        if let Some(before) = filter.before {
            conditions.add("at < ", before);
        }
        if let Some(account) = filter.account {
            let id = AccountId::as_uuid(account);
            conditions.add("account_id = ", Some(id));
            conditions.or("subject_id = ", Some(id));
        }
        if let Some(dataset) = filter.dataset {
            conditions.add("dataset_id = ", Some(DatasetId::as_uuid(dataset)));
        }
        if let Some(action) = &filter.action {
            conditions.add("action = ", action.as_str());
        }
        if let Some(door) = filter.door {
            conditions.add("door = ", door.code());
        }
        if let Some(allowed) = filter.allowed {
            conditions.add("allowed = ", allowed);
        }
        conditions
    }

    fn add(&mut self, text: &'static str, value: impl Into<Value>) {
        self.values.push(value.into());
        self.texts.push(format!("{text}${}", self.values.len()));
    }

    /// An alternative to the condition added last.
    fn or(&mut self, text: &'static str, value: impl Into<Value>) {
        self.values.push(value.into());
        let last = self.texts.pop().unwrap_or_default();
        self.texts
            .push(format!("({last} or {text}${})", self.values.len()));
    }

    fn query(self, head: &str, tail: &str) -> Query {
        let conditions = if self.texts.is_empty() {
            String::new()
        } else {
            format!("where {}", self.texts.join(" and "))
        };
        Query::composed(format!("{head} {conditions} {tail}"), self.values)
    }
}
