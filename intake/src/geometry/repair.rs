//! What can be put right in a geometry without changing what it says, and what cannot.

use super::shape::{Geometry, Path, Shape};

/// Fewest positions of a closed ring.
const RING_POSITIONS: usize = 4;
/// Rings longer than this are not searched for crossings: every piece would be compared with every other.
const CROSSING_POSITIONS: usize = 400;

/// What a look at one geometry showed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Seen {
    /// Rings were closed.
    pub(crate) closed: bool,
    /// There is no position.
    pub(crate) empty: bool,
    /// What is wrong and was left as it is.
    pub(crate) fault: Option<Fault>,
}

/// What is wrong with a geometry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A position that is no number.
    NotFinite,
    /// A line of one position, a ring of fewer than four.
    TooShort,
    /// A ring crosses itself.
    Crossing,
}

impl Fault {
    /// The `reason` of the finding.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::NotFinite => "not_finite",
            Self::TooShort => "too_short",
            Self::Crossing => "crossing",
        }
    }
}

impl Geometry {
    /// Closes rings that are open; says what else is wrong.
    pub(crate) fn repair(&mut self) -> Seen {
        let mut seen = Seen {
            empty: true,
            ..Seen::default()
        };
        let is_points = matches!(self.shape, Shape::Point(_) | Shape::Points(_));
        self.shape.each_path(&mut |path, is_ring| {
            seen.empty &= path.is_empty();
            let fault = if path.iter().any(|position| !position.is_finite()) {
                Some(Fault::NotFinite)
            } else if is_ring {
                seen.closed |= close(path);
                ring_fault(path)
            } else {
                (!is_points && path.len() == 1).then_some(Fault::TooShort)
            };
            seen.fault = seen.fault.or(fault);
        });
        if matches!(self.shape, Shape::Collection(_)) && seen.fault == Some(Fault::TooShort) {
            // Points in a collection are paths of one position.
            seen.fault = None;
        }
        seen
    }
}

fn close(ring: &mut Path) -> bool {
    let (Some(first), Some(last)) = (ring.first().copied(), ring.last().copied()) else {
        return false;
    };
    let is_open = !first.is_at(&last);
    if is_open && ring.len() >= RING_POSITIONS - 1 {
        ring.push(first);
    }
    is_open && ring.len() >= RING_POSITIONS
}

fn ring_fault(ring: &Path) -> Option<Fault> {
    if ring.is_empty() {
        return None;
    }
    if ring.len() < RING_POSITIONS {
        return Some(Fault::TooShort);
    }
    crosses_itself(ring).then_some(Fault::Crossing)
}

/// Whether two pieces of a ring properly cross. Pieces that only touch are common and do no harm.
fn crosses_itself(ring: &Path) -> bool {
    if ring.len() > CROSSING_POSITIONS {
        return false;
    }
    let pieces: Vec<_> = ring
        .windows(2)
        .filter_map(|piece| match piece {
            [from, to] => Some(((from.x, from.y), (to.x, to.y))),
            _ => None,
        })
        .collect();
    pieces.iter().enumerate().any(|(number, piece)| {
        pieces
            .iter()
            .skip(number + 2)
            .any(|other| cross(*piece, *other))
    })
}

type Point = (f64, f64);

fn cross((a, b): (Point, Point), (c, d): (Point, Point)) -> bool {
    let side = |p: Point, q: Point, r: Point| {
        ((q.0 - p.0) * (r.1 - p.1) - (q.1 - p.1) * (r.0 - p.0)).partial_cmp(&0.0)
    };
    let apart = |one, other| match (one, other) {
        (Some(one), Some(other)) => {
            one != std::cmp::Ordering::Equal && other == std::cmp::Ordering::reverse(one)
        }
        _ => false,
    };
    apart(side(a, b, c), side(a, b, d)) && apart(side(c, d, a), side(c, d, b))
}

#[cfg(test)]
mod tests {
    use super::super::shape::Position;
    use super::*;

    fn path(positions: &[(f64, f64)]) -> Path {
        positions
            .iter()
            .map(|(x, y)| Position::new(*x, *y))
            .collect()
    }

    #[track_caller]
    fn check(shape: Shape, closed: bool, fault: Option<Fault>) {
        let seen = Geometry::flat(shape).repair();
        assert_eq!((seen.closed, seen.fault), (closed, fault));
    }

    #[test]
    fn open_rings_are_closed_and_what_is_wrong_is_said() {
        let polygon = |positions: &[(f64, f64)]| Shape::Polygon(vec![path(positions)]);
        let square = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0)];
        check(polygon(&square), false, None);
        check(polygon(&square[..4]), true, None);
        check(polygon(&square[..2]), false, Some(Fault::TooShort));
        let bow = [(0.0, 0.0), (4.0, 4.0), (4.0, 0.0), (0.0, 4.0), (0.0, 0.0)];
        check(polygon(&bow), false, Some(Fault::Crossing));
        let nowhere = [(0.0, 0.0), (f64::NAN, 0.0), (4.0, 4.0), (0.0, 0.0)];
        check(polygon(&nowhere), false, Some(Fault::NotFinite));
        check(
            Shape::Line(path(&[(1.0, 1.0)])),
            false,
            Some(Fault::TooShort),
        );
        check(Shape::Points(path(&[(1.0, 1.0)])), false, None);
        check(
            Shape::Collection(vec![Shape::Points(path(&[(1.0, 1.0)]))]),
            false,
            None,
        );
        let empty = Geometry::flat(Shape::Polygon(Vec::new())).repair();
        assert!(empty.empty && empty.fault.is_none());
    }
}
