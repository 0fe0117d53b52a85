//! Points in areas.

use super::ReferenceSystem;
use super::{Position, near};
use rstar::{AABB, PointDistance, RTree, RTreeObject};

/// Points and areas that must be there.
const FEWEST_POINTS: usize = 5;
const FEWEST_AREAS: usize = 2;
/// Share of the points that must lie inside.
const LEAST_INSIDE: f64 = 0.6;
/// The same where chance puts many fewer there.
const LEAST_INSIDE_BEYOND_CHANCE: f64 = 0.2;
/// How many times as many points as chance puts there.
const BEYOND_CHANCE: f64 = 3.0;
/// Share of the points in one area above which the others are no matter.
const MOST_IN_ONE: f64 = 0.95;
/// Areas that a point lies in, in the mean, above which they say nothing: sheets of maps, boxes around things.
const MOST_AT_ONCE: f64 = 1.5;
/// The same up to which each point is taken to have one.
const ONE_EACH: f64 = 1.02;

/// An area: rings of polygons, holes among them.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    rings: Vec<Vec<Position>>,
    low: [f64; 2],
    high: [f64; 2],
}

impl Area {
    /// From rings; none where one of their corners lies nowhere, or there is none.
    pub fn new(rings: Vec<Vec<(f64, f64)>>, system: ReferenceSystem) -> Option<Self> {
        let (mut low, mut high) = ([f64::MAX; 2], [f64::MIN; 2]);
        let mut placed = Vec::with_capacity(rings.len());
        for ring in rings {
            let mut corners = Vec::with_capacity(ring.len());
            for (x, y) in ring {
                let position = system.position(x, y)?;
                for (axis, ordinate) in [position.0, position.1].into_iter().enumerate() {
                    low[axis] = low[axis].min(ordinate);
                    high[axis] = high[axis].max(ordinate);
                }
                corners.push(position);
            }
            if corners.len() >= 3 {
                placed.push(corners);
            }
        }
        (!placed.is_empty()).then_some(Self {
            rings: placed,
            low,
            high,
        })
    }

    /// South-west and north-east corner of the box around it.
    pub(super) const fn around(&self) -> (Position, Position) {
        ((self.low[0], self.low[1]), (self.high[0], self.high[1]))
    }

    /// Whether an odd number of rings surrounds a point.
    pub fn holds(&self, (x, y): Position) -> bool {
        let mut is_inside = false;
        for ring in &self.rings {
            let mut last = ring.last().copied().unwrap_or_default();
            for corner in ring.iter().copied() {
                let crosses = (corner.1 > y) != (last.1 > y);
                if crosses
                    && x < (last.0 - corner.0) * (y - corner.1) / (last.1 - corner.1) + corner.0
                {
                    is_inside = !is_inside;
                }
                last = corner;
            }
        }
        is_inside
    }

    /// Its size in square degrees: holes go the other way round, or are too small to matter here.
    fn size(&self) -> f64 {
        let signed = |ring: &Vec<Position>| {
            let mut last = ring.last().copied().unwrap_or_default();
            let mut sum = 0.0;
            for corner in ring.iter().copied() {
                sum += last.0 * corner.1 - corner.0 * last.1;
                last = corner;
            }
            sum / 2.0
        };
        self.rings.iter().map(signed).sum::<f64>().abs()
    }
}

/// An area in the index, by its number.
struct Boxed<'a> {
    number: usize,
    area: &'a Area,
}

impl RTreeObject for Boxed<'_> {
    type Envelope = AABB<[f64; 2]>;

    fn envelope(&self) -> Self::Envelope {
        AABB::from_corners(self.area.low, self.area.high)
    }
}

impl PointDistance for Boxed<'_> {
    fn distance_2(&self, point: &[f64; 2]) -> f64 {
        self.envelope().distance_2(point)
    }
}

/// How points lie in areas.
pub(super) struct Inside {
    points: usize,
    held: usize,
    areas: usize,
    met: usize,
    /// Sum over points of the areas they lie in.
    hits: usize,
}

impl Inside {
    pub(super) fn inside_share(&self) -> f64 {
        share(self.held, self.points)
    }

    pub(super) fn met_share(&self) -> f64 {
        share(self.met, self.areas)
    }

    /// Whether a point lies in one area at most.
    pub(super) fn is_in_one_each(&self) -> bool {
        share(self.hits, self.held) <= ONE_EACH
    }
}

fn share(part: usize, whole: usize) -> f64 {
    crate::sketch::share(part as u64, whole as u64)
}

/// How the points lie, if that says something of both.
pub(super) fn inside(points: &[Position], areas: &[Area]) -> Option<Inside> {
    if points.len() < FEWEST_POINTS || areas.len() < FEWEST_AREAS {
        return None;
    }
    let boxed = areas.iter().enumerate();
    let tree = RTree::bulk_load(boxed.map(|(number, area)| Boxed { number, area }).collect());
    let mut of_each = vec![0_usize; areas.len()];
    let (mut inside, mut hits) = (0, 0);
    for point in points {
        let mut is_inside = false;
        let around = AABB::from_point([point.0, point.1]);
        for found in tree.locate_in_envelope_intersecting(&around) {
            if found.area.holds(*point) {
                of_each[found.number] += 1;
                hits += 1;
                is_inside = true;
            }
        }
        inside += usize::from(is_inside);
    }
    let most = of_each.iter().copied().max().unwrap_or_default();
    let found = Inside {
        points: points.len(),
        held: inside,
        areas: areas.len(),
        met: of_each.iter().filter(|count| **count > 0).count(),
        hits,
    };
    let says_something = found.met >= FEWEST_AREAS
        && share(most, inside) <= MOST_IN_ONE
        && share(hits, inside) <= MOST_AT_ONCE;
    (says_something && is_enough(&found, points, areas)).then_some(found)
}

/// Whether nearly all points lie inside, or many more than chance would put there.
fn is_enough(found: &Inside, points: &[Position], areas: &[Area]) -> bool {
    let inside = found.inside_share();
    if inside >= LEAST_INSIDE {
        return true;
    }
    let ground = near::ground(points);
    let covered = areas.iter().map(Area::size).sum::<f64>() / ground.max(f64::MIN_POSITIVE);
    inside >= LEAST_INSIDE_BEYOND_CHANCE && inside >= BEYOND_CHANCE * covered
}
