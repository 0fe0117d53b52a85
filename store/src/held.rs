//! Memory of versions that wait for somebody to accept them.

use crate::commit::{refuse_wrong_number, rules};
use crate::database::{Row, Session, query};
use crate::store::Store;
use crate::stored::{from_json, to_json};
use crate::versions::{delivery, findings_of};
use crate::{dataset_rows, journal, manifest, table_rows};
use async_trait::async_trait;
use hebewerk_hub::ports::{Event, HeldVersion, HeldVersions, NewTable, StoreError};
use hebewerk_model::{
    DataFile, Dataset, DatasetId, Delivery, DeliveryId, DeliveryOutcome, OrganisationId,
    VersionNumber, Waiting,
};

#[async_trait]
impl HeldVersions for Store {
    async fn hold(&self, held: HeldVersion, event: &Event) -> Result<(), StoreError> {
        let mut session = self.writing("holding a version").await?;
        manifest::lock(&mut session).await?;
        let dataset = known(held.delivery.dataset, &mut session).await?;
        check(&held, &dataset, event)?;
        refuse_wrong_number(&held.version, &mut session).await?;
        overtake(dataset.id, &mut session).await?;
        for table in &held.tables {
            let name = &table.table.table.sql_name;
            table_rows::claim_name(dataset.organisation, name, dataset.id, &mut session).await?;
        }
        dataset_rows::add_delivery(&held.delivery, &held.findings, &mut session).await?;
        put(&held, &mut session).await?;
        journal::write(event, &mut session).await?;
        session.commit().await
    }

    async fn held(&self, dataset: DatasetId) -> Result<Option<HeldVersion>, StoreError> {
        let mut session = self.reading("reading a held version").await?;
        let row = query(
            "select d.id, d.dataset_id, d.file_name, d.content, d.size_bytes, d.received_at, d.account_id, d.outcome,
                    d.reader, d.leaves_out, h.rows_before, h.drifts, h.version, h.tables, h.recipe, h.message
             from hw_held h
             join hw_delivery d on d.id = h.delivery_id
             where h.dataset_id = $1",
        )
        .bind(dataset)
        .first(&mut session)
        .await?;
        let Some(row) = row else {
            return Ok(None);
        };
        let delivery = delivery(&row)?;
        Ok(Some(HeldVersion {
            findings: findings_of(delivery.id, &mut session).await?,
            delivery,
            version: from_json(&row, "version")?,
            tables: from_json(&row, "tables")?,
            recipe: from_json(&row, "recipe")?,
            message: row.get("message")?,
            drifts: from_json(&row, "drifts")?,
            rows_before: row.count("rows_before")?,
        }))
    }

    async fn waiting(
        &self,
        organisations: Option<&[OrganisationId]>,
    ) -> Result<Vec<(DatasetId, Waiting)>, StoreError> {
        let mut session = self.reading("listing held versions").await?;
        let rows = query(
            "select h.dataset_id, h.delivery_id, h.number, h.rows_before, h.rows_after, h.drifts,
                    d.file_name, d.received_at, s.organisation_id
             from hw_held h
             join hw_delivery d on d.id = h.delivery_id
             join hw_dataset s on s.id = h.dataset_id
             order by d.received_at, h.delivery_id",
        )
        .all(&mut session)
        .await?;
        let mut found = Vec::new();
        for row in &rows {
            let organisation = OrganisationId::from_uuid(row.uuid("organisation_id")?);
            if organisations.is_none_or(|named| named.contains(&organisation)) {
                found.push((DatasetId::from_uuid(row.uuid("dataset_id")?), waiting(row)?));
            }
        }
        Ok(found)
    }

    async fn refuse(&self, delivery: DeliveryId, event: &Event) -> Result<(), StoreError> {
        let mut session = self.writing("refusing a version").await?;
        manifest::lock(&mut session).await?;
        let ended = query("delete from hw_held where delivery_id = $1")
            .bind(delivery)
            .run(&mut session)
            .await?;
        if ended == 0 {
            return Err(StoreError::Conflict {
                what: "a version that does not wait any more",
            });
        }
        end(delivery, DeliveryOutcome::Refused, &mut session).await?;
        journal::write(event, &mut session).await?;
        session.commit().await
    }

    async fn takes_all(&self, dataset: DatasetId) -> Result<bool, StoreError> {
        let mut session = self.reading("reading whether everything is taken").await?;
        let row = query("select takes_all from hw_dataset where id = $1")
            .bind(dataset)
            .first(&mut session)
            .await?;
        row.map_or(Ok(false), |row| row.get("takes_all"))
    }

    async fn set_takes_all(
        &self,
        dataset: DatasetId,
        takes_all: bool,
        event: &Event,
    ) -> Result<(), StoreError> {
        let mut session = self.writing("saying whether everything is taken").await?;
        query("update hw_dataset set takes_all = $1 where id = $2")
            .bind(takes_all)
            .bind(dataset)
            .run(&mut session)
            .await?;
        journal::write(event, &mut session).await?;
        session.commit().await
    }
}

