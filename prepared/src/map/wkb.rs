//! What a geometry is made of, brought to where it stands in the world.

use super::world::Spot;

/// Collections in collections deeper than this are not read.
const MOST_LEVELS: u8 = 16;

/// A part of a geometry, as it comes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    Point(Spot),
    Line(Vec<Spot>),
    /// A ring with its last corner; the first of an area is its outline, others are holes.
    Ring {
        corners: Vec<Spot>,
        is_outline: bool,
    },
}

/// The parts of a geometry in ISO WKB, little-endian; `place` says where a corner stands. None when the bytes are not one,
/// or when a corner stands nowhere: half an area would be a wrong one.
pub(super) fn parts(
    wkb: &[u8],
    place: &mut dyn FnMut(f64, f64) -> Option<Spot>,
) -> Option<Vec<Part>> {
    let mut reader = Reader {
        bytes: wkb,
        place,
        parts: Vec::new(),
    };
    reader.geometry(0)?;
    Some(reader.parts)
}

#[derive(Clone, Copy)]
struct Head {
    kind: u32,
    ordinates: usize,
}

struct Reader<'a> {
    bytes: &'a [u8],
    place: &'a mut dyn FnMut(f64, f64) -> Option<Spot>,
    parts: Vec<Part>,
}

impl Reader<'_> {
    fn geometry(&mut self, level: u8) -> Option<()> {
        if level > MOST_LEVELS {
            return None;
        }
        let [1] = self.take::<1>()? else {
            return None;
        };
        let code = u32::from_le_bytes(self.take()?);
        let ordinates = *[2, 3, 3, 4].get((code / 1_000) as usize)?;
        let head = Head {
            kind: code % 1_000,
            ordinates,
        };
        match head.kind {
            1 => self.point(head),
            2 => {
                let corners = self.path(head)?;
                if corners.len() > 1 {
                    self.parts.push(Part::Line(corners));
                }
                Some(())
            }
            3 => self.area(head),
            4..=7 => {
                for _part in 0..self.count(9)? {
                    self.geometry(level + 1)?;
                }
                Some(())
            }
            _ => None,
        }
    }

    fn point(&mut self, head: Head) -> Option<()> {
        let (x, y) = self.ordinates(head)?;
        // An empty point.
        if x.is_nan() {
            return Some(());
        }
        let spot = (self.place)(x, y)?;
        self.parts.push(Part::Point(spot));
        Some(())
    }

    fn area(&mut self, head: Head) -> Option<()> {
        for number in 0..self.count(4)? {
            let corners = self.path(head)?;
            self.parts.push(Part::Ring {
                corners,
                is_outline: number == 0,
            });
        }
        Some(())
    }

    fn path(&mut self, head: Head) -> Option<Vec<Spot>> {
        let count = self.count(head.ordinates * 8)?;
        let mut corners = Vec::with_capacity(count);
        for _corner in 0..count {
            let (x, y) = self.ordinates(head)?;
            let spot = (self.place)(x, y)?;
            if corners.last() != Some(&spot) {
                corners.push(spot);
            }
        }
        Some(corners)
    }

    fn ordinates(&mut self, head: Head) -> Option<(f64, f64)> {
        let x = f64::from_le_bytes(self.take()?);
        let y = f64::from_le_bytes(self.take()?);
        self.bytes = self.bytes.get((head.ordinates - 2) * 8..)?;
        Some((x, y))
    }

    /// How many things follow, of at least so many bytes each.
    fn count(&mut self, least_bytes: usize) -> Option<usize> {
        let count = u32::from_le_bytes(self.take()?) as usize;
        (count.checked_mul(least_bytes)? <= self.bytes.len()).then_some(count)
    }

    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.bytes.split_first_chunk()?;
        self.bytes = rest;
        Some(*taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wkb(kind: u32, numbers: &[u32], places: &[f64]) -> Vec<u8> {
        let mut bytes = vec![1];
        bytes.extend(kind.to_le_bytes());
        bytes.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
        bytes.extend(places.iter().flat_map(|place| place.to_le_bytes()));
        bytes
    }

    fn read(bytes: &[u8]) -> Option<Vec<Part>> {
        parts(bytes, &mut |x, y| {
            (x >= 0.0).then_some((x as u32, y as u32))
        })
    }

    #[test]
    fn geometries_fall_into_parts_and_what_is_cut_off_is_none() {
        let line = wkb(2, &[3], &[1.0, 2.0, 1.0, 2.0, 5.0, 6.0]);
        assert_eq!(read(&line), Some(vec![Part::Line(vec![(1, 2), (5, 6)])]));
        for cut in 0..line.len() {
            assert_eq!(read(&line[..cut]), None, "cut at {cut}");
        }
        let high = wkb(1_001, &[], &[1.0, 2.0, 3.0]);
        assert_eq!(read(&high), Some(vec![Part::Point((1, 2))]));
        let empty = wkb(1, &[], &[f64::NAN, f64::NAN]);
        assert_eq!(read(&empty), Some(Vec::new()));
        let mut many = wkb(5, &[1], &[]);
        many.extend(&line);
        assert_eq!(read(&many).map(|parts| parts.len()), Some(1));
        let mut area = wkb(3, &[2, 3], &[0.0, 0.0, 9.0, 0.0, 9.0, 9.0]);
        area.extend(3_u32.to_le_bytes());
        area.extend(
            [1.0, 1.0, 2.0, 1.0, 2.0, 2.0]
                .iter()
                .flat_map(|one: &f64| one.to_le_bytes()),
        );
        let outlines: Vec<bool> = read(&area)
            .unwrap()
            .iter()
            .map(|part| {
                matches!(
                    part,
                    Part::Ring {
                        is_outline: true,
                        ..
                    }
                )
            })
            .collect();
        assert_eq!(outlines, [true, false]);
    }

    #[test]
    fn an_area_of_which_a_corner_stands_nowhere_is_none() {
        assert_eq!(read(&wkb(2, &[2], &[-1.0, 0.0, 1.0, 0.0])), None);
    }
}
