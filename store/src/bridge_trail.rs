//! Memory of bridges over time.

use crate::database::{Row, Session, query};
use crate::journal::{PUBLIC, week};
use crate::store::Store;
use crate::stored::{from_code, from_json, to_json};
use async_trait::async_trait;
use hebewerk_hub::ports::{BridgeMapping, BridgeMeasured, BridgeStood, BridgeTrail, StoreError};
use hebewerk_model::{
    Bridge, BridgeId, BridgeMeasure, BridgeState, DatasetId, OrganisationId, Slug,
};
use jiff::Timestamp;

#[async_trait]
impl BridgeTrail for Store {
    async fn views(&self) -> Result<Vec<(BridgeId, Slug)>, StoreError> {
        let mut session = self.reading("listing views of bridges").await?;
        let rows = query("select bridge_id, name from hw_bridge_view order by name")
            .all(&mut session)
            .await?;
        rows.iter()
            .map(|row| Ok((bridge_id(row)?, row.parsed("name")?)))
            .collect()
    }

    async fn viewed(&self, name: &Slug) -> Result<Option<BridgeId>, StoreError> {
        let mut session = self.reading("finding the view of a bridge").await?;
        let row = query("select bridge_id from hw_bridge_view where name = $1")
            .bind(name)
            .first(&mut session)
            .await?;
        row.as_ref().map(bridge_id).transpose()
    }

    async fn name_view(&self, bridge: BridgeId, name: &Slug) -> Result<bool, StoreError> {
        let mut session = self.writing("naming the view of a bridge").await?;
        query(
            "insert into hw_bridge_view (bridge_id, name) values ($1, $2) on conflict do nothing",
        )
        .bind(bridge)
        .bind(name)
        .run(&mut session)
        .await?;
        let named = query("select bridge_id from hw_bridge_view where bridge_id = $1")
            .bind(bridge)
            .first(&mut session)
            .await?;
        session.commit().await?;
        Ok(named.is_some())
    }

