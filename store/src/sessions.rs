//! Memory of sign-ins and of the one-time link for the first administrator.

use crate::database::{Row, Session as Writing, query};
use crate::store::Store;
use crate::stored::from_code;
use crate::{accounts, journal};
use async_trait::async_trait;
use hebewerk_hub::ports::{AccountError, Event, Session, Sessions, StoreError, TokenHash};
use hebewerk_model::{
    Account, AccountId, Browser, Client, OpenSession, OperatingSystem, SessionId,
};
use jiff::Timestamp;

#[async_trait]
impl Sessions for Store {
    async fn open(&self, session: &Session, now: Timestamp) -> Result<(), StoreError> {
        let mut writing = self.writing("opening a session").await?;
        remove_expired(now, &mut writing).await?;
        let open = &session.open;
        let external = session.external.as_ref();
        query(
            "insert into hw_session
                 (token, id, account_id, browser, system, opened_at, used_at, expires_at, issuer, subject, external_id,
                  second_factor)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        )
        .bind(&session.token)
        .bind(open.id)
        .bind(open.account)
        .bind(open.client.browser.code())
        .bind(open.client.system.code())
        .bind(open.opened_at)
        .bind(open.used_at)
        .bind(open.expires_at)
        .bind(external.map(|external| external.identity.issuer.as_str()))
        .bind(external.map(|external| external.identity.subject.as_str()))
        .bind(external.and_then(|external| external.session.as_deref()))
        .bind(open.second_factor)
        .run(&mut writing)
        .await?;
        writing.commit().await
    }

    async fn find(
        &self,
        token: &TokenHash,
        now: Timestamp,
    ) -> Result<Option<OpenSession>, StoreError> {
        let mut reading = self.reading("reading a session").await?;
        let row = query(
            "select id, account_id, browser, system, issuer, second_factor, opened_at, used_at, expires_at
             from hw_session
             where token = $1
               and expires_at > $2",
        )
        .bind(token)
        .bind(now)
        .first(&mut reading)
        .await?;
        row.as_ref().map(open_session).transpose()
    }

    async fn used(&self, id: SessionId, hour: Timestamp) -> Result<(), StoreError> {
        let mut writing = self.writing("noting the use of a session").await?;
        query("update hw_session set used_at = $1 where id = $2 and used_at < $3")
            .bind(hour)
            .bind(id)
            .bind(hour)
            .run(&mut writing)
            .await?;
        writing.commit().await
    }

    async fn of_account(
        &self,
        account: AccountId,
        now: Timestamp,
    ) -> Result<Vec<OpenSession>, StoreError> {
        let mut reading = self.reading("listing sessions").await?;
        let rows = query(
            "select id, account_id, browser, system, issuer, second_factor, opened_at, used_at, expires_at
             from hw_session
             where account_id = $1
               and expires_at > $2
             order by used_at desc, opened_at desc, id desc",
        )
        .bind(account)
        .bind(now)
        .all(&mut reading)
        .await?;
        rows.iter().map(open_session).collect()
    }

    async fn end(
        &self,
        account: AccountId,
        id: SessionId,
        event: &Event,
    ) -> Result<bool, StoreError> {
        let mut writing = self.writing("ending a session").await?;
        let ended = query("delete from hw_session where id = $1 and account_id = $2")
            .bind(id)
            .bind(account)
            .run(&mut writing)
            .await?;
        if ended == 0 {
            return Ok(false);
        }
        journal::write(event, &mut writing).await?;
        writing.commit().await?;
        Ok(true)
    }

    async fn end_all(
        &self,
        account: AccountId,
        surviving: Option<SessionId>,
        event: &Event,
    ) -> Result<u64, StoreError> {
        let mut writing = self.writing("ending sessions").await?;
        let ended = accounts::end_sessions_but(account, surviving, &mut writing).await?;
        journal::write(event, &mut writing).await?;
        writing.commit().await?;
        Ok(ended)
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
        accounts::insert_account(account, Some(password_hash), &mut writing).await?;
        journal::write(event, &mut writing).await?;
        writing.commit().await?;
        Ok(true)
    }
}

fn open_session(row: &Row) -> Result<OpenSession, StoreError> {
    Ok(OpenSession {
        id: SessionId::from_uuid(row.uuid("id")?),
        account: AccountId::from_uuid(row.uuid("account_id")?),
        client: Client {
            browser: from_code(row, "browser", Browser::from_code)?,
            system: from_code(row, "system", OperatingSystem::from_code)?,
        },
        issuer: row.get("issuer")?,
        second_factor: row.get("second_factor")?,
        opened_at: row.time("opened_at")?,
        used_at: row.time("used_at")?,
        expires_at: row.time("expires_at")?,
    })
}

async fn remove_expired(now: Timestamp, writing: &mut Writing) -> Result<u64, StoreError> {
    query("delete from hw_session where expires_at <= $1")
        .bind(now)
        .run(writing)
        .await
}
