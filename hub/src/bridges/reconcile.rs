//! What becomes of the bridges of a dataset when it was looked at anew: pure, so that it can be read and tested.

use super::banks::Found;
use crate::ports::BridgeChange;
use hebewerk_model::{Bridge, BridgeDecay, BridgeId, BridgeMeasure, BridgeSide, BridgeState};
use jiff::Timestamp;
use std::collections::HashMap;
use uuid::Uuid;

/// Share of what fitted when a bridge was taken over, below which it bears no longer.
const STILL_BEARS: f64 = 0.8;
/// New suggestions of one dataset: nobody reads more.
const MOST_NEW: usize = 60;
/// Those among them that only say in which part of the city rows are.
const MOST_NEW_REFERENCES: usize = 20;

/// What is known when a dataset was looked at.
pub(super) struct Looked<'a> {
    /// Every bridge found, the best first.
    pub(super) found: Vec<Found>,
    /// Bridges that are on record.
    pub(super) known: Vec<Bridge>,
    /// What is counted today of a bridge that is no longer found.
    pub(super) measured: &'a dyn Fn(&Bridge) -> Option<BridgeMeasure>,
    /// Whether the columns of a bank are there, seen or not.
    pub(super) is_there: &'a dyn Fn(&BridgeSide) -> bool,
    /// Whether a bank has still to be looked at: then nothing is said of its bridges yet.
    pub(super) is_pending: &'a dyn Fn(&BridgeSide) -> bool,
    /// When.
    pub(super) now: Timestamp,
}

/// What is to be kept, and which suggestions are none any more.
pub(super) fn reconcile(
    looked: Looked<'_>,
    mut fresh: impl FnMut() -> Uuid,
) -> (Vec<BridgeChange>, Vec<BridgeId>) {
    let mut known: HashMap<String, Bridge> = looked
        .known
        .into_iter()
        .map(|bridge| (bridge.identity(), bridge))
        .collect();
    let mut put = Vec::new();
    let (mut new, mut new_references) = (0, 0);
    for found in looked.found {
        let is_reference = found.is_reference;
        let mut bridge = suggestion(found, looked.now);
        match known.remove(&bridge.identity()) {
            Some(before) => put.extend(measured_again(before, bridge)),
            None if is_reference && new_references == MOST_NEW_REFERENCES => {}
            None if new < MOST_NEW => {
                new += 1;
                new_references += usize::from(is_reference);
                bridge.id = BridgeId::from_uuid(fresh());
                put.push(BridgeChange { bridge, was: None });
            }
            None => {}
        }
    }
    let mut gone = Vec::new();
    for mut bridge in known.into_values() {
        if bridge.piers().any(looked.is_pending) {
            continue;
        }
        match bridge.state {
            BridgeState::Rejected => {}
            BridgeState::Suggested => gone.push(bridge.id),
            BridgeState::Accepted | BridgeState::Decayed => {
                let was = Some(bridge.state);
                bridge.measured_at = looked.now;
                if let Some(measure) = (looked.measured)(&bridge) {
                    judge(&mut bridge, measure);
                } else {
                    let are_there = bridge.piers().all(looked.is_there);
                    bridge.state = BridgeState::Decayed;
                    // The other bank may be what is missing: then the reason stands that is known.
                    bridge.decay = match bridge.decay {
                        _ if !are_there => Some(BridgeDecay::ColumnsGone),
                        None => Some(BridgeDecay::Closed),
                        known => known,
                    };
                }
                put.push(BridgeChange { bridge, was });
            }
        }
    }
    gone.sort_unstable();
    (put, gone)
}

fn suggestion(found: Found, now: Timestamp) -> Bridge {
    Bridge {
        id: BridgeId::from_uuid(Uuid::nil()),
        kind: found.kind,
        left: found.left,
        right: found.right,
        climb: found.climb,
        measure: found.measure,
        state: BridgeState::Suggested,
        accepted: None,
        decay: None,
        found_at: now,
        measured_at: now,
        decided_by: None,
        decided_at: None,
    }
}

/// A bridge that is on record, with what was counted now; none where that changes nothing.
fn measured_again(before: Bridge, now: Bridge) -> Option<BridgeChange> {
    let was = before.state;
    if was == BridgeState::Rejected {
        return None;
    }
    let mut bridge = Bridge {
        kind: now.kind,
        left: now.left,
        right: now.right,
        climb: now.climb,
        measured_at: now.measured_at,
        ..before
    };
    if was == BridgeState::Suggested {
        bridge.measure = now.measure;
    } else {
        judge(&mut bridge, now.measure);
    }
    Some(BridgeChange {
        bridge,
        was: Some(was),
    })
}

/// Whether a bridge that was taken over still bears.
pub(super) fn judge(bridge: &mut Bridge, measure: BridgeMeasure) {
    let accepted = bridge.accepted.as_ref().unwrap_or(&bridge.measure);
    let repeats_more = measure.repeats_left() && !accepted.repeats_left()
        || measure.repeats_right() && !accepted.repeats_right();
    bridge.decay = if measure.best_share() < STILL_BEARS * accepted.best_share() {
        Some(BridgeDecay::FewerMatches)
    } else if repeats_more {
        Some(BridgeDecay::KeyLost)
    } else {
        None
    };
    bridge.state = if bridge.decay.is_some() {
        BridgeState::Decayed
    } else {
        BridgeState::Accepted
    };
    bridge.measure = measure;
}

