use crate::city::{City, LIMITS, lines};
use futures::StreamExt;
use hebewerk_guard::{Access, Comparison, Literal, Mask, RowFilter};
use hebewerk_hub::ports::{AskError, Comparator, Engine as _, Filter, Limits, Sort};
use std::collections::BTreeMap;

#[tokio::test]
async fn all_rows_come_in_order_and_in_plain_types() {
    let city = City::new();
    let trees = city.trees(20_000).await;
    let answer = city.engine.scan(&trees, &[], None, LIMITS).await.unwrap();
    let types: Vec<String> = answer
        .schema
        .fields()
        .iter()
        .map(|field| field.data_type().to_string())
        .collect();
    let expected: Vec<String> = trees
        .columns
        .iter()
        .map(|column| hebewerk_lake::data_type(column.column_type).to_string())
        .collect();
    assert_eq!(types, expected);
    let lines = lines(answer).await.unwrap();
    let numbers: Vec<&str> = lines
        .iter()
        .filter_map(|line| line.split('|').next())
        .collect();
    assert!(
        numbers
            .into_iter()
            .map(|number| number.parse::<i64>().unwrap())
            .eq(1..=20_000)
    );
}

#[tokio::test]
async fn filters_sort_and_conditions_of_the_guard_hold() {
    let city = City::new();
    let mut trees = city.trees(1_000).await;
    trees.access = Access {
        row_filter: Some(RowFilter::Compare {
            column: "nummer".to_owned(),
            comparison: Comparison::Less,
            literal: Literal::Integer(100),
        }),
        masks: trees
            .columns
            .iter()
            .filter(|column| column.name != "nummer" && column.name != "hoehe")
            .map(|column| (column.name.clone(), Mask::Hide))
            .collect::<BTreeMap<_, _>>(),
    };
    let filter = Filter {
        column: "hoehe".to_owned(),
        comparator: Comparator::Gt,
        value: "30.5".to_owned(),
    };
    let sort = Sort {
        column: "hoehe".to_owned(),
        descending: true,
    };
    let answer = city
        .engine
        .scan(&trees, std::slice::from_ref(&filter), Some(&sort), LIMITS)
        .await
        .unwrap();
    let lines = lines(answer).await.unwrap();
    let heights: Vec<f64> = lines
        .iter()
        .map(|line| line.split('|').nth(1).unwrap().parse().unwrap())
        .collect();
    assert!(
        !heights.is_empty()
            && heights.is_sorted_by(|a, b| a >= b)
            && heights.iter().all(|h| *h > 30.5)
    );
    assert!(
        lines
            .iter()
            .all(|line| line.split('|').next().unwrap().parse::<i64>().unwrap() < 100)
    );

    let hidden = Filter {
        column: "baumart".to_owned(),
        ..filter
    };
    let error = city
        .engine
        .scan(&trees, &[hidden], None, LIMITS)
        .await
        .err()
        .unwrap();
    assert!(matches!(error, AskError::Unknown { .. }), "{error}");
    let sort = Sort {
        column: "baumart".to_owned(),
        descending: true,
    };
    assert!(
        city.engine
            .scan(&trees, &[], Some(&sort), LIMITS)
            .await
            .is_err()
    );
}

#[tokio::test]
async fn the_row_limit_cuts_and_a_dropped_scan_ends() {
    let city = City::new();
    let trees = city.trees(20_000).await;
    let limits = Limits {
        rows: 12_345,
        ..LIMITS
    };
    let answer = city.engine.scan(&trees, &[], None, limits).await.unwrap();
    assert_eq!(lines(answer).await.unwrap().len(), 12_345);
    let mut answer = city.engine.scan(&trees, &[], None, LIMITS).await.unwrap();
    assert!(answer.batches.next().await.unwrap().is_ok());
    drop(answer);
}

#[tokio::test]
async fn a_missing_file_is_our_fault_and_its_path_is_not_told() {
    let city = City::new();
    let trees = city.trees(10).await;
    std::fs::remove_file(city.lake.root().join("data").join(&trees.files[0].path)).unwrap();
    let error = match city.engine.scan(&trees, &[], None, LIMITS).await {
        Ok(answer) => lines(answer).await.unwrap_err(),
        Err(error) => error,
    };
    assert_eq!(error, AskError::Internal);
    let error = city
        .ask("select * from umwelt.baum", &[trees])
        .await
        .unwrap_err();
    assert_eq!(error, AskError::Internal);
}
