//! The one transaction in which an erasure takes effect.

use crate::database::{Session, query};
use crate::manifest::{self, Draft};
use crate::store::Store;
use crate::stored::to_json;
use crate::{change, dataset_rows, held, journal, protections, table_rows};
use hebewerk_hub::ports::{ErasedTable, ErasureStep, Event, StoreError};
use hebewerk_model::{
    AccountId, Column, DatasetState, DeliveryId, DeliveryOutcome, ErasureScope, SavedQueryId,
};

/// What is still to be removed once the transaction is through.
#[derive(Default)]
struct Remains {
    files: Vec<String>,
    contents: Vec<String>,
}

/// Does all of it, or nothing.
pub(super) async fn take(
    store: &Store,
    step: &ErasureStep,
    event: &Event,
) -> Result<(), StoreError> {
    let dataset = step.erasure.dataset;
    let mut session = store.writing("erasing").await?;
    let mut draft = Draft::open(&mut session).await?;
    let known = dataset_rows::find(dataset, &mut session).await?;
    let known = known.ok_or(StoreError::Conflict {
        what: "an erasure in a dataset that does not exist",
    })?;
    refuse_newer(step, &mut session).await?;
    let mut remains = Remains::default();
    for table in &step.tables {
        put_table(table, &mut remains, &mut session).await?;
    }
    for (version, table, left) in &step.set_aside {
        query("update hw_table_version set set_aside = $1 where version_id = $2 and table_id = $3")
            .bind(*left)
            .bind(*version)
            .bind(*table)
            .run(&mut session)
            .await?;
    }
    for (version, rows) in &step.version_rows {
        query("update hw_version set row_count = $1 where id = $2")
            .bind(*rows)
            .bind(*version)
            .run(&mut session)
            .await?;
    }
    end_waiting(step, &mut remains, &mut session).await?;
    take_raw_files(step, event, &mut remains, &mut session).await?;
    for (delivery, findings) in &step.findings {
        query("delete from hw_finding where delivery_id = $1")
            .bind(*delivery)
            .run(&mut session)
            .await?;
        dataset_rows::add_findings(*delivery, findings, &mut session).await?;
    }
    // Sketches hold values; they are made anew from what is left.
    query("delete from hw_sketch where dataset_id = $1")
        .bind(dataset)
        .run(&mut session)
        .await?;
    forget_questions(step, &mut session).await?;
    if let Some(constant) = &step.constant {
        protections::forget(dataset, constant, &mut session).await?;
    }
    if step.erasure.scope == ErasureScope::Dataset && known.state == DatasetState::Lifted {
        change::set_state(
            &known,
            DatasetState::Withdrawn,
            event.at,
            &mut draft,
            &mut session,
        )
        .await?;
    }
    put_record(step, &remains, &mut session).await?;
    // The index and whoever else follows the catalogue look at the dataset again.
    change::touch(dataset, event.at, &mut session).await?;
    journal::write(event, &mut session).await?;
    manifest::commit(session).await
}

/// What came in meanwhile was not looked at.
async fn refuse_newer(step: &ErasureStep, session: &mut Session) -> Result<(), StoreError> {
    let newest =
        query("select coalesce(max(number), 0) as newest from hw_version where dataset_id = $1")
            .bind(step.erasure.dataset)
            .one(session)
            .await?
            .small_count("newest")?;
    let waiting = query("select delivery_id from hw_held where dataset_id = $1")
        .bind(step.erasure.dataset)
        .first(session)
        .await?;
    let waiting = waiting
        .map(|row| row.uuid("delivery_id").map(DeliveryId::from_uuid))
        .transpose()?;
    if newest == step.newest.map_or(0, |number| number.0) && waiting == step.waiting {
        return Ok(());
    }
    Err(StoreError::Conflict {
        what: "an erasure while a delivery came in",
    })
}

