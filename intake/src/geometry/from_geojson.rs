//! Reads a geometry of GeoJSON (RFC 7946).

use super::shape::{Geometry, Path, Position, Shape};
use serde::Deserialize;
use serde::de::{self, Deserializer, SeqAccess, Visitor};
use std::fmt;

/// Reads a geometry; none when the text is not one.
pub(crate) fn from_geojson(text: &str) -> Option<Geometry> {
    let raw: Raw = serde_json::from_str(text).ok()?;
    let mut dimensions = Dimensions::default();
    let shape = shape(raw, &mut dimensions)?;
    Some(Geometry {
        shape,
        has_z: dimensions.most >= 3 && dimensions.fewest >= 3,
        has_m: false,
    })
}

/// A geometry object.
#[derive(Deserialize)]
struct Raw {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    coordinates: Option<Nested>,
    #[serde(default)]
    geometries: Vec<Raw>,
}

/// Arrays in arrays of numbers.
enum Nested {
    Number(f64),
    List(Vec<Nested>),
}

/// Numbers in positions: heights count only where every position has one.
struct Dimensions {
    fewest: usize,
    most: usize,
}

impl Default for Dimensions {
    fn default() -> Self {
        Self {
            fewest: usize::MAX,
            most: 0,
        }
    }
}

fn shape(raw: Raw, dimensions: &mut Dimensions) -> Option<Shape> {
    if raw.kind == "GeometryCollection" {
        let parts = raw.geometries.into_iter();
        return Some(Shape::Collection(
            parts
                .map(|part| shape(part, dimensions))
                .collect::<Option<_>>()?,
        ));
    }
    let nested = raw.coordinates.unwrap_or(Nested::List(Vec::new()));
    Some(match raw.kind.as_str() {
        "Point" => match &nested {
            Nested::List(numbers) if numbers.is_empty() => Shape::Point(None),
            nested => Shape::Point(Some(position(nested, dimensions)?)),
        },
        "LineString" => Shape::Line(path(&nested, dimensions)?),
        "Polygon" => Shape::Polygon(paths(&nested, dimensions)?),
        "MultiPoint" => Shape::Points(path(&nested, dimensions)?),
        "MultiLineString" => Shape::Lines(paths(&nested, dimensions)?),
        "MultiPolygon" => Shape::Polygons(
            list(&nested)?
                .iter()
                .map(|rings| paths(rings, dimensions))
                .collect::<Option<_>>()?,
        ),
        _ => return None,
    })
}

fn paths(nested: &Nested, dimensions: &mut Dimensions) -> Option<Vec<Path>> {
    list(nested)?
        .iter()
        .map(|inner| path(inner, dimensions))
        .collect()
}

fn path(nested: &Nested, dimensions: &mut Dimensions) -> Option<Path> {
    list(nested)?
        .iter()
        .map(|inner| position(inner, dimensions))
        .collect()
}

fn position(nested: &Nested, dimensions: &mut Dimensions) -> Option<Position> {
    let numbers = list(nested)?;
    let number = |index: usize| match numbers.get(index) {
        Some(Nested::Number(number)) => Some(*number),
        _ => None,
    };
    let mut position = Position::new(number(0)?, number(1)?);
    position.z = number(2).unwrap_or_default();
    dimensions.fewest = dimensions.fewest.min(numbers.len());
    dimensions.most = dimensions.most.max(numbers.len());
    Some(position)
}

fn list(nested: &Nested) -> Option<&[Nested]> {
    match nested {
        Nested::List(list) => Some(list),
        Nested::Number(_) => None,
    }
}

impl<'de> Deserialize<'de> for Nested {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NestedVisitor)
    }
}

struct NestedVisitor;

impl<'de> Visitor<'de> for NestedVisitor {
    type Value = Nested;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("numbers in arrays")
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Nested, E> {
        Ok(Nested::Number(number))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Nested, E> {
        Ok(Nested::Number(number as f64))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Nested, E> {
        Ok(Nested::Number(number as f64))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Nested, E> {
        Ok(Nested::List(Vec::new()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Nested, A::Error> {
        let mut list = Vec::new();
        while let Some(part) = parts.next_element()? {
            list.push(part);
        }
        Ok(Nested::List(list))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn geometries_of_every_kind_are_read() {
        let at = |x, y| Position::new(x, y);
        let check = |text: &str, expected: Shape| {
            assert_eq!(from_geojson(text), Some(Geometry::flat(expected)), "{text}");
        };
        check(
            r#"{"type":"Point","coordinates":[7.2,51.5]}"#,
            Shape::Point(Some(at(7.2, 51.5))),
        );
        check(r#"{"type":"Point","coordinates":[]}"#, Shape::Point(None));
        check(
            r#"{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]]]}"#,
            Shape::Polygons(vec![vec![vec![
                at(0.0, 0.0),
                at(1.0, 0.0),
                at(1.0, 1.0),
                at(0.0, 0.0),
            ]]]),
        );
        check(
            r#"{"type":"GeometryCollection","geometries":[{"type":"MultiPoint","coordinates":[[1,2]]}]}"#,
            Shape::Collection(vec![Shape::Points(vec![at(1.0, 2.0)])]),
        );
        let high = from_geojson(r#"{"type":"LineString","coordinates":[[1,2,3],[4,5,6]]}"#);
        assert!(high.unwrap().has_z);
        let mixed = from_geojson(r#"{"type":"LineString","coordinates":[[1,2,3],[4,5]]}"#);
        assert!(!mixed.unwrap().has_z);
    }

    #[test]
    fn what_is_no_geometry_is_none() {
        for text in [
            "{}",
            "[]",
            r#"{"type":"Point","coordinates":[[7.2]]}"#,
            r#"{"type":"Polygon","coordinates":[7.2,51.5]}"#,
            r#"{"type":"Point","coordinates":["a","b"]}"#,
            r#"{"type":"Kreis","coordinates":[1,2]}"#,
        ] {
            assert_eq!(from_geojson(text), None, "{text}");
        }
        let deep = "[".repeat(100_000);
        assert_eq!(
            from_geojson(&format!(r#"{{"type":"Point","coordinates":{deep}"#)),
            None
        );
    }
}
