//! Memory of deliveries and versions.

use crate::census;
use crate::database::{Row, Session, corrupt, query};
use crate::store::Store;
use crate::stored::{from_code, from_json};
use crate::{commit, record, table_rows};
use async_trait::async_trait;
use hebewerk_hub::ports::{Census, NewVersion, NewestTable, StoreError, UnreadDelivery, Versions};
use hebewerk_model::{
    AccountId, ColumnStatistics, DatasetId, Delivery, DeliveryId, DeliveryOutcome, Finding,
    FindingCode, Format, Severity, TableId, TableVersion, Version, VersionId, VersionNumber,
};
use jiff::Timestamp;

#[async_trait]
impl Versions for Store {
    async fn commit(&self, new: NewVersion) -> Result<Version, StoreError> {
        commit::commit(self, new).await
    }

    async fn record(&self, delivery: UnreadDelivery) -> Result<(), StoreError> {
        record::record(self, &delivery).await
    }

    async fn list(
        &self,
        dataset: DatasetId,
        before: Option<VersionNumber>,
        limit: u32,
    ) -> Result<Vec<Version>, StoreError> {
        let read = async {
            let mut session = self.reading("listing versions").await?;
            let rows = query(
                "select id, dataset_id, number, snapshot_id, delivery_id, format, created_at,
                    row_count, errors, warnings, change, personal
             from hw_version
             where dataset_id = $1
               and number < $2
             order by number desc
             limit $3",
            )
            .bind(dataset)
            .bind(before.map_or(i64::MAX, |number| i64::from(number.0)))
            .bind(limit)
            .all(&mut session)
            .await?;
            rows.iter().map(version).collect()
        };
        let known = &self.remembered.versions;
        known
            .or_read(&self.database, (dataset, before, limit), read)
            .await
    }

    async fn get(
        &self,
        dataset: DatasetId,
        number: Option<VersionNumber>,
    ) -> Result<Option<Version>, StoreError> {
        let read = async {
            let Some(number) = number else {
                return Ok(Versions::list(self, dataset, None, 1).await?.pop());
            };
            let mut session = self.reading("reading a version").await?;
            let row = query(
                "select id, dataset_id, number, snapshot_id, delivery_id, format, created_at,
                    row_count, errors, warnings, change, personal
             from hw_version
             where dataset_id = $1
               and number = $2",
            )
            .bind(dataset)
            .bind(number.0)
            .first(&mut session)
            .await?;
            row.as_ref().map(version).transpose()
        };
        let known = &self.remembered.version;
        known.or_read(&self.database, (dataset, number), read).await
    }

    async fn as_of(
        &self,
        dataset: DatasetId,
        moment: Timestamp,
    ) -> Result<Option<Version>, StoreError> {
        let mut session = self.reading("reading a version").await?;
        let row = query(
            "select id, dataset_id, number, snapshot_id, delivery_id, format, created_at,
                    row_count, errors, warnings, change, personal
             from hw_version
             where dataset_id = $1
               and created_at <= $2
             order by number desc
             limit 1",
        )
        .bind(dataset)
        .bind(moment)
        .first(&mut session)
        .await?;
        row.as_ref().map(version).transpose()
    }

    async fn tables(&self, version: VersionId) -> Result<Vec<TableVersion>, StoreError> {
        let read = async {
            let mut session = self.reading("reading the tables of a version").await?;
            table_rows::tables_of(version, &mut session).await
        };
        let known = &self.remembered.tables;
        known.or_read(&self.database, version, read).await
    }

    async fn newest_tables(&self) -> Result<Vec<NewestTable>, StoreError> {
        let mut session = self.reading("reading the newest tables").await?;
        table_rows::newest_tables(&mut session).await
    }

    async fn dataset_of(&self, table: TableId) -> Result<Option<DatasetId>, StoreError> {
        let mut session = self.reading("looking for a table").await?;
        let row = query("select dataset_id from hw_table where id = $1")
            .bind(table)
            .first(&mut session)
            .await?;
        row.map(|row| Ok(DatasetId::from_uuid(row.uuid("dataset_id")?)))
            .transpose()
    }

    async fn next_column_id(&self, table: TableId) -> Result<i32, StoreError> {
        let mut session = self.reading("reading column numbers").await?;
        let row = query(
            "select coalesce(max(column_id), 0) + 1 as next from hw_column where table_id = $1",
        )
        .bind(table)
        .one(&mut session)
        .await?;
        i32::try_from(row.get::<i64>("next")?).map_err(|error| corrupt("column number", error))
    }

    async fn statistics(
        &self,
        version: VersionId,
        table: TableId,
    ) -> Result<Vec<ColumnStatistics>, StoreError> {
        let read = async {
            let mut session = self.reading("reading statistics").await?;
            let row = query(
                "select by_column from hw_statistics where version_id = $1 and table_id = $2",
            )
            .bind(version)
            .bind(table)
            .first(&mut session)
            .await?;
            row.map_or_else(|| Ok(Vec::new()), |row| from_json(&row, "by_column"))
        };
        let known = &self.remembered.statistics;
        known.or_read(&self.database, (version, table), read).await
    }

