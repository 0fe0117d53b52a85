//! Bridges through a hierarchy, as sketches promise them and rows bear them out: address → street → district over the
//! directory of streets, day → month by the calendar.
//!
//! Such a bridge has a direction, from the fine to the coarse, and stands on a third table, so it is never turned
//! (decision 0047).

use super::banks::{Banks, FEWEST_COMMON, Found};
use hebewerk_bridge::{Climb, Counts, Hierarchy, HierarchyWish, Level};
use hebewerk_model::{Bridge, BridgeClimb, BridgeKind, BridgeMeasure, BridgeSide};

/// Columns that may lead to coarser ones; rows must show it.
#[derive(Debug, Clone)]
pub(super) struct ClimbWish {
    pub(super) left: BridgeSide,
    pub(super) climb: BridgeClimb,
    pub(super) right: BridgeSide,
    wish: HierarchyWish,
}

impl ClimbWish {
    /// Whether it leads from one table to another, over the same table. Over another it is another bridge: whoever may not
    /// know of the one shall find the other as if the first were not there.
    pub(super) fn joins(
        &self,
        left: &BridgeSide,
        climb: Option<&BridgeClimb>,
        right: &BridgeSide,
    ) -> bool {
        let is_same_way = match (&self.climb, climb) {
            (BridgeClimb::Over { fine, .. }, Some(BridgeClimb::Over { fine: other, .. })) => {
                is_same_table(fine, other)
            }
            (BridgeClimb::Calendar(_), Some(BridgeClimb::Calendar(_))) => true,
            _ => false,
        };
        is_same_way && is_same_table(&self.left, left) && is_same_table(&self.right, right)
    }

    /// Whether it is the way that a bridge on record goes.
    pub(super) fn is_way_of(&self, bridge: &Bridge) -> bool {
        let ends = (&self.left, &self.right) == (&bridge.left, &bridge.right);
        ends && Some(&self.climb) == bridge.climb.as_ref()
    }

    /// How much it promises, 0 to 1.
    pub(super) fn promise(&self) -> f64 {
        self.wish.promise()
    }
}

impl Banks {
    /// A wish as the hub names its columns.
    pub(super) fn climb_wished(&self, wish: HierarchyWish) -> Option<ClimbWish> {
        let side = |at| Some(self.side(&[at])?.0);
        let climb = match wish.climb {
            Climb::Over { fine, coarse } => BridgeClimb::Over {
                fine: side(fine)?,
                coarse: side(coarse)?,
            },
            Climb::Calendar(level) => BridgeClimb::Calendar(level.code().to_owned()),
        };
        Some(ClimbWish {
            left: side(wish.left)?,
            climb,
            right: side(wish.right)?,
            wish,
        })
    }

    /// The way of a bridge on record, to be walked again; none if something it stands on takes no part any more.
    pub(super) fn climb_on_record(&self, bridge: &Bridge) -> Option<ClimbWish> {
        let place = |side: &BridgeSide| match self.places(side)?.as_slice() {
            [at] => Some(*at),
            _ => None,
        };
        let climb = match bridge.climb.as_ref()? {
            BridgeClimb::Over { fine, coarse } => Climb::Over {
                fine: place(fine)?,
                coarse: place(coarse)?,
            },
            BridgeClimb::Calendar(code) => {
                let mut levels = Level::ALL.into_iter();
                Climb::Calendar(levels.find(|level| level.code() == code)?)
            }
        };
        let (left, right) = (place(&bridge.left)?, place(&bridge.right)?);
        self.climb_wished(self.collection.climb(left, climb, right)?)
    }

    /// What rows of a wish are counted with.
    pub(super) fn climb_counts(&self, wish: &ClimbWish) -> Counts {
        wish.wish.counts(&self.collection)
    }

    /// The bridge, if rows bear it out and enough values meet for a share of them to be told.
    pub(super) fn climb_answer(&self, wish: &ClimbWish, counts: &Counts) -> Option<Found> {
        let found = wish.wish.answer(counts)?;
        let met = found.bridge.shares.left * found.values.0 as f64;
        if met.round() < FEWEST_COMMON {
            return None;
        }
        let measure = self.climb_counted(wish, &found)?;
        Some(self.climb_found(wish, measure))
    }

    /// What is counted today of a bridge on record, whether or not it would be told anew.
    pub(super) fn climb_measured(
        &self,
        wish: &ClimbWish,
        counts: &Counts,
    ) -> Option<BridgeMeasure> {
        self.climb_counted(wish, &wish.wish.measured(counts))
    }

    /// A bridge as it was counted before.
    pub(super) fn climb_as_before(&self, wish: &ClimbWish, bridge: &Bridge) -> Found {
        self.climb_found(wish, bridge.measure.clone())
    }

    fn climb_found(&self, wish: &ClimbWish, measure: BridgeMeasure) -> Found {
        Found {
            kind: BridgeKind::Hierarchy,
            left: wish.left.clone(),
            right: wish.right.clone(),
            climb: Some(wish.climb.clone()),
            measure,
            meanings: [wish.wish.left, wish.wish.right].map(|at| self.meaning(&[at])),
            is_reference: false,
        }
    }

    fn climb_counted(&self, wish: &ClimbWish, found: &Hierarchy) -> Option<BridgeMeasure> {
        let version = |side: &BridgeSide| Some(self.taking_part(side.dataset)?.0);
        let bridge = &found.bridge;
        let rules = bridge.forms.each().map(|form| form.code().to_owned());
        Some(BridgeMeasure {
            left_version: version(&wish.left)?,
            right_version: version(&wish.right)?,
            middle_version: match &wish.climb {
                BridgeClimb::Over { fine, .. } => Some(version(fine)?),
                BridgeClimb::Calendar(_) => None,
            },
            left_share: bridge.shares.left,
            right_share: bridge.shares.right,
            left_share_as_spelled: bridge.as_spelled.left,
            right_share_as_spelled: bridge.as_spelled.right,
            left_values: found.values.0,
            right_values: found.values.1,
            rules: rules.collect(),
            cardinality: bridge.cardinality.map(|it| it.code().to_owned()),
            score: bridge.score,
        })
    }
}

/// Whether two sides are of one table.
pub(super) fn is_same_table(one: &BridgeSide, two: &BridgeSide) -> bool {
    (one.dataset, &one.table) == (two.dataset, &two.table)
}
