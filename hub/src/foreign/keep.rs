//! A harvest becomes what is known of others: read line by line, kept in steps, and what vanished is marked.

use super::mark::{identity, own_identities, twin};
use crate::connections::FetchProgress;
use crate::ports::NewForeign;
use crate::{Hub, HubError};
use hebewerk_model::{
    Connection, ConnectionId, ConnectionRun, DatasetId, ForeignRecord, HarvestCounts, Harvested,
    RejectReason, RejectedRecord,
};
use std::path::Path;
use tokio::io::{AsyncBufReadExt, BufReader};

/// Records kept in one transaction: others write between two.
const STEP: usize = 500;
/// Largest record in bytes.
const LARGEST: usize = 512 << 10;
/// Most catalogues before the source.
const MOST_HOPS: usize = 8;
/// Rejected records that are told; all are counted.
const TOLD: usize = 1_000;

/// A harvest on its way.
struct Harvest<'a> {
    connection: &'a Connection,
    run: &'a ConnectionRun,
    counts: HarvestCounts,
    rejected: Vec<RejectedRecord>,
    waiting: Vec<ForeignRecord>,
}

impl Hub {
    /// Takes over what a harvest brought. `is_whole` says that what it does not name is not there any more.
    pub(crate) async fn keep_harvest(
        &self,
        (connection, run): (&Connection, &ConnectionRun),
        (lines, is_whole): (&Path, bool),
    ) -> Result<HarvestCounts, HubError> {
        let io = |source| HubError::Io {
            doing: "read",
            source,
        };
        let mut harvest = Harvest {
            connection,
            run,
            counts: HarvestCounts::default(),
            rejected: Vec::new(),
            waiting: Vec::with_capacity(STEP),
        };
        let file = tokio::fs::File::open(lines).await.map_err(io)?;
        let mut lines = BufReader::with_capacity(1 << 18, file).lines();
        while let Some(line) = lines.next_line().await.map_err(io)? {
            harvest.take(&line);
            if harvest.waiting.len() == STEP {
                self.keep_step(&mut harvest).await?;
            }
        }
        self.keep_step(&mut harvest).await?;
        let (foreigns, now) = (&self.parts.foreigns, self.parts.clock.now());
        harvest.counts.gone = foreigns
            .end_harvest(connection.id, run.id, &harvest.rejected, (now, is_whole))
            .await?;
        harvest.counts.twins = foreigns.count_twins(connection.id).await?;
        self.refresh_foreign_quietly().await;
        Ok(harvest.counts)
    }

    async fn keep_step(&self, harvest: &mut Harvest<'_>) -> Result<(), HubError> {
        let records = std::mem::take(&mut harvest.waiting);
        let ours: Vec<DatasetId> = records.iter().flat_map(own_identities).collect();
        let ours = self.parts.datasets.get_many(&ours).await?;
        let mut new = Vec::with_capacity(records.len());
        for record in records {
            let is_own = own_identities(&record).any(|id| ours.iter().any(|our| our.id == id));
            if is_own {
                harvest.reject(&record.key, RejectReason::Own);
            } else {
                new.push(marked(harvest.connection.id, record));
            }
        }
        let (connection, run) = (harvest.connection.id, harvest.run.id);
        let now = self.parts.clock.now();
        let put = self.parts.foreigns.put(connection, run, new, now).await?;
        harvest.counts.new += put.new;
        harvest.counts.changed += put.changed;
        harvest.counts.same += put.same;
        for key in put.twice {
            harvest.reject(&key, RejectReason::Twice);
        }
        let progress = FetchProgress {
            stage: "commit",
            done: harvest.counts.seen,
            of: None,
        };
        self.fetching.note(connection, progress);
        Ok(())
    }
}

impl Harvest<'_> {
    fn take(&mut self, line: &str) {
        self.counts.seen += 1;
        match serde_json::from_str(line) {
            Ok(Harvested::Record(record)) if record.hops.len() > MOST_HOPS => {
                self.reject(&record.key, RejectReason::TooFar);
            }
            Ok(Harvested::Record(record)) if line.len() > LARGEST => {
                self.reject(&record.key, RejectReason::TooLarge);
            }
            Ok(Harvested::Record(record)) => self.waiting.push(*record),
            Ok(Harvested::Rejected(rejected)) => self.reject(&rejected.name, rejected.reason),
            Err(_unreadable) => self.reject("", RejectReason::Unreadable),
        }
    }

    fn reject(&mut self, name: &str, reason: RejectReason) {
        self.counts.rejected += 1;
        if self.rejected.len() < TOLD {
            let name = name.chars().take(300).collect();
            self.rejected.push(RejectedRecord { name, reason });
        }
    }
}

fn marked(source: ConnectionId, record: ForeignRecord) -> NewForeign {
    // Plain data with text keys: serialising cannot fail, and a failure would only make two records alike.
    let content = serde_json::to_vec(&record).unwrap_or_default();
    NewForeign {
        id: identity(source, &record.key),
        content: blake3::hash(&content).to_hex().chars().take(32).collect(),
        twin: twin(&record),
        record,
    }
}
