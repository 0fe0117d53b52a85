//! Lines and rings cut at the edge of a tile's buffer.

use super::{BUFFER, EXTENT};

/// A corner in units of the tile, perhaps far outside.
pub(super) type Corner = (i64, i64);

const LEAST: i64 = -(BUFFER as i64);
const MOST: i64 = (EXTENT + BUFFER) as i64;

/// The pieces of a line within the buffer.
pub(super) fn line(corners: &[Corner], mut piece: impl FnMut(&[Corner])) {
    let mut whole: Vec<Corner> = Vec::new();
    for pair in corners.windows(2) {
        let &[from, to] = pair else { continue };
        let Some((enter, leave)) = stretch(from, to) else {
            flush(&mut whole, &mut piece);
            continue;
        };
        if whole.last() != Some(&enter) {
            flush(&mut whole, &mut piece);
            whole.push(enter);
        }
        if whole.last() != Some(&leave) {
            whole.push(leave);
        }
    }
    flush(&mut whole, &mut piece);
}

fn flush(whole: &mut Vec<Corner>, piece: &mut impl FnMut(&[Corner])) {
    if whole.len() > 1 {
        piece(whole);
    }
    whole.clear();
}

/// The part of a stretch within the buffer (Liang and Barsky 1984).
fn stretch(from: Corner, to: Corner) -> Option<(Corner, Corner)> {
    let (along_x, along_y) = (to.0 - from.0, to.1 - from.1);
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (along, room) in [
        (-along_x, from.0 - LEAST),
        (along_x, MOST - from.0),
        (-along_y, from.1 - LEAST),
        (along_y, MOST - from.1),
    ] {
        if along == 0 {
            if room < 0 {
                return None;
            }
            continue;
        }
        let share = room as f64 / along as f64;
        if along < 0 {
            enter = enter.max(share);
        } else {
            leave = leave.min(share);
        }
    }
    if enter > leave {
        return None;
    }
    let at = |share: f64| {
        (
            from.0 + (share * along_x as f64).round() as i64,
            from.1 + (share * along_y as f64).round() as i64,
        )
    };
    let start = if enter > 0.0 { at(enter) } else { from };
    let end = if leave < 1.0 { at(leave) } else { to };
    Some((start, end))
}

/// What is left of a ring (without its last corner, which is its first) within the buffer, edge by edge (Sutherland and
/// Hodgman 1974).
pub(super) fn ring(mut corners: Vec<Corner>) -> Vec<Corner> {
    let x = |corner: Corner| corner.0;
    let y = |corner: Corner| corner.1;
    corners = beside(&corners, |corner| x(corner) - LEAST);
    corners = beside(&corners, |corner| MOST - x(corner));
    corners = beside(&corners, |corner| y(corner) - LEAST);
    beside(&corners, |corner| MOST - y(corner))
}

/// What is left where `room` is not negative.
fn beside(corners: &[Corner], room: impl Fn(Corner) -> i64) -> Vec<Corner> {
    let Some(last) = corners.last() else {
        return Vec::new();
    };
    let mut left = Vec::with_capacity(corners.len() + 4);
    let mut before = *last;
    for corner in corners.iter().copied() {
        let (was, is) = (room(before), room(corner));
        if (was < 0) != (is < 0) {
            let share = was as f64 / (was - is) as f64;
            left.push((
                before.0 + (share * (corner.0 - before.0) as f64).round() as i64,
                before.1 + (share * (corner.1 - before.1) as f64).round() as i64,
            ));
        }
        if is >= 0 {
            left.push(corner);
        }
        before = corner;
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_at_the_buffer_and_come_back() {
        let mut pieces = Vec::new();
        let corners = [
            (-5_000, 10),
            (5_000, 10),
            (5_000, 20),
            (100, 20),
            (100, 9_000),
        ];
        line(&corners, |piece| pieces.push(piece.to_vec()));
        let expected = [
            vec![(-64, 10), (4160, 10)],
            vec![(4160, 20), (100, 20), (100, 4160)],
        ];
        assert_eq!(pieces, expected);
        line(&[(-9_000, 0), (0, -9_000)], |_piece| panic!("it passes by"));
    }

    #[test]
    fn rings_are_closed_along_the_buffer() {
        let around = ring(vec![
            (-9_000, -9_000),
            (9_000, -9_000),
            (9_000, 9_000),
            (-9_000, 9_000),
        ]);
        let mut corners = around.clone();
        corners.sort_unstable();
        corners.dedup();
        assert_eq!(
            corners,
            [(-64, -64), (-64, 4160), (4160, -64), (4160, 4160)]
        );
        assert!(ring(vec![(5_000, 0), (6_000, 0), (6_000, 10)]).is_empty());
        let inside = vec![(1, 1), (9, 1), (9, 9)];
        assert_eq!(ring(inside.clone()), inside);
    }
}
