//! Downloads: tables as files, and the raw file as it arrived.

use crate::authorise::authorise;
use crate::ports::{Answer, Filter, RawError, Selection, Sort};
use crate::record::Opened;
use crate::{Hub, HubError};
use bytes::Bytes;
use futures::stream::BoxStream;
use hebewerk_guard::{Action, Resource};
use hebewerk_model::{
    Dataset, Delivery, DeliveryId, Organisation, Principal, TableName, TableVersion, Version,
};
use std::ops::Range;

/// Deliveries listed at most.
const DELIVERIES: u32 = 1_000;

/// All rows of a table that satisfy some filters.
pub struct Download {
    /// Owner.
    pub organisation: Organisation,
    /// The dataset.
    pub dataset: Dataset,
    /// The version.
    pub version: Version,
    /// The table with the columns that exist for this reader, as masks leave them.
    pub table: TableVersion,
    /// Strong ETag of this selection (the file format is added by the door).
    pub etag: String,
    /// The rows.
    pub answer: Answer,
}

/// A raw file.
pub struct RawDownload {
    /// What it is.
    pub delivery: Delivery,
    /// Its bytes, or the range asked for.
    pub bytes: BoxStream<'static, Result<Bytes, RawError>>,
}

impl Hub {
    /// All rows of a table, for a file.
    pub async fn download(
        &self,
        principal: &Principal,
        name: &TableName,
        filters: &[Filter],
        sort: Option<&Sort>,
    ) -> Result<Download, HubError> {
        let resolved = self
            .guarded_table(principal, (Action::ReadRows, "download"), name)
            .await?;
        let organisation = self
            .parts
            .organisations
            .get(resolved.dataset.organisation)
            .await?
            .ok_or_else(|| HubError::not_found("organisation", resolved.dataset.organisation))?;
        let place = self.downloads.take(principal).await?;
        let selection = Selection { filters, sort };
        let answer = self
            .parts
            .engine
            .scan(
                &resolved.guarded,
                selection,
                self.parts.download_limits,
                place,
            )
            .await?;
        self.count_uses(principal, &[resolved.dataset.id]).await;
        let etag = crate::browse::etag(&resolved.version, &resolved.guarded, &(filters, sort));
        Ok(Download {
            organisation,
            dataset: resolved.dataset,
            version: resolved.version,
            table: resolved.table,
            etag,
            answer,
        })
    }

    /// The deliveries of a dataset, newest first, for those who maintain it.
    pub async fn deliveries(
        &self,
        principal: &Principal,
        organisation: &str,
        dataset: &str,
    ) -> Result<Vec<Delivery>, HubError> {
        let dataset = self.maintained(principal, organisation, dataset).await?;
        Ok(self
            .parts
            .versions
            .deliveries(dataset.id, DELIVERIES)
            .await?)
    }

    /// The raw file of a delivery, for those who maintain the dataset: it also holds what a recipe leaves out.
    pub async fn own_raw(
        &self,
        principal: &Principal,
        organisation: &str,
        dataset: &str,
        delivery: DeliveryId,
    ) -> Result<RawDownload, HubError> {
        self.maintained(principal, organisation, dataset).await?;
        self.raw(principal, organisation, dataset, delivery, None)
            .await
    }

    /// A dataset the principal maintains.
    pub(crate) async fn maintained(
        &self,
        principal: &Principal,
        organisation: &str,
        dataset: &str,
    ) -> Result<Dataset, HubError> {
        let organisation = self.organisation_named(organisation).await?;
        let dataset = self
            .known_dataset(principal, &organisation, dataset)
            .await?;
        authorise(principal, Action::Maintain, &Resource::of(&dataset))?;
        Ok(dataset)
    }

    /// The raw file of a delivery, byte for byte.
    ///
    /// It may say more than the tables: for whom it is, docs/decisions/0008 says.
    pub async fn raw(
        &self,
        principal: &Principal,
        organisation: &str,
        dataset: &str,
        delivery: DeliveryId,
        range: Option<Range<u64>>,
    ) -> Result<RawDownload, HubError> {
        let organisation = self.organisation_named(organisation).await?;
        let dataset = self
            .known_dataset(principal, &organisation, dataset)
            .await?;
        let delivery = self
            .parts
            .versions
            .deliveries(dataset.id, u32::MAX)
            .await?
            .into_iter()
            .find(|known| known.id == delivery)
            .ok_or_else(|| HubError::not_found("delivery", delivery))?;
        let judge = self.raw_judge(principal, &dataset).await?;
        let decision = judge.decide(&delivery);
        let asked_for = (&dataset, Opened::NOTHING);
        self.record_read(principal, "download_raw", asked_for, &decision)
            .await?;
        if !decision.allowed {
            return Err(HubError::refused(&decision));
        }
        if judge.is_erased(&delivery) {
            return Err(RawError::Missing(delivery.content).into());
        }
        let bytes = self.parts.raw.open(delivery.content, range).await?;
        self.count_uses(principal, &[dataset.id]).await;
        Ok(RawDownload { delivery, bytes })
    }
}
