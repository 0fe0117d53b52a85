//! Columns of geometries keep what their bytes mean, through every step and for everybody.

use crate::city::{City, LIMITS, begin, column, lines, question};
use arrow::array::{BinaryArray, Int64Array};
use hebewerk_guard::{Access, Comparison, Literal, RowFilter};
use hebewerk_hub::ports::GuardedTable;
use hebewerk_model::geometry::{EXTENSION_METADATA, EXTENSION_NAME};
use hebewerk_model::{Column, ColumnType, Mask, SemanticType};
use std::collections::BTreeMap;
use std::sync::Arc;

async fn places(city: &City) -> GuardedTable {
    let place = Column {
        semantic_type: Some(SemanticType::Geometry),
        unit: Some("EPSG:25832".to_owned()),
        ..column(2, "lage", ColumnType::Binary)
    };
    let columns = [column(1, "nummer", ColumnType::Integer), place];
    let numbers = Int64Array::from_iter_values(1..=4);
    let places = BinaryArray::from_opt_vec(vec![
        Some(b"\x01a".as_slice()),
        Some(b"\x01a"),
        Some(b"\x01b"),
        None,
    ]);
    city.table(
        "umwelt.orte",
        &columns,
        vec![Arc::new(numbers), Arc::new(places)],
    )
    .await
}

#[tokio::test]
async fn answers_say_what_the_bytes_of_geometries_are() {
    let city = City::new();
    let whole = places(&city).await;
    let mut emptied = whole.clone();
    emptied.access = Access {
        row_filter: Some(RowFilter::Compare {
            column: "nummer".to_owned(),
            comparison: Comparison::Equal,
            literal: Literal::Integer(2),
        }),
        counts: None,
        masks: BTreeMap::from([("lage".to_owned(), Mask::Null)]),
    };
    for (table, kinds) in [(whole, 3), (emptied, 1)] {
        for sql in [
            "select lage from umwelt.orte",
            "select distinct lage from umwelt.orte",
            "select lage, count(*) from umwelt.orte group by lage",
            "select o.lage from umwelt.orte o join umwelt.orte p on o.lage = p.lage or o.lage is null",
            "select lage from umwelt.orte where nummer < 3 order by lage limit 2",
            "with o as (select lage, max(nummer) as n from umwelt.orte group by lage) select lage from o where n > 0",
        ] {
            let answer = begin(
                &city.engine,
                std::slice::from_ref(&table),
                question(sql, LIMITS),
            )
            .await
            .unwrap();
            let field = answer.schema.field(0).clone();
            assert_eq!(
                field.metadata().get(EXTENSION_NAME).map(String::as_str),
                Some("geoarrow.wkb"),
                "{sql}"
            );
            assert!(
                field.metadata()[EXTENSION_METADATA].contains("EPSG:25832"),
                "{sql}"
            );
            let rows = lines(answer).await.unwrap();
            if sql.contains("distinct") {
                assert_eq!(rows.len(), kinds, "{sql}");
            }
        }
    }
}
