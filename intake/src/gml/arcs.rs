//! Pieces of curves that are no straight lines.

use crate::geometry::{Path, Position, stroke};
use crate::xml::Element;

/// A piece with the positions it is given by; whether it had arcs.
pub(super) fn segment(element: &Element, path: Path) -> Option<(Path, bool)> {
    match element.name.as_str() {
        "LineStringSegment" | "GeodesicString" | "Geodesic" => Some((path, false)),
        "Arc" | "ArcString" => Some((stroke(&path), true)),
        "Circle" => {
            let [from, over, to] = path.as_slice() else {
                return None;
            };
            let there = stroke(&[*from, *over, *to]);
            let opposite = opposite(from, over, to)?;
            let back = stroke(&[*to, opposite, *from]);
            Some((
                there.into_iter().chain(back.into_iter().skip(1)).collect(),
                true,
            ))
        }
        _ => None,
    }
}

/// A position on the arc that the three do not lie on: the middle of the way from the last to the first.
fn opposite(from: &Position, over: &Position, to: &Position) -> Option<Position> {
    let whole = stroke(&[*from, *over, *to]);
    let middle = whole.get(whole.len() / 2)?;
    // The centre is the mean of a full turn; mirrored at the line between the ends it would be another circle, so the
    // middle is turned around the centre instead.
    let (x, y) = centre(from, over, to)?;
    Some(Position::new(2.0 * x - middle.x, 2.0 * y - middle.y))
}

fn centre(from: &Position, over: &Position, to: &Position) -> Option<(f64, f64)> {
    let (bx, by) = (over.x - from.x, over.y - from.y);
    let (cx, cy) = (to.x - from.x, to.y - from.y);
    let d = 2.0 * (bx * cy - by * cx);
    let (b, c) = (bx * bx + by * by, cx * cx + cy * cy);
    let (x, y) = ((cy * b - by * c) / d, (bx * c - cx * b) / d);
    (x.is_finite() && y.is_finite()).then_some((from.x + x, from.y + y))
}
