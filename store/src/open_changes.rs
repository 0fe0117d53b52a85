//! What everybody may know, in the order in which it changed; what is not public any more as nothing but a mark.

use crate::database::{Row, Session, query};
use crate::store::Store;
use hebewerk_hub::ports::{OpenChange, OpenWindow, StoreError};
use hebewerk_model::{DatasetId, OrganisationId, VersionNumber};
use jiff::Timestamp;

/// Notes that a dataset changed, in the transaction that changes it and behind everything else it changes. The counter of
/// all changes is locked by then, so numbers are visible in their order here too.
pub(crate) async fn note(dataset: DatasetId, session: &mut Session) -> Result<(), StoreError> {
    note_at(dataset, None, session).await
}

/// Notes the same of all open datasets of an organisation, which is called otherwise from a moment on.
pub(crate) async fn note_all(
    organisation: OrganisationId,
    at: Option<Timestamp>,
    session: &mut Session,
) -> Result<(), StoreError> {
    let open = query(
        "select d.id
         from hw_dataset d
         join hw_open_change c on c.dataset_id = d.id
         where d.organisation_id = $1
           and c.is_open = $2
         order by c.changed",
    )
    .bind(organisation)
    .bind(true)
    .all(session)
    .await?;
    for row in open {
        note_at(DatasetId::from_uuid(row.uuid("id")?), at, session).await?;
    }
    Ok(())
}

async fn note_at(
    dataset: DatasetId,
    at: Option<Timestamp>,
    session: &mut Session,
) -> Result<(), StoreError> {
    query(
        "insert into hw_open_change (dataset_id, changed, at, version, is_open)
         select d.id,
                (select coalesce(max(c.changed), 0) + 1 from hw_open_change c),
                coalesce($3, d.updated_at),
                coalesce((select max(v.number) from hw_version v where v.dataset_id = d.id), 0),
                $2
         from hw_dataset d
         where d.id = $1
           and d.visibility = 'public'
           and d.state <> 'withdrawn'
         on conflict (dataset_id) do update
         set changed = excluded.changed,
             at = excluded.at,
             version = excluded.version,
             is_open = excluded.is_open",
    )
    .bind(dataset)
    .bind(true)
    .bind(at)
    .run(session)
    .await?;
    // What happens to it afterwards is nobody's business: the mark keeps the moment at which it was closed.
    query(
        "update hw_open_change
         set changed = (select coalesce(max(c.changed), 0) + 1 from hw_open_change c),
             at = (select d.updated_at from hw_dataset d where d.id = $1),
             is_open = $2
         where dataset_id = $1
           and is_open = $3
           and exists (
               select 1
               from hw_dataset d
               where d.id = $1
                 and (d.visibility <> 'public' or d.state = 'withdrawn')
           )",
    )
    .bind(dataset)
    .bind(false)
    .bind(true)
    .run(session)
    .await?;
    Ok(())
}

/// Some changes: newest first before a number, oldest first behind one.
pub(crate) async fn some(
    window: OpenWindow,
    limit: u32,
    store: &Store,
) -> Result<Vec<OpenChange>, StoreError> {
    let mut session = store.reading("reading public changes").await?;
    let some = match window {
        OpenWindow::Before(before) => query(
            "select dataset_id, changed, at, version, is_open
             from hw_open_change
             where changed < $1
             order by changed desc
             limit $2",
        )
        .bind(before.unwrap_or(i64::MAX)),
        OpenWindow::After(after) => query(
            "select dataset_id, changed, at, version, is_open
             from hw_open_change
             where changed > $1
             order by changed
             limit $2",
        )
        .bind(after),
    };
    let rows = some.bind(limit).all(&mut session).await?;
    rows.iter().map(change).collect()
}

/// The number behind which everything stands that changed at a moment or later.
pub(crate) async fn behind(moment: Timestamp, store: &Store) -> Result<i64, StoreError> {
    let mut session = store.reading("looking for public changes").await?;
    // The smallest number, not that of the earliest moment: clocks are set back at times.
    let row = query("select min(changed) as first from hw_open_change where at >= $1")
        .bind(moment)
        .one(&mut session)
        .await?;
    if let Some(first) = row.get::<Option<i64>>("first")? {
        return Ok(first - 1);
    }
    last(&mut session).await
}

/// How many public datasets changed behind a number, and the number of the newest change.
pub(crate) async fn count(after: i64, store: &Store) -> Result<(u64, i64), StoreError> {
    let mut session = store.reading("counting public changes").await?;
    let row = query(
        "select count(*) as datasets from hw_open_change where changed > $1 and is_open = $2",
    )
    .bind(after)
    .bind(true)
    .one(&mut session)
    .await?;
    Ok((row.count("datasets")?, last(&mut session).await?))
}

async fn last(session: &mut Session) -> Result<i64, StoreError> {
    query("select coalesce(max(changed), 0) as last from hw_open_change")
        .one(session)
        .await?
        .get("last")
}

fn change(row: &Row) -> Result<OpenChange, StoreError> {
    let version = row.small_count("version")?;
    Ok(OpenChange {
        dataset: DatasetId::from_uuid(row.uuid("dataset_id")?),
        sequence: row.get("changed")?,
        at: row.time("at")?,
        version: (version > 0).then_some(VersionNumber(version)),
        is_open: row.get("is_open")?,
    })
}
