//! The audit as a table that leaves the hub: the officer's own copy.

use super::entry::AuditEntry;
use crate::ports::{Answer, AskError, AuditFilter};
use crate::{Hub, HubError};
use arrow::array::{
    ArrayRef, BooleanArray, RecordBatch, StringArray, TimestampMicrosecondArray, UInt64Array,
};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef, TimeUnit};
use futures::{StreamExt, stream};
use hebewerk_model::Principal;
use std::sync::Arc;

/// Entries of a batch.
const BATCH: u32 = super::MOST_ENTRIES;

/// Says a code (`action`, `rule`, `door`) in the words of whoever reads the file; programs get the code.
pub type Say = Arc<dyn Fn(&'static str, &str) -> String + Send + Sync>;

/// The columns of an export.
pub struct AuditColumns;

impl AuditColumns {
    /// Names in their order; each is the key of a heading `audit-column-<name>`.
    pub const NAMES: [&'static str; 18] = [
        "entry",
        "at",
        "door",
        "account",
        "name",
        "action",
        "subject",
        "subject_name",
        "dataset",
        "version",
        "allowed",
        "rule",
        "purpose",
        "grant",
        "office",
        "rows",
        "key",
        "key_name",
    ];

    fn schema() -> SchemaRef {
        let fields = Self::NAMES.map(|name| {
            let data_type = match name {
                "entry" | "version" | "rows" => DataType::UInt64,
                "at" => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
                "allowed" => DataType::Boolean,
                _ => DataType::Utf8,
            };
            Field::new(name, data_type, true)
        });
        Arc::new(Schema::new(fields.to_vec()))
    }
}

impl Hub {
    /// All entries a filter lets through, newest first, up to the one that says that they were exported: for the data
    /// protection officer. How many there are is on record before the first of them leaves.
    pub async fn export_audit(
        &self,
        principal: &Principal,
        filter: AuditFilter,
        say: Say,
    ) -> Result<Answer, HubError> {
        let decision = self.watching(principal, "export_audit").await?;
        let rows = self.parts.trail.count(&filter).await?;
        let newest = self.parts.trail.ends().await?.head.entry;
        let mut event = self.event(principal, "export_audit", None, &decision);
        event.rows = Some(rows);
        self.parts.journal.record(&event).await?;
        let names = Arc::new(self.audit_names().await?);
        let schema = AuditColumns::schema();
        let (hub, columns) = (self.clone(), schema.clone());
        let batches = stream::try_unfold(Some(newest.saturating_add(1)), move |below| {
            let (hub, names, filter) = (hub.clone(), names.clone(), filter.clone());
            let (say, columns) = (say.clone(), columns.clone());
            async move {
                let Some(below) = below else {
                    return Ok(None);
                };
                let recorded = hub.parts.trail.entries(&filter, Some(below), BATCH).await;
                let recorded = recorded.map_err(broken_off)?;
                let Some(last) = recorded.last().map(|last| last.entry) else {
                    return Ok(None);
                };
                let entries = names.entries(&hub, recorded).await.map_err(broken_off)?;
                let batch = batch(&entries, columns, &say).map_err(broken_off)?;
                Ok(Some((batch, Some(last))))
            }
        });
        Ok(Answer {
            schema,
            batches: batches.boxed(),
        })
    }
}

/// A door only learns that the file is not whole.
/// An export that ends early; why is our matter.
pub(crate) fn broken_off(error: impl std::fmt::Display) -> AskError {
    tracing::error!(%error, "an export of the audit broke off");
    AskError::Internal
}

fn batch(
    entries: &[AuditEntry],
    schema: SchemaRef,
    say: &Say,
) -> Result<RecordBatch, arrow::error::ArrowError> {
    let columns = schema
        .fields()
        .iter()
        .map(|field| column(field.name(), entries, say))
        .collect();
    RecordBatch::try_new(schema, columns)
}

fn column(name: &str, entries: &[AuditEntry], say: &Say) -> ArrayRef {
    let numbers = |number: fn(&AuditEntry) -> Option<u64>| -> ArrayRef {
        Arc::new(entries.iter().map(number).collect::<UInt64Array>())
    };
    match name {
        "entry" => numbers(|entry| Some(entry.recorded.entry)),
        "version" => numbers(|entry| entry.recorded.version),
        "rows" => numbers(|entry| entry.recorded.rows),
        "at" => {
            let moments = entries
                .iter()
                .map(|entry| entry.recorded.at.as_microsecond());
            let moments = TimestampMicrosecondArray::from_iter_values(moments);
            Arc::new(moments.with_timezone("UTC"))
        }
        "allowed" => Arc::new(
            entries
                .iter()
                .map(|entry| Some(entry.recorded.allowed))
                .collect::<BooleanArray>(),
        ),
        text => Arc::new(
            entries
                .iter()
                .map(|entry| words(text, entry, say))
                .collect::<StringArray>(),
        ),
    }
}

fn words(name: &str, entry: &AuditEntry, say: &Say) -> Option<String> {
    let recorded = &entry.recorded;
    match name {
        "door" => Some(say("door", recorded.door.as_deref()?)),
        "account" => Some(recorded.account?.to_string()),
        "name" => entry.who.clone(),
        "action" => Some(say("action", &recorded.action)),
        "subject" => Some(recorded.subject?.to_string()),
        "subject_name" => entry.whose.clone(),
        "dataset" => {
            let (organisation, dataset) = entry.place.as_ref()?;
            Some(format!("{organisation}/{dataset}"))
        }
        "rule" => Some(say("rule", &recorded.rule)),
        "purpose" => entry.purpose.clone(),
        "grant" => Some(recorded.grant?.to_string()),
        "office" => entry.office.clone(),
        "key" => Some(recorded.key?.to_string()),
        "key_name" => entry.key_name.clone(),
        _ => None,
    }
}
