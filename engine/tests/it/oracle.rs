//! Pages against SQL: two ways to the same rows must agree.

use crate::city::{City, LIMITS, lines_of};
use hebewerk_guard::{Comparison, Literal, RowFilter};
use hebewerk_hub::ports::{Comparator, Engine as _, Filter, GuardedTable, PageRequest, Sort};
use hebewerk_model::Mask;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};

const REQUESTS: u64 = 120;

const SORTABLE: [&str; 10] = [
    "nummer",
    "baumart",
    "bezirk",
    "hoehe",
    "umfang",
    "gefaellt",
    "gepflanzt",
    "uhrzeit",
    "kontrolle",
    "gemeldet",
];

/// Column, value and the same value in SQL.
const VALUES: [(&str, &str, &str); 11] = [
    ("nummer", "150", "150"),
    ("baumart", "Linde", "'Linde'"),
    ("bezirk", "Bezirk 4", "'Bezirk 4'"),
    ("hoehe", "10.5", "cast('10.5' as decimal(8,2))"),
    ("hoehe", "10.555", "cast('10.555' as decimal(10,3))"),
    ("umfang", "5.25", "5.25"),
    ("gefaellt", "true", "true"),
    ("gepflanzt", "1995-05-05", "date '1995-05-05'"),
    ("uhrzeit", "12:00:00", "cast('12:00:00' as time)"),
    (
        "kontrolle",
        "2020-09-20T12:00:00",
        "timestamp '2020-09-20T12:00:00'",
    ),
    (
        "gemeldet",
        "2020-09-20T12:00:00Z",
        "cast('2020-09-20T12:00:00Z' as timestamptz)",
    ),
];

fn some_filter(random: &mut StdRng) -> (Filter, String) {
    let (column, value, sql) = VALUES.choose(random).unwrap();
    let (comparator, condition) = match random.random_range(0..9) {
        0 => (Comparator::Eq, format!("{column} = {sql}")),
        1 => (Comparator::Ne, format!("({column} is distinct from {sql})")),
        2 => (Comparator::Lt, format!("{column} < {sql}")),
        3 => (Comparator::Le, format!("{column} <= {sql}")),
        4 => (Comparator::Gt, format!("{column} > {sql}")),
        5 => (Comparator::Ge, format!("{column} >= {sql}")),
        6 => (Comparator::IsNull, format!("{column} is null")),
        7 => (Comparator::NotNull, format!("{column} is not null")),
        _ => {
            let contained = Filter {
                column: "baumart".to_owned(),
                comparator: Comparator::Contains,
                value: "E".to_owned(),
            };
            return (contained, "baumart ilike '%e%'".to_owned());
        }
    };
    let filter = Filter {
        column: (*column).to_owned(),
        comparator,
        value: (*value).to_owned(),
    };
    (filter, condition)
}

async fn all_pages(
    city: &City,
    table: &GuardedTable,
    mut request: PageRequest,
) -> (Vec<String>, u64) {
    let mut rows = Vec::new();
    let mut total = None;
    loop {
        let page = city.engine.page(table, &request, LIMITS).await.unwrap();
        rows.extend(lines_of(&page.batches));
        assert!(total.is_none_or(|before| Some(before) == page.total));
        total = page.total;
        match page.next {
            Some(next) => request.after = Some(next),
            None => return (rows, total.unwrap()),
        }
    }
}

fn restrict(table: &mut GuardedTable) {
    table.access.row_filter = Some(RowFilter::Any(vec![
        RowFilter::Compare {
            column: "hoehe".to_owned(),
            comparison: Comparison::Less,
            literal: Literal::Text("20.00".to_owned()),
        },
        RowFilter::OneOf {
            column: "bezirk".to_owned(),
            literals: vec![Literal::Text("Bezirk 4".to_owned())],
        },
    ]));
    table.access.masks.insert("umfang".to_owned(), Mask::Null);
}

#[tokio::test]
async fn pages_show_what_sql_answers() {
    let city = City::new();
    let mut table = city.trees(400).await;
    for seed in 0..REQUESTS {
        if seed == REQUESTS / 2 {
            restrict(&mut table);
        }
        let mut random = StdRng::seed_from_u64(seed);
        let (filters, conditions): (Vec<_>, Vec<_>) = (0..random.random_range(0..3))
            .map(|_| some_filter(&mut random))
            .unzip();
        let sort = random.random_bool(0.8).then(|| Sort {
            column: (*SORTABLE.choose(&mut random).unwrap()).to_owned(),
            descending: random.random_bool(0.5),
        });
        let request = PageRequest {
            fields: vec![
                "nummer".to_owned(),
                "hoehe".to_owned(),
                "baumart".to_owned(),
            ],
            filters,
            sort: sort.clone(),
            after: None,
            limit: random.random_range(20..500),
            with_total: true,
        };
        let conditions = if conditions.is_empty() {
            "true".to_owned()
        } else {
            conditions.join(" and ")
        };
        let order = sort.map_or_else(String::new, |sort| {
            format!(
                "{} {} nulls last, ",
                sort.column,
                if sort.descending { "desc" } else { "asc" }
            )
        });
        let sql = format!(
            "select nummer, hoehe, baumart from umwelt.baum where {conditions} order by {order}nummer"
        );
        let expected = city.ask(&sql, std::slice::from_ref(&table)).await;
        let expected = expected.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
        let (rows, total) = all_pages(&city, &table, request.clone()).await;
        assert_eq!(rows, expected, "seed {seed}: {sql}\n{request:?}");
        assert_eq!(total, expected.len() as u64, "seed {seed}: {sql}");
    }
}
