//! GeoJSON (RFC 7946): longitude and latitude with six decimals, about ten centimetres.

use std::io::Write;

use serde_json::{Map, Value, json};

use crate::error::DemoError;
use crate::figure::rounded;
use crate::place::Point;
use crate::projection::lon_lat;

/// What is drawn, in EPSG:25832.
pub(crate) enum Shape<'a> {
    Point(Point),
    Line(&'a [Point]),
    /// A closed ring, counter-clockwise.
    Area(&'a [Point]),
    Nothing,
}

/// A collection that grows feature by feature.
#[derive(Default)]
pub(crate) struct Features {
    features: Vec<Value>,
}

impl Features {
    /// Adds a feature; `properties` must be a JSON object to carry any.
    pub(crate) fn add(&mut self, shape: &Shape<'_>, properties: Value) {
        let properties = if let Value::Object(map) = properties {
            map
        } else {
            Map::new()
        };
        self.features.push(
            json!({ "type": "Feature", "properties": properties, "geometry": geometry(shape) }),
        );
    }

    /// Writes one feature a line, as geographic programs do.
    pub(crate) fn write(&self, name: &str, out: &mut dyn Write) -> Result<(), DemoError> {
        write!(
            out,
            "{{\n\"type\": \"FeatureCollection\",\n\"name\": {},\n\"features\": [\n",
            Value::from(name)
        )?;
        for (index, feature) in self.features.iter().enumerate() {
            let comma = if index + 1 < self.features.len() {
                ","
            } else {
                ""
            };
            writeln!(out, "{feature}{comma}")?;
        }
        out.write_all(b"]\n}\n")?;
        Ok(())
    }
}

fn geometry(shape: &Shape<'_>) -> Value {
    match shape {
        Shape::Point(point) => json!({ "type": "Point", "coordinates": position(*point) }),
        Shape::Line(points) => json!({ "type": "LineString", "coordinates": positions(points) }),
        Shape::Area(ring) => json!({ "type": "Polygon", "coordinates": [positions(ring)] }),
        Shape::Nothing => Value::Null,
    }
}

fn positions(points: &[Point]) -> Vec<Value> {
    points.iter().map(|&point| position(point)).collect()
}

fn position(point: Point) -> Value {
    let (longitude, latitude) = lon_lat(point);
    json!([rounded(longitude, 6), rounded(latitude, 6)])
}
