//! What is used together: one answer, several datasets. Offices are counted, not persons.

use crate::database::{Session, query};
use crate::journal::{PUBLIC, week};
use crate::store::Store;
use async_trait::async_trait;
use hebewerk_hub::ports::{JointUses, StoreError, Togetherness};
use hebewerk_model::{DatasetId, OrganisationId};
use jiff::Timestamp;
use uuid::Uuid;

#[async_trait]
impl JointUses for Store {
    async fn count_answer(
        &self,
        by: Option<OrganisationId>,
        datasets: &[DatasetId],
        across: bool,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let mut session = self.writing("counting an answer").await?;
        let by = by.map_or(PUBLIC, OrganisationId::as_uuid);
        query(
            "insert into hw_answer (week, organisation_id, across, answers)
             values ($1, $2, $3, 1)
             on conflict (week, organisation_id, across) do update
             set answers = hw_answer.answers + 1",
        )
        .bind(week(at))
        .bind(by)
        .bind(across)
        .run(&mut session)
        .await?;
        let mut sorted = datasets.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        for (place, left) in sorted.iter().enumerate() {
            for right in sorted.get(place + 1..).unwrap_or_default() {
                count_pair((*left, *right), by, week(at), &mut session).await?;
            }
        }
        session.commit().await
    }

    async fn togetherness(
        &self,
        since: Timestamp,
        until: Timestamp,
    ) -> Result<Togetherness, StoreError> {
        let mut session = self.reading("reading what is used together").await?;
        let mut found = Togetherness::default();
        let answers = query(
            "select across, cast(sum(answers) as bigint) as answers
             from hw_answer
             where week >= $1
               and week <= $2
             group by across",
        )
        .bind(week(since))
        .bind(week(until))
        .all(&mut session)
        .await?;
        for row in &answers {
            let count = row.count("answers")?;
            found.answers += count;
            if row.get::<bool>("across")? {
                found.across += count;
            }
        }
        let pairs = query(
            "select left_dataset_id, right_dataset_id, cast(sum(uses) as bigint) as uses
             from hw_joint_use
             where week >= $1
               and week <= $2
             group by left_dataset_id, right_dataset_id
             order by left_dataset_id, right_dataset_id",
        )
        .bind(week(since))
        .bind(week(until))
        .all(&mut session)
        .await?;
        for row in &pairs {
            let left = DatasetId::from_uuid(row.uuid("left_dataset_id")?);
            let right = DatasetId::from_uuid(row.uuid("right_dataset_id")?);
            found.together.push(((left, right), row.count("uses")?));
        }
        Ok(found)
    }
}

async fn count_pair(
    (left, right): (DatasetId, DatasetId),
    by: Uuid,
    week: i64,
    session: &mut Session,
) -> Result<(), StoreError> {
    query(
        "insert into hw_joint_use (left_dataset_id, right_dataset_id, week, organisation_id, uses)
         values ($1, $2, $3, $4, 1)
         on conflict (left_dataset_id, right_dataset_id, week, organisation_id) do update
         set uses = hw_joint_use.uses + 1",
    )
    .bind(left)
    .bind(right)
    .bind(week)
    .bind(by)
    .run(session)
    .await?;
    Ok(())
}
