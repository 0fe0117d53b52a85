//! The SQL of questions put together by steps says what they say: random questions over small tables are answered once by the
//! engine and once by plain loops that know nothing of SQL.

mod plain;
mod random;

use crate::city::{City, column};
use arrow::array::{ArrayRef, Date32Array, Decimal128Array, Float64Array, Int64Array, StringArray};
use hebewerk_hub::inquiry::{Setting, SettingTable, check, statement};
use hebewerk_hub::ports::GuardedTable;
use hebewerk_model::{Column, ColumnType};
use plain::{Cell, Table};
use rand::SeedableRng;
use rand::rngs::StdRng;
use std::sync::Arc;

/// Worlds of tables, and questions asked in each.
const WORLDS: u64 = 12;
const QUESTIONS: usize = 40;

#[tokio::test]
async fn the_sql_of_random_questions_answers_like_plain_loops() {
    let mut repeated = 0;
    let mut asked = 0;
    let mut rows = 0;
    for seed in 0..WORLDS {
        let mut random = StdRng::seed_from_u64(seed);
        let city = City::new();
        let tables = random::tables(&mut random);
        let mut guarded = Vec::new();
        for table in &tables {
            guarded.push(written(&city, table).await);
        }
        for _ in 0..QUESTIONS {
            let (footings, inquiry) = random::question(&mut random, &tables);
            let setting = Setting {
                tables: tables
                    .iter()
                    .zip(footings)
                    .map(|(table, footing)| SettingTable {
                        name: table.name.parse().unwrap(),
                        columns: table.columns.clone(),
                        footing,
                    })
                    .take(inquiry.joins.len() + 1)
                    .collect(),
                told: Vec::new(),
            };
            if !check(&inquiry, &setting).is_empty() {
                continue;
            }
            asked += 1;
            repeated += usize::from((0..setting.tables.len()).any(|it| setting.repeats(it)));
            let sql = statement(&inquiry, &setting, None).sql;
            let answer = city.ask(&sql, &guarded).await;
            let answer = answer.unwrap_or_else(|error| panic!("{error}\n{sql}"));
            let expected = plain::answer(&inquiry, &setting, &tables);
            rows += expected.len();
            plain::compare(&answer, &expected).unwrap_or_else(|found| {
                panic!("{found}\n{inquiry:#?}\n{sql}\n{answer:#?}\n{expected:#?}")
            });
        }
    }
    println!("{asked} questions, {repeated} of them over bridges that repeat rows, {rows} rows");
    assert!(asked > 200 && repeated > 60 && rows > 500);
}

async fn written(city: &City, table: &Table) -> GuardedTable {
    let cells = |place: usize| table.rows.iter().map(move |row| row[place].clone());
    let arrays = table
        .columns
        .iter()
        .enumerate()
        .map(|(place, column)| -> ArrayRef {
            let cells = cells(place);
            match column.column_type {
                ColumnType::Text => {
                    Arc::new(cells.map(|cell| cell.text()).collect::<StringArray>())
                }
                ColumnType::Date => Arc::new(
                    cells
                        .map(|cell| cell.number().map(|days| days as i32))
                        .collect::<Date32Array>(),
                ),
                ColumnType::Float => {
                    Arc::new(cells.map(|cell| cell.number()).collect::<Float64Array>())
                }
                ColumnType::Decimal { .. } => Arc::new(
                    cells
                        .map(|cell| cell.number().map(|it| (it * 100.0).round() as i128))
                        .collect::<Decimal128Array>()
                        .with_precision_and_scale(8, 2)
                        .unwrap(),
                ),
                _ => Arc::new(
                    cells
                        .map(|cell| cell.number().map(|it| it as i64))
                        .collect::<Int64Array>(),
                ),
            }
        });
    city.table(table.name, &table.columns, arrays.collect())
        .await
}

fn columns(types: &[(&str, ColumnType)]) -> Vec<Column> {
    (1..)
        .zip(types)
        .map(|(id, (name, column_type))| column(id, name, *column_type))
        .collect()
}

fn cell(value: Option<f64>) -> Cell {
    value.map_or(Cell::None, Cell::Number)
}
