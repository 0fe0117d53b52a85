use crate::city::{City, LIMITS, lines_of};
use hebewerk_guard::{Comparison, Literal, RowFilter};
use hebewerk_hub::ports::{
    AskError, Comparator, Cursor, Engine as _, Filter, GuardedTable, Page, PageRequest, Sort,
};
use hebewerk_model::Mask;

fn request(limit: u32) -> PageRequest {
    PageRequest {
        fields: vec!["nummer".to_owned()],
        filters: Vec::new(),
        sort: None,
        after: None,
        limit,
        with_total: true,
    }
}

fn filter(column: &str, comparator: Comparator, value: &str) -> Filter {
    Filter {
        column: column.to_owned(),
        comparator,
        value: value.to_owned(),
    }
}

async fn page(city: &City, table: &GuardedTable, request: &PageRequest) -> Page {
    city.engine.page(table, request, LIMITS).await.unwrap()
}

async fn refused(city: &City, table: &GuardedTable, request: &PageRequest) -> AskError {
    city.engine.page(table, request, LIMITS).await.unwrap_err()
}

#[tokio::test]
async fn pages_follow_each_other_to_the_end() {
    let city = City::new();
    let trees = city.trees(25).await;
    let mut request = request(10);
    let mut seen = Vec::new();
    for (rows, last) in [(10, false), (10, false), (5, true)] {
        let page = page(&city, &trees, &request).await;
        let lines = lines_of(&page.batches);
        assert_eq!(
            (lines.len(), page.next.is_none(), page.total),
            (rows, last, Some(25))
        );
        seen.extend(lines);
        request.after = page.next;
    }
    assert!(
        seen.iter()
            .map(|line| line.parse::<i64>().unwrap())
            .eq(1..=25)
    );
}

#[tokio::test]
async fn a_page_that_ends_with_the_table_has_no_next() {
    let city = City::new();
    let trees = city.trees(20).await;
    assert_eq!(page(&city, &trees, &request(20)).await.next, None);
    assert_eq!(
        page(&city, &trees, &request(19)).await.next,
        Some(Cursor {
            sort_value: None,
            row: 19
        })
    );
    let none = page(&city, &trees, &request(0)).await;
    assert_eq!(
        (none.batches.len(), none.total, none.next),
        (0, Some(20), None)
    );
}

#[tokio::test]
async fn fields_come_in_the_order_asked_for_and_only_they() {
    let city = City::new();
    let trees = city.trees(3).await;
    let mut wanted = request(10);
    wanted.fields = ["umfang", "nummer"].map(str::to_owned).to_vec();
    wanted.sort = Some(Sort {
        column: "nummer".to_owned(),
        descending: true,
    });
    let shown = page(&city, &trees, &wanted).await;
    let names: Vec<&str> = shown
        .schema
        .fields()
        .iter()
        .map(|field| field.name().as_str())
        .collect();
    assert_eq!(names, ["umfang", "nummer"]);
    assert_eq!(lines_of(&shown.batches), ["4.875|3", "3.25|2", "1.625|1"]);
    wanted.fields.clear();
    assert_eq!(page(&city, &trees, &wanted).await.schema.fields().len(), 12);
    wanted.fields = vec!["numer".to_owned()];
    let error = refused(&city, &trees, &wanted).await;
    assert!(
        matches!(&error, AskError::Unknown { similar, .. } if similar == &["nummer"]),
        "{error:?}"
    );
}

#[tokio::test]
async fn filters_compare_by_the_columns_type() {
    let city = City::new();
    let trees = city.trees(1_000).await;
    let total = async |column: &str, comparator, value: &str| {
        let mut request = request(5);
        request.filters = vec![filter(column, comparator, value)];
        page(&city, &trees, &request).await.total.unwrap()
    };
    assert_eq!(total("nummer", Comparator::Lt, "100").await, 99);
    assert_eq!(total("nummer", Comparator::Le, "99.5").await, 99);
    assert_eq!(total("nummer", Comparator::Eq, "007").await, 1);
    let nulls = total("hoehe", Comparator::IsNull, "").await;
    assert_eq!(
        (nulls, total("hoehe", Comparator::NotNull, "").await),
        (142, 858)
    );
    let equal = total("hoehe", Comparator::Eq, "-1.30").await;
    assert_eq!(total("hoehe", Comparator::Ne, "-1.3").await, 1_000 - equal);
    assert!(equal > 0);
    let below = total("hoehe", Comparator::Lt, "12.345").await;
    assert_eq!(below + total("hoehe", Comparator::Ge, "12.345").await, 858);
    assert_eq!(total("gefaellt", Comparator::Eq, "true").await, 250);
    let before = total("gepflanzt", Comparator::Lt, "1990-01-01").await;
    assert_eq!(
        before + total("gepflanzt", Comparator::Ge, "1990-01-01").await,
        1_000 - 111
    );
    assert_eq!(total("baumart", Comparator::Eq, "").await, 166);
}

