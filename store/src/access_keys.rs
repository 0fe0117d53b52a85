//! Memory of access keys.

use crate::database::{Row, Session, corrupt, insert, query};
use crate::journal;
use crate::store::Store;
use async_trait::async_trait;
use hebewerk_hub::ports::{AccessKeys, Event, StoreError, TokenHash};
use hebewerk_model::{
    AccessKey, AccessKeyId, AccountId, DatasetId, KeyHolder, KeyRight, KeyScope, OrganisationId,
};
use jiff::Timestamp;

#[async_trait]
impl AccessKeys for Store {
    async fn add(
        &self,
        key: &AccessKey,
        secret: &TokenHash,
        event: &Event,
    ) -> Result<(), StoreError> {
        let (account, organisation) = parts(key.holder);
        let chosen = key.scope.datasets();
        let mut session = self.writing("adding an access key").await?;
        query(
            "insert into hw_access_key (id, secret, name, account_id, organisation_id, rights, is_restricted, made_by,
                                        made_at, expires_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .bind(key.id)
        .bind(secret)
        .bind(key.name.as_str())
        .bind(account.map(AccountId::as_uuid))
        .bind(organisation.map(OrganisationId::as_uuid))
        .bind(written(&key.scope))
        .bind(chosen.is_some())
        .bind(key.made_by)
        .bind(key.made_at)
        .bind(key.expires_at)
        .run(&mut session)
        .await?;
        let rows = chosen.unwrap_or_default().iter();
        let rows = rows.map(|dataset| vec![key.id.into(), (*dataset).into()]);
        insert(
            "hw_access_key_dataset (key_id, dataset_id)",
            rows.collect(),
            &mut session,
        )
        .await?;
        journal::write(event, &mut session).await?;
        session.commit().await
    }

    async fn by_secret(&self, secret: &TokenHash) -> Result<Option<AccessKey>, StoreError> {
        let mut session = self.reading("reading an access key").await?;
        let row = query(
            "select id, name, account_id, organisation_id, rights, is_restricted, made_by, made_at, expires_at, used_at,
                    revoked_at
             from hw_access_key
             where secret = $1",
        )
        .bind(secret)
        .first(&mut session)
        .await?;
        match row {
            Some(row) => Ok(Some(key(&row, &mut session).await?)),
            None => Ok(None),
        }
    }

    async fn get(&self, id: AccessKeyId) -> Result<Option<AccessKey>, StoreError> {
        let mut session = self.reading("reading an access key").await?;
        let row = query(
            "select id, name, account_id, organisation_id, rights, is_restricted, made_by, made_at, expires_at, used_at,
                    revoked_at
             from hw_access_key
             where id = $1",
        )
        .bind(id)
        .first(&mut session)
        .await?;
        match row {
            Some(row) => Ok(Some(key(&row, &mut session).await?)),
            None => Ok(None),
        }
    }

    async fn of_holder(&self, holder: KeyHolder) -> Result<Vec<AccessKey>, StoreError> {
        let (account, organisation) = parts(holder);
        let mut session = self.reading("listing access keys").await?;
        let rows = query(
            "select id, name, account_id, organisation_id, rights, is_restricted, made_by, made_at, expires_at, used_at,
                    revoked_at
             from hw_access_key
             where account_id = $1
                or organisation_id = $2
             order by made_at desc, id desc",
        )
        .bind(account.map(AccountId::as_uuid))
        .bind(organisation.map(OrganisationId::as_uuid))
        .all(&mut session)
        .await?;
        keys(&rows, &mut session).await
    }

    async fn of_person(&self, account: AccountId) -> Result<Vec<AccessKey>, StoreError> {
        let mut session = self.reading("listing access keys").await?;
        let rows = query(
            "select id, name, account_id, organisation_id, rights, is_restricted, made_by, made_at, expires_at, used_at,
                    revoked_at
             from hw_access_key
             where account_id = $1
                or made_by = $2
             order by made_at desc, id desc",
        )
        .bind(account)
        .bind(account)
        .all(&mut session)
        .await?;
        keys(&rows, &mut session).await
    }

    async fn used(&self, id: AccessKeyId, day: Timestamp) -> Result<(), StoreError> {
        let mut session = self.writing("noting the use of an access key").await?;
        query(
            "update hw_access_key
             set used_at = $1
             where id = $2
               and (used_at is null or used_at < $3)",
        )
        .bind(day)
        .bind(id)
        .bind(day)
        .run(&mut session)
        .await?;
        session.commit().await
    }

    async fn revoke(&self, id: AccessKeyId, event: &Event) -> Result<(), StoreError> {
        let mut session = self.writing("taking an access key back").await?;
        let ended = query(
            "update hw_access_key
             set revoked_at = $1
             where id = $2
               and revoked_at is null
               and expires_at > $3",
        )
        .bind(event.at)
        .bind(id)
        .bind(event.at)
        .run(&mut session)
        .await?;
        if ended == 0 {
            return Err(StoreError::Conflict {
                what: "a key that has ended",
            });
        }
        journal::write(event, &mut session).await?;
        session.commit().await
    }
}

const fn parts(holder: KeyHolder) -> (Option<AccountId>, Option<OrganisationId>) {
    match holder {
        KeyHolder::Account(account) => (Some(account), None),
        KeyHolder::Organisation(organisation) => (None, Some(organisation)),
    }
}

/// The rights as they are stored: codes between spaces.
fn written(scope: &KeyScope) -> String {
    let codes: Vec<&str> = scope.rights().iter().map(|right| right.code()).collect();
    codes.join(" ")
}

async fn keys(rows: &[Row], session: &mut Session) -> Result<Vec<AccessKey>, StoreError> {
    let mut keys = Vec::with_capacity(rows.len());
    for row in rows {
        keys.push(key(row, session).await?);
    }
    Ok(keys)
}

async fn key(row: &Row, session: &mut Session) -> Result<AccessKey, StoreError> {
    let id = AccessKeyId::from_uuid(row.uuid("id")?);
    let account = row.optional_uuid("account_id")?.map(AccountId::from_uuid);
    let rights: String = row.get("rights")?;
    let rights = rights.split_whitespace().map(|code| {
        KeyRight::from_code(code).ok_or_else(|| corrupt("rights", format!("unknown code {code:?}")))
    });
    let rights: Vec<KeyRight> = rights.collect::<Result<_, _>>()?;
    // A key whose datasets are all gone reaches none: it is still restricted.
    let datasets = if row.get("is_restricted")? {
        let rows = query("select dataset_id from hw_access_key_dataset where key_id = $1")
            .bind(id)
            .all(session)
            .await?;
        let ids = rows
            .iter()
            .map(|row| Ok(DatasetId::from_uuid(row.uuid("dataset_id")?)));
        Some(ids.collect::<Result<Vec<_>, StoreError>>()?)
    } else {
        None
    };
    Ok(AccessKey {
        id,
        name: row.get("name")?,
        holder: match account {
            Some(account) => KeyHolder::Account(account),
            // One of both is there: the table says so.
            None => {
                KeyHolder::Organisation(OrganisationId::from_uuid(row.uuid("organisation_id")?))
            }
        },
        scope: KeyScope::new(rights, datasets),
        made_by: AccountId::from_uuid(row.uuid("made_by")?),
        made_at: row.time("made_at")?,
        expires_at: row.time("expires_at")?,
        used_at: row.optional_time("used_at")?,
        revoked_at: row.optional_time("revoked_at")?,
    })
}
