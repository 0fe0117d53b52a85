//! The next version of a table: written to a file as its rows come, and delivered like any other.

use super::merge::Merge;
use crate::Refusal;
use crate::ckan::call::Call;
use arrow::record_batch::RecordBatch;
use futures::StreamExt as _;
use hebewerk_exchange::tabular::{Encoder, TableMeta, TabularForm};
use hebewerk_hub::ports::Answer;
use hebewerk_hub::{
    Behind, CatalogueEntry, HubError, NextVersion, OnDrift, Receiving, WritersTurn,
};
use hebewerk_model::{DeliveryOutcome, Kind};
use std::io::Read as _;

/// Bytes taken at once from the end of the file.
const PIECE_BYTES: usize = 1 << 20;
/// How many files of the largest size may be on their way or wait for one account, as on the pages.
const WAITING_FILES: u64 = 4;

/// What is to be made.
pub(super) struct Next<'a> {
    pub(super) entry: &'a CatalogueEntry,
    pub(super) behind: Behind,
    pub(super) on_drift: OnDrift,
    /// Whether there is a new version even if no row is otherwise.
    pub(super) is_reshaped: bool,
    /// Only to see whether it would go (`dry_run`).
    pub(super) is_trial: bool,
    /// Rows that are there, and how many they must be.
    pub(super) former: Option<(Answer, u64)>,
}

struct Work {
    merge: Merge,
    encoder: Encoder,
}

/// Writes and delivers it. What waits for somebody is a refusal that says so.
pub(super) async fn make(
    call: &Call,
    next: Next<'_>,
    merge: Merge,
    turn: WritersTurn,
) -> Result<WritersTurn, Refusal> {
    let house = next.entry.organisation.slug.to_string();
    let most = call.visitor.state.settings.upload_limit_bytes;
    let quota = most.saturating_mul(WAITING_FILES);
    let (hub, principal) = (call.hub(), call.principal());
    let file = hub
        .receive_delivery(principal, Some(&house), 0, quota)
        .await?;
    let (file, merge) = written(file, merge, next.former).await?;
    if next.is_trial || (merge.changed == 0 && !next.is_reshaped) {
        return Ok(turn);
    }
    let delivery = NextVersion {
        organisation: house,
        behind: next.behind,
        file: file.arrived().await?,
        file_name: format!("{}.parquet", next.entry.dataset.slug),
        recipe: super::fields::recipe(&merge.targets),
        on_drift: next.on_drift,
    };
    let (hub, sender) = (call.visitor.state.hub.clone(), principal.clone());
    // To the end, also when the caller hangs up; nobody else writes until then.
    let taking = tokio::spawn(async move { (hub.deliver_next(&sender, delivery).await, turn) });
    let (taken, turn) = taking.await.map_err(Refusal::internal)?;
    match taken?.delivery.outcome {
        DeliveryOutcome::Version | DeliveryOutcome::Unchanged => Ok(turn),
        DeliveryOutcome::Unreadable => {
            Err(Refusal::invalid("ckan_unread").with("field", "records"))
        }
        DeliveryOutcome::Held | DeliveryOutcome::Refused | DeliveryOutcome::Overtaken => {
            Err(Refusal::invalid("ckan_held").with("field", "records"))
        }
    }
}

async fn written(
    mut file: Receiving,
    merge: Merge,
    former: Option<(Answer, u64)>,
) -> Result<(Receiving, Merge), Refusal> {
    let encoder = Encoder::new(TabularForm::Parquet, merge.schema(), TableMeta::default())?;
    let mut work = Work { merge, encoder };
    let mut bytes;
    if let Some((answer, rows)) = former {
        let mut batches = answer.batches;
        while let Some(batch) = batches.next().await {
            let batch = batch.map_err(HubError::from)?;
            (work, bytes) = off_thread(move || work.step(&batch)).await?;
            file.write(&bytes).await?;
        }
        // Rows that were not read would be gone.
        if work.merge.read != rows {
            return Err(Refusal::new(Kind::Internal, "internal"));
        }
    }
    (work, bytes) = off_thread(move || work.rest()).await?;
    file.write(&bytes).await?;
    let Work { merge, encoder } = work;
    let mut tail = off_thread(move || Ok(encoder.finish()?)).await?;
    loop {
        (tail, bytes) = off_thread(move || {
            let mut piece = vec![0; PIECE_BYTES];
            let read = tail.read(&mut piece).map_err(Refusal::internal)?;
            piece.truncate(read);
            Ok((tail, piece))
        })
        .await?;
        if bytes.is_empty() {
            return Ok((file, merge));
        }
        file.write(&bytes).await?;
    }
}

impl Work {
    fn step(mut self, batch: &RecordBatch) -> Result<(Self, Vec<u8>), Refusal> {
        let batch = self.merge.step(batch)?;
        let bytes = self.encoder.encode(&batch)?;
        Ok((self, bytes))
    }

    fn rest(mut self) -> Result<(Self, Vec<u8>), Refusal> {
        let bytes = match self.merge.rest()? {
            Some(batch) => self.encoder.encode(&batch)?,
            None => Vec::new(),
        };
        Ok((self, bytes))
    }
}

/// Work for a thread of its own, not for the one that serves.
async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Refusal> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(Refusal::internal)?
}
