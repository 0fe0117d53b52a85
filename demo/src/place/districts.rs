//! Districts: a grid whose corners and edges are bent; neighbours share the same bent edge, so nothing overlaps.

use super::Point;
use crate::plan::Plan;
use crate::random::Random;

pub(crate) const CELL_WIDTH_M: f64 = 4_200.0;
pub(crate) const CELL_HEIGHT_M: f64 = 3_100.0;

/// A district (*Stadtbezirk*).
pub(crate) struct District {
    /// From 1, row by row from the north-west.
    pub(crate) number: usize,
    pub(crate) name: &'static str,
    pub(crate) letter: char,
    pub(crate) postcode: &'static str,
    /// On 31 December 2025.
    pub(crate) households: u32,
    /// On 31 December 2025.
    pub(crate) inhabitants: u32,
    /// Closed ring, first point repeated, counter-clockwise as RFC 7946 wants it.
    pub(crate) ring: Vec<Point>,
    pub(crate) centre: Point,
}

impl District {
    /// Official two-digit key with leading zero.
    pub(crate) fn key(&self) -> String {
        format!("{:02}", self.number)
    }

    /// Area in square metres (shoelace formula).
    pub(crate) fn area_m2(&self) -> f64 {
        let mut twice = 0.0;
        for pair in self.ring.windows(2) {
            twice += pair[0].0 * pair[1].1 - pair[1].0 * pair[0].1;
        }
        (twice / 2.0).abs()
    }
}

/// Lays the districts of the plan side by side.
pub(crate) fn tile(plan: &Plan, random: &mut Random) -> Vec<District> {
    let (columns, rows) = (plan.columns, plan.rows());
    let mut corners = Vec::with_capacity((columns + 1) * (rows + 1));
    for row in 0..=rows {
        for column in 0..=columns {
            let x = plan.origin.0 + column as f64 * CELL_WIDTH_M + random.real(-420.0, 420.0);
            let y =
                plan.origin.1 + (rows - row) as f64 * CELL_HEIGHT_M + random.real(-330.0, 330.0);
            corners.push((x, y));
        }
    }
    let at = |row: usize, column: usize| corners[row * (columns + 1) + column];
    let mut flat = Vec::new();
    for row in 0..=rows {
        for column in 0..columns {
            flat.push(bend(at(row, column), at(row, column + 1), random));
        }
    }
    let mut upright = Vec::new();
    for row in 0..rows {
        for column in 0..=columns {
            upright.push(bend(at(row, column), at(row + 1, column), random));
        }
    }
    let mut districts = Vec::new();
    for (index, planned) in plan.districts.iter().enumerate() {
        let (row, column) = (index / columns, index % columns);
        let north = &flat[row * columns + column];
        let south = &flat[(row + 1) * columns + column];
        let west = &upright[row * (columns + 1) + column];
        let east = &upright[row * (columns + 1) + column + 1];
        // Counter-clockwise from the north-west corner: down the west edge, along the south, up the east, back.
        let mut ring: Vec<Point> = west.clone();
        ring.extend(&south[1..]);
        ring.extend(east.iter().rev().skip(1));
        ring.extend(north.iter().rev().skip(1));
        let per_household = 1.82 + random.real(0.0, 0.34);
        districts.push(District {
            number: index + 1,
            name: planned.name,
            letter: planned.letter,
            postcode: planned.postcode,
            households: planned.households,
            inhabitants: (f64::from(planned.households) * per_household) as u32,
            centre: centre(&ring),
            ring,
        });
    }
    districts
}

/// An edge from `start` to `end` with three bends.
fn bend(start: Point, end: Point, random: &mut Random) -> Vec<Point> {
    let (dx, dy) = (end.0 - start.0, end.1 - start.1);
    let mut points = vec![start];
    for quarter in 1..4 {
        let along = f64::from(quarter) / 4.0;
        let aside = random.real(-0.035, 0.035);
        points.push((
            start.0 + dx * along - dy * aside,
            start.1 + dy * along + dx * aside,
        ));
    }
    points.push(end);
    points
}

fn centre(ring: &[Point]) -> Point {
    let count = (ring.len() - 1) as f64;
    let sum = ring[1..]
        .iter()
        .fold((0.0, 0.0), |sum, point| (sum.0 + point.0, sum.1 + point.1));
    (sum.0 / count, sum.1 / count)
}
