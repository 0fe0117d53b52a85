//! What the guard costs: the same questions over the same files, asked of DataFusion without a guard, of the engine
//! without rules, and of the engine with a rule on rows and two masks. `cargo xtask bench guard` runs it.
//!
//! Usage: guard_cost FOLDER ROWS REPEATS. Prints one JSON object: milliseconds by question and way, the best of all
//! repeats; the ways take turns.
#![expect(
    clippy::print_stdout,
    clippy::cast_possible_wrap,
    reason = "a program that prints times and makes numbers up"
)]

use arrow::array::{ArrayRef, Date32Array, Decimal128Array, Int64Array, RecordBatch, StringArray};
use arrow::datatypes::{Field, Schema};
use datafusion::prelude::{ParquetReadOptions, SessionConfig, SessionContext};
use futures::TryStreamExt;
use hebewerk_engine::{Engine, WorkerMode};
use hebewerk_guard::{Access, Action, Literal, Resource, RowFilter, decide};
use hebewerk_hub::ports::{
    Engine as _, GuardedTable, Limits, Place, Question, ReadError, Reading, RowFiles, WriteTable,
};
use hebewerk_lake::Lake;
use hebewerk_model::{
    AccountId, Column, ColumnId, ColumnType, DatasetId, GrantId, HeldGrant, Mask, OrganisationId,
    Principal, Protection, Visibility,
};
use serde_json::json;
use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use uuid::Uuid;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// Rows of a batch that is written.
const BATCH: u64 = 131_072;
/// Grants of somebody about whom is decided, and decisions whose mean counts.
const GRANTS: u128 = 10_000;
const DECISIONS: u32 = 1_000_000;
const DISTRICTS: u64 = 13;
const POSTCODES: u64 = 10;

/// Questions of a statistics office. The last one DataFusion answers from the files' statistics, which the guard never does:
/// they count hidden rows too.
const QUESTIONS: [(&str, &str); 8] = [
    (
        "sums by district",
        "select bezirk, count(*) as n, sum(betrag) as summe from amt.werte group by bezirk",
    ),
    (
        "a range of numbers",
        "select count(*) as n, sum(betrag) as summe from amt.werte where nr between 4000000 and 4100000",
    ),
    (
        "one district",
        "select plz, avg(jahre) as mittel from amt.werte where bezirk = 'Bezirk 03' group by plz",
    ),
    (
        "distinct ages",
        "select count(distinct jahre) as n from amt.werte",
    ),
    (
        "the greatest amounts",
        "select nr, betrag from amt.werte order by betrag desc, nr limit 20",
    ),
    (
        "sums by month",
        "select date_trunc('month', tag) as monat, sum(betrag) as summe from amt.werte group by 1",
    ),
    (
        "ages by postcode",
        "select plz, jahre, count(*) as n from amt.werte where jahre >= 65 group by plz, jahre",
    ),
    (
        "from statistics",
        "select count(*) as n, max(nr) as letzte from amt.werte",
    ),
];

#[tokio::main]
async fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1);
    let mut next = || {
        arguments
            .next()
            .ok_or("usage: guard_cost FOLDER ROWS REPEATS")
    };
    let (folder, rows, repeats) = (PathBuf::from(next()?), next()?.parse()?, next()?.parse()?);
    let lake = Lake::open(&folder)?;
    let open = written(&lake, rows).await?;
    let ruled = GuardedTable {
        access: rules(),
        ..open.clone()
    };
    let engine = Engine::new(&lake, WorkerMode::InProcess)?.with_spill(folder.clone())?;
    let plain = plain(&folder).await?;
    let mut report = Vec::new();
    for (name, sql) in QUESTIONS {
        let mut best: BTreeMap<&str, f64> = BTreeMap::new();
        for _turn in 0..repeats {
            let begun = Instant::now();
            plain.sql(sql).await?.collect().await?;
            keep(&mut best, "plain", begun);
            let begun = Instant::now();
            plain
                .sql(&sql.replace("amt.werte", "sicht"))
                .await?
                .collect()
                .await?;
            keep(&mut best, "view", begun);
            for (way, table) in [("open", &open), ("ruled", &ruled)] {
                let begun = Instant::now();
                asked(&engine, sql, table).await?;
                keep(&mut best, way, begun);
            }
        }
        report.push(json!({ "question": name, "milliseconds": best }));
    }
    println!(
        "{}",
        json!({ "rows": rows, "questions": report, "decision_us": decision_us(), "grants": GRANTS })
    );
    Ok(())
}

