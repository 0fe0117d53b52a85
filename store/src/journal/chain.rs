//! The chain of the audit: one entry after the other, each with the hash of the one before in its own.

use crate::database::{Row, Session, Value, corrupt, query};
use hebewerk_hub::ports::{
    ChainHash, ChainLink, Event, Head, Recorded, StoreError, hash_of_entry, hash_of_event,
};
use hebewerk_model::{AccessKeyId, AccountId, DatasetId, GrantId, OrganisationId, PurposeId};

/// Entries of an older catalogue that are chained at once.
const AT_ONCE: u32 = 1_000;

/// Writes to the audit in the transaction that does what it says.
///
/// Whoever writes waits here for whoever wrote before, until that is committed: the last thing a transaction does.
pub(crate) async fn write(event: &Event, session: &mut Session) -> Result<(), StoreError> {
    let before = held_head(session).await?;
    let newest = query("select coalesce(max(entry), 0) as newest from hw_audit")
        .one(session)
        .await?
        .count("newest")?;
    // Behind whatever somebody may have put there: a number that is taken must not keep everybody from reading.
    let entry = newest.max(before.entry) + 1;
    let hash = hash_of_event(before.hash, entry, event);
    insert(event, entry, hash, session).await?;
    move_head(Head { entry, hash }, session).await
}

async fn insert(
    event: &Event,
    entry: u64,
    hash: ChainHash,
    session: &mut Session,
) -> Result<(), StoreError> {
    query(
        "insert into hw_audit (entry, at, action, account_id, subject_id, dataset_id, allowed, rule, grant_id,
                               door, office_id, version, row_count, until_entry, key_id, purpose_id, hash)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
    )
    .bind(entry)
    .bind(event.at)
    .bind(event.action)
    .bind(event.account.map(AccountId::as_uuid))
    .bind(event.subject.map(AccountId::as_uuid))
    .bind(event.dataset.map(DatasetId::as_uuid))
    .bind(event.allowed)
    .bind(event.rule)
    .bind(event.grant.map(GrantId::as_uuid))
    .bind(event.door.code())
    .bind(event.office.map(OrganisationId::as_uuid))
    .bind(number(event.version))
    .bind(number(event.rows))
    .bind(number(event.until))
    .bind(event.key.map(AccessKeyId::as_uuid))
    .bind(event.purpose.map(PurposeId::as_uuid))
    .bind(hash.as_bytes())
    .run(session)
    .await?;
    Ok(())
}

/// The head; on PostgreSQL nobody else writes until this transaction ends. SQLite's transaction has the lock already.
pub(super) async fn held_head(session: &mut Session) -> Result<Head, StoreError> {
    let row = if session.is_postgres() {
        query("select entry, hash from hw_audit_head where place = 1 for update")
    } else {
        query("select entry, hash from hw_audit_head where place = 1")
    };
    head(&row.one(session).await?)
}

/// A head as it is stored.
pub(super) fn head(row: &Row) -> Result<Head, StoreError> {
    let hash = chain_hash(row)?.ok_or_else(|| corrupt("hash", "it is missing"))?;
    Ok(Head {
        entry: row.count("entry")?,
        hash,
    })
}

async fn move_head(head: Head, session: &mut Session) -> Result<(), StoreError> {
    query("update hw_audit_head set entry = $1, hash = $2 where place = 1")
        .bind(head.entry)
        .bind(head.hash.as_bytes())
        .run(session)
        .await?;
    Ok(())
}

/// Chains the entries of a catalogue that had no chain, oldest first, some at a time.
pub(crate) async fn begin(session: &mut Session) -> Result<(), StoreError> {
    let mut last = held_head(session).await?;
    loop {
        let links = links(last.entry, AT_ONCE, session).await?;
        if links.is_empty() {
            return move_head(last, session).await;
        }
        for link in links {
            let recorded = link
                .recorded
                .ok_or_else(|| corrupt("audit", format!("entry {} cannot be read", link.entry)))?;
            let hash = hash_of_entry(last.hash, link.entry, &recorded);
            query("update hw_audit set hash = $1 where entry = $2 and hash is null")
                .bind(hash.as_bytes())
                .bind(link.entry)
                .run(session)
                .await?;
            last = Head {
                entry: link.entry,
                hash,
            };
        }
    }
}

/// Entries above a number, oldest first, however damaged they are.
pub(super) async fn links(
    above: u64,
    limit: u32,
    session: &mut Session,
) -> Result<Vec<ChainLink>, StoreError> {
    let rows = query(
        "select entry, at, action, account_id, subject_id, dataset_id, allowed, rule, grant_id,
                door, office_id, version, row_count, until_entry, key_id, purpose_id, hash
         from hw_audit
         where entry > $1
         order by entry
         limit $2",
    )
    .bind(above)
    .bind(limit)
    .all(session)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(ChainLink {
                entry: row.count("entry")?,
                hash: chain_hash(row).unwrap_or_default(),
                recorded: recorded(row).ok(),
            })
        })
        .collect()
}

/// An entry as it is read again.
pub(super) fn recorded(row: &Row) -> Result<Recorded, StoreError> {
    Ok(Recorded {
        entry: row.count("entry")?,
        at: row.time("at")?,
        action: row.get("action")?,
        account: row.optional_uuid("account_id")?.map(AccountId::from_uuid),
        subject: row.optional_uuid("subject_id")?.map(AccountId::from_uuid),
        dataset: row.optional_uuid("dataset_id")?.map(DatasetId::from_uuid),
        allowed: row.get("allowed")?,
        rule: row.get("rule")?,
        grant: row.optional_uuid("grant_id")?.map(GrantId::from_uuid),
        door: row.get("door")?,
        office: row
            .optional_uuid("office_id")?
            .map(OrganisationId::from_uuid),
        version: optional_count(row, "version")?,
        rows: optional_count(row, "row_count")?,
        until: optional_count(row, "until_entry")?,
        key: row.optional_uuid("key_id")?.map(AccessKeyId::from_uuid),
        purpose: row.optional_uuid("purpose_id")?.map(PurposeId::from_uuid),
    })
}

fn chain_hash(row: &Row) -> Result<Option<ChainHash>, StoreError> {
    let bytes: Option<Vec<u8>> = row.get("hash")?;
    let hash = bytes.map(|bytes| <[u8; 32]>::try_from(bytes.as_slice()));
    hash.transpose()
        .map(|hash| hash.map(ChainHash::from_bytes))
        .map_err(|_other| corrupt("hash", "it does not have 32 bytes"))
}

fn optional_count(row: &Row, name: &'static str) -> Result<Option<u64>, StoreError> {
    let number: Option<i64> = row.get(name)?;
    number
        .map(|number| u64::try_from(number).map_err(|error| corrupt(name, error)))
        .transpose()
}

/// A number that may be absent.
fn number(number: Option<u64>) -> Value {
    Value::Integer(number.map(|number| i64::try_from(number).unwrap_or(i64::MAX)))
}
