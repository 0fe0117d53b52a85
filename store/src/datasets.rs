//! Memory of datasets.

use crate::change;
use crate::database::{Query, Row, Value, query};
use crate::dataset_rows::{dataset, find};
use crate::store::Store;
use crate::stored::from_json;
use crate::{dataset_rows, journal, manifest, open_changes, protections, recipes};
use async_trait::async_trait;
use hebewerk_hub::ports::{
    CatalogueMark, DatasetChange, DatasetCount, Datasets, Event, OpenChange, OpenCount, OpenWindow,
    StoreError,
};
use hebewerk_model::{
    CatalogueId, Dataset, DatasetId, OrganisationId, ProtectionChange, Recipe, RecipeChange, Slug,
};
use jiff::Timestamp;

/// Identities looked up in one statement.
const AT_ONCE: usize = 500;

#[async_trait]
impl Datasets for Store {
    async fn get(&self, id: DatasetId) -> Result<Option<Dataset>, StoreError> {
        let mut session = self.reading("reading a dataset").await?;
        find(id, &mut session).await
    }

    async fn get_many(&self, ids: &[DatasetId]) -> Result<Vec<Dataset>, StoreError> {
        let mut session = self.reading("reading datasets").await?;
        let mut datasets = Vec::with_capacity(ids.len());
        for some in ids.chunks(AT_ONCE) {
            let values = some.iter().map(|id| Value::from(*id)).collect();
            let rows = Query::with_list(
                "select id, organisation_id, slug, title, description, tags, theme, licence, contact, details,
                        visibility, protection, state, source, created_at, updated_at,
                    (select sealed from hw_organisation where hw_organisation.id = organisation_id) as sealed
                 from hw_dataset
                 where id in",
                values,
            )
            .all(&mut session)
            .await?;
            for row in &rows {
                datasets.push(dataset(row)?);
            }
        }
        Ok(datasets)
    }

    async fn by_slug(
        &self,
        organisation: OrganisationId,
        slug: &Slug,
    ) -> Result<Option<Dataset>, StoreError> {
        let read = async {
            let mut session = self.reading("reading a dataset").await?;
            let row = query(
            "select id, organisation_id, slug, title, description, tags, theme, licence, contact, details,
                    visibility, protection, state, source, created_at, updated_at,
                    (select sealed from hw_organisation where hw_organisation.id = organisation_id) as sealed
             from hw_dataset
             where organisation_id = $1
               and slug = $2",
        )
        .bind(organisation)
        .bind(slug)
        .first(&mut session)
        .await?;
            row.as_ref().map(dataset).transpose()
        };
        let known = &self.remembered.dataset_by_slug;
        let key = (organisation, slug.clone());
        known.or_read(&self.database, key, read).await
    }

    async fn by_source(
        &self,
        organisation: OrganisationId,
        source: &str,
    ) -> Result<Option<Dataset>, StoreError> {
        let mut session = self.reading("reading a dataset").await?;
        // Two uploads may bear the same file name; the dataset that came last is the one people mean.
        let row = query(
            "select id, organisation_id, slug, title, description, tags, theme, licence, contact, details,
                    visibility, protection, state, source, created_at, updated_at,
                    (select sealed from hw_organisation where hw_organisation.id = organisation_id) as sealed
             from hw_dataset
             where organisation_id = $1
               and source = $2
             order by id desc
             limit 1",
        )
        .bind(organisation)
        .bind(source)
        .first(&mut session)
        .await?;
        row.as_ref().map(dataset).transpose()
    }

    async fn by_table(&self, schema: &Slug, table: &Slug) -> Result<Option<Dataset>, StoreError> {
        let read = async {
            let mut session = self.reading("reading a dataset").await?;
            let row = query(
            "select d.id, d.organisation_id, d.slug, d.title, d.description, d.tags, d.theme, d.licence, d.contact, d.details,
                    d.visibility, d.protection, d.state, d.source, d.created_at, d.updated_at, o.sealed
             from hw_organisation o
             join hw_table_name n on n.organisation_id = o.id
             join hw_dataset d on d.id = n.dataset_id
             where o.slug = $1
               and n.sql_name = $2",
        )
        .bind(schema)
        .bind(table)
        .first(&mut session)
        .await?;
            row.as_ref().map(dataset).transpose()
        };
        let key = (schema.clone(), table.clone());
        let known = &self.remembered.dataset_by_table;
        known.or_read(&self.database, key, read).await
    }

    async fn list(
        &self,
        organisation: Option<OrganisationId>,
        after: Option<DatasetId>,
        limit: u32,
    ) -> Result<Vec<Dataset>, StoreError> {
        let mut session = self.reading("listing datasets").await?;
        // The nil UUID stands before all others.
        let after = after.map_or(uuid::Uuid::nil(), DatasetId::as_uuid);
        let some = match organisation {
            None => query(
                "select id, organisation_id, slug, title, description, tags, theme, licence, contact, details,
                        visibility, protection, state, source, created_at, updated_at,
                    (select sealed from hw_organisation where hw_organisation.id = organisation_id) as sealed
                 from hw_dataset
                 where id > $1
                 order by id
                 limit $2",
            )
            .bind(after)
            .bind(limit),
            Some(organisation) => query(
                "select id, organisation_id, slug, title, description, tags, theme, licence, contact, details,
                        visibility, protection, state, source, created_at, updated_at,
                    (select sealed from hw_organisation where hw_organisation.id = organisation_id) as sealed
                 from hw_dataset
                 where organisation_id = $1
                   and id > $2
                 order by id
                 limit $3",
            )
            .bind(organisation)
            .bind(after)
            .bind(limit),
        };
        some.all(&mut session).await?.iter().map(dataset).collect()
    }

