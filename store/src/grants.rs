//! Memory of rights to read that were granted.

use crate::database::{Row, Session, query};
use crate::journal;
use crate::store::Store;
use async_trait::async_trait;
use hebewerk_hub::ports::{Event, Grants, StoreError};
use hebewerk_model::{
    AccountId, DatasetId, Grant, GrantId, Grantee, HeldGrant, HeldGrants, OrganisationId,
};
use jiff::Timestamp;

#[async_trait]
impl Grants for Store {
    async fn of_dataset(&self, dataset: DatasetId) -> Result<Vec<Grant>, StoreError> {
        let mut session = self.reading("listing grants").await?;
        let rows = query(
            "select id, dataset_id, account_id, organisation_id, purpose, legal_basis, reference, covers_protected, statistics_only, granted_by,
                    granted_at, expires_at, revoked_at
             from hw_grant
             where dataset_id = $1
             order by granted_at desc, id desc",
        )
        .bind(dataset)
        .all(&mut session)
        .await?;
        rows.iter().map(grant).collect()
    }

    async fn all(&self) -> Result<Vec<Grant>, StoreError> {
        let mut session = self.reading("listing grants").await?;
        let rows = query(
            "select id, dataset_id, account_id, organisation_id, purpose, legal_basis, reference, covers_protected, statistics_only, granted_by,
                    granted_at, expires_at, revoked_at
             from hw_grant
             order by granted_at desc, id desc",
        )
        .all(&mut session)
        .await?;
        rows.iter().map(grant).collect()
    }

    async fn held(&self, account: AccountId, now: Timestamp) -> Result<HeldGrants, StoreError> {
        let mut session = self.reading("reading grants").await?;
        let rows = query(
            "with recursive mine (id) as (
                 select organisation_id from hw_membership where account_id = $1
                 union
                 select child.id
                 from mine
                 join hw_organisation child on child.parent_id = mine.id
                 where not child.sealed
             )
             select g.dataset_id, g.id, g.covers_protected, g.statistics_only
             from hw_grant g
             join hw_dataset d on d.id = g.dataset_id
             join hw_organisation o on o.id = d.organisation_id
             where (g.account_id = $2 or g.organisation_id in (select id from mine))
               and not o.sealed
               and g.granted_at <= $3
               and (g.expires_at is null or g.expires_at > $4)
               and g.revoked_at is null",
        )
        .bind(account)
        .bind(account)
        .bind(now)
        .bind(now)
        .all(&mut session)
        .await?;
        held(&rows)
    }

    async fn held_by_house(
        &self,
        organisation: OrganisationId,
        now: Timestamp,
    ) -> Result<HeldGrants, StoreError> {
        let mut session = self.reading("reading grants").await?;
        let rows = query(
            "select g.dataset_id, g.id, g.covers_protected, g.statistics_only
             from hw_grant g
             join hw_dataset d on d.id = g.dataset_id
             join hw_organisation o on o.id = d.organisation_id
             where g.organisation_id = $1
               and not o.sealed
               and g.granted_at <= $2
               and (g.expires_at is null or g.expires_at > $3)
               and g.revoked_at is null",
        )
        .bind(organisation)
        .bind(now)
        .bind(now)
        .all(&mut session)
        .await?;
        held(&rows)
    }

    async fn give(&self, grant: &Grant, event: &Event) -> Result<(), StoreError> {
        let mut session = self.writing("granting").await?;
        insert_grant(grant, &mut session).await?;
        journal::write(event, &mut session).await?;
        session.commit().await
    }

    async fn revoke(&self, id: GrantId, event: &Event) -> Result<(), StoreError> {
        let mut session = self.writing("taking a grant back").await?;
        let ended = query(
            "update hw_grant
             set revoked_at = $1
             where id = $2
               and revoked_at is null
               and (expires_at is null or expires_at > $3)",
        )
        .bind(event.at)
        .bind(id)
        .bind(event.at)
        .run(&mut session)
        .await?;
        if ended == 0 {
            return Err(StoreError::Conflict {
                what: "a grant that has ended",
            });
        }
        journal::write(event, &mut session).await?;
        session.commit().await
    }
}

/// Adds a grant.
pub(crate) async fn insert_grant(grant: &Grant, session: &mut Session) -> Result<(), StoreError> {
    let (account, organisation) = match grant.to {
        Grantee::Account(account) => (Some(account), None),
        Grantee::Organisation(organisation) => (None, Some(organisation)),
    };
    query(
        "insert into hw_grant (id, dataset_id, account_id, organisation_id, purpose, legal_basis, reference,
                               covers_protected, statistics_only, granted_by, granted_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(grant.id)
    .bind(grant.dataset)
    .bind(account.map(AccountId::as_uuid))
    .bind(organisation.map(OrganisationId::as_uuid))
    .bind(grant.purpose.as_str())
    .bind(grant.legal_basis.as_str())
    .bind(grant.reference.as_deref())
    .bind(grant.covers_protected)
    .bind(grant.statistics_only)
    .bind(grant.granted_by.map(AccountId::as_uuid))
    .bind(grant.granted_at)
    .bind(grant.expires_at)
    .run(session)
    .await?;
    Ok(())
}

fn held(rows: &[Row]) -> Result<HeldGrants, StoreError> {
    let held = rows.iter().map(|row| {
        let dataset = DatasetId::from_uuid(row.uuid("dataset_id")?);
        let held = HeldGrant {
            id: GrantId::from_uuid(row.uuid("id")?),
            covers_protected: row.get("covers_protected")?,
            statistics_only: row.get("statistics_only")?,
        };
        Ok((dataset, held))
    });
    Ok(held.collect::<Result<Vec<_>, StoreError>>()?.into())
}

pub(crate) fn grant(row: &Row) -> Result<Grant, StoreError> {
    let account = row.optional_uuid("account_id")?.map(AccountId::from_uuid);
    let to = match account {
        Some(account) => Grantee::Account(account),
        // One of both is there: the table says so.
        None => Grantee::Organisation(OrganisationId::from_uuid(row.uuid("organisation_id")?)),
    };
    Ok(Grant {
        id: GrantId::from_uuid(row.uuid("id")?),
        dataset: DatasetId::from_uuid(row.uuid("dataset_id")?),
        to,
        purpose: row.get("purpose")?,
        legal_basis: row.get("legal_basis")?,
        reference: row.get("reference")?,
        covers_protected: row.get("covers_protected")?,
        statistics_only: row.get("statistics_only")?,
        granted_by: row.optional_uuid("granted_by")?.map(AccountId::from_uuid),
        granted_at: row.time("granted_at")?,
        expires_at: row.optional_time("expires_at")?,
        revoked_at: row.optional_time("revoked_at")?,
    })
}
