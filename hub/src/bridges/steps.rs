//! Steps from the fine to the coarse: the columns of a way are read once more, as everybody sees them.

use super::banks::{Banks, Found};
use super::cells::each_as_text;
use super::climbing::{ClimbWish, is_same_table};
use crate::ports::{AskError, Place, Selection};
use crate::{Hub, HubError};
use arrow::record_batch::RecordBatch;
use futures::StreamExt;
use hebewerk_bridge::Counts;
use hebewerk_model::{
    Bridge, BridgeClimb, BridgeId, BridgeKind, BridgeMeasure, BridgeSide, BridgeState, Mask,
    OrganisationId,
};
use std::collections::HashMap;

/// New ways that rows are read for when a dataset is looked at.
const MOST_NEW: usize = 12;
/// Suggestions counted again when a dataset is looked at; others stay as they were counted, while their columns are
/// there. What was taken over is always counted.
const MOST_COUNTED: usize = 24;
/// Score of a bridge beside which no steps are needed.
const BETTER: f64 = 0.5;

/// What rows say of hierarchies.
#[derive(Debug, Default)]
pub(super) struct Climbed {
    /// Those to suggest.
    pub(super) found: Vec<Found>,
    /// What is counted today of those that were taken over.
    pub(super) measured: HashMap<BridgeId, BridgeMeasure>,
}

/// What a column is to a way.
#[derive(Debug, Clone, Copy)]
enum Role {
    Left,
    Between,
    Right,
}

impl Hub {
    /// Walks the ways that are wished for, and those on record, over the rows of their tables. What cannot be read leads
    /// nowhere, and leaves what is on record as it was.
    pub(super) async fn look_at_steps(
        &self,
        banks: &Banks,
        (wishes, known): (&[ClimbWish], &[Bridge]),
        bridges: &[Found],
        consents: &[OrganisationId],
    ) -> Result<Climbed, HubError> {
        let mut climbed = Climbed::default();
        let is_way = |bridge: &&Bridge| bridge.kind == BridgeKind::Hierarchy;
        let on_record: Vec<&Bridge> = known.iter().filter(is_way).collect();
        let mut counted = 0;
        for bridge in &on_record {
            let Some(wish) = banks.climb_on_record(bridge) else {
                continue;
            };
            match bridge.state {
                BridgeState::Rejected => {}
                BridgeState::Suggested if is_needless(&wish, bridges) => {}
                BridgeState::Suggested => {
                    counted += 1;
                    let counts = if counted > MOST_COUNTED {
                        None
                    } else {
                        self.counted_steps(banks, &wish, consents).await?
                    };
                    climbed.found.extend(match counts {
                        Some(counts) => banks.climb_answer(&wish, &counts),
                        None => Some(banks.climb_as_before(&wish, bridge)),
                    });
                }
                BridgeState::Accepted | BridgeState::Decayed => {
                    let counts = self.counted_steps(banks, &wish, consents).await?;
                    let measure = counts.and_then(|it| banks.climb_measured(&wish, &it));
                    let measure = measure.unwrap_or_else(|| bridge.measure.clone());
                    climbed.measured.insert(bridge.id, measure);
                }
            }
        }
        let mut tried = 0;
        for wish in wishes {
            let is_told = |it: &Found| wish.joins(&it.left, it.climb.as_ref(), &it.right);
            let is_known = |it: &&Bridge| {
                let is_open = it.state != BridgeState::Rejected;
                wish.is_way_of(it) || is_open && wish.joins(&it.left, it.climb.as_ref(), &it.right)
            };
            if on_record.iter().any(is_known)
                || climbed.found.iter().any(is_told)
                || is_needless(wish, bridges)
            {
                continue;
            }
            tried += 1;
            if tried > MOST_NEW {
                break;
            }
            let counts = self.counted_steps(banks, wish, consents).await?;
            let found = counts.and_then(|counts| banks.climb_answer(wish, &counts));
            climbed.found.extend(found);
        }
        Ok(climbed)
    }

