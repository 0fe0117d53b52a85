//! Memory of releases.

use crate::change::{set_visibility, touch};
use crate::database::{Row, Session, query};
use crate::store::Store;
use crate::stored::{from_code, from_json, to_json};
use crate::{journal, manifest};
use async_trait::async_trait;
use hebewerk_hub::ports::{Event, Releases, StoreError};
use hebewerk_model::{
    AccountId, DatasetId, DeliveryId, Release, ReleaseId, ReleaseState, VersionNumber, Visibility,
};

#[async_trait]
impl Releases for Store {
    async fn of_dataset(&self, dataset: DatasetId) -> Result<Vec<Release>, StoreError> {
        let mut session = self.reading("listing releases").await?;
        let rows = query(
            "select id, dataset_id, delivery_id, version, state, choice, checks, note, standing, under_id, applied_by,
                    applied_at, decided_by, decided_at, reason, withdrawn_by, withdrawn_at
             from hw_release
             where dataset_id = $1
             order by applied_at desc, id desc",
        )
        .bind(dataset)
        .all(&mut session)
        .await?;
        rows.iter().map(release).collect()
    }

    async fn released_versions(
        &self,
        dataset: DatasetId,
    ) -> Result<Vec<VersionNumber>, StoreError> {
        let read = async {
            let mut session = self.reading("listing released versions").await?;
            let rows = query(
            "select distinct version from hw_release where dataset_id = $1 and state = $2 order by version",
        )
        .bind(dataset)
        .bind(ReleaseState::Agreed.code())
        .all(&mut session)
        .await?;
            rows.iter()
                .map(|row| Ok(VersionNumber(row.small_count("version")?)))
                .collect()
        };
        let known = &self.remembered.released;
        known.or_read(&self.database, dataset, read).await
    }

    async fn waiting(&self) -> Result<Vec<Release>, StoreError> {
        let mut session = self.reading("listing releases that wait").await?;
        let rows = query(
            "select id, dataset_id, delivery_id, version, state, choice, checks, note, standing, under_id, applied_by,
                    applied_at, decided_by, decided_at, reason, withdrawn_by, withdrawn_at
             from hw_release
             where state = $1
             order by applied_at, id",
        )
        .bind(ReleaseState::Applied.code())
        .all(&mut session)
        .await?;
        rows.iter().map(release).collect()
    }

    async fn keep(&self, release: &Release, event: &Event) -> Result<(), StoreError> {
        let mut session = self.writing("keeping a release").await?;
        query("update hw_release set state = $1 where dataset_id = $2 and state = $3")
            .bind(ReleaseState::Overtaken.code())
            .bind(release.dataset)
            .bind(ReleaseState::Applied.code())
            .run(&mut session)
            .await?;
        put(release, &mut session).await?;
        journal::write(event, &mut session).await?;
        session.commit().await
    }

    async fn agree(&self, id: ReleaseId, event: &Event) -> Result<(), StoreError> {
        let mut session = self.writing("agreeing to a release").await?;
        manifest::lock(&mut session).await?;
        let dataset = decide(id, (ReleaseState::Agreed, None), event, &mut session).await?;
        set_visibility(dataset, Visibility::Public, &mut session).await?;
        touch(dataset, event.at, &mut session).await?;
        journal::write(event, &mut session).await?;
        manifest::commit(session).await
    }

    async fn refuse(&self, id: ReleaseId, reason: &str, event: &Event) -> Result<(), StoreError> {
        let mut session = self.writing("refusing a release").await?;
        decide(
            id,
            (ReleaseState::Refused, Some(reason)),
            event,
            &mut session,
        )
        .await?;
        journal::write(event, &mut session).await?;
        session.commit().await
    }

