//! The silo map: houses as places, and the bridges between them, as far as somebody may know of them.

use super::board::Shelf;
use super::over_time::stood_at;
use super::sight::Sight;
use super::view::{BridgeCard, banks_of, card};
use crate::ports::BridgeStood;
use crate::tables::end_of_day;
use crate::{Hub, HubError};
use hebewerk_model::{
    Bridge, BridgeId, BridgeKind, BridgeState, DatasetId, Organisation, OrganisationId, Principal,
};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// How far back uses count.
pub(super) const SINCE: SignedDuration = SignedDuration::from_hours(24 * 7 * 26);

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

/// Bridges between houses at the end of a month, or by now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SiloMonth {
    /// First day of the month.
    pub first_day: Date,
    /// Bridges that were taken over and bore.
    pub accepted: u64,
}

/// The map at one time, with what else a council asks.
#[derive(Debug, Clone)]
pub struct SiloSheet {
    /// The map.
    pub map: SiloMap,
    /// The month it shows, by its first day; none for now.
    pub month: Option<Date>,
    /// Every month since the first bridge was found, the newest last.
    pub months: Vec<SiloMonth>,
    /// Bridges between houses that bore, those walked most in half a year first.
    pub walked: Vec<(BridgeCard, u64)>,
}

/// A bridge between two houses, and how it stood at the time the map shows.
struct Across {
    bridge: Arc<Bridge>,
    state: BridgeState,
}

impl Hub {
    /// The map as somebody may see it: only bridges whose both banks they may read are on it.
    pub async fn silo_map(&self, principal: &Principal) -> Result<SiloMap, HubError> {
        let held = self.shelf().await?;
        let mut sight = self.sight(principal, banks_of(held.all())).await?;
        let across = across(&held, &mut sight);
        let now = self.parts.clock.now();
        self.map_of(principal, &mut sight, &across, now).await
    }

    /// The map at the end of a month (any of its days), or now. What its reader may see is asked by the rights of today;
    /// how bridges stood and were used is that of then. Houses and their datasets are those of today.
    pub async fn silo_sheet(
        &self,
        principal: &Principal,
        month: Option<Date>,
    ) -> Result<SiloSheet, HubError> {
        let now = self.parts.clock.now();
        let held = self.shelf().await?;
        let looked_at = banks_of(held.all()).chain(held.mappings_of(held.all()));
        let mut sight = self.sight(principal, looked_at).await?;
        let mut across = across(&held, &mut sight);
        let stood = self.parts.bridge_trail.stood().await?;
        let months = months(&across, &stood, now);
        let month = month.map(Date::first_of_month);
        let ended = month.and_then(|month| end_of_day(month.last_of_month()));
        let ended = ended.filter(|moment| *moment < now);
        if let Some(moment) = ended {
            let states = stood_at(&stood, moment);
            across.retain_mut(|one| {
                let state = states.get(&one.bridge.id);
                one.state = state.copied().unwrap_or(one.state);
                state.is_some()
            });
        }
        let until = ended.unwrap_or(now);
        let map = self.map_of(principal, &mut sight, &across, until).await?;
        let walks = self.parts.bridge_trail.walks(now - SINCE).await?;
        let walks: HashMap<_, _> = walks.into_iter().collect();
        let mut walked: Vec<(BridgeCard, u64)> = across
            .into_iter()
            .filter(|one| one.state == BridgeState::Accepted)
            .filter_map(|one| {
                let walks = walks.get(&one.bridge.id).copied().unwrap_or(0);
                Some((card(&held, &mut sight, one.bridge)?, walks))
            })
            .collect();
        walked.sort_by_key(|(card, walks)| (Reverse(*walks), card.bridge.id));
        Ok(SiloSheet {
            map,
            month: month.filter(|_| ended.is_some()),
            months,
            walked,
        })
    }

    async fn map_of(
        &self,
        principal: &Principal,
        sight: &mut Sight,
        across: &[Across],
        until: Timestamp,
    ) -> Result<SiloMap, HubError> {
        let together = self
            .parts
            .joint_uses
            .togetherness(until - SINCE, until)
            .await?;
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
        for Across { bridge, state } in across {
            let (left, right) = (bridge.left.dataset, bridge.right.dataset);
            let place = |dataset| places.get(&sight.house(dataset)?);
            let (Some(one), Some(two)) = (place(left), place(right)) else {
                continue;
            };
            // What only lies in one part of the city can be compared, and hardly be joined.
            let is_taken = *state != BridgeState::Suggested;
            if *state == BridgeState::Rejected || !is_taken && sight.is_only_reference(bridge) {
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
            match state {
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

/// Bridges between houses whose both banks somebody may read, as they stand now.
fn across(held: &Shelf, sight: &mut Sight) -> Vec<Across> {
    let mut across = Vec::new();
    for bridge in held.all() {
        let (one, two) = (&bridge.left, &bridge.right);
        let leads_across = sight.house(one.dataset) != sight.house(two.dataset);
        let is_warning = bridge.kind == BridgeKind::Lookalike;
        if leads_across && !is_warning && sight.sees_all(bridge) {
            across.push(Across {
                bridge: Arc::clone(bridge),
                state: bridge.state,
            });
        }
    }
    across
}

/// Every month since the first of these bridges was found.
fn months(across: &[Across], stood: &[BridgeStood], now: Timestamp) -> Vec<SiloMonth> {
    let zone = TimeZone::get("Europe/Berlin").unwrap_or(TimeZone::UTC);
    let today = now.to_zoned(zone.clone()).date();
    let across: BTreeSet<BridgeId> = across.iter().map(|one| one.bridge.id).collect();
    let seen = stood.iter().filter(|state| across.contains(&state.bridge));
    let Some(first) = seen.map(|state| state.at).min() else {
        return Vec::new();
    };
    let mut month = first.to_zoned(zone).date().first_of_month();
    let mut months = Vec::new();
    while month <= today {
        let end = end_of_day(month.last_of_month()).unwrap_or(now);
        let states = stood_at(stood, end.min(now));
        let accepted = states
            .iter()
            .filter(|(id, state)| **state == BridgeState::Accepted && across.contains(*id));
        months.push(SiloMonth {
            first_day: month,
            accepted: accepted.count() as u64,
        });
        let Ok(next) = month.checked_add(1.month()) else {
            break;
        };
        month = next;
    }
    months
}
