//! Functions about geometries, over columns as they are kept.

use crate::city::{City, LIMITS, begin, column, lines, question};
use arrow::array::{BinaryArray, StringArray};
use hebewerk_guard::Access;
use hebewerk_hub::ports::GuardedTable;
use hebewerk_model::geometry::EXTENSION_NAME;
use hebewerk_model::{Column, ColumnType, Mask, SemanticType};
use std::collections::BTreeMap;
use std::sync::Arc;

fn point(x: f64, y: f64) -> Vec<u8> {
    let mut wkb = vec![1, 1, 0, 0, 0];
    wkb.extend([x, y].iter().flat_map(|number| number.to_le_bytes()));
    wkb
}

/// A square with its lower left corner there.
fn square(x: f64, y: f64, side: f64) -> Vec<u8> {
    let mut wkb = vec![1, 3, 0, 0, 0, 1, 0, 0, 0, 5, 0, 0, 0];
    let corners = [
        (x, y),
        (x + side, y),
        (x + side, y + side),
        (x, y + side),
        (x, y),
    ];
    for (x, y) in corners {
        wkb.extend([x, y].iter().flat_map(|number| number.to_le_bytes()));
    }
    wkb
}

fn geometry(name: &str) -> Column {
    Column {
        semantic_type: Some(SemanticType::Geometry),
        unit: Some("EPSG:25832".to_owned()),
        ..column(2, name, ColumnType::Binary)
    }
}

/// Containers, the last one nowhere; and two districts beside each other.
async fn town(city: &City) -> [GuardedTable; 2] {
    let (east, north) = (370_000.0, 5_710_000.0);
    let places = [
        Some(point(east + 10.0, north + 10.0)),
        Some(point(east + 150.0, north + 50.0)),
        Some(point(east + 500.0, north)),
        None,
    ];
    let places: BinaryArray = places.iter().map(|it| it.as_deref()).collect();
    let containers = city
        .table(
            "entsorgung.container",
            &[column(1, "nr", ColumnType::Text), geometry("lage")],
            vec![
                Arc::new(StringArray::from(vec!["A", "B", "C", "D"])),
                Arc::new(places),
            ],
        )
        .await;
    let areas = [
        square(east, north, 100.0),
        square(east + 100.0, north, 100.0),
    ];
    let areas: BinaryArray = areas.iter().map(|it| Some(it.as_slice())).collect();
    let districts = city
        .table(
            "vermessung.bezirke",
            &[column(1, "name", ColumnType::Text), geometry("flaeche")],
            vec![
                Arc::new(StringArray::from(vec!["Wanne", "Sodingen"])),
                Arc::new(areas),
            ],
        )
        .await;
    [containers, districts]
}

async fn asked(city: &City, tables: &[GuardedTable], sql: &str) -> Vec<String> {
    let answer = begin(&city.engine, tables, question(sql, LIMITS)).await;
    lines(answer.unwrap()).await.unwrap()
}

#[tokio::test]
async fn places_are_joined_with_the_areas_they_lie_in() {
    let city = City::new();
    let tables = town(&city).await;
    let sql = "select c.nr, b.name from entsorgung.container c join vermessung.bezirke b
               on st_within(c.lage, b.flaeche) order by c.nr";
    assert_eq!(asked(&city, &tables, sql).await, ["A|Wanne", "B|Sodingen"]);
    let sql = "select st_area(flaeche), st_astext(st_centroid(flaeche)) from vermessung.bezirke
               where name = 'Wanne'";
    assert_eq!(
        asked(&city, &tables, sql).await,
        ["10000.0|POINT(370050 5710050)"]
    );
    let sql = "select c.nr from entsorgung.container c
               where st_distance(c.lage, st_point(370000.0, 5710000.0)) < 100 order by 1";
    assert_eq!(asked(&city, &tables, sql).await, ["A"]);
}

#[tokio::test]
async fn geometries_that_functions_give_are_kept_like_those_of_tables() {
    let city = City::new();
    let tables = town(&city).await;
    for sql in [
        "select st_centroid(flaeche) from vermessung.bezirke",
        "select st_pointonsurface(flaeche) from vermessung.bezirke",
        "select st_point(1.0, 2.0)",
        "select st_convexhull(lage) from entsorgung.container",
        "select st_geomfromtext('POINT(1 2)')",
    ] {
        let answer = begin(&city.engine, &tables, question(sql, LIMITS)).await;
        let answer = answer.unwrap();
        let field = answer.schema.field(0).clone();
        let named = field.metadata().get(EXTENSION_NAME);
        assert_eq!(named.map(String::as_str), Some("geoarrow.wkb"), "{sql}");
        assert_eq!(
            field.data_type(),
            &arrow::datatypes::DataType::Binary,
            "{sql}"
        );
        assert!(!lines(answer).await.unwrap().is_empty(), "{sql}");
    }
}

#[tokio::test]
async fn where_geometries_are_hidden_no_function_tells_of_them() {
    let city = City::new();
    let [mut containers, districts] = town(&city).await;
    containers.access = Access {
        row_filter: None,
        counts: None,
        masks: BTreeMap::from([("lage".to_owned(), Mask::Null)]),
    };
    let tables = [containers, districts];
    let sql = "select count(*) from entsorgung.container c join vermessung.bezirke b
               on st_within(c.lage, b.flaeche)";
    assert_eq!(asked(&city, &tables, sql).await, ["0"]);
    let sql = "select count(st_astext(lage)) from entsorgung.container";
    assert_eq!(asked(&city, &tables, sql).await, ["0"]);
}

#[tokio::test]
async fn what_is_no_geometry_is_refused_and_the_program_lives() {
    let city = City::new();
    let tables = town(&city).await;
    for sql in [
        "select st_area(nr) from entsorgung.container",
        "select st_within(lage) from entsorgung.container",
        "select st_point(1, 2, null)",
        "select st_geomfromtext('POINT(')",
        "select st_geomfromwkb(x'0101')",
        "select st_within(lage, nr) from entsorgung.container",
    ] {
        let answer = begin(&city.engine, &tables, question(sql, LIMITS)).await;
        let failed = match answer {
            Ok(answer) => lines(answer).await.is_err(),
            Err(_) => true,
        };
        assert!(failed, "{sql}");
    }
    assert_eq!(
        asked(&city, &tables, "select count(*) from entsorgung.container").await,
        ["4"]
    );
}
