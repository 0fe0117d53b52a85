//! Pages from forms in memory against pages of the engine, written by the encoder: the same bytes, totals and cursors.

use crate::city::{City, LIMITS, column};
use arrow::array::{
    Array, ArrayRef, BinaryArray, BooleanArray, Date32Array, Decimal128Array, Float64Array,
    Int64Array, StringArray, Time64MicrosecondArray, TimestampMicrosecondArray,
};
use arrow::util::display::array_value_to_string;
use futures::TryStreamExt;
use hebewerk_exchange::tabular::{ColumnMeta, Encoder, TableMeta, TabularForm};
use hebewerk_guard::{Comparison, Literal, RowFilter};
use hebewerk_hub::ports::{
    Comparator, Cursor, Engine as _, Filter, GuardedTable, Page, PageRequest, PseudonymKey, Sort,
    WrittenPage,
};
use hebewerk_model::{Column, ColumnType, Mask, Period, SemanticType};
use hebewerk_prepared::{Form, FormBuilder, Unfit};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use std::io::Read;
use std::sync::Arc;

const TABLES: u64 = 12;
const REQUESTS: usize = 20;
/// Pages read one behind the other.
const PAGES: usize = 2;
const MEBIBYTE: usize = 1 << 20;

const COMPARATORS: [Comparator; 9] = [
    Comparator::Eq,
    Comparator::Ne,
    Comparator::Lt,
    Comparator::Le,
    Comparator::Gt,
    Comparator::Ge,
    Comparator::IsNull,
    Comparator::NotNull,
    Comparator::Contains,
];

const TEXTS: [&str; 12] = [
    "",
    "Linde",
    "linde",
    "Straße \"Am Ölberg\"",
    "O'Brien",
    "ein \\ Strich",
    "zwei\nZeilen",
    "\u{1}\u{7f}\u{2028}",
    "Ähre",
    "Zürich",
    "🌳",
    " 007 ",
];

/// What people type that stands in no cell, is finer than one, or is no value at all.
const TYPED: [&str; 14] = [
    "7",
    "-1.5",
    "3.555",
    "1e3",
    "99999999999999999999",
    "9223372036854775807",
    "true",
    "2020-02-30",
    "2020-01-01",
    "2020-01-01T12:00:00Z",
    "12:00:00.0000001",
    "-0",
    "Mitte",
    "",
];

fn columns() -> Vec<Column> {
    let cents = ColumnType::Decimal {
        precision: 8,
        scale: 2,
    };
    let shares = ColumnType::Decimal {
        precision: 38,
        scale: 20,
    };
    let mut columns: Vec<Column> = (1..)
        .zip([
            ("nummer", ColumnType::Integer),
            ("ganz \"groß\"", ColumnType::Integer),
            ("baumart", ColumnType::Text),
            ("betrag", cents),
            ("anteil", shares),
            ("umfang", ColumnType::Float),
            ("gefaellt", ColumnType::Boolean),
            ("gepflanzt", ColumnType::Date),
            ("uhrzeit", ColumnType::Time),
            ("kontrolle", ColumnType::Timestamp),
            ("gemeldet", ColumnType::TimestampUtc),
            ("angaben", ColumnType::Json),
            ("bild", ColumnType::Binary),
            ("lage", ColumnType::Binary),
        ])
        .map(|(id, (name, column_type))| column(id, name, column_type))
        .collect();
    if let Some(place) = columns.last_mut() {
        place.semantic_type = Some(SemanticType::Geometry);
        place.unit = Some("EPSG:25832".to_owned());
    }
    columns
}

