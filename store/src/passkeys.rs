//! Memory of passkeys.

use crate::database::{Row, query};
use crate::store::Store;
use crate::{accounts, journal};
use async_trait::async_trait;
use hebewerk_hub::ports::{Event, Passkey, Passkeys, StoreError};
use hebewerk_model::{AccountId, PasskeyId, SessionId};
use jiff::Timestamp;

#[async_trait]
impl Passkeys for Store {
    async fn of_account(&self, account: AccountId) -> Result<Vec<Passkey>, StoreError> {
        let mut session = self.reading("listing passkeys").await?;
        let rows = query(
            "select id, account_id, name, credential, public_key, algorithm, counter, added_at, used_at
             from hw_passkey
             where account_id = $1
             order by added_at, id",
        )
        .bind(account)
        .all(&mut session)
        .await?;
        rows.iter().map(passkey).collect()
    }

    async fn by_credential(&self, credential: &[u8]) -> Result<Option<Passkey>, StoreError> {
        let mut session = self.reading("reading a passkey").await?;
        let row = query(
            "select id, account_id, name, credential, public_key, algorithm, counter, added_at, used_at
             from hw_passkey
             where credential = $1",
        )
        .bind(credential)
        .first(&mut session)
        .await?;
        row.as_ref().map(passkey).transpose()
    }

    async fn add(
        &self,
        passkey: &Passkey,
        surviving: Option<SessionId>,
        event: &Event,
    ) -> Result<(), StoreError> {
        let mut session = self.writing("adding a passkey").await?;
        let added = query(
            "insert into hw_passkey (id, account_id, name, credential, public_key, algorithm, counter, added_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8)
             on conflict (credential) do nothing",
        )
        .bind(passkey.id)
        .bind(passkey.account)
        .bind(passkey.name.as_str())
        .bind(passkey.credential.as_slice())
        .bind(passkey.public_key.as_slice())
        .bind(passkey.algorithm)
        .bind(passkey.counter)
        .bind(passkey.added_at)
        .run(&mut session)
        .await?;
        if added == 0 {
            return Err(StoreError::Conflict {
                what: "a passkey that is there already",
            });
        }
        accounts::end_sessions_but(passkey.account, surviving, &mut session).await?;
        journal::write(event, &mut session).await?;
        session.commit().await
    }

    async fn used(&self, id: PasskeyId, counter: u32, day: Timestamp) -> Result<bool, StoreError> {
        let mut session = self.writing("noting the use of a passkey").await?;
        // Most passkeys do not count and say 0 each time; one that has counted may not stop.
        let used = query(
            "update hw_passkey
             set counter = $1,
                 used_at = $2
             where id = $3
               and (counter < $4 or (counter = 0 and $5 = 0))",
        )
        .bind(counter)
        .bind(day)
        .bind(id)
        .bind(counter)
        .bind(counter)
        .run(&mut session)
        .await?;
        session.commit().await?;
        Ok(used == 1)
    }

    async fn remove(
        &self,
        account: AccountId,
        id: Option<PasskeyId>,
        event: &Event,
    ) -> Result<u64, StoreError> {
        let mut session = self.writing("removing passkeys").await?;
        let removed = match id {
            Some(id) => query("delete from hw_passkey where account_id = $1 and id = $2")
                .bind(account)
                .bind(id),
            None => query("delete from hw_passkey where account_id = $1").bind(account),
        }
        .run(&mut session)
        .await?;
        if removed > 0 {
            journal::write(event, &mut session).await?;
            session.commit().await?;
        }
        Ok(removed)
    }
}

fn passkey(row: &Row) -> Result<Passkey, StoreError> {
    Ok(Passkey {
        id: PasskeyId::from_uuid(row.uuid("id")?),
        account: AccountId::from_uuid(row.uuid("account_id")?),
        name: row.get("name")?,
        credential: row.get("credential")?,
        public_key: row.get("public_key")?,
        algorithm: row.get("algorithm")?,
        counter: row.small_count("counter")?,
        added_at: row.time("added_at")?,
        used_at: row.optional_time("used_at")?,
    })
}
