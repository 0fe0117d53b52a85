//! Memory of bridges.

use crate::bridge_trail;
use crate::database::{Row, Session, Value, insert, query};
use crate::journal;
use crate::manifest;
use crate::organisations::mark_datasets;
use crate::store::Store;
use crate::stored::{from_code, from_json, to_json};
use async_trait::async_trait;
use hebewerk_hub::ports::{
    BridgeChange, BridgeStep, Bridges, ChangedBridges, Event, KeptSketch, KeptTuple, SketchChange,
    SketchMark, SketchedTables, StoreError,
};
use hebewerk_model::{
    AccountId, Bridge, BridgeDecay, BridgeId, BridgeKind, BridgeMeasure, BridgeState, DatasetId,
    OrganisationId, VersionNumber,
};

#[async_trait]
impl Bridges for Store {
    async fn sketch_mark(&self) -> Result<Option<SketchMark>, StoreError> {
        let mut session = self.reading("reading how far sketches have come").await?;
        let row = query("select form, sequence from hw_sketch_mark where id = 1")
            .first(&mut session)
            .await?;
        row.map(|row| {
            Ok(SketchMark {
                form: row.get("form")?,
                sequence: row.get("sequence")?,
            })
        })
        .transpose()
    }

    async fn forget_sketches(&self, form: &str) -> Result<(), StoreError> {
        let mut session = self.writing("throwing sketches away").await?;
        query("delete from hw_sketch").run(&mut session).await?;
        query("delete from hw_tuple_sketch")
            .run(&mut session)
            .await?;
        query("delete from hw_sketch_mark")
            .run(&mut session)
            .await?;
        query("insert into hw_sketch_mark (id, form, sequence) values (1, $1, 0)")
            .bind(form)
            .run(&mut session)
            .await?;
        session.commit().await
    }

    async fn sketched(&self) -> Result<Vec<(DatasetId, VersionNumber)>, StoreError> {
        let mut session = self.reading("listing sketches").await?;
        let rows = query("select distinct dataset_id, version from hw_sketch order by dataset_id")
            .all(&mut session)
            .await?;
        let known = rows.iter().map(|row| {
            let dataset = DatasetId::from_uuid(row.uuid("dataset_id")?);
            Ok((dataset, VersionNumber(row.small_count("version")?)))
        });
        known.collect()
    }

    async fn sketches(&self, dataset: DatasetId) -> Result<Option<SketchedTables>, StoreError> {
        let mut session = self.reading("reading sketches").await?;
        let rows = query(
            "select version, table_name, column_name, place, label, part, row_count, prints, sample
             from hw_sketch
             where dataset_id = $1
             order by table_name, place, coalesce(part, '')",
        )
        .bind(dataset)
        .all(&mut session)
        .await?;
        let Some(first) = rows.first() else {
            return Ok(None);
        };
        let tuples = query(
            "select table_name, columns, prints
             from hw_tuple_sketch
             where dataset_id = $1
             order by table_name, columns",
        )
        .bind(dataset)
        .all(&mut session)
        .await?;
        Ok(Some(SketchedTables {
            version: VersionNumber(first.small_count("version")?),
            columns: rows.iter().map(sketch).collect::<Result<_, _>>()?,
            tuples: tuples.iter().map(tuple).collect::<Result<_, _>>()?,
        }))
    }

    async fn advance(&self, step: &BridgeStep) -> Result<(), StoreError> {
        let mut session = self.writing("keeping bridges").await?;
        if let SketchChange::Put(tables) = &step.sketches {
            put_sketches(step.dataset, tables, &mut session).await?;
        }
        for (dataset, tuple) in &step.tuples {
            put_tuple(*dataset, tuple, &mut session).await?;
        }
        for change in &step.put {
            put(change, &mut session).await?;
        }
        for id in &step.gone {
            query("delete from hw_bridge where id = $1 and state = $2")
                .bind(*id)
                .bind(BridgeState::Suggested.code())
                .run(&mut session)
                .await?;
        }
        query("update hw_sketch_mark set sequence = $1 where id = 1 and sequence < $2")
            .bind(step.sequence)
            .bind(step.sequence)
            .run(&mut session)
            .await?;
        session.commit().await
    }

    async fn changed(&self, since: i64) -> Result<ChangedBridges, StoreError> {
        let mut session = self.reading("looking for changed bridges").await?;
        let mark = query(
            "select revision, (select count(*) from hw_bridge) as bridges from hw_bridge_mark where id = 1",
        )
        .one(&mut session)
        .await?;
        let revision: i64 = mark.get("revision")?;
        let changed = if revision == since {
            Vec::new()
        } else {
            query(
                "select id, kind, left_side, right_side, climb, measure, state, accepted, decay, found_at, measured_at, decided_by,
                        decided_at
                 from hw_bridge
                 where revision > $1",
            )
            .bind(since)
            .all(&mut session)
            .await?
        };
        Ok(ChangedBridges {
            revision,
            changed: changed.iter().map(bridge).collect::<Result<_, _>>()?,
            all: mark.count("bridges")?,
        })
    }

