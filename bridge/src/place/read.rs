//! Geometries as they are kept: ISO WKB, little-endian, x before y (decision 0011).

/// A geometry, as far as bridges need it.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A point, x and y.
    Point(f64, f64),
    /// Rings of one or several polygons, holes among them: inside is what an odd number of rings surrounds.
    Area(Vec<Vec<(f64, f64)>>),
    /// Lines, collections, nothing.
    Other,
}

const POINT: u32 = 1;
const POLYGON: u32 = 3;
const MULTI_POINT: u32 = 4;
const MULTI_POLYGON: u32 = 6;

/// Reads one; none when the bytes are not one.
pub fn shape_of_wkb(bytes: &[u8]) -> Option<Shape> {
    let mut reader = Reader { bytes };
    let (kind, ordinates) = reader.head()?;
    Some(match kind {
        POINT => reader.point(ordinates)?,
        POLYGON => Shape::Area(reader.rings(ordinates)?),
        // Many a program writes single points as several.
        MULTI_POINT if reader.number()? == 1 => {
            let (_, ordinates) = reader.head()?;
            reader.point(ordinates)?
        }
        MULTI_POLYGON => {
            let mut rings = Vec::new();
            for _ in 0..reader.count(9)? {
                let (_, ordinates) = reader.head()?;
                rings.extend(reader.rings(ordinates)?);
            }
            Shape::Area(rings)
        }
        _ => Shape::Other,
    })
}

struct Reader<'a> {
    bytes: &'a [u8],
}

impl Reader<'_> {
    /// Kind and ordinates of a position.
    fn head(&mut self) -> Option<(u32, usize)> {
        let [1] = self.take::<1>()? else {
            return None;
        };
        let code = self.number()?;
        let more = match code / 1000 {
            0 => 0,
            1 | 2 => 1,
            3 => 2,
            _ => return None,
        };
        Some((code % 1000, 2 + more))
    }

    fn point(&mut self, ordinates: usize) -> Option<Shape> {
        let (x, y) = self.position(ordinates)?;
        let is_one = x.is_finite() && y.is_finite();
        Some(if is_one {
            Shape::Point(x, y)
        } else {
            Shape::Other
        })
    }

    fn rings(&mut self, ordinates: usize) -> Option<Vec<Vec<(f64, f64)>>> {
        let count = self.count(4)?;
        let mut rings = Vec::with_capacity(count);
        for _ in 0..count {
            let corners = self.count(8 * ordinates)?;
            let mut ring = Vec::with_capacity(corners);
            for _ in 0..corners {
                ring.push(self.position(ordinates)?);
            }
            rings.push(ring);
        }
        Some(rings)
    }

    fn position(&mut self, ordinates: usize) -> Option<(f64, f64)> {
        let position = (self.ordinate()?, self.ordinate()?);
        for _ in 2..ordinates {
            self.ordinate()?;
        }
        Some(position)
    }

    /// A number of things of so many bytes that are still to come.
    fn count(&mut self, bytes_each: usize) -> Option<usize> {
        let count = self.number()? as usize;
        (count <= self.bytes.len() / bytes_each).then_some(count)
    }

    fn number(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    fn ordinate(&mut self) -> Option<f64> {
        self.take().map(f64::from_le_bytes)
    }

    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.bytes.split_first_chunk()?;
        self.bytes = rest;
        Some(*taken)
    }
}
