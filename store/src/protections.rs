//! What is held back of a dataset: what holds, and what was laid down before.

use crate::database::{Session, query};
use crate::store::Store;
use crate::stored::{from_json, to_json};
use hebewerk_hub::ports::{Event, StoreError};
use hebewerk_model::{AccountId, DatasetId, Protection, ProtectionChange, RowCondition};

/// Lays down what holds from now on, if nobody else has done so since number `after`.
pub(crate) async fn lay_down(
    id: DatasetId,
    protection: &Protection,
    after: u32,
    event: &Event,
    session: &mut Session,
) -> Result<(), StoreError> {
    let newest =
        query("select coalesce(max(number), 0) as newest from hw_protection where dataset_id = $1")
            .bind(id)
            .one(session)
            .await?
            .small_count("newest")?;
    if newest != after {
        return Err(StoreError::Conflict {
            what: "rules of protection that somebody else has changed",
        });
    }
    let text = to_json("rules of protection", protection)?;
    query("update hw_dataset set protection = $1 where id = $2")
        .bind(text.as_str())
        .bind(id)
        .run(session)
        .await?;
    query(
        "insert into hw_protection (dataset_id, number, changed_at, account_id, protection)
         values ($1, $2, $3, $4, $5)",
    )
    .bind(id)
    .bind(after + 1)
    .bind(event.at)
    .bind(event.account.map(AccountId::as_uuid))
    .bind(text.as_str())
    .run(session)
    .await?;
    Ok(())
}

/// Takes a value that names a person out of the lists of rules on rows, of those that hold and of earlier ones: no row has it
/// any more, so nobody sees another row than before. A list of nothing else lets no row through, as it did.
pub(crate) async fn forget(
    id: DatasetId,
    value: &str,
    session: &mut Session,
) -> Result<(), StoreError> {
    let known = query("select protection from hw_dataset where id = $1")
        .bind(id)
        .one(session)
        .await?;
    if let Some(text) = without(from_json(&known, "protection")?, value)? {
        query("update hw_dataset set protection = $1 where id = $2")
            .bind(text.as_str())
            .bind(id)
            .run(session)
            .await?;
    }
    let rows = query("select number, protection from hw_protection where dataset_id = $1")
        .bind(id)
        .all(session)
        .await?;
    for row in &rows {
        if let Some(text) = without(from_json(row, "protection")?, value)? {
            query("update hw_protection set protection = $1 where dataset_id = $2 and number = $3")
                .bind(text.as_str())
                .bind(id)
                .bind(row.small_count("number")?)
                .run(session)
                .await?;
        }
    }
    Ok(())
}

/// The rules without a value in their lists; none if it is in none.
fn without(mut protection: Protection, value: &str) -> Result<Option<String>, StoreError> {
    let before = protection.clone();
    for rule in &mut protection.rows {
        if let RowCondition::OneOf { values } = &mut rule.condition {
            values.retain(|one| one != value);
        }
    }
    (protection != before)
        .then(|| to_json("rules of protection", &protection))
        .transpose()
}

/// What was laid down for a dataset, newest first.
pub(crate) async fn of(
    dataset: DatasetId,
    store: &Store,
) -> Result<Vec<ProtectionChange>, StoreError> {
    let mut session = store.reading("reading rules of protection").await?;
    let rows = query(
        "select number, changed_at, account_id, protection
         from hw_protection
         where dataset_id = $1
         order by number desc",
    )
    .bind(dataset)
    .all(&mut session)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(ProtectionChange {
                number: row.small_count("number")?,
                at: row.time("changed_at")?,
                by: row.optional_uuid("account_id")?.map(AccountId::from_uuid),
                protection: from_json(row, "protection")?,
            })
        })
        .collect()
}
