//! Geometries taken apart, for forms that keep corners in their own way.

/// Collections in collections deeper than this are none.
const MOST_LEVELS: u8 = 16;

/// A corner; height and measure are no numbers where there are none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Corner {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) z: f64,
    pub(super) m: f64,
}

/// Corners one after the other.
pub(super) type Path = Vec<Corner>;

/// A geometry without its empty parts.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    Point(Corner),
    Line(Path),
    /// The outer ring first.
    Polygon(Vec<Path>),
    Points(Path),
    Lines(Vec<Path>),
    Polygons(Vec<Vec<Path>>),
    Collection(Vec<Shape>),
}

/// A geometry and whether its corners have heights and measures.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Taken {
    pub(super) shape: Shape,
    pub(super) has_z: bool,
    pub(super) has_m: bool,
}

impl Taken {
    /// Of ISO WKB, little-endian; none when the bytes are not a geometry, or one without a place.
    pub(super) fn of(wkb: &[u8]) -> Option<Self> {
        let mut reader = Reader {
            bytes: wkb,
            has_z: false,
            has_m: false,
        };
        let shape = reader.shape(0)??;
        Some(Self {
            shape,
            has_z: reader.has_z,
            has_m: reader.has_m,
        })
    }
}

#[derive(Clone, Copy)]
struct Head {
    kind: u32,
    z: bool,
    m: bool,
}

struct Reader<'a> {
    bytes: &'a [u8],
    has_z: bool,
    has_m: bool,
}

impl Reader<'_> {
    /// None of none is no geometry, some of none an empty one.
    #[expect(
        clippy::option_option,
        reason = "an empty geometry is something else than damaged bytes"
    )]
    fn shape(&mut self, level: u8) -> Option<Option<Shape>> {
        if level > MOST_LEVELS {
            return None;
        }
        let head = self.head()?;
        Some(match head.kind {
            1 => Some(self.corner(head)?)
                .filter(|corner| corner.x.is_finite() && corner.y.is_finite())
                .map(Shape::Point),
            2 => filled(self.path(head)?).map(Shape::Line),
            3 => filled(self.rings(head)?).map(Shape::Polygon),
            4 => {
                let points = self.members(level)?;
                let points = points.into_iter().filter_map(|shape| match shape {
                    Shape::Point(corner) => Some(corner),
                    _ => None,
                });
                filled(points.collect()).map(Shape::Points)
            }
            5 => {
                let lines = self.members(level)?;
                let lines = lines.into_iter().filter_map(|shape| match shape {
                    Shape::Line(path) => Some(path),
                    _ => None,
                });
                filled(lines.collect()).map(Shape::Lines)
            }
            6 => {
                let polygons = self.members(level)?;
                let polygons = polygons.into_iter().filter_map(|shape| match shape {
                    Shape::Polygon(rings) => Some(rings),
                    _ => None,
                });
                filled(polygons.collect()).map(Shape::Polygons)
            }
            7 => filled(self.members(level)?).map(Shape::Collection),
            _ => return None,
        })
    }

    fn members(&mut self, level: u8) -> Option<Vec<Shape>> {
        let count = self.count(9)?;
        let mut shapes = Vec::with_capacity(count);
        for _member in 0..count {
            shapes.extend(self.shape(level + 1)?);
        }
        Some(shapes)
    }

    /// Empty rings are left out.
    fn rings(&mut self, head: Head) -> Option<Vec<Path>> {
        let count = self.count(4)?;
        let mut rings = Vec::with_capacity(count);
        for _ring in 0..count {
            rings.extend(filled(self.path(head)?));
        }
        Some(rings)
    }

    fn path(&mut self, head: Head) -> Option<Path> {
        let count = self.count(16)?;
        (0..count).map(|_corner| self.corner(head)).collect()
    }

    fn corner(&mut self, head: Head) -> Option<Corner> {
        Some(Corner {
            x: self.ordinate()?,
            y: self.ordinate()?,
            z: if head.z { self.ordinate()? } else { f64::NAN },
            m: if head.m { self.ordinate()? } else { f64::NAN },
        })
    }

    fn head(&mut self) -> Option<Head> {
        let [1] = self.take::<1>()? else {
            return None;
        };
        let code = self.number()?;
        let head = Head {
            kind: code % 1000,
            z: matches!(code / 1000, 1 | 3),
            m: matches!(code / 1000, 2 | 3),
        };
        self.has_z |= head.z;
        self.has_m |= head.m;
        (code < 4000).then_some(head)
    }

    /// How many follow; no more than there are bytes for.
    fn count(&mut self, least_bytes: usize) -> Option<usize> {
        let count = self.number()? as usize;
        (count.checked_mul(least_bytes)? <= self.bytes.len()).then_some(count)
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

fn filled<T>(parts: Vec<T>) -> Option<Vec<T>> {
    (!parts.is_empty()).then_some(parts)
}
