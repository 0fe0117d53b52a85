//! Geometries as they are kept, and how people and programs read them.
//!
//! A column of geometries has the type [`crate::ColumnType::Binary`] and the meaning
//! [`crate::SemanticType::Geometry`]; its unit is the reference system (`EPSG:25832`). Values are ISO WKB,
//! little-endian, x (east, longitude) before y (north, latitude) whatever the authority of the system says, and no
//! curves (decision 0011).

mod system;
mod text;

pub use system::{Position, ReferenceSystem, degrees_of_utm};
pub use text::{bounds, geojson, geojson_at, wkt};

use crate::{Column, ColumnType, InspectedColumn, SemanticType};
use std::collections::HashMap;

/// Key under which Arrow fields name what their values mean.
pub const EXTENSION_NAME: &str = "ARROW:extension:name";
/// Key under which Arrow fields say more about it.
pub const EXTENSION_METADATA: &str = "ARROW:extension:metadata";
/// The meaning of fields of geometries (GeoArrow).
pub const GEOMETRY_EXTENSION: &str = "geoarrow.wkb";

/// Whether what an Arrow field says of itself names geometries.
#[must_use]
#[expect(
    clippy::implicit_hasher,
    reason = "Arrow's fields have the standard one"
)]
pub fn is_named_by(metadata: &HashMap<String, String>) -> bool {
    metadata
        .get(EXTENSION_NAME)
        .is_some_and(|name| name == GEOMETRY_EXTENSION)
}

/// Systems in which German municipalities keep their data, by their numbers of the EPSG: what somebody may say a file is
/// of.
pub const REFERENCE_SYSTEMS: [u32; 17] = [
    25832, 25833, 25831, 4326, 4258, 3857, 4647, 5650, 5649, 5652, 5653, 31466, 31467, 31468,
    31469, 32632, 32633,
];

impl Column {
    /// What its field says in Arrow: for geometries the extension type with the reference system.
    pub fn extension(&self) -> Vec<(String, String)> {
        extension(self.column_type, self.semantic_type, self.unit.as_deref())
    }
}

impl InspectedColumn {
    /// What its field says in Arrow: for geometries the extension type with the reference system.
    pub fn extension(&self) -> Vec<(String, String)> {
        extension(self.column_type, self.semantic_type, self.unit.as_deref())
    }
}

fn extension(
    column_type: ColumnType,
    meaning: Option<SemanticType>,
    system: Option<&str>,
) -> Vec<(String, String)> {
    if column_type != ColumnType::Binary || meaning != Some(SemanticType::Geometry) {
        return Vec::new();
    }
    vec![
        (EXTENSION_NAME.to_owned(), GEOMETRY_EXTENSION.to_owned()),
        (EXTENSION_METADATA.to_owned(), extension_metadata(system)),
    ]
}

/// `{"crs":"EPSG:25832","crs_type":"authority_code"}` (GeoArrow, *Extension types*); `{}` where nobody knows.
fn extension_metadata(system: Option<&str>) -> String {
    let plain = system.filter(|name| {
        name.split_once(':')
            .is_some_and(|(_, code)| !code.is_empty())
            && name
                .chars()
                .all(|sign| sign.is_ascii_alphanumeric() || sign == ':')
    });
    match plain {
        Some(name) => format!("{{\"crs\":\"{name}\",\"crs_type\":\"authority_code\"}}"),
        None => "{}".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_system_stands_in_the_extension() {
        let mut column = Column {
            id: crate::ColumnId(1),
            name: "geometrie".to_owned(),
            label: "geometrie".to_owned(),
            column_type: ColumnType::Binary,
            semantic_type: Some(SemanticType::Geometry),
            confidence: 1.0,
            unit: Some("EPSG:25832".to_owned()),
        };
        let said = |column: &Column| column.extension().pop().unwrap().1;
        assert_eq!(
            said(&column),
            r#"{"crs":"EPSG:25832","crs_type":"authority_code"}"#
        );
        column.unit = Some("Soldner \"Berlin\"".to_owned());
        assert_eq!(said(&column), "{}");
        column.column_type = ColumnType::Json;
        assert!(column.extension().is_empty());
    }
}
