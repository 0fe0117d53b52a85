//! Rings in any order as polygons: outer rings with the holes that lie in them.

use super::shape::{Path, Position, Shape};

/// Groups rings; `is_outer` says which turn marks an outer ring: the sign of its area.
///
/// A hole in no outer ring becomes a polygon of its own: nothing is lost. Outer rings come out counterclockwise.
pub(crate) fn polygons_of(rings: Vec<Path>, clockwise_is_outer: bool) -> Shape {
    let mut outers: Vec<(f64, Vec<Path>)> = Vec::new();
    let mut holes = Vec::new();
    for ring in rings {
        let area = signed_area(&ring);
        let is_outer = area == 0.0 || (area < 0.0) == clockwise_is_outer;
        if is_outer {
            outers.push((area.abs(), vec![turned(ring, area < 0.0)]));
        } else {
            holes.push((area, ring));
        }
    }
    for (area, ring) in holes {
        let within = ring.first().and_then(|inside| {
            outers
                .iter_mut()
                .filter(|(outer_area, rings)| {
                    *outer_area >= area.abs()
                        && rings.first().is_some_and(|outer| holds(outer, inside))
                })
                .min_by(|(one, _), (other, _)| one.total_cmp(other))
        });
        match within {
            Some((_, rings)) => rings.push(turned(ring, area > 0.0)),
            None => outers.push((area.abs(), vec![turned(ring, area < 0.0)])),
        }
    }
    let mut polygons: Vec<Vec<Path>> = outers.into_iter().map(|(_, rings)| rings).collect();
    match (polygons.len(), polygons.pop()) {
        (_, None) => Shape::Polygon(Vec::new()),
        (1, Some(only)) => Shape::Polygon(only),
        (_, Some(last)) => {
            polygons.push(last);
            Shape::Polygons(polygons)
        }
    }
}

fn turned(mut ring: Path, turn: bool) -> Path {
    if turn {
        ring.reverse();
    }
    ring
}

/// Positive when counterclockwise.
fn signed_area(ring: &Path) -> f64 {
    // Relative to the first position, or large coordinates would eat the digits.
    let Some(origin) = ring.first() else {
        return 0.0;
    };
    ring.windows(2)
        .map(|piece| match piece {
            [from, to] => {
                (from.x - origin.x) * (to.y - origin.y) - (to.x - origin.x) * (from.y - origin.y)
            }
            _ => 0.0,
        })
        .sum::<f64>()
        / 2.0
}

/// Whether a ring has a position in its inside or on its edge (even-odd).
fn holds(ring: &Path, at: &Position) -> bool {
    if ring.iter().any(|corner| corner.is_at(at)) {
        return true;
    }
    ring.windows(2)
        .filter(|piece| match piece {
            [from, to] => {
                (from.y > at.y) != (to.y > at.y)
                    && at.x < (to.x - from.x) * (at.y - from.y) / (to.y - from.y) + from.x
            }
            _ => false,
        })
        .count()
        % 2
        == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: f64, side: f64, clockwise: bool) -> Path {
        let corners = [
            (x, x),
            (x + side, x),
            (x + side, x + side),
            (x, x + side),
            (x, x),
        ];
        let ring: Path = corners.iter().map(|(x, y)| Position::new(*x, *y)).collect();
        turned(ring, clockwise)
    }

    #[test]
    fn holes_lie_in_the_smallest_ring_around_them() {
        let rings = vec![
            square(0.0, 10.0, true),
            square(1.0, 1.0, false),
            square(20.0, 4.0, true),
            square(21.0, 1.0, false),
            square(4.0, 4.0, false),
            square(5.0, 1.0, true),
        ];
        let Shape::Polygons(polygons) = polygons_of(rings, true) else {
            panic!("one polygon");
        };
        let rings: Vec<usize> = polygons.iter().map(Vec::len).collect();
        assert_eq!(rings, [3, 2, 1]);
        assert!(polygons.iter().all(|rings| signed_area(&rings[0]) > 0.0));
        assert!(signed_area(&polygons[0][1]) < 0.0);
    }

    #[test]
    fn rings_turned_wrongly_are_not_lost() {
        let only = polygons_of(vec![square(0.0, 1.0, false)], true);
        assert!(matches!(only, Shape::Polygon(rings) if rings.len() == 1));
        assert_eq!(polygons_of(Vec::new(), true), Shape::Polygon(Vec::new()));
    }
}
