//! Memory of pages put together of views.

use crate::database::{Row, query};
use crate::journal;
use crate::store::Store;
use crate::stored::{from_code, from_json, to_json};
use async_trait::async_trait;
use hebewerk_hub::ports::{Event, Overviews, StoreError};
use hebewerk_model::{AccountId, OrganisationId, Overview, OverviewId, Slug};

#[async_trait]
impl Overviews for Store {
    async fn all(&self) -> Result<Vec<Overview>, StoreError> {
        let mut session = self.reading("listing pages of views").await?;
        let rows = query(
            "select id, name, organisation_id, edition, title, visibility, parts, saved_at, saved_by
             from hw_overview
             order by name",
        )
        .all(&mut session)
        .await?;
        rows.iter().map(overview).collect()
    }

    async fn by_name(&self, name: &Slug) -> Result<Option<Overview>, StoreError> {
        let mut session = self.reading("reading a page of views").await?;
        let row = query(
            "select id, name, organisation_id, edition, title, visibility, parts, saved_at, saved_by
             from hw_overview
             where name = $1",
        )
        .bind(name)
        .first(&mut session)
        .await?;
        row.as_ref().map(overview).transpose()
    }

    async fn add(&self, page: &Overview, event: &Event) -> Result<bool, StoreError> {
        let mut session = self.writing("saving a page of views").await?;
        let added = query(
            "insert into hw_overview
                 (id, name, organisation_id, edition, title, visibility, parts, saved_at, saved_by)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             on conflict (name) do nothing",
        )
        .bind(page.id.as_uuid())
        .bind(&page.name)
        .bind(page.organisation)
        .bind(page.edition)
        .bind(page.title.as_str())
        .bind(page.circle.code())
        .bind(to_json("parts", &page.parts)?)
        .bind(page.saved_at)
        .bind(page.saved_by.map(AccountId::as_uuid))
        .run(&mut session)
        .await?;
        if added == 0 {
            return Ok(false);
        }
        journal::write(event, &mut session).await?;
        session.commit().await?;
        Ok(true)
    }

    async fn change(&self, page: &Overview, event: &Event) -> Result<bool, StoreError> {
        let mut session = self.writing("changing a page of views").await?;
        let changed = query(
            "update hw_overview
             set edition = $2, title = $3, visibility = $4, parts = $5, saved_at = $6, saved_by = $7
             where id = $1 and edition = $8",
        )
        .bind(page.id.as_uuid())
        .bind(page.edition)
        .bind(page.title.as_str())
        .bind(page.circle.code())
        .bind(to_json("parts", &page.parts)?)
        .bind(page.saved_at)
        .bind(page.saved_by.map(AccountId::as_uuid))
        .bind(page.edition.saturating_sub(1))
        .run(&mut session)
        .await?;
        if changed == 0 {
            return Ok(false);
        }
        journal::write(event, &mut session).await?;
        session.commit().await?;
        Ok(true)
    }

    async fn remove(
        &self,
        id: OverviewId,
        edition: u32,
        event: &Event,
    ) -> Result<bool, StoreError> {
        let mut session = self.writing("removing a page of views").await?;
        let removed = query("delete from hw_overview where id = $1 and edition = $2")
            .bind(id.as_uuid())
            .bind(edition)
            .run(&mut session)
            .await?;
        if removed == 0 {
            return Ok(false);
        }
        journal::write(event, &mut session).await?;
        session.commit().await?;
        Ok(true)
    }
}

fn overview(row: &Row) -> Result<Overview, StoreError> {
    Ok(Overview {
        id: OverviewId::from_uuid(row.uuid("id")?),
        name: row.parsed("name")?,
        organisation: OrganisationId::from_uuid(row.uuid("organisation_id")?),
        edition: row.small_count("edition")?,
        title: row.get("title")?,
        circle: from_code(row, "visibility", |code| code.parse().ok())?,
        parts: from_json(row, "parts")?,
        saved_at: row.time("saved_at")?,
        saved_by: row.optional_uuid("saved_by")?.map(AccountId::from_uuid),
    })
}
