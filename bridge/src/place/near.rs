//! Points beside points.

use super::Position;
use rstar::{RTree, primitives::GeomWithData};
use std::collections::HashSet;

/// Points that must be there on both sides.
const FEWEST_POINTS: usize = 8;
/// Metres within which two points may be of the same thing, as two offices measure it.
const NEAR_M: f64 = 40.0;
/// Share of the left that must have one so near.
const LEAST_SHARE: f64 = 0.5;
/// How much nearer than by chance the nearest must be in the middle.
const NEARER_THAN_CHANCE: f64 = 0.2;
/// Metres of a degree of latitude.
const DEGREE_M: f64 = 111_195.0;

/// How near the points of one table lie to those of another.
pub(super) struct Nearest {
    /// Share of the left that has a point of the right near it.
    pub(super) share: f64,
    /// Share of the right that is the nearest of some near point.
    pub(super) met_share: f64,
    /// How far the nearest is, in the middle.
    pub(super) median_m: f64,
}

/// How near they lie, if that is no chance.
pub(super) fn nearest(left: &[Position], right: &[Position]) -> Option<Nearest> {
    if left.len() < FEWEST_POINTS || right.len() < FEWEST_POINTS {
        return None;
    }
    let scale = right.first()?.1.to_radians().cos() * DEGREE_M;
    let metres = |position: &Position| [position.0 * scale, position.1 * DEGREE_M];
    let numbered = right.iter().enumerate();
    let tree = RTree::bulk_load(
        numbered
            .map(|(number, position)| GeomWithData::new(metres(position), number))
            .collect(),
    );
    let mut apart = Vec::with_capacity(left.len());
    let mut met = HashSet::new();
    for position in left {
        let (nearest, squared) = tree
            .nearest_neighbor_iter_with_distance_2(&metres(position))
            .next()?;
        let distance = squared.sqrt();
        if distance <= NEAR_M {
            met.insert(nearest.data);
        }
        apart.push(distance);
    }
    apart.sort_by(f64::total_cmp);
    let near = apart.partition_point(|distance| *distance <= NEAR_M);
    let found = Nearest {
        share: crate::sketch::share(near as u64, left.len() as u64),
        met_share: crate::sketch::share(met.len() as u64, right.len() as u64),
        median_m: apart.get(apart.len() / 2).copied()?,
    };
    // Mean distance to the nearest of points scattered at random (Clark and Evans, Ecology 35, 1954).
    let by_chance = 0.5 * (ground(right) * scale * DEGREE_M / right.len() as f64).sqrt();
    let is_no_chance = found.share >= LEAST_SHARE
        && found.median_m <= NEARER_THAN_CHANCE * by_chance
        && met.len() >= FEWEST_POINTS;
    is_no_chance.then_some(found)
}

/// Size in square degrees of the box around points.
pub(super) fn ground(points: &[Position]) -> f64 {
    let (mut low, mut high) = ((f64::MAX, f64::MAX), (f64::MIN, f64::MIN));
    for (x, y) in points {
        low = (low.0.min(*x), low.1.min(*y));
        high = (high.0.max(*x), high.1.max(*y));
    }
    ((high.0 - low.0) * (high.1 - low.1)).max(0.0)
}
