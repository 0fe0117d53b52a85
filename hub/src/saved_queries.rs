//! Queries people keep.

use crate::sessions::own_account;
use crate::{Hub, HubError};
use hebewerk_model::{Principal, SavedQuery, SavedQueryId};

impl Hub {
    /// One's own saved queries, newest first; none for those who are not signed in.
    pub async fn saved_queries(&self, principal: &Principal) -> Result<Vec<SavedQuery>, HubError> {
        match own_account(principal).ok() {
            Some(account) => Ok(self.parts.saved_queries.list(account).await?),
            None => Ok(Vec::new()),
        }
    }

    /// Keeps a query.
    pub async fn save_query(
        &self,
        principal: &Principal,
        title: &str,
        sql: &str,
    ) -> Result<SavedQuery, HubError> {
        let owner = own_account(principal)?;
        let title = title.trim();
        if title.is_empty() || title.chars().count() > 200 || sql.len() > 64 << 10 {
            return Err(HubError::Invalid {
                field: "title",
                code: "invalid_title",
            });
        }
        let query = SavedQuery {
            id: SavedQueryId::from_uuid(self.parts.identifiers.fresh()),
            owner,
            title: title.to_owned(),
            sql: sql.to_owned(),
            saved_at: self.parts.clock.now(),
        };
        self.parts.saved_queries.save(&query).await?;
        Ok(query)
    }

    /// Forgets one of one's own queries.
    pub async fn remove_query(
        &self,
        principal: &Principal,
        id: SavedQueryId,
    ) -> Result<(), HubError> {
        let owner = own_account(principal)?;
        Ok(self.parts.saved_queries.remove(owner, id).await?)
    }
}
