//! What becomes of GeoJSON.

use super::files::{Made, finding, labels, wkt};
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
    assert_eq!(geometry.column_type.name(), "binary");
    assert_eq!(geometry.semantic_type, Some(SemanticType::Geometry));
    assert_eq!(geometry.unit.as_deref(), Some("EPSG:4326"));
    assert!(
        inspection
            .findings
            .iter()
            .all(|finding| !finding.code.as_str().starts_with("geo")
                && !finding.code.as_str().starts_with("crs"))
    );
    let rows = file.read(0).rows;
    assert_eq!(rows[0][..2], ["b.1", "Linde"]);
    assert_eq!(wkt(&rows[0][3]), "POINT (7.22 51.54)");
}

#[test]
fn missing_empty_broken_and_open_geometries_are_told_and_nothing_is_lost() {
    let file = Made::new(
        "schief.geojson",
        br#"{"features": [
            {"type": "Feature", "properties": {"a": 1}, "geometry": null},
            {"type": "Feature", "properties": {"a": 2}, "geometry": {"type": "Polygon", "coordinates": []}},
            {"type": "Feature", "properties": {"a": 3}, "geometry": {"type": "Kreis", "coordinates": [371000, 5712000]}},
            {"type": "Feature", "properties": {"a": 4}, "geometry": {"type": "Polygon", "coordinates":
                [[[371000, 5712000], [371010, 5712000], [371010, 5712010]]]}}
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
    assert_eq!(place("geometry_unreadable"), (1, Some(3)));
    assert_eq!(place("geometry_closed"), (1, Some(4)));
    assert_eq!(
        finding(&inspection, "geojson_reference_system").parameters["crs"],
        "urn:ogc:def:crs:EPSG::25832"
    );
    let table = &inspection.tables[0];
    assert_eq!(table.columns[1].unit.as_deref(), Some("EPSG:25832"));
    assert_eq!(table.set_aside, 1);
    let read = file.read(0);
    assert_eq!(
        wkt(&read.rows[3][1]),
        "POLYGON ((371000 5712000, 371010 5712000, 371010 5712010, 371000 5712000))"
    );
    assert_eq!(
        read.aside[0].text,
        r#"{"type":"Kreis","coordinates":[371000,5712000]}"#
    );
}

#[test]
fn metres_without_a_named_system_are_guessed_and_said_to_be() {
    let file = Made::new(
        "utm.geojson",
        br#"{"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": {"a": 1}, "geometry": {"type": "Point", "coordinates": [371000, 5712000]}},
            {"type": "Feature", "properties": {"a": 2}, "geometry": {"type": "Point", "coordinates": [372000, 5713000]}}]}"#,
    );
    let inspection = file.inspect();
    assert_eq!(
        inspection.tables[0].columns[1].unit.as_deref(),
        Some("EPSG:25832")
    );
    assert_eq!(
        finding(&inspection, "crs_guessed").parameters["crs"],
        "EPSG:25832"
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
