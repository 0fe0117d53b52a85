//! What becomes of GeoJSON.

use super::files::{Made, finding, labels};
use hebewerk_model::SemanticType;

#[test]
fn features_are_rows_with_properties_and_geometry() {
    let file = Made::new(
        "baeume.geojson",
        r#"{"type": "FeatureCollection", "name": "bäume", "features": [
            {"type": "Feature", "id": "b.1", "properties": {"art": "Linde", "hoehe": 12.5},
             "geometry": {"type": "Point", "coordinates": [7.22, 51.54]}},
            {"type": "Feature", "id": "b.2", "properties": {"art": "Eiche", "hoehe": 9.0},
             "geometry": {"type": "Point", "coordinates": [7.23, 51.55]}}]}"#
            .as_bytes(),
    );
    let inspection = file.inspect();
    let table = &inspection.tables[0];
    assert_eq!(inspection.format.code(), "geojson");
    assert_eq!(labels(table), ["id", "art", "hoehe", "geometrie"]);
    let geometry = &table.columns[3];
    assert_eq!(geometry.column_type.name(), "json");
    assert_eq!(geometry.semantic_type, Some(SemanticType::Geometry));
    assert!(
        inspection
            .findings
            .iter()
            .all(|finding| !finding.code.as_str().starts_with("geo"))
    );
    let rows = file.read(0).rows;
    assert_eq!(rows[0][..2], ["b.1", "Linde"]);
    assert_eq!(rows[0][3], r#"{"type":"Point","coordinates":[7.22,51.54]}"#);
}

#[test]
fn missing_empty_and_metric_geometries_are_told() {
    let file = Made::new(
        "schief.geojson",
        br#"{"features": [
            {"type": "Feature", "properties": {"a": 1}, "geometry": null},
            {"type": "Feature", "properties": {"a": 2}, "geometry": {"type": "Polygon", "coordinates": []}},
            {"type": "Feature", "properties": {"a": 3}, "geometry": {"type": "Point", "coordinates": [371000, 5712000]}},
            {"type": "Feature", "properties": {"a": 4}, "geometry": {"type": "Point", "coordinates": [2571000, 5712000]}}
        ], "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}, "type": "FeatureCollection"}"#,
    );
    let inspection = file.inspect();
    let place = |code| {
        (
            finding(&inspection, code).count,
            finding(&inspection, code).row,
        )
    };
    assert_eq!(place("geometry_missing"), (1, Some(1)));
    assert_eq!(place("geometry_empty"), (1, Some(2)));
    assert_eq!(place("geometry_likely_utm"), (1, Some(3)));
    assert_eq!(place("geometry_out_of_range"), (1, Some(4)));
    assert_eq!(
        finding(&inspection, "geojson_reference_system").parameters["crs"],
        "urn:ogc:def:crs:EPSG::25832"
    );
}

#[test]
fn a_sequence_of_features_is_geojson_too() {
    let line = |n: u32| {
        format!("{{\"type\":\"Feature\",\"properties\":{{\"n\":{n}}},\"geometry\":null}}\n")
    };
    let file = Made::new(
        "folge.geojsonl",
        (1..=3).map(line).collect::<String>().as_bytes(),
    );
    let inspection = file.inspect();
    assert_eq!(inspection.format.code(), "geojson");
    assert_eq!(inspection.tables[0].data_rows, 3);
}
