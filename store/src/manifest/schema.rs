//! Schemas: one for each organisation, under its slug.

use super::Draft;
use crate::database::{Session, query};
use hebewerk_hub::ports::StoreError;
use hebewerk_model::OrganisationId;
use uuid::Uuid;

/// A schema of the manifest and the office behind it.
pub(crate) struct Schema {
    /// Number in the manifest.
    pub(crate) id: i64,
    /// Slug of the organisation.
    pub(crate) name: String,
    /// Name of the organisation, as author of snapshots.
    pub(crate) office: String,
}

/// The schema of an organisation, created if this is its first table.
pub(crate) async fn schema_of(
    organisation: OrganisationId,
    draft: &mut Draft,
    session: &mut Session,
) -> Result<Schema, StoreError> {
    let row = query("select slug, name, schema_id from hw_organisation where id = $1")
        .bind(organisation)
        .first(session)
        .await?
        .ok_or(StoreError::Conflict {
            what: "a dataset of an organisation that does not exist",
        })?;
    let name: String = row.get("slug")?;
    let office = row.get("name")?;
    if let Some(id) = row.get::<Option<i64>>("schema_id")? {
        return Ok(Schema { id, name, office });
    }
    let id = match unowned(&name, session).await? {
        Some(id) => id,
        None => create(&name, organisation.as_uuid(), draft, session).await?,
    };
    query("update hw_organisation set schema_id = $1 where id = $2")
        .bind(id)
        .bind(organisation)
        .run(session)
        .await?;
    Ok(Schema { id, name, office })
}

/// The schema `main` is there from birth; an organisation of that name takes it over.
async fn unowned(name: &str, session: &mut Session) -> Result<Option<i64>, StoreError> {
    query("select schema_id from ducklake_schema where schema_name = $1 and end_snapshot is null")
        .bind(name)
        .first(session)
        .await?
        .map(|row| row.get("schema_id"))
        .transpose()
}

async fn create(
    name: &str,
    uuid: Uuid,
    draft: &mut Draft,
    session: &mut Session,
) -> Result<i64, StoreError> {
    let id = draft.catalog_id();
    query(
        "insert into ducklake_schema
             (schema_id, schema_uuid, begin_snapshot, end_snapshot, schema_name, path, path_is_relative)
         values ($1, $2, $3, null, $4, null, $5)",
    )
    .bind(id)
    .bind(uuid)
    .bind(draft.snapshot)
    .bind(name)
    .bind(true)
    .run(session)
    .await?;
    draft.created_schema(name);
    Ok(id)
}
