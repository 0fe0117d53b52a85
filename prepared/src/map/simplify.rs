//! From which zoom on a corner of a line is seen.

use super::MOST_ZOOM;
use super::world::Spot;

/// Units of a tile by which a line may be off before a corner is kept: a quarter of a dot.
const TOLERANCE_UNITS: f64 = 2.0;
/// Zoom at which a unit of a tile is one of ours.
const FINEST: f64 = 20.0;
/// Corners looked at together: what this costs grows with their square where a line is wound up.
const MOST_TOGETHER: usize = 8_192;

/// The zoom from which on each corner of a path is drawn, after Douglas and Peucker (1973), once for all zooms: a corner
/// is never drawn at a zoom at which the one is not that it refines.
pub(super) fn zooms(path: &[Spot]) -> Vec<u8> {
    let mut zooms = vec![MOST_ZOOM; path.len()];
    let mut stack = Vec::new();
    let Some(last) = path.len().checked_sub(1) else {
        return zooms;
    };
    let mut start = 0;
    zooms[0] = 0;
    while start < last {
        let end = (start + MOST_TOGETHER).min(last);
        zooms[end] = 0;
        stack.push((start, end, 0));
        start = end;
    }
    while let Some((start, end, parent)) = stack.pop() {
        let inner = (start + 1)..end;
        let distances = inner.map(|index| (squared(path[index], path[start], path[end]), index));
        let Some((distance, split)) = distances.max_by(|one, other| one.0.total_cmp(&other.0))
        else {
            continue;
        };
        let zoom = zoom_of(distance.sqrt()).max(parent);
        zooms[split] = zoom;
        // Beyond the last zoom nothing is left out: what lies between stays as it is.
        if zoom < MOST_ZOOM {
            stack.push((start, split, zoom));
            stack.push((split, end, zoom));
        }
    }
    zooms
}

/// The first zoom at which this many of our units are more than may be off.
fn zoom_of(distance: f64) -> u8 {
    let zoom = FINEST - (distance / TOLERANCE_UNITS).log2();
    // A cast ends at the edges, also for a distance of nothing.
    (zoom.ceil().max(0.0) as u8).min(MOST_ZOOM)
}

/// The square of the distance of a place from a stretch.
fn squared(place: Spot, from: Spot, to: Spot) -> f64 {
    let [(x, y), (from_x, from_y), (to_x, to_y)] =
        [place, from, to].map(|(x, y)| (f64::from(x), f64::from(y)));
    let (along_x, along_y) = (to_x - from_x, to_y - from_y);
    let length = along_x * along_x + along_y * along_y;
    let share = if length > 0.0 {
        (((x - from_x) * along_x + (y - from_y) * along_y) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    let (off_x, off_y) = (x - from_x - share * along_x, y - from_y - share * along_y);
    off_x * off_x + off_y * off_y
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_corner_is_seen_when_it_is_seen() {
        // A bulge of 2 · 2⁸ units in the middle of a straight line of corners.
        let mut path: Vec<Spot> = (0..=20).map(|step| (step * 100_000, 1 << 20)).collect();
        path[10].1 += (2 << 8) + 1;
        let zooms = zooms(&path);
        assert_eq!((zooms[0], zooms[20]), (0, 0));
        assert_eq!(zooms[10], 12);
        assert!(zooms[1] > 12 && zooms[19] > 12, "{zooms:?}");
    }

    #[test]
    fn long_paths_keep_their_ends_and_short_ones_all() {
        let path: Vec<Spot> = (0..20_000).map(|step| (step, step % 2)).collect();
        let all = zooms(&path);
        assert_eq!((all[0], all[19_999]), (0, 0));
        assert!(zooms(&[]).is_empty());
        assert_eq!(zooms(&[(1, 1)]), [0]);
    }
}
