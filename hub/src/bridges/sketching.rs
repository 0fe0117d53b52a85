//! Sketching the current version of a dataset, as everybody sees it who may read it.

use super::cells::each_as_text;
use super::mending;
use crate::ports::{AskError, KeptSketch, Place, Selection, SketchedTables};
use crate::reading::named;
use crate::take_in::is_aside;
use crate::{Hub, HubError};
use arrow::record_batch::RecordBatch;
use futures::StreamExt;
use hebewerk_bridge::{Entry, EntryBuilder, Meaning, ValueKey};
use hebewerk_guard::{Access, Conditions};
use hebewerk_model::{
    Column, ColumnType, Dataset, DatasetState, Mask, OrganisationId, TableName, TableVersion,
    Version, VersionSelector, Visibility,
};

/// Columns looked at in one pass: what their sketches need in memory is bounded, whatever the table.
const AT_ONCE: usize = 8;
/// What a hash of a value is made for; nobody outside can make it.
const PURPOSE: &str = "bridges";
/// Program that made a sketch: another number is another form.
const PROGRAM: u32 = 4;

/// A table and the columns of it that take part.
#[derive(Debug)]
pub(super) struct TakesPart {
    pub(super) table: TableVersion,
    pub(super) access: Access,
    /// Places of columns.
    places: Vec<usize>,
}

impl TakesPart {
    /// Whether all these columns take part.
    pub(super) fn has(&self, names: &[String]) -> bool {
        let takes_part = |name: &String| self.names().any(|(_table, known)| known == *name);
        names.iter().all(takes_part)
    }

    pub(super) fn names(&self) -> impl Iterator<Item = (String, String)> + '_ {
        let table = self.table.table.sql_name.to_string();
        let columns = self.places.iter();
        let columns = columns.filter_map(|place| self.table.columns.get(*place));
        columns.map(move |column| (table.clone(), column.name.clone()))
    }
}

impl Hub {
    /// The key of all hashes, and what tells sketches made with it from others.
    pub(super) fn sketch_key(&self) -> Result<(ValueKey, String), HubError> {
        let secret = self.parts.vault.derive(PURPOSE)?;
        let told = blake3::hash(&secret).to_hex();
        let mut key = [0; 16];
        key.copy_from_slice(secret.get(..16).unwrap_or(&[0; 16]));
        let told = told.get(..16).unwrap_or_default();
        Ok((ValueKey::new(key), format!("{PROGRAM} {told}")))
    }

    /// The tables of a version that take part, with the columns that do.
    pub(super) async fn takes_part(
        &self,
        dataset: &Dataset,
        version: &Version,
        consents: &[OrganisationId],
    ) -> Result<Vec<TakesPart>, HubError> {
        let is_closed = dataset.sealed
            && dataset.visibility != Visibility::Public
            && !consents.contains(&dataset.organisation);
        let is_mapping = dataset.source.starts_with(mending::SOURCE);
        if is_closed || is_mapping || dataset.state != DatasetState::Lifted {
            return Ok(Vec::new());
        }
        let tables = self.parts.versions.tables(version.id).await?;
        let everybody = Conditions::of_everybody(&dataset.protection);
        if !everybody.fit(&named(&tables)) {
            return Ok(Vec::new());
        }
        let mut taking = Vec::new();
        for table in tables {
            let name = table.table.sql_name.as_str();
            if is_aside(name) {
                continue;
            }
            let access = everybody.of_table(name, &version.personal, &[]);
            let takes_part = |column: &Column| {
                access.shows(&column.name)
                    && !matches!(column.column_type, ColumnType::Json | ColumnType::Binary)
            };
            let columns = table.columns.iter().enumerate();
            let places: Vec<usize> = columns
                .filter(|(_, column)| takes_part(column))
                .map(|(place, _)| place)
                .collect();
            if !places.is_empty() {
                taking.push(TakesPart {
                    table,
                    access,
                    places,
                });
            }
        }
        Ok(taking)
    }

