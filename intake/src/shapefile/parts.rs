//! The content of one record.

use crate::geometry::{Geometry, Path, Position, Shape, polygons_of};

/// Measures below this mean none.
const NO_MEASURE: f64 = -1e38;
/// A bounding box, which we do not need.
const BOX_BYTES: usize = 32;

/// A shape of this kind; none when the bytes are not one.
pub(super) fn shape(kind: u32, content: &[u8]) -> Option<Geometry> {
    let mut bytes = Bytes(content);
    let has_z = matches!(kind, 11 | 13 | 15 | 18 | 31);
    let may_have_m = has_z || matches!(kind, 21 | 23 | 25 | 28);
    let mut read = Read {
        has_z,
        has_m: false,
        may_have_m,
    };
    let shape = match kind {
        1 | 11 | 21 => Shape::Point(Some(read.point(&mut bytes)?)),
        8 | 18 | 28 => {
            bytes.skip(BOX_BYTES)?;
            let count = bytes.number()?;
            Shape::Points(read.positions(&mut bytes, count)?)
        }
        3 | 13 | 23 => {
            let (parts, _) = read.parts(&mut bytes, false)?;
            match <[Path; 1]>::try_from(parts) {
                Ok([only]) => Shape::Line(only),
                Err(parts) => Shape::Lines(parts),
            }
        }
        5 | 15 | 25 => polygons_of(read.parts(&mut bytes, false)?.0, true),
        31 => {
            let (parts, kinds) = read.parts(&mut bytes, true)?;
            patches(parts, &kinds)
        }
        _ => return None,
    };
    Some(Geometry {
        shape,
        has_z,
        has_m: read.has_m,
    })
}

struct Read {
    has_z: bool,
    has_m: bool,
    may_have_m: bool,
}

impl Read {
    fn point(&mut self, bytes: &mut Bytes<'_>) -> Option<Position> {
        let mut position = Position::new(bytes.ordinate()?, bytes.ordinate()?);
        if self.has_z {
            position.z = bytes.ordinate()?;
        }
        if self.may_have_m
            && let Some(measure) = bytes.ordinate()
        {
            self.has_m = measure > NO_MEASURE;
            position.m = measure;
        }
        Some(position)
    }

    /// Positions stand together, then all heights, then all measures.
    fn positions(&mut self, bytes: &mut Bytes<'_>, count: usize) -> Option<Path> {
        bytes.has(count.checked_mul(16)?)?;
        let mut positions: Path = (0..count)
            .map(|_| Some(Position::new(bytes.ordinate()?, bytes.ordinate()?)))
            .collect::<Option<_>>()?;
        if self.has_z {
            bytes.skip(16)?;
            for position in &mut positions {
                position.z = bytes.ordinate()?;
            }
        }
        // Measures may be left out.
        if self.may_have_m && bytes.skip(16).is_some() {
            for position in &mut positions {
                position.m = bytes.ordinate()?;
                self.has_m |= position.m > NO_MEASURE;
            }
        }
        Some(positions)
    }

    /// Positions cut into parts, and the kinds of the parts where the shape names them.
    fn parts(&mut self, bytes: &mut Bytes<'_>, named: bool) -> Option<(Vec<Path>, Vec<usize>)> {
        bytes.skip(BOX_BYTES)?;
        let (parts, count) = (bytes.number()?, bytes.number()?);
        bytes.has(parts.checked_mul(4)?)?;
        let starts: Vec<usize> = (0..parts).map(|_| bytes.number()).collect::<Option<_>>()?;
        let kinds = if named {
            (0..parts).map(|_| bytes.number()).collect::<Option<_>>()?
        } else {
            Vec::new()
        };
        let positions = self.positions(bytes, count)?;
        let ends = starts.iter().skip(1).copied().chain([count]);
        let cut = starts
            .iter()
            .zip(ends)
            .map(|(start, end)| positions.get(*start..end).map(<[_]>::to_vec))
            .collect::<Option<_>>()?;
        Some((cut, kinds))
    }
}

/// A multipatch as the polygons of its surface.
fn patches(parts: Vec<Path>, kinds: &[usize]) -> Shape {
    let mut polygons: Vec<Vec<Path>> = Vec::new();
    for (part, kind) in parts.into_iter().zip(kinds) {
        match kind {
            0 => polygons.extend(part.windows(3).map(triangle)),
            1 => {
                let Some((centre, rim)) = part.split_first() else {
                    continue;
                };
                let fan = rim.windows(2).map(|edge| {
                    let corners: Path = std::iter::once(*centre)
                        .chain(edge.iter().copied())
                        .collect();
                    triangle(&corners)
                });
                polygons.extend(fan);
            }
            // An inner ring belongs to the outer ring before it.
            3 => match polygons.last_mut() {
                Some(polygon) => polygon.push(part),
                None => polygons.push(vec![part]),
            },
            _ => polygons.push(vec![part]),
        }
    }
    Shape::Polygons(polygons)
}

fn triangle(corners: &[Position]) -> Vec<Path> {
    let mut ring = corners.to_vec();
    ring.extend(corners.first());
    vec![ring]
}

struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
    }

    fn number(&mut self) -> Option<usize> {
        self.take().map(|bytes| u32::from_le_bytes(bytes) as usize)
    }

    fn ordinate(&mut self) -> Option<f64> {
        self.take().map(f64::from_le_bytes)
    }

    fn skip(&mut self, bytes: usize) -> Option<()> {
        self.0 = self.0.get(bytes..)?;
        Some(())
    }

    fn has(&self, bytes: usize) -> Option<()> {
        (bytes <= self.0.len()).then_some(())
    }
}
