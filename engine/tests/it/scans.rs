use crate::city::{City, LIMITS, lines};
use futures::StreamExt;
use hebewerk_engine::{Engine, WorkerMode};
use hebewerk_guard::{Access, Comparison, Literal, RowFilter};
use hebewerk_hub::ports::{
    Answer, AskError, Comparator, Engine as _, Filter, GuardedTable, Limits, Place, Selection, Sort,
};
use hebewerk_model::Mask;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::timeout;

async fn scan(
    city: &City,
    table: &GuardedTable,
    selection: Selection<'_>,
    limits: Limits,
) -> Result<Answer, AskError> {
    city.engine
        .scan(table, selection, limits, Place::default())
        .await
}

#[tokio::test]
async fn all_rows_come_in_order_and_in_plain_types() {
    let city = City::new();
    let trees = city.trees(20_000).await;
    let answer = scan(&city, &trees, Selection::default(), LIMITS)
        .await
        .unwrap();
    let types: Vec<String> = answer
        .schema
        .fields()
        .iter()
        .map(|field| field.data_type().to_string())
        .collect();
    let expected: Vec<String> = trees
        .columns
        .iter()
        .map(|column| hebewerk_hub::ports::data_type(column.column_type).to_string())
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
        counts: None,
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
    let selection = Selection {
        filters: std::slice::from_ref(&filter),
        sort: Some(&sort),
    };
    let answer = scan(&city, &trees, selection, LIMITS).await.unwrap();
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
    let selection = Selection {
        filters: &[hidden],
        sort: None,
    };
    let error = scan(&city, &trees, selection, LIMITS).await.err().unwrap();
    assert!(matches!(error, AskError::Unknown { .. }), "{error}");
    let sort = Sort {
        column: "baumart".to_owned(),
        descending: true,
    };
    let selection = Selection {
        filters: &[],
        sort: Some(&sort),
    };
    assert!(scan(&city, &trees, selection, LIMITS).await.is_err());
}

#[tokio::test]
async fn numbered_rows_are_those_the_guard_lets_through_all_of_them_with_their_numbers() {
    let city = City::new();
    let mut trees = city.trees(1_000).await;
    trees.access.row_filter = Some(RowFilter::Compare {
        column: "bezirk".to_owned(),
        comparison: Comparison::Equal,
        literal: Literal::Text("Bezirk 2".to_owned()),
    });
    let shown = ["nummer", "baumart"];
    for column in &trees.columns {
        if !shown.contains(&column.name.as_str()) {
            trees.access.masks.insert(column.name.clone(), Mask::Hide);
        }
    }
    trees.access.masks.insert("baumart".to_owned(), Mask::Null);
    let limits = Limits { rows: 3, ..LIMITS };
    let answer = city.engine.numbered(&trees, limits).await.unwrap();
    let names: Vec<&str> = answer
        .schema
        .fields()
        .iter()
        .map(|field| field.name().as_str())
        .collect();
    assert_eq!(names, ["nummer", "baumart", "_zeile"]);
    // Trees are numbered as their rows are; those of the district are every ninth, but for every tenth without one.
    let expected: Vec<String> = (1..=1_000)
        .filter(|n| n % 9 == 1 && n % 10 != 0)
        .map(|n| format!("{n}|∅|{n}"))
        .collect();
    assert_eq!(lines(answer).await.unwrap(), expected);
}

#[tokio::test]
async fn the_row_limit_cuts_and_a_dropped_scan_ends() {
    let city = City::new();
    let trees = city.trees(20_000).await;
    let limits = Limits {
        rows: 12_345,
        ..LIMITS
    };
    let answer = scan(&city, &trees, Selection::default(), limits)
        .await
        .unwrap();
    assert_eq!(lines(answer).await.unwrap().len(), 12_345);
    let mut answer = scan(&city, &trees, Selection::default(), LIMITS)
        .await
        .unwrap();
    assert!(answer.batches.next().await.unwrap().is_ok());
    drop(answer);
}

#[tokio::test]
async fn a_missing_file_is_our_fault_and_its_path_is_not_told() {
    let city = City::new();
    let trees = city.trees(10).await;
    std::fs::remove_file(city.lake.root().join("data").join(&trees.files[0].path)).unwrap();
    let error = match scan(&city, &trees, Selection::default(), LIMITS).await {
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

fn by_geometry() -> Sort {
    Sort {
        column: "geometrie".to_owned(),
        descending: true,
    }
}

/// All rows.
const ALL: Limits = Limits {
    rows: u64::MAX,
    ..LIMITS
};

/// Too little for the rows of these tests.
const SMALL: Limits = Limits {
    memory_bytes: 48 << 20,
    ..ALL
};

#[tokio::test]
async fn a_sort_beyond_its_memory_goes_on_on_disk_and_leaves_nothing_there() {
    let city = City::new();
    let trees = city.trees(300_000).await;
    let sort = by_geometry();
    let selection = Selection {
        filters: &[],
        sort: Some(&sort),
    };
    let names = || {
        let entries = std::fs::read_dir(city.folder.path()).unwrap();
        entries
            .map(|entry| entry.unwrap().file_name())
            .collect::<Vec<_>>()
    };
    let before = names();
    let mut sorted = Vec::new();
    for limits in [ALL, SMALL] {
        let answer = scan(&city, &trees, selection, limits).await.unwrap();
        sorted.push(lines(answer).await.unwrap());
    }
    assert_eq!(sorted[0].len(), 300_000);
    assert!(sorted[0] == sorted[1], "the order differs");
    assert_eq!(names(), before);
    // Without a disk the same sort ends: the memory was really too small.
    let engine = Engine::new(&city.lake, WorkerMode::InProcess).unwrap();
    let answer = engine
        .scan(&trees, selection, SMALL, Place::default())
        .await
        .unwrap();
    assert_eq!(lines(answer).await.err(), Some(AskError::Memory));
}

#[tokio::test]
async fn a_reader_who_takes_nothing_loses_rows_memory_and_place() {
    let city = City::new();
    let trees = city.trees(40_000).await;
    let engine = Engine::new(&city.lake, WorkerMode::InProcess)
        .unwrap()
        .with_patience(Duration::from_millis(100));
    let places = Arc::new(Semaphore::new(1));
    let permit = Arc::clone(&places).try_acquire_owned().unwrap();
    let place = Place::holding(vec![permit]);
    let selection = Selection::default();
    let answer = engine.scan(&trees, selection, LIMITS, place).await.unwrap();
    let free = timeout(Duration::from_secs(30), places.acquire()).await;
    assert!(free.is_ok(), "the place is held for ever");
    let rest: Vec<_> = answer.batches.collect().await;
    let last = rest.into_iter().next_back().unwrap();
    assert_eq!(last.err(), Some(AskError::Timeout { seconds: 0 }));
}