    async fn findings(&self, delivery: DeliveryId) -> Result<Vec<Finding>, StoreError> {
        let read = async {
            let mut session = self.reading("reading findings").await?;
            findings_of(delivery, &mut session).await
        };
        let known = &self.remembered.findings;
        known.or_read(&self.database, delivery, read).await
    }

    async fn deliveries(
        &self,
        dataset: DatasetId,
        limit: u32,
    ) -> Result<Vec<Delivery>, StoreError> {
        let read = async {
            let mut session = self.reading("listing deliveries").await?;
            let rows = query(
            "select id, dataset_id, file_name, content, size_bytes, received_at, account_id, outcome, reader, leaves_out
             from hw_delivery
             where dataset_id = $1
             order by arrival desc
             limit $2",
        )
        .bind(dataset)
        .bind(limit)
        .all(&mut session)
        .await?;
            rows.iter().map(delivery).collect()
        };
        let known = &self.remembered.deliveries;
        known.or_read(&self.database, (dataset, limit), read).await
    }

    async fn deliveries_before(
        &self,
        dataset: DatasetId,
        before: DeliveryId,
        limit: u32,
    ) -> Result<Vec<Delivery>, StoreError> {
        let mut session = self.reading("listing earlier deliveries").await?;
        let rows = query(
            "select id, dataset_id, file_name, content, size_bytes, received_at, account_id, outcome, reader, leaves_out
             from hw_delivery
             where dataset_id = $1
               and arrival < (
                   select arrival
                   from hw_delivery
                   where id = $2
                     and dataset_id = $1
               )
             order by arrival desc
             limit $3",
        )
        .bind(dataset)
        .bind(before)
        .bind(limit)
        .all(&mut session)
        .await?;
        rows.iter().map(delivery).collect()
    }

    async fn census(&self) -> Result<Census, StoreError> {
        census::take(self).await
    }

    async fn newest(&self, limit: u32) -> Result<Vec<Version>, StoreError> {
        let mut session = self.reading("listing the newest versions").await?;
        let rows = query(
            "select id, dataset_id, number, snapshot_id, delivery_id, format, created_at,
                    row_count, errors, warnings, change, personal
             from hw_version
             order by snapshot_id desc
             limit $1",
        )
        .bind(limit)
        .all(&mut session)
        .await?;
        rows.iter().map(version).collect()
    }
}

fn version(row: &Row) -> Result<Version, StoreError> {
    Ok(Version {
        id: VersionId::from_uuid(row.uuid("id")?),
        dataset: DatasetId::from_uuid(row.uuid("dataset_id")?),
        number: VersionNumber(row.small_count("number")?),
        snapshot: row.get("snapshot_id")?,
        delivery: DeliveryId::from_uuid(row.uuid("delivery_id")?),
        format: from_code(row, "format", |code| Some(Format::from_code(code)))?,
        created_at: row.time("created_at")?,
        rows: Some(row.count("row_count")?),
        errors: row.count("errors")?,
        warnings: row.count("warnings")?,
        change: from_json(row, "change")?,
        personal: from_json(row, "personal")?,
    })
}

/// The findings of a delivery, most severe first.
pub(crate) async fn findings_of(
    delivery: DeliveryId,
    session: &mut Session,
) -> Result<Vec<Finding>, StoreError> {
    let rows = query(
        "select severity, code, table_name, row_number, column_name, place_count, parameters
         from hw_finding
         where delivery_id = $1
         order by case severity when 'error' then 0 when 'warning' then 1 else 2 end, position",
    )
    .bind(delivery)
    .all(session)
    .await?;
    rows.iter().map(finding).collect()
}

/// Reads a row with the columns of `hw_delivery`.
pub(crate) fn delivery(row: &Row) -> Result<Delivery, StoreError> {
    Ok(Delivery {
        id: DeliveryId::from_uuid(row.uuid("id")?),
        dataset: DatasetId::from_uuid(row.uuid("dataset_id")?),
        file_name: row.get("file_name")?,
        content: row.parsed("content")?,
        size_bytes: row.count("size_bytes")?,
        received_at: row.time("received_at")?,
        by: row.optional_uuid("account_id")?.map(AccountId::from_uuid),
        outcome: from_code(row, "outcome", DeliveryOutcome::from_code)?,
        reader: row.small_count("reader")?,
        leaves_out: row.get("leaves_out")?,
    })
}

fn finding(row: &Row) -> Result<Finding, StoreError> {
    let line: Option<i64> = row.get("row_number")?;
    Ok(Finding {
        code: FindingCode(row.get::<String>("code")?.into()),
        severity: from_code(row, "severity", |code| Some(Severity::from_code(code)))?,
        table: row.get("table_name")?,
        row: line.and_then(|line| u64::try_from(line).ok()),
        column: row.get("column_name")?,
        count: row.count("place_count")?,
        parameters: from_json(row, "parameters")?,
    })
}
