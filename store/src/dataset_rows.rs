//! Rows of datasets and the counter of their changes.

use crate::database::{Row, Session, insert, query};
use crate::open_changes;
use crate::stored::{from_code, from_json, to_json};
use hebewerk_hub::ports::StoreError;
use hebewerk_model::{
    Dataset, DatasetId, DatasetState, Delivery, DeliveryId, Description, Finding, Licence,
    OrganisationId, Recipe, Theme,
};

/// Reads a row with the columns of `hw_dataset`.
pub(crate) fn dataset(row: &Row) -> Result<Dataset, StoreError> {
    Ok(Dataset {
        id: DatasetId::from_uuid(row.uuid("id")?),
        organisation: OrganisationId::from_uuid(row.uuid("organisation_id")?),
        slug: row.parsed("slug")?,
        description: Description {
            title: row.get("title")?,
            text: row.get("description")?,
            tags: from_json(row, "tags")?,
            theme: row.get::<Option<String>>("theme")?.map(Theme),
            licence: row.get::<Option<String>>("licence")?.map(Licence),
            contact: row.get("contact")?,
            details: from_json(row, "details")?,
        },
        visibility: row.parsed("visibility")?,
        sealed: row.get("sealed")?,
        protection: from_json(row, "protection")?,
        state: from_code(row, "state", DatasetState::from_code)?,
        source: row.get("source")?,
        created_at: row.time("created_at")?,
        updated_at: row.time("updated_at")?,
    })
}

/// The dataset, if it is there.
pub(crate) async fn find(
    id: DatasetId,
    session: &mut Session,
) -> Result<Option<Dataset>, StoreError> {
    query(
        "select id, organisation_id, slug, title, description, tags, theme, licence, contact, details,
                visibility, protection, state, source, created_at, updated_at,
                    (select sealed from hw_organisation where hw_organisation.id = organisation_id) as sealed
         from hw_dataset
         where id = $1",
    )
    .bind(id)
    .first(session)
    .await?
    .as_ref()
    .map(dataset)
    .transpose()
}

/// Adds a new dataset.
pub(crate) async fn add(
    dataset: &Dataset,
    recipe: &Recipe,
    session: &mut Session,
) -> Result<(), StoreError> {
    let taken = query("select id from hw_dataset where organisation_id = $1 and slug = $2")
        .bind(dataset.organisation)
        .bind(&dataset.slug)
        .first(session)
        .await?;
    if taken.is_some() {
        return Err(StoreError::Conflict {
            what: "the name of the dataset",
        });
    }
    let changed = next_change(session).await?;
    query(
        "insert into hw_dataset
             (id, organisation_id, slug, title, description, tags, theme, licence, contact, details,
              visibility, protection, state, source, created_at, updated_at, recipe, changed)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
    )
    .bind(dataset.id)
    .bind(dataset.organisation)
    .bind(&dataset.slug)
    .bind(dataset.description.title.as_str())
    .bind(dataset.description.text.as_str())
    .bind(to_json("tags", &dataset.description.tags)?)
    .bind(
        dataset
            .description
            .theme
            .as_ref()
            .map(|theme| theme.0.as_str()),
    )
    .bind(
        dataset
            .description
            .licence
            .as_ref()
            .map(|licence| licence.0.as_str()),
    )
    .bind(dataset.description.contact.as_deref())
    .bind(to_json("details", &dataset.description.details)?)
    .bind(dataset.visibility.code())
    .bind(to_json("rules of protection", &dataset.protection)?)
    .bind(dataset.state.code())
    .bind(dataset.source.as_str())
    .bind(dataset.created_at)
    .bind(dataset.updated_at)
    .bind(to_json("a recipe", recipe)?)
    .bind(changed)
    .run(session)
    .await?;
    open_changes::note(dataset.id, session).await
}

/// Takes the next number of the counter of changes. Its row is locked until the commit, so numbers become visible in
/// their order and nobody who catches up by them misses one.
pub(crate) async fn next_change(session: &mut Session) -> Result<i64, StoreError> {
    query("update hw_change set last = last + 1 where place = 1 returning last")
        .one(session)
        .await?
        .get("last")
}

/// Adds a delivery with its findings.
pub(crate) async fn add_delivery(
    delivery: &Delivery,
    findings: &[Finding],
    session: &mut Session,
) -> Result<(), StoreError> {
    query(
        "insert into hw_delivery
             (id, dataset_id, file_name, content, size_bytes, received_at, account_id, outcome, reader, leaves_out,
              arrival)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
                 (select coalesce(max(arrival), 0) + 1 from hw_delivery where dataset_id = $2))",
    )
    .bind(delivery.id)
    .bind(delivery.dataset)
    .bind(delivery.file_name.as_str())
    .bind(delivery.content.to_string())
    .bind(delivery.size_bytes)
    .bind(delivery.received_at)
    .bind(delivery.by.map(hebewerk_model::AccountId::as_uuid))
    .bind(delivery.outcome.code())
    .bind(delivery.reader)
    .bind(delivery.leaves_out)
    .run(session)
    .await?;
    add_findings(delivery.id, findings, session).await
}

/// Adds the findings of a delivery that has none.
pub(crate) async fn add_findings(
    delivery: DeliveryId,
    findings: &[Finding],
    session: &mut Session,
) -> Result<(), StoreError> {
    let mut rows = Vec::with_capacity(findings.len());
    for (position, finding) in findings.iter().enumerate() {
        rows.push(vec![
            delivery.into(),
            position.into(),
            finding.severity.code().into(),
            finding.code.as_str().into(),
            finding.table.as_deref().into(),
            finding
                .row
                .map(|row| i64::try_from(row).unwrap_or(i64::MAX))
                .into(),
            finding.column.as_deref().into(),
            finding.count.into(),
            to_json("a finding", &finding.parameters)?.into(),
        ]);
    }
    insert(
        "hw_finding (delivery_id, position, severity, code, table_name, row_number, column_name, place_count, parameters)",
        rows,
        session,
    )
    .await
}
