//! Two worlds that differ only in what the asker may not see must answer every question alike.

use crate::city::{City, LIMITS, column, lines_of};
use crate::random_queries::question;
use arrow::array::{ArrayRef, Int64Array, RecordBatch, StringArray};
use datafusion::datasource::ViewTable;
use datafusion::logical_expr::{cast, ident, lit};
use datafusion::prelude::{ParquetReadOptions, SessionContext};
use hebewerk_guard::{Access, Comparison, Literal, RowFilter};
use hebewerk_hub::ports::{Comparator, Engine as _, Filter, GuardedTable, PageRequest, Sort};
use hebewerk_model::{Column, ColumnType, Mask};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use std::collections::BTreeMap;
use std::sync::Arc;

const ROWS: i64 = 3_000;

const PAIRS: u64 = 520;

fn columns() -> Vec<Column> {
    [
        ("nr", ColumnType::Integer),
        ("abteilung", ColumnType::Text),
        ("name", ColumnType::Text),
        ("betrag", ColumnType::Integer),
        ("menge", ColumnType::Integer),
        ("geheim", ColumnType::Integer),
    ]
    .into_iter()
    .zip(1..)
    .map(|((name, column_type), id)| column(id, name, column_type))
    .collect()
}

/// Rows of which `visible_of_ten` in ten are the same in every world.
fn rows(world: u64, visible_of_ten: i64) -> Vec<ArrayRef> {
    let mut hidden = StdRng::seed_from_u64(world);
    let mut visible = StdRng::seed_from_u64(4_711);
    let (mut departments, mut names, mut amounts, mut pieces, mut secrets) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for nr in 0..ROWS {
        let is_visible = nr % 10 < visible_of_ten;
        let random = if is_visible {
            &mut visible
        } else {
            &mut hidden
        };
        departments.push(if is_visible { "a" } else { "b" });
        // Visible names are numbers, visible amounts and pieces never meet the constants of the questions; what
        // fails then fails because of hidden rows.
        names.push(if is_visible {
            random.random_range(1_000..1_020).to_string()
        } else {
            format!("Geheim-{}", random.random_range(0..1_000))
        });
        amounts.push(random.random_range(if is_visible { 60..80 } else { 0..60 }));
        pieces.push(random.random_range(if is_visible { 4..9 } else { 0..200 }));
        // Masked, so it may differ in visible rows as well.
        secrets.push(hidden.random_range(0..500));
    }
    vec![
        Arc::new(Int64Array::from_iter_values(0..ROWS)),
        Arc::new(StringArray::from(departments)),
        Arc::new(StringArray::from(names)),
        Arc::new(Int64Array::from(amounts)),
        Arc::new(Int64Array::from(pieces)),
        Arc::new(Int64Array::from(secrets)),
    ]
}

fn compare(column: &str, comparison: Comparison, literal: &str) -> RowFilter {
    RowFilter::Compare {
        column: column.to_owned(),
        comparison,
        literal: Literal::Text(literal.to_owned()),
    }
}

/// Different ways to say "department a", cheap and expensive ones.
fn policies() -> Vec<RowFilter> {
    vec![
        compare("abteilung", Comparison::Equal, "a"),
        compare("betrag", Comparison::GreaterOrEqual, "60"),
        RowFilter::OneOf {
            column: "abteilung".to_owned(),
            literals: vec![Literal::Text("a".to_owned()), Literal::Text("c".to_owned())],
        },
        RowFilter::All(vec![
            RowFilter::Any(vec![
                compare("abteilung", Comparison::Less, "aa"),
                compare("name", Comparison::Equal, "niemand"),
            ]),
            compare("betrag", Comparison::Greater, "59"),
        ]),
    ]
}

async fn world(city: &City, number: u64, visible_of_ten: i64) -> GuardedTable {
    let mut table = city
        .table("stadt.rechnung", &columns(), rows(number, visible_of_ten))
        .await;
    table.access = Access {
        row_filter: None,
        counts: None,
        masks: BTreeMap::from([("geheim".to_owned(), Mask::Null)]),
    };
    table
}

#[tokio::test]
async fn no_answer_and_no_error_depends_on_hidden_rows_or_values() {
    let city = City::new();
    let mut outcomes = BTreeMap::<&str, u64>::new();
    for visible_of_ten in [1, 5] {
        let mut worlds = [
            world(&city, 1, visible_of_ten).await,
            world(&city, 2, visible_of_ten).await,
        ];
        for seed in 0..PAIRS / 2 {
            let mut random = StdRng::seed_from_u64(seed);
            let policies = policies();
            let policy = &policies[random.random_range(0..policies.len())];
            let sql = question(&mut random);
            let mut answers = Vec::new();
            for world in &mut worlds {
                world.access.row_filter = Some(policy.clone());
                answers.push(city.ask(&sql, std::slice::from_ref(world)).await);
            }
            assert_eq!(
                answers[0], answers[1],
                "seed {seed}, {visible_of_ten} of ten visible, {policy:?}:\n{sql}"
            );
            let kind = match &answers[0] {
                Ok(rows) if rows.is_empty() => "nothing",
                Ok(_) => "rows",
                Err(_) => "error",
            };
            *outcomes.entry(kind).or_default() += 1;
        }
    }
    println!("{outcomes:?}");
    // Questions that all fail, or all find nothing, would be no test.
    assert!(outcomes["rows"] > PAIRS / 4, "{outcomes:?}");
    assert!(outcomes["error"] > PAIRS / 50, "{outcomes:?}");
}

