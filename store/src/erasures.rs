//! Memory of erasures (DSGVO Art. 17).

mod step;

use crate::database::{Row, query};
use crate::store::Store;
use crate::stored::{from_code, from_json};
use async_trait::async_trait;
use hebewerk_hub::ports::{ErasureStep, Erasures, Event, StoreError, UnfinishedErasure};
use hebewerk_model::{
    AccountId, ContentHash, DatasetId, DeliveryId, Erasure, ErasureId, ErasureScope,
};
use jiff::Timestamp;
use std::collections::{BTreeMap, HashSet};

#[async_trait]
impl Erasures for Store {
    async fn erase(&self, step: &ErasureStep, event: &Event) -> Result<(), StoreError> {
        step::take(self, step, event).await
    }

    async fn list(&self, dataset: Option<DatasetId>) -> Result<Vec<Erasure>, StoreError> {
        let mut session = self.reading("listing erasures").await?;
        let rows = query(
            "select id, dataset_id, scope, reason, account_id, at, versions, raw_files, finished_at
             from hw_erasure
             order by at desc, id desc",
        )
        .all(&mut session)
        .await?;
        let mut erasures = rows.iter().map(erasure).collect::<Result<Vec<_>, _>>()?;
        erasures.retain(|erasure| dataset.is_none_or(|dataset| erasure.dataset == dataset));
        Ok(erasures)
    }

    async fn unfinished(&self) -> Result<Vec<UnfinishedErasure>, StoreError> {
        let mut session = self.reading("listing unfinished erasures").await?;
        let rows = query(
            "select id, dataset_id, files, contents
             from hw_erasure
             where finished_at is null
             order by at, id",
        )
        .all(&mut session)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(UnfinishedErasure {
                    id: ErasureId::from_uuid(row.uuid("id")?),
                    dataset: DatasetId::from_uuid(row.uuid("dataset_id")?),
                    files: from_json(row, "files")?,
                    contents: from_json(row, "contents")?,
                })
            })
            .collect()
    }

    async fn scrub(&self) -> Result<(), StoreError> {
        self.database.scrub().await
    }

    async fn finish(&self, id: ErasureId, at: Timestamp) -> Result<(), StoreError> {
        let mut session = self.writing("finishing an erasure").await?;
        query(
            "update hw_erasure
             set files = '[]', contents = '[]', finished_at = $1
             where id = $2
               and finished_at is null",
        )
        .bind(at)
        .bind(id)
        .run(&mut session)
        .await?;
        session.commit().await
    }

    async fn without_raw(&self, dataset: DatasetId) -> Result<Vec<DeliveryId>, StoreError> {
        let read = async {
            let mut session = self.reading("listing erased raw files").await?;
            let rows = query(
            "select id from hw_delivery where dataset_id = $1 and erased_at is not null order by arrival",
        )
        .bind(dataset)
        .all(&mut session)
        .await?;
            rows.iter()
                .map(|row| Ok(DeliveryId::from_uuid(row.uuid("id")?)))
                .collect()
        };
        let known = &self.remembered.without_raw;
        known.or_read(&self.database, dataset, read).await
    }

    async fn was_erased(
        &self,
        dataset: DatasetId,
        content: ContentHash,
    ) -> Result<bool, StoreError> {
        let mut session = self.reading("looking for an erased raw file").await?;
        let row = query(
            "select count(*) as found
             from hw_delivery
             where content = $1
               and dataset_id = $2
               and erased_at is not null",
        )
        .bind(content.to_string())
        .bind(dataset)
        .one(&mut session)
        .await?;
        Ok(row.count("found")? > 0)
    }

    async fn named(&self) -> Result<HashSet<String>, StoreError> {
        self.named_files().await
    }

    async fn is_named(&self, content: ContentHash) -> Result<bool, StoreError> {
        let mut session = self.reading("looking for a raw file").await?;
        let row = query(
            "select count(*) as found from hw_delivery where content = $1 and erased_at is null",
        )
        .bind(content.to_string())
        .one(&mut session)
        .await?;
        Ok(row.count("found")? > 0)
    }

    async fn shared(
        &self,
        dataset: DatasetId,
        deliveries: &[DeliveryId],
    ) -> Result<Vec<(DatasetId, u64)>, StoreError> {
        let mut session = self
            .reading("looking for the same raw files elsewhere")
            .await?;
        let rows = query(
            "select own.id, other.dataset_id, other.content
             from hw_delivery own
             join hw_delivery other on other.content = own.content
             where own.dataset_id = $1
               and other.dataset_id <> own.dataset_id
               and other.erased_at is null",
        )
        .bind(dataset)
        .all(&mut session)
        .await?;
        let mut found: BTreeMap<DatasetId, Vec<String>> = BTreeMap::new();
        for row in &rows {
            if deliveries.contains(&DeliveryId::from_uuid(row.uuid("id")?)) {
                let other = DatasetId::from_uuid(row.uuid("dataset_id")?);
                found.entry(other).or_default().push(row.get("content")?);
            }
        }
        let counted = found.into_iter().map(|(other, mut contents)| {
            contents.sort_unstable();
            contents.dedup();
            (other, contents.len() as u64)
        });
        Ok(counted.collect())
    }
}

fn erasure(row: &Row) -> Result<Erasure, StoreError> {
    Ok(Erasure {
        id: ErasureId::from_uuid(row.uuid("id")?),
        dataset: DatasetId::from_uuid(row.uuid("dataset_id")?),
        scope: from_code(row, "scope", ErasureScope::from_code)?,
        reason: row.get("reason")?,
        by: row.optional_uuid("account_id")?.map(AccountId::from_uuid),
        at: row.time("at")?,
        versions: from_json(row, "versions")?,
        raw_files: row.count("raw_files")?,
        finished_at: row.optional_time("finished_at")?,
    })
}