fn arrays(random: &mut StdRng, rows: usize) -> Vec<ArrayRef> {
    /// `rows` values, none of which is there in some of the cells; in one of eight tables in all of them.
    fn some<T>(
        random: &mut StdRng,
        rows: usize,
        mut make: impl FnMut(&mut StdRng) -> T,
    ) -> Vec<Option<T>> {
        let missing = *[0.0, 0.1, 0.1, 0.2, 0.2, 0.5, 0.9, 1.0]
            .choose(random)
            .unwrap();
        (0..rows)
            .map(|_| (!random.random_bool(missing)).then(|| make(random)))
            .collect()
    }
    let wide = random.random_range(3..40_i64);
    let moment = |random: &mut StdRng| match random.random_range(0..3) {
        0 => 1_577_880_000_000_000,
        1 => random.random_range(-30..30) * 43_200_000_000,
        _ => random.random_range(-4_000_000_000_000_000..4_000_000_000_000_000),
    };
    let texts = some(random, rows, |random| *TEXTS.choose(random).unwrap());
    let json = some(random, rows, |random| {
        *["{\"a\":[1,2]}", "7", "kein JSON", "\"Öl\"", "[1,\n2]"]
            .choose(random)
            .unwrap()
    });
    let bytes = some(random, rows, |random| [random.random_range(0..4_u8), 255]);
    let point = |x: i64, y: i64| {
        let mut bytes = vec![1, 1, 0, 0, 0];
        bytes.extend((x as f64 / 4.0).to_le_bytes());
        bytes.extend((y as f64 / 4.0).to_le_bytes());
        bytes
    };
    let places = some(random, rows, |random| {
        point(random.random_range(0..5), random.random_range(0..3))
    });
    vec![
        Arc::new(Int64Array::from(some(random, rows, |random| {
            random.random_range(-wide..wide)
        }))),
        Arc::new(Int64Array::from(some(
            random,
            rows,
            |random| match random.random_range(0..3) {
                0 => i64::MIN,
                1 => i64::MAX - 1,
                _ => random.random_range(i64::MIN..i64::MAX),
            },
        ))),
        Arc::new(StringArray::from(texts)),
        Arc::new(
            Decimal128Array::from(some(random, rows, |random| {
                i128::from(random.random_range(-wide..wide) * 5)
            }))
            .with_precision_and_scale(8, 2)
            .unwrap(),
        ),
        Arc::new(
            Decimal128Array::from(some(random, rows, |random| {
                i128::from(random.random_range(-9_i64..9) * 1_000_000_000_000_000_000)
            }))
            .with_precision_and_scale(38, 20)
            .unwrap(),
        ),
        Arc::new(Float64Array::from(some(random, rows, |random| {
            let number = random.random_range(-wide..wide) as f64 / 8.0;
            *[number, number + 0.1, 1e300, f64::NEG_INFINITY]
                .choose(random)
                .unwrap()
        }))),
        Arc::new(BooleanArray::from(some(random, rows, |random| {
            random.random_bool(0.5)
        }))),
        Arc::new(Date32Array::from(some(random, rows, |random| {
            random.random_range(-20..20) * 366
        }))),
        Arc::new(Time64MicrosecondArray::from(some(random, rows, |random| {
            random.random_range(0..48) * 1_800_000_001
        }))),
        Arc::new(TimestampMicrosecondArray::from(some(random, rows, moment))),
        Arc::new(TimestampMicrosecondArray::from(some(random, rows, moment)).with_timezone("UTC")),
        Arc::new(StringArray::from(json)),
        Arc::new(bytes.into_iter().collect::<BinaryArray>()),
        Arc::new(places.into_iter().collect::<BinaryArray>()),
    ]
}

/// Row rules and masks, of which none is there sometimes.
fn restrict(random: &mut StdRng, table: &mut GuardedTable) {
    let compare = |column: &str, comparison, literal| RowFilter::Compare {
        column: column.to_owned(),
        comparison,
        literal,
    };
    table.access.row_filter = match random.random_range(0..5) {
        0 => Some(compare("nummer", Comparison::Less, Literal::Integer(3))),
        1 => Some(compare(
            "gefaellt",
            Comparison::Equal,
            Literal::Boolean(true),
        )),
        2 => Some(RowFilter::Any(vec![
            compare(
                "baumart",
                Comparison::GreaterOrEqual,
                Literal::Text("O".to_owned()),
            ),
            compare(
                "betrag",
                Comparison::Greater,
                Literal::Text("0.05".to_owned()),
            ),
        ])),
        _ => None,
    };
    for (column, mask) in [
        ("nummer", Mask::Group { width: 10 }),
        ("nummer", Mask::Pseudonym),
        ("baumart", Mask::Beginning { characters: 2 }),
        ("baumart", Mask::Hide),
        ("betrag", Mask::Round { digits: 1 }),
        ("umfang", Mask::Null),
        ("gepflanzt", Mask::Period(Period::Year)),
        ("angaben", Mask::Null),
        ("lage", Mask::Grid { metres: 2 }),
    ] {
        if random.random_bool(0.15) {
            table.access.masks.insert(column.to_owned(), mask);
        }
    }
    table.pseudonyms = Some(PseudonymKey([7; 32]));
}

