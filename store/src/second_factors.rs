//! Memory of second factors.

use crate::database::{Session, insert, query};
use crate::store::Store;
use crate::{accounts, journal};
use async_trait::async_trait;
use hebewerk_hub::ports::{Event, SecondFactor, SecondFactors, StoreError, TokenHash};
use hebewerk_model::{AccountId, SessionId};
use jiff::Timestamp;

#[async_trait]
impl SecondFactors for Store {
    async fn get(&self, account: AccountId) -> Result<Option<SecondFactor>, StoreError> {
        let mut session = self.reading("reading a second factor").await?;
        let row = query(
            "select sealed, started_at, confirmed_at,
                    (select cast(count(*) as bigint) from hw_recovery_code where account_id = $1) as codes
             from hw_second_factor
             where account_id = $2",
        )
        .bind(account)
        .bind(account)
        .first(&mut session)
        .await?;
        let Some(row) = row else {
            return Ok(None);
        };
        Ok(Some(SecondFactor {
            sealed: row.get("sealed")?,
            started_at: row.time("started_at")?,
            confirmed_at: row.optional_time("confirmed_at")?,
            recovery_left: row.small_count("codes")?,
        }))
    }

    async fn start(
        &self,
        account: AccountId,
        sealed: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let mut session = self.writing("setting up a second factor").await?;
        query("delete from hw_second_factor where account_id = $1 and confirmed_at is null")
            .bind(account)
            .run(&mut session)
            .await?;
        let started = query(
            "insert into hw_second_factor (account_id, sealed, started_at, last_step)
             values ($1, $2, $3, 0)
             on conflict (account_id) do nothing",
        )
        .bind(account)
        .bind(sealed)
        .bind(at)
        .run(&mut session)
        .await?;
        if started == 0 {
            return Err(StoreError::Conflict {
                what: "a second factor that counts already",
            });
        }
        session.commit().await
    }

    async fn confirm(
        &self,
        account: AccountId,
        step: u64,
        recovery: &[TokenHash],
        surviving: Option<SessionId>,
        event: &Event,
    ) -> Result<bool, StoreError> {
        let mut session = self.writing("confirming a second factor").await?;
        let confirmed = query(
            "update hw_second_factor
             set confirmed_at = $1,
                 last_step = $2
             where account_id = $3
               and confirmed_at is null",
        )
        .bind(event.at)
        .bind(step)
        .bind(account)
        .run(&mut session)
        .await?;
        if confirmed == 0 {
            return Ok(false);
        }
        forget_codes(account, &mut session).await?;
        let rows = recovery
            .iter()
            .map(|code| vec![account.into(), code.into()]);
        insert(
            "hw_recovery_code (account_id, code)",
            rows.collect(),
            &mut session,
        )
        .await?;
        accounts::end_sessions_but(account, surviving, &mut session).await?;
        journal::write(event, &mut session).await?;
        session.commit().await?;
        Ok(true)
    }

    async fn use_step(&self, account: AccountId, step: u64) -> Result<bool, StoreError> {
        let mut session = self.writing("using a code").await?;
        let used = query(
            "update hw_second_factor
             set last_step = $1
             where account_id = $2
               and last_step < $3",
        )
        .bind(step)
        .bind(account)
        .bind(step)
        .run(&mut session)
        .await?;
        session.commit().await?;
        Ok(used == 1)
    }

    async fn use_recovery(&self, account: AccountId, code: &TokenHash) -> Result<bool, StoreError> {
        let mut session = self.writing("using a recovery code").await?;
        let used = query("delete from hw_recovery_code where account_id = $1 and code = $2")
            .bind(account)
            .bind(code)
            .run(&mut session)
            .await?;
        session.commit().await?;
        Ok(used == 1)
    }

    async fn remove(&self, account: AccountId, event: &Event) -> Result<bool, StoreError> {
        let mut session = self.writing("removing a second factor").await?;
        forget_codes(account, &mut session).await?;
        let removed = query("delete from hw_second_factor where account_id = $1")
            .bind(account)
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

async fn forget_codes(account: AccountId, session: &mut Session) -> Result<(), StoreError> {
    query("delete from hw_recovery_code where account_id = $1")
        .bind(account)
        .run(session)
        .await?;
    Ok(())
}
