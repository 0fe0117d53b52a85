//! Reads WKB of strangers: ISO and PostGIS' EWKB, both byte orders, curves and surfaces.
//!
//! Counts are checked against the bytes that are left before anything is made room for.

use super::arcs::stroke;
use super::shape::{Geometry, Path, Position, Shape};

/// Collections in collections deeper than this are refused.
const MOST_LEVELS: u8 = 8;
/// Byte order, kind and a count or position: less no part can have.
const LEAST_PART_BYTES: usize = 9;

/// A geometry as read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Read {
    pub(crate) geometry: Geometry,
    /// Arcs were replaced by short lines.
    pub(crate) stroked: bool,
    /// The number of its reference system, where the bytes say one (EWKB).
    pub(crate) system: Option<u32>,
}

/// Reads a geometry; none when the bytes are not one.
pub(crate) fn from_wkb(bytes: &[u8]) -> Option<Read> {
    let mut reader = Reader {
        bytes,
        stroked: false,
        has_z: false,
        has_m: false,
        system: None,
    };
    let shape = reader.shape(0)?;
    Some(Read {
        geometry: Geometry {
            shape,
            has_z: reader.has_z,
            has_m: reader.has_m,
        },
        stroked: reader.stroked,
        system: reader.system.filter(|number| *number > 0),
    })
}

struct Reader<'a> {
    bytes: &'a [u8],
    stroked: bool,
    has_z: bool,
    has_m: bool,
    system: Option<u32>,
}

#[derive(Clone, Copy)]
struct Head {
    kind: u32,
    little: bool,
    z: bool,
    m: bool,
}

impl Head {
    fn position_bytes(self) -> usize {
        8 * (2 + usize::from(self.z) + usize::from(self.m))
    }
}

impl Reader<'_> {
    fn shape(&mut self, level: u8) -> Option<Shape> {
        if level > MOST_LEVELS {
            return None;
        }
        let head = self.head()?;
        Some(match head.kind {
            1 => {
                let position = self.position(head)?;
                Shape::Point(Some(position).filter(|it| !(it.x.is_nan() && it.y.is_nan())))
            }
            2 => Shape::Line(self.path(head)?),
            3 | 17 => Shape::Polygon(self.rings(head)?),
            8 => Shape::Line(self.arcs(head)?),
            9 => {
                let parts = self.parts(head, level)?;
                Shape::Line(joined(parts)?)
            }
            10 => {
                let rings = self.parts(head, level)?;
                Shape::Polygon(rings.into_iter().map(line).collect::<Option<_>>()?)
            }
            4 => {
                let points = self.parts(head, level)?;
                Shape::Points(points.iter().filter_map(point).collect())
            }
            5 | 11 => {
                let lines = self.parts(head, level)?;
                Shape::Lines(lines.into_iter().map(line).collect::<Option<_>>()?)
            }
            6 | 12 | 15 | 16 => {
                let polygons = self.parts(head, level)?;
                Shape::Polygons(polygons.into_iter().map(polygon).collect::<Option<_>>()?)
            }
            7 => Shape::Collection(self.parts(head, level)?),
            _ => return None,
        })
    }

    fn head(&mut self) -> Option<Head> {
        let little = match self.take::<1>()? {
            [0] => false,
            [1] => true,
            _ => return None,
        };
        let code = self.number(little)?;
        if code & 0x2000_0000 != 0 {
            let system = self.number(little)?;
            self.system.get_or_insert(system);
        }
        let plain = code & 0x0fff_ffff;
        let head = Head {
            kind: plain % 1000,
            little,
            z: code & 0x8000_0000 != 0 || matches!(plain / 1000, 1 | 3),
            m: code & 0x4000_0000 != 0 || matches!(plain / 1000, 2 | 3),
        };
        self.has_z |= head.z;
        self.has_m |= head.m;
        (plain < 4000).then_some(head)
    }

    fn parts(&mut self, head: Head, level: u8) -> Option<Vec<Shape>> {
        let count = self.count(head, LEAST_PART_BYTES)?;
        (0..count).map(|_| self.shape(level + 1)).collect()
    }

    fn rings(&mut self, head: Head) -> Option<Vec<Path>> {
        let count = self.count(head, 4)?;
        (0..count).map(|_| self.path(head)).collect()
    }

    fn path(&mut self, head: Head) -> Option<Path> {
        let count = self.count(head, head.position_bytes())?;
        (0..count).map(|_| self.position(head)).collect()
    }

    fn arcs(&mut self, head: Head) -> Option<Path> {
        self.stroked = true;
        Some(stroke(&self.path(head)?))
    }

    fn position(&mut self, head: Head) -> Option<Position> {
        let mut position = Position::new(self.ordinate(head.little)?, self.ordinate(head.little)?);
        if head.z {
            position.z = self.ordinate(head.little)?;
        }
        if head.m {
            position.m = self.ordinate(head.little)?;
        }
        Some(position)
    }

    fn count(&mut self, head: Head, least_bytes: usize) -> Option<usize> {
        let count = self.number(head.little)? as usize;
        (count.checked_mul(least_bytes)? <= self.bytes.len()).then_some(count)
    }

    fn number(&mut self, little: bool) -> Option<u32> {
        let bytes = self.take()?;
        Some(if little {
            u32::from_le_bytes(bytes)
        } else {
            u32::from_be_bytes(bytes)
        })
    }

    fn ordinate(&mut self, little: bool) -> Option<f64> {
        let bytes = self.take()?;
        Some(if little {
            f64::from_le_bytes(bytes)
        } else {
            f64::from_be_bytes(bytes)
        })
    }

    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.bytes.split_first_chunk()?;
        self.bytes = rest;
        Some(*taken)
    }
}

