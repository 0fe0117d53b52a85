//! Tables so long that they lie in several files.

use crate::city::{City, LIMITS, column, lines_of};
use arrow::array::Int64Array;
use hebewerk_hub::ports::{Comparator, Cursor, Engine as _, Filter, PageRequest, Sort};
use hebewerk_model::ColumnType;
use std::sync::Arc;

const ROWS: i64 = 4_100_000;

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
        [4_000_000, 100_000]
    );
    let mut request = PageRequest {
        fields: Vec::new(),
        filters: Vec::new(),
        sort: None,
        after: Some(Cursor {
            sort_value: None,
            row: 3_999_995,
        }),
        limit: 10,
        with_total: true,
    };
    let page = city.engine.page(&table, &request, LIMITS).await.unwrap();
    let numbers: Vec<i64> = lines_of(&page.batches)
        .iter()
        .map(|line| line.parse().unwrap())
        .collect();
    assert!(numbers.into_iter().eq(3_999_996..=4_000_005));
    assert_eq!(page.next.map(|next| next.row), Some(4_000_005));
    request.after = None;
    request.filters = vec![Filter {
        column: "nummer".to_owned(),
        comparator: Comparator::Gt,
        value: "4050000".to_owned(),
    }];
    let page = city.engine.page(&table, &request, LIMITS).await.unwrap();
    assert_eq!(page.total, Some(50_000));
    assert_eq!(lines_of(&page.batches).first().unwrap(), "4050001");
    request.filters.clear();
    request.sort = Some(Sort {
        column: "nummer".to_owned(),
        descending: true,
    });
    request.after = Some(Cursor {
        sort_value: Some("4000003".to_owned()),
        row: 4_000_003,
    });
    request.limit = 4;
    let page = city.engine.page(&table, &request, LIMITS).await.unwrap();
    assert_eq!(
        lines_of(&page.batches),
        ["4000002", "4000001", "4000000", "3999999"]
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
