//! What may change about a dataset outside a delivery.

use crate::database::{Moment, Session, query};
use crate::dataset_rows::{find, next_change};
use crate::manifest::{self, Draft, Landing, Schema, schema_of};
use crate::store::Store;
use crate::stored::to_json;
use crate::{journal, open_changes, protections, table_rows};
use hebewerk_hub::ports::{DatasetChange, Event, StoreError};
use hebewerk_model::{Dataset, DatasetId, DatasetState, Description, VersionId, Visibility};
use jiff::Timestamp;

/// Changes one thing, moves `updated_at` and the change counter; a new state reaches the manifest and the act the
/// audit in the same transaction.
pub(crate) async fn apply(
    store: &Store,
    id: DatasetId,
    change: DatasetChange,
    event: &Event,
) -> Result<(), StoreError> {
    let at = event.at;
    let mut session = store.writing("changing a dataset").await?;
    let mut draft = Draft::open(&mut session).await?;
    let dataset = find(id, &mut session).await?.ok_or(StoreError::Conflict {
        what: "a change to a dataset that does not exist",
    })?;
    match change {
        DatasetChange::Description(description) => describe(id, &description, &mut session).await?,
        DatasetChange::Visibility(visibility) => {
            set_visibility(id, visibility, &mut session).await?;
        }
        DatasetChange::Protection { protection, after } => {
            protections::lay_down(id, &protection, after, event, &mut session).await?;
        }
        DatasetChange::State(state) => {
            set_state(&dataset, state, at, &mut draft, &mut session).await?;
        }
    }
    touch(id, at, &mut session).await?;
    journal::write(event, &mut session).await?;
    manifest::commit(session).await
}

async fn describe(
    id: DatasetId,
    description: &Description,
    session: &mut Session,
) -> Result<(), StoreError> {
    query(
        "update hw_dataset
         set title = $1,
             description = $2,
             tags = $3,
             theme = $4,
             licence = $5,
             contact = $6,
             details = $7
         where id = $8",
    )
    .bind(description.title.as_str())
    .bind(description.text.as_str())
    .bind(to_json("tags", &description.tags)?)
    .bind(description.theme.as_ref().map(|theme| theme.0.as_str()))
    .bind(
        description
            .licence
            .as_ref()
            .map(|licence| licence.0.as_str()),
    )
    .bind(description.contact.as_deref())
    .bind(to_json("details", &description.details)?)
    .bind(id)
    .run(session)
    .await?;
    Ok(())
}

pub(crate) async fn set_visibility(
    id: DatasetId,
    visibility: Visibility,
    session: &mut Session,
) -> Result<(), StoreError> {
    query("update hw_dataset set visibility = $1 where id = $2")
        .bind(visibility.code())
        .bind(id)
        .run(session)
        .await?;
    Ok(())
}

pub(crate) async fn touch(
    id: DatasetId,
    at: Timestamp,
    session: &mut Session,
) -> Result<(), StoreError> {
    let changed = next_change(session).await?;
    query("update hw_dataset set updated_at = $1, changed = $2 where id = $3")
        .bind(at)
        .bind(changed)
        .bind(id)
        .run(session)
        .await?;
    open_changes::note(id, session).await
}

pub(crate) async fn set_state(
    dataset: &Dataset,
    state: DatasetState,
    at: Timestamp,
    draft: &mut Draft,
    session: &mut Session,
) -> Result<(), StoreError> {
    query("update hw_dataset set state = $1 where id = $2")
        .bind(state.code())
        .bind(dataset.id)
        .run(session)
        .await?;
    let message = match state {
        DatasetState::Withdrawn => {
            for table in table_rows::live_lake_tables(dataset.id, session).await? {
                manifest::end(table, draft, session).await?;
            }
            "withdrawn"
        }
        DatasetState::Lifted => {
            revive(dataset, draft, session).await?;
            "back again"
        }
        DatasetState::Announced | DatasetState::RawOnly => return Ok(()),
    };
    if draft.is_empty() {
        return Ok(());
    }
    let schema = schema_of(dataset.organisation, draft, session).await?;
    let message = format!("{}.{} {message}", schema.name, dataset.slug);
    draft
        .close(session, Moment::from(at), &schema.office, &message)
        .await
}

/// Lands the tables of the newest version again, under the same numbers and from the same files.
async fn revive(
    dataset: &Dataset,
    draft: &mut Draft,
    session: &mut Session,
) -> Result<(), StoreError> {
    if !table_rows::live_lake_tables(dataset.id, session)
        .await?
        .is_empty()
    {
        return Ok(());
    }
    let newest =
        query("select id from hw_version where dataset_id = $1 order by number desc limit 1")
            .bind(dataset.id)
            .first(session)
            .await?;
    let Some(newest) = newest else {
        return Ok(());
    };
    let version = VersionId::from_uuid(newest.uuid("id")?);
    let schema = schema_of(dataset.organisation, draft, session).await?;
    for table in table_rows::tables_of(version, session).await? {
        revive_table(&table, &schema, draft, session).await?;
    }
    Ok(())
}

async fn revive_table(
    table: &hebewerk_model::TableVersion,
    schema: &Schema,
    draft: &mut Draft,
    session: &mut Session,
) -> Result<(), StoreError> {
    let landing = Landing {
        lake_id: table_rows::lake_table(table.table.id, session).await?,
        table: table.table.id,
        sql_name: &table.table.sql_name,
        columns: &table.columns,
        files: &table.files,
    };
    let id = manifest::land(&landing, schema, draft, session).await?;
    manifest::checks::check_table(id, landing.sql_name.as_str(), table.rows, schema, session).await
}
