//! Keys of several columns: rows are read once more, as everybody sees them, and what was seen is kept with the version.

use super::banks::{Banks, Wish};
use super::cells::each_as_text;
use super::sketching::TakesPart;
use crate::ports::{AskError, KeptTuple, Place, Selection};
use crate::{Hub, HubError};
use arrow::record_batch::RecordBatch;
use futures::StreamExt;
use hebewerk_bridge::{ColumnSketch, SketchBuilder, ValueKey};
use hebewerk_model::{Bridge, Dataset, DatasetId, Mask, OrganisationId, Version};
use std::collections::{BTreeMap, BTreeSet};

/// Pairs of tables that rows are read for when a dataset is looked at.
const MOST_WISHES: usize = 24;

/// Keys looked at in one pass: what their sketches need in memory is bounded, whatever the table.
const AT_ONCE: usize = 4;

/// Columns of a table that may be a key together.
type Key = Vec<String>;

impl Hub {
    /// Looks at the rows of the keys that are wished for, and of those that are on record, where nobody has yet. What
    /// cannot be read is no key.
    pub(super) async fn look_at_keys(
        &self,
        banks: &mut Banks,
        (wishes, known): (&[Wish], &[Bridge]),
        consents: &[OrganisationId],
    ) -> Result<Vec<(DatasetId, KeptTuple)>, HubError> {
        let asked_for = wishes.iter().take(MOST_WISHES).flat_map(Wish::sides);
        let is_on_record = |bridge: &&Bridge| bridge.state.is_decided() && is_of_keys(bridge);
        let decided = known.iter().filter(is_on_record).flat_map(Bridge::sides);
        let mut missing: BTreeMap<DatasetId, BTreeMap<String, BTreeSet<Key>>> = BTreeMap::new();
        for side in asked_for.chain(decided) {
            if banks.tuple(side).is_none() {
                let tables = missing.entry(side.dataset).or_default();
                let keys = tables.entry(side.table.clone()).or_default();
                keys.insert(side.columns.clone());
            }
        }
        let mut looked = Vec::new();
        for (dataset, tables) in missing {
            let tuples = match self
                .composite_keys_of(banks, dataset, tables, consents)
                .await
            {
                Ok(tuples) => tuples,
                Err(HubError::Store(error)) => return Err(error.into()),
                Err(error) => {
                    tracing::warn!(%dataset, %error, "keys of several columns cannot be looked at");
                    continue;
                }
            };
            for tuple in tuples {
                if let Err(error) = banks.put_tuple(dataset, &tuple) {
                    tracing::error!(%error, "a key of several columns cannot be compared");
                    continue;
                }
                looked.push((dataset, tuple));
            }
        }
        Ok(looked)
    }

    async fn composite_keys_of(
        &self,
        banks: &Banks,
        id: DatasetId,
        mut tables: BTreeMap<String, BTreeSet<Key>>,
        consents: &[OrganisationId],
    ) -> Result<Vec<KeptTuple>, HubError> {
        let dataset = self.parts.datasets.get(id).await?;
        let version = self.parts.versions.get(id, None).await?;
        let (Some(dataset), Some(version)) = (dataset, version) else {
            return Ok(Vec::new());
        };
        // What has become of it since will be looked at in its turn.
        let known = banks.taking_part(id);
        if known.is_none_or(|(number, _names)| number != version.number) {
            return Ok(Vec::new());
        }
        let mut tuples = Vec::new();
        for one in self.takes_part(&dataset, &version, consents).await? {
            let name = one.table.table.sql_name.to_string();
            let Some(keys) = tables.remove(&name) else {
                continue;
            };
            let keys: Vec<Key> = keys.into_iter().filter(|key| one.has(key)).collect();
            for keys in keys.chunks(AT_ONCE) {
                tuples.extend(self.tuples((&dataset, &version), &one, keys).await?);
            }
        }
        Ok(tuples)
    }

    /// The sketches of some keys of one table, in one pass over its rows.
    async fn tuples(
        &self,
        (dataset, version): (&Dataset, &Version),
        one: &TakesPart,
        keys: &[Key],
    ) -> Result<Vec<KeptTuple>, HubError> {
        let (value_key, _form) = self.sketch_key()?;
        let read: BTreeSet<&String> = keys.iter().flatten().collect();
        let mut access = one.access.clone();
        for column in &one.table.columns {
            if !read.contains(&column.name) {
                access.masks.insert(column.name.clone(), Mask::Hide);
            }
        }
        let name = self.sketched_name(dataset, version, one).await?;
        let guarded = self.guarded(dataset.id, name, &one.table, access)?;
        let limits = self.parts.download_limits;
        let engine = &self.parts.engine;
        let scan = engine.scan(&guarded, Selection::default(), limits, Place::default());
        let mut batches = scan.await?.batches;
        let mut builders = Builders::of(keys, value_key);
        while let Some(batch) = batches.next().await {
            let batch = batch?;
            let pushed = tokio::task::spawn_blocking(move || builders.push(&batch)).await;
            builders = pushed.map_err(|_panicked| AskError::Internal)??;
        }
        let table = one.table.table.sql_name.to_string();
        let made = tokio::task::spawn_blocking(move || builders.finish(&table));
        Ok(made.await.map_err(|_panicked| AskError::Internal)?)
    }
}

/// Whether a bridge stands on several columns at once.
fn is_of_keys(bridge: &Bridge) -> bool {
    bridge.kind == hebewerk_model::BridgeKind::Join && bridge.left.columns.len() > 1
}

/// Makes the sketches of some keys.
struct Builders(Vec<(Key, SketchBuilder)>);

impl Builders {
    fn of(keys: &[Key], value_key: ValueKey) -> Self {
        let builder = |key: &Key| (key.clone(), ColumnSketch::builder(value_key));
        Self(keys.iter().map(builder).collect())
    }

    fn push(mut self, batch: &RecordBatch) -> Result<Self, AskError> {
        for (key, builder) in &mut self.0 {
            let mut columns: Vec<Vec<String>> = Vec::with_capacity(key.len());
            for name in key.iter() {
                let array = batch.column_by_name(name).ok_or(AskError::Internal)?;
                let mut values = Vec::with_capacity(batch.num_rows());
                let take = |value: Option<&str>| values.push(value.unwrap_or_default().to_owned());
                each_as_text(array, take).map_err(|_unwritable| AskError::Internal)?;
                columns.push(values);
            }
            for row in 0..batch.num_rows() {
                let cells = columns.iter().filter_map(|values| values.get(row));
                let parts: Vec<&str> = cells.map(String::as_str).collect();
                builder.push_parts(&parts);
            }
        }
        Ok(self)
    }

    fn finish(self, table: &str) -> Vec<KeptTuple> {
        let made = self.0.into_iter();
        made.map(|(columns, builder)| KeptTuple {
            table: table.to_owned(),
            columns,
            prints: builder.finish().0.to_bytes(),
        })
        .collect()
    }
}