/// Microseconds of one decision about a dataset, for somebody who holds many grants: the mean of many.
fn decision_us() -> f64 {
    let dataset = |number| DatasetId::from_uuid(Uuid::from_u128(number));
    let grants: Vec<_> = (0..GRANTS)
        .map(|number| {
            let held = HeldGrant {
                id: GrantId::from_uuid(Uuid::from_u128(number)),
                covers_protected: false,
                statistics_only: false,
            };
            (dataset(number), held)
        })
        .collect();
    let principal = Principal::Person {
        account: AccountId::from_uuid(Uuid::from_u128(1)),
        administrator: false,
        officer: false,
        memberships: Vec::new(),
        grants: grants.into(),
    };
    let protection = Protection::default();
    let begun = Instant::now();
    for number in 0..DECISIONS {
        let resource = Resource::Dataset {
            dataset: Some(dataset(u128::from(number) % (2 * GRANTS))),
            organisation: OrganisationId::from_uuid(Uuid::from_u128(2)),
            visibility: Visibility::Office,
            sealed: false,
            protection: Some(&protection),
        };
        std::hint::black_box(decide(&principal, Action::ReadRows, &resource));
    }
    begun.elapsed().as_secs_f64() * 1e6 / f64::from(DECISIONS)
}

fn keep(best: &mut BTreeMap<&'static str, f64>, way: &'static str, begun: Instant) {
    let taken = begun.elapsed().as_secs_f64() * 1_000.0;
    let known = best.entry(way).or_insert(taken);
    *known = known.min(taken);
}

/// Twelve of thirteen districts; amounts to tens, postcodes by their beginning.
fn rules() -> Access {
    let literals = (1..DISTRICTS).map(|number| Literal::Text(district(number)));
    Access {
        row_filter: Some(RowFilter::OneOf {
            column: "bezirk".to_owned(),
            literals: literals.collect(),
        }),
        masks: BTreeMap::from([
            ("betrag".to_owned(), Mask::Round { digits: -1 }),
            ("plz".to_owned(), Mask::Beginning { characters: 3 }),
        ]),
        counts: None,
    }
}

fn district(number: u64) -> String {
    format!("Bezirk {number:02}")
}

async fn asked(engine: &Engine, sql: &str, table: &GuardedTable) -> Outcome<()> {
    let limits = Limits {
        time: Duration::from_mins(5),
        memory_bytes: 1 << 30,
        rows: 100_000,
    };
    let question = Question {
        sql: sql.to_owned(),
        limits,
        place: Place::default(),
    };
    let statement = engine.read(question).await?;
    let answer = statement.answer(vec![table.clone()]).await?;
    let batches: Vec<RecordBatch> = answer.batches.try_collect().await?;
    drop(batches);
    Ok(())
}

