//! A geometry in memory: what OGC Simple Features know, without curves.

/// A position; `z` and `m` count only where the geometry has them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Position {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) z: f64,
    pub(crate) m: f64,
}

impl Position {
    /// A position in the plane.
    pub(crate) const fn new(x: f64, y: f64) -> Self {
        Self {
            x,
            y,
            z: 0.0,
            m: 0.0,
        }
    }

    /// Whether both are written as the same place: a ring is closed when it ends exactly where it began.
    #[expect(
        clippy::float_cmp,
        reason = "positions are compared as they are written, not as places on earth"
    )]
    pub(crate) fn is_at(&self, other: &Self) -> bool {
        self.x == other.x && self.y == other.y
    }

    /// Whether it lies somewhere at all.
    pub(crate) fn is_finite(&self) -> bool {
        self.x.is_finite() && self.y.is_finite()
    }
}

/// Positions one after the other.
pub(crate) type Path = Vec<Position>;

/// The form of a geometry.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape {
    /// None for an empty point.
    Point(Option<Position>),
    Line(Path),
    /// The outer ring, then the holes.
    Polygon(Vec<Path>),
    Points(Path),
    Lines(Vec<Path>),
    Polygons(Vec<Vec<Path>>),
    Collection(Vec<Shape>),
}

/// A geometry.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Geometry {
    pub(crate) shape: Shape,
    pub(crate) has_z: bool,
    pub(crate) has_m: bool,
}

#[cfg(test)]
impl Geometry {
    /// A geometry in the plane.
    pub(crate) const fn flat(shape: Shape) -> Self {
        Self {
            shape,
            has_z: false,
            has_m: false,
        }
    }
}

impl Shape {
    /// Calls `visit` with every path, and whether it is a ring. Points are paths too.
    pub(crate) fn each_path(&mut self, visit: &mut dyn FnMut(&mut Path, bool)) {
        match self {
            Self::Point(point) => {
                let mut path: Path = point.iter().copied().collect();
                visit(&mut path, false);
                *point = path.first().copied();
            }
            Self::Line(path) | Self::Points(path) => visit(path, false),
            Self::Polygon(rings) => rings.iter_mut().for_each(|ring| visit(ring, true)),
            Self::Lines(paths) => paths.iter_mut().for_each(|path| visit(path, false)),
            Self::Polygons(polygons) => polygons
                .iter_mut()
                .flatten()
                .for_each(|ring| visit(ring, true)),
            Self::Collection(parts) => parts.iter_mut().for_each(|part| part.each_path(visit)),
        }
    }
}
