//! Writes ISO WKB, little-endian: the form in which geometries are kept.

use super::shape::{Geometry, Path, Position, Shape};

const LITTLE_ENDIAN: u8 = 1;

impl Geometry {
    /// Appends the geometry to `out`.
    pub(crate) fn write_wkb(&self, out: &mut Vec<u8>) {
        let form = Form {
            has_z: self.has_z,
            has_m: self.has_m,
        };
        form.shape(&self.shape, out);
    }
}

#[derive(Clone, Copy)]
struct Form {
    has_z: bool,
    has_m: bool,
}

impl Form {
    fn shape(self, shape: &Shape, out: &mut Vec<u8>) {
        match shape {
            Shape::Point(Some(position)) => self.point(position, out),
            Shape::Point(None) => self.point(&NOWHERE, out),
            Shape::Line(path) => self.line(path, out),
            Shape::Polygon(rings) => self.polygon(rings, out),
            Shape::Points(path) => {
                self.head(4, path.len(), out);
                for position in path {
                    self.point(position, out);
                }
            }
            Shape::Lines(paths) => {
                self.head(5, paths.len(), out);
                for path in paths {
                    self.line(path, out);
                }
            }
            Shape::Polygons(polygons) => {
                self.head(6, polygons.len(), out);
                for rings in polygons {
                    self.polygon(rings, out);
                }
            }
            Shape::Collection(parts) => {
                self.head(7, parts.len(), out);
                for part in parts {
                    self.shape(part, out);
                }
            }
        }
    }

    fn point(self, position: &Position, out: &mut Vec<u8>) {
        self.kind(1, out);
        self.position(position, out);
    }

    fn line(self, path: &Path, out: &mut Vec<u8>) {
        self.kind(2, out);
        self.path(path, out);
    }

    fn polygon(self, rings: &[Path], out: &mut Vec<u8>) {
        self.head(3, rings.len(), out);
        for ring in rings {
            self.path(ring, out);
        }
    }

    fn path(self, path: &Path, out: &mut Vec<u8>) {
        count(path.len(), out);
        for position in path {
            self.position(position, out);
        }
    }

    fn position(self, position: &Position, out: &mut Vec<u8>) {
        let mut push = |value: f64| out.extend_from_slice(&value.to_le_bytes());
        push(position.x);
        push(position.y);
        if self.has_z {
            push(position.z);
        }
        if self.has_m {
            push(position.m);
        }
    }

    fn head(self, kind: u32, parts: usize, out: &mut Vec<u8>) {
        self.kind(kind, out);
        count(parts, out);
    }

    fn kind(self, kind: u32, out: &mut Vec<u8>) {
        out.push(LITTLE_ENDIAN);
        let kind = kind + 1000 * u32::from(self.has_z) + 2000 * u32::from(self.has_m);
        out.extend_from_slice(&kind.to_le_bytes());
    }
}

/// An empty point has no other form in WKB.
const NOWHERE: Position = Position {
    x: f64::NAN,
    y: f64::NAN,
    z: f64::NAN,
    m: f64::NAN,
};

fn count(parts: usize, out: &mut Vec<u8>) {
    out.extend_from_slice(&(parts as u32).to_le_bytes());
}
