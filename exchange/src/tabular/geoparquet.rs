//! What GeoParquet (1.1.0) wants said about columns of geometries.

use super::placement::system;
use arrow::datatypes::Schema;
use hebewerk_model::geometry::is_named_by;
use serde_json::{Map, Value, json};

/// Key of the file's metadata.
pub(super) const KEY: &str = "geo";
/// Definitions (PROJJSON) by number of the EPSG, as PROJ writes them.
const DEFINITIONS: &str = include_str!("reference_systems.json");

/// The metadata of a file with these columns; none when there are no geometries.
pub(super) fn metadata(schema: &Schema) -> Option<String> {
    let fields = schema.fields().iter();
    let fields = fields.filter(|field| is_named_by(field.metadata()));
    let mut columns = Map::new();
    for field in fields {
        let mut column = json!({"encoding": "WKB", "geometry_types": []});
        let crs = crs(system(field.metadata()).as_deref());
        if let (Some(crs), Some(column)) = (crs, column.as_object_mut()) {
            column.insert("crs".to_owned(), crs);
        }
        columns.insert(field.name().clone(), column);
    }
    let primary = columns.keys().next()?.clone();
    let geo = json!({"version": "1.1.0", "primary_column": primary, "columns": columns});
    Some(geo.to_string())
}

/// None where the default holds: longitude and latitude. Null where nobody knows.
fn crs(system: Option<&str>) -> Option<Value> {
    let number = system.and_then(|name| name.strip_prefix("EPSG:"));
    let number = number.unwrap_or_default();
    if number == "4326" {
        return None;
    }
    let definitions: Value = serde_json::from_str(DEFINITIONS).unwrap_or_default();
    Some(definitions.get(number).cloned().unwrap_or(Value::Null))
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow::datatypes::{DataType, Field};
    use hebewerk_model::geometry::{EXTENSION_METADATA, EXTENSION_NAME, GEOMETRY_EXTENSION};
    use std::collections::HashMap;

    fn said(crs: &str) -> Value {
        let metadata = HashMap::from([
            (EXTENSION_NAME.to_owned(), GEOMETRY_EXTENSION.to_owned()),
            (EXTENSION_METADATA.to_owned(), crs.to_owned()),
        ]);
        let field = Field::new("geometrie", DataType::Binary, true).with_metadata(metadata);
        let other = Field::new("name", DataType::Utf8, true);
        let text = metadata_of(&Schema::new(vec![other, field]));
        serde_json::from_str(&text).unwrap()
    }

    fn metadata_of(schema: &Schema) -> String {
        metadata(schema).unwrap()
    }

    #[test]
    fn geometries_are_described_with_their_reference_system() {
        let utm = said(r#"{"crs":"EPSG:25832","crs_type":"authority_code"}"#);
        assert_eq!(utm["primary_column"], "geometrie");
        assert_eq!(utm["columns"]["geometrie"]["encoding"], "WKB");
        assert_eq!(utm["columns"]["geometrie"]["crs"]["id"]["code"], 25832);
        let degrees = said(r#"{"crs":"EPSG:4326","crs_type":"authority_code"}"#);
        assert_eq!(degrees["columns"]["geometrie"].get("crs"), None);
        assert_eq!(said("{}")["columns"]["geometrie"]["crs"], Value::Null);
        let plain = Schema::new(vec![Field::new("a", DataType::Binary, true)]);
        assert_eq!(metadata(&plain), None);
    }
}
