//! Places: points in areas, and points beside points.
//!
//! Everything in one city lies near everything else, so nearness alone is no bridge. Points in areas are one where
//! (nearly) all of them lie in different areas that hardly overlap, or many more than chance puts there. Points beside
//! points are one where they lie much closer to one another than as many points scattered over the same ground would.

mod area;
mod near;
mod read;
mod text;

pub use area::Area;
pub use hebewerk_model::geometry::{Position, ReferenceSystem};
pub use read::{Shape, shape_of_wkb};
pub use text::shape_of_text;

use crate::bridges::{Bridge, BridgeKind, Share};
use crate::cardinality::Cardinality;
use crate::collection::ColumnAt;
use crate::normal_form::Forms;

/// Points kept of a table.
const MOST_POINTS: usize = 100_000;
/// Points that are asked where they lie; of more, evenly spread ones.
const MOST_ASKED: usize = 10_000;
/// Areas looked at of a table.
const MOST_AREAS: usize = 50_000;
/// Degrees within which points may lie beside each other.
const BESIDE: f64 = 0.001;
/// Corners of all areas of a table.
const MOST_CORNERS: usize = 5_000_000;

/// The places of a table.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// Columns that hold them: one of geometries, or two of coordinates.
    pub columns: Vec<ColumnAt>,
    points: Vec<Position>,
    areas: Vec<Area>,
    corners: usize,
    /// South-west and north-east corner of the box around them.
    around: Option<(Position, Position)>,
}

impl Places {
    /// Of these columns, still without any.
    pub fn of(columns: Vec<ColumnAt>) -> Self {
        Self {
            columns,
            ..Self::default()
        }
    }

    /// Takes the place of a row.
    pub fn push(&mut self, shape: Shape, system: ReferenceSystem) {
        match shape {
            Shape::Point(x, y) => {
                if let Some(position) = system.position(x, y) {
                    self.take_point(position);
                }
            }
            Shape::Area(rings) => {
                self.corners += rings.iter().map(Vec::len).sum::<usize>();
                let has_room = self.areas.len() < MOST_AREAS && self.corners < MOST_CORNERS;
                if let Some(area) = Area::new(rings, system).filter(|_| has_room) {
                    let (low, high) = area.around();
                    self.grow(low);
                    self.grow(high);
                    self.areas.push(area);
                }
            }
            Shape::Other => {}
        }
    }

    /// Points, then areas.
    pub fn counts(&self) -> (usize, usize) {
        (self.points.len(), self.areas.len())
    }

    fn take_point(&mut self, position: Position) {
        self.grow(position);
        if self.points.len() < MOST_POINTS {
            self.points.push(position);
        }
    }

    /// At most so many points as are asked, evenly spread over the rows.
    fn asked(&self) -> Vec<Position> {
        let step = self.points.len().div_ceil(MOST_ASKED).max(1);
        self.points.iter().copied().step_by(step).collect()
    }

    /// Grows the box around everything with a place.
    fn grow(&mut self, (x, y): Position) {
        let (low, high) = self.around.unwrap_or(((x, y), (x, y)));
        self.around = Some(((low.0.min(x), low.1.min(y)), (high.0.max(x), high.1.max(y))));
    }

    /// Whether both can meet at all: their boxes do, but for some metres.
    fn may_meet(&self, other: &Self) -> bool {
        let (Some((low, high)), Some((other_low, other_high))) = (self.around, other.around) else {
            return false;
        };
        low.0 <= other_high.0 + BESIDE
            && other_low.0 <= high.0 + BESIDE
            && low.1 <= other_high.1 + BESIDE
            && other_low.1 <= high.1 + BESIDE
    }
}

/// Two tables that meet on the map.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// The two of them; the points are on the left.
    pub bridge: Bridge,
    /// Of points beside points: how far the nearest is, in the middle.
    pub metres: Option<f64>,
}

/// What two tables of places are to each other, if it is worth telling; `known` are the bridges between the two.
pub fn placed(left: &Places, right: &Places, known: &[&Bridge]) -> Option<Placed> {
    if !left.may_meet(right) || known.iter().any(|bridge| is_better(bridge)) {
        return None;
    }
    let (one, two) = (inside(left, right), inside(right, left));
    [one, two]
        .into_iter()
        .flatten()
        .max_by(|one, two| one.bridge.score.total_cmp(&two.bridge.score))
        .or_else(|| beside(left, right))
}

/// Whether a bridge makes looking at the map needless: rows meet on a key, or the tables are of one kind.
fn is_better(bridge: &Bridge) -> bool {
    match bridge.kind {
        BridgeKind::Join => {
            bridge.score >= 0.5 && bridge.cardinality != Some(Cardinality::ManyToMany)
        }
        BridgeKind::Union | BridgeKind::Duplicate => true,
        _ => false,
    }
}

fn inside(points: &Places, areas: &Places) -> Option<Placed> {
    let found = area::inside(&points.asked(), &areas.areas)?;
    let shares = Share {
        left: found.inside_share(),
        right: found.met_share(),
    };
    let each = if found.is_in_one_each() { 1.0 } else { 0.7 };
    let spread = (2.0 * shares.right).min(1.0).sqrt();
    let score = each * (0.3 + 0.5 * shares.left * spread);
    let cardinality = if found.is_in_one_each() {
        Cardinality::ManyToOne
    } else {
        Cardinality::ManyToMany
    };
    Some(Placed {
        bridge: bridge(
            BridgeKind::Within,
            (points, areas),
            shares,
            cardinality,
            score,
        ),
        metres: None,
    })
}

fn beside(left: &Places, right: &Places) -> Option<Placed> {
    let found = near::nearest(&left.asked(), &right.points)?;
    let shares = Share {
        left: found.share,
        right: found.met_share,
    };
    let cardinality = Cardinality::ManyToOne;
    Some(Placed {
        bridge: bridge(
            BridgeKind::Nearest,
            (left, right),
            shares,
            cardinality,
            0.25 + 0.35 * found.share,
        ),
        metres: Some(found.median_m),
    })
}

fn bridge(
    kind: BridgeKind,
    (left, right): (&Places, &Places),
    shares: Share,
    cardinality: Cardinality,
    score: f64,
) -> Bridge {
    Bridge {
        kind,
        left: left.columns.clone(),
        right: right.columns.clone(),
        forms: Forms::NONE,
        shares,
        as_spelled: Share::default(),
        cardinality: Some(cardinality),
        score,
        rank: 1,
    }
}
