//! Tables so long that they lie in several files.

use crate::city::{City, LIMITS, column, lines_of};
use arrow::array::Int64Array;
use hebewerk_hub::ports::{Comparator, Cursor, Engine as _, Filter, PageRequest, Sort};
use hebewerk_model::ColumnType;
use std::sync::Arc;

const ROWS: i64 = 4_300_000;

/// Rows of the first file: 32 groups.
const FIRST: i64 = 4_194_304;

#[tokio::test]
async fn rows_of_several_files_keep_their_order_and_pages_their_place() {
    let city = City::new();
    let columns = [column(1, "nummer", ColumnType::Integer)];
    let numbers = Int64Array::from_iter_values(1..=ROWS);
    let table = city
        .table("umwelt.lang", &columns, vec![Arc::new(numbers)])
        .await;
    assert_eq!(
        table.files.iter().map(|file| file.rows).collect::<Vec<_>>(),
        [FIRST as u64, (ROWS - FIRST) as u64]
    );
    let mut request = PageRequest {
        fields: Vec::new(),
        filters: Vec::new(),
        sort: None,
        after: Some(Cursor {
            sort_value: None,
            row: FIRST - 5,
        }),
        limit: 10,
        with_total: true,
    };
    let page = city.engine.page(&table, &request, LIMITS).await.unwrap();
    let numbers: Vec<i64> = lines_of(&page.batches)
        .iter()
        .map(|line| line.parse().unwrap())
        .collect();
    assert!(numbers.into_iter().eq(FIRST - 4..=FIRST + 5));
    assert_eq!(page.next.map(|next| next.row), Some(FIRST + 5));
    request.after = None;
    request.filters = vec![Filter {
        column: "nummer".to_owned(),
        comparator: Comparator::Gt,
        value: "4250000".to_owned(),
    }];
    let page = city.engine.page(&table, &request, LIMITS).await.unwrap();
    assert_eq!(page.total, Some(50_000));
    assert_eq!(lines_of(&page.batches).first().unwrap(), "4250001");
    request.filters.clear();
    request.sort = Some(Sort {
        column: "nummer".to_owned(),
        descending: true,
    });
    request.after = Some(Cursor {
        sort_value: Some((FIRST + 3).to_string()),
        row: FIRST + 3,
    });
    request.limit = 4;
    let page = city.engine.page(&table, &request, LIMITS).await.unwrap();
    assert_eq!(
        lines_of(&page.batches),
        [FIRST + 2, FIRST + 1, FIRST, FIRST - 1].map(|number| number.to_string())
    );
    assert_eq!(page.total, Some(ROWS as u64));
    let sum = city
        .ask(
            "select count(*), sum(nummer), max(nummer) from umwelt.lang",
            &[table],
        )
        .await
        .unwrap();
    assert_eq!(sum, [format!("{ROWS}|{}|{ROWS}", ROWS * (ROWS + 1) / 2)]);
}
