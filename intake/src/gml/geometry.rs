//! Geometries of GML 2 and 3.

use super::arcs::segment;
use super::numbers::positions;
use crate::geometry::{Geometry, Path, Position, Shape};
use crate::xml::{Element, GeometryLeaf};

/// Names of elements that are one.
const GEOMETRIES: [&str; 22] = [
    "Point",
    "LineString",
    "Curve",
    "LinearRing",
    "Ring",
    "Polygon",
    "Surface",
    "PolyhedralSurface",
    "TriangulatedSurface",
    "Tin",
    "MultiPoint",
    "MultiLineString",
    "MultiCurve",
    "MultiPolygon",
    "MultiSurface",
    "MultiGeometry",
    "CompositeCurve",
    "CompositeSurface",
    "OrientableCurve",
    "OrientableSurface",
    "Envelope",
    "Box",
];
/// Elements in elements deeper than this are no geometry.
const MOST_LEVELS: u8 = 24;

/// Whether an element is a geometry. Solids and what else there may be stay values.
pub(super) fn is_geometry(element: &Element) -> bool {
    GEOMETRIES.contains(&element.name.as_str())
}

/// The geometry of a property.
pub(super) fn leaf(
    element: &Element,
    property: &Element,
    dimension: Option<usize>,
) -> GeometryLeaf {
    let mut reader = Reader {
        stroked: false,
        dimension: 2,
    };
    let shape = reader.shape(element, dimension, 0);
    let srs_name = [element, property]
        .iter()
        .find_map(|it| it.attribute("srsName"))
        .or_else(|| inner_srs_name(element, 0));
    GeometryLeaf {
        geometry: shape.map(|shape| Geometry {
            shape,
            has_z: reader.dimension == 3,
            has_m: false,
        }),
        stroked: reader.stroked,
        srs_name: srs_name.map(str::to_owned),
    }
}

fn inner_srs_name(element: &Element, level: u8) -> Option<&str> {
    let children = element.children.iter().take(4);
    children.filter(|_| level < MOST_LEVELS).find_map(|child| {
        child
            .attribute("srsName")
            .or_else(|| inner_srs_name(child, level + 1))
    })
}

struct Reader {
    stroked: bool,
    dimension: usize,
}

impl Reader {
    fn shape(&mut self, element: &Element, dimension: Option<usize>, level: u8) -> Option<Shape> {
        if level > MOST_LEVELS {
            return None;
        }
        let own = element
            .attribute("srsDimension")
            .and_then(|it| it.parse().ok());
        let dimension = own.or(dimension);
        Some(match element.name.as_str() {
            "Point" => Shape::Point(self.path(element, dimension)?.first().copied()),
            "LineString" | "LinearRing" | "Curve" | "Ring" | "CompositeCurve"
            | "OrientableCurve" => Shape::Line(self.line(element, dimension, level)?),
            "Polygon" => Shape::Polygon(self.rings(element, dimension, level)?),
            "Envelope" | "Box" => Shape::Polygon(vec![self.envelope(element, dimension)?]),
            "MultiPoint" => Shape::Points(
                self.members(element, dimension, level)?
                    .into_iter()
                    .filter_map(|part| match part {
                        Shape::Point(point) => point,
                        _ => None,
                    })
                    .collect(),
            ),
            "MultiLineString" | "MultiCurve" => {
                let mut lines = Vec::new();
                for part in self.members(element, dimension, level)? {
                    match part {
                        Shape::Line(path) => lines.push(path),
                        Shape::Lines(paths) => lines.extend(paths),
                        _ => return None,
                    }
                }
                Shape::Lines(lines)
            }
            "MultiGeometry" => Shape::Collection(self.members(element, dimension, level)?),
            _ => self.surface(element, dimension, level)?,
        })
    }

