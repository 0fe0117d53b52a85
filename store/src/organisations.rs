//! Memory of organisations.

use crate::database::{Row, Session, query};
use crate::dataset_rows::next_change;
use crate::reading_order::reading_order;
use crate::store::Store;
use crate::stored::from_code;
use crate::{journal, manifest, open_changes};
use async_trait::async_trait;
use hebewerk_hub::ports::{Event, Organisations, StoreError};
use hebewerk_model::{Organisation, OrganisationId, OrganisationKind, Slug};

#[async_trait]
impl Organisations for Store {
    async fn list(&self) -> Result<Vec<Organisation>, StoreError> {
        let read = async {
            let mut session = self.reading("listing organisations").await?;
            let rows = query("select id, slug, name, description, kind, contact, parent_id, sealed from hw_organisation")
            .all(&mut session)
            .await?;
            let mut organisations = rows
                .iter()
                .map(organisation)
                .collect::<Result<Vec<_>, _>>()?;
            organisations.sort_by_cached_key(|organisation| {
                (reading_order(&organisation.name), organisation.id)
            });
            Ok(organisations)
        };
        let known = &self.remembered.organisations;
        known.or_read(&self.database, (), read).await
    }

    async fn get(&self, id: OrganisationId) -> Result<Option<Organisation>, StoreError> {
        let read = async {
            let mut session = self.reading("reading an organisation").await?;
            find(id, &mut session).await
        };
        let known = &self.remembered.organisation;
        known.or_read(&self.database, id, read).await
    }

    async fn by_slug(&self, slug: &Slug) -> Result<Option<Organisation>, StoreError> {
        let read = async {
            let mut session = self.reading("reading an organisation").await?;
            query("select id, slug, name, description, kind, contact, parent_id, sealed from hw_organisation where slug = $1")
            .bind(slug)
            .first(&mut session)
            .await?
            .as_ref()
            .map(organisation)
            .transpose()
        };
        let known = &self.remembered.organisation_by_slug;
        known.or_read(&self.database, slug.clone(), read).await
    }

    async fn below(&self, id: OrganisationId) -> Result<Vec<OrganisationId>, StoreError> {
        let mut session = self.reading("reading the tree of organisations").await?;
        // `union` leaves out what was found before, so that a ring ends too.
        let rows = query(
            "with recursive below (id) as (
                 select id from hw_organisation where id = $1
                 union
                 select child.id
                 from below
                 join hw_organisation child on child.parent_id = below.id
                 where not child.sealed
             )
             select id from below where id <> $2 order by id",
        )
        .bind(id)
        .bind(id)
        .all(&mut session)
        .await?;
        rows.iter()
            .map(|row| Ok(OrganisationId::from_uuid(row.uuid("id")?)))
            .collect()
    }

    async fn save(&self, organisation: &Organisation, events: &[Event]) -> Result<(), StoreError> {
        let mut session = self.writing("saving an organisation").await?;
        manifest::lock(&mut session).await?;
        refuse_taken_slug(organisation, &mut session).await?;
        let before = find(organisation.id, &mut session).await?;
        if let Some(before) = &before {
            refuse_new_slug(before, organisation, &mut session).await?;
        }
        query(
            "insert into hw_organisation (id, slug, name, description, kind, contact, parent_id, sealed)
             values ($1, $2, $3, $4, $5, $6, $7, $8)
             on conflict (id) do update
             set slug = excluded.slug,
                 name = excluded.name,
                 description = excluded.description,
                 kind = excluded.kind,
                 contact = excluded.contact,
                 parent_id = excluded.parent_id,
                 sealed = excluded.sealed",
        )
        .bind(organisation.id)
        .bind(&organisation.slug)
        .bind(organisation.name.as_str())
        .bind(organisation.description.as_str())
        .bind(organisation.kind.code())
        .bind(organisation.contact.as_deref())
        .bind(organisation.parent.map(OrganisationId::as_uuid))
        .bind(organisation.sealed)
        .run(&mut session)
        .await?;
        let shown_otherwise = before.is_some_and(|before| {
            before.name != organisation.name
                || before.slug != organisation.slug
                || before.sealed != organisation.sealed
        });
        if shown_otherwise {
            mark_datasets(organisation.id, &mut session).await?;
            let at = events.first().map(|event| event.at);
            open_changes::note_all(organisation.id, at, &mut session).await?;
        }
        for event in events {
            journal::write(event, &mut session).await?;
        }
        session.commit().await
    }
}

fn organisation(row: &Row) -> Result<Organisation, StoreError> {
    Ok(Organisation {
        id: OrganisationId::from_uuid(row.uuid("id")?),
        slug: row.parsed("slug")?,
        name: row.get("name")?,
        description: row.get("description")?,
        kind: from_code(row, "kind", |code| Some(OrganisationKind::from_code(code)))?,
        contact: row.get("contact")?,
        parent: row
            .optional_uuid("parent_id")?
            .map(OrganisationId::from_uuid),
        sealed: row.get("sealed")?,
    })
}

async fn find(
    id: OrganisationId,
    session: &mut Session,
) -> Result<Option<Organisation>, StoreError> {
    query("select id, slug, name, description, kind, contact, parent_id, sealed from hw_organisation where id = $1")
        .bind(id)
        .first(session)
        .await?
        .as_ref()
        .map(organisation)
        .transpose()
}

async fn refuse_taken_slug(
    organisation: &Organisation,
    session: &mut Session,
) -> Result<(), StoreError> {
    let taken = query("select id from hw_organisation where slug = $1 and id <> $2")
        .bind(&organisation.slug)
        .bind(organisation.id)
        .first(session)
        .await?;
    match taken {
        Some(_) => Err(StoreError::Conflict {
            what: "the name of the organisation",
        }),
        None => Ok(()),
    }
}

/// The slug is the schema's name, and the format knows no renaming of schemas.
async fn refuse_new_slug(
    before: &Organisation,
    after: &Organisation,
    session: &mut Session,
) -> Result<(), StoreError> {
    if before.slug == after.slug {
        return Ok(());
    }
    let row = query("select schema_id from hw_organisation where id = $1")
        .bind(before.id)
        .one(session)
        .await?;
    match row.get::<Option<i64>>("schema_id")? {
        Some(_) => Err(StoreError::Refused {
            what: "a new slug",
            detail: format!(
                "organisation {} has tables in schema {}",
                before.id, before.slug
            ),
        }),
        None => Ok(()),
    }
}

/// Search documents hold the organisation's name: each of its datasets counts as changed, with a number of its own.
pub(crate) async fn mark_datasets(
    id: OrganisationId,
    session: &mut Session,
) -> Result<(), StoreError> {
    let datasets = query("select id from hw_dataset where organisation_id = $1 order by id")
        .bind(id)
        .all(session)
        .await?;
    for row in datasets {
        let changed = next_change(session).await?;
        query("update hw_dataset set changed = $1 where id = $2")
            .bind(changed)
            .bind(row.uuid("id")?)
            .run(session)
            .await?;
    }
    Ok(())
}
