//! Pieces of curves that are no straight lines.

use crate::geometry::{Path, Position, centre, stroke};
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

/// A position on the arc that the three do not lie on: opposite the middle of theirs.
fn opposite(from: &Position, over: &Position, to: &Position) -> Option<Position> {
    let arc = stroke(&[*from, *over, *to]);
    let middle = arc.get(arc.len() / 2)?;
    let (x, y) = centre(from, over, to)?;
    Some(Position::new(2.0 * x - middle.x, 2.0 * y - middle.y))
}