    async fn measures(&self, bridge: BridgeId) -> Result<Vec<BridgeMeasured>, StoreError> {
        let mut session = self.reading("reading what was counted of a bridge").await?;
        let rows = query(
            "select at, measure
             from hw_bridge_measure
             where bridge_id = $1
             order by at, left_version, middle_version, right_version",
        )
        .bind(bridge)
        .all(&mut session)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(BridgeMeasured {
                    at: row.time("at")?,
                    measure: from_json(row, "measure")?,
                })
            })
            .collect()
    }

    async fn stood(&self) -> Result<Vec<BridgeStood>, StoreError> {
        let mut session = self.reading("reading how bridges stood").await?;
        // What came in one moment came in the order of a life.
        let rows = query(
            "select bridge_id, at, state
             from hw_bridge_state
             order by at, case state when 'suggested' then 0 when 'accepted' then 1 else 2 end, bridge_id",
        )
        .all(&mut session)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(BridgeStood {
                    bridge: bridge_id(row)?,
                    at: row.time("at")?,
                    state: from_code(row, "state", BridgeState::from_code)?,
                })
            })
            .collect()
    }

    async fn count_walk(
        &self,
        bridge: BridgeId,
        by: Option<OrganisationId>,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let mut session = self.writing("counting an answer over a bridge").await?;
        query(
            "insert into hw_bridge_use (bridge_id, week, organisation_id, uses)
             values ($1, $2, $3, 1)
             on conflict (bridge_id, week, organisation_id) do update
             set uses = hw_bridge_use.uses + 1",
        )
        .bind(bridge)
        .bind(week(at))
        .bind(by.map_or(PUBLIC, OrganisationId::as_uuid))
        .run(&mut session)
        .await?;
        session.commit().await
    }

    async fn walks(&self, since: Timestamp) -> Result<Vec<(BridgeId, u64)>, StoreError> {
        let mut session = self.reading("reading how bridges are used").await?;
        let rows = query(
            "select bridge_id, cast(sum(uses) as bigint) as uses
             from hw_bridge_use
             where week >= $1
             group by bridge_id
             order by bridge_id",
        )
        .bind(week(since))
        .all(&mut session)
        .await?;
        rows.iter()
            .map(|row| Ok((bridge_id(row)?, row.count("uses")?)))
            .collect()
    }

    async fn untold(&self) -> Result<Vec<(BridgeId, Timestamp)>, StoreError> {
        let mut session = self.reading("finding decays nobody was told of").await?;
        let rows = query(
            "select s.bridge_id, s.at
             from hw_bridge_state s
             join hw_bridge b
               on b.id = s.bridge_id
             where s.state = $1
               and b.state = $2
               and s.told_at is null
             order by s.at, s.bridge_id",
        )
        .bind(BridgeState::Decayed.code())
        .bind(BridgeState::Decayed.code())
        .all(&mut session)
        .await?;
        rows.iter()
            .map(|row| Ok((bridge_id(row)?, row.time("at")?)))
            .collect()
    }

    async fn note_told(
        &self,
        bridge: BridgeId,
        since: Timestamp,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut session = self.writing("noting that a decay was told").await?;
        let noted = query(
            "update hw_bridge_state
             set told_at = $1
             where bridge_id = $2
               and state = $3
               and at <= $4
               and told_at is null",
        )
        .bind(at)
        .bind(bridge)
        .bind(BridgeState::Decayed.code())
        .bind(since)
        .run(&mut session)
        .await?;
        session.commit().await?;
        Ok(noted > 0)
    }

    async fn mappings(&self) -> Result<Vec<BridgeMapping>, StoreError> {
        let mut session = self.reading("listing mappings of bridges").await?;
        let rows = query(
            "select bridge_id, dataset_id, of_left
             from hw_bridge_mapping
             order by bridge_id",
        )
        .all(&mut session)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(BridgeMapping {
                    bridge: bridge_id(row)?,
                    dataset: DatasetId::from_uuid(row.uuid("dataset_id")?),
                    of_left: row.get("of_left")?,
                })
            })
            .collect()
    }

    async fn set_mapping(&self, mapping: BridgeMapping) -> Result<(), StoreError> {
        let mut session = self.writing("keeping the mapping of a bridge").await?;
        query("delete from hw_bridge_mapping where bridge_id = $1")
            .bind(mapping.bridge)
            .run(&mut session)
            .await?;
        query("insert into hw_bridge_mapping (bridge_id, dataset_id, of_left) values ($1, $2, $3)")
            .bind(mapping.bridge)
            .bind(mapping.dataset)
            .bind(mapping.of_left)
            .run(&mut session)
            .await?;
        session.commit().await
    }

    async fn forget_mapping(&self, bridge: BridgeId) -> Result<(), StoreError> {
        let mut session = self.writing("forgetting the mapping of a bridge").await?;
        query("delete from hw_bridge_mapping where bridge_id = $1")
            .bind(bridge)
            .run(&mut session)
            .await?;
        session.commit().await
    }
}

/// Writes down how a bridge stands from now on.
pub(crate) async fn stands(
    bridge: BridgeId,
    state: BridgeState,
    at: Timestamp,
    session: &mut Session,
) -> Result<(), StoreError> {
    query("insert into hw_bridge_state (bridge_id, at, state) values ($1, $2, $3)")
        .bind(bridge)
        .bind(at)
        .bind(state.code())
        .run(session)
        .await?;
    Ok(())
}

/// Writes down what was counted, in place of what was counted of the same versions before.
pub(crate) async fn counted(
    bridge: BridgeId,
    measure: &BridgeMeasure,
    at: Timestamp,
    session: &mut Session,
) -> Result<(), StoreError> {
    let text = to_json("what was counted of a bridge", measure)?;
    query(
        "insert into hw_bridge_measure (bridge_id, left_version, middle_version, right_version, at, measure)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (bridge_id, left_version, middle_version, right_version) do update
         set measure = $7",
    )
    .bind(bridge)
    .bind(measure.left_version.0)
    .bind(measure.middle_version.map_or(0, |version| version.0))
    .bind(measure.right_version.0)
    .bind(at)
    .bind(text.clone())
    .bind(text)
    .run(session)
    .await?;
    Ok(())
}

/// Writes down what became of a bridge that was measured.
pub(crate) async fn followed(
    bridge: &Bridge,
    was: BridgeState,
    session: &mut Session,
) -> Result<(), StoreError> {
    if was != bridge.state {
        stands(bridge.id, bridge.state, bridge.measured_at, session).await?;
    }
    if matches!(bridge.state, BridgeState::Accepted | BridgeState::Decayed) {
        counted(bridge.id, &bridge.measure, bridge.measured_at, session).await?;
    }
    Ok(())
}

fn bridge_id(row: &Row) -> Result<BridgeId, StoreError> {
    Ok(BridgeId::from_uuid(row.uuid("bridge_id")?))
}