/// The same policy and mask as a plain view: what the guard would be without its barrier.
async fn view(city: &City, table: &GuardedTable) -> SessionContext {
    let context = SessionContext::new();
    let path = city.lake.root().join("data").join(&table.files[0].path);
    let frame = context
        .read_parquet(path.to_str().unwrap(), ParquetReadOptions::default())
        .await
        .unwrap()
        .filter(ident("abteilung").eq(lit("a")))
        .unwrap();
    let mut output: Vec<_> = ["nr", "abteilung", "name", "betrag", "menge"]
        .into_iter()
        .map(ident)
        .collect();
    output.push(
        cast(
            lit(datafusion::common::ScalarValue::Null),
            arrow::datatypes::DataType::Int64,
        )
        .alias("geheim"),
    );
    let plan = frame.select(output).unwrap().into_unoptimized_plan();
    context.sql("create schema stadt").await.unwrap();
    context
        .register_table("stadt.rechnung", Arc::new(ViewTable::new(plan, None)))
        .unwrap();
    context
}

async fn ask_view(context: &SessionContext, sql: &str) -> Result<Vec<String>, String> {
    let frame = context.sql(sql).await.map_err(|error| error.to_string())?;
    let batches: Vec<RecordBatch> = frame.collect().await.map_err(|error| error.to_string())?;
    Ok(lines_of(&batches))
}

#[tokio::test]
async fn without_the_barrier_the_same_questions_leak() {
    let city = City::new();
    let worlds = [world(&city, 1, 5).await, world(&city, 2, 5).await];
    let views = [view(&city, &worlds[0]).await, view(&city, &worlds[1]).await];
    let pairs = 200;
    let mut leaks = 0;
    let mut cells = 0;
    for seed in 0..pairs {
        let sql = question(&mut StdRng::seed_from_u64(seed));
        let answers = [
            ask_view(&views[0], &sql).await,
            ask_view(&views[1], &sql).await,
        ];
        leaks += u64::from(answers[0] != answers[1]);
        cells += u64::from(
            answers
                .iter()
                .any(|answer| answer.as_ref().is_err_and(|text| text.contains("Geheim-"))),
        );
    }
    println!("{leaks} of {pairs} questions leaked, {cells} told a hidden value");
    assert!(
        leaks * 10 >= pairs,
        "only {leaks} of {pairs} questions leaked: the test would not notice a broken guard"
    );
    assert!(cells > 0);
}

#[tokio::test]
async fn no_page_depends_on_hidden_rows_or_values() {
    let city = City::new();
    let mut worlds = [world(&city, 1, 5).await, world(&city, 2, 5).await];
    let names = ["nr", "name", "betrag", "menge", "geheim"];
    for seed in 0..120 {
        let mut random = StdRng::seed_from_u64(seed);
        let policies = policies();
        let policy = &policies[random.random_range(0..policies.len())];
        let some_column =
            |random: &mut StdRng| names[random.random_range(0..names.len())].to_owned();
        let comparators = [
            Comparator::Eq,
            Comparator::Ne,
            Comparator::Lt,
            Comparator::Ge,
            Comparator::Contains,
            Comparator::IsNull,
        ];
        let filters = (0..random.random_range(0..3)).map(|_| Filter {
            column: some_column(&mut random),
            comparator: comparators[random.random_range(0..comparators.len())],
            value: random.random_range(0..1_100).to_string(),
        });
        let filters = filters.collect();
        let request = PageRequest {
            fields: Vec::new(),
            filters,
            sort: random.random_bool(0.7).then(|| Sort {
                column: some_column(&mut random),
                descending: random.random_bool(0.5),
            }),
            after: None,
            limit: random.random_range(1..40),
            with_total: true,
        };
        let mut answers = Vec::new();
        for world in &mut worlds {
            world.access.row_filter = Some(policy.clone());
            let page = city.engine.page(world, &request, LIMITS).await;
            answers.push(page.map(|page| (lines_of(&page.batches), page.total, page.next)));
        }
        assert_eq!(answers[0], answers[1], "seed {seed}: {request:?}");
    }
}