async fn put_table(
    table: &ErasedTable,
    remains: &mut Remains,
    session: &mut Session,
) -> Result<(), StoreError> {
    let tables = table_rows::tables_of(table.version, session).await?;
    let known = tables
        .into_iter()
        .find(|known| known.table.id == table.table)
        .ok_or(StoreError::Conflict {
            what: "an erasure in a table that does not exist",
        })?;
    let before: Vec<String> = known.files.iter().map(|file| file.path.clone()).collect();
    let lake_table = table_rows::lake_table(table.table, session).await?;
    let lake_table = lake_table.ok_or(StoreError::Conflict {
        what: "an erasure in a table the manifest does not know",
    })?;
    let columns: &[Column] = &known.columns;
    manifest::put_in_place(lake_table, (&before, &table.files), columns, session).await?;
    table_rows::replace(table, session).await?;
    remains.files.extend(before);
    Ok(())
}

async fn end_waiting(
    step: &ErasureStep,
    remains: &mut Remains,
    session: &mut Session,
) -> Result<(), StoreError> {
    let (true, Some(delivery)) = (step.ends_waiting, step.waiting) else {
        return Ok(());
    };
    let files = held::files_of(delivery, session).await?;
    remains
        .files
        .extend(files.into_iter().map(|file| file.path));
    query("delete from hw_held where delivery_id = $1")
        .bind(delivery)
        .run(session)
        .await?;
    held::end(delivery, DeliveryOutcome::Refused, session).await
}

/// Deliveries have no raw file any more; the bytes go when no delivery has them.
async fn take_raw_files(
    step: &ErasureStep,
    event: &Event,
    remains: &mut Remains,
    session: &mut Session,
) -> Result<(), StoreError> {
    for delivery in &step.deliveries {
        query(
            "update hw_delivery set erased_at = $1, reader = 0 where id = $2 and erased_at is null",
        )
        .bind(event.at)
        .bind(*delivery)
        .run(session)
        .await?;
    }
    for delivery in &step.deliveries {
        let row = query(
            "select content,
                    (select count(*)
                     from hw_delivery other
                     where other.content = own.content
                       and other.erased_at is null) as others
             from hw_delivery own
             where id = $1",
        )
        .bind(*delivery)
        .one(session)
        .await?;
        let content: String = row.get("content")?;
        if row.count("others")? == 0 && !remains.contents.contains(&content) {
            remains.contents.push(content);
        }
    }
    Ok(())
}

/// Kept questions that name the person go: a constant in a question is a personal date too.
async fn forget_questions(step: &ErasureStep, session: &mut Session) -> Result<(), StoreError> {
    let Some(literal) = &step.literal else {
        return Ok(());
    };
    let rows = query("select id, sql_text from hw_saved_query")
        .all(session)
        .await?;
    for row in &rows {
        let text: String = row.get("sql_text")?;
        let names_table = step.table_names.iter().any(|name| text.contains(name));
        if names_table && text.contains(literal) {
            query("delete from hw_saved_query where id = $1")
                .bind(SavedQueryId::from_uuid(row.uuid("id")?))
                .run(session)
                .await?;
        }
    }
    Ok(())
}

async fn put_record(
    step: &ErasureStep,
    remains: &Remains,
    session: &mut Session,
) -> Result<(), StoreError> {
    let erasure = &step.erasure;
    query(
        "insert into hw_erasure
             (id, dataset_id, scope, reason, account_id, at, versions, raw_files, files, contents)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(erasure.id)
    .bind(erasure.dataset)
    .bind(erasure.scope.code())
    .bind(erasure.reason.as_str())
    .bind(erasure.by.map(AccountId::as_uuid))
    .bind(erasure.at)
    .bind(to_json("erased rows", &erasure.versions)?)
    .bind(erasure.raw_files)
    .bind(to_json("files", &remains.files)?)
    .bind(to_json("raw files", &remains.contents)?)
    .run(session)
    .await?;
    Ok(())
}