/// DataFusion with the options of the engine's sessions, and the same rules as a view that protects nothing.
async fn plain(folder: &Path) -> Outcome<SessionContext> {
    let mut config = SessionConfig::new();
    config.options_mut().optimizer.repartition_file_min_size = 1 << 20;
    let context = SessionContext::new_with_config(config);
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    let paths: Vec<String> = files
        .iter()
        .map(|file| file.display().to_string())
        .collect();
    let frame = context
        .read_parquet(paths, ParquetReadOptions::default())
        .await?;
    context.register_table("werte", frame.into_view())?;
    context.sql("create schema amt").await?.collect().await?;
    context
        .sql("create view amt.werte as select * from werte")
        .await?
        .collect()
        .await?;
    let districts: Vec<String> = (1..DISTRICTS)
        .map(|number| format!("'{}'", district(number)))
        .collect();
    let view = format!(
        "create view sicht as select nr, bezirk, left(plz, 3) || '…' as plz, jahre, \
         cast(round(betrag, -1) as decimal(18, 2)) as betrag, tag from werte where bezirk in ({})",
        districts.join(", ")
    );
    context.sql(&view).await?.collect().await?;
    Ok(context)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Outcome<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path
            .extension()
            .is_some_and(|extension| extension == "parquet")
        {
            files.push(path);
        }
    }
    Ok(())
}

/// Numbers, districts, postcodes, ages, amounts, days.
async fn written(lake: &Lake, rows: u64) -> Outcome<GuardedTable> {
    let types = [
        ("nr", ColumnType::Integer),
        ("bezirk", ColumnType::Text),
        ("plz", ColumnType::Text),
        ("jahre", ColumnType::Integer),
        (
            "betrag",
            ColumnType::Decimal {
                precision: 18,
                scale: 2,
            },
        ),
        ("tag", ColumnType::Date),
    ];
    let columns: Vec<Column> = (1..)
        .zip(types)
        .map(|(id, (name, column_type))| Column {
            id: ColumnId(id),
            name: name.to_owned(),
            label: name.to_owned(),
            column_type,
            semantic_type: None,
            confidence: 1.0,
            unit: None,
        })
        .collect();
    let fields: Vec<Field> = columns
        .iter()
        .map(|column| {
            Field::new(
                &column.name,
                hebewerk_hub::ports::data_type(column.column_type),
                true,
            )
        })
        .collect();
    let schema = Arc::new(Schema::new(fields));
    let batches = (0..rows.div_ceil(BATCH)).map(move |number| {
        let range = number * BATCH..((number + 1) * BATCH).min(rows);
        let batch = RecordBatch::try_new(schema.clone(), arrays(range)?);
        Ok(Reading::Rows(batch.map_err(std::io::Error::other)?))
    });
    let written = lake
        .write(WriteTable {
            folder: "amt/werte".to_owned(),
            columns: columns.clone(),
            reading: Box::new(batches),
        })
        .await?;
    Ok(GuardedTable {
        name: "amt.werte".parse()?,
        columns,
        files: written.files,
        rows: written.rows,
        access: Access::full(),
        pseudonyms: None,
        counting: None,
    })
}

fn arrays(range: std::ops::Range<u64>) -> Result<Vec<ArrayRef>, ReadError> {
    let chance: Vec<u64> = range.clone().map(mixed).collect();
    let amounts = chance.iter().map(|value| i128::from(value % 10_000_000));
    let amounts = Decimal128Array::from_iter_values(amounts).with_precision_and_scale(18, 2);
    Ok(vec![
        Arc::new(Int64Array::from_iter_values(
            range.map(|number| number as i64),
        )),
        Arc::new(StringArray::from_iter_values(
            chance
                .iter()
                .map(|value| district(1 + (value >> 8) % DISTRICTS)),
        )),
        Arc::new(StringArray::from_iter_values(
            chance
                .iter()
                .map(|value| format!("446{:02}", (value >> 16) % POSTCODES)),
        )),
        Arc::new(Int64Array::from_iter_values(
            chance.iter().map(|value| ((value >> 24) % 100) as i64),
        )),
        Arc::new(amounts.map_err(std::io::Error::other)?),
        Arc::new(Date32Array::from_iter_values(
            chance
                .iter()
                .map(|value| 18_000 + ((value >> 32) % 2_000) as i32),
        )),
    ])
}

/// A number that looks like chance (SplitMix64).
fn mixed(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
