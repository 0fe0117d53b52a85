//! Keeping the index of foreign records up with the catalogue. It is an index of its own: how often words stand in ours
//! says nothing about those of others, and a search in ours is as fast beside a million of theirs.

use crate::ports::IndexDocument;
use crate::{Hub, HubError};
use hebewerk_guard::Audience;
use hebewerk_model::{Connection, ConnectionId, DatasetId, ForeignDataset};
use jiff::Timestamp;
use std::collections::HashMap;

/// Records written to the index at once.
const STEP: u32 = 1_000;

impl Hub {
    /// Writes every foreign record that changed to the index.
    pub async fn refresh_foreign_index(&self) -> Result<u64, HubError> {
        let _turn = self.foreign_turn.lock().await;
        let (index, foreigns) = (&self.parts.foreign_index, &self.parts.foreigns);
        let mark = self.parts.datasets.mark().await?;
        let newest = foreigns.last_change().await?;
        let is_ours =
            index.catalogue().await? == Some(mark.catalogue) && index.sequence().await? <= newest;
        if !is_ours {
            index.clear(mark.catalogue).await?;
        }
        let mut sequence = index.sequence().await?;
        if sequence == newest {
            return Ok(0);
        }
        let connections = self.parts.connections.list().await?;
        let sources: HashMap<ConnectionId, Connection> = connections
            .into_iter()
            .map(|connection| (connection.id, connection))
            .collect();
        let mut written = 0;
        loop {
            let changed = foreigns.changed_since(sequence, STEP).await?;
            let Some((last, _dataset)) = changed.last() else {
                return Ok(written);
            };
            sequence = *last;
            let mut put = Vec::with_capacity(changed.len());
            let mut gone = Vec::new();
            for (_sequence, dataset) in changed {
                match sources.get(&dataset.source) {
                    Some(source) if dataset.gone_at.is_none() => {
                        put.push(document(dataset, source));
                    }
                    _ => gone.push(DatasetId::from_uuid(dataset.id.as_uuid())),
                }
            }
            written += put.len() as u64;
            index.update(put, gone, sequence).await?;
        }
    }

    /// The same; a failure is logged, because the index is derived and the next refresh repeats it.
    pub(crate) async fn refresh_foreign_quietly(&self) {
        if let Err(error) = self.refresh_foreign_index().await {
            tracing::warn!(%error, "the index of foreign records is behind the catalogue");
        }
    }

    /// Empties the index of foreign records and writes it anew.
    pub(crate) async fn reindex_foreign(&self) -> Result<u64, HubError> {
        {
            let _turn = self.foreign_turn.lock().await;
            let mark = self.parts.datasets.mark().await?;
            self.parts.foreign_index.clear(mark.catalogue).await?;
        }
        self.refresh_foreign_index().await
    }
}

fn document(dataset: ForeignDataset, source: &Connection) -> IndexDocument {
    let record = dataset.record;
    let publisher = record.publisher.unwrap_or_default();
    let modified: Option<Timestamp> = record.modified.as_deref().and_then(moment);
    IndexDocument {
        dataset: DatasetId::from_uuid(dataset.id.as_uuid()),
        title: record.title,
        description: record.text,
        tags: record.tags,
        columns: Vec::new(),
        values: Vec::new(),
        organisation_name: format!("{publisher} {}", source.name),
        organisation: source.id.to_string(),
        theme: record.themes.into_iter().next(),
        format: record
            .files
            .into_iter()
            .map(|file| file.format)
            .find(|format| !format.is_empty()),
        visibility: source.visibility.code().to_owned(),
        licence: record.licence,
        state: "foreign".to_owned(),
        updated_at: modified.unwrap_or(dataset.changed_at).as_millisecond(),
        audience: Audience::of(source.visibility, source.organisation),
    }
}

fn moment(text: &str) -> Option<Timestamp> {
    let day = text.get(..10)?;
    text.parse()
        .or_else(|_day| format!("{day}T00:00:00Z").parse())
        .ok()
}
