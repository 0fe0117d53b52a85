//! KML: every placemark a row, wherever it stands; data its author added become columns. Always WGS 84.
//!
//! Deliberately absent: styles, tours, overlays, models, what lies behind network links.

mod geometry;

use crate::reference_system::Declared;
use crate::xml::{Element, ElementFile, ElementForm, GeometryLeaf, Leaf, Open, flatten};
use geometry::{GEOMETRIES, geometry};
use hebewerk_hub::ports::ReadError;
use std::path::Path;

const FORMAT: &str = "kml";
const GEOMETRY_LABEL: &str = "geometrie";
const FOLDER_LABEL: &str = "ordner";
const RECORD: &str = "Placemark";
/// How a placemark looks, not what it is.
const SILENT: [&str; 8] = [
    "styleUrl",
    "Style",
    "StyleMap",
    "visibility",
    "open",
    "LookAt",
    "Camera",
    "Region",
];

/// Whether an element of this name is a record.
pub(crate) fn is_record(name: &str) -> bool {
    name == RECORD
}

/// Opens a KML text.
pub(crate) fn open(file: &Path, table: &str) -> Result<ElementFile, ReadError> {
    ElementFile::open(file, FORMAT, table, Box::new(Placemarks), Vec::new())
}

struct Placemarks;

impl ElementForm for Placemarks {
    fn is_record(&self, path: &[Open]) -> bool {
        path.last().is_some_and(|open| is_record(&open.name))
    }

    fn leaves(&self, around: &[Open], element: &Element, visit: &mut dyn FnMut(&str, Leaf<'_>)) {
        let folders: Vec<&str> = around
            .iter()
            .filter(|open| open.name == "Folder")
            .filter_map(|open| open.leaves.iter().find(|(name, _)| name == "name"))
            .map(|(_, name)| name.as_str())
            .collect();
        if !folders.is_empty() {
            visit(FOLDER_LABEL, Leaf::Text(&folders.join(" / ")));
        }
        if let Some(id) = element.attribute("id") {
            visit("id", Leaf::Text(id));
        }
        for child in &element.children {
            match child.name.as_str() {
                "ExtendedData" => extended(child, visit),
                silent if SILENT.contains(&silent) => {}
                name if GEOMETRIES.contains(&name) => visit(
                    GEOMETRY_LABEL,
                    Leaf::Geometry(GeometryLeaf {
                        geometry: geometry(child),
                        stroked: false,
                        srs_name: None,
                    }),
                ),
                name if child.is_plain() => visit(name, Leaf::Text(&child.text)),
                name => flatten(child, &mut |path, leaf| {
                    visit(&format!("{name}.{path}"), leaf);
                }),
            }
        }
    }

    fn reference_system(&self) -> Option<Declared> {
        Some(Declared::Epsg(4326))
    }
}

/// `Data` and `SchemaData/SimpleData`: names and values.
fn extended(element: &Element, visit: &mut dyn FnMut(&str, Leaf<'_>)) {
    for data in element.children_named(&["Data"]) {
        if let (Some(name), Some(value)) = (data.attribute("name"), data.child("value")) {
            visit(name, Leaf::Text(&value.text));
        }
    }
    for schema in element.children_named(&["SchemaData"]) {
        for data in schema.children_named(&["SimpleData"]) {
            if let Some(name) = data.attribute("name") {
                visit(name, Leaf::Text(&data.text));
            }
        }
    }
}