#[tokio::test]
async fn contains_ignores_case_and_knows_no_wildcards() {
    let city = City::new();
    let trees = city.trees(600).await;
    let total = async |column: &str, value: &str| {
        let mut request = request(5);
        request.filters = vec![filter(column, Comparator::Contains, value)];
        page(&city, &trees, &request).await.total.unwrap()
    };
    assert_eq!(total("baumart", "LIND").await, 100);
    assert_eq!(total("baumart", "straßen_ä").await, 100);
    assert_eq!(total("baumart", "%").await, 100);
    assert_eq!(total("baumart", "_").await, 100);
    assert_eq!(total("baumart", "\\").await, 0);
    assert_eq!(total("baumart", "").await, 500);
    assert_eq!(total("nummer", "59").await, 16);
    assert_eq!(total("gepflanzt", "1970-01-18").await, 1);
}

#[tokio::test]
async fn values_that_are_none_name_the_column() {
    let city = City::new();
    let trees = city.trees(10).await;
    for (column, value) in [
        ("nummer", "viele"),
        ("nummer", ""),
        ("hoehe", "1,5"),
        ("gepflanzt", "31.12.2020"),
        ("gefaellt", "ja"),
        ("uhrzeit", "später"),
        ("bild", "x"),
    ] {
        let mut request = request(5);
        request.filters = vec![filter(column, Comparator::Eq, value)];
        let error = refused(&city, &trees, &request).await;
        assert!(
            matches!(&error, AskError::NoValue { column: named, .. } if named == column),
            "{error:?}"
        );
    }
    let mut request = request(5);
    request.filters = vec![filter("nummer", Comparator::Eq, "1"); 65];
    assert!(matches!(
        refused(&city, &trees, &request).await,
        AskError::TooLarge { .. }
    ));
    request.filters.clear();
    request.sort = Some(Sort {
        column: "nummer".to_owned(),
        descending: false,
    });
    request.after = Some(Cursor {
        sort_value: Some("x".to_owned()),
        row: 1,
    });
    assert!(matches!(
        refused(&city, &trees, &request).await,
        AskError::NoValue { .. }
    ));
}

#[tokio::test]
async fn totals_count_what_the_asker_may_see() {
    let city = City::new();
    let mut trees = city.trees(1_000).await;
    trees.access.row_filter = Some(RowFilter::Compare {
        column: "bezirk".to_owned(),
        comparison: Comparison::Equal,
        literal: Literal::Text("Bezirk 2".to_owned()),
    });
    trees.access.masks.insert("baumart".to_owned(), Mask::Null);
    let mut wanted = request(1_000);
    wanted.fields = vec!["baumart".to_owned()];
    let shown = page(&city, &trees, &wanted).await;
    assert_eq!(shown.total, Some(100));
    assert_eq!(lines_of(&shown.batches), vec!["∅"; 100]);
    wanted.filters = vec![filter("baumart", Comparator::Contains, "Linde")];
    assert_eq!(page(&city, &trees, &wanted).await.total, Some(0));
    wanted.filters = vec![filter("baumart", Comparator::IsNull, "")];
    assert_eq!(page(&city, &trees, &wanted).await.total, Some(100));
}

#[tokio::test]
async fn sorted_pages_show_every_visible_row_once_and_keep_their_total() {
    let city = City::new();
    let mut trees = city.trees(1_000).await;
    trees.access.row_filter = Some(RowFilter::Compare {
        column: "bezirk".to_owned(),
        comparison: Comparison::Equal,
        literal: Literal::Text("Bezirk 2".to_owned()),
    });
    for descending in [false, true] {
        // Girths repeat and are missing: pages end among equals and among rows without a value.
        let mut wanted = request(7);
        wanted.fields = ["umfang", "nummer"].map(str::to_owned).to_vec();
        wanted.filters = vec![filter("nummer", Comparator::Gt, "300")];
        wanted.sort = Some(Sort {
            column: "umfang".to_owned(),
            descending,
        });
        let mut seen = Vec::new();
        loop {
            let shown = page(&city, &trees, &wanted).await;
            assert_eq!(shown.total, Some(70));
            seen.extend(lines_of(&shown.batches).iter().map(|line| girth(line)));
            wanted.after = shown.next;
            if wanted.after.is_none() {
                break;
            }
        }
        let mut expected = seen.clone();
        expected.sort_by(|(left, first), (right, second)| {
            let (missing, order) = (left.is_none().cmp(&right.is_none()), left.cmp(right));
            let order = if descending { order.reverse() } else { order };
            missing.then(order).then(first.cmp(second))
        });
        expected.dedup();
        assert_eq!(seen.len(), 70);
        assert_eq!(seen, expected);
    }
}

/// A line of `umfang` and `nummer`: the girth in thousandths.
fn girth(line: &str) -> (Option<i64>, i64) {
    let (girth, number) = line.split_once('|').unwrap();
    let girth = girth.parse::<f64>().ok();
    (
        girth.map(|metres| (metres * 1_000.0).round() as i64),
        number.parse().unwrap(),
    )
}

#[tokio::test]
async fn an_empty_table_has_an_empty_page() {
    let city = City::new();
    let trees = city.trees(0).await;
    for sort in [
        None,
        Some(Sort {
            column: "umfang".to_owned(),
            descending: false,
        }),
    ] {
        let shown = page(
            &city,
            &trees,
            &PageRequest {
                sort,
                fields: Vec::new(),
                ..request(10)
            },
        )
        .await;
        assert_eq!(
            (shown.total, shown.next, shown.schema.fields().len()),
            (Some(0), None, 12)
        );
    }
}
