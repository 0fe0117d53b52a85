//! Memory of views people save.

use crate::database::{Row, Session, query};
use crate::journal;
use crate::store::Store;
use crate::stored::{from_code, from_json, to_json};
use crate::subscriptions;
use async_trait::async_trait;
use hebewerk_hub::ports::{Event, SavedEdition, StoreError, Views};
use hebewerk_model::{
    AccountId, OrganisationId, SavedView, Slug, TableName, ViewDefinition, ViewEdition, ViewId,
    ViewParameter,
};

#[async_trait]
impl Views for Store {
    async fn all(&self) -> Result<Vec<SavedView>, StoreError> {
        let read = async {
            let mut session = self.reading("listing views").await?;
            let rows = query(
            "select v.id, v.name, v.organisation_id, v.created_at, v.created_by, e.number, e.title, e.description,
                    e.visibility, e.definition, e.parameters, e.sources, e.saved_at, e.saved_by
             from hw_view v
             join hw_view_edition e on e.view_id = v.id and e.number = v.edition
             order by v.name",
        )
        .all(&mut session)
        .await?;
            rows.iter().map(view).collect()
        };
        let known = &self.remembered.views;
        known.or_read(&self.database, (), read).await
    }

    async fn by_name(&self, name: &Slug) -> Result<Option<SavedView>, StoreError> {
        let mut session = self.reading("reading a view").await?;
        let row = query(
            "select v.id, v.name, v.organisation_id, v.created_at, v.created_by, e.number, e.title, e.description,
                    e.visibility, e.definition, e.parameters, e.sources, e.saved_at, e.saved_by
             from hw_view v
             join hw_view_edition e on e.view_id = v.id and e.number = v.edition
             where v.name = $1",
        )
        .bind(name)
        .first(&mut session)
        .await?;
        row.as_ref().map(view).transpose()
    }

    async fn editions(&self, id: ViewId) -> Result<Vec<ViewEdition>, StoreError> {
        let mut session = self.reading("reading what a view was").await?;
        let rows = query(
            "select number, title, description, visibility, definition, parameters, sources, saved_at, saved_by
             from hw_view_edition
             where view_id = $1
             order by number desc",
        )
        .bind(id.as_uuid())
        .all(&mut session)
        .await?;
        rows.iter().map(edition).collect()
    }

    async fn add(&self, view: &SavedView, event: &Event) -> Result<bool, StoreError> {
        let mut session = self.writing("saving a view").await?;
        let added = query(
            "insert into hw_view (id, name, organisation_id, edition, created_at, created_by)
             values ($1, $2, $3, $4, $5, $6)
             on conflict (name) do nothing",
        )
        .bind(view.id.as_uuid())
        .bind(&view.name)
        .bind(view.organisation)
        .bind(view.edition.number)
        .bind(view.created_at)
        .bind(view.created_by.map(AccountId::as_uuid))
        .run(&mut session)
        .await?;
        if added == 0 {
            return Ok(false);
        }
        put(view.id, &view.edition, &mut session).await?;
        journal::write(event, &mut session).await?;
        session.commit().await?;
        Ok(true)
    }

    async fn add_edition(
        &self,
        id: ViewId,
        edition: &ViewEdition,
        event: &Event,
    ) -> Result<bool, StoreError> {
        let mut session = self.writing("changing a view").await?;
        let changed = query("update hw_view set edition = $2 where id = $1 and edition = $3")
            .bind(id.as_uuid())
            .bind(edition.number)
            .bind(edition.number.saturating_sub(1))
            .run(&mut session)
            .await?;
        if changed == 0 {
            return Ok(false);
        }
        put(id, edition, &mut session).await?;
        subscriptions::view_changed(id, &mut session).await?;
        journal::write(event, &mut session).await?;
        session.commit().await?;
        Ok(true)
    }