/// Texts of some cells, for each column.
fn cells(columns: &[Column], arrays: &[ArrayRef]) -> Vec<(String, Vec<String>)> {
    let texts = |array: &ArrayRef| {
        (0..array.len().min(12))
            .filter(|row| array.is_valid(*row))
            .map(|row| array_value_to_string(array, row).unwrap())
            .collect()
    };
    columns
        .iter()
        .zip(arrays)
        .map(|(column, array)| (column.name.clone(), texts(array)))
        .collect()
}

fn some_value(random: &mut StdRng, known: &[String]) -> String {
    match known.choose(random) {
        Some(known) if random.random_bool(0.85) => known.clone(),
        _ => (*TYPED.choose(random).unwrap()).to_owned(),
    }
}

fn some_request(random: &mut StdRng, cells: &[(String, Vec<String>)]) -> PageRequest {
    let filters = (0..*[0, 0, 1, 1, 1, 2, 3].choose(random).unwrap())
        .map(|_| {
            let (column, known) = cells.choose(random).unwrap();
            Filter {
                column: column.clone(),
                comparator: *COMPARATORS.choose(random).unwrap(),
                value: some_value(random, known),
            }
        })
        .collect();
    let sorted = random
        .random_bool(0.6)
        .then(|| cells.choose(random).unwrap());
    let sort = sorted.map(|(column, _)| Sort {
        column: column.clone(),
        descending: random.random_bool(0.5),
    });
    let after = random.random_bool(0.2).then(|| Cursor {
        sort_value: match sorted {
            Some((_, known)) if random.random_bool(0.8) => Some(some_value(random, known)),
            _ => None,
        },
        row: *[i64::MIN, -1, 0, 1, 17, 90, i64::MAX]
            .choose(random)
            .unwrap(),
    });
    let fields = (0..*[0, 0, 1, 3, 6].choose(random).unwrap())
        .map(|_| cells.choose(random).unwrap().0.clone())
        .collect();
    PageRequest {
        fields,
        filters,
        sort,
        after,
        limit: *[0, 1, 2, 7, 40, 10_000, 20_000].choose(random).unwrap(),
        with_total: random.random_bool(0.5),
    }
}

/// The form of what the guard lets through of a table.
async fn form(city: &City, table: &GuardedTable, most_bytes: usize) -> Result<Form, Unfit> {
    let columns = table.access.columns(&table.columns);
    let types: Vec<ColumnType> = columns.iter().map(|column| column.column_type).collect();
    let answer = city.engine.numbered(table, LIMITS).await.unwrap();
    let mut builder = FormBuilder::new(&answer.schema, &types, most_bytes);
    let batches: Vec<_> = answer.batches.try_collect().await.unwrap();
    for batch in batches {
        builder.push(&batch)?;
    }
    builder.finish()
}

/// The engine's page as the door for rows writes it.
fn written(page: Page, table: &GuardedTable) -> WrittenPage {
    let known = table.access.columns(&table.columns);
    let meta = page.schema.fields().iter().map(|field| {
        let column = known.iter().find(|column| column.name == *field.name());
        ColumnMeta {
            json: column.unwrap().column_type == ColumnType::Json,
            ..ColumnMeta::default()
        }
    });
    let meta = TableMeta {
        columns: meta.collect(),
        ..TableMeta::default()
    };
    let mut encoder = Encoder::new(TabularForm::Json, page.schema, meta).unwrap();
    let mut text = Vec::new();
    for batch in &page.batches {
        text.extend(encoder.encode(batch).unwrap());
    }
    encoder.finish().unwrap().read_to_end(&mut text).unwrap();
    WrittenPage {
        rows: String::from_utf8(text).unwrap().trim_ascii_end().to_owned(),
        total: page.total,
        next: page.next,
    }
}

