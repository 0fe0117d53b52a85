//! Memory of queries somebody kept.

use crate::database::{Row, query};
use crate::store::Store;
use async_trait::async_trait;
use hebewerk_hub::ports::{SavedQueries, StoreError};
use hebewerk_model::{AccountId, SavedQuery, SavedQueryId};

#[async_trait]
impl SavedQueries for Store {
    async fn list(&self, owner: AccountId) -> Result<Vec<SavedQuery>, StoreError> {
        let mut session = self.reading("listing saved queries").await?;
        let rows = query(
            "select id, owner_id, title, sql_text, saved_at
             from hw_saved_query
             where owner_id = $1
             order by saved_at desc, id desc",
        )
        .bind(owner)
        .all(&mut session)
        .await?;
        rows.iter().map(saved_query).collect()
    }

    async fn save(&self, saved: &SavedQuery) -> Result<(), StoreError> {
        let mut session = self.writing("saving a query").await?;
        let done = query(
            "insert into hw_saved_query (id, owner_id, title, sql_text, saved_at)
             values ($1, $2, $3, $4, $5)
             on conflict (id) do update
             set title = excluded.title,
                 sql_text = excluded.sql_text,
                 saved_at = excluded.saved_at
             where hw_saved_query.owner_id = excluded.owner_id",
        )
        .bind(saved.id)
        .bind(saved.owner)
        .bind(saved.title.as_str())
        .bind(saved.sql.as_str())
        .bind(saved.saved_at)
        .run(&mut session)
        .await?;
        if done == 0 {
            return Err(StoreError::Conflict {
                what: "a saved query of somebody else",
            });
        }
        session.commit().await
    }

    async fn remove(&self, owner: AccountId, id: SavedQueryId) -> Result<(), StoreError> {
        let mut session = self.writing("removing a saved query").await?;
        query("delete from hw_saved_query where owner_id = $1 and id = $2")
            .bind(owner)
            .bind(id)
            .run(&mut session)
            .await?;
        session.commit().await
    }
}

fn saved_query(row: &Row) -> Result<SavedQuery, StoreError> {
    Ok(SavedQuery {
        id: SavedQueryId::from_uuid(row.uuid("id")?),
        owner: AccountId::from_uuid(row.uuid("owner_id")?),
        title: row.get("title")?,
        sql: row.get("sql_text")?,
        saved_at: row.time("saved_at")?,
    })
}
