//! The two books: the audit names who did what, the usage counts offices.

mod anchors;
mod chain;
mod trail;

pub use anchors::AnchorFile;
pub(crate) use chain::{begin, write};

use crate::database::query;
use crate::store::Store;
use async_trait::async_trait;
use hebewerk_hub::ports::{AuditFilter, AuditTrail, Event, Journal, Recorded, StoreError};
use hebewerk_model::{DatasetId, OrganisationId};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use uuid::Uuid;

/// Stands for the public where an organisation would stand.
pub(crate) const PUBLIC: Uuid = Uuid::nil();

#[async_trait]
impl Journal for Store {
    async fn record(&self, event: &Event) -> Result<(), StoreError> {
        let mut session = self.writing("writing to the audit").await?;
        write(event, &mut session).await?;
        session.commit().await
    }

    async fn count_use(
        &self,
        dataset: DatasetId,
        by: Option<OrganisationId>,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let mut session = self.writing("counting a use").await?;
        query(
            "insert into hw_usage (dataset_id, week, organisation_id, uses)
             values ($1, $2, $3, 1)
             on conflict (dataset_id, week, organisation_id) do update
             set uses = hw_usage.uses + 1",
        )
        .bind(dataset)
        .bind(week(at))
        .bind(by.map_or(PUBLIC, OrganisationId::as_uuid))
        .run(&mut session)
        .await?;
        session.commit().await
    }

    async fn uses(
        &self,
        dataset: DatasetId,
        since: Timestamp,
    ) -> Result<Vec<(Option<OrganisationId>, u64)>, StoreError> {
        let week = week(since);
        let read = async {
            let mut session = self.reading("reading the usage").await?;
            let rows = query(
                "select organisation_id, cast(sum(uses) as bigint) as uses
             from hw_usage
             where dataset_id = $1
               and week >= $2
             group by organisation_id
             order by organisation_id",
            )
            .bind(dataset)
            .bind(week)
            .all(&mut session)
            .await?;
            rows.iter()
                .map(|row| {
                    let organisation = row.uuid("organisation_id")?;
                    let by =
                        (organisation != PUBLIC).then(|| OrganisationId::from_uuid(organisation));
                    Ok((by, row.count("uses")?))
                })
                .collect()
        };
        let known = &self.remembered.uses;
        known.or_read(&self.database, (dataset, week), read).await
    }

    async fn newest(&self, limit: u32) -> Result<Vec<Recorded>, StoreError> {
        AuditTrail::entries(self, &AuditFilter::default(), None, limit).await
    }
}

/// The ISO week (UTC) as year × 100 + week, so that later weeks are greater numbers. Uses are counted no finer.
pub(crate) fn week(at: Timestamp) -> i64 {
    let week = at.to_zoned(TimeZone::UTC).date().iso_week_date();
    i64::from(week.year()) * 100 + i64::from(week.week())
}

#[cfg(test)]
mod tests {
    use super::week;

    #[test]
    fn the_last_days_of_a_year_may_belong_to_the_first_week_of_the_next() {
        assert_eq!(week("2025-12-28T23:59:59Z".parse().unwrap()), 202_552);
        assert_eq!(week("2025-12-29T00:00:00Z".parse().unwrap()), 202_601);
    }
}