#[cfg(test)]
mod tests {
    use super::*;
    use hebewerk_model::{BridgeKind, DatasetId, VersionNumber};

    fn side(number: u128, column: &str) -> BridgeSide {
        BridgeSide {
            dataset: DatasetId::from_uuid(Uuid::from_u128(number)),
            table: "t".to_owned(),
            columns: vec![column.to_owned()],
            part: None,
        }
    }

    fn measure(share: f64, cardinality: &str) -> BridgeMeasure {
        BridgeMeasure {
            left_version: VersionNumber(1),
            right_version: VersionNumber(1),
            middle_version: None,
            left_share: share,
            right_share: share / 2.0,
            left_share_as_spelled: share,
            right_share_as_spelled: share / 2.0,
            left_values: 100,
            right_values: 200,
            rules: Vec::new(),
            cardinality: Some(cardinality.to_owned()),
            score: share,
        }
    }

    fn found(share: f64, cardinality: &str) -> Found {
        Found {
            kind: BridgeKind::Join,
            left: side(1, "strasse"),
            right: side(2, "str"),
            climb: None,
            measure: measure(share, cardinality),
            meanings: [None, None],
            is_reference: false,
        }
    }

    #[test]
    fn what_only_says_where_rows_are_leaves_room_for_keys() {
        let of = |number: u128, is_reference| Found {
            right: side(number, "bezirk"),
            is_reference,
            ..found(0.9, if is_reference { "n:m" } else { "n:1" })
        };
        let references = (100..200).map(|number| of(number, true));
        let keys = (200..230).map(|number| of(number, false));
        let looked = Looked {
            found: references.chain(keys).collect(),
            known: Vec::new(),
            measured: &|_bridge| None,
            is_there: &|_side| true,
            is_pending: &|_side| false,
            now: Timestamp::UNIX_EPOCH,
        };
        let mut fresh = 0;
        let (put, _gone) = reconcile(looked, || {
            fresh += 1;
            Uuid::from_u128(fresh)
        });
        assert_eq!(put.len(), MOST_NEW_REFERENCES + 30);
    }

    fn known(state: BridgeState) -> Bridge {
        let mut bridge = suggestion(found(0.9, "1:n"), Timestamp::UNIX_EPOCH);
        bridge.id = BridgeId::from_uuid(Uuid::from_u128(7));
        bridge.state = state;
        bridge.accepted = state.is_decided().then(|| measure(0.9, "1:n"));
        bridge
    }

    fn after(
        known: Option<Bridge>,
        found: Option<Found>,
        today: Option<&BridgeMeasure>,
    ) -> (Vec<(BridgeState, Option<BridgeDecay>)>, usize) {
        let looked = Looked {
            found: found.into_iter().collect(),
            known: known.into_iter().collect(),
            measured: &|_bridge| today.cloned(),
            is_there: &|_side| false,
            is_pending: &|_side| false,
            now: Timestamp::UNIX_EPOCH,
        };
        let (put, gone) = reconcile(looked, || Uuid::from_u128(9));
        let put = put
            .into_iter()
            .map(|change| (change.bridge.state, change.bridge.decay));
        (put.collect(), gone.len())
    }

    #[test]
    fn what_is_found_first_is_suggested_and_what_is_not_found_again_is_no_suggestion_any_more() {
        let new = after(None, Some(found(0.9, "1:n")), None);
        assert_eq!(new, (vec![(BridgeState::Suggested, None)], 0));
        let lost = after(Some(known(BridgeState::Suggested)), None, None);
        assert_eq!(lost, (vec![], 1));
    }

    #[test]
    fn what_was_rejected_stays_rejected() {
        let again = after(
            Some(known(BridgeState::Rejected)),
            Some(found(0.95, "1:n")),
            None,
        );
        assert_eq!(again, (vec![], 0));
        assert_eq!(
            after(Some(known(BridgeState::Rejected)), None, None),
            (vec![], 0)
        );
    }

    #[test]
    fn a_bridge_decays_when_far_fewer_values_fit_and_comes_back() {
        use BridgeState::{Accepted, Decayed};
        let worse = after(Some(known(Accepted)), Some(found(0.5, "1:n")), None);
        assert_eq!(worse.0, [(Decayed, Some(BridgeDecay::FewerMatches))]);
        let a_little = after(Some(known(Accepted)), Some(found(0.8, "1:n")), None);
        assert_eq!(a_little.0, [(Accepted, None)]);
        let back = after(Some(known(Decayed)), Some(found(0.9, "1:n")), None);
        assert_eq!(back.0, [(Accepted, None)]);
    }

    #[test]
    fn a_bridge_decays_when_a_key_is_none_any_more_or_a_column_is_gone() {
        use BridgeState::{Accepted, Decayed};
        let lost = after(Some(known(Accepted)), Some(found(0.9, "n:m")), None);
        assert_eq!(lost.0, [(Decayed, Some(BridgeDecay::KeyLost))]);
        let gone = after(Some(known(Accepted)), None, None);
        assert_eq!(gone.0, [(Decayed, Some(BridgeDecay::ColumnsGone))]);
        let only_unfound = after(Some(known(Accepted)), None, Some(&measure(0.9, "1:n")));
        assert_eq!(only_unfound.0, [(Accepted, None)]);
    }
}