    /// Surfaces of several patches are several polygons; one patch is one polygon.
    fn surface(&mut self, element: &Element, dimension: Option<usize>, level: u8) -> Option<Shape> {
        let mut polygons = Vec::new();
        for patches in element.children_named(&["patches", "polygonPatches", "trianglePatches"]) {
            for patch in &patches.children {
                polygons.push(self.rings(patch, dimension, level)?);
            }
        }
        for part in self.members(element, dimension, level)? {
            match part {
                Shape::Polygon(rings) => polygons.push(rings),
                Shape::Polygons(more) => polygons.extend(more),
                _ => return None,
            }
        }
        let is_multi = element.name.starts_with("Multi");
        match <[Vec<Path>; 1]>::try_from(polygons) {
            Ok([only]) if !is_multi => Some(Shape::Polygon(only)),
            Ok([only]) => Some(Shape::Polygons(vec![only])),
            Err(polygons) => Some(Shape::Polygons(polygons)),
        }
    }

    /// Geometries in `…Member`, `…Members`, `baseSurface` and the like.
    fn members(
        &mut self,
        element: &Element,
        dimension: Option<usize>,
        level: u8,
    ) -> Option<Vec<Shape>> {
        element
            .children
            .iter()
            .filter(|child| {
                child.name.ends_with("Member")
                    || child.name.ends_with("Members")
                    || child.name == "baseSurface"
            })
            .flat_map(|holder| holder.children.iter().filter(|it| is_geometry(it)))
            .map(|part| self.shape(part, dimension, level + 1))
            .collect()
    }

    fn rings(
        &mut self,
        element: &Element,
        dimension: Option<usize>,
        level: u8,
    ) -> Option<Vec<Path>> {
        let outer = element.children_named(&["exterior", "outerBoundaryIs"]);
        let inner = element.children_named(&["interior", "innerBoundaryIs"]);
        outer
            .chain(inner)
            .flat_map(|boundary| boundary.children.iter().filter(|it| is_geometry(it)))
            .map(|ring| self.line(ring, dimension, level + 1))
            .collect()
    }

    /// A line, whatever it is made of.
    fn line(&mut self, element: &Element, dimension: Option<usize>, level: u8) -> Option<Path> {
        if level > MOST_LEVELS {
            return None;
        }
        let mut whole = self.path(element, dimension)?;
        for segments in element.children_named(&["segments"]) {
            for piece in &segments.children {
                let given = self.path(piece, dimension)?;
                let (path, arcs) = segment(piece, given)?;
                self.stroked |= arcs;
                join(&mut whole, path);
            }
        }
        for member in element.children_named(&["curveMember", "curveMembers", "baseCurve"]) {
            for part in member.children.iter().filter(|it| is_geometry(it)) {
                let path = self.line(part, dimension, level + 1)?;
                join(&mut whole, path);
            }
        }
        if element.attribute("orientation") == Some("-") {
            whole.reverse();
        }
        Some(whole)
    }

    fn envelope(&mut self, element: &Element, dimension: Option<usize>) -> Option<Path> {
        let corner = |name| {
            element.child(name).map(|corner| Element {
                children: vec![Element {
                    name: "pos".to_owned(),
                    ..corner.clone()
                }],
                ..Element::default()
            })
        };
        let (lower, upper) = match (corner("lowerCorner"), corner("upperCorner")) {
            (Some(lower), Some(upper)) => (
                self.path(&lower, dimension)?.first().copied()?,
                self.path(&upper, dimension)?.first().copied()?,
            ),
            _ => match self.path(element, dimension)?.as_slice() {
                [lower, upper] => (*lower, *upper),
                _ => return None,
            },
        };
        let at = Position::new;
        Some(vec![
            at(lower.x, lower.y),
            at(upper.x, lower.y),
            at(upper.x, upper.y),
            at(lower.x, upper.y),
            at(lower.x, lower.y),
        ])
    }

    fn path(&mut self, element: &Element, dimension: Option<usize>) -> Option<Path> {
        let numbers = positions(element, dimension)?;
        self.dimension = self.dimension.max(numbers.dimension);
        Some(numbers.path)
    }
}

/// Appends a piece that begins where the one before ends.
fn join(whole: &mut Path, piece: Path) {
    let skip = match (whole.last(), piece.first()) {
        (Some(last), Some(first)) => usize::from(last.is_at(first)),
        _ => 0,
    };
    whole.extend(piece.into_iter().skip(skip));
}
