//! What the catalogue holds of a person beside the account and the audit.

use crate::database::query;
use crate::store::Store;
use crate::{external_identities, grants, invitations, views};
use async_trait::async_trait;
use hebewerk_hub::ports::{BroughtDelivery, Holdings, StoreError, Subjects};
use hebewerk_model::{AccountId, DatasetId};

#[async_trait]
impl Subjects for Store {
    async fn holdings(&self, account: AccountId) -> Result<Holdings, StoreError> {
        let mut session = self.reading("gathering what is held of a person").await?;
        let granted = query(
            "select id, dataset_id, account_id, organisation_id, purpose, legal_basis, reference,
                    covers_protected, statistics_only, granted_by, granted_at, expires_at, revoked_at
             from hw_grant
             where account_id = $1
                or granted_by = $2
             order by granted_at, id",
        )
        .bind(account)
        .bind(account)
        .all(&mut session)
        .await?;
        let deliveries = query(
            "select dataset_id, file_name, received_at
             from hw_delivery
             where account_id = $1
             order by received_at, id",
        )
        .bind(account)
        .all(&mut session)
        .await?;
        let connections = query("select name from hw_connection where maker_id = $1 order by name")
            .bind(account)
            .all(&mut session)
            .await?;
        let brought = deliveries.iter().map(|row| {
            Ok(BroughtDelivery {
                dataset: DatasetId::from_uuid(row.uuid("dataset_id")?),
                file_name: row.get("file_name")?,
                received_at: row.time("received_at")?,
            })
        });
        Ok(Holdings {
            grants: granted
                .iter()
                .map(grants::grant)
                .collect::<Result<_, _>>()?,
            deliveries: brought.collect::<Result<_, StoreError>>()?,
            identities: external_identities::of(account, &mut session).await?,
            invitations: invitations::naming(account, &mut session).await?,
            views: views::saved_by(account, &mut session).await?,
            connections: connections
                .iter()
                .map(|row| row.get("name"))
                .collect::<Result<_, _>>()?,
        })
    }
}
