//! KML 2.2 (OGC 07-147r2): one place mark a row, with the columns as typed data of it.

use super::placement::Places;
use super::text::{Class, Columns};
use super::xml_text::{escaped, push};
use super::{EncodeError, TableMeta};
use arrow::datatypes::Schema;
use arrow::record_batch::RecordBatch;
use serde_json::Value;

pub(super) struct KmlEncoder {
    places: Places,
    names: Vec<String>,
    /// The first column of text: what a map writes beside the place.
    name: Option<usize>,
    head: String,
}

impl KmlEncoder {
    pub(super) fn new(schema: &Schema, meta: &TableMeta) -> Result<Self, EncodeError> {
        let places = Places::on_earth(meta, schema)?;
        let mut head = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document><name>",
        );
        push(&mut head, &meta.sheet);
        head.push_str("</name><Schema name=\"tabelle\" id=\"tabelle\">");
        for (index, field) in schema.fields().iter().enumerate() {
            if places.geometries() == Some(index) {
                continue;
            }
            let kind = match Class::of(field.data_type()) {
                Class::Exact if field.data_type().is_integer() => "int",
                Class::Exact | Class::Float => "double",
                Class::Boolean => "bool",
                _ => "string",
            };
            head.push_str(&format!(
                "<SimpleField type=\"{kind}\" name=\"{}\"><displayName>{}</displayName></SimpleField>",
                escaped(field.name()),
                escaped(&meta.heading(index, field)),
            ));
        }
        head.push_str("</Schema>\n");
        let mut classes = schema
            .fields()
            .iter()
            .map(|field| Class::of(field.data_type()));
        Ok(Self {
            places,
            names: schema
                .fields()
                .iter()
                .map(|field| escaped(field.name()))
                .collect(),
            name: classes.position(|class| class == Class::Text),
            head,
        })
    }

    pub(super) fn encode(&mut self, batch: &RecordBatch) -> Result<Vec<u8>, EncodeError> {
        let columns = Columns::of(batch)?;
        let columns = columns.texts()?;
        let mut text = std::mem::take(&mut self.head);
        let mut value = String::new();
        for row in 0..batch.num_rows() {
            text.push_str("<Placemark>");
            if let Some(column) = self.name.and_then(|index| columns.get(index))
                && column.read(row, &mut value)?
            {
                text.push_str("<name>");
                push(&mut text, &value);
                text.push_str("</name>");
            }
            text.push_str("<ExtendedData><SchemaData schemaUrl=\"#tabelle\">");
            for (index, column) in columns.iter().enumerate() {
                if self.places.geometries() == Some(index) || !column.read(row, &mut value)? {
                    continue;
                }
                let name = self.names.get(index).map_or("", String::as_str);
                text.push_str(&format!("<SimpleData name=\"{name}\">"));
                push(&mut text, &value);
                text.push_str("</SimpleData>");
            }
            text.push_str("</SchemaData></ExtendedData>");
            let geometry = self.places.geojson(batch, &columns, row);
            let geometry = geometry.and_then(|json| serde_json::from_str(&json).ok());
            if let Some(geometry) = geometry {
                push_geometry(&mut text, &geometry);
            }
            text.push_str("</Placemark>\n");
        }
        Ok(text.into_bytes())
    }

    pub(super) fn finish(self) -> Vec<u8> {
        format!("{}</Document></kml>\n", self.head).into_bytes()
    }
}

/// A geometry of GeoJSON in the elements of KML; empty ones are left out.
fn push_geometry(text: &mut String, geometry: &Value) {
    let coordinates = &geometry["coordinates"];
    let parts = || coordinates.as_array().into_iter().flatten();
    match geometry["type"].as_str().unwrap_or_default() {
        "Point" => push_point(text, coordinates),
        "LineString" => push_line(text, "LineString", coordinates),
        "Polygon" => push_polygon(text, coordinates),
        "MultiPoint" => multi(text, |text| parts().for_each(|part| push_point(text, part))),
        "MultiLineString" => multi(text, |text| {
            parts().for_each(|part| push_line(text, "LineString", part));
        }),
        "MultiPolygon" => multi(text, |text| {
            parts().for_each(|part| push_polygon(text, part));
        }),
        _ => multi(text, |text| {
            let members = geometry["geometries"].as_array().into_iter().flatten();
            members.for_each(|member| push_geometry(text, member));
        }),
    }
}

fn multi(text: &mut String, members: impl FnOnce(&mut String)) {
    text.push_str("<MultiGeometry>");
    members(text);
    text.push_str("</MultiGeometry>");
}

fn push_point(text: &mut String, position: &Value) {
    if position
        .as_array()
        .is_some_and(|numbers| !numbers.is_empty())
    {
        text.push_str("<Point><coordinates>");
        push_position(text, position);
        text.push_str("</coordinates></Point>");
    }
}

fn push_line(text: &mut String, element: &str, positions: &Value) {
    text.push_str(&format!("<{element}><coordinates>"));
    for (number, position) in positions.as_array().into_iter().flatten().enumerate() {
        if number > 0 {
            text.push(' ');
        }
        push_position(text, position);
    }
    text.push_str(&format!("</coordinates></{element}>"));
}

fn push_polygon(text: &mut String, rings: &Value) {
    text.push_str("<Polygon>");
    for (number, ring) in rings.as_array().into_iter().flatten().enumerate() {
        let side = if number == 0 {
            "outerBoundaryIs"
        } else {
            "innerBoundaryIs"
        };
        text.push_str(&format!("<{side}>"));
        push_line(text, "LinearRing", ring);
        text.push_str(&format!("</{side}>"));
    }
    text.push_str("</Polygon>");
}

fn push_position(text: &mut String, position: &Value) {
    for (number, ordinate) in position.as_array().into_iter().flatten().enumerate() {
        if number > 0 {
            text.push(',');
        }
        text.push_str(&ordinate.to_string());
    }
}