    async fn open(&self, after: Option<DatasetId>, limit: u32) -> Result<Vec<Dataset>, StoreError> {
        let mut session = self.reading("listing public datasets").await?;
        // The nil UUID stands before all others.
        let after = after.map_or(uuid::Uuid::nil(), DatasetId::as_uuid);
        query(
            "select id, organisation_id, slug, title, description, tags, theme, licence, contact, details,
                    visibility, protection, state, source, created_at, updated_at,
                    (select sealed from hw_organisation where hw_organisation.id = organisation_id) as sealed
             from hw_dataset
             where visibility = 'public'
               and state <> 'withdrawn'
               and id > $1
             order by id
             limit $2",
        )
        .bind(after)
        .bind(limit)
        .all(&mut session)
        .await?
        .iter()
        .map(dataset)
        .collect()
    }

    async fn open_count(&self) -> Result<OpenCount, StoreError> {
        let mut session = self.reading("counting public datasets").await?;
        let row = query(
            "select count(*) as datasets, max(updated_at) as modified
             from hw_dataset
             where visibility = 'public'
               and state <> 'withdrawn'",
        )
        .one(&mut session)
        .await?;
        Ok(OpenCount {
            datasets: row.count("datasets")?,
            modified: row.optional_time("modified")?,
        })
    }

    async fn announce(&self, dataset: &Dataset, event: &Event) -> Result<(), StoreError> {
        let mut session = self.writing("adding a dataset").await?;
        manifest::lock(&mut session).await?;
        let known = find(dataset.id, &mut session).await?;
        if known.is_some() {
            return Err(StoreError::Conflict {
                what: "the identity of the dataset",
            });
        }
        dataset_rows::add(dataset, &Recipe::default(), &mut session).await?;
        journal::write(event, &mut session).await?;
        session.commit().await
    }

    async fn change(
        &self,
        id: DatasetId,
        change: DatasetChange,
        event: &Event,
    ) -> Result<(), StoreError> {
        change::apply(self, id, change, event).await
    }

    async fn recipe(&self, id: DatasetId) -> Result<Recipe, StoreError> {
        let read = async {
            let mut session = self.reading("reading a recipe").await?;
            let row = query("select recipe from hw_dataset where id = $1")
                .bind(id)
                .first(&mut session)
                .await?;
            row.map_or_else(|| Ok(Recipe::default()), |row| from_json(&row, "recipe"))
        };
        let known = &self.remembered.recipe;
        known.or_read(&self.database, id, read).await
    }

    async fn recipes(&self, id: DatasetId, limit: u32) -> Result<Vec<RecipeChange>, StoreError> {
        recipes::of(id, limit, self).await
    }

    async fn protections(&self, id: DatasetId) -> Result<Vec<ProtectionChange>, StoreError> {
        protections::of(id, self).await
    }

    async fn counts(&self) -> Result<Vec<DatasetCount>, StoreError> {
        let read = async {
            let mut session = self.reading("counting datasets").await?;
            let rows = query(
                "select organisation_id, visibility,
                    count(case when state = 'lifted' then 1 end) as lifted,
                    count(*) as known
             from hw_dataset
             group by organisation_id, visibility
             order by organisation_id, visibility",
            )
            .all(&mut session)
            .await?;
            rows.iter().map(count).collect()
        };
        let known = &self.remembered.counts;
        known.or_read(&self.database, (), read).await
    }

    async fn mark(&self) -> Result<CatalogueMark, StoreError> {
        let mut session = self
            .reading("reading how far the catalogue has come")
            .await?;
        let row = query("select last, epoch from hw_change where place = 1")
            .one(&mut session)
            .await?;
        Ok(CatalogueMark {
            catalogue: CatalogueId::from_uuid(row.uuid("epoch")?),
            last_change: row.get("last")?,
        })
    }

    async fn changed_since(
        &self,
        sequence: i64,
        limit: u32,
    ) -> Result<Vec<(i64, DatasetId)>, StoreError> {
        let mut session = self.reading("looking for changed datasets").await?;
        let rows = query(
            "select changed, id from hw_dataset where changed > $1 order by changed limit $2",
        )
        .bind(sequence)
        .bind(limit)
        .all(&mut session)
        .await?;
        rows.iter()
            .map(|row| Ok((row.get("changed")?, DatasetId::from_uuid(row.uuid("id")?))))
            .collect()
    }

    async fn open_changes(
        &self,
        window: OpenWindow,
        limit: u32,
    ) -> Result<Vec<OpenChange>, StoreError> {
        open_changes::some(window, limit, self).await
    }

    async fn open_changes_behind(&self, moment: Timestamp) -> Result<i64, StoreError> {
        open_changes::behind(moment, self).await
    }

    async fn open_changes_count(&self, after: i64) -> Result<(u64, i64), StoreError> {
        open_changes::count(after, self).await
    }
}

fn count(row: &Row) -> Result<DatasetCount, StoreError> {
    Ok(DatasetCount {
        organisation: OrganisationId::from_uuid(row.uuid("organisation_id")?),
        visibility: row.parsed("visibility")?,
        lifted: row.count("lifted")?,
        known: row.count("known")?,
    })
}
