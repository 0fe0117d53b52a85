//! A geometry as the content of a record (ESRI white paper, *Record Contents*).

use super::layer::Layer;
use crate::tabular::wkb_shape::{Corner, Path, Shape};

/// A measure nobody knows: everything below -10³⁸ is one.
const NO_MEASURE: f64 = -1e39;

/// How the geometries of a file are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct ShapeForm {
    pub(super) layer: Layer,
    /// Points come in groups.
    pub(super) is_multi: bool,
    pub(super) has_z: bool,
    pub(super) has_m: bool,
}

/// A content, and what it says of the whole file.
pub(super) struct Content {
    pub(super) bytes: Vec<u8>,
    /// Least x and y, greatest x and y.
    pub(super) around: Option<[f64; 4]>,
    pub(super) heights: Option<[f64; 2]>,
    pub(super) measures: Option<[f64; 2]>,
}

impl ShapeForm {
    /// The number of the type.
    pub(super) const fn kind(self) -> i32 {
        let flat = match self.layer {
            Layer::Points if self.is_multi => 8,
            Layer::Points => 1,
            Layer::Lines => 3,
            Layer::Areas => 5,
        };
        match (self.has_z, self.has_m) {
            (true, _) => flat + 10,
            (false, true) => flat + 20,
            (false, false) => flat,
        }
    }

    /// What of a geometry is of this kind; a null shape where there is nothing.
    pub(super) fn content(self, shape: Option<&Shape>) -> Content {
        let mut paths = Vec::new();
        if let Some(shape) = shape {
            self.gather(shape, &mut paths);
        }
        let mut content = Content {
            bytes: Vec::new(),
            around: None,
            heights: None,
            measures: None,
        };
        if paths.is_empty() {
            content.bytes.extend(0_i32.to_le_bytes());
            return content;
        }
        let corners = || paths.iter().flatten();
        let around = extent(corners().map(|corner| corner.x))
            .zip(extent(corners().map(|corner| corner.y)))
            .map(|([west, east], [south, north])| [west, south, east, north]);
        content.around = around;
        if self.has_z {
            content.heights = extent(corners().map(height));
        }
        if self.has_m {
            content.measures = extent(corners().map(|corner| corner.m));
        }
        let out = &mut content.bytes;
        out.extend(self.kind().to_le_bytes());
        if self.layer == Layer::Points && !self.is_multi {
            if let Some(corner) = corners().next() {
                push_all(out, &[corner.x, corner.y]);
                if self.has_z {
                    push_all(out, &[height(corner)]);
                }
                if self.has_z || self.has_m {
                    push_all(out, &[measure(corner)]);
                }
            }
            return content;
        }
        push_all(out, &around.unwrap_or_default());
        let count = paths.iter().map(Vec::len).sum::<usize>() as i32;
        if self.layer == Layer::Points {
            out.extend(count.to_le_bytes());
        } else {
            out.extend((paths.len() as i32).to_le_bytes());
            out.extend(count.to_le_bytes());
            let mut begin = 0_i32;
            for path in &paths {
                out.extend(begin.to_le_bytes());
                begin += path.len() as i32;
            }
        }
        for corner in corners() {
            push_all(out, &[corner.x, corner.y]);
        }
        if self.has_z {
            push_all(out, &content.heights.unwrap_or_default());
            corners().for_each(|corner| push_all(out, &[height(corner)]));
        }
        if self.has_m {
            push_all(out, &content.measures.unwrap_or([NO_MEASURE; 2]));
            corners().for_each(|corner| push_all(out, &[measure(corner)]));
        }
        content
    }

    fn gather(self, shape: &Shape, paths: &mut Vec<Path>) {
        match (self.layer, shape) {
            (_, Shape::Collection(members)) => {
                for member in members {
                    self.gather(member, paths);
                }
            }
            (Layer::Points, Shape::Point(corner)) => paths.push(vec![*corner]),
            (Layer::Points, Shape::Points(path)) | (Layer::Lines, Shape::Line(path)) => {
                paths.push(path.clone());
            }
            (Layer::Lines, Shape::Lines(lines)) => paths.extend(lines.iter().cloned()),
            (Layer::Areas, Shape::Polygon(rings)) => paths.extend(turned(rings)),
            (Layer::Areas, Shape::Polygons(polygons)) => {
                paths.extend(polygons.iter().flat_map(|rings| turned(rings)));
            }
            _ => {}
        }
    }
}

/// The outer ring with the clock, the others against it: that is what tells them apart.
fn turned(rings: &[Path]) -> impl Iterator<Item = Path> {
    rings.iter().enumerate().map(|(number, ring)| {
        // Twice the area, positive against the clock (shoelace formula), from the first corner: so far away from zero
        // products of coordinates would lose the area of a small ring.
        let from = ring
            .first()
            .map_or((0.0, 0.0), |corner| (corner.x, corner.y));
        let corners = ring.iter().zip(ring.iter().skip(1));
        let area: f64 = corners
            .map(|(a, b)| (a.x - from.0) * (b.y - from.1) - (b.x - from.0) * (a.y - from.1))
            .sum();
        let mut ring = ring.clone();
        if (area > 0.0) == (number == 0) {
            ring.reverse();
        }
        ring
    })
}

/// The format has no place without a height in a file of heights.
fn height(corner: &Corner) -> f64 {
    if corner.z.is_finite() { corner.z } else { 0.0 }
}

fn measure(corner: &Corner) -> f64 {
    if corner.m.is_finite() {
        corner.m
    } else {
        NO_MEASURE
    }
}

/// The least and the greatest of what is a number.
pub(super) fn extent(numbers: impl Iterator<Item = f64>) -> Option<[f64; 2]> {
    let numbers = numbers.filter(|number| number.is_finite());
    numbers.fold(None, |seen, number| {
        let [low, high] = seen.unwrap_or([number, number]);
        Some([low.min(number), high.max(number)])
    })
}

fn push_all(out: &mut Vec<u8>, numbers: &[f64]) {
    out.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
}