    /// Reads what takes part through the guard, some columns at a time.
    pub(super) async fn sketched(
        &self,
        dataset: &Dataset,
        version: &Version,
        taking: &[TakesPart],
    ) -> Result<SketchedTables, HubError> {
        let (key, _form) = self.sketch_key()?;
        let mut columns = Vec::new();
        for one in taking {
            let name = self.sketched_name(dataset, version, one).await?;
            for places in one.places.chunks(AT_ONCE) {
                let entries = self.entries(dataset, &name, one, (places, key)).await?;
                columns.extend(entries.iter().filter_map(|entry| kept(one, entry)));
            }
        }
        Ok(SketchedTables {
            version: version.number,
            columns,
            tuples: Vec::new(),
        })
    }

    /// The name of a table of a version, as the engine knows it.
    pub(super) async fn sketched_name(
        &self,
        dataset: &Dataset,
        version: &Version,
        one: &TakesPart,
    ) -> Result<TableName, HubError> {
        let owner = self.parts.organisations.get(dataset.organisation).await?;
        let owner =
            owner.ok_or_else(|| HubError::not_found("organisation", dataset.organisation))?;
        Ok(TableName {
            schema: owner.slug,
            table: one.table.table.sql_name.clone(),
            version: VersionSelector::Number(version.number.0),
        })
    }

    async fn entries(
        &self,
        dataset: &Dataset,
        name: &TableName,
        one: &TakesPart,
        (places, key): (&[usize], ValueKey),
    ) -> Result<Vec<Entry>, HubError> {
        let mut access = one.access.clone();
        for (place, column) in one.table.columns.iter().enumerate() {
            if !places.contains(&place) {
                access.masks.insert(column.name.clone(), Mask::Hide);
            }
        }
        let guarded = self.guarded(dataset.id, name.clone(), &one.table, access)?;
        let limits = self.parts.download_limits;
        let scan = self.parts.engine.scan(
            &guarded,
            Selection::default(),
            limits,
            // Nobody waits for it, and it takes nobody's place.
            Place::default(),
        );
        let mut batches = scan.await?.batches;
        let mut builders: Vec<EntryBuilder> = places
            .iter()
            .filter_map(|place| Some((*place, one.table.columns.get(*place)?)))
            .map(|(place, column)| builder(place, column, key))
            .collect();
        while let Some(batch) = batches.next().await {
            let batch = batch?;
            let pushed = tokio::task::spawn_blocking(move || push(builders, &batch)).await;
            builders = pushed.map_err(|_panicked| AskError::Internal)??;
        }
        let finished = tokio::task::spawn_blocking(move || {
            let entries = builders.into_iter().flat_map(EntryBuilder::finish);
            entries.collect::<Vec<Entry>>()
        });
        Ok(finished.await.map_err(|_panicked| AskError::Internal)?)
    }
}

fn builder(place: usize, column: &Column, key: ValueKey) -> EntryBuilder {
    let meaning = column.semantic_type.map(|semantic_type| Meaning {
        semantic_type,
        certainty: column.confidence,
    });
    Entry::builder(place as u32, &column.label, meaning, key)
}

/// The columns of a batch are those of the builders, in their order.
fn push(
    mut builders: Vec<EntryBuilder>,
    batch: &RecordBatch,
) -> Result<Vec<EntryBuilder>, AskError> {
    for (builder, array) in builders.iter_mut().zip(batch.columns()) {
        let pushed = each_as_text(array, |value| builder.push(value));
        pushed.map_err(|_unwritable| AskError::Internal)?;
    }
    Ok(builders)
}

fn kept(one: &TakesPart, entry: &Entry) -> Option<KeptSketch> {
    let column = one.table.columns.get(entry.column as usize)?;
    let sample = entry.sample.each();
    Some(KeptSketch {
        table: one.table.table.sql_name.to_string(),
        column: column.name.clone(),
        place: entry.column,
        label: entry.label.clone(),
        part: entry.part.map(|form| form.code().to_owned()),
        rows: one.table.rows,
        prints: entry.sketch.to_bytes(),
        sample: sample.map(|(form, text)| (form, text.to_owned())).collect(),
    })
}
