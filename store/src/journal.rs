//! The two books: the audit names who did what, the usage counts offices.

use crate::database::{Row, Session, query};
use crate::store::Store;
use async_trait::async_trait;
use hebewerk_hub::ports::{Event, Journal, Recorded, StoreError};
use hebewerk_model::{AccessKeyId, AccountId, DatasetId, GrantId, OrganisationId};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use uuid::Uuid;

/// Stands for the public where an organisation would stand.
const PUBLIC: Uuid = Uuid::nil();

/// Writes to the audit in the transaction that does what it says.
pub(crate) async fn write(event: &Event, session: &mut Session) -> Result<(), StoreError> {
    query(
        "insert into hw_audit (at, action, account_id, subject_id, dataset_id, allowed, rule, grant_id, key_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(event.at)
    .bind(event.action)
    .bind(event.account.map(AccountId::as_uuid))
    .bind(event.subject.map(AccountId::as_uuid))
    .bind(event.dataset.map(DatasetId::as_uuid))
    .bind(event.allowed)
    .bind(event.rule)
    .bind(event.grant.map(GrantId::as_uuid))
    .bind(event.key.map(AccessKeyId::as_uuid))
    .run(session)
    .await?;
    Ok(())
}

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
        .bind(week(since))
        .all(&mut session)
        .await?;
        rows.iter()
            .map(|row| {
                let organisation = row.uuid("organisation_id")?;
                let by = (organisation != PUBLIC).then(|| OrganisationId::from_uuid(organisation));
                Ok((by, row.count("uses")?))
            })
            .collect()
    }

    async fn newest(&self, limit: u32) -> Result<Vec<Recorded>, StoreError> {
        let mut session = self.reading("reading the audit").await?;
        let rows = query(
            "select at, action, account_id, subject_id, dataset_id, allowed, rule, grant_id, key_id
             from hw_audit
             order by entry desc
             limit $1",
        )
        .bind(limit)
        .all(&mut session)
        .await?;
        rows.iter().map(recorded).collect()
    }
}

fn recorded(row: &Row) -> Result<Recorded, StoreError> {
    Ok(Recorded {
        at: row.time("at")?,
        action: row.get("action")?,
        account: row.optional_uuid("account_id")?.map(AccountId::from_uuid),
        subject: row.optional_uuid("subject_id")?.map(AccountId::from_uuid),
        dataset: row.optional_uuid("dataset_id")?.map(DatasetId::from_uuid),
        allowed: row.get("allowed")?,
        rule: row.get("rule")?,
        grant: row.optional_uuid("grant_id")?.map(GrantId::from_uuid),
        key: row.optional_uuid("key_id")?.map(AccessKeyId::from_uuid),
    })
}

/// The ISO week (UTC) as year × 100 + week, so that later weeks are greater numbers. Uses are counted no finer.
fn week(at: Timestamp) -> i64 {
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
