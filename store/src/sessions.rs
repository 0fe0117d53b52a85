//! Memory of sign-ins and of the one-time link for the first administrator.

use crate::database::{Session as Writing, corrupt, query};
use crate::store::Store;
use crate::{accounts, journal};
use async_trait::async_trait;
use hebewerk_hub::ports::{AccountError, Event, Session, Sessions, StoreError, TokenHash};
use hebewerk_model::{Account, AccountId};
use jiff::Timestamp;

#[async_trait]
impl Sessions for Store {
    async fn open(&self, session: &Session, now: Timestamp) -> Result<(), StoreError> {
        let mut writing = self.writing("opening a session").await?;
        remove_expired(now, &mut writing).await?;
        query("insert into hw_session (token, account_id, expires_at) values ($1, $2, $3)")
            .bind(&session.token)
            .bind(session.account)
            .bind(session.expires_at)
            .run(&mut writing)
            .await?;
        writing.commit().await
    }

    async fn find(&self, token: &TokenHash, now: Timestamp) -> Result<Option<Session>, StoreError> {
        let mut reading = self.reading("reading a session").await?;
        let row = query("select token, account_id, expires_at from hw_session where token = $1 and expires_at > $2")
            .bind(token)
            .bind(now)
            .first(&mut reading)
            .await?;
        let Some(row) = row else {
            return Ok(None);
        };
        let token: Vec<u8> = row.get("token")?;
        Ok(Some(Session {
            token: token
                .try_into()
                .map_err(|_other: Vec<u8>| corrupt("session token", "it does not have 32 bytes"))?,
            account: AccountId::from_uuid(row.uuid("account_id")?),
            expires_at: row.time("expires_at")?,
        }))
    }

    async fn close(&self, token: &TokenHash, now: Timestamp) -> Result<(), StoreError> {
        let mut writing = self.writing("closing a session").await?;
        query("delete from hw_session where token = $1 or expires_at <= $2")
            .bind(token)
            .bind(now)
            .run(&mut writing)
            .await?;
        writing.commit().await
    }

    async fn forget_expired(&self, now: Timestamp) -> Result<u64, StoreError> {
        let mut writing = self.writing("removing expired sessions").await?;
        let removed = remove_expired(now, &mut writing).await?;
        writing.commit().await?;
        Ok(removed)
    }

    async fn keep_setup_token(
        &self,
        token: &TokenHash,
        expires_at: Timestamp,
    ) -> Result<(), StoreError> {
        let mut writing = self.writing("keeping the setup link").await?;
        query(
            "insert into hw_setup_token (place, token, expires_at)
             values (1, $1, $2)
             on conflict (place) do update
             set token = excluded.token,
                 expires_at = excluded.expires_at",
        )
        .bind(token)
        .bind(expires_at)
        .run(&mut writing)
        .await?;
        writing.commit().await
    }

    async fn is_setup_token(&self, token: &TokenHash, now: Timestamp) -> Result<bool, StoreError> {
        let mut reading = self.reading("reading the setup link").await?;
        let row = query("select place from hw_setup_token where token = $1 and expires_at > $2")
            .bind(token)
            .bind(now)
            .first(&mut reading)
            .await?;
        Ok(row.is_some())
    }

    async fn set_up(
        &self,
        token: &TokenHash,
        account: &Account,
        password_hash: &str,
        event: &Event,
    ) -> Result<bool, AccountError> {
        let mut writing = self.writing("using the setup link").await?;
        accounts::lock(&mut writing).await?;
        if accounts::is_run_by_anybody(&mut writing).await? {
            return Ok(false);
        }
        let used = query("delete from hw_setup_token where token = $1 and expires_at > $2")
            .bind(token)
            .bind(event.at)
            .run(&mut writing)
            .await?;
        if used != 1 {
            return Ok(false);
        }
        // Fails with a taken address, say: then the link is not spent either.
        accounts::insert_account(account, password_hash, &mut writing).await?;
        journal::write(event, &mut writing).await?;
        writing.commit().await?;
        Ok(true)
    }
}

async fn remove_expired(now: Timestamp, writing: &mut Writing) -> Result<u64, StoreError> {
    query("delete from hw_session where expires_at <= $1")
        .bind(now)
        .run(writing)
        .await
}