/// Whether a form may leave a request to the engine, as decision 0049 has it.
fn is_for_the_engine(request: &PageRequest) -> bool {
    let is_opaque = |column: &str| ["angaben", "bild", "lage"].contains(&column);
    let is_typed = |value: &str| TYPED.contains(&value);
    let filters = request
        .filters
        .iter()
        .any(|filter| match filter.comparator {
            Comparator::IsNull | Comparator::NotNull => false,
            Comparator::Contains => true,
            _ => is_opaque(&filter.column) || is_typed(&filter.value),
        });
    let sort = request.sort.iter().any(|sort| is_opaque(&sort.column));
    let after = request.after.as_ref();
    let value = after.and_then(|after| after.sort_value.as_deref());
    filters || sort || value.is_some_and(is_typed)
}

/// What came of requests.
#[derive(Debug, Default)]
struct Outcomes {
    /// Answered by the form, as by the engine.
    same: usize,
    /// Of these, those with rows.
    filled: usize,
    /// Left by the form to the engine, which answered.
    left: usize,
    /// Refused by the engine, and left by the form.
    refused: usize,
}

impl Outcomes {
    /// Compares the first pages of a request.
    async fn compare(
        &mut self,
        city: &City,
        table: &GuardedTable,
        form: &Form,
        request: PageRequest,
    ) {
        let mut request = request;
        for _page in 0..PAGES {
            let ours = form.page(&request);
            let theirs = city.engine.page(table, &request, LIMITS).await;
            let theirs = theirs.map(|page| written(page, table));
            match (ours, theirs) {
                (Some(ours), Ok(theirs)) => {
                    assert_eq!(ours, theirs, "{request:?} {:?}", table.access);
                    self.same += 1;
                    self.filled += usize::from(ours.rows != "[]");
                    request.after = ours.next;
                }
                (Some(ours), Err(error)) => panic!("{error}, but {ours:?} to {request:?}"),
                (None, Ok(theirs)) => {
                    assert!(is_for_the_engine(&request), "left: {request:?}");
                    self.left += 1;
                    request.after = theirs.next;
                }
                (None, Err(_)) => {
                    self.refused += 1;
                    return;
                }
            }
            if request.after.is_none() {
                return;
            }
        }
    }
}

#[tokio::test]
async fn every_page_of_a_form_is_the_page_of_the_engine() {
    let city = City::new();
    let mut outcomes = Outcomes::default();
    for seed in 0..TABLES {
        let mut random = StdRng::seed_from_u64(seed);
        let rows = *[0, 1, 30, 120, 120, 300].choose(&mut random).unwrap();
        let (columns, arrays) = (columns(), arrays(&mut random, rows));
        let cells = cells(&columns, &arrays);
        let mut table = city
            .table(&format!("umwelt.t{seed}"), &columns, arrays)
            .await;
        restrict(&mut random, &mut table);
        let form = form(&city, &table, MEBIBYTE).await.unwrap();
        for _request in 0..REQUESTS {
            let request = some_request(&mut random, &cells);
            outcomes.compare(&city, &table, &form, request).await;
        }
        assert!(form.bytes() > 0 || rows == 0);
    }
    assert!(
        outcomes.filled > 60 && outcomes.left > 0 && outcomes.refused > 0,
        "{outcomes:?}"
    );
}

