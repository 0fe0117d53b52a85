//! The index of a FlatGeobuf: a packed R-tree over the boxes of features, which stand in the order of the Hilbert curve.

use std::io::{self, Write};

/// Features of which boxes are kept: 48 bytes each. Larger tables have no index and keep the order of their rows, so
/// memory stays bounded.
pub(super) const MOST_BOXES: usize = 1_000_000;
/// Children of a node; what readers of the format expect.
pub(super) const NODE_SIZE: u16 = 16;
/// Cells of the curve along an edge, less one.
const EDGE: f64 = 65_535.0;
/// Of a row without place: no box meets it, and it makes no other one larger.
const NOWHERE: [f64; 4] = [
    f64::INFINITY,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::NEG_INFINITY,
];

/// A feature: least x and y, greatest x and y, and where it lies.
pub(super) struct Node {
    around: [f64; 4],
    pub(super) at: u64,
    curve: u32,
}

/// The boxes of all features.
#[derive(Default)]
pub(super) struct Boxes {
    nodes: Vec<Node>,
    around: Option<[f64; 4]>,
    count: u64,
    most: Option<usize>,
}

impl Boxes {
    #[cfg(test)]
    pub(super) fn with_most(most: usize) -> Self {
        Self {
            most: Some(most),
            ..Self::default()
        }
    }

    pub(super) fn push(&mut self, around: Option<[f64; 4]>, at: u64) {
        self.count += 1;
        if let Some(box_of_row) = around {
            self.around = Some(joined(self.around.unwrap_or(NOWHERE), box_of_row));
        }
        let most = self.most.unwrap_or(MOST_BOXES);
        if self.count as usize <= most {
            self.nodes.push(Node {
                around: around.unwrap_or(NOWHERE),
                at,
                curve: 0,
            });
        } else {
            self.nodes = Vec::new();
        }
    }

    /// The box around all of them, where one has a place.
    pub(super) const fn around(&self) -> Option<[f64; 4]> {
        self.around
    }

    pub(super) const fn count(&self) -> u64 {
        self.count
    }

    /// Sorted for the index; none where there is none, because no row has a place or there are too many.
    pub(super) fn in_order(self) -> Option<Vec<Node>> {
        let [west, south, east, north] = self.around?;
        let mut nodes = self.nodes;
        if nodes.is_empty() {
            return None;
        }
        let cell = |low: f64, high: f64, from: f64, to: f64| {
            let share = (f64::midpoint(low, high) - from) / (to - from);
            // No number where all lie on one line, or a row lies nowhere: such a cast gives the first cell.
            (EDGE * share).floor() as u32
        };
        for node in &mut nodes {
            let [w, s, e, n] = node.around;
            node.curve = hilbert(cell(w, e, west, east), cell(s, n, south, north));
        }
        nodes.sort_unstable_by_key(|node| (std::cmp::Reverse(node.curve), node.at));
        Some(nodes)
    }
}

/// Writes the tree, its root first; every node points to its first child, leaves to their features.
pub(super) fn write(leaves: &[Node], out: &mut impl Write) -> io::Result<()> {
    // From the leaves up.
    let mut levels: Vec<Vec<[f64; 4]>> = Vec::new();
    let mut level = above(leaves.iter().map(|leaf| leaf.around));
    while level.len() > 1 {
        let next = above(level.iter().copied());
        levels.push(std::mem::replace(&mut level, next));
    }
    levels.push(level);
    let mut child = 0;
    for level in levels.iter().rev() {
        child += level.len();
        for (number, around) in level.iter().enumerate() {
            write_node(
                out,
                *around,
                (child + number * usize::from(NODE_SIZE)) as u64,
            )?;
        }
    }
    for leaf in leaves {
        write_node(out, leaf.around, leaf.at)?;
    }
    Ok(())
}

/// The boxes around every sixteen.
fn above(boxes: impl Iterator<Item = [f64; 4]>) -> Vec<[f64; 4]> {
    let mut level: Vec<[f64; 4]> = Vec::new();
    for (number, around) in boxes.enumerate() {
        match level.last_mut() {
            Some(last) if number % usize::from(NODE_SIZE) > 0 => *last = joined(*last, around),
            _ => level.push(around),
        }
    }
    level
}

fn write_node(out: &mut impl Write, around: [f64; 4], to: u64) -> io::Result<()> {
    for edge in around {
        out.write_all(&edge.to_le_bytes())?;
    }
    out.write_all(&to.to_le_bytes())
}

fn joined(one: [f64; 4], other: [f64; 4]) -> [f64; 4] {
    let [west, south, east, north] = one;
    let [w, s, e, n] = other;
    [west.min(w), south.min(s), east.max(e), north.max(n)]
}

/// How far along the Hilbert curve of order 16 a cell lies: quarter by quarter, from the greatest to the least.
fn hilbert(x: u32, y: u32) -> u32 {
    let (mut x, mut y) = (x.min(EDGE as u32), y.min(EDGE as u32));
    let mut length = 0;
    let mut side = 1_u32 << 15;
    while side > 0 {
        let (right, upper) = (u32::from(x & side > 0), u32::from(y & side > 0));
        length += side * side * ((3 * right) ^ upper);
        if upper == 0 {
            if right == 1 {
                x = EDGE as u32 - x;
                y = EDGE as u32 - y;
            }
            std::mem::swap(&mut x, &mut y);
        }
        side >>= 1;
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_goes_from_cell_to_neighbouring_cell() {
        let mut cells: Vec<(u32, u32)> =
            (0..32).flat_map(|x| (0..32).map(move |y| (x, y))).collect();
        cells.sort_by_key(|(x, y)| hilbert(*x, *y));
        for pair in cells.windows(2) {
            let ((x, y), (to_x, to_y)) = (pair[0], pair[1]);
            assert_eq!(x.abs_diff(to_x) + y.abs_diff(to_y), 1, "{pair:?}");
        }
    }

    #[test]
    fn beyond_the_bound_there_is_no_index_and_nothing_is_kept() {
        let mut boxes = Boxes::with_most(2);
        for row in 0..2 {
            boxes.push(Some([f64::from(row), 0.0, f64::from(row), 1.0]), 0);
        }
        assert_eq!(boxes.nodes.len(), 2);
        boxes.push(Some([5.0, 0.0, 6.0, 1.0]), 0);
        assert_eq!(boxes.nodes.capacity(), 0);
        assert_eq!(
            (boxes.count(), boxes.around()),
            (3, Some([0.0, 0.0, 6.0, 1.0]))
        );
        assert!(boxes.in_order().is_none());
    }
}