fn point(shape: &Shape) -> Option<Position> {
    match shape {
        Shape::Point(position) => *position,
        _ => None,
    }
}

fn line(shape: Shape) -> Option<Path> {
    match shape {
        Shape::Line(path) => Some(path),
        _ => None,
    }
}

fn polygon(shape: Shape) -> Option<Vec<Path>> {
    match shape {
        Shape::Polygon(rings) => Some(rings),
        _ => None,
    }
}

/// The parts of a compound curve: each begins where the one before ends.
fn joined(parts: Vec<Shape>) -> Option<Path> {
    let mut whole = Path::new();
    for part in parts {
        let path = line(part)?;
        let skip = usize::from(whole.last().is_some() && whole.last() == path.first());
        whole.extend(path.into_iter().skip(skip));
    }
    Some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let ring = || {
            [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 0.0)]
                .map(|(x, y)| Position::new(x, y))
                .to_vec()
        };
        let shapes = [
            Shape::Point(Some(Position::new(7.2, 51.5))),
            Shape::Point(None),
            Shape::Line(ring()),
            Shape::Polygon(vec![ring(), ring()]),
            Shape::Points(ring()),
            Shape::Lines(vec![ring()]),
            Shape::Polygons(vec![vec![ring()], vec![]]),
            Shape::Collection(vec![Shape::Line(ring()), Shape::Points(ring())]),
        ];
        for (has_z, has_m) in [(false, false), (true, false), (false, true), (true, true)] {
            for shape in shapes.clone() {
                let geometry = Geometry {
                    shape,
                    has_z,
                    has_m,
                };
                let mut bytes = Vec::new();
                geometry.write_wkb(&mut bytes);
                assert_eq!(from_wkb(&bytes).map(|read| read.geometry), Some(geometry));
                for cut in 0..bytes.len() {
                    assert_eq!(from_wkb(bytes.get(..cut).unwrap()), None, "cut at {cut}");
                }
            }
        }
    }

    #[test]
    fn a_count_larger_than_the_bytes_makes_no_room_for_it() {
        let mut bytes = vec![1, 2, 0, 0, 0];
        bytes.extend(u32::MAX.to_le_bytes());
        assert_eq!(from_wkb(&bytes), None);
        // Collections in collections without end.
        let deep: Vec<u8> = [1, 7, 0, 0, 0, 1, 0, 0, 0].repeat(100_000);
        assert_eq!(from_wkb(&deep), None);
    }

    #[test]
    fn the_form_of_postgis_is_read_and_the_other_byte_order() {
        let mut bytes = vec![1];
        bytes.extend(0x2000_0001_u32.to_le_bytes());
        bytes.extend(25832_u32.to_le_bytes());
        bytes.extend(1.0_f64.to_le_bytes());
        bytes.extend(2.0_f64.to_le_bytes());
        let point = Geometry::flat(Shape::Point(Some(Position::new(1.0, 2.0))));
        let read = from_wkb(&bytes).unwrap();
        assert_eq!((read.geometry, read.system), (point.clone(), Some(25832)));
        let mut bytes = vec![0];
        bytes.extend(1_u32.to_be_bytes());
        bytes.extend(1.0_f64.to_be_bytes());
        bytes.extend(2.0_f64.to_be_bytes());
        assert_eq!(from_wkb(&bytes).unwrap().geometry, point);
    }
}
