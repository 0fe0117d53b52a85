//! GML 2 and 3: features of WFS and of exports, every type of feature a table (OGC 06-049, Simple Features profile).
//!
//! Deliberately absent: application schemas (types are recognised by the values), references to other features.

mod arcs;
mod geometry;
mod numbers;

use crate::xml::{Element, ElementFile, ElementForm, Leaf, Open, flatten};
use geometry::{is_geometry, leaf};
use hebewerk_hub::ports::ReadError;
use std::path::Path;

const FORMAT: &str = "gml";
/// Elements that hold features.
const HOLDERS: [&str; 6] = [
    "featureMember",
    "featureMembers",
    "member",
    "FeatureMember",
    "cityObjectMember",
    "additionalObjects",
];
/// Collections that may stand in place of a feature.
const COLLECTIONS: [&str; 3] = ["FeatureCollection", "SimpleFeatureCollection", "Tuple"];
/// What says nothing about the thing itself.
const SILENT: [&str; 3] = ["boundedBy", "metaDataProperty", "lifecycle"];

/// Whether an element of this name in one that is called `holder` is a feature.
pub(crate) fn is_feature(holder: &str, name: &str) -> bool {
    HOLDERS.contains(&holder) && !COLLECTIONS.contains(&name)
}

/// Opens a GML text.
pub(crate) fn open(file: &Path, table: &str) -> Result<ElementFile, ReadError> {
    ElementFile::open(file, FORMAT, table, Box::new(Features), Vec::new())
}

struct Features;

impl ElementForm for Features {
    fn is_record(&self, path: &[Open]) -> bool {
        match path {
            [.., holder, feature] => is_feature(&holder.name, &feature.name),
            _ => false,
        }
    }

    fn layer<'a>(&self, element: &'a Element) -> Option<&'a str> {
        Some(&element.name)
    }

    fn leaves(&self, around: &[Open], element: &Element, visit: &mut dyn FnMut(&str, Leaf<'_>)) {
        let dimension = around
            .iter()
            .rev()
            .flat_map(|open| &open.attributes)
            .find(|(name, _)| name == "srsDimension")
            .and_then(|(_, value)| value.parse().ok());
        for name in ["id", "fid"] {
            if let Some(id) = element.attribute(name) {
                let taken = element.child(name).is_some();
                visit(if taken { "gml_id" } else { name }, Leaf::Text(id));
            }
        }
        for (number, property) in element.children.iter().enumerate() {
            let name = property.name.as_str();
            if SILENT.contains(&name) {
                continue;
            }
            let same = || element.children.iter().filter(|it| it.name == name);
            let first = element.children.iter().position(|it| it.name == name) == Some(number);
            if let Some(geometry) = property.children.iter().find(|it| is_geometry(it)) {
                if first {
                    visit(name, Leaf::Geometry(leaf(geometry, property, dimension)));
                }
            } else if same().count() > 1 {
                if first {
                    several(name, same(), visit);
                }
            } else if let Some(href) = reference(property) {
                visit(name, Leaf::Text(href));
            } else if property.children.is_empty() {
                plain(name, property, visit);
            } else {
                flatten(property, &mut |path, leaf| {
                    visit(&format!("{name}.{path}"), leaf);
                });
            }
        }
    }
}

/// A property without elements: its text, and its unit if it has one.
fn plain(name: &str, property: &Element, visit: &mut dyn FnMut(&str, Leaf<'_>)) {
    visit(name, Leaf::Text(&property.text));
    if let Some(unit) = property.attribute("uom") {
        visit(&format!("{name}.uom"), Leaf::Text(unit));
    }
}

/// A property that says nothing but where its value is.
fn reference(property: &Element) -> Option<&str> {
    let is_empty = property.text.is_empty() && property.children.is_empty();
    property.attribute("href").filter(|_| is_empty)
}

fn several<'a>(
    name: &str,
    same: impl Iterator<Item = &'a Element>,
    visit: &mut dyn FnMut(&str, Leaf<'_>),
) {
    let wrapper = Element {
        name: String::new(),
        children: same.cloned().collect(),
        ..Element::default()
    };
    flatten(&wrapper, &mut |_, leaf| visit(name, leaf));
}
