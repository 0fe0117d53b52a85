//! Arcs as short lines: Simple Features, and with them most programs, know no curves.

use super::shape::{Path, Position};
use std::f64::consts::TAU;

/// Angle of one short line, as GDAL has it.
const STEP: f64 = TAU / 90.0;

/// A path of arcs (start, a point on the arc, end, a point on the next arc, …) as a path of short lines.
///
/// What is no whole arc at the end stays as it is.
pub(crate) fn stroke(arcs: &[Position]) -> Path {
    let mut path: Path = arcs.first().copied().into_iter().collect();
    let mut rest = arcs;
    while let [start, middle, end, ..] = rest {
        stroke_one(start, middle, end, &mut path);
        rest = rest.get(2..).unwrap_or(&[]);
    }
    path.extend(rest.iter().skip(1));
    path
}

/// Appends the arc without its start.
fn stroke_one(start: &Position, middle: &Position, end: &Position, path: &mut Path) {
    let Some((x, y)) = centre(start, middle, end) else {
        path.push(*middle);
        path.push(*end);
        return;
    };
    let angle = |position: &Position| (position.y - y).atan2(position.x - x);
    let radius = (start.x - x).hypot(start.y - y);
    let from = angle(start);
    // A whole circle is written with its start as its end.
    let closed = start.is_at(end);
    let sweep = if closed {
        TAU
    } else {
        let to_end = (angle(end) - from).rem_euclid(TAU);
        let to_middle = (angle(middle) - from).rem_euclid(TAU);
        if to_middle <= to_end {
            to_end
        } else {
            to_end - TAU
        }
    };
    let steps = (sweep.abs() / STEP).ceil().clamp(1.0, 90.0) as u32;
    for step in 1..steps {
        let share = f64::from(step) / f64::from(steps);
        let at = from + sweep * share;
        path.push(Position {
            x: x + radius * at.cos(),
            y: y + radius * at.sin(),
            z: start.z + (end.z - start.z) * share,
            m: start.m + (end.m - start.m) * share,
        });
    }
    path.push(*end);
}

/// The centre of the circle through three points; none when they lie on a line.
pub(crate) fn centre(start: &Position, middle: &Position, end: &Position) -> Option<(f64, f64)> {
    if start.is_at(end) {
        return Some((
            f64::midpoint(start.x, middle.x),
            f64::midpoint(start.y, middle.y),
        ));
    }
    // Relative to the start, or large coordinates would eat the digits.
    let (middle_x, middle_y) = (middle.x - start.x, middle.y - start.y);
    let (end_x, end_y) = (end.x - start.x, end.y - start.y);
    let twice_area = 2.0 * (middle_x * end_y - middle_y * end_x);
    let to_middle = middle_x * middle_x + middle_y * middle_y;
    let to_end = end_x * end_x + end_y * end_y;
    let x = (end_y * to_middle - middle_y * to_end) / twice_area;
    let y = (middle_x * to_end - end_x * to_middle) / twice_area;
    (x.is_finite() && y.is_finite()).then_some((start.x + x, start.y + y))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_circle_keeps_its_radius_and_its_ends() {
        let at = |x, y| Position::new(x, y);
        let path = stroke(&[at(-1.0, 0.0), at(0.0, 1.0), at(1.0, 0.0)]);
        assert_eq!(path.len(), 46);
        assert_eq!(
            (path[0], path[45]),
            (at(-1.0, 0.0), at(1.0, 0.0)),
            "ends are exact"
        );
        assert!(path.iter().all(|p| (p.x.hypot(p.y) - 1.0).abs() < 1e-12));
        assert!(path[20].y > 0.9, "over the point on the arc");
        let below = stroke(&[at(-1.0, 0.0), at(0.0, -1.0), at(1.0, 0.0)]);
        assert!(below[20].y < -0.9);
    }

    #[test]
    fn points_on_a_line_stay_what_they_are() {
        let at = |x| Position::new(x, 0.0);
        let line = [at(0.0), at(1.0), at(2.0)];
        assert_eq!(stroke(&line), line);
        assert_eq!(stroke(&line[..2]), line[..2]);
        assert!(stroke(&[]).is_empty());
    }

    #[test]
    fn a_whole_circle_is_closed() {
        let at = |x, y| Position::new(x, y);
        let circle = stroke(&[at(0.0, 0.0), at(2.0, 0.0), at(0.0, 0.0)]);
        assert_eq!(circle.len(), 91);
        assert_eq!(circle.first(), circle.last());
    }
}
