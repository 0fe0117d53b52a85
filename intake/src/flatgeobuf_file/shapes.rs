//! The geometry of a feature.

use crate::geometry::{Geometry, Path, Position, Shape, stroke};
use flatgeobuf::{FgbFeature, GeometryType};

/// Collections in collections deeper than this are no geometry.
const MOST_LEVELS: u8 = 8;

/// What all geometries of the file share.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    pub(super) has_z: bool,
    pub(super) has_m: bool,
    pub(super) kind: GeometryType,
}

impl Form {
    /// The geometry and whether it had arcs; none of none is a damaged one.
    #[expect(
        clippy::option_option,
        reason = "no geometry is something else than a damaged one"
    )]
    pub(super) fn geometry(self, feature: &FgbFeature) -> Option<Option<(Geometry, bool)>> {
        let Some(raw) = feature.geometry() else {
            return Some(None);
        };
        let mut stroked = false;
        let kind = if self.kind == GeometryType::Unknown {
            raw.type_()
        } else {
            self.kind
        };
        let shape = Self::shape(&raw, kind, 0, &mut stroked)?;
        let geometry = Geometry {
            shape,
            has_z: self.has_z,
            has_m: self.has_m,
        };
        Some(Some((geometry, stroked)))
    }

    fn shape(
        raw: &flatgeobuf::Geometry<'_>,
        kind: GeometryType,
        level: u8,
        stroked: &mut bool,
    ) -> Option<Shape> {
        if level > MOST_LEVELS {
            return None;
        }
        let mut parts = |kind: Option<GeometryType>| -> Option<Vec<Shape>> {
            raw.parts()
                .into_iter()
                .flatten()
                .map(|part| Self::shape(&part, kind.unwrap_or(part.type_()), level + 1, stroked))
                .collect()
        };
        Some(match kind {
            GeometryType::Point => Shape::Point(Self::positions(raw)?.first().copied()),
            GeometryType::LineString => Shape::Line(Self::positions(raw)?),
            GeometryType::MultiPoint => Shape::Points(Self::positions(raw)?),
            GeometryType::Polygon | GeometryType::Triangle => Shape::Polygon(Self::paths(raw)?),
            GeometryType::MultiLineString => Shape::Lines(Self::paths(raw)?),
            GeometryType::MultiPolygon => {
                Shape::Polygons(polygons(parts(Some(GeometryType::Polygon))?)?)
            }
            GeometryType::MultiSurface | GeometryType::PolyhedralSurface | GeometryType::TIN => {
                Shape::Polygons(polygons(parts(None)?)?)
            }
            GeometryType::GeometryCollection => Shape::Collection(parts(None)?),
            GeometryType::CompoundCurve => Shape::Line(lines(parts(None)?)?.concat()),
            GeometryType::CurvePolygon => Shape::Polygon(lines(parts(None)?)?),
            GeometryType::MultiCurve => Shape::Lines(lines(parts(None)?)?),
            GeometryType::CircularString => {
                *stroked = true;
                Shape::Line(stroke(&Self::positions(raw)?))
            }
            _ => return None,
        })
    }

    fn positions(raw: &flatgeobuf::Geometry<'_>) -> Option<Path> {
        let plane = raw.xy()?;
        let count = plane.len() / 2;
        let (heights, measures) = (raw.z(), raw.m());
        (0..count)
            .map(|at| {
                let mut position = Position::new(plane.get(2 * at), plane.get(2 * at + 1));
                if let Some(heights) = heights.filter(|heights| at < heights.len()) {
                    position.z = heights.get(at);
                }
                if let Some(measures) = measures.filter(|measures| at < measures.len()) {
                    position.m = measures.get(at);
                }
                Some(position)
            })
            .collect()
    }

    fn paths(raw: &flatgeobuf::Geometry<'_>) -> Option<Vec<Path>> {
        let positions = Self::positions(raw)?;
        let Some(ends) = raw.ends() else {
            return Some(vec![positions]);
        };
        let mut from = 0;
        let mut paths = Vec::new();
        for end in ends {
            paths.push(positions.get(from..end as usize)?.to_vec());
            from = end as usize;
        }
        Some(paths)
    }
}

fn lines(shapes: Vec<Shape>) -> Option<Vec<Path>> {
    shapes
        .into_iter()
        .map(|shape| match shape {
            Shape::Line(path) => Some(path),
            _ => None,
        })
        .collect()
}

fn polygons(shapes: Vec<Shape>) -> Option<Vec<Vec<Path>>> {
    shapes
        .into_iter()
        .map(|shape| match shape {
            Shape::Polygon(rings) => Some(rings),
            _ => None,
        })
        .collect()
}