/// More values than small codes can name: numbers stand as they are, texts have codes of four bytes.
#[tokio::test]
async fn columns_of_very_many_values_answer_like_the_others() {
    const ROWS: i64 = 70_000;
    let city = City::new();
    let columns = [
        column(1, "nummer", ColumnType::Integer),
        column(
            2,
            "betrag",
            ColumnType::Decimal {
                precision: 12,
                scale: 3,
            },
        ),
        column(3, "name", ColumnType::Text),
        column(4, "klasse", ColumnType::Integer),
        column(5, "gruppe", ColumnType::Integer),
    ];
    let scattered = |n: i64| n * 48_271 % 2_147_483_647 - 1_000_000_000;
    let there = |n: i64| n % 11 != 0;
    let betrag = (0..ROWS).map(|n| there(n).then(|| i128::from(scattered(n))));
    let arrays: Vec<ArrayRef> = vec![
        Arc::new(
            (0..ROWS)
                .map(|n| (n % 13 != 0).then(|| scattered(n) / 5 * 5))
                .collect::<Int64Array>(),
        ),
        Arc::new(
            betrag
                .collect::<Decimal128Array>()
                .with_precision_and_scale(12, 3)
                .unwrap(),
        ),
        Arc::new(
            (0..ROWS)
                .map(|n| (n % 500 != 0).then(|| format!("Ö {}", scattered(n))))
                .collect::<StringArray>(),
        ),
        Arc::new((0..ROWS).map(|n| Some(n % 300)).collect::<Int64Array>()),
        Arc::new(
            (0..ROWS)
                .map(|n| (n % 10 > 1).then_some(n % 7))
                .collect::<Int64Array>(),
        ),
    ];
    let cells = cells(&columns, &arrays);
    let table = city.table("umwelt.viele", &columns, arrays).await;
    let form = form(&city, &table, 64 * MEBIBYTE).await.unwrap();
    let mut outcomes = Outcomes::default();
    let mut random = StdRng::seed_from_u64(1);
    for _request in 0..60 {
        let mut request = some_request(&mut random, &cells);
        request.limit = request.limit.min(40);
        outcomes.compare(&city, &table, &form, request).await;
    }
    assert!(outcomes.filled > 40, "{outcomes:?}");
    // Few rows, equal ones far from each other along the order: they are gathered and sorted instead.
    for descending in [false, true] {
        let mut request = PageRequest {
            fields: Vec::new(),
            filters: vec![Filter {
                column: "nummer".to_owned(),
                comparator: Comparator::Ge,
                value: "1140000000".to_owned(),
            }],
            sort: Some(Sort {
                column: "gruppe".to_owned(),
                descending,
            }),
            after: None,
            limit: 10,
            with_total: true,
        };
        let mut pages = 0;
        loop {
            outcomes
                .compare(&city, &table, &form, request.clone())
                .await;
            pages += 1;
            request.after = form.page(&request).unwrap().next;
            if request.after.is_none() {
                break;
            }
        }
        assert!(pages > 10, "{pages}");
    }
}

#[tokio::test]
async fn what_has_no_exact_form_or_is_too_large_has_none() {
    let city = City::new();
    let of = async |column_type, array: ArrayRef, most_bytes| {
        let columns = [column(1, "wert", column_type)];
        let table = city.table("umwelt.werte", &columns, vec![array]).await;
        form(&city, &table, most_bytes).await.err()
    };
    let wide = ColumnType::Decimal {
        precision: 38,
        scale: 0,
    };
    let large = Decimal128Array::from(vec![i128::from(i64::MAX) + 1]);
    let large = large.with_precision_and_scale(38, 0).unwrap();
    let numbers: ArrayRef = Arc::new(Int64Array::from_iter_values(0..1_000));
    let texts: ArrayRef = Arc::new(StringArray::from_iter_values([&"x".repeat(2_000)]));
    assert_eq!(
        of(wide, Arc::new(large), MEBIBYTE).await,
        Some(Unfit::Value)
    );
    for number in [f64::NAN, -0.0] {
        let numbers = Arc::new(Float64Array::from(vec![1.0, number]));
        assert_eq!(
            of(ColumnType::Float, numbers, MEBIBYTE).await,
            Some(Unfit::Value)
        );
    }
    let most = Arc::new(Int64Array::from(vec![i64::MAX]));
    assert_eq!(
        of(ColumnType::Integer, most, MEBIBYTE).await,
        Some(Unfit::Value)
    );
    let integers = ColumnType::Integer;
    assert_eq!(
        of(integers, Arc::clone(&numbers), 1_000).await,
        Some(Unfit::TooLarge)
    );
    assert_eq!(of(integers, numbers, MEBIBYTE).await, None);
    assert_eq!(
        of(ColumnType::Text, texts, 1_000).await,
        Some(Unfit::TooLarge)
    );
}
