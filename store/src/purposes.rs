//! Memory of purposes that were stated.

use crate::database::{Query, Row, query};
use crate::journal;
use crate::store::Store;
use crate::stored::{from_json, to_json};
use async_trait::async_trait;
use hebewerk_hub::ports::{Event, Purposes, StoreError};
use hebewerk_model::{AccessKeyId, AccountId, OrganisationId, PurposeId, StatedPurpose};
use jiff::Timestamp;

#[async_trait]
impl Purposes for Store {
    async fn holding(
        &self,
        account: Option<AccountId>,
        key: Option<AccessKeyId>,
        now: Timestamp,
    ) -> Result<Vec<StatedPurpose>, StoreError> {
        let mut session = self.reading("reading stated purposes").await?;
        let rows = query(
            "select id, account_id, key_id, office_id, purpose, legal_basis, reference, houses, datasets, stated_at, until
             from hw_purpose
             where until > $1
             order by stated_at desc, id desc",
        )
        .bind(now)
        .all(&mut session)
        .await?;
        let mut purposes = rows.iter().map(stated).collect::<Result<Vec<_>, _>>()?;
        purposes.retain(|purpose| purpose.account == account && purpose.key == key);
        Ok(purposes)
    }

    async fn get_many(&self, ids: &[PurposeId]) -> Result<Vec<StatedPurpose>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut session = self.reading("reading stated purposes").await?;
        let rows = Query::with_list(
            "select id, account_id, key_id, office_id, purpose, legal_basis, reference, houses, datasets, stated_at, until
             from hw_purpose
             where id in",
            ids.iter().map(|id| id.as_uuid().into()).collect(),
        )
        .all(&mut session)
        .await?;
        rows.iter().map(stated).collect()
    }

    async fn keep(&self, purpose: &StatedPurpose, event: &Event) -> Result<(), StoreError> {
        let mut session = self.writing("keeping a purpose").await?;
        query(
            "insert into hw_purpose (id, account_id, key_id, office_id, purpose, legal_basis, reference, houses,
                                     datasets, stated_at, until)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
             on conflict (id) do update
             set datasets = excluded.datasets",
        )
        .bind(purpose.id.as_uuid())
        .bind(purpose.account.map(AccountId::as_uuid))
        .bind(purpose.key.map(AccessKeyId::as_uuid))
        .bind(purpose.office.map(OrganisationId::as_uuid))
        .bind(purpose.purpose.as_str())
        .bind(purpose.legal_basis.as_str())
        .bind(purpose.reference.as_deref())
        .bind(to_json("houses", &purpose.houses)?)
        .bind(to_json("datasets", &purpose.datasets)?)
        .bind(purpose.stated_at)
        .bind(purpose.until)
        .run(&mut session)
        .await?;
        journal::write(event, &mut session).await?;
        session.commit().await
    }

    async fn all(&self) -> Result<Vec<StatedPurpose>, StoreError> {
        let mut session = self.reading("listing stated purposes").await?;
        let rows = query(
            "select id, account_id, key_id, office_id, purpose, legal_basis, reference, houses, datasets, stated_at, until
             from hw_purpose
             order by stated_at desc, id desc",
        )
        .all(&mut session)
        .await?;
        rows.iter().map(stated).collect()
    }
}

fn stated(row: &Row) -> Result<StatedPurpose, StoreError> {
    Ok(StatedPurpose {
        id: PurposeId::from_uuid(row.uuid("id")?),
        account: row.optional_uuid("account_id")?.map(AccountId::from_uuid),
        key: row.optional_uuid("key_id")?.map(AccessKeyId::from_uuid),
        office: row
            .optional_uuid("office_id")?
            .map(OrganisationId::from_uuid),
        purpose: row.get("purpose")?,
        legal_basis: row.get("legal_basis")?,
        reference: row.get("reference")?,
        houses: from_json(row, "houses")?,
        datasets: from_json(row, "datasets")?,
        stated_at: row.time("stated_at")?,
        until: row.time("until")?,
    })
}