    async fn all(&self, state: Option<BridgeState>) -> Result<Vec<Bridge>, StoreError> {
        let mut session = self.reading("listing bridges").await?;
        let rows = query(
            "select id, kind, left_side, right_side, climb, measure, state, accepted, decay, found_at, measured_at, decided_by,
                    decided_at
             from hw_bridge
             where $1 = ''
                or state = $2",
        )
        .bind(state.map_or("", BridgeState::code))
        .bind(state.map_or("", BridgeState::code))
        .all(&mut session)
        .await?;
        rows.iter().map(bridge).collect()
    }

    async fn of_dataset(&self, dataset: DatasetId) -> Result<Vec<Bridge>, StoreError> {
        let mut session = self.reading("listing bridges of a dataset").await?;
        let rows = query(
            "select id, kind, left_side, right_side, climb, measure, state, accepted, decay, found_at, measured_at, decided_by,
                    decided_at
             from hw_bridge
             where left_dataset_id = $1
                or right_dataset_id = $2
                or middle_dataset_id = $3",
        )
        .bind(dataset)
        .bind(dataset)
        .bind(dataset)
        .all(&mut session)
        .await?;
        rows.iter().map(bridge).collect()
    }

    async fn get(&self, id: BridgeId) -> Result<Option<Bridge>, StoreError> {
        let mut session = self.reading("reading a bridge").await?;
        query(
            "select id, kind, left_side, right_side, climb, measure, state, accepted, decay, found_at, measured_at, decided_by,
                    decided_at
             from hw_bridge
             where id = $1",
        )
        .bind(id)
        .first(&mut session)
        .await?
        .as_ref()
        .map(bridge)
        .transpose()
    }

    async fn decide(
        &self,
        id: BridgeId,
        (from, to): (BridgeState, BridgeState),
        accepted: Option<&BridgeMeasure>,
        events: &[Event],
    ) -> Result<(), StoreError> {
        let mut session = self.writing("deciding on a bridge").await?;
        let measure = accepted;
        let accepted = accepted
            .map(|measure| to_json("what was counted of a bridge", measure))
            .transpose()?;
        let by = events.first().and_then(|event| event.account);
        let decided = query(
            "update hw_bridge
             set state = $1, accepted = $2, decay = null, decided_by = $3, decided_at = $4
             where id = $5
               and state = $6",
        )
        .bind(to.code())
        .bind(accepted.as_deref())
        .bind(by.map(AccountId::as_uuid))
        .bind(events.first().map(|event| event.at))
        .bind(id)
        .bind(from.code())
        .run(&mut session)
        .await?;
        if decided == 0 {
            return Err(StoreError::Conflict {
                what: "a bridge that was decided on meanwhile",
            });
        }
        if let Some(event) = events.first() {
            bridge_trail::stands(id, to, event.at, &mut session).await?;
            if let Some(measure) = measure {
                bridge_trail::counted(id, measure, event.at, &mut session).await?;
            }
        }
        for event in events {
            journal::write(event, &mut session).await?;
        }
        session.commit().await
    }

    async fn consents(&self) -> Result<Vec<OrganisationId>, StoreError> {
        let mut session = self.reading("listing sealed houses that take part").await?;
        let rows = query("select organisation_id from hw_bridge_consent order by organisation_id")
            .all(&mut session)
            .await?;
        rows.iter()
            .map(|row| Ok(OrganisationId::from_uuid(row.uuid("organisation_id")?)))
            .collect()
    }

    async fn set_consent(
        &self,
        organisation: OrganisationId,
        agrees: bool,
        event: &Event,
    ) -> Result<(), StoreError> {
        let mut session = self.writing("letting a sealed house take part").await?;
        manifest::lock(&mut session).await?;
        query("delete from hw_bridge_consent where organisation_id = $1")
            .bind(organisation)
            .run(&mut session)
            .await?;
        if agrees {
            query("insert into hw_bridge_consent (organisation_id, agreed_by, agreed_at) values ($1, $2, $3)")
                .bind(organisation)
                .bind(event.account.map(AccountId::as_uuid))
                .bind(event.at)
                .run(&mut session)
                .await?;
        }
        mark_datasets(organisation, &mut session).await?;
        journal::write(event, &mut session).await?;
        session.commit().await
    }
}

async fn put_sketches(
    dataset: DatasetId,
    tables: &SketchedTables,
    session: &mut Session,
) -> Result<(), StoreError> {
    for old in [
        "delete from hw_sketch where dataset_id = $1",
        "delete from hw_tuple_sketch where dataset_id = $1",
    ] {
        query(old).bind(dataset).run(session).await?;
    }
    for tuple in &tables.tuples {
        put_tuple(dataset, tuple, session).await?;
    }
    for column in &tables.columns {
        let sample = to_json("a sample of values", &column.sample)?;
        let row: Vec<Value> = vec![
            dataset.into(),
            tables.version.0.into(),
            column.table.as_str().into(),
            column.column.as_str().into(),
            column.place.into(),
            column.label.as_str().into(),
            column.part.as_deref().into(),
            column.rows.into(),
            column.prints.as_slice().into(),
            sample.into(),
        ];
        // One by one: a sketch may have some megabytes.
        insert(
            "hw_sketch (dataset_id, version, table_name, column_name, place, label, part, row_count, prints, sample)",
            vec![row],
            session,
        )
        .await?;
    }
    Ok(())
}