    async fn remove(&self, id: ViewId, number: u32, event: &Event) -> Result<bool, StoreError> {
        let mut session = self.writing("removing a view").await?;
        let removed = query("delete from hw_view where id = $1 and edition = $2")
            .bind(id.as_uuid())
            .bind(number)
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

async fn put(id: ViewId, edition: &ViewEdition, session: &mut Session) -> Result<(), StoreError> {
    query(
        "insert into hw_view_edition
             (view_id, number, title, description, visibility, definition, parameters, sources, saved_at, saved_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(id.as_uuid())
    .bind(edition.number)
    .bind(edition.title.as_str())
    .bind(edition.description.as_str())
    .bind(edition.circle.code())
    .bind(to_json("definition", &edition.definition)?)
    .bind(to_json("parameters", &edition.parameters)?)
    .bind(to_json("sources", &edition.sources)?)
    .bind(edition.saved_at)
    .bind(edition.saved_by.map(AccountId::as_uuid))
    .run(session)
    .await?;
    Ok(())
}

/// What somebody saved or changed, oldest first.
pub(crate) async fn saved_by(
    account: AccountId,
    session: &mut Session,
) -> Result<Vec<SavedEdition>, StoreError> {
    let rows = query(
        "select v.name, e.number, e.title, e.saved_at
         from hw_view_edition e
         join hw_view v on v.id = e.view_id
         where e.saved_by = $1
         order by e.saved_at, v.name, e.number",
    )
    .bind(account)
    .all(session)
    .await?;
    let saved = rows.iter().map(|row| {
        Ok(SavedEdition {
            name: row.get("name")?,
            number: row.small_count("number")?,
            title: row.get("title")?,
            saved_at: row.time("saved_at")?,
        })
    });
    saved.collect()
}

/// Forgets what views asked where that names one of the tables and holds the constant of SQL; a view whose newest edition
/// does so goes.
pub(crate) async fn forget_naming(
    tables: &[String],
    literal: &str,
    session: &mut Session,
) -> Result<(), StoreError> {
    let rows = query(
        "select e.view_id, e.number, v.edition, e.definition, e.parameters, e.sources
         from hw_view_edition e
         join hw_view v on v.id = e.view_id",
    )
    .all(session)
    .await?;
    for row in &rows {
        let sources: Vec<TableName> = from_json(row, "sources")?;
        // What stands behind a view or a bridge is not looked up: a constant that names a person is rare enough.
        let names_table = sources.iter().any(|source| {
            let is_behind = matches!(source.schema.as_str(), SavedView::SCHEMA | "bruecken");
            is_behind || tables.iter().any(|table| table == source.table.as_str())
        });
        let definition: ViewDefinition = from_json(row, "definition")?;
        let parameters: Vec<ViewParameter> = from_json(row, "parameters")?;
        if !names_table || !holds(&definition, &parameters, literal) {
            continue;
        }
        let view = row.uuid("view_id")?;
        let number = row.small_count("number")?;
        let gone = if number == row.small_count("edition")? {
            query("delete from hw_view where id = $1").bind(view)
        } else {
            query("delete from hw_view_edition where view_id = $1 and number = $2")
                .bind(view)
                .bind(number)
        };
        gone.run(session).await?;
    }
    Ok(())
}

/// Whether a statement holds a constant, or a question by steps or a default of a parameter what the constant says.
fn holds(definition: &ViewDefinition, parameters: &[ViewParameter], literal: &str) -> bool {
    let inner = literal
        .strip_prefix('\'')
        .and_then(|text| text.strip_suffix('\''));
    let said = inner.map_or_else(|| literal.to_owned(), |text| text.replace("''", "'"));
    let in_definition = match definition {
        ViewDefinition::Sql(sql) => sql.contains(literal),
        ViewDefinition::Inquiry(inquiry) => {
            let mut conditions = inquiry.conditions.iter();
            conditions.any(|condition| condition.value == said)
        }
    };
    in_definition || parameters.iter().any(|known| known.default == said)
}

fn view(row: &Row) -> Result<SavedView, StoreError> {
    Ok(SavedView {
        id: ViewId::from_uuid(row.uuid("id")?),
        name: row.parsed("name")?,
        organisation: OrganisationId::from_uuid(row.uuid("organisation_id")?),
        created_at: row.time("created_at")?,
        created_by: row.optional_uuid("created_by")?.map(AccountId::from_uuid),
        edition: edition(row)?,
    })
}

fn edition(row: &Row) -> Result<ViewEdition, StoreError> {
    Ok(ViewEdition {
        number: row.small_count("number")?,
        title: row.get("title")?,
        description: row.get("description")?,
        circle: from_code(row, "visibility", |code| code.parse().ok())?,
        definition: from_json(row, "definition")?,
        parameters: from_json(row, "parameters")?,
        sources: from_json(row, "sources")?,
        saved_at: row.time("saved_at")?,
        saved_by: row.optional_uuid("saved_by")?.map(AccountId::from_uuid),
    })
}
