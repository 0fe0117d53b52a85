//! Geometries of KML: longitude, latitude and perhaps height, divided by commas.

use crate::geometry::{Geometry, Path, Position, Shape};
use crate::xml::Element;

/// Names of elements that are one.
pub(super) const GEOMETRIES: [&str; 7] = [
    "Point",
    "LineString",
    "LinearRing",
    "Polygon",
    "MultiGeometry",
    "Track",
    "MultiTrack",
];
/// Collections in collections deeper than this are no geometry.
const MOST_LEVELS: u8 = 8;

/// Reads a geometry; none when it is damaged.
pub(super) fn geometry(element: &Element) -> Option<Geometry> {
    let mut has_height = false;
    let shape = shape(element, 0, &mut has_height)?;
    Some(Geometry {
        shape,
        has_z: has_height,
        has_m: false,
    })
}

fn shape(element: &Element, level: u8, has_height: &mut bool) -> Option<Shape> {
    if level > MOST_LEVELS {
        return None;
    }
    let mut path = |element: &Element| positions(element, has_height);
    Some(match element.name.as_str() {
        "Point" => Shape::Point(path(element)?.first().copied()),
        "LineString" | "LinearRing" => Shape::Line(path(element)?),
        "Polygon" => Shape::Polygon(
            element
                .children_named(&["outerBoundaryIs"])
                .chain(element.children_named(&["innerBoundaryIs"]))
                .flat_map(|boundary| boundary.children_named(&["LinearRing"]))
                .map(path)
                .collect::<Option<_>>()?,
        ),
        "Track" => Shape::Line(track(element, has_height)?),
        _ => {
            let parts = element
                .children_named(&GEOMETRIES)
                .map(|part| shape(part, level + 1, has_height))
                .collect::<Option<Vec<_>>>()?;
            of_one_kind(parts)
        }
    })
}

/// Parts of one kind are a multipoint, multiline or multipolygon.
fn of_one_kind(parts: Vec<Shape>) -> Shape {
    let all = |check: fn(&Shape) -> bool| !parts.is_empty() && parts.iter().all(check);
    if all(|part| matches!(part, Shape::Polygon(_))) {
        return Shape::Polygons(
            parts
                .into_iter()
                .filter_map(|part| match part {
                    Shape::Polygon(rings) => Some(rings),
                    _ => None,
                })
                .collect(),
        );
    }
    if all(|part| matches!(part, Shape::Line(_))) {
        return Shape::Lines(
            parts
                .into_iter()
                .filter_map(|part| match part {
                    Shape::Line(path) => Some(path),
                    _ => None,
                })
                .collect(),
        );
    }
    if all(|part| matches!(part, Shape::Point(Some(_)))) {
        return Shape::Points(
            parts
                .into_iter()
                .filter_map(|part| match part {
                    Shape::Point(point) => point,
                    _ => None,
                })
                .collect(),
        );
    }
    Shape::Collection(parts)
}

/// `7.1,51.2,0 7.2,51.3,0`; some programs put blanks behind the commas.
fn positions(element: &Element, has_height: &mut bool) -> Option<Path> {
    let Some(coordinates) = element.child("coordinates") else {
        return Some(Path::new());
    };
    let text = coordinates.text.replace(", ", ",").replace(" ,", ",");
    text.split_whitespace()
        .map(|tuple| position(tuple.split(','), has_height))
        .collect()
}

/// `gx:coord` elements: numbers with blanks between them.
fn track(element: &Element, has_height: &mut bool) -> Option<Path> {
    element
        .children_named(&["coord"])
        .map(|coord| position(coord.text.split_whitespace(), has_height))
        .collect()
}

/// A height of zero is what programs write that know none.
fn position<'a>(
    mut numbers: impl Iterator<Item = &'a str>,
    has_height: &mut bool,
) -> Option<Position> {
    let mut next = || numbers.next().map(|number| number.trim().parse::<f64>());
    let mut position = Position::new(next()?.ok()?, next()?.ok()?);
    if let Some(height) = next().transpose().ok()? {
        position.z = height;
        *has_height |= height != 0.0;
    }
    Some(position)
}