async fn put_tuple(
    dataset: DatasetId,
    tuple: &KeptTuple,
    session: &mut Session,
) -> Result<(), StoreError> {
    query(
        "insert into hw_tuple_sketch (dataset_id, table_name, columns, prints)
         values ($1, $2, $3, $4)
         on conflict (dataset_id, table_name, columns) do update
         set prints = excluded.prints",
    )
    .bind(dataset)
    .bind(tuple.table.as_str())
    .bind(to_json("the columns of a key", &tuple.columns)?)
    .bind(tuple.prints.as_slice())
    .run(session)
    .await?;
    Ok(())
}

async fn put(change: &BridgeChange, session: &mut Session) -> Result<(), StoreError> {
    let bridge = &change.bridge;
    let measure = to_json("what was counted of a bridge", &bridge.measure)?;
    let left = to_json("a side of a bridge", &bridge.left)?;
    let right = to_json("a side of a bridge", &bridge.right)?;
    if let Some(was) = change.was {
        let updated = query(
            "update hw_bridge
             set kind = $1, left_side = $2, right_side = $3, measure = $4, state = $5, decay = $6, measured_at = $7
             where id = $8
               and state = $9",
        )
        .bind(bridge.kind.code())
        .bind(left)
        .bind(right)
        .bind(measure)
        .bind(bridge.state.code())
        .bind(bridge.decay.map(BridgeDecay::code))
        .bind(bridge.measured_at)
        .bind(bridge.id)
        .bind(was.code())
        .run(session)
        .await?;
        return if updated == 0 {
            Ok(())
        } else {
            bridge_trail::followed(bridge, was, session).await
        };
    }
    let middle = bridge.between().map(|[fine, _coarse]| fine.dataset);
    let climb = bridge.climb.as_ref();
    let climb = climb.map(|climb| to_json("how a bridge climbs", climb));
    let climb = climb.transpose()?;
    let inserted = query(
        "insert into hw_bridge (id, identity, kind, left_dataset_id, right_dataset_id, middle_dataset_id, left_side,
                                right_side, climb, measure, state, found_at, measured_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
         on conflict (identity) do nothing",
    )
    .bind(bridge.id)
    .bind(identity(bridge))
    .bind(bridge.kind.code())
    .bind(bridge.left.dataset)
    .bind(bridge.right.dataset)
    .bind(middle.map(DatasetId::as_uuid))
    .bind(left)
    .bind(right)
    .bind(climb.as_deref())
    .bind(measure)
    .bind(bridge.state.code())
    .bind(bridge.found_at)
    .bind(bridge.measured_at)
    .run(session)
    .await?;
    if inserted > 0 {
        bridge_trail::stands(bridge.id, bridge.state, bridge.found_at, session).await?;
    }
    Ok(())
}

/// Short enough for an index of PostgreSQL, however many columns there are.
fn identity(bridge: &Bridge) -> String {
    blake3::hash(bridge.identity().as_bytes())
        .to_hex()
        .to_string()
}

fn sketch(row: &Row) -> Result<KeptSketch, StoreError> {
    Ok(KeptSketch {
        table: row.get("table_name")?,
        column: row.get("column_name")?,
        place: row.small_count("place")?,
        label: row.get("label")?,
        part: row.get("part")?,
        rows: row.count("row_count")?,
        prints: row.get("prints")?,
        sample: from_json(row, "sample")?,
    })
}

fn tuple(row: &Row) -> Result<KeptTuple, StoreError> {
    Ok(KeptTuple {
        table: row.get("table_name")?,
        columns: from_json(row, "columns")?,
        prints: row.get("prints")?,
    })
}

fn bridge(row: &Row) -> Result<Bridge, StoreError> {
    let has = |name| Ok::<_, StoreError>(row.get::<Option<String>>(name)?.is_some());
    Ok(Bridge {
        id: BridgeId::from_uuid(row.uuid("id")?),
        kind: from_code(row, "kind", BridgeKind::from_code)?,
        left: from_json(row, "left_side")?,
        right: from_json(row, "right_side")?,
        climb: if has("climb")? {
            Some(from_json(row, "climb")?)
        } else {
            None
        },
        measure: from_json(row, "measure")?,
        state: from_code(row, "state", BridgeState::from_code)?,
        accepted: if has("accepted")? {
            Some(from_json(row, "accepted")?)
        } else {
            None
        },
        decay: if has("decay")? {
            Some(from_code(row, "decay", BridgeDecay::from_code)?)
        } else {
            None
        },
        found_at: row.time("found_at")?,
        measured_at: row.time("measured_at")?,
        decided_by: row.optional_uuid("decided_by")?.map(AccountId::from_uuid),
        decided_at: row.optional_time("decided_at")?,
    })
}
