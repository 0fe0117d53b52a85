//! The silo map: houses as places, and the bridges between them, as far as somebody may know of them.

use super::view::banks_of;
use crate::{Hub, HubError};
use hebewerk_model::{BridgeKind, BridgeState, DatasetId, Organisation, OrganisationId, Principal};
use jiff::SignedDuration;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How far back uses count.
const SINCE: SignedDuration = SignedDuration::from_hours(24 * 7 * 26);

/// A house on the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiloPlace {
    /// The house.
    pub organisation: Organisation,
    /// Its datasets that can be read as tables, as far as the asker knows of them.
    pub datasets: u64,
    /// Whether no bridge that bears leads to another house.
    pub is_island: bool,
}

/// What leads from one house to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiloSpan {
    /// Place of the one house.
    pub from: usize,
    /// Place of the other, behind it.
    pub to: usize,
    /// Bridges that were taken over and bear.
    pub accepted: u64,
    /// Suggestions.
    pub suggested: u64,
    /// Bridges that bear no longer.
    pub decayed: u64,
    /// Answers over them in half a year.
    pub uses: u64,
}

/// The map with its measures.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SiloMap {
    /// Houses that have datasets, by name.
    pub places: Vec<SiloPlace>,
    /// Spans between them, those with most bridges first.
    pub spans: Vec<SiloSpan>,
    /// Pairs of datasets of different houses that could be joined.
    pub joinable: u64,
    /// Those of them that a bridge joins.
    pub joined: u64,
    /// Answers that used two houses or more, and all answers, in half a year: for those who signed in.
    pub answers: Option<(u64, u64)>,
}

impl Hub {
    /// The map as somebody may see it: only bridges whose both banks they may read are on it.
    pub async fn silo_map(&self, principal: &Principal) -> Result<SiloMap, HubError> {
        let held = self.shelf().await?;
        let mut sight = self.sight(principal, banks_of(held.all())).await?;
        let since = self.parts.clock.now() - SINCE;
        let together = self.parts.joint_uses.togetherness(since).await?;
        let uses: HashMap<(DatasetId, DatasetId), u64> = together.together.into_iter().collect();
        let houses = self.organisations(principal).await?;
        let houses: Vec<_> = houses.into_iter().filter(|it| it.lifted > 0).collect();
        let places: HashMap<OrganisationId, usize> = houses
            .iter()
            .enumerate()
            .map(|(place, house)| (house.organisation.id, place))
            .collect();
        let mut spans: BTreeMap<(usize, usize), SiloSpan> = BTreeMap::new();
        let mut joinable: BTreeSet<(DatasetId, DatasetId)> = BTreeSet::new();
        let mut joined: BTreeSet<(DatasetId, DatasetId)> = BTreeSet::new();
        for bridge in held.all() {
            let (left, right) = (bridge.left.dataset, bridge.right.dataset);
            let place = |dataset| places.get(&sight.house(dataset)?);
            let (Some(one), Some(two)) = (place(left), place(right)) else {
                continue;
            };
            let is_on_map = one != two
                && bridge.kind != BridgeKind::Lookalike
                && bridge.state != BridgeState::Rejected
                && sight.sees(&bridge.left)
                && sight.sees(&bridge.right);
            // What only lies in one part of the city can be compared, and hardly be joined.
            let is_taken = bridge.state != BridgeState::Suggested;
            if !is_on_map || !is_taken && sight.is_only_reference(bridge) {
                continue;
            }
            let (from, to) = (*one.min(two), *one.max(two));
            let span = spans.entry((from, to)).or_insert(SiloSpan {
                from,
                to,
                accepted: 0,
                suggested: 0,
                decayed: 0,
                uses: 0,
            });
            let pair = (left.min(right), left.max(right));
            joinable.insert(pair);
            match bridge.state {
                BridgeState::Accepted => {
                    span.accepted += 1;
                    if joined.insert(pair) {
                        span.uses += uses.get(&pair).copied().unwrap_or(0);
                    }
                }
                BridgeState::Decayed => span.decayed += 1,
                BridgeState::Suggested | BridgeState::Rejected => span.suggested += 1,
            }
        }
        let bears = |place: usize| {
            let mut spans = spans.values();
            spans.any(|span| span.accepted > 0 && (span.from == place || span.to == place))
        };
        let places = houses
            .into_iter()
            .enumerate()
            .map(|(place, house)| SiloPlace {
                organisation: house.organisation,
                datasets: house.lifted,
                is_island: !bears(place),
            })
            .collect();
        let mut spans: Vec<SiloSpan> = spans.into_values().collect();
        spans.sort_by_key(|span| {
            let walked = (Reverse(span.accepted), Reverse(span.uses));
            (walked, Reverse(span.suggested), span.from, span.to)
        });
        let is_signed_in = *principal != Principal::Anonymous;
        Ok(SiloMap {
            places,
            spans,
            joinable: joinable.len() as u64,
            joined: joined.len() as u64,
            answers: is_signed_in.then_some((together.across, together.answers)),
        })
    }
}