    /// The rows of all tables of a way, counted; none if one of them cannot be read now.
    async fn counted_steps(
        &self,
        banks: &Banks,
        wish: &ClimbWish,
        consents: &[OrganisationId],
    ) -> Result<Option<Counts>, HubError> {
        let mut roles = vec![
            (Role::Left, vec![&wish.left]),
            (Role::Right, vec![&wish.right]),
        ];
        if let BridgeClimb::Over { fine, coarse } = &wish.climb {
            roles.push((Role::Between, vec![fine, coarse]));
        }
        let mut counts = banks.climb_counts(wish);
        for (role, sides) in roles {
            let counting = self.count_rows(banks, (role, &sides), consents, counts);
            counts = match counting.await {
                Ok(Some(counts)) => counts,
                Ok(None) => return Ok(None),
                Err(HubError::Store(error)) => return Err(error.into()),
                Err(error) => {
                    tracing::warn!(%error, "steps between columns cannot be looked at");
                    return Ok(None);
                }
            };
        }
        Ok(Some(counts))
    }

    /// Counts the rows of one table, in one pass over the columns of a way.
    async fn count_rows(
        &self,
        banks: &Banks,
        (role, sides): (Role, &[&BridgeSide]),
        consents: &[OrganisationId],
        mut counts: Counts,
    ) -> Result<Option<Counts>, HubError> {
        let Some(first) = sides.first() else {
            return Ok(None);
        };
        let dataset = self.parts.datasets.get(first.dataset).await?;
        let version = self.parts.versions.get(first.dataset, None).await?;
        let (Some(dataset), Some(version)) = (dataset, version) else {
            return Ok(None);
        };
        // What has become of it since will be looked at in its turn.
        let known = banks.taking_part(dataset.id);
        if known.is_none_or(|(number, _names)| number != version.number) {
            return Ok(None);
        }
        let names: Vec<String> = sides.iter().flat_map(|it| it.columns.clone()).collect();
        let taking = self.takes_part(&dataset, &version, consents).await?;
        let mut taking = taking.into_iter();
        let one = taking.find(|one| one.table.table.sql_name.as_str() == first.table);
        let Some(one) = one.filter(|one| one.has(&names)) else {
            return Ok(None);
        };
        let mut access = one.access.clone();
        for column in &one.table.columns {
            if !names.contains(&column.name) {
                access.masks.insert(column.name.clone(), Mask::Hide);
            }
        }
        let name = self.sketched_name(&dataset, &version, &one).await?;
        let guarded = self.guarded(dataset.id, name, &one.table, access)?;
        let limits = self.parts.download_limits;
        let engine = &self.parts.engine;
        // Nobody waits for it, and it takes nobody's place.
        let scan = engine.scan(&guarded, Selection::default(), limits, Place::default());
        let mut batches = scan.await?.batches;
        while let Some(batch) = batches.next().await {
            let batch = batch?;
            let names = names.clone();
            let pushed =
                tokio::task::spawn_blocking(move || push(counts, role, &batch, &names)).await;
            counts = pushed.map_err(|_panicked| AskError::Internal)??;
        }
        Ok(Some(counts))
    }
}

fn push(
    mut counts: Counts,
    role: Role,
    batch: &RecordBatch,
    names: &[String],
) -> Result<Counts, AskError> {
    let mut columns: Vec<Vec<String>> = Vec::with_capacity(names.len());
    for name in names {
        let array = batch.column_by_name(name).ok_or(AskError::Internal)?;
        let mut values = Vec::with_capacity(batch.num_rows());
        let take = |value: Option<&str>| values.push(value.unwrap_or_default().to_owned());
        each_as_text(array, take).map_err(|_unwritable| AskError::Internal)?;
        columns.push(values);
    }
    match (role, columns.as_slice()) {
        (Role::Left, [values]) => values.iter().for_each(|it| counts.left.push(it)),
        (Role::Right, [values]) => values.iter().for_each(|it| counts.right.push(it)),
        (Role::Between, [fine, coarse]) => {
            let steps = counts.steps.as_mut().ok_or(AskError::Internal)?;
            for (fine, coarse) in fine.iter().zip(coarse) {
                steps.push(fine, coarse);
            }
        }
        _ => return Err(AskError::Internal),
    }
    Ok(counts)
}

/// Whether both tables have a better bridge, or are of one kind.
fn is_needless(wish: &ClimbWish, bridges: &[Found]) -> bool {
    bridges.iter().any(|found| {
        let is_better = match found.kind {
            BridgeKind::Join => found.measure.score >= BETTER,
            BridgeKind::Union | BridgeKind::Duplicate => true,
            BridgeKind::Lookalike | BridgeKind::Hierarchy => false,
        };
        let has = |side| is_same_table(side, &found.left) || is_same_table(side, &found.right);
        is_better && has(&wish.left) && has(&wish.right)
    })
}