    async fn withdraw(
        &self,
        dataset: DatasetId,
        to: Visibility,
        reason: &str,
        event: &Event,
    ) -> Result<(), StoreError> {
        let mut session = self.writing("taking a release back").await?;
        manifest::lock(&mut session).await?;
        let ended = query(
            "update hw_release
             set state = $1, reason = $2, withdrawn_by = $3, withdrawn_at = $4
             where dataset_id = $5
               and state = $6",
        )
        .bind(ReleaseState::Withdrawn.code())
        .bind(reason)
        .bind(event.account.map(AccountId::as_uuid))
        .bind(event.at)
        .bind(dataset)
        .bind(ReleaseState::Agreed.code())
        .run(&mut session)
        .await?;
        if ended == 0 {
            return Err(StoreError::Conflict {
                what: "a release that does not hold",
            });
        }
        set_visibility(dataset, to, &mut session).await?;
        touch(dataset, event.at, &mut session).await?;
        journal::write(event, &mut session).await?;
        manifest::commit(session).await
    }
}

/// Decides on a release that waits, and says of which dataset it is.
async fn decide(
    id: ReleaseId,
    (state, reason): (ReleaseState, Option<&str>),
    event: &Event,
    session: &mut Session,
) -> Result<DatasetId, StoreError> {
    let decided = query(
        "update hw_release
         set state = $1, reason = $2, decided_by = $3, decided_at = $4
         where id = $5
           and state = $6",
    )
    .bind(state.code())
    .bind(reason)
    .bind(event.account.map(AccountId::as_uuid))
    .bind(event.at)
    .bind(id)
    .bind(ReleaseState::Applied.code())
    .run(session)
    .await?;
    if decided == 0 {
        return Err(StoreError::Conflict {
            what: "a release that does not wait any more",
        });
    }
    let row = query("select dataset_id from hw_release where id = $1")
        .bind(id)
        .one(session)
        .await?;
    Ok(DatasetId::from_uuid(row.uuid("dataset_id")?))
}

async fn put(release: &Release, session: &mut Session) -> Result<(), StoreError> {
    query(
        "insert into hw_release (id, dataset_id, delivery_id, version, state, choice, checks, note, standing, under_id,
                                 applied_by, applied_at, decided_by, decided_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
    )
    .bind(release.id)
    .bind(release.dataset)
    .bind(release.delivery)
    .bind(release.version.0)
    .bind(release.state.code())
    .bind(to_json("what a release looks at", &release.choice)?)
    .bind(to_json("the checks of a release", &release.checks)?)
    .bind(release.note.as_deref())
    .bind(release.standing)
    .bind(release.under.map(ReleaseId::as_uuid))
    .bind(release.applied_by.map(AccountId::as_uuid))
    .bind(release.applied_at)
    .bind(release.decided_by.map(AccountId::as_uuid))
    .bind(release.decided_at)
    .run(session)
    .await?;
    Ok(())
}

fn release(row: &Row) -> Result<Release, StoreError> {
    let account = |name| Ok::<_, StoreError>(row.optional_uuid(name)?.map(AccountId::from_uuid));
    Ok(Release {
        id: ReleaseId::from_uuid(row.uuid("id")?),
        dataset: DatasetId::from_uuid(row.uuid("dataset_id")?),
        version: VersionNumber(row.small_count("version")?),
        delivery: DeliveryId::from_uuid(row.uuid("delivery_id")?),
        state: from_code(row, "state", ReleaseState::from_code)?,
        choice: from_json(row, "choice")?,
        checks: from_json(row, "checks")?,
        note: row.get("note")?,
        standing: row.get("standing")?,
        under: row.optional_uuid("under_id")?.map(ReleaseId::from_uuid),
        applied_by: account("applied_by")?,
        applied_at: row.time("applied_at")?,
        decided_by: account("decided_by")?,
        decided_at: row.optional_time("decided_at")?,
        reason: row.get("reason")?,
        withdrawn_by: account("withdrawn_by")?,
        withdrawn_at: row.optional_time("withdrawn_at")?,
    })
}