/// Makes a delivery that waits one that became a version; whether it did wait.
pub(crate) async fn accept(delivery: &Delivery, session: &mut Session) -> Result<bool, StoreError> {
    let known = query("select outcome from hw_delivery where id = $1")
        .bind(delivery.id)
        .first(session)
        .await?;
    let Some(known) = known else {
        return Ok(false);
    };
    if known.get::<String>("outcome")? != DeliveryOutcome::Held.code() {
        return Err(StoreError::Conflict {
            what: "a delivery that does not wait any more",
        });
    }
    query("delete from hw_held where delivery_id = $1")
        .bind(delivery.id)
        .run(session)
        .await?;
    query("update hw_delivery set outcome = $1, reader = $2, leaves_out = $3 where id = $4")
        .bind(delivery.outcome.code())
        .bind(delivery.reader)
        .bind(delivery.leaves_out)
        .bind(delivery.id)
        .run(session)
        .await?;
    query("delete from hw_finding where delivery_id = $1")
        .bind(delivery.id)
        .run(session)
        .await?;
    Ok(true)
}

/// Ends the waiting of whatever waits in a dataset, because something newer has come.
pub(crate) async fn overtake(dataset: DatasetId, session: &mut Session) -> Result<(), StoreError> {
    let row = query("select delivery_id from hw_held where dataset_id = $1")
        .bind(dataset)
        .first(session)
        .await?;
    let Some(row) = row else {
        return Ok(());
    };
    let delivery = DeliveryId::from_uuid(row.uuid("delivery_id")?);
    query("delete from hw_held where dataset_id = $1")
        .bind(dataset)
        .run(session)
        .await?;
    end(delivery, DeliveryOutcome::Overtaken, session).await
}

/// The files of a version that waits.
pub(crate) async fn files_of(
    delivery: DeliveryId,
    session: &mut Session,
) -> Result<Vec<DataFile>, StoreError> {
    let row = query("select tables from hw_held where delivery_id = $1")
        .bind(delivery)
        .first(session)
        .await?;
    let Some(row) = row else {
        return Ok(Vec::new());
    };
    let tables: Vec<NewTable> = from_json(&row, "tables")?;
    let tables = tables.into_iter();
    Ok(tables.flat_map(|table| table.table.files).collect())
}

/// The files of all versions that wait.
pub(crate) async fn files(session: &mut Session) -> Result<Vec<DataFile>, StoreError> {
    let rows = query("select tables from hw_held order by delivery_id")
        .all(session)
        .await?;
    let mut files = Vec::new();
    for row in &rows {
        let tables: Vec<NewTable> = from_json(row, "tables")?;
        files.extend(tables.into_iter().flat_map(|table| table.table.files));
    }
    Ok(files)
}

async fn known(id: DatasetId, session: &mut Session) -> Result<Dataset, StoreError> {
    dataset_rows::find(id, session)
        .await?
        .ok_or(StoreError::Conflict {
            what: "a version of a dataset that does not exist",
        })
}

/// What could not be committed later must not wait.
fn check(held: &HeldVersion, dataset: &Dataset, event: &Event) -> Result<(), StoreError> {
    if held.delivery.outcome != DeliveryOutcome::Held {
        return Err(StoreError::Refused {
            what: "a version that waits",
            detail: format!("{} comes with another outcome", held.delivery.id),
        });
    }
    rules::check(&held.clone().accepted(dataset.clone(), event.clone()))
}

async fn put(held: &HeldVersion, session: &mut Session) -> Result<(), StoreError> {
    query(
        "insert into hw_held
             (dataset_id, delivery_id, number, rows_before, rows_after, drifts, version, tables, recipe, message)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(held.delivery.dataset)
    .bind(held.delivery.id)
    .bind(held.version.number.0)
    .bind(held.rows_before)
    .bind(held.version.rows.unwrap_or_default())
    .bind(to_json("drifts", &held.drifts)?)
    .bind(to_json("a version", &held.version)?)
    .bind(to_json("tables", &held.tables)?)
    .bind(to_json("a recipe", &held.recipe)?)
    .bind(held.message.as_str())
    .run(session)
    .await?;
    Ok(())
}

/// Ends a waiting with an outcome.
pub(crate) async fn end(
    delivery: DeliveryId,
    outcome: DeliveryOutcome,
    session: &mut Session,
) -> Result<(), StoreError> {
    query("update hw_delivery set outcome = $1 where id = $2")
        .bind(outcome.code())
        .bind(delivery)
        .run(session)
        .await?;
    Ok(())
}

fn waiting(row: &Row) -> Result<Waiting, StoreError> {
    Ok(Waiting {
        delivery: DeliveryId::from_uuid(row.uuid("delivery_id")?),
        file_name: row.get("file_name")?,
        since: row.time("received_at")?,
        holds: VersionNumber(row.small_count("number")?.saturating_sub(1)),
        rows_before: row.count("rows_before")?,
        rows_after: row.count("rows_after")?,
        drifts: from_json(row, "drifts")?,
    })
}
