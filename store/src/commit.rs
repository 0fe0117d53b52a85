//! One transaction makes a version visible.

pub(crate) mod rules;

use crate::database::{Moment, Session, query};
use crate::manifest::{self, Draft, Landing, Schema, schema_of};
use crate::store::Store;
use crate::stored::to_json;
use crate::{dataset_rows, held, journal, open_changes, recipes, table_rows};
use hebewerk_hub::ports::{NewTable, NewVersion, StoreError};
use hebewerk_model::{Version, VersionNumber};

/// Writes dataset, delivery, manifest, tables, statistics and findings, and makes them visible together.
pub(crate) async fn commit(store: &Store, mut new: NewVersion) -> Result<Version, StoreError> {
    rules::check(&new)?;
    new.version.created_at = Moment::from(new.version.created_at).timestamp();
    let mut session = store.writing("writing a version").await?;
    let mut draft = Draft::open(&mut session).await?;
    put_dataset(&new, &mut session).await?;
    refuse_wrong_number(&new.version, &mut session).await?;
    put_delivery(&new, &mut session).await?;
    recipes::note(&new, &mut session).await?;

    let schema = schema_of(new.dataset.organisation, &mut draft, &mut session).await?;
    let mut gone = table_rows::live_lake_tables(new.dataset.id, &mut session).await?;
    // Tables that are gone end first: another may take their name in this very version.
    for table in &new.tables {
        let known = table_rows::lake_table(table.table.table.id, &mut session).await?;
        gone.retain(|id| Some(*id) != known);
    }
    for table in gone {
        manifest::end(table, &mut draft, &mut session).await?;
    }
    let mut landed = Vec::with_capacity(new.tables.len());
    for table in &new.tables {
        landed.push(land(table, &new, &schema, &mut draft, &mut session).await?);
    }

    new.version.snapshot = draft.snapshot;
    draft
        .close(
            &mut session,
            Moment::from(new.version.created_at),
            &schema.office,
            &new.message,
        )
        .await?;
    put_version(&new.version, &mut session).await?;
    open_changes::note(new.dataset.id, &mut session).await?;
    for (position, table) in new.tables.iter().enumerate() {
        table_rows::add_version(position, table, draft.snapshot, &mut session).await?;
    }
    for (table, id) in new.tables.iter().zip(landed) {
        let name = table.table.table.sql_name.as_str();
        manifest::checks::check_table(id, name, table.table.rows, &schema, &mut session).await?;
    }
    journal::write(&new.event, &mut session).await?;
    manifest::commit(session).await?;
    Ok(new.version)
}

/// Adds the dataset, or moves its state, time and recipe.
async fn put_dataset(new: &NewVersion, session: &mut Session) -> Result<(), StoreError> {
    let Some(before) = dataset_rows::find(new.dataset.id, session).await? else {
        return dataset_rows::add(&new.dataset, &new.recipe, session).await;
    };
    if before.organisation != new.dataset.organisation {
        return Err(StoreError::Conflict {
            what: "a dataset of another organisation",
        });
    }
    let changed = dataset_rows::next_change(session).await?;
    query("update hw_dataset set state = $1, updated_at = $2, recipe = $3, changed = $4 where id = $5")
        .bind(new.dataset.state.code())
        .bind(new.dataset.updated_at)
        .bind(to_json("a recipe", &new.recipe)?)
        .bind(changed)
        .bind(new.dataset.id)
        .run(session)
        .await?;
    Ok(())
}

/// Adds the delivery, or lets one that waited become a version; whatever else waits is overtaken by this.
async fn put_delivery(new: &NewVersion, session: &mut Session) -> Result<(), StoreError> {
    let has_waited = held::accept(&new.delivery, session).await?;
    held::overtake(new.dataset.id, session).await?;
    if has_waited {
        return dataset_rows::add_findings(new.delivery.id, &new.findings, session).await;
    }
    dataset_rows::add_delivery(&new.delivery, &new.findings, session).await
}

/// The number must follow the newest one: else somebody committed meanwhile.
pub(crate) async fn refuse_wrong_number(
    version: &Version,
    session: &mut Session,
) -> Result<(), StoreError> {
    let row =
        query("select coalesce(max(number), 0) as newest from hw_version where dataset_id = $1")
            .bind(version.dataset)
            .one(session)
            .await?;
    if version.number == VersionNumber(row.small_count("newest")? + 1) {
        return Ok(());
    }
    Err(StoreError::Conflict {
        what: "the number of the version",
    })
}

/// Lands one table in the manifest; returns its number there.
async fn land(
    new: &NewTable,
    version: &NewVersion,
    schema: &Schema,
    draft: &mut Draft,
    session: &mut Session,
) -> Result<i64, StoreError> {
    let table = &new.table.table;
    table_rows::claim_name(
        version.dataset.organisation,
        &table.sql_name,
        table.dataset,
        session,
    )
    .await?;
    let lake_id = table_rows::lake_table(table.id, session).await?;
    let landing = Landing {
        lake_id,
        table: table.id,
        sql_name: &table.sql_name,
        columns: &new.table.columns,
        files: &new.table.files,
    };
    let id = manifest::land(&landing, schema, draft, session).await?;
    if lake_id.is_none() {
        table_rows::add_table(table, id, session).await?;
    }
    Ok(id)
}

async fn put_version(version: &Version, session: &mut Session) -> Result<(), StoreError> {
    let rows = version.rows.ok_or_else(|| StoreError::Refused {
        what: "a version",
        detail: "as a reader knows it from whom rows are held back".to_owned(),
    })?;
    query(
        "insert into hw_version
             (id, dataset_id, number, snapshot_id, delivery_id, format, created_at, row_count, errors, warnings, change,
              personal)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(version.id)
    .bind(version.dataset)
    .bind(version.number.0)
    .bind(version.snapshot)
    .bind(version.delivery)
    .bind(version.format.code())
    .bind(version.created_at)
    .bind(rows)
    .bind(version.errors)
    .bind(version.warnings)
    .bind(to_json("a change", &version.change)?)
    .bind(to_json("personal data", &version.personal)?)
    .run(session)
    .await?;
    Ok(())
}
